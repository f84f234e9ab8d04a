//! Parts of a model in the user's words, in one layout whatever the layout of the file.

use syntax::ast::{
    self, AdjustmentKind, CheckBody, FormulaKind, Item, Position, PreferenceBody, PreferenceLine,
    RankLine, Revision, RuleBody, StateRef, Strength, Value,
};
use syntax::{print_formula, quote_name};

use super::game_words;

fn path(path: &ast::Path) -> String {
    let parts: Vec<String> = path
        .parts
        .iter()
        .map(|name| quote_name(&name.text))
        .collect();
    parts.join(".")
}

pub(crate) fn paths(paths: &[ast::Path]) -> String {
    paths.iter().map(path).collect::<Vec<_>>().join(", ")
}

pub(crate) fn names(names: &[ast::Name]) -> String {
    let names: Vec<String> = names.iter().map(|name| quote_name(&name.text)).collect();
    names.join(", ")
}

pub(crate) fn assignment(assignment: &ast::Assignment) -> String {
    let target = path(&assignment.target);
    match &assignment.value {
        Value::Yes => target,
        Value::No => format!("not {target}"),
        Value::Level(level) => format!("{target} = {}", quote_name(&level.text)),
    }
}

/// `lead forbidden while veto`
pub(crate) fn rule_body(body: &RuleBody) -> String {
    let f = print_formula;
    let by = |actors: &[ast::Name]| match actors {
        [] => String::new(),
        some => format!(" by {}", names(some)),
    };
    match body {
        RuleBody::Forbidden { what, while_ } => {
            format!("{} forbidden while {}", f(what), f(while_))
        }
        RuleBody::Requires { what, needs } => format!("{} requires {}", f(what), f(needs)),
        RuleBody::Always(formula) if matches!(formula.kind, FormulaKind::Count { .. }) => {
            f(formula)
        }
        RuleBody::Always(formula) => format!("always {}", f(formula)),
        RuleBody::Never(formula) => format!("never {}", f(formula)),
        RuleBody::StopWithout { options, without } => {
            format!("{} stop without {}", paths(options), f(without))
        }
        RuleBody::Ends { when, options } => format!("{} ends {}", f(when), paths(options)),
        RuleBody::WhenThen { when, then } => {
            let then: Vec<String> = then.iter().map(assignment).collect();
            format!("when {} then {}", f(when), then.join(", "))
        }
        RuleBody::Consent { what, of, by } => {
            format!(
                "{} needs consent of {} by {}",
                f(what),
                quote_name(&of.text),
                f(by)
            )
        }
        RuleBody::NoMove {
            from,
            to,
            by: actors,
        } => {
            format!("no move from {} to {}{}", f(from), f(to), by(actors))
        }
        RuleBody::OneWay {
            from,
            to,
            by: actors,
        } => {
            format!("one way from {} to {}{}", f(from), f(to), by(actors))
        }
    }
}

fn relation(kind: AdjustmentKind) -> &'static str {
    match kind {
        AdjustmentKind::Above => "above",
        AdjustmentKind::Below => "below",
        AdjustmentKind::LevelWith => "level with",
    }
}

/// `put widen below not veto`
pub(crate) fn adjustment(written: &ast::Adjustment) -> String {
    format!(
        "put {} {} {}",
        print_formula(&written.states),
        relation(written.kind),
        print_formula(&written.reference)
    )
}

fn state(state: &StateRef) -> String {
    match state {
        StateRef::StatusQuo(_) => "status quo".to_owned(),
        StateRef::Observed(_) => "observed".to_owned(),
        StateRef::Formula(formula) => print_formula(formula),
    }
}

/// `status quo is equilibrium under nash, seq`
pub(crate) fn check(body: &CheckBody) -> String {
    let not = |negated: bool| if negated { "not " } else { "" };
    match body {
        CheckBody::Equilibrium {
            state: s,
            negated,
            under,
        } => {
            format!(
                "{} is {}equilibrium under {}",
                state(s),
                not(*negated),
                names(under)
            )
        }
        CheckBody::Stable {
            state: s,
            negated,
            actors,
            under,
        } => format!(
            "{} is {}stable for {} under {}",
            state(s),
            not(*negated),
            names(actors),
            names(under)
        ),
        CheckBody::Equilibria { under, states } => {
            let states: Vec<String> = states.iter().map(state).collect();
            let states = if states.is_empty() {
                "none".to_owned()
            } else {
                states.join(", ")
            };
            format!("equilibria under {} are {states}", names(under))
        }
        CheckBody::Reachable {
            state: s,
            negated,
            by_improvements,
        } => {
            let how = if *by_improvements {
                " by improvements"
            } else {
                ""
            };
            format!("{} is {}reachable{how}", state(s), not(*negated))
        }
        CheckBody::PlayEnds {
            some,
            formula,
            probability,
            values,
        } => game_words::play_ends(*some, formula, probability.as_ref(), values),
        CheckBody::Always {
            negated,
            formula,
            under,
            any_improvement,
        } => {
            let how = if *any_improvement {
                " by any improvement"
            } else {
                ""
            };
            let formula = print_formula(formula);
            format!(
                "{}always {formula} under {}{how}",
                not(*negated),
                names(under)
            )
        }
        CheckBody::StateCount(count) => format!("{} states", count.value),
    }
}

