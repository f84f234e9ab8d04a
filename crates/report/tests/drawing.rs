//! Drawings: what they must contain, and two small golden files.

use report::drawing::{Arc, Head, MOST_STATES, Node, Sketch, dot, state_map, svg};

fn node(id: &str, label: &str, distance: Option<u32>) -> Node {
    Node {
        id: id.into(),
        label: label.into(),
        distance,
        ..Node::default()
    }
}

fn arc(actor: usize, from: usize, to: usize, forth: Head, back: Head) -> Arc {
    Arc {
        actor,
        from,
        to,
        forth,
        back,
    }
}

/// Two actors, one of whom can undo its move.
fn small() -> Sketch {
    let mut sketch = Sketch {
        title: "Strike & \"talks\"".into(),
        remark: None,
        actors: vec!["Union".into(), "Plant <A>".into()],
        nodes: vec![
            node("NN", "nothing taken", Some(0)),
            node("YN", "strike", Some(1)),
            node("NY", "concede", Some(1)),
            node("YY", "strike, concede", Some(2)),
        ],
        arcs: vec![
            arc(0, 0, 1, Head::Open, Head::Filled),
            arc(0, 2, 3, Head::Filled, Head::None),
            arc(1, 0, 2, Head::Filled, Head::Open),
            arc(1, 1, 3, Head::Open, Head::None),
        ],
    };
    sketch.nodes[0].is_status_quo = true;
    sketch.nodes[3].equilibrium_under = ["nash", "gmr"].map(String::from).to_vec();
    sketch
}

/// All option vectors of `bits` options of as many actors.
fn hypercube(bits: usize) -> Sketch {
    let count = 1_usize << bits;
    let mut sketch = Sketch {
        title: format!("{bits} free options"),
        remark: None,
        actors: (0..bits).map(|i| format!("actor {i}")).collect(),
        nodes: Vec::new(),
        arcs: Vec::new(),
    };
    for code in 0..count {
        let id: String = (0..bits)
            .map(|bit| if code >> bit & 1 == 1 { 'Y' } else { 'N' })
            .collect();
        sketch
            .nodes
            .push(node(&id, "some options taken", Some(code.count_ones())));
        for bit in 0..bits {
            if code >> bit & 1 == 0 {
                sketch
                    .arcs
                    .push(arc(bit, code, code | 1 << bit, Head::Filled, Head::Open));
            }
        }
    }
    sketch
}

#[test]
fn the_svg_of_a_small_graph() {
    insta::assert_snapshot!(svg(&small()).expect("four states are few"));
}

#[test]
fn the_dot_of_a_small_graph() {
    insta::assert_snapshot!(dot(&small()));
}

#[test]
fn boxes_do_not_overlap() {
    let text = svg(&hypercube(5)).expect("32 states are few");
    let boxes: Vec<[f64; 4]> = text
        .lines()
        .filter_map(|line| line.split("<rect class=\"state").nth(1))
        .map(|rest| {
            ["x=\"", "y=\"", "width=\"", "height=\""].map(|key| {
                let value = rest.split(key).nth(1).expect("a box has all four");
                let value = value.split('"').next().expect("a value ends in a quote");
                value.parse().expect("a coordinate is a number")
            })
        })
        .collect();
    assert_eq!(boxes.len(), 32);
    for (index, a) in boxes.iter().enumerate() {
        for b in &boxes[..index] {
            let apart = a[0] + a[2] <= b[0]
                || b[0] + b[2] <= a[0]
                || a[1] + a[3] <= b[1]
                || b[1] + b[3] <= a[1];
            assert!(apart, "{a:?} and {b:?} overlap");
        }
    }
}

#[test]
fn sixty_states_are_drawn_and_sixty_one_are_refused() {
    let mut sketch = Sketch::default();
    for index in 0..MOST_STATES {
        sketch.nodes.push(node(&format!("s{index}"), "", None));
    }
    assert!(svg(&sketch).is_ok());
    sketch.nodes.push(node("one more", "", None));
    let refusal = svg(&sketch).expect_err("too many");
    assert_eq!(
        refusal.to_string(),
        "a drawing of 61 states would not be legible (at most 60)"
    );
}

#[test]
fn the_same_sketch_gives_the_same_bytes() {
    assert_eq!(svg(&hypercube(4)), svg(&hypercube(4)));
}

/// The style of a drawing on a page must reach no other drawing, and no dark ground paper.
#[test]
fn the_drawing_of_a_report_keeps_its_style_and_its_names_to_itself() {
    let drawing = state_map(&small(), &["two words".to_owned()]).expect("four states are few");
    assert_eq!(drawing.name, "states-two_20_words");
    let own = format!("drawing-{}", drawing.name);
    let ids = drawing.svg.split(" id=\"").skip(1);
    assert!(ids.clone().count() > 3);
    for id in ids {
        assert!(id.starts_with(&own), "{id}");
    }
    for name in drawing.svg.split("url(#").skip(1) {
        assert!(name.starts_with(&own), "{name}");
    }
    let style = drawing.svg.split("<style>").nth(1).expect("a style");
    let style = style.split("</style>").next().expect("its end");
    let rules: Vec<&str> = style.split('}').collect();
    for rule in rules.iter().filter(|rule| rule.contains('{')) {
        let (before, _) = rule.rsplit_once('{').expect("a rule");
        let selector = before.rsplit('{').next().expect("a selector").trim();
        assert!(selector.starts_with(&format!("#{own} ")), "{selector}");
    }
    assert!(style.contains("@media screen and (prefers-color-scheme:dark)"));
    assert!(
        drawing.caption.contains("in two words"),
        "{}",
        drawing.caption
    );
}
