//! `detente game`.

use std::io::{BufRead, BufReader};
use std::path::Path;

use game::gambit::{
    Place, Problem, Unreadable, read_efg, read_nfg, refused_in_table, refused_in_tree, write_efg,
    write_nfg,
};
use game::reduced::reduced;
use game::simultaneous::simultaneous;
use game::{Strategic, Tree};
use report::answer::{GameObserved, GameSolver, GameVariant};
use report::diagnostics::{Source as Text, Sources};
use report::drawing::{MOST_NODES_EVER, game_tree};
use report::{csv, pages, records};
use syntax::diagnostic::{Diagnostic, FileId, Span};

use super::deliver;
use crate::answers::game::{
    DrawingRequest, RegretRequest, Request, Solved, Source, Wanted, Watched, draws, ends, game,
    information, observed, path, sketch,
};
use crate::cli::args::{Format, Game, GameFormat, Output, Solver, Variant};
use crate::cli::failure::{Failure, Outcome};
use crate::cli::host::Host;
use crate::cli::open::show as show_diagnostics;
use crate::cli::watched::WatchedInput;
use crate::disk::{read_text, stream};

/// The code of what is wrong with a game file.
pub const UNREADABLE_GAME: &str = "unreadable-game";

/// Runs it.
pub fn run(host: &Host, args: &Game) -> Result<Outcome, Failure> {
    let source = read(host, &args.file)?;
    let source = &source.borrowed();
    if let Some(to) = &args.convert {
        host.deliver_bytes(&converted(host, source, to)?, Some(to))?;
        return Ok(Outcome::Good);
    }
    let request = Request {
        wanted: asked(args)?,
        most: args.most,
        effort: args.effort,
        regret: regret(args)?,
    };
    if let Some(to) = &args.path {
        let points = path(source, args.rationality, &host.control)?;
        host.deliver(&csv::render(&points), Some(to))?;
    }
    let mut solved = game(&args.file, source, request, &host.control)?;
    if let Some(history) = &args.observed {
        solved.answer.observed = Some(watched(source, history, &solved)?);
    }
    if args.information {
        let Source::Tree(tree) = source else {
            return Err(no_tree("--information"));
        };
        let solver = |tree: &Tree| game(&args.file, &Source::Tree(tree), request, &host.control);
        let found = information(tree, &solved, &[], &solver, &host.control)?;
        solved.answer.information = Some(found);
    }
    if let Some(to) = &args.draw {
        draw(host, args, to, source, &solved)?;
    }
    let answer = solved.answer;
    let format = match args.format {
        GameFormat::Text => Format::Text,
        GameFormat::Json => Format::Json,
        GameFormat::Csv => Format::Csv,
        GameFormat::Md => Format::Md,
        GameFormat::Latex => Format::Latex,
        GameFormat::Gambit => {
            host.deliver(&pages::gambit_lines(&answer), args.output.as_deref())?;
            return Ok(Outcome::Good);
        }
    };
    let output = Output {
        format,
        output: args.output.clone(),
    };
    deliver(
        host,
        &output,
        &answer,
        || pages::game(&answer),
        || records::game(&answer),
    )?;
    Ok(Outcome::Good)
}

fn no_tree(question: &str) -> Failure {
    Failure::Usage(format!(
        "{question} needs a game tree (.efg), and this is a strategic game"
    ))
}

/// What follows from a history of a tree that was observed.
fn watched(source: &Source<'_>, history: &str, solved: &Solved) -> Result<GameObserved, Failure> {
    let Source::Tree(tree) = source else {
        return Err(no_tree("--observed"));
    };
    let tree = *tree;
    let watched = Watched {
        tree,
        idle: &|_, _| false,
        draws: &draws(tree),
        ends: &|reach, arithmetic| ends(tree, reach, arithmetic),
    };
    Ok(observed(&watched, history, solved)?)
}

/// What is asked for; a rationality alone asks for quantal responses.
fn asked(args: &Game) -> Result<Wanted, Failure> {
    let responses =
        args.solver == Solver::Logit || (args.solver == Solver::Auto && args.rationality.is_some());
    if !responses && (args.rationality.is_some() || args.path.is_some()) {
        return Err(Failure::Usage(
            "--rationality and --path are about quantal responses: add --solver logit".to_owned(),
        ));
    }
    Ok(match args.rationality {
        Some(rationality) => Wanted::Response(rationality),
        None => wanted(args.solver),
    })
}

