//! What holds of every text: no byte is lost, nothing panics, formatting keeps the meaning, an
//! error ends with its line, and what is printed reads back.

mod generate;
mod support;

use std::fs;
use std::path::Path;

use generate::{conflict, formula, loose_tokens, name, respaced};
use proptest::prelude::*;
use support::{meaning, parse, render, without_spans};
use syntax::diagnostic::FileId;
use syntax::{ast, parse_formula, print_formula, quote_name, quote_text};

/// What holds of any text.
fn sound(text: &str) {
    let parsed = parse(text);
    assert_eq!(parsed.tree().text().to_string(), text, "a byte was lost");
    // Rendering looks at every span, and fails if one is not within the text.
    let messages = render(text, parsed.diagnostics());
    for label in parsed.diagnostics().iter().flat_map(|d| &d.labels) {
        assert!(label.span.end as usize <= text.len());
    }
    assert!(parsed.diagnostics().len() <= 201);
    match syntax::format(text) {
        Err(errors) => assert_eq!(render(text, &errors), messages),
        Ok(formatted) => {
            assert!(messages.is_empty(), "a broken file was formatted");
            formatting_keeps_meaning(text, &formatted);
        }
    }
}

fn formatting_keeps_meaning(text: &str, formatted: &str) {
    let again = parse(formatted);
    assert_eq!(render(formatted, again.diagnostics()), "", "from:\n{text}");
    assert_eq!(meaning(parse(text).file()), meaning(again.file()));
    assert_eq!(
        syntax::format(formatted).as_deref(),
        Ok(formatted),
        "formatting twice changes something"
    );
    let comments = |text: &str| {
        parse(text)
            .tree()
            .descendants_with_tokens()
            .filter_map(|element| element.into_token())
            .filter(|token| token.kind() == syntax::SyntaxKind::Comment)
            .map(|token| token.text().trim_end().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(comments(text), comments(formatted), "a comment was lost");
}

fn formula_meaning(formula: &ast::Formula) -> String {
    without_spans(&format!("{formula:#?}"))
}

/// Number of messages for a text.
fn messages(text: &str) -> usize {
    parse(text).diagnostics().len()
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_bytes_are_kept(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        sound(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_words_of_the_language_are_kept(text in loose_tokens()) {
        sound(&text);
    }

    #[test]
    fn files_of_the_language_parse_and_format(text in conflict()) {
        prop_assert_eq!(render(&text, parse(&text).diagnostics()), "");
        sound(&text);
    }

    #[test]
    fn changed_files_are_kept(
        text in conflict(),
        at in any::<prop::sample::Index>(),
        length in 0usize..12,
        other in loose_tokens(),
    ) {
        let letters: Vec<char> = text.chars().collect();
        let start = at.index(letters.len() + 1);
        let end = (start + length).min(letters.len());
        let mut changed: String = letters[..start].iter().collect();
        changed.push_str(&other);
        changed.extend(&letters[end..]);
        sound(&changed);
    }

    #[test]
    fn layout_does_not_change_meaning(text in conflict(), spaces in respaced()) {
        let other = spaces.apply(&text);
        prop_assert_eq!(render(&other, parse(&other).diagnostics()), "", "{}", other);
        prop_assert_eq!(meaning(parse(&text).file()), meaning(parse(&other).file()));
        let formatted = syntax::format(&other).expect("it has no errors");
        formatting_keeps_meaning(&other, &formatted);
    }

    #[test]
    fn a_broken_line_between_items_does_not_spoil_the_others(
        text in conflict(),
        at in any::<prop::sample::Index>(),
        broken in prop::sample::select(vec![
            "rule broken x requires",
            "rule broken always (x and",
            "include plain words",
            "state s is XYZ",
            "check always x under nash by",
            "event broken: set x and y",
            "include \"open",
            "rule broken ??? ",
        ]),
    ) {
        let items = parse(&text).file().items.len();
        let mut starts: Vec<usize> = text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.is_empty() && !line.starts_with([' ', '#']) && *line != "end")
            .map(|(number, _)| number)
            .collect();
        starts.push(text.lines().count());
        let number = starts[at.index(starts.len())];
        let mut lines: Vec<&str> = text.lines().collect();
        lines.insert(number, broken);
        let spoilt = lines.join("\n") + "\n";
        prop_assert_eq!(messages(&spoilt), 1, "{}\n{}", spoilt, render(&spoilt, parse(&spoilt).diagnostics()));
        prop_assert_eq!(parse(&spoilt).file().items.len(), items);
    }

    #[test]
    fn a_printed_formula_reads_back(formula in formula()) {
        let printed = print_formula(&formula);
        let read = parse_formula(FileId(0), &printed);
        let read = read.map_err(|errors| TestCaseError::fail(render(&printed, &errors)))?;
        prop_assert_eq!(formula_meaning(&formula), formula_meaning(&read), "{}", printed);
        prop_assert_eq!(print_formula(&read), printed);
    }

    #[test]
    fn no_bracket_of_a_printed_formula_can_go_but_those_round_a_list(formula in formula()) {
        let printed = print_formula(&formula);
        for (open, close) in bracket_pairs(&printed) {
            // A list has no end of its own: the brackets round it are kept for the reader's sake.
            if printed[open..].starts_with("(at ") || printed[open..].starts_with("(exactly ") {
                continue;
            }
            let mut without = printed.clone();
            without.replace_range(close..=close, " ");
            without.replace_range(open..=open, " ");
            if let Ok(other) = parse_formula(FileId(0), &without) {
                prop_assert_ne!(formula_meaning(&formula), formula_meaning(&other), "{}", printed);
            }
        }
    }

    #[test]
    fn a_quoted_name_reads_back_wherever_names_stand(name in name()) {
        let quoted = quote_name(&name);
        let text = NAMES_EVERYWHERE.replace('@', &quoted);
        let parsed = parse(&text);
        prop_assert_eq!(render(&text, parsed.diagnostics()), "");
        let shown = meaning(parsed.file());
        let found = shown.matches(&format!("text: {name:?},")).count();
        prop_assert_eq!(found, NAMES_EVERYWHERE.matches('@').count());
    }

    #[test]
    fn a_quoted_text_reads_back(text in "[^\\p{Cc}]{0,30}|[\"\\\\\n\ta“]{0,12}") {
        let file = format!("note {}\n", quote_text(&text));
        let parsed = parse(&file);
        prop_assert_eq!(render(&file, parsed.diagnostics()), "");
        let [ast::Item::Note(note)] = parsed.file().items.as_slice() else {
            return Err(TestCaseError::fail("not a note"));
        };
        prop_assert_eq!(&note.text, &text);
    }
}

/// A file with a name, `@`, in every place that takes one.
const NAMES_EVERYWHERE: &str = "\
actor @
  option @ levels @, @
state @
rule @ always @ and @.@ = @
rule @ @, @ stop without @ from @.@
status quo @
@ prefers
  @: @
  @
  not @ if @
@ ranks
  @
@ moves
  @ -> @, @
event @: set @
check @ is stable for @ under @
account @ extends @ from @.@
  @ revises
    drop @
    add @ before @
  drop rule @
end
";

/// The brackets that belong together, by their places in a printed formula without texts that
/// hold brackets.
fn bracket_pairs(printed: &str) -> Vec<(usize, usize)> {
    let mut open = Vec::new();
    let mut pairs = Vec::new();
    for (at, letter) in printed.char_indices() {
        match letter {
            '(' => open.push(at),
            ')' => pairs.extend(open.pop().map(|start| (start, at))),
            _ => {}
        }
    }
    pairs
}

/// The inputs that the fuzz target has kept because each reaches different code.
#[test]
fn what_the_fuzz_target_kept_is_sound() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/parse");
    let mut inputs = 0;
    for entry in fs::read_dir(corpus).expect("the corpus is kept") {
        let bytes = fs::read(entry.expect("it can be listed").path()).expect("it can be read");
        sound(&String::from_utf8_lossy(&bytes));
        inputs += 1;
    }
    assert!(inputs > 100, "the corpus has been lost");
}

/// Long runs of what could be expensive: open brackets, lines that go on, unknown lines, blocks.
/// Work that grew with the square of the length would take minutes here.
#[test]
fn noise_is_survived_at_length() {
    let length = 300_000;
    for noise in [
        "(",
        "a,",
        "a\n",
        "not ",
        "\"",
        "\0",
        "-",
        "{[(",
        "a and\n",
        "rule a (\n",
        "\n",
        "(]",
        "YN->",
        "from a.b ",
        "US prefers\n(",
        "account a\n",
        "option x\n",
        "“",
    ] {
        let text = noise.repeat(length / noise.len());
        let parsed = parse(&text);
        assert_eq!(parsed.tree().text().len(), (text.len() as u32).into());
        assert!(parsed.diagnostics().len() <= 201, "{noise:?}");
    }
}
