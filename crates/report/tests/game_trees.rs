//! Drawings of game trees: what they must contain, whatever they are given, and a golden file.

use proptest::prelude::*;
use report::drawing::{
    Behind, TreeAction, TreeKind, TreeNode, TreePlay, TreeSet, TreeSketch, game_tree,
};

fn node(parent: Option<usize>, action: (&str, &str, TreePlay), kind: TreeKind) -> TreeNode {
    TreeNode {
        parent,
        action: TreeAction {
            name: action.0.into(),
            probability: action.1.into(),
            part: action.2,
        },
        kind,
        ..TreeNode::default()
    }
}

fn end(parent: usize, action: (&str, &str, TreePlay), payoffs: [&str; 2]) -> TreeNode {
    TreeNode {
        payoffs: payoffs.map(String::from).to_vec(),
        ..node(Some(parent), action, TreeKind::End)
    }
}

/// Chance tells the first player how strong it is; the second sees only whether it boasts.
fn boast() -> TreeSketch {
    use TreePlay::{Not, Taken, Would};
    let first = TreeKind::Player(0);
    let second = TreeKind::Player(1);
    let mut nodes = vec![
        node(None, ("", "", TreePlay::Open), TreeKind::Chance),
        node(Some(0), ("strong", "1/4", Taken), first),
        node(Some(1), ("boast", "", Taken), second),
        end(2, ("yield", "2/3", Taken), ["2", "-1"]),
        end(2, ("fight", "1/3", Taken), ["1", "-3"]),
        end(1, ("keep quiet", "", Not), ["0", "0"]),
        node(Some(0), ("weak", "3/4", Taken), first),
        node(Some(6), ("boast", "123456789/987654321", Taken), second),
        end(7, ("yield", "2/3", Taken), ["2", "-1"]),
        node(
            Some(7),
            ("fight", "1/3", Taken),
            TreeKind::Folded(Behind {
                actions: 1,
                nodes: 1_234,
                ends: 600,
            }),
        ),
        end(6, ("keep quiet & <wait>", "", Would), ["0", "0"]),
    ];
    for (place, belief) in [(2, "8/9"), (7, "1/9")] {
        nodes[place].name = "a boast is heard".into();
        nodes[place].belief = belief.into();
        nodes[place].note = "war is near".into();
    }
    TreeSketch {
        title: "Boasting".into(),
        remarks: vec!["Equilibrium 1 of 1.".into()],
        players: vec!["Boaster".into(), "Listener".into()],
        nodes,
        sets: vec![TreeSet {
            name: "a boast is heard".into(),
            members: vec![2, 7],
        }],
    }
}

#[test]
fn the_drawing_of_a_small_tree() {
    insta::assert_snapshot!(game_tree(&boast(), "game-tree"));
}

#[test]
fn nothing_that_is_cut_or_rounded_is_lost() {
    let drawing = game_tree(&boast(), "game-tree");
    assert!(drawing.contains(">boast (≈0.1250)<"), "{drawing}");
    assert!(drawing.contains("<title>after boast (123456789/987654321); Listener moves;"));
    assert!(drawing.contains(">1,234 nodes, 600 ends<"));
    assert!(drawing.contains("Listener cannot tell these apart: a boast is heard"));
}

/// Boxes of movers: left, top, width, height.
fn boxes(drawing: &str) -> Vec<[f64; 4]> {
    let tree = roxmltree::Document::parse(drawing).expect("well-formed");
    let inside = |node: &roxmltree::Node<'_, '_>| {
        node.ancestors()
            .any(|one| one.attribute("transform").is_some())
    };
    tree.descendants()
        .filter(|node| node.tag_name().name() == "rect" && inside(node))
        .map(|node| {
            ["x", "y", "width", "height"].map(|name| {
                let value = node.attribute(name).expect("a box has all four");
                value.parse().expect("a number")
            })
        })
        .collect()
}

/// A tree of random shape: for each node which earlier open node it follows, and who moves there.
fn random(shape: &[(usize, usize)], names: &[String]) -> TreeSketch {
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); shape.len() + 1];
    for (index, (parent, _)) in shape.iter().enumerate() {
        children[parent % (index + 1)].push(index + 1);
    }
    let mut sketch = TreeSketch {
        title: names[0].clone(),
        players: names.to_vec(),
        ..TreeSketch::default()
    };
    let mut stack: Vec<(usize, Option<usize>)> = vec![(0, None)];
    while let Some((place, parent)) = stack.pop() {
        let at = sketch.nodes.len();
        let mover = place.checked_sub(1).map_or(0, |place| shape[place].1);
        let kind = match (children[place].is_empty(), mover % (names.len() + 1)) {
            (true, _) => TreeKind::End,
            (false, 0) => TreeKind::Chance,
            (false, player) => TreeKind::Player(player - 1),
        };
        let name = &names[mover % names.len()];
        sketch.nodes.push(TreeNode {
            name: name.clone(),
            payoffs: if kind == TreeKind::End {
                names.to_vec()
            } else {
                Vec::new()
            },
            ..node(parent, (name, "1/2", TreePlay::Open), kind)
        });
        stack.extend(children[place].iter().rev().map(|&child| (child, Some(at))));
    }
    for player in 0..names.len() {
        let own = (0..sketch.nodes.len())
            .filter(|&node| sketch.nodes[node].kind == TreeKind::Player(player));
        sketch.sets.push(TreeSet {
            name: player.to_string(),
            members: own.collect(),
        });
    }
    sketch
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever the shape and the names: well-formed, no box over another, the same bytes again.
    #[test]
    fn boxes_do_not_overlap(
        shape in prop::collection::vec((0usize..1_000, 0usize..9), 0..60),
        names in prop::collection::vec("\\PC{0,40}", 1..4),
    ) {
        let sketch = random(&shape, &names);
        let drawing = game_tree(&sketch, "game-tree");
        let boxes = boxes(&drawing);
        let players = sketch.nodes.iter().filter(|node| matches!(node.kind, TreeKind::Player(_)));
        prop_assert_eq!(boxes.len(), players.count());
        for (index, a) in boxes.iter().enumerate() {
            for b in &boxes[..index] {
                let apart = a[0] + a[2] <= b[0]
                    || b[0] + b[2] <= a[0]
                    || a[1] + a[3] <= b[1]
                    || b[1] + b[3] <= a[1];
                prop_assert!(apart, "{:?} and {:?} overlap", a, b);
            }
        }
        prop_assert_eq!(drawing, game_tree(&sketch, "game-tree"));
    }
}
