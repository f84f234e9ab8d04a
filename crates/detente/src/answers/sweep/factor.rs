//! What varies, as it is written on the command line and in results: `rule:binding-veto`.

use change::sweep::Factor;
use model::conflict::{ActorId, Conflict, OptionId, PreferenceKind, RuleId, Strength};

use crate::naming::{actor_name, option_name, options, rank_level};
use crate::suggest::nearest;

/// The forms that can be written.
const FORMS: &str = "event:NAME, rule:NAME, irreversible:OPTION, start:OPTION, line:ACTOR:NUMBER, \
                     place:ACTOR:NUMBER, order:ACTOR or weight:ACTOR:NUMBER=LOW..HIGH";
/// Most values of one weight.
const MOST_WEIGHTS: i64 = 10_000;

/// Something that varies, by name: each account may have it or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    kind: Kind,
    /// The event, rule, option or actor.
    name: String,
    /// The line: its number from 1, its name or its words.
    line: String,
    /// The weights, lowest first.
    weights: Vec<i64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Event,
    Rule,
    Irreversible,
    Start,
    Line,
    Place,
    Order,
    Weight,
}

const KINDS: [(&str, Kind); 8] = [
    ("event", Kind::Event),
    ("rule", Kind::Rule),
    ("irreversible", Kind::Irreversible),
    ("start", Kind::Start),
    ("line", Kind::Line),
    ("place", Kind::Place),
    ("order", Kind::Order),
    ("weight", Kind::Weight),
];

