//! Quantal response equilibria: the principal branch, and the equilibrium it leads to.
//!
//! In a quantal response equilibrium everybody takes each action with a probability in proportion
//! to `exp(λ · what it pays)`, and what it pays depends on how everybody acts (McKelvey and Palfrey
//! 1995 for tables; 1998 for trees, where each information set chooses on its own, the agent form).
//! At rationality λ = 0 all is equally likely. From there one curve of equilibria, the **principal
//! branch**, leads on. In almost all games it goes on to a Nash equilibrium as λ grows; in trees
//! with perfect recall to a sequential one.

mod system;
mod walker;

use std::ops::{ControlFlow, Range};

use walker::{Stuck, largest_difference};

pub(crate) use walker::Walker;

pub(crate) use system::{by_unknowns, normalize};

use crate::compact::Compact;
use crate::refined::{self, Guess, Refined};
use crate::{Source, compact};

/// How far the branch is followed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reach {
    /// Until rationality has this value for the first time, per unit of payoff.
    Rationality(f64),
    /// To the equilibrium that it leads to.
    Limit,
}

/// What may be spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Steps along the branch at most. A step solves a few dense systems of equations.
    pub steps: usize,
}

impl Default for Limits {
    /// Enough for all games whose branch is not made to be long.
    fn default() -> Self {
        Self { steps: 20_000 }
    }
}

/// A quantal response equilibrium.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Rationality λ, per unit of the game's payoffs.
    pub rationality: f64,
    /// The natural logarithm of each action's probability, one agent after the other.
    pub logs: Vec<f64>,
    /// What each player is paid, in the game's units.
    pub payoffs: Vec<f64>,
}

/// A part of the principal branch, from λ = 0 on.
#[derive(Clone, Debug)]
#[must_use]
pub struct Branch {
    /// Points in the order of the branch. Between two of them, probabilities change by at most a tenth.
    pub points: Vec<Point>,
    /// Why there are no more.
    pub ended: Ended,
    /// The equilibrium it leads to, where this was asked for and found.
    pub limit: Option<Refined>,
}

/// Why a branch was followed no farther.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// What was asked for is reached.
    Reached,
    /// As many steps as were allowed.
    Steps,
    /// Numbers of this precision do not suffice to go on.
    Precision,
    /// The caller stopped it.
    Stopped,
}

/// Rationality in units of the range of payoffs: where the limit is tried, and where it is given up.
const FIRST_TRY: f64 = 1e4;
const LAST_TRY: f64 = 1e11;

/// Rationality from which the last guess counts where the branch can be followed no farther.
const LEAST_TRY: f64 = 1e3;

/// How far a quantal response this rational may be from the equilibrium it is taken to lead to.
const NEAR: f64 = 0.02;

/// How far two guesses at the limit may be apart: this over rationality.
const SAME: f64 = 100.0;

/// Follows the principal branch, as long as `goes_on` says so, which is asked at each step.
///
/// Each step takes a few evaluations of the game and solves a few dense systems with one unknown for
/// each action but one of each agent. The path is that of exact arithmetic as long as steps are
/// short enough not to leave it for another branch; step lengths are chosen with care, but there is
/// no proof. In games with symmetries, branches can meet; then the one straight ahead is taken.
///
/// # Errors
/// The game has too many actions.
pub fn principal(
    source: Source<'_>,
    reach: Reach,
    limits: Limits,
    goes_on: &dyn Fn() -> bool,
) -> Result<Branch, compact::TooManyActions> {
    let game = source.compact()?;
    let mut points = Vec::new();
    let mut limit = None;
    let mut approach = Approach::default();
    let mut last = None;
    let ended = follow(&game, limits, goes_on, |before, after, length| {
        if let (Reach::Rationality(wanted), Some(before)) = (reach, before) {
            let wanted = wanted * game.range();
            if after.rationality >= wanted {
                let near = locate(before, after, length, |walker| walker.rationality - wanted);
                points.push(cross(&game, &near, wanted).unwrap_or_else(|| point(&game, &near)));
                return ControlFlow::Break(Ended::Reached);
            }
        }
        points.push(point(&game, after));
        if reach == Reach::Limit {
            last = Some(after.clone());
            limit = approach.look(source, &game, after);
            if limit.is_some() {
                return ControlFlow::Break(Ended::Reached);
            }
            if after.rationality > LAST_TRY {
                return ControlFlow::Break(Ended::Precision);
            }
        }
        ControlFlow::Continue(())
    });
    if ended == Ended::Precision
        && let Some(last) = last.filter(|last| last.rationality > LEAST_TRY)
    {
        limit = approach.look_once(source, &game, &last);
    }
    Ok(Branch {
        points,
        ended,
        limit,
    })
}

