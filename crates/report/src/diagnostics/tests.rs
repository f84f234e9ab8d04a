use syntax::diagnostic::{Diagnostic, FileId, Span};

use super::*;

fn span(start: u32, end: u32) -> Span {
    Span {
        file: FileId(0),
        start,
        end,
    }
}

fn sources(text: &str) -> Sources<'_> {
    Sources::new([Source {
        name: "veto.conflict",
        text,
    }])
}

#[test]
fn an_error_shows_its_line_its_labels_and_its_hints() {
    let text = "actor Israel\n  option lead\nrule r lead forbidden while vetoo\n";
    let diagnostic = Diagnostic::error("unknown-name", span(55, 60), "nothing is called `vetoo`")
        .here("not an option")
        .label(span(15, 26), "options are declared like this")
        .hint("did you mean `veto`?");
    insta::assert_snapshot!(render(&[diagnostic], &sources(text), Setting::default()));
}

#[test]
fn a_very_long_line_is_shown_in_part_with_its_true_column() {
    let text = format!("{}é here {}\n", "x".repeat(5000), "y".repeat(5000));
    let diagnostic = Diagnostic::error("noise", span(5003, 5007), "this is no item");
    insta::assert_snapshot!(render(&[diagnostic], &sources(&text), Setting::default()));
}

#[test]
fn many_are_cut_and_counted_with_errors_first() {
    let text = "a\nb\nc\n";
    let all: Vec<Diagnostic> = (0..5)
        .map(|_| Diagnostic::warning("w", span(0, 1), "careful"))
        .chain((0..2).map(|_| Diagnostic::error("e", span(2, 3), "wrong").hint("mend it")))
        .collect();
    let setting = Setting {
        most: 3,
        ..Setting::default()
    };
    insta::assert_snapshot!(render_concise(&all, &sources(text), setting));
}

#[test]
fn a_span_over_several_lines_marks_its_first_line() {
    let text = "US prefers\r\n  lead\r\n  veto\r\n";
    let diagnostic = Diagnostic::warning("block", span(0, 26), "look at this block");
    insta::assert_snapshot!(render(&[diagnostic], &sources(text), Setting::default()));
}

#[test]
fn a_place_at_the_end_of_an_empty_file_does_not_fail() {
    let diagnostic = Diagnostic::error("empty", span(0, 0), "there is no actor");
    insta::assert_snapshot!(render(&[diagnostic], &sources(""), Setting::default()));
}

#[test]
fn the_json_form_has_lines_columns_and_bytes() {
    let diagnostic = Diagnostic::error("e", span(2, 3), "wrong").hint("mend it");
    let text = render_json(&[diagnostic], &sources("a\nb\n")).expect("diagnostics serialise");
    insta::assert_snapshot!(text);
}
