//! Which part of a tree is shown, and what stands for the rest.
//!
//! A node is either open, with marks for all its actions, or folded into one mark. The likeliest
//! plays are opened first, from the start to the end, then what no play reaches, nearest to the
//! start first. So what is folded first is deep and not reached. Where a node has very many
//! actions, those that need not be seen one by one share a mark.

/// Actions of a node that each get a mark of their own.
const WIDE: usize = 8;

/// Plays that are tried although those before them did not fit.
const PATIENCE: usize = 1_000;

/// A node of the whole tree. Nodes stand in prefix order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TreePlace {
    /// The node before it.
    pub parent: Option<usize>,
    /// How likely play comes here: 0 to 1.
    pub reach: f64,
}

/// What a mark stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Behind {
    /// Actions that lead into it, at least one.
    pub actions: usize,
    /// Nodes, those to which the actions lead included.
    pub nodes: usize,
    /// Ends of the game among them.
    pub ends: usize,
}

/// A part of the tree as shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TreePart {
    /// The part before it, by position in the list.
    pub parent: Option<usize>,
    /// The node of the whole tree; of a mark for several, the first of them.
    pub node: usize,
    /// What is folded here; nothing where the node itself is shown.
    pub behind: Option<Behind>,
}

/// What is shown of a tree when at most so many marks fit, in prefix order: nodes, ends and folded
/// parts. All of it where it fits. Cost: `n log n`, and plays tried times depth.
#[must_use]
pub fn fold(places: &[TreePlace], most: usize) -> Vec<TreePart> {
    let mut folding = Folding::new(places);
    if places.len() <= most {
        folding.open.fill(true);
        folding.own.fill(true);
        return folding.parts();
    }
    folding.open_plays(most);
    folding.open_the_rest(most);
    folding.widen(most);
    folding.parts()
}

struct Folding<'a> {
    places: &'a [TreePlace],
    children: Vec<Vec<usize>>,
    nodes: Vec<usize>,
    ends: Vec<usize>,
    /// Whether the actions of a node are shown.
    open: Vec<bool>,
    /// Whether a node has a mark of its own where its parent is open.
    own: Vec<bool>,
    /// Marks so far.
    shown: usize,
}

