//! Reading a model through a loader: includes, the root folder, what the host says beside it.

use model::conflict::{Date, Level, Start};
use model::{
    Checked, LoadError, LoadOptions, Loader, MemoryLoader, load, load_with, resolve_formula,
};
use syntax::diagnostic::FileId;

const MODEL: &str = "actor A\n  option x\nstatus quo none\nA prefers\n  x\n";

fn codes(checked: &Checked) -> Vec<&'static str> {
    checked.diagnostics.iter().map(|d| d.code).collect()
}

fn with_root(root: &str) -> LoadOptions {
    LoadOptions {
        root: Some(root.to_owned()),
        ..LoadOptions::default()
    }
}

#[test]
fn includes_stay_in_the_folder_or_the_root() {
    let text = format!("include \"../common/note.part\"\n{MODEL}");
    let mut loader = MemoryLoader::new()
        .with("cases/one/m.conflict", text)
        .with("cases/common/note.part", "note \"common\"\n");
    let entry = "cases/one/m.conflict";
    assert_eq!(codes(&load(entry, &mut loader)), ["outside-folder"]);
    for root in ["cases", "cases/", "./cases/one/..", ".", ""] {
        let checked = load_with(entry, &with_root(root), &mut loader);
        assert_eq!(codes(&checked), [""; 0], "{root}");
        let case = checked.case.expect("a case");
        assert_eq!(case.base.notes, ["common"]);
        let paths: Vec<&str> = checked
            .sources
            .iter()
            .map(|(_, s)| s.path.as_str())
            .collect();
        assert_eq!(paths, [entry, "cases/common/note.part"]);
    }
    assert_eq!(
        codes(&load_with(entry, &with_root("elsewhere"), &mut loader))[0],
        "outside-folder"
    );
}

#[test]
fn a_file_is_included_once() {
    let text = format!("include \"n\"\ninclude \"./n\"\ninclude \"a/../n\"\n{MODEL}");
    let mut loader = MemoryLoader::new()
        .with("m", text)
        .with("n", "note \"once\"\n");
    let case = load("m", &mut loader).case.expect("a case");
    assert_eq!(case.base.notes, ["once"]);
}

#[test]
fn a_long_chain_of_includes_is_cut() {
    let mut loader = MemoryLoader::new();
    for number in 0..100 {
        loader = loader.with(
            format!("f{number}"),
            format!("include \"f{}\"\n", number + 1),
        );
    }
    let checked = load("f0", &mut loader);
    assert!(codes(&checked).contains(&"too-large"));
    assert!(checked.sources.len() <= 65);
}

struct Refusing(LoadError);

impl Loader for Refusing {
    fn read(&mut self, _: &str) -> Result<String, LoadError> {
        Err(self.0.clone())
    }
}

#[test]
fn what_cannot_be_read_is_said() {
    for (why, words) in [
        (LoadError::NotFound, "there is no such file"),
        (LoadError::NotAFile, "it is not a file"),
        (LoadError::NotText(7), "it is not UTF-8 text (byte 7)"),
        (LoadError::TooLarge, "it is too large"),
        (
            LoadError::Other("no permission".to_owned()),
            "no permission",
        ),
    ] {
        let checked = load("x.conflict", &mut Refusing(why));
        assert!(checked.case.is_none());
        assert_eq!(checked.diagnostics[0].code, "cannot-read");
        let expected = format!("cannot read `x.conflict`: {words}");
        assert_eq!(checked.diagnostics[0].message, expected);
        assert_eq!(checked.diagnostics.len(), 1);
        assert!(checked.sources.get(FileId(0)).is_some());
    }
}

#[test]
fn json_is_known_by_its_name_or_its_first_sign() {
    let json = r#"{"decision_makers":["A"],"options":[{"name":"x","dm":"A"}],
                   "preferences_most_to_least":{"A":["Y","N"]}}"#;
    for (name, text) in [
        ("m.json", json.to_owned()),
        ("m.conflict", format!("\u{feff}\n {json}")),
    ] {
        let mut loader = MemoryLoader::new().with(name, text);
        assert!(load(name, &mut loader).case.is_some(), "{name}");
    }
    let mut loader = MemoryLoader::new().with("m.json", MODEL);
    assert_eq!(codes(&load("m.json", &mut loader)), ["json-syntax"]);
}

