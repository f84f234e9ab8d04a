//! `detente stability`.

use model::conflict::{Concept, Conflict};
use report::answer::{MultiStability, Stability as Answer, VERSION};
use report::{pages, records};
use stability::Coalitions;

use super::deliver;
use crate::answers::stability::{Listing, Request, by_actor, stability};
use crate::cli::args::{Format, Stability};
use crate::cli::failure::{Failure, Outcome};
use crate::cli::host::Host;
use crate::cli::names::{actors, concepts, formula};
use crate::cli::open::open;
use crate::fingerprint::fingerprint;
use crate::study::{Study, World};

/// Largest conflict for which limited foresight is worked out without being asked for.
const MOST_FORESEEN: usize = 4096;
/// Most states in an answer for programs.
const MOST_LISTED: usize = 2_000_000;

/// Runs it.
pub fn run(host: &Host, args: &Stability) -> Result<Outcome, Failure> {
    let opened = open(host, &args.model)?;
    let hash =
        (args.output.format == Format::Json).then(|| fingerprint(&opened.sources, &opened.options));
    let asked = opened.ask_each(host, |world| one(host, args, world, hash.as_ref()))?;
    let answers = asked.answers;
    let page = || pages::stability(&answers);
    let rows = || records::stability(&answers);
    match answers.as_slice() {
        [one] => deliver(host, &args.output, one, page, rows)?,
        _ => {
            let all = MultiStability {
                version: VERSION,
                accounts: answers.clone(),
            };
            deliver(host, &args.output, &all, page, rows)?;
        }
    }
    Ok(Outcome::Good)
}

fn one(
    host: &Host,
    args: &Stability,
    world: &World<'_>,
    hash: Option<&String>,
) -> Result<Answer, Failure> {
    let study = world.study(&host.control)?;
    let states = match &args.filter {
        Some(text) => Some(study.graph().select(&formula(host, world.conflict, text)?)),
        None => None,
    };
    let for_readers = matches!(
        args.output.format,
        Format::Text | Format::Md | Format::Latex
    );
    let count = states
        .as_ref()
        .map_or(study.graph().count(), |states| states.len());
    if !for_readers && count > MOST_LISTED {
        return Err(Failure::TooLarge(format!(
            "an answer that lists {count} states one by one is too large (at most {MOST_LISTED}); \
             narrow it with --where"
        )));
    }
    let request = Request {
        listing: if for_readers {
            Listing::ForReaders
        } else {
            Listing::All
        },
        concepts: shown_concepts(args, &study)?,
        states,
        filter: args.filter.clone(),
        coalitions: coalitions(world.conflict, &args.coalitions)?,
        model_sha256: hash.cloned(),
        certificates: args.certificates,
    };
    let mut answer = stability(&study, &request)?;
    if !args.actor.is_empty() {
        actors(world.conflict, &args.actor)?;
        for concept in answer.concepts.values_mut() {
            concept.stable.retain(|name, _| args.actor.contains(name));
        }
    }
    Ok(answer)
}

/// Whether the answer is a page.
fn for_readers(args: &Stability) -> bool {
    matches!(
        args.output.format,
        Format::Text | Format::Md | Format::Latex
    )
}

/// Those asked for; else the basic ones and, for two actors in a small conflict, those of limited
/// foresight that can be worked out.
fn shown_concepts(args: &Stability, study: &Study<'_>) -> Result<Vec<Concept>, Failure> {
    let mut shown = concepts(&args.under, stability::concepts::BASIC)?;
    let graph = study.graph();
    if args.under.is_empty() && graph.actor_count() == 2 && graph.count() <= MOST_FORESEEN {
        // A page has no room for more.
        let longest = if for_readers(args) { 3 } else { 6 };
        let limited = (1..=longest).map(Concept::Limited);
        let all = limited.chain([Concept::NonMyopic]);
        shown.extend(all.filter(|&concept| by_actor(study, concept).is_ok()));
    }
    Ok(shown)
}

/// `all`, or lists of members joined by `+`.
fn coalitions(conflict: &Conflict, asked: &[String]) -> Result<Option<Coalitions>, Failure> {
    match asked {
        [] => Ok(None),
        [all] if all == "all" => Ok(Some(Coalitions::All)),
        named => {
            let members = named.iter().map(|names| {
                let names: Vec<String> = names.split('+').map(|n| n.trim().to_owned()).collect();
                actors(conflict, &names)
            });
            Ok(Some(Coalitions::Named(members.collect::<Result<_, _>>()?)))
        }
    }
}