impl Named {
    /// Reads what is written.
    ///
    /// # Errors
    /// What is wrong with it, and what could be written.
    pub fn parse(written: &str) -> Result<Named, String> {
        let wrong = |why: String| format!("--vary `{written}`: {why}; write {FORMS}");
        let (kind, rest) = written
            .split_once(':')
            .ok_or_else(|| wrong("it does not say what kind of assumption varies".to_owned()))?;
        let known = KINDS.iter().find(|(name, _)| *name == kind);
        let Some(&(_, kind)) = known else {
            let near = nearest(kind, KINDS.iter().map(|(name, _)| *name));
            let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}:`?"));
            return Err(wrong(format!("there is no kind `{kind}`{near}")));
        };
        let (name, line) = match kind {
            Kind::Line | Kind::Place | Kind::Weight => rest
                .split_once(':')
                .ok_or_else(|| wrong("it does not say which line".to_owned()))?,
            _ => (rest, ""),
        };
        let (line, weights) = match kind {
            Kind::Weight => {
                let (line, range) = line
                    .rsplit_once('=')
                    .ok_or_else(|| wrong("it gives no range of weights".to_owned()))?;
                (line, weights(range).map_err(wrong)?)
            }
            _ => (line, Vec::new()),
        };
        Ok(Named {
            kind,
            name: name.trim().to_owned(),
            line: line.trim().to_owned(),
            weights,
        })
    }

    /// As it stands at the head of a column of results.
    #[must_use]
    pub fn column(&self) -> String {
        let kind = KINDS.iter().find(|(_, kind)| *kind == self.kind);
        let kind = kind.map_or("", |(name, _)| *name);
        if self.line.is_empty() {
            format!("{kind}:{}", self.name)
        } else {
            format!("{kind}:{}:{}", self.name, self.line)
        }
    }

    /// What it is in one account, if that has it.
    #[must_use]
    pub fn in_account(&self, conflict: &Conflict) -> Option<Factor> {
        let factor = match self.kind {
            Kind::Event => {
                let mut events = conflict.events.iter();
                Factor::Event(events.position(|event| event.name == self.name)?)
            }
            Kind::Rule => {
                let mut rules = (0_u16..).map(RuleId).zip(&conflict.rules);
                Factor::Rule(rules.find(|(_, rule)| rule.name == self.name)?.0)
            }
            Kind::Irreversible => Factor::Irreversible(self.option(conflict)?),
            Kind::Start => Factor::Start(self.option(conflict)?),
            Kind::Line | Kind::Place | Kind::Weight => {
                let actor = self.actor(conflict)?;
                let at = line(conflict, actor, &self.line)?;
                match self.kind {
                    Kind::Line => Factor::Line(actor, at),
                    Kind::Place => Factor::Place(actor, at),
                    _ => Factor::Weight {
                        actor,
                        at,
                        values: self.weights.clone(),
                    },
                }
            }
            Kind::Order => Factor::Order(self.actor(conflict)?),
        };
        factor.values(conflict).map(|_| factor)
    }

    fn actor(&self, conflict: &Conflict) -> Option<ActorId> {
        let mut actors = (0_u16..).map(ActorId).zip(&conflict.actors);
        Some(actors.find(|(_, actor)| actor.name == self.name)?.0)
    }

    fn option(&self, conflict: &Conflict) -> Option<OptionId> {
        let mut all = options(conflict);
        let is_meant = |option| option_name(conflict, option) == self.name;
        all.find(|(_, option)| is_meant(option) || option.name == self.name)
            .map(|(id, _)| id)
    }

    /// Why none of these accounts has it.
    #[must_use]
    pub fn missing(&self, conflicts: &[&Conflict]) -> String {
        let mut known: Vec<String> = Vec::new();
        for conflict in conflicts {
            match self.kind {
                Kind::Event => known.extend(conflict.events.iter().map(|e| e.name.clone())),
                Kind::Rule => known.extend(conflict.rules.iter().map(|r| r.name.clone())),
                Kind::Irreversible | Kind::Start => {
                    known.extend(options(conflict).map(|(_, o)| option_name(conflict, o)));
                }
                _ => known.extend(conflict.actors.iter().map(|a| a.name.clone())),
            }
        }
        known.sort();
        known.dedup();
        let column = self.column();
        if known.contains(&self.name) {
            return match self.kind {
                Kind::Irreversible => format!(
                    "--vary `{column}`: only an actor's option that can be taken up can become \
                     irreversible, and none whose moves are listed"
                ),
                Kind::Start => format!("--vary `{column}`: the model has no status quo"),
                Kind::Weight => format!(
                    "--vary `{column}`: {} has no such line with a weight",
                    self.name
                ),
                _ => format!("--vary `{column}`: {} has no such line", self.name),
            };
        }
        let what = match self.kind {
            Kind::Event => "event",
            Kind::Rule => "rule",
            Kind::Irreversible | Kind::Start => "option",
            _ => "actor",
        };
        let near = nearest(&self.name, known.iter().map(String::as_str));
        let near = match near {
            Some(near) => format!("; did you mean `{near}`?"),
            None if known.is_empty() => format!("; the model has no {what}s"),
            None => format!("; there are {}", report::answer::and_list(&known)),
        };
        format!(
            "--vary `{column}`: there is no {what} `{}`{near}",
            self.name
        )
    }
}

/// `LOW..HIGH` or `LOW..HIGH/STEP`.
fn weights(range: &str) -> Result<Vec<i64>, String> {
    let form = || format!("`{range}` is no range of whole numbers");
    let (bounds, step) = range.split_once('/').unwrap_or((range, "1"));
    let (low, high) = bounds.split_once("..").ok_or_else(form)?;
    let number = |text: &str| text.trim().parse::<i64>().map_err(|_| form());
    let (low, high, step) = (number(low)?, number(high)?, number(step)?);
    if low > high || step < 1 {
        return Err(format!("`{range}` is empty"));
    }
    if high
        .checked_sub(low)
        .is_none_or(|span| span / step >= MOST_WEIGHTS)
    {
        return Err(format!("`{range}` has more than 10,000 values"));
    }
    let mut all = Vec::new();
    let mut next = Some(low);
    while let Some(weight) = next.filter(|weight| *weight <= high) {
        all.push(weight);
        next = weight.checked_add(step);
    }
    Ok(all)
}

/// A line by its number from 1, its name or its words.
fn line(conflict: &Conflict, actor: ActorId, written: &str) -> Option<usize> {
    let kind = &conflict.preferences.get(actor.index())?.kind;
    if let Ok(number) = written.parse::<usize>() {
        return number.checked_sub(1);
    }
    match kind {
        PreferenceKind::Statements(lines) => lines
            .iter()
            .position(|line| line.name.as_deref() == Some(written) || line.text == written),
        PreferenceKind::Weights(lines) => lines.iter().position(|line| line.text == written),
        PreferenceKind::Ranking(_) | PreferenceKind::Indifferent => None,
    }
}

/// What varies unless the user says otherwise: every event, and every rule that binds in an account.
#[must_use]
pub fn usual(conflicts: &[&Conflict]) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    let named = |kind, name: &str| Named {
        kind,
        name: name.to_owned(),
        line: String::new(),
        weights: Vec::new(),
    };
    let events = conflicts.iter().flat_map(|conflict| &conflict.events);
    let events = events.map(|event| named(Kind::Event, &event.name));
    let rules = conflicts.iter().flat_map(|conflict| &conflict.rules);
    let rules = rules
        .filter(|rule| rule.strength == Strength::Binding)
        .map(|rule| named(Kind::Rule, &rule.name));
    for one in events.chain(rules) {
        if !found.contains(&one) {
            found.push(one);
        }
    }
    found
}

/// What a factor is, in words.
#[must_use]
pub fn in_words(conflict: &Conflict, factor: &Factor) -> String {
    let option = |id: &OptionId| {
        let option = conflict.options.get(id.index());
        option.map_or_else(String::new, |option| option_name(conflict, option))
    };
    let whose = |actor: &ActorId| actor_name(conflict, *actor);
    match factor {
        Factor::Event(at) => {
            let event = conflict.events.get(*at);
            format!("event {} happens", event.map_or("", |e| e.name.as_str()))
        }
        Factor::Rule(rule) => {
            let rule = conflict.rules.get(rule.index());
            format!("rule {} binds", rule.map_or("", |r| r.name.as_str()))
        }
        Factor::Irreversible(id) => format!("{} is irreversible", option(id)),
        Factor::Start(id) => format!("{} where it stands", option(id)),
        Factor::Line(actor, at) => format!("{}: “{}”", whose(actor), text(conflict, *actor, *at)),
        Factor::Place(actor, at) => format!(
            "{}: place of “{}”",
            whose(actor),
            text(conflict, *actor, *at)
        ),
        Factor::Order(actor) => format!("{}: order of its lines", whose(actor)),
        Factor::Weight { actor, at, .. } => format!(
            "{}: weight of “{}”",
            whose(actor),
            text(conflict, *actor, *at)
        ),
    }
}

/// The words of a line.
fn text(conflict: &Conflict, actor: ActorId, at: usize) -> String {
    let kind = conflict.preferences.get(actor.index()).map(|p| &p.kind);
    match kind {
        Some(PreferenceKind::Statements(lines)) => lines.get(at).map(|line| line.text.clone()),
        Some(PreferenceKind::Weights(lines)) => lines.get(at).map(|line| line.text.clone()),
        Some(PreferenceKind::Ranking(levels)) => {
            levels.get(at).map(|level| rank_level(conflict, level))
        }
        _ => None,
    }
    .unwrap_or_default()
}

/// A value of a factor.
#[must_use]
pub fn value(conflict: &Conflict, factor: &Factor, value: u64) -> String {
    let yes_no = || if value == 0 { "no" } else { "yes" }.to_owned();
    match factor {
        Factor::Event(_) | Factor::Rule(_) | Factor::Irreversible(_) => yes_no(),
        Factor::Start(id) => match conflict.options.get(id.index()) {
            Some(option) if !option.is_binary() => option
                .level_name(model::conflict::Level(
                    u8::try_from(value).unwrap_or(u8::MAX),
                ))
                .to_owned(),
            _ => yes_no(),
        },
        Factor::Line(..) => match value {
            0 => "kept",
            1 => "dropped",
            _ => "reversed",
        }
        .to_owned(),
        Factor::Place(..) => (value + 1).to_string(),
        Factor::Order(_) => {
            let numbers = factor.order(conflict, value).into_iter();
            let numbers: Vec<String> = numbers.map(|at| (at + 1).to_string()).collect();
            numbers.join(" ")
        }
        Factor::Weight { values, .. } => usize::try_from(value)
            .ok()
            .and_then(|value| values.get(value))
            .map_or_else(String::new, i64::to_string),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_comes_back_as_a_column() {
        for written in [
            "event:spill",
            "rule:binding veto",
            "irreversible:lead",
            "start:Upstream.dam",
            "line:US:2",
            "place:US:not widen",
            "order:Iran",
        ] {
            assert_eq!(
                Named::parse(written).expect("it is right").column(),
                written
            );
        }
        let weight = Named::parse("weight:US:a=b=-2..4/3").expect("it is right");
        assert_eq!(
            (weight.column().as_str(), weight.weights),
            ("weight:US:a=b", vec![-2, 1, 4])
        );
    }

    #[test]
    fn what_is_wrong_is_said_in_the_users_words() {
        for (written, why) in [
            ("veto", "what kind"),
            ("rulle:veto", "did you mean `rule:`?"),
            ("place:US", "which line"),
            ("weight:US:1", "no range"),
            ("weight:US:1=5..1", "is empty"),
            ("weight:US:1=0..9223372036854775807", "more than 10,000"),
            ("weight:US:1=a..b", "no range of whole numbers"),
        ] {
            let error = Named::parse(written).expect_err("it is wrong");
            assert!(error.contains(why), "{written}: {error}");
        }
    }
}
