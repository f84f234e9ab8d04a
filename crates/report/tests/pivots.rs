//! The drawing of what an answer turns on: a golden file, and that each mark says what the answer
//! says.

mod fixture;

use fixture::{changes, hostile, named, plain};
use report::answer::{ChangeQuestion, Dependence};
use report::drawing::pivots;

/// A mark: its row, the words of its title, its shape and where it stands.
struct Mark {
    row: String,
    title: String,
    shape: Dependence,
    x: f64,
}

fn between<'a>(line: &'a str, before: &str, after: &str) -> &'a str {
    let rest = line.split_once(before).expect("what comes before").1;
    rest.split_once(after).expect("what comes after").0
}

/// Where a mark stands, from left.
fn left(line: &str) -> f64 {
    let number = |before, after| -> f64 {
        let value = between(line, before, after);
        value.parse().expect("a coordinate is a number")
    };
    if line.contains("<circle") {
        number(" cx=\"", "\"")
    } else {
        number(" d=\"M", " ") + 3.5
    }
}

fn shape(line: &str) -> Dependence {
    let disc = |class: &str| line.contains(&format!("<circle class=\"{class}\""));
    if disc("d-tip") {
        Dependence::Alone
    } else if disc("d-then") {
        assert!(line.contains("<path class=\"d-tip\""), "half of it is full");
        Dependence::WithOthers
    } else if disc("d-line") {
        Dependence::NotFound
    } else {
        assert!(line.contains("<path class=\"d-line\""), "{line}");
        Dependence::Never
    }
}

/// The marks in the order of the drawing; those of the legend have no title.
fn marks(svg: &str) -> Vec<Mark> {
    let mut row = String::new();
    let mut found = Vec::new();
    for line in svg.lines().filter(|line| line.starts_with("<g><title>")) {
        let title = between(line, "<title>", "</title>").to_owned();
        if line.ends_with("</title>") {
            row = title;
            continue;
        }
        found.push(Mark {
            row: row.clone(),
            title,
            shape: shape(line),
            x: left(line),
        });
    }
    found
}

/// Four questions with the same assumptions, of which the last stands below the others.
fn four() -> Vec<ChangeQuestion> {
    let mut all = Vec::new();
    for number in 0..4 {
        let mut question = changes(plain, number % 2 == 0).remove(0);
        question.name = format!("q{number}");
        question.assumptions.rotate_left(number);
        for one in &mut question.assumptions {
            one.dependence.rotate_left(number % 2);
        }
        all.push(question);
    }
    all
}

#[test]
fn what_a_small_conflict_turns_on() {
    let quiet = named(plain, "quiet");
    let drawing = pivots(&[(Some(&quiet), &changes(plain, true))]).expect("it has assumptions");
    assert_eq!(drawing.name, "turns-quiet");
    insta::assert_snapshot!(drawing.svg);
}

#[test]
fn every_mark_says_what_the_answer_says() {
    let questions = four();
    let drawing = pivots(&[(None, &questions)]).expect("it has assumptions");
    let marks = marks(&drawing.svg);
    let heads: Vec<(f64, &str)> = drawing
        .svg
        .lines()
        .filter(|line| line.starts_with("<text class=\"d-head\""))
        .map(|line| {
            (
                between(line, " x=\"", "\"").parse().expect("a number"),
                between(line, ">", "<"),
            )
        })
        .collect();
    assert_eq!(marks.len(), 4 * 4 * 2, "assumptions, questions, concepts");
    for question in &questions {
        for one in &question.assumptions {
            for (verdict, dependence) in question.verdicts.iter().zip(&one.dependence) {
                let begins = format!("{}, {}: ", question.name, verdict.concept);
                let mut of_it = marks.iter().filter(|mark| {
                    mark.row == one.assumption.what && mark.title.starts_with(&begins)
                });
                let mark = of_it.next().expect("there is a mark");
                assert!(of_it.next().is_none(), "there is one mark");
                assert_eq!(mark.shape, *dependence, "{begins}{}", mark.row);
                assert!(
                    heads
                        .iter()
                        .any(|(x, head)| (x + 10.0 - mark.x).abs() < 0.01
                            && *head == verdict.concept),
                    "{begins}it stands below its concept"
                );
            }
        }
    }
}

#[test]
fn the_words_for_those_who_cannot_see_it_name_what_is_pivotal() {
    let drawing = pivots(&[(None, &changes(plain, true))]).expect("it has assumptions");
    assert_eq!(
        drawing.description,
        "Does the courtyard stay open? Turned by one alone: rule curfew; Cafe prefers: not \
         concerts (under gmr). Turned with others: Cafe prefers: not concerts (under nash); Town \
         prefers: a quiet night, and after it a quiet morning and a quiet noon (under gmr)."
    );
    assert!(
        drawing
            .svg
            .contains("aria-labelledby=\"drawing-turns-title drawing-turns-desc\"")
    );
    assert!(drawing.svg.contains(&format!(
        "<desc id=\"drawing-turns-desc\">{}</desc>",
        drawing.description
    )));
}

#[test]
fn hostile_names_stay_text() {
    let account = named(hostile, "quiet");
    let drawing = pivots(&[(Some(&account), &changes(hostile, true))]).expect("it is drawn");
    for tag in ["<script", "<img", "</style></style>", "<title></title>"] {
        assert!(!drawing.svg.contains(tag), "{tag}");
    }
    assert_eq!(drawing.svg.matches("</svg>").count(), 1);
    assert_eq!(
        drawing.svg.matches("<title").count(),
        drawing.svg.matches("</title>").count()
    );
    for line in drawing.svg.lines().filter(|line| line.starts_with('<')) {
        for tag in line.split('<').skip(1) {
            let tag = tag.split('>').next().unwrap_or_default();
            assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
            assert!(!tag.contains(" on"), "{tag}");
        }
    }
}

#[test]
fn long_lists_end_in_a_count_and_everything_lies_on_the_sheet() {
    let mut questions = changes(plain, true);
    let one = questions[0].assumptions[2].clone();
    for number in 0..90 {
        let mut more = one.clone();
        more.assumption.what = format!(
            "{} number {number}",
            one.assumption.what.repeat(number % 4 + 1)
        );
        questions[0].assumptions.push(more);
    }
    let drawing = pivots(&[(None, &questions)]).expect("it has assumptions");
    assert!(
        drawing
            .svg
            .contains("and 34 assumptions on which less hangs")
    );
    let head = drawing.svg.lines().next().expect("an svg");
    let size = |key: &str| -> f64 {
        between(head, &format!(" {key}=\""), "\"")
            .parse()
            .expect("a number")
    };
    let (width, height) = (size("width"), size("height"));
    for line in drawing.svg.lines().filter(|line| line.starts_with("<text")) {
        let at = |key: &str| -> f64 {
            between(line, &format!(" {key}=\""), "\"")
                .parse()
                .expect("a number")
        };
        assert!(
            at("x") >= 0.0 && at("x") < width && at("y") > 0.0 && at("y") < height,
            "{line}"
        );
    }
}

#[test]
fn without_assumptions_there_is_no_drawing() {
    let mut questions = changes(plain, true);
    questions[0].assumptions.clear();
    assert!(pivots(&[(None, &questions)]).is_none());
    assert!(pivots(&[]).is_none());
}
