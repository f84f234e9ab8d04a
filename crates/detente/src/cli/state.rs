//! States named on the command line.

use graph::{StateId, StateSet};

use super::failure::Failure;
use super::host::Host;
use super::names::formula;
use crate::study::World;
use crate::suggest::nearest;

/// Most states looked through for a suggestion.
const MOST_COMPARED: usize = 4096;
/// Most states named in a message.
const MOST_NAMED: usize = 6;

/// One state: `status quo`, `observed`, an identifier, or a formula that one state satisfies.
///
/// # Errors
/// If there is none, or several.
pub fn one_state(host: &Host, world: &World<'_>, text: &str) -> Result<StateId, Failure> {
    let graph = &world.graph;
    let missing = || Failure::Usage("the model has no status quo; name a state".to_owned());
    match text {
        "status quo" => return graph.status_quo().ok_or_else(missing),
        "observed" => return graph.observed().ok_or_else(missing),
        _ => {}
    }
    if let Some(state) = graph.find_id(text) {
        return Ok(state);
    }
    let states = some_states(host, world, text)?;
    let mut found = states.iter();
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(one),
        (None, _) => Err(Failure::Usage(format!("no state satisfies `{text}`"))),
        _ => {
            let names: Vec<String> = states
                .iter()
                .take(MOST_NAMED)
                .map(|state| graph.id(state))
                .collect();
            let more = states.len().saturating_sub(MOST_NAMED);
            let tail = if more > 0 {
                format!(" and {more} more")
            } else {
                String::new()
            };
            Err(Failure::Usage(format!(
                "`{text}` means {} states, and one is needed: {}{tail}",
                states.len(),
                names.join(", ")
            )))
        }
    }
}

/// The states that an identifier or a formula means.
///
/// # Errors
/// If it is neither.
pub fn some_states(host: &Host, world: &World<'_>, text: &str) -> Result<StateSet, Failure> {
    let graph = &world.graph;
    if let Some(state) = graph.find_id(text) {
        let mut one = StateSet::new(graph.index_len());
        one.insert(state);
        return Ok(one);
    }
    if looks_like_identifier(text, world) {
        let ids: Vec<String> = graph
            .states()
            .take(MOST_COMPARED)
            .map(|state| graph.id(state))
            .collect();
        let near = nearest(text, ids.iter().map(String::as_str));
        let hint = near
            .map(|id| format!("; did you mean `{id}`?"))
            .unwrap_or_default();
        return Err(Failure::Usage(format!("there is no state `{text}`{hint}")));
    }
    Ok(graph.select(&formula(host, world.conflict, text)?))
}

/// One word that is no option's name: a state was meant.
fn looks_like_identifier(text: &str, world: &World<'_>) -> bool {
    let letters = text.chars().all(|c| matches!(c, 'Y' | 'N'));
    let word = text.chars().all(|c| c.is_alphanumeric() || c == '_');
    let graph_form = world
        .graph
        .states()
        .next()
        .is_some_and(|s| world.graph.named(s).is_some());
    let option = world
        .conflict
        .options
        .iter()
        .any(|option| option.name == text);
    !text.is_empty() && (letters || (word && graph_form && !option))
}
