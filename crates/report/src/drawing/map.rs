//! The conflict map: actors with their options on the left, rules on the right, lines between.

use super::arcs::px;
use super::ink::{Ink, STYLE, level_curve, measure, stack, wrap};
use crate::answer::{
    Drawing, Outline, OutlineActor, OutlineOption, OutlineRule, RuleKind, Turns, and_list,
};

/// Most options and rules that a map shows; more would not be legible.
const MOST: (usize, usize) = (40, 30);
const MARGIN: f64 = 14.0;
const CARD: f64 = 392.0;
const GUTTER: f64 = 128.0;
const RULE: f64 = 330.0;
const LINE: f64 = 17.0;
const HEADER: f64 = 32.0;
const GAP: f64 = 16.0;

/// Where an option's row is.
struct Row {
    option: String,
    right: f64,
    top: f64,
    height: f64,
}

/// The map of a model; none where it has no options or too many of anything.
/// Cost: linear in options and rules, times the number of rules for sorting.
#[must_use]
pub fn conflict_map(outline: &Outline) -> Option<Drawing> {
    let options: usize = outline.actors.iter().map(|actor| actor.options.len()).sum();
    if options == 0 || options > MOST.0 || outline.rules.len() > MOST.1 {
        return None;
    }
    let mut ink = Ink::default();
    let (rows, cards_end) = cards(outline, &mut ink);
    let rules_end = rules(outline, &rows, cards_end, &mut ink);
    let width = CARD + GUTTER + RULE + 2.0 * MARGIN;
    let legend = legend(outline, cards_end.max(rules_end) + 8.0, &mut ink);
    let title = "Actors, options and rules";
    let description = description(outline);
    let mut whole = Ink::default();
    whole.open(
        "drawing-conflict",
        (width, legend),
        (title, &description),
        STYLE,
    );
    whole.out.push_str(&ink.out);
    Some(Drawing {
        name: "conflict".to_owned(),
        caption: if outline.rules.is_empty() {
            "Who can do what, and what is taken as things stand.".to_owned()
        } else {
            "Who can do what, what is taken as things stand, and which rules bind it.".to_owned()
        },
        description,
        svg: whole.close(),
    })
}

/// Draws the cards; without rules in two columns. Returns the rows and where the cards end.
fn cards(outline: &Outline, ink: &mut Ink) -> (Vec<Row>, f64) {
    let mut rows = Vec::new();
    let mut ends = [MARGIN, MARGIN];
    let shown = outline
        .actors
        .iter()
        .filter(|actor| !actor.options.is_empty());
    for actor in shown {
        let second = outline.rules.is_empty() && ends[1] < ends[0];
        let column = usize::from(second);
        let left = if second { MARGIN + CARD + 40.0 } else { MARGIN };
        ends[column] = card(actor, (left, ends[column]), &mut rows, ink) + GAP;
    }
    (rows, ends[0].max(ends[1]) - GAP)
}

fn card(actor: &OutlineActor, (left, top): (f64, f64), rows: &mut Vec<Row>, ink: &mut Ink) -> f64 {
    let words: Vec<Vec<String>> = actor.options.iter().map(option_words).collect();
    let heights: Vec<f64> = words
        .iter()
        .map(|lines| 14.0 + LINE * (lines.len() as f64 + 1.0))
        .collect();
    let height = HEADER + heights.iter().sum::<f64>() + 4.0;
    ink.rect("d-box", (left, top), (CARD, height));
    let name = actor.label.as_deref().unwrap_or(&actor.name);
    let shown = wrap(name, CARD - 150.0, 14.0, 1).join("");
    ink.text("d-strong", left + 12.0, top + 21.0, &shown);
    let aside = if actor.nature {
        "decided by nobody".to_owned()
    } else if name == actor.name {
        String::new()
    } else {
        wrap(&actor.name, 110.0, 11.5, 1).join("")
    };
    if !aside.is_empty() {
        ink.text(
            "d-name",
            left + 22.0 + measure(&shown, 14.0),
            top + 21.0,
            &aside,
        );
    }
    let mut y = top + HEADER;
    for ((option, lines), height) in actor.options.iter().zip(&words).zip(&heights) {
        ink.path(
            "d-rule",
            &format!("M{} {}h{}", px(left + 12.0), px(y), px(CARD - 24.0)),
        );
        marker(option, (left + 14.0, y + 10.0), ink);
        for (index, line) in lines.iter().enumerate() {
            ink.text("d-text", left + 40.0, y + 20.0 + LINE * index as f64, line);
        }
        ink.text(
            "d-name",
            left + 40.0,
            y + 20.0 + LINE * lines.len() as f64,
            &aside_of(option, actor.nature),
        );
        rows.push(Row {
            option: option.name.clone(),
            right: left + CARD,
            top: y,
            height: *height,
        });
        y += height;
    }
    top + height
}

