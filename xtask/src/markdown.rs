//! Fenced blocks of a Markdown page, and the shell transcripts among them.

/// A fenced block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The word after the fence: `console`, `sh`, `conflict`, …
    pub language: String,
    /// What a comment on the line above says: `<!-- file: name -->` gives `("file", "name")`.
    pub mark: Option<(String, String)>,
    /// Index of the first line inside the fence, from 0.
    pub first: usize,
    /// The lines inside the fence.
    pub lines: Vec<String>,
}

impl Block {
    /// The text inside, each line ended.
    #[must_use]
    pub fn text(&self) -> String {
        self.lines
            .iter()
            .fold(String::new(), |text, line| text + line + "\n")
    }
}

/// One command of a transcript and what it printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What stands after `$ `.
    pub command: String,
    /// The lines that follow.
    pub output: Vec<String>,
}

/// The fenced blocks of a page, in order. A fence that is not closed runs to the end.
#[must_use]
pub fn blocks(page: &str) -> Vec<Block> {
    let lines: Vec<&str> = page.lines().collect();
    let mut blocks = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let Some((ticks, language)) = fence(lines[at]) else {
            at += 1;
            continue;
        };
        let closes =
            |line: &str| fence(line).is_some_and(|(n, word)| n >= ticks && word.is_empty());
        let first = at + 1;
        let end = (first..lines.len())
            .find(|&line| closes(lines[line]))
            .unwrap_or(lines.len());
        blocks.push(Block {
            language: language
                .split([' ', ','])
                .next()
                .unwrap_or_default()
                .to_owned(),
            mark: lines[..at]
                .iter()
                .rev()
                .find(|line| !line.trim().is_empty())
                .and_then(|l| mark(l)),
            first,
            lines: lines[first..end]
                .iter()
                .map(|&line| line.to_owned())
                .collect(),
        });
        at = end + 1;
    }
    blocks
}

/// The commands of a transcript: lines after `$ `, each with the lines up to the next one.
#[must_use]
pub fn steps(block: &Block) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for line in &block.lines {
        match (line.strip_prefix("$ "), steps.last_mut()) {
            (Some(command), _) => {
                steps.push(Step {
                    command: command.to_owned(),
                    output: Vec::new(),
                });
            }
            (None, Some(step)) => step.output.push(line.clone()),
            (None, None) => {}
        }
    }
    steps
}

/// Whether the real output is the one shown. A shown line `...` stands for any lines.
#[must_use]
pub fn same(shown: &[String], real: &[String]) -> bool {
    match shown.split_first() {
        None => real.is_empty(),
        Some((line, rest)) if line == "..." => {
            (0..=real.len()).any(|skipped| same(rest, &real[skipped..]))
        }
        Some((line, rest)) => real.split_first().is_some_and(|(found, others)| {
            line.trim_end() == found.trim_end() && same(rest, others)
        }),
    }
}

/// The targets of the page's links, `[text](target)`, outside fenced blocks, without anchors.
#[must_use]
pub fn links(page: &str) -> Vec<String> {
    let mut fenced = false;
    let mut links = Vec::new();
    for line in page.lines() {
        if fence(line).is_some() {
            fenced = !fenced;
        }
        if fenced {
            continue;
        }
        for (at, _) in line.match_indices("](") {
            let rest = &line[at + 2..];
            if let Some(end) = rest.find(')') {
                let target = rest[..end].split('#').next().unwrap_or_default();
                if !target.is_empty() {
                    links.push(target.to_owned());
                }
            }
        }
    }
    links
}

fn fence(line: &str) -> Option<(usize, &str)> {
    let line = line.trim();
    let ticks = line.len() - line.trim_start_matches('`').len();
    (ticks >= 3).then(|| (ticks, &line[ticks..]))
}

fn mark(line: &str) -> Option<(String, String)> {
    let inner = line.trim().strip_prefix("<!--")?.strip_suffix("-->")?;
    let (key, value) = inner.split_once(':')?;
    Some((key.trim().to_owned(), value.trim().to_owned()))
}
