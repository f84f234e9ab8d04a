//! `detente play`.

use game::gambit::{refused_in_tree, write_efg};
use game::{Number, Rational};
use model::conflict::{Conflict, ParameterId};
use play::Limits;
use report::answer::{PlayRun, VERSION};
use report::drawing::{MOST_NODES_EVER, game_tree, play_regions};
use report::{pages, records};

use super::deliver;
use super::game::wanted;
use crate::answers::game::{DrawingRequest, RegretRequest, Request as GameRequest, Wanted};
use crate::answers::play::{
    Counted, Information, PlayFailure, PlayedAccount, Request, Statics, Varied, declared,
    fit_account, fit_run, play_account, played,
};
use crate::cli::args::{Play, Solver};
use crate::cli::counts;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::host::Host;
use crate::cli::names::unknown;
use crate::cli::open::{Opened, open, tell};
use crate::study::World;

/// Runs it.
pub fn run(host: &Host, args: &Play) -> Result<Outcome, Failure> {
    let opened = open(host, &args.model)?;
    if let Some(to) = &args.export {
        opened.ask_one(host, "write as a game", |world| {
            export(host, &opened, args, world, to)
        })?;
        return Ok(Outcome::Good);
    }
    if args.fit || args.counts.is_some() {
        return fit(host, &opened, args);
    }
    let found = opened.ask_each(host, |world| {
        let study = world.study(&host.control)?;
        let values = values(world.conflict, &args.set)?;
        let request = Request {
            values: &values,
            limits: limits(args),
            game: GameRequest {
                wanted: asked(args)?,
                most: args.most,
                effort: 1,
                regret: RegretRequest::default(),
            },
            varied: all_varied(world.conflict, &args.vary)?,
            statics: if args.statics {
                Statics::Asked
            } else {
                Statics::Unasked
            },
            observed: args.observed.as_deref(),
            information: if args.information {
                Information::Asked
            } else {
                Information::Unasked
            },
            drawing: tree_drawn(args).map(|_| DrawingRequest {
                equilibrium: args.equilibrium,
                most_nodes: args.most_drawn.clamp(1, MOST_NODES_EVER),
            }),
        };
        play_account(&study, &args.model.file, &request)
            .map_err(|failure| shown(host, &opened, failure))
    })?;
    if let Some(to) = tree_drawn(args) {
        draw(host, to, &found.answers)?;
    }
    let answer = PlayRun {
        version: VERSION,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        file: args.model.file.clone(),
        title: opened.case.base.title.clone(),
        accounts: found.answers.into_iter().map(|one| one.answer).collect(),
    };
    if let Some(to) = args.draw.as_ref().filter(|_| !args.vary.is_empty()) {
        draw_regions(host, &answer, to)?;
    }
    deliver(
        host,
        &args.output,
        &answer,
        || pages::play(&answer),
        || records::play(&answer),
    )?;
    Ok(Outcome::Good)
}

/// Fits rationality to what was observed, under each account.
fn fit(host: &Host, opened: &Opened, args: &Play) -> Result<Outcome, Failure> {
    let histories = match (&args.counts, &args.observed) {
        (Some(path), _) => counts::read(host, path)?,
        (None, Some(history)) => vec![Counted {
            history: history.clone(),
            count: 1,
            place: String::new(),
        }],
        (None, None) => {
            return Err(Failure::Usage(
                "--fit needs what was observed: --observed MOVES or --counts FILE".to_owned(),
            ));
        }
    };
    let found = opened.ask_each(host, |world| {
        let study = world.study(&host.control)?;
        let values = values(world.conflict, &args.set)?;
        fit_account(&study, &values, limits(args), &histories)
            .map_err(|failure| shown(host, opened, failure))
    })?;
    let title = opened.case.base.title.clone();
    let answer = fit_run(
        &args.model.file,
        title,
        &histories,
        &found.answers,
        &host.control,
    )?;
    deliver(
        host,
        &args.output,
        &answer,
        || pages::fits(&answer),
        || records::fits(&answer),
    )?;
    Ok(Outcome::Good)
}

/// What is asked for; a rationality asks for quantal responses.
fn asked(args: &Play) -> Result<Wanted, Failure> {
    match args.rationality {
        None => Ok(wanted(args.solver)),
        Some(rationality) if matches!(args.solver, Solver::Auto | Solver::Logit) => {
            Ok(Wanted::Response(rationality))
        }
        Some(_) => Err(Failure::Usage(
            "--rationality is about quantal responses: add --solver logit".to_owned(),
        )),
    }
}

/// Writes the drawing of the one account that was played.
fn draw(host: &Host, to: &str, played: &[PlayedAccount]) -> Result<(), Failure> {
    match played {
        [
            PlayedAccount {
                drawing: Some(sketch),
                ..
            },
        ] => host.deliver(&game_tree(sketch, "game-tree"), Some(to)),
        several => {
            let accounts = several.iter().filter_map(|one| one.answer.account.as_ref());
            let names: Vec<String> = accounts.map(|one| format!("`{}`", one.name)).collect();
            Err(Failure::Usage(format!(
                "there are {} accounts; choose one to draw with --account: {}",
                several.len(),
                names.join(", ")
            )))
        }
    }
}

