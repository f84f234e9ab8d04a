//! The plans of a player in a tree: what it does wherever its own choices let it get.

use super::tree::Tree;

/// For each information set of the player, the action taken; nothing where the plan does not lead.
pub(super) type Plan = Vec<Option<usize>>;

/// Plans that are listed at most.
const MOST_PLANS: usize = 1 << 12;

/// The plans of a player; nothing where these are too many. Where several information sets are
/// open, the first is decided first.
pub(super) fn plans(tree: &Tree, player: usize) -> Option<Vec<Plan>> {
    let own = tree.own(player);
    // For each information set, what the player must have done to get to each of its nodes.
    let ways: Vec<Vec<Vec<(usize, usize)>>> = own
        .iter()
        .map(|set| {
            let mut ways: Vec<Vec<(usize, usize)>> = tree.sets[*set]
                .nodes
                .iter()
                .map(|node| {
                    let passed = tree.passed(*node, player).into_iter();
                    let place = |set| own.iter().position(|one| *one == set);
                    passed
                        .filter_map(|(set, action)| Some((place(set)?, action)))
                        .collect()
                })
                .collect();
            ways.sort();
            ways.dedup();
            ways
        })
        .collect();
    let mut found = Vec::new();
    let mut open = vec![vec![None; own.len()]];
    while let Some(plan) = open.pop() {
        let leads = |place: &usize| {
            let taken = |(at, action): &(usize, usize)| plan[*at] == Some(*action);
            plan[*place].is_none() && ways[*place].iter().any(|way| way.iter().all(taken))
        };
        let Some(place) = (0..own.len()).find(leads) else {
            found.push(plan);
            if found.len() > MOST_PLANS {
                return None;
            }
            continue;
        };
        // The first action is looked at first.
        for action in (0..tree.sets[own[place]].actions.len()).rev() {
            let mut next = plan.clone();
            next[place] = Some(action);
            open.push(next);
        }
    }
    Some(found)
}

/// What plans are called in answers: the actions taken, `*` where there is nothing to decide.
pub(super) fn names(tree: &Tree, player: usize, plans: &[Plan]) -> Vec<String> {
    let own = tree.own(player);
    if own.is_empty() {
        return vec!["-".to_owned(); plans.len()];
    }
    let labels: Vec<Vec<String>> = own
        .iter()
        .map(|set| {
            let actions = &tree.sets[*set].actions;
            let alike = |name: &String| actions.iter().filter(|other| *other == name).count() > 1;
            let unclear = |name: &String| name.is_empty() || name == "*" || alike(name);
            if actions.iter().any(unclear) {
                (1..=actions.len())
                    .map(|number| number.to_string())
                    .collect()
            } else {
                actions.clone()
            }
        })
        .collect();
    let named = |plan: &Plan| {
        let parts = plan
            .iter()
            .zip(&labels)
            .map(|(action, labels)| match action {
                Some(action) => labels[*action].as_str(),
                None => "*",
            });
        parts.collect::<Vec<_>>().join("/")
    };
    plans.iter().map(named).collect()
}
