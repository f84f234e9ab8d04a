//! From a [`Case`] to a readable `.conflict` file.

use std::fmt::{self, Write};

use syntax::ast::AdjustmentKind;
use syntax::{quote_name, quote_text};

use crate::conflict::{
    ActorId, Attitude, Case, Conflict, Direction, Level, ListedState, MergedState, NamedStateId,
    OptionDef, OptionId, Preference, PreferenceKind, RankLevel, Rule, RuleBody, Start, Statement,
    States, Strength, View,
};
use crate::formula::{Formula, LevelSet};
use crate::pattern::letter;
use crate::print::{formula_text, option_name, state_name};

/// Writes the base of a case as a `.conflict` file that loads to the same actors, options, states,
/// moves, rules, preferences, attitudes and status quo, with the rankings and attitudes that actors
/// see in another way. Meant for what [`super::from_json`] reads: documents and everything else of
/// the evidence, bases, events, outcomes, checks, accounts, `what if` blocks and other changes of
/// what actors see are left out, for the form has none of them. Where the options of an actor do not
/// stand together they are brought together, and patterns follow. The layout is the canonical one.
/// Linear in the case.
#[must_use]
pub fn to_conflict_text(case: &Case) -> String {
    let conflict = &case.base;
    let mut text = String::new();
    let mut order: Vec<OptionId> = (0_u16..)
        .map(OptionId)
        .take(conflict.options.len())
        .collect();
    let owner = |id: &OptionId| {
        conflict
            .options
            .get(id.index())
            .and_then(|option| option.owner)
    };
    order.sort_by_key(|id| (owner(id).is_none(), owner(id)));
    let mut writer = Writer {
        conflict,
        order,
        out: &mut text,
    };
    // Writing to a `String` cannot fail.
    let _ = writer.conflict();
    for view in &case.views {
        let _ = writer.view(view);
    }
    syntax::format(&text).unwrap_or(text)
}

struct Writer<'w> {
    conflict: &'w Conflict,
    /// The options in the order in which the file has them.
    order: Vec<OptionId>,
    out: &'w mut String,
}

