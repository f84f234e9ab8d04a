//! The book holds together: every page is in the summary, every link leads somewhere, every
//! transcript is what the program prints.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use xtask::shell;
use xtask::{docs, markdown, tree};

#[test]
fn every_page_is_in_the_summary_and_every_entry_has_a_page() {
    let book = shell::root().join("book/src");
    let summary = fs::read_to_string(book.join("SUMMARY.md")).expect("a summary");
    let listed: Vec<PathBuf> = markdown::links(&summary)
        .into_iter()
        .map(PathBuf::from)
        .collect();
    let unique: BTreeSet<&PathBuf> = listed.iter().collect();
    assert_eq!(unique.len(), listed.len(), "a page is listed twice");
    for page in &listed {
        assert!(
            book.join(page).is_file(),
            "the summary lists {}, which is not there",
            page.display()
        );
    }
    for page in tree::tracked_under("book/src", "md").expect("pages") {
        let page = page.strip_prefix("book/src").expect("a page of the book");
        let itself = page == Path::new("SUMMARY.md");
        assert!(
            itself || unique.contains(&page.to_path_buf()),
            "no way to {}",
            page.display()
        );
    }
}

#[test]
fn every_link_between_files_leads_somewhere() {
    let mut broken = Vec::new();
    for page in tree::tracked_under("", "md").expect("pages") {
        let text = fs::read_to_string(shell::root().join(&page)).expect("a page");
        let folder = page.parent().unwrap_or(Path::new(""));
        for link in markdown::links(&text) {
            let outside = link.contains("://") || link.starts_with("mailto:");
            if !outside && !shell::root().join(folder).join(&link).exists() {
                broken.push(format!("{}: {link}", page.display()));
            }
        }
    }
    assert!(
        broken.is_empty(),
        "links to nowhere:\n{}",
        broken.join("\n")
    );
}

#[test]
fn transcripts_show_what_the_program_prints() {
    let program = docs::detente().expect("the command line builds");
    let mut report = String::new();
    for page in docs::pages().expect("pages") {
        for difference in docs::differences(&page, &program).expect("a transcript that runs") {
            report += &format!(
                "{}: $ {}\n--- shown\n{}\n--- real\n{}\n\n",
                page.display(),
                difference.command,
                difference.shown,
                difference.real
            );
        }
    }
    assert!(
        report.is_empty(),
        "`cargo xtask docs` rewrites these; review the change:\n\n{report}"
    );
}

#[test]
fn the_page_of_commands_names_every_command_and_option() {
    let program = docs::detente().expect("the command line builds");
    let page = fs::read_to_string(shell::root().join("book/src/commands.md")).expect("a page");
    let mut missing = Vec::new();
    let commands = commands(&program);
    assert!(commands.len() >= 10, "{commands:?}");
    for command in commands {
        if !page.contains(&format!("`{command}`")) {
            missing.push(command.clone());
        }
        for option in options(&help(&program, &[&command, "--help"])) {
            if !page.contains(&format!("`{option}")) {
                missing.push(format!("{command} {option}"));
            }
        }
    }
    assert!(
        missing.is_empty(),
        "not in book/src/commands.md: {missing:?}"
    );
}

fn commands(program: &Path) -> Vec<String> {
    let help = help(program, &["--help"]);
    let list = help
        .split("Commands:\n")
        .nth(1)
        .expect("a list of commands");
    list.lines()
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next())
        .filter(|word| *word != "help" && word.chars().all(|c| c.is_ascii_lowercase()))
        .map(str::to_owned)
        .collect()
}

/// The long options that begin a line of help.
fn options(help: &str) -> Vec<String> {
    help.lines()
        .map(|line| line.trim_start())
        .filter_map(|line| Some(&line[line.find("--").filter(|at| *at <= 4)?..]))
        .filter_map(|line| line.split([' ', '[', '=']).next())
        .filter(|option| option.len() > 2)
        .map(str::to_owned)
        .collect()
}

fn help(program: &Path, arguments: &[&str]) -> String {
    let output = std::process::Command::new(program)
        .args(arguments)
        .env("COLUMNS", "100")
        .output()
        .expect("the command line runs");
    String::from_utf8_lossy(&output.stdout).into_owned()
}
