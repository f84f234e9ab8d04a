//! What a drawing of a game tree shows: its nodes, and what one equilibrium does at them.

use equilibrium::behaviour::from_plans;
use game::number::Number;
use game::reduced::reduced;
use game::tree::{InformationSetId, Mover, NodeId, Outcome, PlayerId, Tree};
use game::{Rational, recall};
use report::answer::{GameAnswer, GameCompleteness, GameEquilibrium};
use report::drawing::{
    TreeAction, TreeKind, TreeNode, TreePart, TreePlace, TreePlay, TreeSet, TreeSketch, fold,
};

use super::Source;
use super::names::{action_name, set_name};
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
    source: &Source,
    answer: &GameAnswer,
    request: DrawingRequest,
) -> Result<TreeSketch, AnswerError> {
    let Source::Tree(tree) = source else {
        return Err(AnswerError::Question(
            "a drawing needs a game tree (.efg), and this is a strategic game".to_owned(),
        ));
    };
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
    let profile = one.and_then(|one| Profile::read(tree, one));
    let reach = reach(tree, profile.as_ref());
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
        profile: profile.as_ref(),
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
    sketch.remarks = remarks(answer, request, one.zip(profile.as_ref()), tree, &parts);
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

/// What is done at each information set.
struct Profile {
    /// For each set of the tree, the probability of each action, as a number and as written;
    /// nothing where the profile does not say.
    weights: Vec<Option<Vec<(f64, String)>>>,
}

impl Profile {
    /// Reads the line of an equilibrium: probabilities of actions, or of plans. Nothing where a
    /// player who forgets mixes plans, which is no behaviour.
    fn read(tree: &Tree, one: &GameEquilibrium) -> Option<Profile> {
        let numbers: Vec<&str> = one.gambit.split(',').skip(1).collect();
        let is_behaviour = one.players.iter().all(|play| play.strategies.is_empty());
        if is_behaviour {
            return Profile::of_actions(tree, &numbers);
        }
        Profile::of_plans(tree, &numbers)
    }

    fn of_actions(tree: &Tree, numbers: &[&str]) -> Option<Profile> {
        let mut weights = vec![None; tree.information_sets().len()];
        let mut numbers = numbers.iter();
        for player in tree.players() {
            for &set in &player.information_sets {
                let count = tree.information_set(set).actions.len();
                let own: Vec<(f64, String)> = numbers
                    .by_ref()
                    .take(count)
                    .map(|text| (as_float(text), (*text).to_owned()))
                    .collect();
                if own.len() < count {
                    return None;
                }
                weights[set.index()] = Some(own);
            }
        }
        Some(Profile { weights })
    }

    fn of_plans(tree: &Tree, numbers: &[&str]) -> Option<Profile> {
        let form = reduced(tree).ok()?;
        let forgetful: Vec<PlayerId> = recall::forgettings(tree)
            .into_iter()
            .map(|one| one.player)
            .collect();
        let mut rest = numbers.iter();
        let mut mixture = Vec::new();
        for plans in &form.plans {
            let own = rest.by_ref().take(plans.len());
            let own: Option<Vec<Rational>> = own.map(|text| exact(text)).collect();
            mixture.push(own.filter(|own| own.len() == plans.len())?);
        }
        let behaviour = from_plans(tree, &form.plans, &mixture);
        let mut weights = vec![None; tree.information_sets().len()];
        for (player, own) in tree.player_ids().zip(&mixture) {
            let taken = own.iter().filter(|weight| !weight.is_zero()).count();
            if taken > 1 && forgetful.contains(&player) {
                return None;
            }
            let played = form.plans[player.index()].iter().zip(own);
            for (plan, _) in played.filter(|(_, weight)| !weight.is_zero()) {
                let sets = &tree.players()[player.index()].information_sets;
                for (set, _) in sets.iter().zip(plan).filter(|(_, action)| action.is_some()) {
                    let own = &behaviour[set.index()];
                    let texts = own
                        .iter()
                        .map(|one| (one.to_f64().value(), one.to_string()));
                    weights[set.index()] = Some(texts.collect());
                }
            }
        }
        Some(Profile { weights })
    }

    fn weight(&self, set: InformationSetId, action: u32) -> Option<&(f64, String)> {
        self.weights[set.index()].as_ref()?.get(action as usize)
    }
}

fn as_float(text: &str) -> f64 {
    exact(text).map_or(0.0, |value| value.to_f64().value())
}

fn exact(text: &str) -> Option<Rational> {
    Number::parse(text).ok().map(|number| number.value())
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
                .map_or(0.0, |(weight, _)| *weight),
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
                Some((weight, text)) if *weight > 0.0 && *weight < 1.0 => (text.clone(), *weight),
                Some((weight, _)) => (String::new(), *weight),
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

    /// How likely each node of a set is once the set is reached, by Bayes' rule.
    fn beliefs(&self, sketch: &mut TreeSketch, parts: &[TreePart]) {
        if self.profile.is_none() {
            return;
        }
        for (drawn, part) in sketch.nodes.iter_mut().zip(parts) {
            let id = NodeId(part.node as u32);
            let (Mover::Player(set), None) = (self.tree.node(id).mover, part.behind) else {
                continue;
            };
            let members = &self.tree.information_set(set).members;
            let total: f64 = members.iter().map(|one| self.reach[one.index()]).sum();
            if !(2..=MOST_MEMBERS).contains(&members.len()) || total <= 0.0 {
                continue;
            }
            let likely: Option<Vec<Rational>> =
                members.iter().map(|&one| self.likely(one)).collect();
            let Some(likely) = likely else { continue };
            let all = game::number::sum(likely.iter().cloned());
            let own = members
                .iter()
                .zip(likely)
                .find(|(member, _)| **member == id);
            if let (Some((_, own)), false) = (own, all.is_zero()) {
                drawn.belief = (own / all).to_string();
            }
        }
    }

    /// How likely play comes to a node, exactly where the probabilities are exact.
    fn likely(&self, id: NodeId) -> Option<Rational> {
        let mut product = Rational::ONE;
        for (at, action) in self.tree.path(id) {
            let weight = match self.tree.node(at).mover {
                Mover::Chance(chance) => {
                    self.tree.chance(chance).actions[action as usize].1.value()
                }
                Mover::Player(set) => match self.profile?.weight(set, action) {
                    Some((_, text)) => exact(text)?,
                    None => Rational::ZERO,
                },
                Mover::Nobody => return None,
            };
            product *= weight;
        }
        Some(product)
    }
}
