//! What it would be worth to each player to learn what it does not know before it moves.

use beliefs::information::{Fact, Informed, informed, unknown, worth_in_secret};
use equilibrium::behaviour::{Behaviour, certificate};
use game::Rational;
use game::tree::{PlayerId, Tree};
use graph::Control;
use report::answer::{
    GameArithmetic, GameCompleteness, GameInformation, Lesson, LessonGame, LessonWorth,
};

use super::names::chance_name;
use super::profiles::number;
use super::{Draw, Profile, Solved};
use crate::error::AnswerError;

/// Solves another game in the same way.
pub type Solver<'s> = dyn Fn(&Tree) -> Result<Solved, AnswerError> + 's;

/// What is worth what, to whom, in each equilibrium. Solves one more game for each player and thing
/// that it may learn.
///
/// # Errors
/// The user stops the work. A new game that cannot be solved is said to be so.
pub fn information(
    tree: &Tree,
    solved: &Solved,
    draws: &[Draw],
    solver: &Solver<'_>,
    control: &Control,
) -> Result<GameInformation, AnswerError> {
    let arithmetic = match &solved.answer.solution {
        Some(solution) => solution.arithmetic,
        None => GameArithmetic::Exact,
    };
    let profiles = (1u64..).zip(&solved.profiles);
    let equilibria: Vec<(u64, Behaviour)> = profiles
        .filter_map(|(place, one)| Some((place, one.as_ref()?.behaviour(tree))))
        .collect();
    let mut lessons = Vec::new();
    for player in tree.player_ids() {
        for fact in unknown(tree, player) {
            let one = One {
                tree,
                player,
                arithmetic,
                equilibria: &equilibria,
            };
            let name = fact_name(tree, draws, &fact);
            control.step(&format!("what it is worth to learn {name}"))?;
            lessons.push(one.lesson(&fact, name, solver)?);
        }
    }
    Ok(GameInformation { lessons })
}

/// `resolve of Defender`, `what Defender does: fight`
fn fact_name(tree: &Tree, draws: &[Draw], fact: &Fact) -> String {
    match fact {
        Fact::Draw(chance) => match draws.iter().find(|draw| draw.chance == *chance) {
            Some(Draw {
                name,
                player: Some(player),
                ..
            }) => format!("{name} of {player}"),
            _ => chance_name(tree, *chance),
        },
        Fact::Move(sets) => {
            let Some(set) = sets.first().map(|set| tree.information_set(*set)) else {
                return String::new();
            };
            let player = &tree.players()[set.player.index()].name;
            let actions: Vec<&str> = set.actions.iter().map(|name| &**name).collect();
            format!("what {player} does: {}", actions.join(" | "))
        }
    }
}

struct One<'o> {
    tree: &'o Tree,
    player: PlayerId,
    arithmetic: GameArithmetic,
    equilibria: &'o [(u64, Behaviour)],
}

impl One<'_> {
    fn lesson(
        &self,
        fact: &Fact,
        name: String,
        solver: &Solver<'_>,
    ) -> Result<Lesson, AnswerError> {
        let new = informed(self.tree, self.player, fact)
            .map_err(|flaw| AnswerError::TooLarge(flaw.to_string()))?;
        let (payoffs, complete, why_not) = match solver(&new.tree) {
            Ok(found) => self.payoffs(&new, &found),
            Err(AnswerError::Interrupted) => return Err(AnswerError::Interrupted),
            Err(error) => (Vec::new(), false, Some(error.to_string())),
        };
        let ends = payoffs.iter().min().zip(payoffs.iter().max());
        let worth = self.equilibria.iter().map(|(place, behaviour)| {
            let payoff = self.payoff(self.tree, behaviour);
            let secret = worth_in_secret(self.tree, behaviour, self.player, &new);
            let more = |paid: &Rational| self.shown(&(paid - &payoff));
            LessonWorth {
                equilibrium: *place,
                payoff: self.shown(&payoff),
                in_secret: secret.map(|secret| self.shown(&secret)),
                open_lowest: ends.map(|(low, _)| more(low)),
                open_highest: ends.map(|(_, high)| more(high)),
            }
        });
        Ok(Lesson {
            player: self.tree.players()[self.player.index()].name.to_string(),
            fact: name,
            worth: worth.collect(),
            open: ends.map(|(low, high)| LessonGame {
                equilibria: payoffs.len() as u64,
                complete,
                lowest: self.shown(low),
                highest: self.shown(high),
            }),
            why_not,
        })
    }

    /// What the player is paid in each equilibrium found of the new game, whether these are all, and
    /// why there are none.
    fn payoffs(&self, new: &Informed, found: &Solved) -> (Vec<Rational>, bool, Option<String>) {
        let profiles = found.profiles.iter().flatten();
        let paid = |one: &Profile| self.payoff(&new.tree, &one.behaviour(&new.tree));
        let payoffs: Vec<Rational> = profiles.map(paid).collect();
        let complete = found
            .answer
            .solution
            .as_ref()
            .is_some_and(|solution| solution.completeness == GameCompleteness::Complete);
        let why_not = payoffs
            .is_empty()
            .then(|| match found.answer.remarks.as_slice() {
                [] => "no equilibrium of the new game was found".to_owned(),
                remarks => remarks.join(" "),
            });
        (payoffs, complete, why_not)
    }

    fn payoff(&self, tree: &Tree, behaviour: &Behaviour) -> Rational {
        certificate(tree, behaviour).payoffs[self.player.index()].clone()
    }

    fn shown(&self, value: &Rational) -> String {
        number(value, self.arithmetic)
    }
}