#[test]
fn the_host_can_set_the_date_and_let_events_happen() {
    let text = format!("as of 2025-01-01\nevent e on 2025-06-01: set x\nevent f: set x\n{MODEL}");
    let mut loader = MemoryLoader::new().with("m", text);
    let mut start = |as_of: Option<Date>, events: &[&str]| {
        let options = LoadOptions {
            root: None,
            as_of,
            events: events.iter().map(ToString::to_string).collect(),
        };
        let checked = load_with("m", &options, &mut loader);
        checked
            .case
            .map(|case| case.base.status_quo)
            .ok_or(checked.diagnostics)
    };
    let no = Ok(Start::Options(vec![Level(0)]));
    let yes = Ok(Start::Options(vec![Level(1)]));
    assert_eq!(start(None, &[]), no);
    assert_eq!(start(model::parse_date("2025-06-01"), &[]), yes);
    assert_eq!(start(model::parse_date("2025-05-31"), &[]), no);
    assert_eq!(start(None, &["f"]), yes);
    let unknown = start(None, &["g"]).expect_err("there is no event g");
    assert_eq!(unknown[0].code, "unknown-name");
}

#[test]
fn a_formula_is_resolved_against_a_checked_conflict() {
    let text = "actor A\n  option x\nactor B\n  option x\n  option t levels low, high\n\
                status quo none\nA prefers\n  A.x\nB prefers\n  t = high\n";
    let case = load("m", &mut MemoryLoader::new().with("m", text))
        .case
        .expect("a case");
    let resolve = |text: &str| {
        let formula = syntax::parse_formula(FileId(0), text).expect("a formula");
        resolve_formula(&case.base, &formula)
    };
    let formula = resolve("A.x and not B.x and t = high").expect("names are known");
    assert_eq!(
        model::formula_text(&case.base, &formula),
        "A.x and (not B.x) and (t = high)"
    );
    for (text, code) in [
        ("x", "ambiguous-name"),
        ("y", "unknown-name"),
        ("t", "level-needed"),
    ] {
        assert_eq!(resolve(text).expect_err(text)[0].code, code);
    }
}

#[test]
fn too_many_questions_for_too_many_accounts_are_refused() {
    let mut text = "actor A\n  option x\n  option y\nstatus quo none\nA prefers\n  x\n".to_owned();
    for number in 0..400 {
        text.push_str(&format!("account a{number}\n  rule r  never y\n"));
    }
    let few = format!("{text}what if q\n  set x\n");
    for number in 0..900 {
        text.push_str(&format!("what if q{number}\n  set x\n"));
    }
    let codes = |text: String| {
        let checked = model::load(
            "m.conflict",
            &mut model::MemoryLoader::new().with("m.conflict", text),
        );
        let errors = checked.diagnostics.into_iter();
        let errors = errors.filter(|d| d.severity == syntax::diagnostic::Severity::Error);
        errors.map(|d| d.code).collect::<Vec<_>>()
    };
    assert_eq!(codes(few), Vec::<&str>::new());
    assert_eq!(codes(text), ["too-large"]);
}

#[test]
fn a_ranking_in_a_question_names_every_state() {
    let text = "actor A\nstate s1\nstate s2\nA moves\n  s1 <-> s2\nstatus quo s1\nA ranks\n  s1\n  s2\n\
                what if other\n  A ranks\n    s2\n";
    let checked = load("m", &mut MemoryLoader::new().with("m", text));
    assert_eq!(codes(&checked), ["ranking-incomplete"]);
    let whole = text.replace("    s2\n", "    s2\n    s1\n");
    let checked = load("m", &mut MemoryLoader::new().with("m", whole));
    assert_eq!(codes(&checked), [""; 0]);
}

#[test]
fn an_option_that_only_a_question_speaks_of_is_used() {
    let alone = "actor A\n  option x\n  option y\nstatus quo none\nA prefers\n  x\n";
    let checked = load("m", &mut MemoryLoader::new().with("m", alone));
    assert!(codes(&checked).contains(&"unused-option"), "{checked:?}");
    let asked = format!("{alone}what if bound\n  rule r  x requires y\n");
    let checked = load("m", &mut MemoryLoader::new().with("m", asked));
    assert!(!codes(&checked).contains(&"unused-option"), "{checked:?}");
}