fn option_words(option: &OutlineOption) -> Vec<String> {
    let text = option.label.as_deref().unwrap_or(&option.name);
    wrap(text, CARD - 60.0, 13.0, 2)
}

/// The option's name, its value and whether it can be undone.
fn aside_of(option: &OutlineOption, nature: bool) -> String {
    let mut parts = vec![option.name.clone()];
    if !option.levels.is_empty() {
        parts.push(format!(
            "now {}",
            option.now.as_deref().unwrap_or("as accounts differ")
        ));
    } else if option.now.is_none() {
        parts.push("now as accounts differ".to_owned());
    }
    match option.turns {
        _ if nature => {}
        Turns::Freely => {}
        Turns::OnlyUp | Turns::OnlyDown => parts.push("irreversible".to_owned()),
        Turns::Never => parts.push("fixed".to_owned()),
    }
    wrap(&parts.join(" · "), CARD - 60.0, 11.5, 1).join("")
}

/// A box that is ticked if the option is taken, empty if not, half if accounts differ.
fn marker(option: &OutlineOption, (x, y): (f64, f64), ink: &mut Ink) {
    ink.path("d-mark", &format!("M{} {}h13v13h-13z", px(x), px(y)));
    let taken = match option.now.as_deref() {
        None => {
            ink.path("d-taken", &format!("M{} {}h6.5v13h-6.5z", px(x), px(y)));
            false
        }
        Some("N") if option.levels.is_empty() => false,
        Some(level) => option.levels.first().is_none_or(|lowest| lowest != level),
    };
    if taken {
        ink.path("d-taken", &format!("M{} {}h13v13h-13z", px(x), px(y)));
    }
    if matches!(option.turns, Turns::OnlyUp | Turns::OnlyDown) {
        // An arrow against a wall: there is no way back.
        ink.path(
            "d-mark",
            &format!(
                "M{} {}h10m-4 -3.5l4 3.5l-4 3.5m3.5 -8v9",
                px(x + 1.0),
                px(y + 22.0)
            ),
        );
    }
}

/// Draws the rules with their lines. Returns where they end.
fn rules(outline: &Outline, rows: &[Row], cards_end: f64, ink: &mut Ink) -> f64 {
    let middle = |name: &String| {
        rows.iter()
            .find(|row| row.option == *name)
            .map(|row| row.top + row.height / 2.0)
    };
    let wish = |rule: &OutlineRule| {
        let found: Vec<f64> = rule
            .conditions
            .iter()
            .chain(&rule.affects)
            .filter_map(middle)
            .collect();
        if found.is_empty() {
            cards_end
        } else {
            found.iter().sum::<f64>() / found.len() as f64
        }
    };
    let mut ordered: Vec<(f64, &OutlineRule)> = outline
        .rules
        .iter()
        .map(|rule| (wish(rule), rule))
        .collect();
    ordered.sort_by(|a, b| a.0.total_cmp(&b.0));
    let words: Vec<Vec<(&str, String)>> =
        ordered.iter().map(|(_, rule)| rule_words(rule)).collect();
    let heights: Vec<f64> = words
        .iter()
        .map(|lines| 12.0 + LINE * lines.len() as f64)
        .collect();
    let wishes: Vec<f64> = ordered.iter().map(|(wish, _)| *wish - MARGIN).collect();
    let tops = stack(&wishes, &heights, GAP, cards_end - MARGIN);
    let mut end = cards_end;
    let mut ports = Ports::new(&ordered, rows);
    let left = MARGIN + CARD + GUTTER;
    for (((_, rule), lines), (top, height)) in
        ordered.iter().zip(&words).zip(tops.iter().zip(&heights))
    {
        let top = top + MARGIN;
        ends(rule, (left, top, *height), &mut ports, ink);
        let class = if rule.strength == "binding" {
            "d-plain"
        } else {
            "d-plain d-dashed"
        };
        ink.rect(class, (left, top), (RULE, *height));
        for (index, (class, line)) in lines.iter().enumerate() {
            ink.text(class, left + 12.0, top + 20.0 + LINE * index as f64, line);
        }
        end = end.max(top + height);
    }
    end
}

