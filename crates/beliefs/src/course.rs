//! How likely a history is where an equilibrium is played, and what is believed after each move of it.
//!
//! After a history `h` that somebody watches, the node `x` is believed in with
//! `P(x | h) = P(x) / Σ P(y)`, the sum over all nodes `y` that `h` may have led to (the rule of Bayes).
//! Where `h` cannot happen in the equilibrium the rule says nothing; then what is believed follows
//!
//! - from what was believed before, if all nodes come from it by one and the same slip;
//! - or from chance and what is done, if all nodes need the slips of the likeliest ones and more;
//! - or from the beliefs that a sequential equilibrium holds (Kreps and Wilson 1982) at an information
//!   set that tells these nodes apart from all others and not from each other.
//!
//! Each of these is what trembles lead to that support the equilibrium. Else it is left open.

use equilibrium::behaviour::{Behaviour, reach, weight};
use game::Rational;
use game::number::sum;
use game::tree::{ChanceId, InformationSetId, Mover, NodeId, Tree};

use crate::observed::Observed;

/// An equilibrium: what is done and, where the solver says so, what is believed.
#[derive(Clone, Copy, Debug)]
pub struct Assessment<'a> {
    /// For each information set, how likely each action is.
    pub behaviour: &'a Behaviour,
    /// For each information set, how likely each of its nodes is held to be.
    pub beliefs: Option<&'a [Vec<Rational>]>,
}

/// Where the play stands after a move that was observed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// How likely the history is up to and with this move.
    pub likely: Rational,
    /// How likely the move is, given what was believed before it; nothing where that was left open.
    pub step: Option<Rational>,
    /// How likely each node is that the history may have led to; nothing where that is left open.
    pub weights: Option<Vec<Rational>>,
}

impl Moment {
    /// Whether the history cannot happen in the equilibrium.
    #[must_use]
    pub fn is_off_path(&self) -> bool {
        self.likely.is_zero()
    }
}

/// The moments of a history: one for the start of the play and one for each move. Cost: the nodes that
/// the history may have led to, times the depth of the tree, and where it cannot happen times the
/// information sets.
#[must_use]
pub fn course(tree: &Tree, assessment: Assessment<'_>, moves: &[Observed]) -> Vec<Moment> {
    let mut moments = vec![Moment {
        likely: Rational::ONE,
        step: Some(Rational::ONE),
        weights: Some(vec![Rational::ONE]),
    }];
    let root = vec![NodeId(0)];
    let mut before = &root;
    for one in moves {
        let Some(last) = moments.last() else { break };
        moments.push(next(tree, assessment, last, before, &one.nodes));
        before = &one.nodes;
    }
    moments
}

/// How likely each value of a draw is after a moment; nothing where it is left open. Sums to less than
/// 1 where the draw may not have been made.
#[must_use]
pub fn posterior(
    tree: &Tree,
    nodes: &[NodeId],
    moment: &Moment,
    drawn: ChanceId,
) -> Option<Vec<Rational>> {
    let mut likely = vec![Rational::ZERO; tree.chance(drawn).actions.len()];
    for (node, weight) in nodes.iter().zip(moment.weights.as_ref()?) {
        if let Some(value) = value_of(tree, *node, drawn) {
            likely[value as usize] += weight;
        }
    }
    Some(likely)
}

/// Which value a draw had on the way to a node.
#[must_use]
pub fn value_of(tree: &Tree, node: NodeId, drawn: ChanceId) -> Option<u32> {
    let mut path = tree.path(node).into_iter();
    path.find(|(at, _)| tree.node(*at).mover == Mover::Chance(drawn))
        .map(|(_, action)| action)
}

/// What who moves at an information set believes of its nodes; nothing where that is left open.
#[must_use]
pub fn beliefs_at(
    tree: &Tree,
    assessment: Assessment<'_>,
    set: InformationSetId,
) -> Option<Vec<Rational>> {
    if let Some(beliefs) = assessment.beliefs {
        return beliefs.get(set.index()).cloned();
    }
    let members = &tree.information_set(set).members;
    let reach = reach(tree, assessment.behaviour);
    let own = members.iter().map(|node| reach[node.index()].clone());
    shares(own.collect()).or_else(|| by_slips(tree, assessment.behaviour, members))
}

fn next(
    tree: &Tree,
    assessment: Assessment<'_>,
    last: &Moment,
    before: &[NodeId],
    nodes: &[NodeId],
) -> Moment {
    let behaviour = assessment.behaviour;
    let ways: Vec<Way> = nodes
        .iter()
        .map(|node| Way::new(tree, behaviour, before, *node))
        .collect();
    let likely = last.weights.as_ref().map(|weights| {
        let likely = ways.iter().map(|way| &weights[way.from] * &way.likely);
        likely.collect::<Vec<Rational>>()
    });
    let step = likely.as_ref().map(|likely| sum(likely.iter().cloned()));
    let weights = likely
        .and_then(shares)
        .or_else(|| after_one_slip(last, &ways))
        .or_else(|| by_slips(tree, behaviour, nodes))
        .or_else(|| held(tree, assessment, nodes));
    Moment {
        likely: match &step {
            Some(step) => &last.likely * step,
            None => Rational::ZERO,
        },
        step,
        weights,
    }
}

