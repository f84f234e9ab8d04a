//! What a person sees: pages that fit, one screen for five accounts, colour only where wanted.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases")
}

fn run(arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_detente"))
        .args(arguments)
        .current_dir(cases())
        .env_remove("NO_COLOR")
        .env_remove("COLUMNS")
        .envs(environment.iter().copied())
        .output()
        .expect("the program runs")
}

fn text(arguments: &[&str], environment: &[(&str, &str)]) -> String {
    let output = run(arguments, environment);
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("answers are text")
}

const COMBINED: &str = "combined-2025/combined-2025.conflict";

#[test]
fn five_accounts_are_answered_in_one_screen() {
    let page = text(&["analyze", COMBINED], &[("COLUMNS", "80")]);
    assert!(page.lines().count() <= 42, "{page}");
    for needed in [
        "Is the leadership spared?",
        "norm",
        "threshold",
        "escalation",
        "managed",
        "humiliation",
        "rule binding-veto",
        "(credible)",
        "What the answers rest on",
        "status quo",
        "indifferent",
    ] {
        assert!(page.contains(needed), "no `{needed}` in\n{page}");
    }
}

#[test]
fn a_supposition_leaves_the_checks_of_the_file_out() {
    let page = |more: &[&str]| text(&[&["analyze", COMBINED], more].concat(), &[]);
    let supposed = page(&["--event", "american-killed"]);
    assert!(supposed.contains("checks are left out"), "{supposed}");
    assert!(!supposed.contains("failed"), "{supposed}");
    assert!(!page(&[]).contains("checks are left out"));
}

#[test]
fn pages_keep_to_the_width_of_the_terminal() {
    let questions: [&[&str]; 11] = [
        &["analyze", COMBINED],
        &["compare", COMBINED],
        &["compare", COMBINED, "--explain"],
        &["compare", COMBINED, "--pair", "threshold,managed"],
        &["compare", "tariff/tariff.conflict", "--account", "slow"],
        &["timeline", "accounts/saving-face.conflict"],
        &["analyze", COMBINED, "--account", "humiliation"],
        &["analyze", "river/river.conflict"],
        &["holds", COMBINED, "restraint"],
        &["explain", "river/river.conflict"],
        &["paths", "published/elmira-9.conflict", "--all", "3"],
    ];
    for width in ["72", "80", "100"] {
        for arguments in questions {
            let page = text(arguments, &[("COLUMNS", width)]);
            let widest = page.lines().map(report::text::width).max().unwrap_or(0);
            let limit: usize = width.parse().expect("a number");
            assert!(
                widest <= limit,
                "{arguments:?} at {width}: {widest}\n{page}"
            );
            assert!(page.lines().all(|line| !line.ends_with(' ')), "{page}");
        }
    }
}

#[test]
fn five_accounts_side_by_side_fit_one_screen_and_their_reasons_are_a_word_away() {
    let answer = text(&["compare", COMBINED], &[("COLUMNS", "80")]);
    assert!(answer.lines().count() <= 40, "{answer}");
    for needed in [
        "every account explains it under every foresight",
        "american-killed   holds  fails      holds       ---++    holds",
        "As it stands every account predicts the same under every foresight.",
        "If US drops enable: norm, threshold, escalation, humiliation | managed",
        "--explain",
    ] {
        assert!(answer.contains(needed), "{needed}\n{answer}");
    }
    let explained = text(&["compare", COMBINED, "--explain"], &[]);
    for needed in [
        "What is supposed",
        "Why\n",
        "that ends strikes at once",
        "What each account rests on",
        "What every account assumes",
    ] {
        assert!(explained.contains(needed), "{needed}\n{explained}");
        assert!(!answer.contains(needed), "{needed}\n{answer}");
    }
}

#[test]
fn colour_only_where_it_is_wanted() {
    let coloured = |arguments: &[&str], environment: &[(&str, &str)]| {
        text(arguments, environment).contains('\u{1b}')
    };
    // The output of a test is no terminal.
    assert!(!coloured(&["analyze", COMBINED], &[]));
    assert!(!coloured(&["analyze", COMBINED, "--color", "never"], &[]));
    assert!(coloured(&["analyze", COMBINED, "--color", "always"], &[]));
}

#[test]
fn colour_changes_nothing_but_the_colour() {
    let plain = text(&["analyze", COMBINED], &[]);
    let coloured = text(&["analyze", COMBINED, "--color", "always"], &[]);
    let mut bare = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        bare.push_str(before);
        rest = after.split_once('m').map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    assert_eq!(bare, plain);
}

#[test]
fn the_same_question_has_the_same_answer_on_one_core_and_many() {
    let one = text(
        &["analyze", COMBINED, "--format", "json"],
        &[("RAYON_NUM_THREADS", "1")],
    );
    let many = text(
        &["analyze", COMBINED, "--format", "json"],
        &[("RAYON_NUM_THREADS", "7")],
    );
    assert_eq!(one, many);
}

#[test]
fn every_format_answers_every_question() {
    let questions: [&[&str]; 8] = [
        &["compare", "river/river.conflict"],
        &["timeline", "river/river.conflict"],
        &["analyze", "river/river.conflict"],
        &["stability", "river/river.conflict", "--account", "wet"],
        &["explain", "river/river.conflict"],
        &["paths", "river/river.conflict"],
        &["holds", "river/river.conflict", "shared"],
        &["check", "river/river.conflict"],
    ];
    for question in questions {
        for format in ["text", "json", "csv", "md", "latex"] {
            let mut arguments = question.to_vec();
            arguments.extend(["--format", format]);
            let answer = text(&arguments, &[]);
            assert!(answer.ends_with('\n'), "{arguments:?}");
            if format == "json" {
                serde_json::from_str::<serde_json::Value>(&answer).expect("it is JSON");
            }
            if format == "csv" {
                assert!(answer.lines().count() > 1, "{arguments:?}: {answer}");
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn formatting_keeps_permissions_and_follows_links() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().expect("there is a folder for temporary files");
    let (file, link) = (
        folder.path().join("a.conflict"),
        folder.path().join("b.conflict"),
    );
    std::fs::write(&file, "actor A\n     option a\n").expect("it can be written");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).expect("it is ours");
    symlink(&file, &link).expect("links can be made");
    let link = link.to_str().expect("the path is text");
    assert!(run(&["fmt", link], &[]).status.success());
    let about = std::fs::symlink_metadata(link).expect("it is there");
    assert!(about.file_type().is_symlink(), "the link is still a link");
    let text = std::fs::read_to_string(&file).expect("it is there");
    assert_eq!(text, "actor A\n  option a\n");
    let mode = std::fs::metadata(&file)
        .expect("it is there")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[test]
fn a_latex_table_compiles_with_booktabs() {
    let arguments = [
        "stability",
        "published/elmira-9.conflict",
        "--under",
        "seq",
        "--format",
        "latex",
    ];
    let page = text(&arguments, &[]);
    for needed in [
        "\\begin{tabular}{llc}\n  \\toprule\n  state &  & seq \\\\\n  \\midrule\n",
        "  s5 & delay, insist & $\\bullet$ \\\\\n",
        "  \\bottomrule\n\\end{tabular}\n",
    ] {
        assert!(page.contains(needed), "no {needed} in\n{page}");
    }
    let special = page.chars().filter(|c| !c.is_ascii());
    assert_eq!(
        special.collect::<String>(),
        "",
        "signs that LaTeX may not know"
    );
}
