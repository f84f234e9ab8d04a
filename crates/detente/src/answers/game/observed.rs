//! What follows from a history that was observed, in each equilibrium of a tree.

use beliefs::course::{Assessment, Moment, beliefs_at, course, posterior};
use beliefs::observed::{NotPlayed, Observed, follow, words};
use beliefs::outlook::{from_here, next_sets, told_apart};
use equilibrium::behaviour::Behaviour;
use game::Rational;
use game::tree::{ChanceId, InformationSetId, Mover, NodeId, Tree};
use report::answer::{
    GameArithmetic, GameObserved, GameWeight, ObservedCourse, ObservedDraw, ObservedMoment,
    ObservedNext,
};

use super::Solved;
use super::names::{action_name, chance_name, set_name};
use super::profiles::number;
use crate::error::AnswerError;
use crate::suggest::nearest;

/// Information sets of a player that are told although the play does not come there.
const MOST_UNREACHED: usize = 6;

/// What is drawn and not seen by everybody.
#[derive(Clone, Debug)]
pub struct Draw {
    /// Its name.
    pub name: String,
    /// Whose it is.
    pub player: Option<String>,
    /// The move of chance.
    pub chance: ChanceId,
}

/// What a question about a history is asked of.
pub struct Watched<'w> {
    /// The tree.
    pub tree: &'w Tree,
    /// Whether a word of a history only states what is so at a node anyway.
    pub idle: &'w dyn Fn(NodeId, &str) -> bool,
    /// What is drawn.
    pub draws: &'w [Draw],
    /// Names for ends, with how likely each is, from how likely each node is.
    pub ends: &'w dyn Fn(&[Rational], GameArithmetic) -> Vec<GameWeight>,
}

/// All moves of chance of a tree, as draws.
#[must_use]
pub fn draws(tree: &Tree) -> Vec<Draw> {
    let all = (0u32..).map(ChanceId).take(tree.chances().len());
    all.map(|chance| Draw {
        name: chance_name(tree, chance),
        player: None,
        chance,
    })
    .collect()
}

/// The ends of a tree by their outcomes, named by these or by what they pay.
#[must_use]
pub fn ends(tree: &Tree, reach: &[Rational], arithmetic: GameArithmetic) -> Vec<GameWeight> {
    let mut found: Vec<(String, Rational)> = Vec::new();
    for id in tree.node_ids() {
        let node = tree.node(id);
        if node.mover != Mover::Nobody || reach[id.index()].is_zero() {
            continue;
        }
        let outcome = node.outcome.map(|outcome| tree.outcome(outcome));
        let name = match outcome {
            None => "an end that pays nothing".to_owned(),
            Some(outcome) if outcome.name.trim().is_empty() => {
                let paid: Vec<String> = outcome.payoffs.iter().map(ToString::to_string).collect();
                format!("({})", paid.join(", "))
            }
            Some(outcome) => outcome.name.to_string(),
        };
        match found.iter_mut().find(|(other, _)| *other == name) {
            Some((_, likely)) => *likely += &reach[id.index()],
            None => found.push((name, reach[id.index()].clone())),
        }
    }
    found
        .into_iter()
        .map(|(name, likely)| weight(name, &likely, arithmetic))
        .collect()
}

/// The moves of a history in words, found in a tree.
///
/// # Errors
/// The tree does not allow it; the message says where and what is possible there.
pub fn moves(
    tree: &Tree,
    text: &str,
    idle: &dyn Fn(NodeId, &str) -> bool,
) -> Result<Vec<Observed>, AnswerError> {
    let read = words(text).map_err(|why| AnswerError::Question(format!("`{text}`: {why}")))?;
    follow(tree, &read, idle).map_err(|why| AnswerError::Question(not_played(text, &why)))
}

/// Follows a history through each equilibrium.
///
/// # Errors
/// As `moves` in this file.
pub fn observed(
    watched: &Watched<'_>,
    text: &str,
    solved: &Solved,
) -> Result<GameObserved, AnswerError> {
    let moves = moves(watched.tree, text, watched.idle)?;
    let arithmetic = match &solved.answer.solution {
        Some(solution) => solution.arithmetic,
        None => GameArithmetic::Exact,
    };
    let profiles = (1u64..).zip(&solved.profiles);
    let known = profiles.filter_map(|(place, one)| Some((place, one.as_ref()?)));
    let equilibria = known
        .map(|(equilibrium, profile)| {
            let behaviour = profile.behaviour(watched.tree);
            let one = One {
                watched,
                assessment: Assessment {
                    behaviour: &behaviour,
                    beliefs: profile.beliefs.as_deref(),
                },
                arithmetic,
            };
            one.course(equilibrium, &moves)
        })
        .collect();
    Ok(GameObserved {
        moves: moves.into_iter().map(|one| one.words).collect(),
        equilibria,
    })
}

/// `--observed …: move 2, `fihgt`, is not possible after `challenge`; did you mean `fight`?`
fn not_played(text: &str, why: &NotPlayed) -> String {
    let NotPlayed::Impossible {
        number,
        word,
        possible,
    } = why
    else {
        return format!("`{text}`: {why}");
    };
    let place = match number {
        1 => "at the start of the play".to_owned(),
        _ => format!("after the {} before it", counted(number - 1)),
    };
    let mut message = format!("`{text}`: `{word}` is not possible {place}");
    if possible.is_empty() {
        return format!("{message}: the play is over then");
    }
    let parts = possible.iter().flat_map(|name| name.split(", "));
    let all = possible.iter().map(String::as_str).chain(parts);
    if let Some(near) = nearest(word, all) {
        message += &format!("; did you mean `{near}`?");
    }
    let shown: Vec<String> = possible.iter().map(|name| format!("`{name}`")).collect();
    format!(
        "{message}. Possible there: {}; `?` is a move that was not seen",
        shown.join(", ")
    )
}