/// How one move leads to a node.
struct Way {
    /// The place, among the nodes before, of the one that it comes from.
    from: usize,
    /// How likely it is from there.
    likely: Rational,
    /// The part of chance in that.
    chance: Rational,
    /// The action of a player on the way, if there is one alone.
    action: Option<(InformationSetId, u32)>,
}

impl Way {
    fn new(tree: &Tree, behaviour: &Behaviour, before: &[NodeId], to: NodeId) -> Way {
        let mut way = Way {
            from: 0,
            likely: Rational::ONE,
            chance: Rational::ONE,
            action: None,
        };
        let mut at = to;
        loop {
            if let Ok(place) = before.binary_search(&at) {
                way.from = place;
                return way;
            }
            let Some(parent) = tree.node(at).parent else {
                return way;
            };
            let weight = weight(tree, behaviour, at);
            match tree.node(parent).mover {
                Mover::Player(set) => way.action = Some((set, tree.node(at).action)),
                Mover::Chance(_) => way.chance *= &weight,
                Mover::Nobody => {}
            }
            way.likely *= weight;
            at = parent;
        }
    }
}

/// Weights in proportion, which sum to 1; nothing where all are 0.
fn shares(weights: Vec<Rational>) -> Option<Vec<Rational>> {
    let total = sum(weights.iter().cloned());
    (!total.is_zero()).then(|| weights.into_iter().map(|weight| weight / &total).collect())
}

/// What was believed before stays where one and the same slip leads to all nodes: it does not depend
/// on what its maker does not know.
fn after_one_slip(last: &Moment, ways: &[Way]) -> Option<Vec<Rational>> {
    let weights = last.weights.as_ref()?;
    let slip = ways.first()?.action?;
    if ways.iter().any(|way| way.action != Some(slip)) {
        return None;
    }
    let kept = ways.iter().map(|way| &weights[way.from] * &way.chance);
    shares(kept.collect())
}

/// What is believed whatever the trembles are: where the slips that lead to some nodes are needed for
/// all others too, and more, only those nodes are believed in, as chance and what is done make them.
fn by_slips(tree: &Tree, behaviour: &Behaviour, nodes: &[NodeId]) -> Option<Vec<Rational>> {
    let mut slips: Vec<Vec<(InformationSetId, u32)>> = Vec::new();
    let mut likely = Vec::new();
    for node in nodes {
        let (mut own, mut chance) = (Vec::new(), Rational::ONE);
        let mut at = *node;
        while let Some(parent) = tree.node(at).parent {
            let weight = weight(tree, behaviour, at);
            match tree.node(parent).mover {
                Mover::Player(set) if weight.is_zero() => own.push((set, tree.node(at).action)),
                _ => chance *= weight,
            }
            at = parent;
        }
        slips.push(own);
        likely.push(chance);
    }
    let possible = || {
        slips
            .iter()
            .zip(&likely)
            .filter(|(_, chance)| !chance.is_zero())
    };
    let (least, _) = possible().min_by_key(|(own, _)| own.len())?;
    let needed = |own: &Vec<_>| least.iter().all(|slip| own.contains(slip));
    if !possible().all(|(own, _)| needed(own)) {
        return None;
    }
    let weights = slips.iter().zip(&likely).map(|(own, chance)| {
        if own.len() == least.len() {
            chance.clone()
        } else {
            Rational::ZERO
        }
    });
    shares(weights.collect())
}

/// The beliefs held at an information set whose nodes follow these ones, each by the same actions of
/// the same information sets.
fn held(tree: &Tree, assessment: Assessment<'_>, nodes: &[NodeId]) -> Option<Vec<Rational>> {
    let beliefs = assessment.beliefs?;
    let sets = tree.information_sets().iter().zip(beliefs);
    sets.filter(|(set, _)| set.members.len() == nodes.len())
        .find_map(|(set, believed)| {
            let mut way = None;
            let pairs = nodes.iter().zip(&set.members);
            let follows = pairs.into_iter().all(|(node, member)| {
                let own = actions_between(tree, *node, *member);
                own.is_some() && *way.get_or_insert_with(|| own.clone()) == own
            });
            follows.then(|| believed.clone())
        })
}

/// The actions of players between a node and one after it; nothing where it does not follow, or
/// chance has a part in it.
fn actions_between(tree: &Tree, from: NodeId, to: NodeId) -> Option<Vec<(InformationSetId, u32)>> {
    if !tree.subtree(from).contains(&to.0) {
        return None;
    }
    let mut actions = Vec::new();
    let mut at = to;
    while at != from {
        let parent = tree.node(at).parent?;
        match tree.node(parent).mover {
            Mover::Player(set) => actions.push((set, tree.node(at).action)),
            Mover::Chance(_) | Mover::Nobody => return None,
        }
        at = parent;
    }
    Some(actions)
}