/// The equilibria that a word of the command line asks for.
pub(super) fn wanted(solver: Solver) -> Wanted {
    match solver {
        Solver::Auto => Wanted::Suitable,
        Solver::Backward => Wanted::These(GameSolver::Backward),
        Solver::Pure => Wanted::These(GameSolver::Pure),
        Solver::Extreme => Wanted::These(GameSolver::Extreme),
        Solver::Sequential => Wanted::These(GameSolver::Sequential),
        Solver::PerfectBayesian => Wanted::These(GameSolver::PerfectBayesian),
        Solver::ZeroSum => Wanted::These(GameSolver::ZeroSum),
        Solver::Lemke => Wanted::These(GameSolver::Lemke),
        Solver::LemkeHowson => Wanted::These(GameSolver::LemkeHowson),
        Solver::Correlated => Wanted::These(GameSolver::Correlated),
        Solver::CoarseCorrelated => Wanted::These(GameSolver::CoarseCorrelated),
        Solver::Cfr => Wanted::These(GameSolver::Cfr),
        Solver::Newton => Wanted::These(GameSolver::Newton),
        Solver::Simplicial => Wanted::These(GameSolver::Simplicial),
        Solver::Support => Wanted::These(GameSolver::Support),
        Solver::Logit => Wanted::These(GameSolver::Logit),
        Solver::None => Wanted::Nothing,
    }
}

/// How regret is minimised.
fn regret(args: &Game) -> Result<RegretRequest, Failure> {
    let said = args.variant.is_some() || args.iterations.is_some() || args.exploitability.is_some();
    if said && args.solver != Solver::Cfr {
        return Err(Failure::Usage(
            "--variant, --iterations and --exploitability go with --solver cfr".to_owned(),
        ));
    }
    let usual = RegretRequest::default();
    let exploitability = args.exploitability.unwrap_or(usual.exploitability);
    if !(exploitability >= 0.0 && exploitability.is_finite()) {
        return Err(Failure::Usage(format!(
            "--exploitability {exploitability}: expected a number from 0 on"
        )));
    }
    Ok(RegretRequest {
        variant: match args.variant {
            Some(Variant::Plus) => GameVariant::Plus,
            Some(Variant::Discounted) => GameVariant::Discounted,
            Some(Variant::Predictive) => GameVariant::Predictive,
            None => usual.variant,
        },
        iterations: args.iterations.unwrap_or(usual.iterations),
        exploitability,
    })
}

/// Draws the tree.
fn draw(
    host: &Host,
    args: &Game,
    to: &str,
    source: &Source<'_>,
    solved: &Solved,
) -> Result<(), Failure> {
    let request = DrawingRequest {
        equilibrium: args.equilibrium,
        most_nodes: args.most_nodes.clamp(1, MOST_NODES_EVER),
    };
    let sketch = sketch(source, solved, request)?;
    host.deliver(&game_tree(&sketch, "game-tree"), Some(to))
}

/// A game that was read.
enum Read {
    Tree(Tree),
    Strategic(Strategic),
}

impl Read {
    fn borrowed(&self) -> Source<'_> {
        match self {
            Read::Tree(tree) => Source::Tree(tree),
            Read::Strategic(table) => Source::Strategic(table),
        }
    }
}

/// Reads a game; its first word says which kind it is. Problems are shown.
fn read(host: &Host, path: &str) -> Result<Read, Failure> {
    let cannot =
        |why: &dyn std::fmt::Display| Failure::InputOutput(format!("cannot read `{path}`: {why}"));
    host.control.step("reading the game")?;
    let input = stream(path).map_err(|why| cannot(&why))?;
    let mut input = BufReader::new(WatchedInput::new(input, "the game", &host.control));
    let strategic = {
        let start = input.fill_buf().map_err(|error| cannot(&error.kind()))?;
        let text = start
            .strip_prefix(b"\xEF\xBB\xBF")
            .unwrap_or(start)
            .trim_ascii_start();
        text.starts_with(b"NFG") || (!text.starts_with(b"EFG") && path.ends_with(".nfg"))
    };
    let read = if strategic {
        read_nfg(input).map(Read::Strategic)
    } else {
        read_efg(input).map(Read::Tree)
    };
    host.control.check()?;
    read.map_err(|error| {
        show(host, path, &error);
        Failure::Model
    })
}

