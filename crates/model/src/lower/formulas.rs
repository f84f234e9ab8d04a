//! Formulas, assignments and patterns: from names to options, levels and states.

use syntax::ast::{self, Bound, Comparison, FormulaKind};
use syntax::diagnostic::{Diagnostic, Span};
use syntax::is_pattern;

use super::scope::{Scope, unknown};
use crate::codes;
use crate::conflict::{Level, NamedStateId, OptionDef, OptionId};
use crate::formula::{Formula, LevelSet};
use crate::names;
use crate::pattern::pattern_formula;
use crate::sink::Sink;

/// What a single name means where a state or a formula may stand.
pub(crate) enum Meaning {
    /// An option.
    Option(OptionId),
    /// A named state.
    State(NamedStateId),
    /// A pattern.
    Pattern(Vec<Option<Level>>),
}

impl Scope {
    /// What a single name means, or an error.
    pub(crate) fn meaning(&self, sink: &mut Sink, name: &ast::Name) -> Option<Meaning> {
        let options = self.options_named(&name.text);
        match (options, self.state_named(&name.text)) {
            ([only], None) => Some(Meaning::Option(*only)),
            ([], Some(state)) => Some(Meaning::State(state)),
            ([], None) if is_pattern(&name.text) => self.pattern(sink, name).map(Meaning::Pattern),
            ([], None) => {
                self.unknown_option(sink, name);
                None
            }
            (several, None) => {
                sink.push(self.ambiguous(name, several));
                None
            }
            (several, Some(_)) => {
                let options: Vec<String> = several.iter().map(|id| self.qualified(*id)).collect();
                let message = format!(
                    "`{}` can mean the state of this name or {}",
                    name.text,
                    names::listed(&options, 8)
                );
                sink.push(
                    Diagnostic::error(codes::AMBIGUOUS_NAME, name.span, message)
                        .hint("give the state another name, or write the option with its owner"),
                );
                None
            }
        }
    }

    /// The values of a pattern, none where it leaves an option open; or an error.
    pub(crate) fn pattern(&self, sink: &mut Sink, name: &ast::Name) -> Option<Vec<Option<Level>>> {
        if let Some(option) = self.options.iter().find(|option| !option.is_binary()) {
            let message = format!(
                "a pattern needs every option to be yes/no, but `{}` has levels",
                option.name
            );
            sink.push(
                Diagnostic::error(codes::PATTERN_WITH_LEVELS, name.span, message)
                    .label(option.span, "this option has levels")
                    .hint("name the state with `state`, or write a formula"),
            );
            return None;
        }
        let letters = name.text.chars();
        let pattern: Vec<Option<Level>> = letters
            .map(|letter| match letter {
                'Y' => Some(Level(1)),
                'N' => Some(Level(0)),
                _ => None,
            })
            .collect();
        if pattern.len() != self.options.len() {
            sink.push(self.wrong_length(name, pattern.len()));
            return None;
        }
        Some(pattern)
    }

    fn wrong_length(&self, name: &ast::Name, found: usize) -> Diagnostic {
        let message = format!(
            "the pattern `{}` has {found} signs, but there are {} options",
            name.text,
            self.options.len()
        );
        let wrong = Diagnostic::error(codes::PATTERN_LENGTH, name.span, message);
        let options: Vec<&str> = self
            .options
            .iter()
            .map(|option| option.name.as_str())
            .collect();
        if options.is_empty() {
            return wrong;
        }
        wrong.hint(format!(
            "one sign of Y, N or - for each of {}",
            names::listed(&options, 12)
        ))
    }

    /// A formula, or none with every error in it reported.
    pub(crate) fn formula(&self, sink: &mut Sink, formula: &ast::Formula) -> Option<Formula> {
        match &formula.kind {
            FormulaKind::Constant(value) => Some(Formula::Constant(*value)),
            FormulaKind::Atom(path) => self.atom(sink, path),
            FormulaKind::Compare {
                option,
                operator,
                level,
            } => self.comparison(sink, option, *operator, level),
            FormulaKind::Not(inner) => self.formula(sink, inner).map(Formula::negated),
            FormulaKind::And(parts) => self.formulas(sink, parts).map(Formula::And),
            FormulaKind::Or(parts) => self.formulas(sink, parts).map(Formula::Or),
            FormulaKind::If(left, right) => {
                let (left, right) = self.pair(sink, left, right)?;
                Some(Formula::Or(vec![left, right.negated()]))
            }
            FormulaKind::OnlyIf(left, right) => {
                let (left, right) = self.pair(sink, left, right)?;
                Some(Formula::Or(vec![right, left.negated()]))
            }
            FormulaKind::Unless(left, right) => {
                let (left, right) = self.pair(sink, left, right)?;
                Some(Formula::Or(vec![left, right]))
            }
            FormulaKind::Iff(left, right) => {
                let (left, right) = self.pair(sink, left, right)?;
                Some(Formula::Iff(Box::new(left), Box::new(right)))
            }
            FormulaKind::Count { bound, count, of } => self.count(sink, *bound, *count, of),
        }
    }

    /// All formulas, or none with every error in them reported.
    pub(crate) fn formulas(
        &self,
        sink: &mut Sink,
        formulas: &[ast::Formula],
    ) -> Option<Vec<Formula>> {
        // Collected first, so that an error in one does not hide the errors of the others.
        let resolved: Vec<Option<Formula>> = formulas
            .iter()
            .map(|part| self.formula(sink, part))
            .collect();
        resolved.into_iter().collect()
    }

