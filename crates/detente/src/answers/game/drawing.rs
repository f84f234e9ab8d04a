//! What a drawing of a game tree shows: its nodes, and what one equilibrium does at them.

use game::Rational;
use game::tree::{InformationSetId, Mover, NodeId, Outcome, Tree};
use report::answer::{GameAnswer, GameArithmetic, GameCompleteness, GameEquilibrium};
use report::drawing::{
    TreeAction, TreeKind, TreeNode, TreePart, TreePlace, TreePlay, TreeSet, TreeSketch, fold,
};

use super::Source;
use super::found::{Profile, Solved};
use super::names::{action_name, set_name};
use super::profiles::number;
use crate::error::AnswerError;

/// Nodes of an information set for which beliefs are computed.
const MOST_MEMBERS: usize = 200;

/// What is drawn.
#[derive(Clone, Copy, Debug)]
pub struct DrawingRequest {
    /// Which equilibrium of the answer, from 1.
    pub equilibrium: usize,
    /// How many nodes are shown at most.
    pub most_nodes: usize,
}

/// The drawing of a tree with one of the equilibria that an answer lists, if it lists any. Cost:
/// `n log n` for `n` nodes, and depth times the nodes of the sets that are shown.
///
/// # Errors
/// The game is no tree, or the answer has no such equilibrium.
pub fn sketch(
    source: &Source<'_>,
    solved: &Solved,
    request: DrawingRequest,
) -> Result<TreeSketch, AnswerError> {
    let Source::Tree(tree) = source else {
        return Err(AnswerError::Question(
            "a drawing needs a game tree (.efg), and this is a strategic game".to_owned(),
        ));
    };
    let answer = &solved.answer;
    let found = answer.solution.as_ref().map_or(0, |it| it.equilibria.len());
    let one = match request.equilibrium.checked_sub(1) {
        Some(place) if place < found => answer
            .solution
            .as_ref()
            .and_then(|it| it.equilibria.get(place)),
        Some(0) => None,
        _ => {
            return Err(AnswerError::Question(format!(
                "no equilibrium {} to draw: the answer lists {found}",
                request.equilibrium
            )));
        }
    };
    let place = request.equilibrium.saturating_sub(1);
    let profile = one.and(solved.profiles.get(place)).and_then(Option::as_ref);
    let reach = reach(tree, profile);
    let places: Vec<TreePlace> = tree
        .nodes()
        .iter()
        .zip(&reach)
        .map(|(node, &reach)| TreePlace {
            parent: node.parent.map(NodeId::index),
            reach,
        })
        .collect();
    let parts = fold(&places, request.most_nodes);
    let drawn = Drawn {
        tree,
        profile,
        arithmetic: answer
            .solution
            .as_ref()
            .map_or(GameArithmetic::Exact, |solution| solution.arithmetic),
        reach: &reach,
    };
    let mut sketch = TreeSketch {
        title: answer.title.clone(),
        remarks: Vec::new(),
        players: answer
            .players
            .iter()
            .map(|player| player.name.clone())
            .collect(),
        nodes: parts.iter().map(|part| drawn.node(part)).collect(),
        sets: drawn.sets(&parts),
    };
    drawn.beliefs(&mut sketch, &parts);
    sketch.remarks = remarks(answer, request, one.zip(profile), tree, &parts);
    if sketch.title.trim().is_empty() {
        sketch.title = answer.file.clone();
    }
    Ok(sketch)
}

