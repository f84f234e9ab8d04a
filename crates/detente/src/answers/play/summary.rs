//! What the page to read first says of the game.

use play::Limits;
use report::answer::PlayedSummary;

use super::{Information, PlayFailure, Request, Statics, games, play_account};
use crate::answers::game::Wanted;
use crate::error::AnswerError;
use crate::study::Study;

/// Largest tree that is built without being asked for.
const MOST_NODES: u64 = 2_000;
/// Most equilibria that are looked at.
const MOST_EQUILIBRIA: usize = 12;

/// Where the play of an account ends; nothing where it has none.
///
/// # Errors
/// When the user stops the work. What else goes wrong is said in the summary.
pub fn summary(study: &Study<'_>) -> Result<Option<PlayedSummary>, AnswerError> {
    if study.conflict.game.steps.is_empty() {
        return Ok(None);
    }
    let request = Request {
        values: &[],
        limits: Limits { nodes: MOST_NODES },
        game: games::Request {
            wanted: Wanted::Suitable,
            most: MOST_EQUILIBRIA,
            effort: 1,
            regret: games::RegretRequest::default(),
        },
        varied: Vec::new(),
        statics: Statics::Unasked,
        observed: None,
        information: Information::Unasked,
        drawing: None,
    };
    let mut summary = PlayedSummary {
        ends: Vec::new(),
        why_not: None,
    };
    match play_account(study, "", &request) {
        Ok(played) if played.answer.game.solution.is_some() => summary.ends = played.answer.ends,
        Ok(played) => summary.why_not = Some(played.answer.game.remarks.join(" ")),
        Err(PlayFailure::Answer(AnswerError::Interrupted)) => return Err(AnswerError::Interrupted),
        Err(PlayFailure::Answer(error)) => summary.why_not = Some(error.to_string()),
        Err(PlayFailure::Model(wrong)) => summary.why_not = Some(wrong.message),
    }
    Ok(Some(summary))
}
