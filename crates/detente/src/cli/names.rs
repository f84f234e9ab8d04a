//! Names and formulas given on the command line.

use model::Sources;
use model::conflict::{ActorId, Concept, Conflict};
use model::formula::Formula;
use syntax::diagnostic::FileId;

use super::failure::Failure;
use super::host::Host;
use super::open::tell;
use crate::concepts::BASIC;
use crate::suggest::nearest;

/// The actors with these names; all where none is given.
///
/// # Errors
/// If the conflict has no such actor.
pub fn actors(conflict: &Conflict, names: &[String]) -> Result<Vec<ActorId>, Failure> {
    let all = || (0_u16..).map(ActorId).zip(&conflict.actors);
    if names.is_empty() {
        return Ok(all().map(|(id, _)| id).collect());
    }
    let known: Vec<&str> = conflict.actors.iter().map(|a| a.name.as_str()).collect();
    names
        .iter()
        .map(|name| {
            let found = all().find(|(_, actor)| actor.name == *name);
            found
                .map(|(id, _)| id)
                .ok_or_else(|| unknown("actor", name, &known))
        })
        .collect()
}

/// The concepts with these names; the five basic ones where none is given.
///
/// # Errors
/// If there is no such concept.
pub fn concepts(names: &[String], order: [Concept; 5]) -> Result<Vec<Concept>, Failure> {
    if names.is_empty() {
        return Ok(order.to_vec());
    }
    let known: Vec<String> = BASIC
        .iter()
        .map(|c| c.name())
        .chain(["nm".into()])
        .collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    names
        .iter()
        .map(|name| model::concept_from_name(name).ok_or_else(|| unknown("concept", name, &known)))
        .collect()
}

/// A formula typed on the command line, resolved against a conflict.
///
/// # Errors
/// If it does not parse or names something unknown; that is shown with an excerpt.
pub fn formula(host: &Host, conflict: &Conflict, text: &str) -> Result<Formula, Failure> {
    let parsed = syntax::parse_formula(FileId(0), text);
    let resolved = parsed.and_then(|written| model::resolve_formula(conflict, &written));
    resolved.map_err(|diagnostics| {
        let mut texts = Sources::default();
        texts.add("formula", text);
        tell(host, &diagnostics, &texts, false);
        Failure::Usage(String::new())
    })
}

/// "there is no account `x`; did you mean `y`?"
pub fn unknown(kind: &str, name: &str, known: &[&str]) -> Failure {
    let mut text = format!("there is no {kind} `{name}`");
    match nearest(name, known.iter().copied()) {
        Some(near) => text.push_str(&format!("; did you mean `{near}`?")),
        None if known.is_empty() => text.push_str(&format!("; the file has no {kind}s")),
        None => text.push_str(&format!("; there are {}", listed(known))),
    }
    Failure::Usage(text)
}

fn listed(names: &[&str]) -> String {
    const MOST: usize = 12;
    let mut text = names
        .iter()
        .take(MOST)
        .map(|n| format!("`{n}`"))
        .collect::<Vec<_>>()
        .join(", ");
    if names.len() > MOST {
        text.push_str(&format!(" and {} more", names.len() - MOST));
    }
    text
}