fn rule_words(rule: &OutlineRule) -> Vec<(&'static str, String)> {
    let room = RULE - 24.0;
    let mut lines: Vec<(&'static str, String)> = wrap(&rule.name, room, 14.0, 1)
        .into_iter()
        .map(|line| ("d-strong", line))
        .collect();
    lines.extend(
        wrap(&rule.text, room, 13.0, 3)
            .into_iter()
            .map(|line| ("d-text", line)),
    );
    let mut aside = Vec::new();
    if rule.strength != "binding" {
        aside.push(format!("{}: not enforced", rule.strength));
    }
    if !rule.accounts.is_empty() {
        aside.push(format!("only in {}", and_list(&rule.accounts)));
    }
    lines.extend(
        wrap(&aside.join("; "), room, 11.5, 2)
            .into_iter()
            .map(|line| ("d-soft", line)),
    );
    lines
}

/// The points at which lines meet the rows, spread so that they do not run into each other.
struct Ports<'a> {
    rows: &'a [Row],
    used: Vec<(usize, usize)>,
}

impl<'a> Ports<'a> {
    fn new(rules: &[(f64, &OutlineRule)], rows: &'a [Row]) -> Self {
        let count = |row: &Row| {
            let names = rules
                .iter()
                .flat_map(|(_, rule)| rule.conditions.iter().chain(&rule.affects));
            names.filter(|name| **name == row.option).count()
        };
        Ports {
            rows,
            used: rows.iter().map(|row| (count(row), 0)).collect(),
        }
    }

    /// The next free point of an option's row.
    fn next(&mut self, option: &str) -> Option<(f64, f64)> {
        let index = self.rows.iter().position(|row| row.option == option)?;
        let row = self.rows.get(index)?;
        let (count, taken) = self.used.get_mut(index)?;
        *taken += 1;
        let share = *taken as f64 / (*count as f64 + 1.0);
        Some((row.right, row.top + row.height * share))
    }
}

/// The lines between a rule and the options that it names.
fn ends(
    rule: &OutlineRule,
    (left, top, height): (f64, f64, f64),
    ports: &mut Ports<'_>,
    ink: &mut Ink,
) {
    let total = rule.conditions.len() + rule.affects.len();
    let mut met: Vec<((f64, f64), bool)> = Vec::with_capacity(total);
    for (names, is_effect) in [(&rule.conditions, false), (&rule.affects, true)] {
        met.extend(
            names
                .iter()
                .filter_map(|name| Some((ports.next(name)?, is_effect))),
        );
    }
    met.sort_by(|a, b| a.0.1.total_cmp(&b.0.1));
    let count = met.len() as f64 + 1.0;
    for (index, ((x, y), is_effect)) in met.into_iter().enumerate() {
        let at = (left, top + height * (index as f64 + 1.0) / count);
        match (is_effect, rule.kind) {
            (_, RuleKind::Binds) => ink.path("d-line", &level_curve((x, y), at)),
            (false, _) => {
                ink.path("d-if", &level_curve((x, y), at));
                ink.path(
                    "d-dot",
                    &format!("M{} {}m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z", px(x), px(y)),
                );
            }
            (true, RuleKind::Shuts | RuleKind::Ends | RuleKind::NoMove) => {
                ink.path("d-then", &level_curve((x + 5.0, y), at));
                ink.path("d-bar", &format!("M{} {}v12", px(x + 5.0), px(y - 6.0)));
            }
            (true, _) => {
                ink.path("d-then", &level_curve((x + 9.0, y), at));
                ink.path("d-tip", &format!("M{} {}l10 -5v10z", px(x + 1.0), px(y)));
            }
        }
    }
}