/// The places at which the principal branch has a rationality.
#[derive(Clone, Debug)]
#[must_use]
pub struct Crossings {
    /// The quantal responses, in the order of the branch.
    pub points: Vec<Point>,
    /// Rationality up to which the branch was followed, per unit of payoff.
    pub followed: f64,
    /// `Reached` where the branch was followed to the equilibrium that it leads to: then these are all on
    /// the branch.
    pub ended: Ended,
}

/// Finds all places of the principal branch with this rationality, per unit of payoff, as long as
/// `goes_on` says so: several where the branch turns back on its way.
///
/// Costs as much as following the branch to its limit. There may be other branches.
///
/// # Errors
/// The game has too many actions.
pub fn crossings(
    source: Source<'_>,
    rationality: f64,
    limits: Limits,
    goes_on: &dyn Fn() -> bool,
) -> Result<Crossings, compact::TooManyActions> {
    let game = source.compact()?;
    let wanted = rationality * game.range();
    let mut points = Vec::new();
    let mut approach = Approach::default();
    let mut followed: f64 = 0.0;
    let ended = follow(&game, limits, goes_on, |before, after, length| {
        followed = followed.max(after.rationality);
        let Some(before) = before else {
            if wanted <= after.rationality {
                points.push(point(&game, after));
            }
            return ControlFlow::Continue(());
        };
        for there in crossed(before, after, length, wanted) {
            points.push(cross(&game, &there, wanted).unwrap_or_else(|| point(&game, &there)));
        }
        let over = after.rationality > wanted.max(FIRST_TRY) && wanted < LAST_TRY;
        if over && approach.look(source, &game, after).is_some() {
            return ControlFlow::Break(Ended::Reached);
        }
        if after.rationality > LAST_TRY.max(wanted) {
            return ControlFlow::Break(Ended::Precision);
        }
        ControlFlow::Continue(())
    });
    Ok(Crossings {
        points,
        followed: followed / game.range(),
        ended,
    })
}

/// Where one step comes to a rationality: nowhere, once, or twice if it turns back there.
fn crossed<'a>(
    before: &Walker<'a>,
    after: &Walker<'a>,
    length: f64,
    wanted: f64,
) -> Vec<Walker<'a>> {
    let above = |walker: &Walker<'a>| walker.rationality - wanted;
    let mut ends = vec![(before.clone(), 0.0)];
    if before.rises() != after.rises() {
        ends.push(locate_within(before, after, 0.0..length, Walker::rise));
    }
    ends.push((after.clone(), length));
    let parts = ends.iter().zip(&ends[1..]);
    parts
        .filter(|((one, _), (two, _))| (above(one) < 0.0) != (above(two) < 0.0))
        .map(|((_, from), (two, to))| locate_within(before, two, *from..*to, above).0)
        .collect()
}

/// Walks along the branch, and visits each place with the one before and the length of the step.
pub(crate) fn follow<'a>(
    game: &'a Compact,
    limits: Limits,
    goes_on: &dyn Fn() -> bool,
    mut visit: impl FnMut(Option<&Walker<'a>>, &Walker<'a>, f64) -> ControlFlow<Ended>,
) -> Ended {
    let mut walker = Walker::new(game);
    if let ControlFlow::Break(ended) = visit(None, &walker, 0.0) {
        return ended;
    }
    for _ in 0..limits.steps {
        if !goes_on() {
            return Ended::Stopped;
        }
        let before = walker.clone();
        let length = match walker.advance() {
            Ok(length) => length,
            Err(Stuck) => return Ended::Precision,
        };
        if let ControlFlow::Break(ended) = visit(Some(&before), &walker, length) {
            return ended;
        }
    }
    Ended::Steps
}

