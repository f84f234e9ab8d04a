//! The plays of an account as a family of games, by the values of one parameter or two.

use game::{Rational, Tree};
use model::conflict::{Conflict, ParameterId};
use play::Played;
use play::values::Values;
use regions::Family;
use regions::plane::Plane;
use regions::structure::Profile as Weights;
use report::answer::GameCompleteness;

use super::{PlayFailure, Request, played, solved};
use crate::answers::game::{Profile, Solved};
use crate::error::AnswerError;
use crate::study::Study;

/// A parameter that is varied.
#[derive(Clone, Debug)]
pub struct Varied {
    /// Which.
    pub parameter: ParameterId,
    /// From this value.
    pub from: Rational,
    /// To this one.
    pub to: Rational,
}

/// The range that the conflict gives a parameter.
#[must_use]
pub fn declared(conflict: &Conflict, parameter: ParameterId) -> Option<(Rational, Rational)> {
    let values = Values::new(conflict, &[]);
    let (from, to) = conflict.game.parameters[parameter.index()].range.as_ref()?;
    Some((values.of(from).ok()?, values.of(to).ok()?))
}

/// The plays of an account.
pub(super) struct Plays<'p> {
    pub(super) study: &'p Study<'p>,
    pub(super) file: &'p str,
    pub(super) request: &'p Request<'p>,
    /// The parameters whose values make the difference.
    pub(super) varied: Vec<ParameterId>,
}

/// One of them, solved.
pub(super) struct OnePlay {
    pub(super) played: Played,
    /// The equilibria.
    pub(super) profiles: Vec<Profile>,
}

impl Plays<'_> {
    /// The play at values of the parameters that are varied, in their order.
    pub(super) fn at(&self, given: &[&Rational]) -> Result<OnePlay, PlayFailure> {
        let mut values = self.request.values.to_vec();
        values.retain(|(id, _)| !self.varied.contains(id));
        values.extend(
            self.varied
                .iter()
                .copied()
                .zip(given.iter().copied().cloned()),
        );
        let played = played(self.study, &values, self.request.limits)?;
        let Solved { answer, profiles } =
            solved(self.study, self.file, &played, self.request.game)?;
        let Some(solution) = answer.solution else {
            return Err(AnswerError::TooLarge(answer.remarks.join(" ")).into());
        };
        if solution.completeness == GameCompleteness::Incomplete {
            let why = "not all equilibria were found, so where they change is not known";
            return Err(AnswerError::TooLarge(why.to_owned()).into());
        }
        Ok(OnePlay {
            played,
            profiles: profiles.into_iter().flatten().collect(),
        })
    }
}

impl OnePlay {
    fn weights(self) -> (Tree, Vec<Weights>) {
        let weights = self.profiles.into_iter().map(|one| one.weights);
        (self.played.tree, weights.collect())
    }
}

impl Family for Plays<'_> {
    type Error = PlayFailure;

    fn solve(&self, value: &Rational) -> Result<(Tree, Vec<Weights>), PlayFailure> {
        Ok(self.at(&[value])?.weights())
    }
}

impl Plane for Plays<'_> {
    type Error = PlayFailure;

    fn solve(&self, x: &Rational, y: &Rational) -> Result<(Tree, Vec<Weights>), PlayFailure> {
        Ok(self.at(&[x, y])?.weights())
    }
}