/// What is said under the title.
fn remarks(
    answer: &GameAnswer,
    request: DrawingRequest,
    one: Option<(&GameEquilibrium, &Profile)>,
    tree: &Tree,
    parts: &[TreePart],
) -> Vec<String> {
    let mut remarks = Vec::new();
    match (one, &answer.solution) {
        (Some((one, _)), Some(solution)) => {
            let paid = one.players.iter();
            let paid: Vec<String> = paid
                .map(|play| format!("{} is paid {}", play.player, play.payoff))
                .collect();
            let more = match solution.completeness {
                GameCompleteness::Complete => "",
                GameCompleteness::Incomplete | GameCompleteness::One => "; there may be more",
            };
            remarks.push(format!(
                "Equilibrium {} of {}{more}. {}.",
                request.equilibrium,
                solution.equilibria.len(),
                paid.join(", ")
            ));
        }
        (None, Some(solution)) if !solution.equilibria.is_empty() => remarks.push(
            "No equilibrium is shown: who forgets and mixes plans does not behave the same way \
             each time at an information set."
                .to_owned(),
        ),
        (None, _) => remarks.push("No equilibrium is shown.".to_owned()),
        (Some(_), None) => {}
    }
    let shown = parts.iter().filter(|part| part.behind.is_none()).count();
    if shown < tree.nodes().len() {
        let first = match one {
            Some(_) => "the likeliest plays first, what is not reached last",
            None => "the likeliest plays first if every action were as likely as the others",
        };
        remarks.push(format!(
            "{shown} of {} nodes are shown, {first}. The others are folded.",
            tree.nodes().len()
        ));
    }
    let on_the_way =
        |node: &game::tree::Node| node.mover != Mover::Nobody && node.outcome.is_some();
    if tree.nodes().iter().any(on_the_way) {
        remarks.push("Numbers below a box are paid on the way.".to_owned());
    }
    remarks
}

/// How likely play comes to each node; where no equilibrium is given, as if every action were as
/// likely as the others at its node.
fn reach(tree: &Tree, profile: Option<&Profile>) -> Vec<f64> {
    let mut reach = vec![1.0; tree.nodes().len()];
    for id in tree.node_ids() {
        let node = tree.node(id);
        let Some(parent) = node.parent else { continue };
        let mover = tree.node(parent).mover;
        let weight = match (mover, profile) {
            (Mover::Chance(chance), _) => {
                let likely = &tree.chance(chance).actions[node.action as usize].1;
                likely.value().to_f64().value()
            }
            (Mover::Player(set), Some(profile)) => profile
                .weight(set, node.action)
                .map_or(0.0, |weight| weight.to_f64().value()),
            (Mover::Player(_), None) => 1.0 / tree.action_count(mover) as f64,
            (Mover::Nobody, _) => 0.0,
        };
        reach[id.index()] = reach[parent.index()] * weight;
    }
    reach
}

struct Drawn<'a> {
    tree: &'a Tree,
    profile: Option<&'a Profile>,
    arithmetic: GameArithmetic,
    reach: &'a [f64],
}