fn point(game: &Compact, walker: &Walker<'_>) -> Point {
    Point {
        rationality: walker.rationality / game.range(),
        payoffs: game.payoffs(&walker.logs),
        logs: walker.logs.clone(),
    }
}

/// The point near a place at which rationality has exactly the wanted value.
fn cross(game: &Compact, near: &Walker<'_>, wanted: f64) -> Option<Point> {
    let logs = Walker::at_rationality(game, &near.logs, wanted)?;
    if largest_difference(&compact::exps(&logs), &compact::exps(&near.logs)) > 0.01 {
        return None;
    }
    Some(Point {
        rationality: wanted / game.range(),
        payoffs: game.payoffs(&logs),
        logs,
    })
}

/// The logarithms of the quantal response at a rationality, in units of the range of payoffs, near a
/// first guess.
pub(crate) fn by_rationality(game: &Compact, logs: &[f64], rationality: f64) -> Option<Vec<f64>> {
    Walker::at_rationality(game, logs, rationality)
}

/// The place of one step at which a function changes its sign, by halving the step.
pub(crate) fn locate<'a>(
    before: &Walker<'a>,
    after: &Walker<'a>,
    length: f64,
    function: impl Fn(&Walker<'a>) -> f64,
) -> Walker<'a> {
    locate_within(before, after, 0.0..length, function).0
}

/// The same within a part of the step, of which the lengths from its start are given, with the length
/// at which that place is.
pub(crate) fn locate_within<'a>(
    before: &Walker<'a>,
    after: &Walker<'a>,
    part: Range<f64>,
    function: impl Fn(&Walker<'a>) -> f64,
) -> (Walker<'a>, f64) {
    let (mut low, mut high) = (part.start, part.end);
    let start = if low > 0.0 {
        before.at_length(low)
    } else {
        None
    };
    let negative = function(start.as_ref().unwrap_or(before)) < 0.0;
    let precise = 1e-12 * (high - low);
    let (mut best, mut at) = (after.clone(), high);
    for _ in 0..40 {
        let middle = f64::midpoint(low, high);
        let Some(there) = before.at_length(middle) else {
            break;
        };
        let value = function(&there);
        if (value < 0.0) == negative {
            low = middle;
        } else {
            high = middle;
        }
        (best, at) = (there, middle);
        if value == 0.0 || high - low < precise {
            break;
        }
    }
    (best, at)
}

/// Guesses at the limit, at growing rationality.
#[derive(Default)]
struct Approach {
    next: f64,
    last: Option<Guess>,
}

impl Approach {
    /// An equilibrium that two guesses at different rationality agree on.
    fn look(&mut self, source: Source<'_>, game: &Compact, walker: &Walker<'_>) -> Option<Refined> {
        if walker.rationality < self.next.max(FIRST_TRY) || !walker.rises() {
            return None;
        }
        self.next = walker.rationality * 4.0;
        let now = Self::guess(game, walker);
        let before = std::mem::replace(&mut self.last, now);
        let (before, now) = (before?, self.last.as_ref()?);
        let apart = largest_difference(&before.chances, &now.chances);
        (apart < SAME / walker.rationality)
            .then(|| refined::exactly(source, game, now, 4.0 * apart))
            .flatten()
    }
    /// An equilibrium near the last place.
    fn look_once(
        &self,
        source: Source<'_>,
        game: &Compact,
        walker: &Walker<'_>,
    ) -> Option<Refined> {
        let guess = Self::guess(game, walker).or_else(|| self.last.clone())?;
        refined::exactly(source, game, &guess, 1.0 / walker.rationality)
    }

    fn guess(game: &Compact, walker: &Walker<'_>) -> Option<Guess> {
        let elasticities = walker.elasticities();
        let guess = refined::guess(game, walker.rationality, &walker.logs, &elasticities)?;
        let now = compact::exps(&walker.logs);
        (largest_difference(&guess.chances, &now) < NEAR).then_some(guess)
    }
}
