//! A conflict played as a game: its equilibria, where they end, and what the graph lens says there.

mod claim;
mod classes;
mod courses;
mod ends;
mod family;
mod fit;
mod observed;
mod plane;
mod regions;
mod statics;
mod structure;
mod summary;

pub use claim::{PlayClaim, play_ends};
pub use family::{Varied, declared};
pub use fit::{Counted, FittedPlay, fit_account, fit_run};
pub use summary::summary;

use game::Rational;
use game::gambit::write_efg;
use model::conflict::{Conflict, ParameterId};
use play::values::Values;
use play::{Limits, Played};
use report::answer::{GameSolver, PlayAccount, PlayParameter};
use report::drawing::TreeSketch;
use syntax::diagnostic::Diagnostic;

use super::game::{self as games, DrawingRequest, Solved, Source, Wanted};
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
    /// Up to two parameters that are varied, and between which values.
    pub varied: Vec<Varied>,
    /// Whether to say what each parameter changes.
    pub statics: Statics,
    /// A history that was observed.
    pub observed: Option<&'r str>,
    /// Whether to say what information is worth.
    pub information: Information,
    /// What is drawn, if anything.
    pub drawing: Option<DrawingRequest>,
}

/// Whether to say what each parameter changes at the values given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statics {
    /// No.
    Unasked,
    /// Yes.
    Asked,
}

/// Whether to say what information is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Information {
    /// No.
    Unasked,
    /// Yes.
    Asked,
}

/// An account played.
pub struct PlayedAccount {
    /// The answer.
    pub answer: PlayAccount,
    /// The drawing, if one was asked for.
    pub drawing: Option<TreeSketch>,
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

/// The game of an account as others read it.
pub struct Written {
    /// The text of an `.efg` file.
    pub game: String,
    /// The id of the state at each node, in the order of the file; nothing for one that rules forbid.
    pub states: Vec<Option<String>>,
}

/// Writes the game that an account is.
///
/// # Errors
/// As [`played`].
pub fn written(
    study: &Study<'_>,
    values: &[(ParameterId, Rational)],
    limits: Limits,
) -> Result<Written, PlayFailure> {
    let Played { tree, states, .. } = played(study, values, limits)?;
    let mut bytes = Vec::new();
    let text = write_efg(&tree, &mut bytes)
        .ok()
        .and_then(|()| String::from_utf8(bytes).ok());
    let game = text.ok_or_else(|| AnswerError::Question("the game is no text".to_owned()))?;
    let state = |code| Some(study.naming().state(study.graph().at(code)?).id);
    Ok(Written {
        game,
        states: states.into_iter().map(state).collect(),
    })
}

/// Plays an account, solves the game, and compares where it ends with the graph lens.
///
/// # Errors
/// As [`played`] and [`games::game`].
pub fn play_account(
    study: &Study<'_>,
    file: &str,
    request: &Request<'_>,
) -> Result<PlayedAccount, PlayFailure> {
    let played = played(study, &request.all_values(), request.limits)?;
    let mut solved = solved(study, file, &played, request.game)?;
    if let Some(history) = request.observed {
        solved.answer.observed = Some(observed::observed(study, &played, &solved, history)?);
    }
    if request.information == Information::Asked {
        let draws = observed::draws(study, &played);
        let solver = |tree: &game::Tree| credible(file, tree, request.game, study.control);
        let found = games::information(&played.tree, &solved, &draws, &solver, study.control)?;
        solved.answer.information = Some(found);
    }
    let drawing = match request.drawing {
        Some(drawing) => Some(games::sketch(
            &Source::Tree(&played.tree),
            &solved,
            drawing,
        )?),
        None => None,
    };
    let reached = ends::reached(&played.tree, &solved.profiles);
    let found = ends::compare(study, &played.tree, &played.states, &reached);
    let regions = match request.varied.as_slice() {
        [varied] => Some(regions::regions(study, file, request, varied)?),
        _ => None,
    };
    let plane = match request.varied.as_slice() {
        [x, y, ..] => Some(plane::plane(study, file, request, (x, y))?),
        _ => None,
    };
    let statics = match (request.statics, &solved.answer.solution) {
        (Statics::Asked, Some(_)) => {
            Some(statics::statics(study, file, request, &solved.profiles)?)
        }
        _ => None,
    };
    let answer = PlayAccount {
        account: study.account(),
        parameters: parameters(study.conflict, request),
        game: solved.answer,
        ends: found.ends,
        elsewhere: found.elsewhere,
        elsewhere_count: Some(found.elsewhere_count),
        regions,
        plane,
        statics,
        ranked: played
            .ranked
            .into_iter()
            .map(|actor| naming::actor_name(study.conflict, actor).to_owned())
            .collect(),
    };
    Ok(PlayedAccount { answer, drawing })
}

/// Solves a game of a play. What suits is what is credible: backward induction where everybody sees
/// everything, else sequential equilibria, and what suits any game where those are too many to try.
/// Each equilibrium is named by what the private types do in it.
fn solved(
    study: &Study<'_>,
    file: &str,
    played: &Played,
    request: games::Request,
) -> Result<Solved, AnswerError> {
    let mut found = credible(file, &played.tree, request, study.control)?;
    classes::name(study.conflict, played, &mut found);
    Ok(found)
}

fn credible(
    file: &str,
    tree: &game::Tree,
    request: games::Request,
    control: &graph::Control,
) -> Result<Solved, AnswerError> {
    let source = &Source::Tree(tree);
    if request.wanted != Wanted::Suitable || tree.has_perfect_information() {
        return games::game(file, source, request, control);
    }
    let credible = games::Request {
        wanted: Wanted::These(GameSolver::Sequential),
        ..request
    };
    match games::game(file, source, credible, control) {
        Ok(mut found) => {
            if let Some(solution) = &mut found.answer.solution {
                solution.chosen = Some(
                    "Not everybody who moves knows the whole history, so behaviour is asked to be \
                     optimal everywhere, given what is believed there."
                        .to_owned(),
                );
            }
            Ok(found)
        }
        Err(AnswerError::TooLarge(why)) => {
            let mut found = games::game(file, source, request, control)?;
            let remark = format!("Not looked for sequential equilibria: {why}.");
            found.answer.remarks.push(remark);
            Ok(found)
        }
        Err(other) => Err(other),
    }
}

impl Request<'_> {
    /// The values given, with one inside its range for each parameter that is varied.
    fn all_values(&self) -> Vec<(ParameterId, Rational)> {
        let mut values = self.values.to_vec();
        for varied in &self.varied {
            let middle = (&varied.from + &varied.to) / Rational::from(2);
            values.retain(|(id, _)| *id != varied.parameter);
            values.push((varied.parameter, middle));
        }
        values
    }
}

/// The parameters with their values, but for those that are varied.
fn parameters(conflict: &Conflict, request: &Request<'_>) -> Vec<PlayParameter> {
    let values = Values::new(conflict, request.values);
    let varied = |id: ParameterId| request.varied.iter().any(|one| one.parameter == id);
    (0u16..)
        .map(ParameterId)
        .zip(&conflict.game.parameters)
        .map(|(id, parameter)| PlayParameter {
            name: parameter.name.clone(),
            label: parameter.label.clone(),
            value: values
                .get(id)
                .filter(|_| !varied(id))
                .map(ToString::to_string),
        })
        .collect()
}