impl Drawn<'_> {
    fn node(&self, part: &TreePart) -> TreeNode {
        let id = NodeId(part.node as u32);
        let node = self.tree.node(id);
        let mut drawn = TreeNode {
            parent: part.parent,
            action: self.action(id),
            ..TreeNode::default()
        };
        if let Some(behind) = part.behind {
            drawn.kind = TreeKind::Folded(behind);
            if behind.actions > 1 {
                drawn.action.name = String::new();
                drawn.action.probability = String::new();
            }
            return drawn;
        }
        let outcome = node.outcome.map(|outcome| self.tree.outcome(outcome));
        drawn.payoffs = outcome.map_or_else(Vec::new, |outcome: &Outcome| {
            outcome.payoffs.iter().map(ToString::to_string).collect()
        });
        let own = node.name.trim().to_owned();
        let (kind, name) = match node.mover {
            Mover::Nobody => {
                let name = outcome.map_or("", |outcome| outcome.name.trim());
                (TreeKind::End, name.to_owned())
            }
            Mover::Chance(chance) => {
                let name = self.tree.chance(chance).name.trim();
                (TreeKind::Chance, name.to_owned())
            }
            Mover::Player(id) => {
                let set = self.tree.information_set(id);
                let name = match set.members.len() {
                    1 => set.name.trim().to_owned(),
                    _ => set_name(self.tree, id),
                };
                (TreeKind::Player(set.player.index()), name)
            }
        };
        drawn.kind = kind;
        (drawn.name, drawn.note) = match (name.is_empty(), own == name) {
            (true, _) => (own, String::new()),
            (false, true) => (name, String::new()),
            (false, false) => (name, own),
        };
        drawn
    }

    /// The action that leads to a node.
    fn action(&self, id: NodeId) -> TreeAction {
        let node = self.tree.node(id);
        let Some(parent) = node.parent else {
            return TreeAction::default();
        };
        let name = action_name(self.tree, parent, node.action);
        let reached = self.reach[parent.index()] > 0.0;
        let (probability, likely) = match self.tree.node(parent).mover {
            Mover::Chance(chance) => {
                let likely = &self.tree.chance(chance).actions[node.action as usize].1;
                (likely.to_string(), if likely.is_zero() { 0.0 } else { 1.0 })
            }
            Mover::Player(set) => match self.profile.and_then(|it| it.weight(set, node.action)) {
                // What is certain or never done is seen by its line.
                Some(weight) if !weight.is_zero() && *weight < Rational::ONE => {
                    (number(weight, self.arithmetic), 1.0)
                }
                Some(weight) => (String::new(), if weight.is_zero() { 0.0 } else { 1.0 }),
                None => (String::new(), 0.0),
            },
            Mover::Nobody => (String::new(), 0.0),
        };
        let part = match (self.profile, likely > 0.0, reached) {
            (None, _, _) => TreePlay::Open,
            (Some(_), true, true) => TreePlay::Taken,
            (Some(_), true, false) => TreePlay::Would,
            (Some(_), false, _) => TreePlay::Not,
        };
        TreeAction {
            name,
            probability,
            part,
        }
    }

    /// The information sets of which several nodes are shown.
    fn sets(&self, parts: &[TreePart]) -> Vec<TreeSet> {
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); self.tree.information_sets().len()];
        for (place, part) in parts.iter().enumerate() {
            let mover = self.tree.node(NodeId(part.node as u32)).mover;
            if let (Mover::Player(set), None) = (mover, part.behind) {
                members[set.index()].push(place);
            }
        }
        let named = members
            .into_iter()
            .enumerate()
            .filter(|(_, members)| members.len() > 1);
        named
            .map(|(set, members)| TreeSet {
                name: set_name(self.tree, InformationSetId(set as u32)),
                members,
            })
            .collect()
    }

    /// How likely each node of a set is once the set is reached, by Bayes' rule; where it is not
    /// reached, as the equilibrium holds there.
    fn beliefs(&self, sketch: &mut TreeSketch, parts: &[TreePart]) {
        let Some(profile) = self.profile else { return };
        for (drawn, part) in sketch.nodes.iter_mut().zip(parts) {
            let id = NodeId(part.node as u32);
            let (Mover::Player(set), None) = (self.tree.node(id).mover, part.behind) else {
                continue;
            };
            let members = &self.tree.information_set(set).members;
            if !(2..=MOST_MEMBERS).contains(&members.len()) {
                continue;
            }
            let likely: Vec<Rational> = members.iter().map(|&one| self.likely(one)).collect();
            let all = game::number::sum(likely.iter().cloned());
            let own = members.iter().position(|member| *member == id);
            let own = own.map(|place| &likely[place]);
            drawn.belief = match (own, profile.belief(self.tree, set, id)) {
                (Some(own), _) if !all.is_zero() => number(&(own / all), self.arithmetic),
                (_, Some(held)) => number(held, self.arithmetic),
                _ => String::new(),
            };
        }
    }

    /// How likely play comes to a node, exactly.
    fn likely(&self, id: NodeId) -> Rational {
        let mut product = Rational::ONE;
        for (at, action) in self.tree.path(id) {
            product *= match self.tree.node(at).mover {
                Mover::Chance(chance) => {
                    self.tree.chance(chance).actions[action as usize].1.value()
                }
                Mover::Player(set) => self
                    .profile
                    .and_then(|profile| profile.weight(set, action))
                    .cloned()
                    .unwrap_or(Rational::ZERO),
                Mover::Nobody => Rational::ZERO,
            };
        }
        product
    }
}
