//! What things in a game tree are called.

use game::tree::{ChanceId, InformationSetId, Mover, NodeId, Tree};

/// The name of an action, or its number where it has none.
pub(in crate::answers) fn action_name(tree: &Tree, at: NodeId, action: u32) -> String {
    let named = |name: &str| {
        if name.trim().is_empty() {
            format!("action {}", action + 1)
        } else {
            name.to_owned()
        }
    };
    match tree.node(at).mover {
        Mover::Nobody => String::new(),
        Mover::Player(set) => named(&tree.information_set(set).actions[action as usize]),
        Mover::Chance(chance) => named(&tree.chance(chance).actions[action as usize].0),
    }
}

/// The name of a move of chance where it tells it apart from the others, else its number.
pub(in crate::answers) fn chance_name(tree: &Tree, id: ChanceId) -> String {
    let chance = tree.chance(id);
    let alike = tree
        .chances()
        .iter()
        .filter(|other| other.name == chance.name);
    if alike.count() == 1 && !chance.name.trim().is_empty() {
        return chance.name.to_string();
    }
    format!("chance {}", chance.number)
}

/// The name of an information set where it tells it apart from the player's others, else its number.
pub(in crate::answers) fn set_name(tree: &Tree, id: InformationSetId) -> String {
    let set = tree.information_set(id);
    let own = &tree.players()[set.player.index()].information_sets;
    let alone = own
        .iter()
        .filter(|other| tree.information_set(**other).name == set.name)
        .count()
        == 1;
    if alone && !set.name.trim().is_empty() {
        return set.name.to_string();
    }
    format!("set {}", set.number)
}
