//! A conflict played as a game: its equilibria, where they end, and what the graph lens says there.

mod claim;
mod ends;
mod regions;

pub use claim::{PlayClaim, play_ends};
pub use regions::Varied;

use game::{Rational, Tree};
use model::conflict::{Conflict, ParameterId};
use play::values::Values;
use play::{Limits, Played};
use report::answer::{PlayAccount, PlayParameter};
use syntax::diagnostic::Diagnostic;

use super::game::{self as games, Source};
use crate::error::AnswerError;
use crate::naming;
use crate::study::World;

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
    world: &World<'_>,
    values: &[(ParameterId, Rational)],
    limits: Limits,
    control: &graph::Control,
) -> Result<Played, PlayFailure> {
    control
        .step("building the game")
        .map_err(|stop| PlayFailure::Answer(stop.into()))?;
    let values = Values::new(world.conflict, values);
    let ranked = Some((&world.graph, &world.ranks));
    let goes_on = || control.check().is_ok();
    let played = play::play(world.conflict, &values, ranked, limits, &goes_on);
    control
        .check()
        .map_err(|stop| PlayFailure::Answer(stop.into()))?;
    played.map_err(PlayFailure::Model)
}

/// Plays an account, solves the game, and compares where it ends with the graph lens.
///
/// # Errors
/// As [`played`] and [`games::game`].
pub fn play_account(
    world: &World<'_>,
    file: &str,
    request: &Request<'_>,
    control: &graph::Control,
) -> Result<(PlayAccount, Tree), PlayFailure> {
    let Played {
        tree,
        states,
        ranked,
    } = played(world, &request.all_values(), request.limits, control)?;
    let source = Source::Tree(tree);
    let game = games::game(file, &source, request.game, control)?;
    let Source::Tree(tree) = source else {
        return Err(AnswerError::Question("a play is a tree".to_owned()).into());
    };
    let study = world.study(control).map_err(AnswerError::from)?;
    let reached = ends::reached(&tree, game.solution.as_ref());
    let found = ends::compare(&study, &tree, &states, &reached);
    let regions = match &request.varied {
        Some(varied) => Some(regions::regions(
            world, &study, file, request, varied, control,
        )?),
        None => None,
    };
    let answer = PlayAccount {
        account: naming::account(world.conflict),
        parameters: parameters(world.conflict, request),
        game,
        ends: found.ends,
        elsewhere: found.elsewhere,
        elsewhere_count: Some(found.elsewhere_count),
        regions,
        ranked: ranked
            .into_iter()
            .map(|actor| naming::actor_name(world.conflict, actor).to_owned())
            .collect(),
    };
    Ok((answer, tree))
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