/// Shows what is wrong with a file where it stands.
fn show(host: &Host, path: &str, error: &Unreadable) {
    // What is too large to be read as one text, or was read from a pipe, is shown without its lines.
    let Ok(text) = read_text(path) else {
        let lines = error.problems.iter().take(host.setting.most);
        for problem in lines {
            let (place, what) = (problem.place, &problem.what);
            host.tell(&format!(
                "{path}:{place}: error[{UNREADABLE_GAME}]: {what}\n"
            ));
        }
        let more = error.problems.len().saturating_sub(host.setting.most);
        if more > 0 {
            host.tell(&format!("{path}: and {more} more\n"));
        }
        return;
    };
    let sources = Sources::new([Text {
        name: path,
        text: &text,
    }]);
    let wrong = |problem: &Problem| {
        let span = span(&text, problem.place);
        Diagnostic::error(UNREADABLE_GAME, span, problem.what.to_string())
    };
    let wrong: Vec<Diagnostic> = error.problems.iter().map(wrong).collect();
    show_diagnostics(host, &wrong, &sources);
}

/// The word at a place.
fn span(text: &str, place: Place) -> Span {
    let mut start = 0;
    let mut line = "";
    for (number, one) in (1..).zip(text.split_inclusive('\n')) {
        line = one;
        if number == place.line {
            break;
        }
        start += one.len();
    }
    // A mark that says that the text is UTF-8 counts for no column.
    let mark = if place.line == 1 && line.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let before = usize::try_from(place.column).unwrap_or(1).saturating_sub(1);
    let rest = line.get(mark..).unwrap_or("");
    let at = mark + rest.chars().take(before).map(char::len_utf8).sum::<usize>();
    let word = line.get(at..).unwrap_or("");
    let ends = |sign: char| sign.is_whitespace() || matches!(sign, '{' | '}' | ',');
    let length = match word.find(ends) {
        Some(0) => word.chars().next().map_or(0, char::len_utf8),
        Some(length) => length,
        None => word.len(),
    };
    let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span {
        file: FileId(0),
        start: byte(start + at),
        end: byte(start + at + length),
    }
}

/// The game in the format that the name of the file asks for. Says so where Gambit does not read it.
fn converted(host: &Host, source: &Source<'_>, to: &str) -> Result<Vec<u8>, Failure> {
    let too_large = |error: &dyn std::fmt::Display| Failure::TooLarge(error.to_string());
    let ending = Path::new(to).extension().and_then(|ending| ending.to_str());
    let made = match (ending, source) {
        (Some("efg"), Source::Tree(_)) | (Some("nfg"), Source::Strategic(_)) => None,
        (Some("nfg"), Source::Tree(tree)) => {
            let form = reduced(tree).map_err(|error| too_large(&error))?;
            Some(Read::Strategic(form.game))
        }
        (Some("efg"), Source::Strategic(game)) => {
            let tree = simultaneous(game).map_err(|error| too_large(&error))?;
            Some(Read::Tree(tree))
        }
        _ => {
            return Err(Failure::Usage(format!(
                "`{to}` ends neither in .efg, for a game tree, nor in .nfg, for a strategic game"
            )));
        }
    };
    let made = made.as_ref().map(Read::borrowed);
    let mut bytes = Vec::new();
    let (refused, written) = match made.as_ref().unwrap_or(source) {
        Source::Tree(tree) => (refused_in_tree(tree), write_efg(tree, &mut bytes)),
        Source::Strategic(game) => (refused_in_table(game), write_nfg(game, &mut bytes)),
    };
    tell_refused(host, to, refused);
    written.map_err(|error| Failure::InputOutput(format!("cannot write `{to}`: {error}")))?;
    Ok(bytes)
}

/// Says that Gambit does not read a file that is written all the same, with the first label it refuses.
pub(super) fn tell_refused(host: &Host, to: &str, label: Option<&str>) {
    if let Some(label) = label
        && !host.quiet
    {
        host.tell(&format!(
            "detente: note: Gambit 16.7 does not read `{to}`: it takes names of printable ASCII letters only, \
             without spaces at an end or two in a row, and the first that is not is {label:?}\n"
        ));
    }
}
