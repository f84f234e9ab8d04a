//! `detente sweep`.

use std::path::{Path, PathBuf};

use change::sweep::{Design, Observation};
use model::conflict::Conflict;
use report::answer::{SweepDesign, SweepRun, VERSION};
use report::drawing::phase as drawn;
use report::{pages, records};

use super::deliver;
use crate::answers::questions::{Asked, questions};
use crate::answers::sweep::phase::phase;
use crate::answers::sweep::results::Layout;
use crate::answers::sweep::{Account, Named, Request, design, usual};
use crate::cli::args::{self, Sweep};
use crate::cli::failure::{Failure, Outcome};
use crate::cli::host::{Existing, Host, write_whole};
use crate::cli::names::{concepts, unknown};
use crate::cli::open::{Opened, open};
use crate::cli::results::{Found, Results, Row, found};
use crate::concepts::BASIC;
use crate::error::AnswerError;
use crate::fingerprint::fingerprint;

/// Points looked at before what they show is written down.
const AT_ONCE: usize = 256;

/// Runs it.
pub fn run(host: &Host, args: &Sweep) -> Result<Outcome, Failure> {
    if args.parquet.is_some() && !crate::tables::CAN_WRITE {
        return Err(Failure::Usage(crate::tables::CANNOT_WRITE.to_owned()));
    }
    let opened = open(host, &args.model)?;
    let selected = opened.selected()?;
    let request = Request {
        vary: varying(args, &selected)?,
        design: args.design.map(design_of),
        runs: args.points,
        seed: args.seed,
        concepts: concepts(&args.under, BASIC)?,
    };
    let chosen = design(&selected, &request)?;
    let asked = asked(host, args, &opened)?;
    let varies = |conflict: &&Conflict| {
        request
            .vary
            .iter()
            .any(|v| v.in_account(conflict).is_some())
    };
    let without = selected.iter().filter(|conflict| !varies(conflict));
    let without: Vec<String> = without.map(|conflict| name(conflict)).collect();
    if !without.is_empty() && without.len() < selected.len() && !host.quiet {
        host.tell(&format!(
            "detente: {} left out: nothing of what varies is in it\n",
            report::answer::and_list(&without)
        ));
    }
    let accounts = selected
        .iter()
        .zip(asked)
        .filter(|(conflict, _)| varies(conflict) || without.len() == selected.len())
        .map(|(conflict, asked)| Account::new(conflict, asked, chosen, &request))
        .collect::<Result<Vec<_>, _>>()?;
    let model = fingerprint(&opened.sources, &opened.options);
    let layout = Layout::new(&model, &accounts);
    let observed = look(host, args, &accounts, &layout)?;
    let mut found = Vec::with_capacity(accounts.len());
    for (account, observed) in accounts.iter().zip(&observed) {
        found.push(account.answer(observed, &host.control)?);
    }
    let title = opened.case.base.title.clone();
    if let Some(path) = &args.draw {
        let title = title.clone().unwrap_or_else(|| args.model.file.clone());
        let svg = drawn(&phase(title, &accounts, &host.control)?);
        host.deliver(&svg, Some(path))?;
    }
    if let Some(path) = &args.parquet {
        let bytes = crate::tables::sweep(&layout, &accounts, &observed, &model)?;
        host.deliver_bytes(&bytes, Some(path))?;
    }
    let is_drawn = chosen != Design::Grid;
    let answer = SweepRun {
        version: VERSION,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        file: args.model.file.clone(),
        title,
        model,
        concepts: request.concepts.iter().map(|c| c.name()).collect(),
        design: answered(chosen),
        runs: accounts.first().map(|a| a.plan.runs()).filter(|_| is_drawn),
        seed: is_drawn.then_some(args.seed),
        accounts: found,
    };
    let page = || pages::sweep(&answer);
    deliver(host, &args.output, &answer, page, || {
        records::sweep(&answer)
    })?;
    Ok(Outcome::Good)
}

fn name(conflict: &Conflict) -> String {
    let account = conflict.account.as_ref();
    account.map_or_else(String::new, |account| account.name.clone())
}

/// What varies, each thing once and in at least one account.
fn varying(args: &Sweep, conflicts: &[&Conflict]) -> Result<Vec<Named>, Failure> {
    if args.vary.is_empty() {
        return Ok(usual(conflicts));
    }
    let mut all: Vec<Named> = Vec::new();
    let mut wrong: Vec<String> = Vec::new();
    for written in &args.vary {
        match Named::parse(written) {
            Err(why) => wrong.push(why),
            Ok(named) if conflicts.iter().all(|c| named.in_account(c).is_none()) => {
                wrong.push(named.missing(conflicts));
            }
            Ok(named) if all.iter().any(|other| other.column() == named.column()) => {
                wrong.push(format!("--vary `{}` is given twice", named.column()));
            }
            Ok(named) => all.push(named),
        }
    }
    if wrong.is_empty() {
        Ok(all)
    } else {
        Err(Failure::Usage(wrong.join("\n")))
    }
}

