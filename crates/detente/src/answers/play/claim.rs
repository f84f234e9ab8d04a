//! A check about how the play ends.

use std::collections::BTreeMap;

use game::Rational;
use game::tree::Mover;
use model::conflict::{Expression, ParameterId};
use model::formula::Formula;
use play::Limits;
use play::values::{NoValue, Values};
use report::answer::{GameCompleteness, GameSolution};

use super::ends::{reached, shown};
use super::{PlayFailure, played, solved};
use crate::answers::game::{RegretRequest, Request, Solved, Wanted};
use crate::error::AnswerError;
use crate::study::Study;

/// Equilibria that a check looks at.
const MOST_EQUILIBRIA: usize = 10_000;

/// What a check claims of the play.
pub struct PlayClaim<'c> {
    /// Of one equilibrium rather than of all.
    pub some: bool,
    /// What holds where the play ends.
    pub formula: &'c Formula,
    /// How likely.
    pub probability: &'c Expression,
    /// Values of parameters.
    pub values: &'c [(ParameterId, Expression)],
}

/// Whether a claim is so, and what was found instead.
///
/// # Errors
/// The play cannot be built or solved, not all equilibria were found, or the user stops the work.
pub fn play_ends(
    study: &Study<'_>,
    claim: &PlayClaim<'_>,
) -> Result<(bool, Vec<String>), AnswerError> {
    let conflict = study.conflict;
    let given = Values::new(conflict, &[]);
    let mut replaced: Vec<(ParameterId, Rational)> = Vec::new();
    for (id, value) in claim.values {
        replaced.push((*id, given.of(value).map_err(without_value)?));
    }
    let values = Values::new(conflict, &replaced);
    let claimed = values.of(claim.probability).map_err(without_value)?;
    let played = played(study, &replaced, Limits::default()).map_err(|failure| match failure {
        PlayFailure::Answer(error) => error,
        PlayFailure::Model(wrong) => AnswerError::Question(wrong.message),
    })?;
    let request = Request {
        wanted: Wanted::Suitable,
        most: MOST_EQUILIBRIA,
        effort: 1,
        regret: RegretRequest::default(),
    };
    let Solved { answer, profiles } = solved(study, "", &played, request)?;
    let Some(solution) = answer.solution else {
        return Err(AnswerError::TooLarge(answer.remarks.join(" ")));
    };
    let tree = &played.tree;
    if !claim.some && solution.completeness != GameCompleteness::Complete {
        return Err(AnswerError::TooLarge(
            "not all equilibria of the play were found".to_owned(),
        ));
    }
    let mut found: BTreeMap<Rational, usize> = BTreeMap::new();
    for reach in reached(tree, &profiles) {
        let mut likely = Rational::ZERO;
        for id in tree.node_ids() {
            let ends = tree.node(id).mover == Mover::Nobody;
            let code = played.states[id.index()];
            let level = |option| study.graph().step().layout.field(option).get(code);
            if ends && claim.formula.holds(&level, None) {
                likely += &reach[id.index()];
            }
        }
        *found.entry(likely).or_default() += 1;
    }
    let so = if claim.some {
        found.contains_key(&claimed)
    } else {
        !found.is_empty() && found.keys().all(|likely| *likely == claimed)
    };
    Ok((
        so,
        if so {
            Vec::new()
        } else {
            said(&solution, &found)
        },
    ))
}

/// The probabilities found, in words.
fn said(solution: &GameSolution, found: &BTreeMap<Rational, usize>) -> Vec<String> {
    if found.is_empty() {
        return vec!["the game has no equilibrium of the kind that was looked for".to_owned()];
    }
    if let [(likely, _)] = Vec::from_iter(found).as_slice()
        && solution.equilibria.len() == 1
    {
        return vec![format!("the probability is {}", shown(likely))];
    }
    found
        .iter()
        .map(|(likely, count)| {
            let equilibria = if *count == 1 {
                "equilibrium"
            } else {
                "equilibria"
            };
            format!(
                "the probability is {} in {count} {equilibria}",
                shown(likely)
            )
        })
        .collect()
}

fn without_value(why: NoValue) -> AnswerError {
    AnswerError::Question(match why {
        NoValue::Unknown(_) => "a parameter in it has no value".to_owned(),
        NoValue::Division => "something in it is divided by 0".to_owned(),
    })
}