fn limits(args: &Play) -> Limits {
    Limits {
        nodes: args.most_nodes,
    }
}

/// Where the tree is drawn, if it is: where a parameter varies there is not one tree.
fn tree_drawn(args: &Play) -> Option<&String> {
    args.draw.as_ref().filter(|_| args.vary.is_empty())
}

/// Draws the regions of each account to a file.
fn draw_regions(host: &Host, answer: &PlayRun, to: &str) -> Result<(), Failure> {
    if !to.ends_with(".svg") {
        return Err(Failure::Usage(format!(
            "`{to}` does not end in .svg, for a drawing"
        )));
    }
    if answer.accounts.iter().all(|one| one.plane.is_none()) {
        return Err(Failure::Usage(
            "with --vary, --draw draws the regions of two parameters: name both with --vary"
                .to_owned(),
        ));
    }
    host.deliver(&play_regions(answer), Some(to))
}

/// Writes the game of an account to a file.
fn export(
    host: &Host,
    opened: &Opened,
    args: &Play,
    world: &World<'_>,
    to: &str,
) -> Result<(), Failure> {
    if !to.ends_with(".efg") {
        return Err(Failure::Usage(format!(
            "`{to}` does not end in .efg, for a game tree"
        )));
    }
    let values = values(world.conflict, &args.set)?;
    let study = world.study(&host.control)?;
    let found =
        played(&study, &values, limits(args)).map_err(|failure| shown(host, opened, failure))?;
    super::game::tell_refused(host, to, refused_in_tree(&found.tree));
    let mut bytes = Vec::new();
    write_efg(&found.tree, &mut bytes)
        .map_err(|error| Failure::InputOutput(format!("cannot write `{to}`: {error}")))?;
    host.deliver_bytes(&bytes, Some(to))
}

/// Shows what is wrong with the model where it stands.
fn shown(host: &Host, opened: &Opened, failure: PlayFailure) -> Failure {
    match failure {
        PlayFailure::Answer(error) => error.into(),
        PlayFailure::Model(diagnostic) => {
            let too_large = diagnostic.code == play::codes::PLAY_TOO_LARGE;
            tell(host, &[*diagnostic], &opened.sources, false);
            if too_large {
                Failure::TooLarge(String::new())
            } else {
                Failure::Model
            }
        }
    }
}

/// The parameters that `--vary NAME=FROM..TO` varies, at most two.
fn all_varied(conflict: &Conflict, texts: &[String]) -> Result<Vec<Varied>, Failure> {
    if texts.len() > 2 {
        return Err(Failure::Usage(
            "--vary is for one parameter or two; others are held with --set".to_owned(),
        ));
    }
    let found: Vec<Varied> = texts
        .iter()
        .map(|text| varied(conflict, text))
        .collect::<Result<_, _>>()?;
    if let [one, two] = found.as_slice()
        && one.parameter == two.parameter
    {
        return Err(Failure::Usage(format!(
            "`{}` is varied twice; name two parameters",
            texts[0]
        )));
    }
    Ok(found)
}

/// One of them; without a range, over its own.
fn varied(conflict: &Conflict, text: &str) -> Result<Varied, Failure> {
    let (name, range) = match text.split_once('=') {
        Some((name, range)) => (name.trim(), Some(range)),
        None => (text.trim(), None),
    };
    let parameter = parameter(conflict, name)?;
    let (from, to) = match range {
        Some(range) => {
            let (from, to) = range.split_once("..").ok_or_else(|| {
                Failure::Usage(format!("`{range}` is no range; write `--vary {name}=0..1`"))
            })?;
            (number(from)?, number(to)?)
        }
        None => declared(conflict, parameter).ok_or_else(|| {
            Failure::Usage(format!(
                "`{name}` has no range of its own; write `--vary {name}=0..1`"
            ))
        })?,
    };
    if from >= to {
        return Err(Failure::Usage(format!(
            "the range of `{name}` is empty: {from} is not below {to}"
        )));
    }
    Ok(Varied {
        parameter,
        from,
        to,
    })
}

fn parameter(conflict: &Conflict, name: &str) -> Result<ParameterId, Failure> {
    let parameters = &conflict.game.parameters;
    let names: Vec<&str> = parameters.iter().map(|one| one.name.as_str()).collect();
    names
        .iter()
        .position(|known| *known == name)
        .map(|place| ParameterId(place as u16))
        .ok_or_else(|| unknown("parameter", name, &names))
}

fn number(text: &str) -> Result<Rational, Failure> {
    let text = text.trim();
    Number::parse(text)
        .map(|number| number.value())
        .map_err(|why| {
            Failure::Usage(format!(
                "`{text}` is {why}; write a number such as 2, 0.25 or 1/3"
            ))
        })
}

/// The parameters that `--set NAME=VALUE` gives other values.
pub(super) fn values(
    conflict: &Conflict,
    sets: &[String],
) -> Result<Vec<(ParameterId, Rational)>, Failure> {
    sets.iter()
        .map(|text| {
            let (name, value) = text.split_once('=').ok_or_else(|| {
                Failure::Usage(format!("`{text}` gives no value; write `--set NAME=VALUE`"))
            })?;
            Ok((parameter(conflict, name.trim())?, number(value)?))
        })
        .collect()
}