    /// Two formulas, or none with every error in them reported.
    pub(crate) fn pair(
        &self,
        sink: &mut Sink,
        left: &ast::Formula,
        right: &ast::Formula,
    ) -> Option<(Formula, Formula)> {
        let left = self.formula(sink, left);
        let right = self.formula(sink, right);
        Some((left?, right?))
    }

    fn count(
        &self,
        sink: &mut Sink,
        bound: Bound,
        count: ast::Number,
        of: &[ast::Formula],
    ) -> Option<Formula> {
        let of = self.formulas(sink, of);
        let Ok(number) = u32::try_from(count.value) else {
            let message = "a number of formulas is not below zero";
            sink.push(Diagnostic::error(codes::BAD_COUNT, count.span, message));
            return None;
        };
        let (least, most) = match bound {
            Bound::AtLeast => (number, u32::MAX),
            Bound::AtMost => (0, number),
            Bound::Exactly => (number, number),
        };
        Some(Formula::Count {
            least,
            most,
            of: of?,
        })
    }

    fn atom(&self, sink: &mut Sink, path: &ast::Path) -> Option<Formula> {
        let option = match path.parts.as_slice() {
            [name] => match self.meaning(sink, name)? {
                Meaning::Option(option) => option,
                Meaning::State(state) => return Some(Formula::State(state)),
                Meaning::Pattern(pattern) => return Some(pattern_formula(&pattern)),
            },
            _ => self.option_at(sink, path)?,
        };
        let definition = self.option(option)?;
        if !definition.is_binary() {
            sink.push(level_needed(definition, path.span));
            return None;
        }
        Some(Formula::Option(option, LevelSet::one(Level(1))))
    }

    fn comparison(
        &self,
        sink: &mut Sink,
        path: &ast::Path,
        operator: Comparison,
        level: &ast::Name,
    ) -> Option<Formula> {
        let option = self.option_at(sink, path)?;
        let level = self.level(sink, option, level)?;
        let count = self.option(option)?.level_count();
        let fits = |other: u8| match operator {
            Comparison::Equal => other == level.0,
            Comparison::NotEqual => other != level.0,
            Comparison::Less => other < level.0,
            Comparison::LessOrEqual => other <= level.0,
            Comparison::Greater => other > level.0,
            Comparison::GreaterOrEqual => other >= level.0,
        };
        let set = (0..count).filter(|other| fits(*other));
        let set = set.fold(0, |set, other| set | LevelSet::one(Level(other)).0);
        Some(Formula::Option(option, LevelSet(set)))
    }

    /// The level of this name among an option's levels, or an error.
    pub(crate) fn level(
        &self,
        sink: &mut Sink,
        option: OptionId,
        level: &ast::Name,
    ) -> Option<Level> {
        let definition = self.option(option)?;
        if definition.is_binary() {
            let message = format!("`{}` is a yes/no option without levels", definition.name);
            sink.push(
                Diagnostic::error(codes::NO_LEVELS, level.span, message)
                    .label(definition.span, "declared here")
                    .hint(format!("write `{0}` or `not {0}`", definition.name)),
            );
            return None;
        }
        let wanted = names::key(&level.text);
        let found = definition
            .levels
            .iter()
            .position(|known| names::key(known) == wanted);
        if let Some(place) = found.and_then(|place| u8::try_from(place).ok()) {
            return Some(Level(place));
        }
        let what = format!("level of `{}` called", definition.name);
        unknown(
            sink,
            level,
            &what,
            definition.levels.iter().map(String::as_str),
        );
        None
    }

    /// The option that an assignment sets, and to what; or an error.
    pub(crate) fn assignment(
        &self,
        sink: &mut Sink,
        assignment: &ast::Assignment,
    ) -> Option<(OptionId, Level)> {
        let option = self.option_at(sink, &assignment.target)?;
        let definition = self.option(option)?;
        let level = match &assignment.value {
            ast::Value::Level(name) => return Some((option, self.level(sink, option, name)?)),
            ast::Value::Yes => Level(1),
            ast::Value::No => Level(0),
        };
        if !definition.is_binary() {
            sink.push(level_needed(definition, assignment.span));
            return None;
        }
        Some((option, level))
    }

    /// The assignments in order. An option that is set twice is reported.
    pub(crate) fn assignments(
        &self,
        sink: &mut Sink,
        entries: &[ast::Assignment],
    ) -> Vec<(OptionId, Level)> {
        let mut sets: Vec<(OptionId, Level)> = Vec::new();
        let mut places = std::collections::BTreeMap::new();
        for entry in entries {
            let Some((option, level)) = self.assignment(sink, entry) else {
                continue;
            };
            if let Some(first) = places.insert(option, entry.span) {
                let message = format!("`{}` is set twice", self.qualified(option));
                sink.push(
                    Diagnostic::error(codes::SET_TWICE, entry.span, message)
                        .label(first, "the first is here"),
                );
                continue;
            }
            sets.push((option, level));
        }
        sets
    }
}

/// The error for an option with levels that stands alone.
fn level_needed(option: &OptionDef, span: Span) -> Diagnostic {
    let message = format!("`{}` has levels: say which", option.name);
    let levels = names::listed(&option.levels, 12);
    let example = option.levels.last().map_or("", String::as_str);
    Diagnostic::error(codes::LEVEL_NEEDED, span, message)
        .label(option.span, format!("its levels are {levels}"))
        .hint(format!("for example `{} = {example}`", option.name))
}
