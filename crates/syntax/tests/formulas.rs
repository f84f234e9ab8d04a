//! Formulas that stand alone, as on a command line.

use syntax::diagnostic::FileId;
use syntax::{parse_formula, print_formula};

fn printed(text: &str) -> String {
    let formula = parse_formula(FileId(0), text)
        .unwrap_or_else(|errors| panic!("{text} should parse: {errors:?}"));
    print_formula(&formula)
}

fn message(text: &str) -> String {
    match parse_formula(FileId(0), text) {
        Ok(formula) => panic!("{text} should not parse: {formula:?}"),
        Err(errors) => {
            let [only] = errors.as_slice() else {
                panic!("{text} should give one message: {errors:?}")
            };
            format!("{}..{} {}", only.span.start, only.span.end, only.message)
        }
    }
}

#[test]
fn brackets_that_say_nothing_are_left_out() {
    for (text, expected) in [
        ("((a))", "a"),
        ("(a and b) and c", "a and b and c"),
        ("(a and b) or c", "a and b or c"),
        ("a and (b or c)", "a and (b or c)"),
        ("(a or b) if (c and d)", "a or b if c and d"),
        ("(a if b) if c", "(a if b) if c"),
        ("not (not a)", "not not a"),
        ("not (a = low)", "not a = low"),
        (
            "(at least one of a, (b or c)) iff d",
            "at least one of a, b or c iff d",
        ),
        ("at most 1 of a, b and c", "at most one of a, b and c"),
        ("not (exactly 2 of a, b)", "not (exactly 2 of a, b)"),
        ("YN-Y or \"YN\"", "YN-Y or YN"),
        (
            "Israel.\"air strike\" >= low",
            "Israel.\"air strike\" >= low",
        ),
    ] {
        assert_eq!(printed(text), expected, "from {text}");
        assert_eq!(printed(expected), expected);
    }
}

#[test]
fn a_formula_may_go_on_over_lines_but_must_be_one() {
    assert_eq!(printed("\n  a and  # why\n b\n\n"), "a and b");
    assert_eq!(
        message("a\nb"),
        "2..3 expected one formula on one line, found a second line"
    );
}

#[test]
fn messages_point_into_the_text() {
    assert_eq!(
        message(""),
        "0..0 expected a formula, found the end of the formula"
    );
    assert_eq!(
        message("a and"),
        "5..5 expected a formula, found the end of the formula"
    );
    assert_eq!(
        message("a b"),
        "2..3 expected the end of the line, found `b`"
    );
    assert_eq!(
        message("a if b iff c")
            .split_once(' ')
            .map(|(span, _)| span),
        Some("7..10")
    );
    assert_eq!(
        message("(a or b"),
        "7..7 expected `)`, found the end of the formula"
    );
    assert_eq!(
        message("always a"),
        "0..6 expected a formula, found `always`"
    );
}

/// The deepest formula that is read, with everything that can stand between two brackets.
#[test]
fn the_deepest_formula_needs_little_stack() {
    let deepest = format!(
        "rule deep always {}z{}\n",
        "(a if b or c and ".repeat(200),
        ")".repeat(200)
    );
    let work = move || {
        let parse = syntax::parse(FileId(0), &deepest);
        assert_eq!(parse.diagnostics(), []);
        let formatted = syntax::format(&deepest).expect("it has no errors");
        assert!(formatted.contains("(a if b or c and z)"));
    };
    std::thread::Builder::new()
        .stack_size(1024 * 1024)
        .spawn(work)
        .expect("a thread starts")
        .join()
        .expect("it does not run out of stack");
}