impl<'a> Folding<'a> {
    fn new(places: &'a [TreePlace]) -> Folding<'a> {
        let count = places.len();
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); count];
        let (mut nodes, mut ends) = (vec![1; count], vec![0; count]);
        for node in (0..count).rev() {
            if children[node].is_empty() {
                ends[node] = 1;
            }
            children[node].reverse();
            if let Some(parent) = places[node].parent.filter(|parent| *parent < node) {
                children[parent].push(node);
                nodes[parent] += nodes[node];
                ends[parent] += ends[node];
            }
        }
        let mut own = vec![false; count];
        if let Some(root) = own.first_mut() {
            *root = true;
        }
        Folding {
            places,
            children,
            nodes,
            ends,
            open: vec![false; count],
            own,
            shown: 1,
        }
    }

    /// Marks that opening this node, and showing this child of it by itself, would add.
    fn cost(&self, node: usize, child: usize) -> usize {
        let wide = self.children[node].len() > WIDE;
        let opening = match (self.open[node], wide) {
            (true, _) => 0,
            (false, true) => 1,
            (false, false) => self.children[node].len(),
        };
        opening + usize::from(wide && !self.own[child])
    }

    fn show(&mut self, node: usize, child: usize) {
        self.shown += self.cost(node, child);
        if !self.open[node] && self.children[node].len() <= WIDE {
            for index in 0..self.children[node].len() {
                let other = self.children[node][index];
                self.own[other] = true;
            }
        }
        self.open[node] = true;
        self.own[child] = true;
    }

    /// Shows plays from the start to the end, the likeliest first; what is never played is left.
    fn open_plays(&mut self, most: usize) {
        let mut plays: Vec<usize> = (0..self.places.len())
            .filter(|&node| self.children[node].is_empty() && self.places[node].reach > 0.0)
            .collect();
        plays.sort_by(|a, b| self.places[*b].reach.total_cmp(&self.places[*a].reach));
        let mut failures = 0;
        for (index, &play) in plays.iter().enumerate() {
            let mut steps = Vec::new();
            let mut at = play;
            while let Some(parent) = self.places[at].parent {
                steps.push((parent, at));
                at = parent;
            }
            steps.reverse();
            let cost: usize = steps
                .iter()
                .map(|&(node, child)| self.cost(node, child))
                .sum();
            // The first play is shown as far as it goes.
            if index > 0 && self.shown + cost > most {
                failures += 1;
                if failures > PATIENCE {
                    return;
                }
                continue;
            }
            for (node, child) in steps {
                if self.shown + self.cost(node, child) > most {
                    break;
                }
                self.show(node, child);
            }
        }
    }

    /// Opens what is not reached, or did not fit as a play to its end, nearest to the start first.
    fn open_the_rest(&mut self, most: usize) {
        let mut row = vec![0];
        while !row.is_empty() && self.shown < most {
            let mut next = Vec::new();
            for node in row {
                let Some(&first) = self.children[node].first() else {
                    continue;
                };
                if !self.open[node] && self.own[node] {
                    if self.shown + self.cost(node, first) > most {
                        continue;
                    }
                    self.show(node, first);
                }
                if self.open[node] {
                    next.extend(self.children[node].iter().copied().filter(|c| self.own[*c]));
                }
            }
            row = next;
        }
    }

    /// Uses what room is left to show more actions one by one.
    fn widen(&mut self, most: usize) {
        for node in 0..self.places.len() {
            if !self.open[node] {
                continue;
            }
            for index in 0..self.children[node].len() {
                if self.shown >= most {
                    return;
                }
                let child = self.children[node][index];
                if !self.own[child] {
                    self.own[child] = true;
                    self.shown += 1;
                }
            }
        }
    }

    fn parts(&self) -> Vec<TreePart> {
        let mut parts = Vec::new();
        // Nodes to come, the next one last, each with those that share its mark.
        let mut stack: Vec<(Option<usize>, Vec<usize>)> = Vec::new();
        if !self.places.is_empty() {
            stack.push((None, vec![0]));
        }
        while let Some((parent, group)) = stack.pop() {
            let node = group[0];
            let whole = group.len() == 1 && (self.open[node] || self.children[node].is_empty());
            let behind = Behind {
                actions: group.len(),
                nodes: group.iter().map(|&one| self.nodes[one]).sum(),
                ends: group.iter().map(|&one| self.ends[one]).sum(),
            };
            parts.push(TreePart {
                parent,
                node,
                behind: (!whole).then_some(behind),
            });
            if !whole {
                continue;
            }
            let here = Some(parts.len() - 1);
            let (own, rest): (Vec<usize>, Vec<usize>) = self.children[node]
                .iter()
                .partition(|child| self.own[**child]);
            if !rest.is_empty() {
                stack.push((here, rest));
            }
            stack.extend(own.into_iter().rev().map(|child| (here, vec![child])));
        }
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tree in which every node down to this depth has this many actions, all as likely.
    fn even(branches: usize, depth: u32) -> Vec<TreePlace> {
        fn grow(places: &mut Vec<TreePlace>, at: usize, branches: usize, depth: u32) {
            if depth == 0 {
                return;
            }
            let reach = places[at].reach / branches as f64;
            for _ in 0..branches {
                let child = places.len();
                places.push(TreePlace {
                    parent: Some(at),
                    reach,
                });
                grow(places, child, branches, depth - 1);
            }
        }
        let mut places = vec![TreePlace {
            parent: None,
            reach: 1.0,
        }];
        grow(&mut places, 0, branches, depth);
        places
    }

    fn counts(parts: &[TreePart]) -> (usize, usize) {
        let folded = parts.iter().filter_map(|part| part.behind);
        let hidden: usize = folded.map(|behind| behind.nodes).sum();
        let whole = parts.iter().filter(|part| part.behind.is_none()).count();
        (whole, hidden)
    }

    #[test]
    fn what_is_shown_fits_and_nothing_is_lost() {
        for (branches, depth) in [(2, 8), (3, 5), (40, 2), (200, 1), (1, 300)] {
            let places = even(branches, depth);
            for most in [2, 10, 100, 1_000] {
                let parts = fold(&places, most);
                assert!(parts.len() <= most, "{} of {most}", parts.len());
                let (whole, hidden) = counts(&parts);
                assert_eq!(whole + hidden, places.len());
                for (index, part) in parts.iter().enumerate() {
                    assert!(part.parent.is_none_or(|parent| parent < index));
                }
            }
        }
    }

    #[test]
    fn a_tree_that_fits_is_shown_whole() {
        let places = even(3, 3);
        let parts = fold(&places, 40);
        let nodes: Vec<usize> = parts.iter().map(|part| part.node).collect();
        assert_eq!(nodes, (0..40).collect::<Vec<_>>());
    }

    /// One play of probability 1 through a binary tree: it is shown to its end, and what is not
    /// reached is folded from the deepest up.
    #[test]
    fn the_likeliest_play_is_shown_to_its_end() {
        let mut places = even(2, 6);
        let mut at = 0;
        for place in &mut places {
            place.reach = 0.0;
        }
        places[0].reach = 1.0;
        loop {
            let child = (0..places.len()).rfind(|&node| places[node].parent == Some(at));
            let Some(child) = child else { break };
            places[child].reach = 1.0;
            at = child;
        }
        let parts = fold(&places, 15);
        assert!(
            parts
                .iter()
                .any(|part| part.node == at && part.behind.is_none())
        );
        let depth = |mut node: usize| {
            let mut depth = 0;
            while let Some(parent) = places[node].parent {
                (node, depth) = (parent, depth + 1);
            }
            depth
        };
        // One of the two marks that are left opened the shallowest unreached node.
        let open = parts.iter().filter(|part| {
            let children = parts.iter().filter(|other| {
                other
                    .parent
                    .is_some_and(|parent| parts[parent].node == part.node)
            });
            places[part.node].reach == 0.0 && children.count() > 0
        });
        assert_eq!(open.map(|part| depth(part.node)).collect::<Vec<_>>(), [1]);
    }
}