impl Writer<'_> {
    fn conflict(&mut self) -> fmt::Result {
        let conflict = self.conflict;
        if let Some(title) = &conflict.title {
            writeln!(self.out, "conflict {}", quote_text(title))?;
        }
        for note in &conflict.notes {
            writeln!(self.out, "note {}", quote_text(note))?;
        }
        writeln!(self.out)?;
        self.actors()?;
        writeln!(self.out)?;
        match &conflict.states {
            States::FromOptions { merged } => {
                merged
                    .iter()
                    .try_for_each(|state| self.merged_state(state))?;
            }
            States::Listed { states, moves } => {
                states
                    .iter()
                    .try_for_each(|state| self.listed_state(state))?;
                if let Some(moves) = moves {
                    self.moves(moves)?;
                }
            }
        }
        conflict.rules.iter().try_for_each(|rule| self.rule(rule))?;
        self.status_quo()?;
        for (actor, preference) in conflict.actors.iter().zip(&conflict.preferences) {
            self.preference(&quote_name(&actor.name), preference)?;
        }
        let mut all = conflict.attitudes.iter();
        all.try_for_each(|one| self.attitude(one))
    }

    fn attitude(&mut self, one: &Attitude) -> fmt::Result {
        let (actor, towards) = (self.actor(one.actor), self.actor(one.towards));
        writeln!(self.out, "{actor} {} {towards}", one.kind.verb())
    }

    /// What an actor sees in another way: rankings and attitudes.
    fn view(&mut self, view: &View) -> fmt::Result {
        let conflict = self.conflict;
        let Some(seen) = view.conflicts.iter().flatten().next() else {
            return Ok(());
        };
        let label = label(view.label.as_deref());
        writeln!(self.out, "\n{} sees{label}", self.actor(view.actor))?;
        let pairs = conflict.preferences.iter().zip(&seen.preferences);
        for (actor, (before, after)) in conflict.actors.iter().zip(pairs) {
            if before.kind != after.kind {
                self.preference(&quote_name(&actor.name), after)?;
            }
        }
        for one in &seen.attitudes {
            if !conflict.attitudes.contains(one) {
                self.attitude(one)?;
            }
        }
        writeln!(self.out, "end")
    }

    fn actors(&mut self) -> fmt::Result {
        let conflict = self.conflict;
        for (id, actor) in (0_u16..).map(ActorId).zip(&conflict.actors) {
            let label = label(actor.label.as_deref());
            writeln!(self.out, "actor {}{label}", quote_name(&actor.name))?;
            self.options(Some(id))?;
        }
        if conflict.options.iter().any(|option| option.owner.is_none()) {
            writeln!(self.out, "nature")?;
            self.options(None)?;
        }
        Ok(())
    }

    fn options(&mut self, owner: Option<ActorId>) -> fmt::Result {
        let own = self
            .conflict
            .options
            .iter()
            .filter(|option| option.owner == owner);
        for option in own {
            writeln!(self.out, "  {}", option_line(option))?;
        }
        Ok(())
    }

    fn merged_state(&mut self, state: &MergedState) -> fmt::Result {
        let name = quote_name(&state.name);
        let label = label(state.label.as_deref());
        let formula = formula_text(self.conflict, &state.formula);
        writeln!(self.out, "state {name}{label} merges {formula}")
    }

    fn listed_state(&mut self, state: &ListedState) -> fmt::Result {
        let label = label(state.label.as_deref());
        write!(self.out, "state {}{label}", quote_name(&state.name))?;
        if state.pattern.iter().any(Option::is_some) {
            write!(self.out, " is {}", self.pattern(&state.pattern))?;
        }
        writeln!(self.out)
    }

    /// A pattern, in the order in which the file has the options.
    fn pattern(&self, values: &[Option<Level>]) -> String {
        let values = self
            .order
            .iter()
            .map(|id| values.get(id.index()).copied().flatten());
        values.map(letter).collect()
    }

    fn moves(&mut self, moves: &[Vec<(NamedStateId, NamedStateId)>]) -> fmt::Result {
        let nobody_moves = moves.iter().all(Vec::is_empty);
        for (actor, arcs) in self.conflict.actors.iter().zip(moves) {
            // A block without arcs says that moves are typed; one is enough.
            if arcs.is_empty() && !nobody_moves {
                continue;
            }
            writeln!(self.out, "\n{} moves", quote_name(&actor.name))?;
            for same_source in arcs.chunk_by(|(a, _), (b, _)| a == b) {
                let targets: Vec<String> = same_source
                    .iter()
                    .map(|(_, to)| state_name(self.conflict, *to))
                    .collect();
                if let Some((from, _)) = same_source.first() {
                    let from = state_name(self.conflict, *from);
                    writeln!(self.out, "  {from} -> {}", targets.join(", "))?;
                }
            }
        }
        writeln!(self.out)
    }

    /// A formula; a pattern where it is one.
    fn formula(&self, formula: &Formula) -> String {
        self.as_pattern(formula)
            .unwrap_or_else(|| formula_text(self.conflict, formula))
    }

    /// The formula as a pattern, where it gives values to two or more yes/no options.
    fn as_pattern(&self, formula: &Formula) -> Option<String> {
        let Formula::And(parts) = formula else {
            return None;
        };
        if !self.conflict.options.iter().all(OptionDef::is_binary) {
            return None;
        }
        let mut values = vec![None; self.conflict.options.len()];
        for part in parts {
            let (option, level) = literal(part)?;
            let value = values.get_mut(option.index())?;
            if value.replace(level).is_some() {
                return None;
            }
        }
        Some(self.pattern(&values))
    }

    fn rule(&mut self, rule: &Rule) -> fmt::Result {
        let strength = match rule.strength {
            Strength::Binding => "",
            Strength::Costly => "costly ",
            Strength::Advisory => "advisory ",
        };
        let body = self.rule_body(&rule.body);
        writeln!(self.out, "{strength}rule {} {body}", quote_name(&rule.name))
    }

    fn rule_body(&self, body: &RuleBody) -> String {
        match body {
            RuleBody::Constraint(Formula::Not(inner)) => format!("never {}", self.formula(inner)),
            RuleBody::Constraint(formula) => format!("always {}", self.formula(formula)),
            RuleBody::Consequence { trigger, sets } => {
                let sets: Vec<String> =
                    sets.iter().map(|(o, level)| self.set(*o, *level)).collect();
                format!("when {} then {}", self.formula(trigger), sets.join(", "))
            }
            RuleBody::Consent { what, of, by } => format!(
                "{} needs consent of {} by {}",
                self.formula(what),
                self.actor(*of),
                self.formula(by)
            ),
            RuleBody::NoMove { from, to, by } => {
                let by = by.as_ref().map_or_else(String::new, |actors| {
                    let names: Vec<String> = actors.iter().map(|id| self.actor(*id)).collect();
                    format!(" by {}", names.join(", "))
                });
                format!(
                    "no move from {} to {}{by}",
                    self.formula(from),
                    self.formula(to)
                )
            }
        }
    }

    fn actor(&self, id: ActorId) -> String {
        let actor = self.conflict.actors.get(id.index());
        actor.map_or_else(String::new, |actor| quote_name(&actor.name))
    }

    fn set(&self, option: OptionId, level: Level) -> String {
        let name = option_name(self.conflict, option);
        match self.conflict.options.get(option.index()) {
            Some(definition) if !definition.is_binary() => {
                format!("{name} = {}", quote_name(definition.level_name(level)))
            }
            _ if level == Level(0) => format!("not {name}"),
            _ => name,
        }
    }

    fn status_quo(&mut self) -> fmt::Result {
        let start = match &self.conflict.status_quo {
            Start::Unknown => {
                return writeln!(
                    self.out,
                    "\n# The source does not say what the status quo is."
                );
            }
            Start::Named(state) => state_name(self.conflict, *state),
            Start::Options(values) => {
                let raised = (0_u16..)
                    .map(OptionId)
                    .zip(values)
                    .filter(|(_, l)| **l > Level(0));
                let sets: Vec<String> = raised.map(|(o, level)| self.set(o, *level)).collect();
                if sets.is_empty() {
                    "none".to_owned()
                } else {
                    sets.join(", ")
                }
            }
        };
        writeln!(self.out, "\nstatus quo {start}")
    }

    fn preference(&mut self, actor: &str, preference: &Preference) -> fmt::Result {
        match &preference.kind {
            PreferenceKind::Indifferent => {}
            PreferenceKind::Ranking(levels) => {
                writeln!(self.out, "\n{actor} ranks")?;
                levels.iter().try_for_each(|level| self.rank_level(level))?;
            }
            PreferenceKind::Weights(weights) => {
                writeln!(self.out, "\n{actor} weighs")?;
                for weight in weights {
                    let formula = formula_text(self.conflict, &weight.formula);
                    writeln!(self.out, "  {} for {formula}", weight.weight)?;
                }
            }
            PreferenceKind::Statements(list) => {
                writeln!(self.out, "\n{actor} prefers")?;
                self.statements(list)?;
            }
        }
        self.edits(actor, preference)
    }

    fn rank_level(&mut self, level: &RankLevel) -> fmt::Result {
        let states: Vec<String> = level.select.iter().map(|f| self.formula(f)).collect();
        match (level.rest, states.as_slice()) {
            (true, _) => writeln!(self.out, "  rest")?,
            (false, [only]) => writeln!(self.out, "  {only}")?,
            (false, several) if level.unordered => {
                writeln!(self.out, "  {{{}}}", several.join(", "))?;
            }
            (false, several) => writeln!(self.out, "  [{}]", several.join(", "))?,
        }
        if level.gap_below {
            writeln!(self.out, "  gap")?;
        }
        Ok(())
    }

    fn statements(&mut self, list: &[Statement]) -> fmt::Result {
        let own: Vec<&Statement> = list
            .iter()
            .filter(|entry| entry.from_rule.is_none())
            .collect();
        let grouped = |a: &&Statement, b: &&Statement| {
            a.unordered_group.is_some() && a.unordered_group == b.unordered_group
        };
        for group in own.chunk_by(grouped) {
            let texts: Vec<String> = group.iter().map(|entry| self.statement(entry)).collect();
            match texts.as_slice() {
                [only] => writeln!(self.out, "  {only}")?,
                several => writeln!(self.out, "  {{{}}}", several.join(", "))?,
            }
        }
        Ok(())
    }

    fn statement(&self, statement: &Statement) -> String {
        let name = statement.name.as_ref();
        let name = name.map_or_else(String::new, |name| format!("{}: ", quote_name(name)));
        let strongly = if statement.strongly { "strongly " } else { "" };
        format!(
            "{name}{strongly}{}",
            formula_text(self.conflict, &statement.formula)
        )
    }

    fn edits(&mut self, actor: &str, preference: &Preference) -> fmt::Result {
        if !preference.adjustments.is_empty() {
            writeln!(self.out, "\n{actor} adjusts")?;
        }
        for edit in &preference.adjustments {
            let relation = match edit.kind {
                AdjustmentKind::Above => "above",
                AdjustmentKind::Below => "below",
                AdjustmentKind::LevelWith => "level with",
            };
            let (states, reference) = (self.formula(&edit.states), self.formula(&edit.reference));
            writeln!(self.out, "  put {states} {relation} {reference}")?;
        }
        for pair in &preference.unknown {
            let (left, right) = (self.formula(&pair.left), self.formula(&pair.right));
            writeln!(self.out, "{actor} cannot compare {left} with {right}")?;
        }
        Ok(())
    }
}

/// The option and its value, where the formula is no more than that.
fn literal(formula: &Formula) -> Option<(OptionId, Level)> {
    let yes = LevelSet::one(Level(1));
    match formula {
        Formula::Option(option, set) if *set == yes => Some((*option, Level(1))),
        Formula::Not(inner) => match inner.as_ref() {
            Formula::Option(option, set) if *set == yes => Some((*option, Level(0))),
            _ => None,
        },
        _ => None,
    }
}

fn label(label: Option<&str>) -> String {
    label.map_or_else(String::new, |label| format!(" {}", quote_text(label)))
}

fn option_line(option: &OptionDef) -> String {
    let mut line = format!(
        "option {}{}",
        quote_name(&option.name),
        label(option.label.as_deref())
    );
    if !option.levels.is_empty() {
        let levels: Vec<String> = option
            .levels
            .iter()
            .map(|level| quote_name(level))
            .collect();
        line.push_str(&format!(" levels {}", levels.join(", ")));
    }
    line.push_str(match option.direction {
        Direction::Both => "",
        Direction::Up => " irreversible",
        Direction::Down => " irreversible once dropped",
        Direction::Fixed => " fixed",
    });
    line
}
