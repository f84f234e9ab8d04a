//! Reading Markdown: blocks, transcripts, links.

use xtask::markdown::{Step, blocks, links, same, steps};

const PAGE: &str = "\
Text with [a link](there.md#part).

<!-- file: a.conflict -->

```conflict
conflict \"A\"
```

```console
$ detente check a.conflict
fine
$ echo $?
0
```
";

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

#[test]
fn blocks_come_with_language_mark_and_place() {
    let found = blocks(PAGE);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].language, "conflict");
    assert_eq!(
        found[0].mark,
        Some(("file".to_owned(), "a.conflict".to_owned()))
    );
    assert_eq!(found[0].text(), "conflict \"A\"\n");
    assert_eq!(found[1].mark, None);
    assert_eq!(
        PAGE.lines().nth(found[1].first),
        Some("$ detente check a.conflict")
    );
}

#[test]
fn a_transcript_is_commands_with_their_output() {
    let step = |command: &str, output: &str| Step {
        command: command.to_owned(),
        output: lines(output),
    };
    let found = steps(&blocks(PAGE)[1]);
    assert_eq!(
        found,
        [
            step("detente check a.conflict", "fine"),
            step("echo $?", "0")
        ]
    );
}

#[test]
fn dots_stand_for_any_lines_and_nothing_else_does() {
    assert!(same(&lines("a\n...\nd"), &lines("a\nb\nc\nd")));
    assert!(same(&lines("a\n..."), &lines("a")));
    assert!(!same(&lines("a\n...\nd"), &lines("a\nb\nc")));
    assert!(!same(&lines("a"), &lines("a\nb")));
    assert!(!same(&lines("a\nb"), &lines("a")));
}

#[test]
fn links_outside_fences_lose_their_anchors() {
    assert_eq!(links(PAGE), ["there.md"]);
    assert!(links("```\n[x](y.md)\n```\n").is_empty());
}
