//! What happens from a start if actors make the moves that a concept leaves them.
//!
//! In: an [`Analysis`], a start and a concept. Out: a [`Course`]: every state that sequences of
//! such moves visit, and the moves made in each. [`crate::holds()`] says which moves are made.

use graph::{Control, StateId, StateSet};
use model::conflict::Concept;

use crate::Analysis;
use crate::behaviour::Behaviour;
use crate::holds::{Choice, HoldsError};
use crate::path::Step;

/// What happens from a start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// The states visited, nearest to the start first, each with the moves made there (by actor,
    /// then ascending). The first is the start.
    pub visited: Vec<(StateId, Vec<Step>)>,
    /// Whether everything is listed; the walk stops at the bound on moves.
    pub complete: bool,
}

/// Follows the moves that are made from a start, until `most_moves` of them have been listed.
///
/// Cost: for each visited state one listing of each actor's moves and one test of deterrence for
/// each improvement.
///
/// # Errors
/// For coalition concepts, for foresight without exactly two actors, and when the host stops the
/// work.
pub fn course(
    analysis: &Analysis<'_>,
    start: StateId,
    concept: Concept,
    choice: Choice,
    most_moves: usize,
    control: &Control,
) -> Result<Course, HoldsError> {
    let behaviour = Behaviour::new(analysis, concept, choice, control)?;
    let mut seen = StateSet::new(analysis.graph.index_len());
    seen.insert(start);
    let mut visited: Vec<(StateId, Vec<Step>)> = vec![(start, Vec::new())];
    let mut listed = 0;
    let mut next = 0;
    while let Some(&(state, _)) = visited.get(next) {
        control.check()?;
        let mut made = Vec::new();
        for actor in analysis.graph.actors() {
            let taken = behaviour.decide(actor, state).taken;
            made.extend(taken.into_iter().map(|to| Step { actor, to }));
        }
        listed += made.len();
        if listed > most_moves {
            return Ok(Course {
                visited,
                complete: false,
            });
        }
        for step in &made {
            if seen.insert(step.to) {
                visited.push((step.to, Vec::new()));
            }
        }
        if let Some((_, moves)) = visited.get_mut(next) {
            *moves = made;
        }
        next += 1;
    }
    Ok(Course {
        visited,
        complete: true,
    })
}