/// Draws the legend, and returns where it ends.
fn legend(outline: &Outline, top: f64, ink: &mut Ink) -> f64 {
    let mut y = top + 16.0;
    let x = MARGIN;
    ink.path(
        "d-taken",
        &format!("M{} {}h11v11h-11z", px(x), px(y - 10.0)),
    );
    ink.text("d-soft", x + 18.0, y, "taken as things stand");
    ink.path(
        "d-mark",
        &format!("M{} {}h11v11h-11z", px(x + 190.0), px(y - 10.0)),
    );
    ink.text("d-soft", x + 208.0, y, "not taken");
    let options = || outline.actors.iter().flat_map(|actor| &actor.options);
    if options().any(|option| matches!(option.turns, Turns::OnlyUp | Turns::OnlyDown)) {
        ink.path(
            "d-mark",
            &format!(
                "M{} {}h10m-4 -3.5l4 3.5l-4 3.5m3.5 -8v9",
                px(x + 310.0),
                px(y - 4.0)
            ),
        );
        ink.text("d-soft", x + 328.0, y, "irreversible");
    }
    let kinds = || outline.rules.iter().map(|rule| rule.kind);
    if kinds().any(|kind| kind != RuleKind::Binds) {
        y += 22.0;
        ink.path("d-if", &format!("M{} {}h34", px(x + 4.0), px(y - 4.0)));
        ink.path(
            "d-dot",
            &format!(
                "M{} {}m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z",
                px(x + 4.0),
                px(y - 4.0)
            ),
        );
        ink.text("d-soft", x + 46.0, y, "the rule looks at this option");
        ink.path("d-then", &format!("M{} {}h30", px(x + 274.0), px(y - 4.0)));
        ink.path("d-bar", &format!("M{} {}v12", px(x + 274.0), px(y - 10.0)));
        ink.text("d-soft", x + 312.0, y, "and shuts out or ends this one");
        ink.path("d-then", &format!("M{} {}h28", px(x + 566.0), px(y - 4.0)));
        ink.path(
            "d-tip",
            &format!("M{} {}l10 -5v10z", px(x + 558.0), px(y - 4.0)),
        );
        ink.text("d-soft", x + 602.0, y, "or opens it or brings it about");
    }
    y + 16.0
}

/// The map in words.
fn description(outline: &Outline) -> String {
    let mut sentences: Vec<String> = Vec::new();
    for actor in outline
        .actors
        .iter()
        .filter(|actor| !actor.options.is_empty())
    {
        let options: Vec<String> = actor
            .options
            .iter()
            .map(|option| {
                let label = option.label.as_deref().unwrap_or(&option.name);
                let now = match option.now.as_deref() {
                    Some("Y") if option.levels.is_empty() => ", taken",
                    Some("N") if option.levels.is_empty() => ", not taken",
                    _ => "",
                };
                let turns = match option.turns {
                    Turns::OnlyUp | Turns::OnlyDown => ", irreversible",
                    _ => "",
                };
                format!("{label} ({}{now}{turns})", option.name)
            })
            .collect();
        let name = actor.label.as_deref().unwrap_or(&actor.name);
        sentences.push(format!("{name}: {}.", options.join("; ")));
    }
    if !outline.rules.is_empty() {
        let rules: Vec<String> = outline
            .rules
            .iter()
            .map(|rule| format!("{}: {}", rule.name, rule.text))
            .collect();
        sentences.push(format!("Rules: {}.", rules.join("; ")));
    }
    sentences.join(" ")
}
