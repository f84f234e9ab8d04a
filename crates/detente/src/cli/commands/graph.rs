//! `detente graph`.

use report::drawing::{MOST_STATES, dot, svg};

use crate::answers::sketch::{Shown, sketch};
use crate::cli::args::{Graph, Moves};
use crate::cli::failure::{Failure, Outcome};
use crate::cli::host::Host;
use crate::cli::names::formula;
use crate::cli::open::open;
use crate::study::World;

/// Most states written as DOT.
const MOST_IN_DOT: usize = 20_000;

/// Runs it.
pub fn run(host: &Host, args: &Graph) -> Result<Outcome, Failure> {
    let opened = open(host, &args.model)?;
    let drawing = opened.ask_one(host, "draw", |world| draw(host, args, world))?;
    host.deliver(&drawing.unwrap_or_default(), args.output.as_deref())?;
    Ok(Outcome::Good)
}

fn draw(host: &Host, args: &Graph, world: &World<'_>) -> Result<String, Failure> {
    let states = match &args.filter {
        Some(text) => world.graph.select(&formula(host, world.conflict, text)?),
        None => world.graph.all(),
    };
    let dotted = wants_dot(args);
    let most = if dotted { MOST_IN_DOT } else { MOST_STATES };
    if states.len() > most {
        let all = world.graph.count();
        return Err(Failure::TooLarge(narrow(states.len(), most, all)));
    }
    let study = world.study(&host.control)?;
    let shown = match (args.moves, dotted) {
        (Moves::Legible, true) | (Moves::All, _) => Shown::All,
        (Moves::Legible, false) => Shown::Legible,
        (Moves::Improvements, _) => Shown::Improvements,
        (Moves::Best, _) => Shown::Best,
    };
    let sketch = sketch(&study, &states, shown)?;
    if dotted {
        return Ok(dot(&sketch));
    }
    svg(&sketch).map_err(|error| Failure::TooLarge(error.to_string()))
}

/// As asked for, else as the name of the output says, else SVG.
fn wants_dot(args: &Graph) -> bool {
    let named = args.output.as_deref().is_some_and(|path| {
        let ending = std::path::Path::new(path).extension();
        ending.is_some_and(|ending| ending == "dot" || ending == "gv")
    });
    args.dot || (named && !args.svg)
}

fn narrow(states: usize, most: usize, all: usize) -> String {
    let which = if states == all {
        "the conflict has"
    } else {
        "the filter leaves"
    };
    format!(
        "{which} {states} states, and a drawing of more than {most} is not legible. Narrow it: \
         `--where 'FORMULA'` draws the states that satisfy a formula, for example one option and \
         not another"
    )
}