/// The questions of each account; only those named, where any are.
fn asked(host: &Host, args: &Sweep, opened: &Opened) -> Result<Vec<Vec<Asked>>, Failure> {
    let missing = "the model has no status quo, so nothing follows from where it stands";
    let all = opened.ask_each(host, |world| {
        let start = world.graph.status_quo();
        let start = start.ok_or_else(|| Failure::Usage(missing.to_owned()))?;
        Ok(questions(&world.study(&host.control)?, start))
    })?;
    let mut all = all.answers;
    let mut known: Vec<String> = all
        .iter()
        .flatten()
        .map(|asked| asked.name.clone())
        .collect();
    known.dedup();
    for name in &args.question {
        if !known.contains(name) {
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            return Err(unknown("question", name, &known));
        }
    }
    if !args.question.is_empty() {
        for asked in &mut all {
            asked.retain(|asked| args.question.contains(&asked.name));
        }
    }
    Ok(all)
}

/// What every point of every account shows: as results of an earlier run have it, then looked at.
fn look(
    host: &Host,
    args: &Sweep,
    accounts: &[Account<'_>],
    layout: &Layout,
) -> Result<Vec<Vec<Observation>>, Failure> {
    let mut journal = Journal::open(host, args, accounts, layout)?;
    let total: u64 = accounts.iter().map(|account| account.plan.len()).sum();
    let mut done = journal
        .known
        .iter()
        .map(|all| all.len() as u64)
        .sum::<u64>();
    let mut all = std::mem::take(&mut journal.known);
    for (account, observed) in accounts.iter().zip(&mut all) {
        let mut next = observed.len() as u64;
        while next < account.plan.len() {
            let end = account.plan.len().min(next + AT_ONCE as u64);
            let points: Vec<Vec<u64>> = (next..end).map(|at| account.plan.point(at)).collect();
            let looked = host
                .control
                .step(&format!("looking at point {} of {total}", done + 1))
                .map_err(AnswerError::from)
                .and_then(|()| account.observe(&points, &host.control));
            let fresh = match looked {
                Ok(fresh) => fresh,
                Err(AnswerError::Interrupted) => {
                    journal.stopped(host, (done, total));
                    return Err(Failure::Interrupted);
                }
                Err(other) => return Err(other.into()),
            };
            let numbered = (next..end).zip(&points).zip(&fresh);
            let rows: Vec<Vec<String>> = numbered
                .flat_map(|((at, point), seen)| layout.rows(account, (at, point), seen))
                .collect();
            journal.append(rows)?;
            observed.extend(fresh);
            done += end - next;
            next = end;
        }
    }
    journal.complete()?;
    Ok(all)
}

/// What has been seen, kept in a file if one was asked for, else in memory.
struct Journal {
    file: Option<Results>,
    kept: Vec<Vec<String>>,
    /// Where it is saved if the work is stopped and no file was asked for.
    otherwise: PathBuf,
    /// By account: what was known before.
    known: Vec<Vec<Observation>>,
}

impl Journal {
    fn open(
        host: &Host,
        args: &Sweep,
        accounts: &[Account<'_>],
        layout: &Layout,
    ) -> Result<Journal, Failure> {
        let stem = Path::new(&args.model.file).file_stem();
        let stem = stem.filter(|stem| *stem != "-").unwrap_or("model".as_ref());
        let otherwise = PathBuf::from(format!("{}.sweep.csv", stem.to_string_lossy()));
        let mut journal = Journal {
            file: None,
            kept: Vec::new(),
            otherwise,
            known: vec![Vec::new(); accounts.len()],
        };
        let Some(path) = &args.results else {
            journal.kept.push(layout.header());
            return Ok(journal);
        };
        let path = Path::new(path);
        let before = found(path)?;
        let mut kept = 0;
        if let Some(before) = &before {
            let taken = taken(accounts, layout, before, path)?;
            if before.torn || taken.cut_short {
                host.tell(&format!(
                    "detente: `{}` ends in the middle of a point; it is taken up to there: {}\n",
                    path.display(),
                    points(taken.points)
                ));
            } else if taken.points > 0 && taken.points < total(accounts) && !host.quiet {
                host.tell(&format!(
                    "detente: going on after the {} of `{}`\n",
                    points(taken.points),
                    path.display()
                ));
            }
            (kept, journal.known) = (taken.end, taken.known);
            // A complete file stays as it is.
            if taken.points == total(accounts) && before.named && !before.torn {
                return Ok(journal);
            }
        }
        journal.file = Some(Results::open(
            path,
            &layout.header(),
            before.as_ref(),
            kept,
        )?);
        Ok(journal)
    }

    fn append(&mut self, rows: Vec<Vec<String>>) -> Result<(), Failure> {
        match &mut self.file {
            Some(file) => file.append(&rows),
            None => {
                self.kept.extend(rows);
                Ok(())
            }
        }
    }

    fn complete(self) -> Result<(), Failure> {
        self.file.map_or(Ok(()), Results::complete)
    }

    /// Says where what was seen is kept, after the work was stopped.
    fn stopped(&self, host: &Host, (done, total): (u64, u64)) {
        let seen = format!("{done} of {total} points");
        let text = match &self.file {
            Some(file) => format!(
                "detente: {seen} are kept in `{}`; the same command goes on from there\n",
                file.part().display()
            ),
            None if done == 0 => return,
            None => {
                let mut name = self.otherwise.clone().into_os_string();
                name.push(".part");
                let text = crate::cli::results::text(&self.kept);
                match write_whole(Path::new(&name), text.as_bytes(), Existing::Keep) {
                    Ok(()) => format!(
                        "detente: {seen} are kept in `{}`; go on with --results {}\n",
                        Path::new(&name).display(),
                        self.otherwise.display()
                    ),
                    Err(why) => format!(
                        "detente: {seen} are lost: {}; --results FILE keeps them\n",
                        why.message().unwrap_or_default()
                    ),
                }
            }
        };
        host.tell(&text);
    }
}

fn points(count: u64) -> String {
    format!("{count} {}", if count == 1 { "point" } else { "points" })
}

fn total(accounts: &[Account<'_>]) -> u64 {
    accounts.iter().map(|account| account.plan.len()).sum()
}

/// What is taken from an earlier run.
struct Taken {
    known: Vec<Vec<Observation>>,
    points: u64,
    /// Where the last whole point ends, in bytes.
    end: u64,
    /// Whether rows of a point are missing at the end.
    cut_short: bool,
}

/// Takes what an earlier run of the same sweep has seen.
fn taken(
    accounts: &[Account<'_>],
    layout: &Layout,
    before: &Found,
    path: &Path,
) -> Result<Taken, Failure> {
    let other = |line: u64| {
        Failure::Usage(format!(
            "`{}` holds results of another model or sweep (line {line}); give another name with \
             --results, or take it away",
            path.display()
        ))
    };
    let mut taken = Taken {
        known: vec![Vec::new(); accounts.len()],
        points: 0,
        end: 0,
        cut_short: false,
    };
    let mut rows = before.rows();
    let Some(header) = rows.next().transpose()? else {
        return Ok(taken);
    };
    if header.0 != layout.header() {
        return Err(other(1));
    }
    taken.end = header.1;
    let mut line = 2;
    for (account, known) in accounts.iter().zip(&mut taken.known) {
        for number in 0..account.plan.len() {
            let block = rows.by_ref().take(account.concepts.len());
            let block = block.collect::<Result<Vec<Row>, Failure>>()?;
            if block.len() < account.concepts.len() {
                taken.cut_short = !block.is_empty();
                return Ok(taken);
            }
            taken.end = block.last().map_or(taken.end, |(_, end)| *end);
            let cells: Vec<Vec<String>> = block.into_iter().map(|(cells, _)| cells).collect();
            let point = account.plan.point(number);
            let seen = layout.read(account, (number, &point), &cells);
            known.push(seen.ok_or_else(|| other(line))?);
            taken.points += 1;
            line += cells.len() as u64;
        }
    }
    match rows.next() {
        None => Ok(taken),
        Some(_) => Err(other(line)),
    }
}

fn design_of(asked: args::Design) -> Design {
    match asked {
        args::Design::Grid => Design::Grid,
        args::Design::Latin => Design::Latin,
        args::Design::Sobol => Design::Sobol,
        args::Design::Saltelli => Design::Saltelli,
        args::Design::Morris => Design::Morris,
    }
}

fn answered(design: Design) -> SweepDesign {
    match design {
        Design::Grid => SweepDesign::Grid,
        Design::Latin => SweepDesign::Latin,
        Design::Sobol => SweepDesign::Sobol,
        Design::Saltelli => SweepDesign::Saltelli,
        Design::Morris => SweepDesign::Morris,
    }
}
