//! A conflict played as a game: its equilibria, where they end, and what the graph lens says there.

mod claim;
mod ends;
mod regions;
mod summary;

pub use claim::{PlayClaim, play_ends};
pub use regions::Varied;
pub use summary::summary;

use game::{Rational, Tree};
use model::conflict::{Conflict, ParameterId};
use play::values::Values;
use play::{Limits, Played};
use report::answer::{GameAnswer, GameSolver, PlayAccount, PlayParameter};
use syntax::diagnostic::Diagnostic;

use super::game::{self as games, Source, Wanted};
use crate::error::AnswerError;
use crate::naming;
use crate::study::Study;

/// What is asked.
pub struct Request<'r> {
    /// Values that replace those of the file.
    pub values: &'r [(ParameterId, Rational)],
    /// How large a tree may become.
    pub limits: Limits,
    /// Which equilibria.
    pub game: games::Request,
    /// A parameter that is varied, and between which values.
    pub varied: Option<Varied>,
}

/// Why a conflict was not played.
pub enum PlayFailure {
    /// Something in the model; to be shown where it stands.
    Model(Box<Diagnostic>),
    /// Something else.
    Answer(AnswerError),
}

impl From<AnswerError> for PlayFailure {
    fn from(error: AnswerError) -> Self {
        PlayFailure::Answer(error)
    }
}

/// The game that an account is.
///
/// # Errors
/// As [`play::play`], and when the user stops the work.
pub fn played(
    study: &Study<'_>,
    values: &[(ParameterId, Rational)],
    limits: Limits,
) -> Result<Played, PlayFailure> {
    study
        .control
        .step("building the game")
        .map_err(AnswerError::from)?;
    let values = Values::new(study.conflict, values);
    let ranked = Some((study.analysis.graph, study.analysis.ranks));
    let goes_on = || study.control.check().is_ok();
    let played = play::play(study.conflict, &values, ranked, limits, &goes_on);
    study.control.check().map_err(AnswerError::from)?;
    played.map_err(PlayFailure::Model)
}

/// Plays an account, solves the game, and compares where it ends with the graph lens.
///
/// # Errors
/// As [`played`] and [`games::game`].
pub fn play_account(
    study: &Study<'_>,
    file: &str,
    request: &Request<'_>,
) -> Result<(PlayAccount, Tree), PlayFailure> {
    let Played {
        tree,
        states,
        ranked,
    } = played(study, &request.all_values(), request.limits)?;
    let source = Source::Tree(tree);
    let game = solved(file, &source, request.game, study.control)?;
    let Source::Tree(tree) = source else {
        return Err(AnswerError::Question("a play is a tree".to_owned()).into());
    };
    let reached = ends::reached(&tree, game.solution.as_ref());
    let found = ends::compare(study, &tree, &states, &reached);
    let regions = match &request.varied {
        Some(varied) => Some(regions::regions(study, file, request, varied)?),
        None => None,
    };
    let answer = PlayAccount {
        account: study.account(),
        parameters: parameters(study.conflict, request),
        game,
        ends: found.ends,
        elsewhere: found.elsewhere,
        elsewhere_count: Some(found.elsewhere_count),
        regions,
        ranked: ranked
            .into_iter()
            .map(|actor| naming::actor_name(study.conflict, actor).to_owned())
            .collect(),
    };
    Ok((answer, tree))
}

/// Solves a game of a play. What suits is what is credible: backward induction where everybody sees
/// everything, else sequential equilibria, and what suits any game where those are too many to try.
fn solved(
    file: &str,
    source: &Source,
    request: games::Request,
    control: &graph::Control,
) -> Result<GameAnswer, AnswerError> {
    let hides = matches!(source, Source::Tree(tree) if !tree.has_perfect_information());
    if request.wanted != Wanted::Suitable || !hides {
        return games::game(file, source, request, control);
    }
    let credible = games::Request {
        wanted: Wanted::These(GameSolver::Sequential),
        ..request
    };
    match games::game(file, source, credible, control) {
        Ok(mut answer) => {
            if let Some(solution) = &mut answer.solution {
                solution.chosen = Some(
                    "Not everybody who moves knows the whole history, so behaviour is asked to be \
                     optimal everywhere, given what is believed there."
                        .to_owned(),
                );
            }
            Ok(answer)
        }
        Err(AnswerError::TooLarge(why)) => {
            let mut answer = games::game(file, source, request, control)?;
            let remark = format!("Not looked for sequential equilibria: {why}.");
            answer.remarks.push(remark);
            Ok(answer)
        }
        Err(other) => Err(other),
    }
}

impl Request<'_> {
    /// The values given, with one inside its range for a parameter that is varied.
    fn all_values(&self) -> Vec<(ParameterId, Rational)> {
        let mut values = self.values.to_vec();
        if let Some(varied) = &self.varied {
            let middle = (&varied.from + &varied.to) / Rational::from(2);
            values.retain(|(id, _)| *id != varied.parameter);
            values.push((varied.parameter, middle));
        }
        values
    }
}

/// The parameters with their values, but for one that is varied.
fn parameters(conflict: &Conflict, request: &Request<'_>) -> Vec<PlayParameter> {
    let values = Values::new(conflict, request.values);
    let varied = request.varied.as_ref().map(|varied| varied.parameter);
    (0u16..)
        .map(ParameterId)
        .zip(&conflict.game.parameters)
        .map(|(id, parameter)| PlayParameter {
            name: parameter.name.clone(),
            label: parameter.label.clone(),
            value: values
                .get(id)
                .filter(|_| varied != Some(id))
                .map(ToString::to_string),
        })
        .collect()
}