fn counted(moves: usize) -> String {
    match moves {
        1 => "move".to_owned(),
        several => format!("{several} moves"),
    }
}

fn weight(name: String, likely: &Rational, arithmetic: GameArithmetic) -> GameWeight {
    GameWeight {
        name,
        probability: number(likely, arithmetic),
    }
}

/// One equilibrium that is watched.
struct One<'o> {
    watched: &'o Watched<'o>,
    assessment: Assessment<'o>,
    arithmetic: GameArithmetic,
}

impl One<'_> {
    fn course(&self, equilibrium: u64, moves: &[Observed]) -> ObservedCourse {
        let tree = self.watched.tree;
        let moments = course(tree, self.assessment, moves);
        let start = vec![NodeId(0)];
        let nodes: Vec<&[NodeId]> = [start.as_slice()]
            .into_iter()
            .chain(moves.iter().map(|one| one.nodes.as_slice()))
            .collect();
        let last = nodes.last().copied().unwrap_or(&start);
        let weights = moments.last().and_then(|moment| moment.weights.as_deref());
        let ahead = weights.map(|weights| from_here(tree, self.behaviour(), last, weights));
        ObservedCourse {
            equilibrium,
            moments: moments
                .iter()
                .zip(&nodes)
                .map(|(moment, nodes)| self.moment(moment, nodes))
                .collect(),
            next: self.next(last, ahead.as_deref()),
            ends: ahead.map(|reach| (self.watched.ends)(&reach, self.arithmetic)),
        }
    }

    fn behaviour(&self) -> &Behaviour {
        self.assessment.behaviour
    }

    fn shown(&self, value: &Rational) -> String {
        number(value, self.arithmetic)
    }

    fn moment(&self, moment: &Moment, nodes: &[NodeId]) -> ObservedMoment {
        ObservedMoment {
            likelihood: self.shown(&moment.likely),
            given_before: moment.step.as_ref().map(|step| self.shown(step)),
            posteriors: self
                .watched
                .draws
                .iter()
                .map(|draw| ObservedDraw {
                    draw: draw.name.clone(),
                    player: draw.player.clone(),
                    values: self.values(draw, moment, nodes),
                })
                .collect(),
        }
    }

    /// What is believed of a draw; before anything was observed, how likely its values are.
    fn values(&self, draw: &Draw, moment: &Moment, nodes: &[NodeId]) -> Option<Vec<GameWeight>> {
        let tree = self.watched.tree;
        let actions = &tree.chance(draw.chance).actions;
        let likely = match nodes {
            [NodeId(0)] => actions.iter().map(|(_, prior)| prior.value()).collect(),
            _ => posterior(tree, nodes, moment, draw.chance)?,
        };
        let named = actions.iter().zip(&likely);
        Some(
            named
                .map(|((name, _), likely)| weight(name.to_string(), likely, self.arithmetic))
                .collect(),
        )
    }

    /// Where each player may move next: where the play comes, or else some where it does not.
    fn next(&self, nodes: &[NodeId], ahead: Option<&[Rational]>) -> Vec<ObservedNext> {
        let tree = self.watched.tree;
        let mut found = Vec::new();
        for player in tree.player_ids() {
            let sets = next_sets(tree, nodes, player).into_iter().map(|set| {
                let members = &tree.information_set(set).members;
                let likely = ahead.map(|ahead| {
                    game::number::sum(members.iter().map(|node| ahead[node.index()].clone()))
                });
                (set, likely)
            });
            let (reached, others): (Vec<_>, Vec<_>) =
                sets.partition(|(_, likely)| likely.as_ref().is_none_or(|one| !one.is_zero()));
            let shown = if reached.is_empty() {
                others.into_iter().take(MOST_UNREACHED).collect()
            } else {
                reached
            };
            found.extend(shown.into_iter().map(|(set, likely)| ObservedNext {
                player: tree.players()[player.index()].name.to_string(),
                information_set: set_name(tree, set),
                likelihood: likely.map(|likely| self.shown(&likely)),
                beliefs: self.believed(set),
                actions: self.actions(set),
            }));
        }
        found
    }

    /// What who moves at an information set believes of what tells its nodes apart.
    fn believed(&self, set: InformationSetId) -> Option<Vec<GameWeight>> {
        let tree = self.watched.tree;
        if tree.information_set(set).members.len() == 1 {
            return Some(Vec::new());
        }
        let held = beliefs_at(tree, self.assessment, set)?;
        let apart = told_apart(tree, set);
        let named = apart
            .into_iter()
            .map(|actions| actions.join(", "))
            .zip(&held);
        Some(
            named
                .map(|(name, likely)| weight(name, likely, self.arithmetic))
                .collect(),
        )
    }

    fn actions(&self, set: InformationSetId) -> Vec<GameWeight> {
        let tree = self.watched.tree;
        let first = tree.information_set(set).members.first().copied();
        let first = first.unwrap_or(NodeId(0));
        (0u32..)
            .zip(&self.behaviour()[set.index()])
            .filter(|(_, likely)| !likely.is_zero())
            .map(|(action, likely)| {
                weight(action_name(tree, first, action), likely, self.arithmetic)
            })
            .collect()
    }
}