fn statement(written: &ast::Statement) -> String {
    let name = written.name.as_ref();
    let name = name.map_or_else(String::new, |name| format!("{}: ", quote_name(&name.text)));
    let strongly = if written.strongly { "strongly " } else { "" };
    format!("{name}{strongly}{}", print_formula(&written.formula))
}

fn listed<T>(entries: &[T], between: &str, text: impl Fn(&T) -> String) -> String {
    entries.iter().map(text).collect::<Vec<_>>().join(between)
}

fn preference_line(line: &PreferenceLine) -> String {
    match line {
        PreferenceLine::Statement(written) => statement(written),
        PreferenceLine::Unordered(several) => format!("{{{}}}", listed(several, ", ", statement)),
    }
}

fn rank_line(line: &RankLine) -> String {
    match line {
        RankLine::Level { states, .. } => match states.as_slice() {
            [only] => print_formula(only),
            several => format!("[{}]", listed(several, ", ", print_formula)),
        },
        RankLine::Unordered { states, .. } => {
            format!("{{{}}}", listed(states, ", ", print_formula))
        }
        RankLine::Gap(_) => "gap".to_owned(),
        RankLine::Rest(_) => "rest".to_owned(),
    }
}

fn position(position: &Position) -> String {
    match position {
        Position::First => "first".to_owned(),
        Position::Last => "last".to_owned(),
        Position::Before(which) => format!("before {}", print_formula(&which.formula)),
        Position::After(which) => format!("after {}", print_formula(&which.formula)),
    }
}

fn revision(revision: &Revision) -> String {
    match revision {
        Revision::Drop(which) => format!("drop {}", print_formula(&which.formula)),
        Revision::Add(new, place) => format!("add {} {}", statement(new), position(place)),
        Revision::Replace(which, new) => {
            let old = print_formula(&which.formula);
            format!("replace {old} with {}", statement(new))
        }
        Revision::Move(which, place) => {
            format!("move {} {}", print_formula(&which.formula), position(place))
        }
    }
}

/// A block of preferences as one change, edits of a list or an order as one each.
fn preference(written: &ast::Preference) -> Vec<String> {
    let actor = quote_name(&written.actor.text);
    match &written.body {
        PreferenceBody::Prefers(lines) => {
            vec![format!(
                "{actor} prefers {}",
                listed(lines, "; ", preference_line)
            )]
        }
        PreferenceBody::Weighs(lines) => {
            let weight = |line: &ast::Weight| {
                format!("{} for {}", line.weight.value, print_formula(&line.formula))
            };
            vec![format!("{actor} weighs {}", listed(lines, "; ", weight))]
        }
        PreferenceBody::Ranks(lines) => {
            vec![format!("{actor} ranks {}", listed(lines, "; ", rank_line))]
        }
        PreferenceBody::Revises(edits) => {
            let edit = |edit: &Revision| format!("{actor} revises: {}", revision(edit));
            edits.iter().map(edit).collect()
        }
        PreferenceBody::Adjusts(edits) => {
            let edit = |edit: &ast::Adjustment| format!("{actor} adjusts: {}", adjustment(edit));
            edits.iter().map(edit).collect()
        }
    }
}

fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Binding => "binding",
        Strength::Costly => "costly",
        Strength::Advisory => "advisory",
    }
}

fn rule(written: &ast::Rule) -> String {
    let firmness = match written.strength {
        Strength::Binding => String::new(),
        weaker => format!("{} ", strength(weaker)),
    };
    let name = quote_name(&written.name.text);
    format!("{firmness}rule {name} {}", rule_body(&written.body))
}

/// The changes of a `what if` in the user's words, each as one line of the language would say it:
/// `set not enable`, `drop rule supply`.
pub(crate) fn changes(items: &[Item]) -> Vec<String> {
    items.iter().flat_map(change).collect()
}

fn change(item: &Item) -> Vec<String> {
    let one = match item {
        Item::Preference(written) => return preference(written),
        Item::Set(written) => format!("set {}", listed(&written.entries, ", ", assignment)),
        Item::StatusQuo(written) if written.entries.is_empty() => "status quo none".to_owned(),
        Item::StatusQuo(written) => {
            format!("status quo {}", listed(&written.entries, ", ", assignment))
        }
        Item::EventState(written) => {
            let name = quote_name(&written.name.text);
            let what = if written.happened {
                "happened"
            } else {
                "did not happen"
            };
            format!("event {name} {what}")
        }
        Item::Rule(written) => rule(written),
        Item::DropRule(name) => format!("drop rule {}", quote_name(&name.text)),
        Item::ReplaceRule(written) => format!("replace {}", rule(written)),
        Item::WeakenRule(written) => format!(
            "weaken rule {} to {}",
            quote_name(&written.name.text),
            strength(written.strength)
        ),
        Item::CannotCompare(written) => format!(
            "{} cannot compare {} with {}",
            quote_name(&written.actor.text),
            print_formula(&written.left),
            print_formula(&written.right)
        ),
        Item::Attitude(written) => format!(
            "{} {} {}",
            quote_name(&written.actor.text),
            written.kind.verb(),
            names(&written.towards)
        ),
        Item::Parameter(written) => game_words::parameter(written),
        Item::Utility(written) => game_words::utility(written),
        Item::Observes(written) => game_words::observes(written),
        Item::Play(written) => game_words::play(written),
        // Nothing else changes a conflict here.
        _ => return Vec::new(),
    };
    vec![one]
}
