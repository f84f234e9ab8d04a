//! The map of a conflict and the lineage of a claim: golden files, and what must be so of them.

mod fixture;

use fixture::{dossier, hostile, plain};
use report::answer::{ClaimLineage, OutlineOption, SourcePassage, SupportingOrigin, Turns};
use report::drawing::{conflict_map, lineage};

/// Left, top, width and height of each box of these classes.
fn boxes(svg: &str, classes: &[&str]) -> Vec<[f64; 4]> {
    let found = svg.lines().filter(|line| line.starts_with("<rect"));
    let found = found.filter(|line| {
        classes
            .iter()
            .any(|class| line.contains(&format!("\"{class}")))
    });
    found
        .map(|line| ["x", "y", "width", "height"].map(|key| number(line, key)))
        .collect()
}

fn number(line: &str, key: &str) -> f64 {
    let value = line
        .split(&format!(" {key}=\""))
        .nth(1)
        .expect("the attribute");
    let value = value.split('"').next().expect("a value ends in a quote");
    value.parse().expect("a coordinate is a number")
}

/// The point of each text, and the text.
fn texts(svg: &str) -> Vec<(f64, f64, &str)> {
    let found = svg.lines().filter(|line| line.starts_with("<text"));
    found
        .map(|line| {
            let text = line
                .split('>')
                .nth(1)
                .expect("a text")
                .trim_end_matches("</text");
            (number(line, "x"), number(line, "y"), text)
        })
        .collect()
}

fn apart(boxes: &[[f64; 4]]) {
    for (index, a) in boxes.iter().enumerate() {
        for b in &boxes[..index] {
            let clear = a[0] + a[2] <= b[0]
                || b[0] + b[2] <= a[0]
                || a[1] + a[3] <= b[1]
                || b[1] + b[3] <= a[1];
            assert!(clear, "{a:?} and {b:?} overlap");
        }
    }
}

/// No two texts stand on each other: those that begin at the same place are a line apart.
fn readable(svg: &str) {
    let texts = texts(svg);
    for (index, a) in texts.iter().enumerate() {
        for b in &texts[..index] {
            let clear = (a.0 - b.0).abs() > 20.0 || (a.1 - b.1).abs() >= 12.0;
            assert!(clear, "{a:?} stands on {b:?}");
        }
    }
}

/// Everything lies on the sheet.
fn inside(svg: &str, boxes: &[[f64; 4]]) {
    let head = svg.lines().next().expect("an svg");
    let (width, height) = (number(head, "width"), number(head, "height"));
    for one in boxes {
        assert!(one[0] >= 0.0 && one[0] + one[2] <= width, "{one:?}");
        assert!(one[1] >= 0.0 && one[1] + one[3] <= height, "{one:?}");
    }
    for (x, y, text) in texts(svg) {
        assert!(x >= 0.0 && x < width && y > 0.0 && y < height, "{text}");
    }
}

#[test]
fn the_map_of_a_small_conflict() {
    let dossier = dossier(plain);
    let map = conflict_map(&dossier.outline).expect("two options are few");
    insta::assert_snapshot!(map.svg);
}

#[test]
fn the_lineage_of_a_claim() {
    let dossier = dossier(plain);
    let drawing = lineage(&dossier.sources, &dossier.sources.claims[0]).expect("it has origins");
    insta::assert_snapshot!(drawing.svg);
}

#[test]
fn a_large_map_stays_legible() {
    let mut outline = dossier(plain).outline;
    for actor in &mut outline.actors {
        actor.options = (0..18)
            .map(|index| OutlineOption {
                name: format!("{}-{index}", actor.name),
                label: Some("an option with a label that is long enough to be broken ".repeat(2)),
                levels: Vec::new(),
                turns: Turns::OnlyDown,
                now: None,
            })
            .collect();
    }
    let rule = outline.rules[0].clone();
    outline.rules = (0..20)
        .map(|index| {
            let mut rule = rule.clone();
            rule.name = format!("rule-{index}");
            rule.conditions = vec![
                format!("Cafe-{}", index % 18),
                format!("Town-{}", index % 7),
            ];
            rule.affects = vec![format!("Town-{}", (index * 5) % 18)];
            rule
        })
        .collect();
    let map = conflict_map(&outline).expect("36 options can be drawn");
    let (cards, rules) = (boxes(&map.svg, &["d-box"]), boxes(&map.svg, &["d-plain"]));
    assert_eq!((cards.len(), rules.len()), (2, 20));
    let all = [cards, rules].concat();
    apart(&all);
    inside(&map.svg, &all);
    readable(&map.svg);
    let more = outline.actors[1].options.clone();
    outline.actors[0].options.extend(more);
    assert!(
        conflict_map(&outline).is_none(),
        "54 options would not be legible"
    );
}

#[test]
fn a_large_lineage_stays_legible() {
    let mut sources = dossier(plain).sources;
    let passage = sources.passages[0].clone();
    sources.passages = (0..40)
        .map(|index| SourcePassage {
            name: format!("d{}.p{index}", index % 12),
            document: format!("d{}", index % 12),
            words: format!(
                "{} {}",
                "words of a passage that goes on".repeat(1 + index % 5),
                index / 2
            ),
            ..passage.clone()
        })
        .collect();
    let names: Vec<String> = sources
        .passages
        .iter()
        .map(|one| one.name.clone())
        .collect();
    let origin = |index: usize| SupportingOrigin {
        origin: format!("origin {index}"),
        anonymous: index.is_multiple_of(2),
        reliability: None,
        via: (0..index % 3)
            .map(|step| format!("agency {step} of {}", index % 2))
            .collect(),
        passages: names.iter().skip(index).step_by(9).cloned().collect(),
        may_be: vec![format!("origin {}", (index + 1) % 9)],
    };
    let claim = ClaimLineage {
        documents: (0..12).map(|index| format!("d{index}")).collect(),
        passages: names.clone(),
        origins: (0..9).map(origin).collect(),
        ..sources.claims[0].clone()
    };
    let drawing = lineage(&sources, &claim).expect("40 passages can be drawn");
    let all: Vec<[f64; 4]> = boxes(&drawing.svg, &["d-box"])
        .into_iter()
        .filter(|one| one[2] > 30.0)
        .collect();
    assert!(all.len() > 40 + 12 + 9, "{}", all.len());
    apart(&all);
    inside(&drawing.svg, &all);
    readable(&drawing.svg);
}

#[test]
fn a_claim_without_origins_has_no_drawing() {
    let sources = dossier(plain).sources;
    let mut claim = sources.claims[0].clone();
    claim.origins.clear();
    assert!(lineage(&sources, &claim).is_none());
}

#[test]
fn hostile_names_stay_text() {
    for drawing in dossier(hostile).drawings {
        assert!(!drawing.svg.contains("<script"), "{}", drawing.name);
        assert!(!drawing.svg.contains("<img"));
        for line in drawing.svg.lines().filter(|line| line.starts_with('<')) {
            let tag = line.split('>').next().unwrap_or_default();
            assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        }
    }
}
