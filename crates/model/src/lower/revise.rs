//! Edits of a list of statements, inside accounts.

use syntax::ast::{self, FormulaKind, Position, Revision, StatementRef};
use syntax::diagnostic::Diagnostic;

use super::prefs::{DraftKind, DraftPreference, DraftStatement, report_repeated_names, statement};
use super::scope::Scope;
use crate::codes;
use crate::limits;
use crate::logic::canonical;
use crate::names;
use crate::sink::Sink;

/// Most comparisons of statements that the edits of one block may take.
const STEPS: usize = limits::OVERLAP_STEPS;

/// Applies the edits in order; each sees the list that the one before left.
pub(crate) fn revise(
    scope: &Scope,
    sink: &mut Sink,
    preference: &mut DraftPreference,
    actor: &ast::Name,
    revisions: &[Revision],
) {
    if matches!(preference.kind, DraftKind::Indifferent) {
        preference.kind = DraftKind::Statements(Vec::new());
        preference.span = Some(actor.span);
    }
    let DraftKind::Statements(list) = &mut preference.kind else {
        let message = format!("`{}` has no list of statements to revise", actor.text);
        sink.push(
            Diagnostic::error(codes::NOTHING_TO_REVISE, actor.span, message)
                .hint("only a `prefers` block can be revised; replace the whole block instead"),
        );
        return;
    };
    if revisions.len().saturating_mul(list.len() + revisions.len()) > STEPS {
        let message = "there are too many edits of too long a list";
        sink.push(
            Diagnostic::error(codes::TOO_LARGE, actor.span, message)
                .hint("replace the whole block instead"),
        );
        return;
    }
    let mut editor = Editor { scope, sink, list };
    for revision in revisions {
        editor.apply(revision);
    }
    report_repeated_names(sink, list);
}

struct Editor<'e> {
    scope: &'e Scope,
    sink: &'e mut Sink,
    list: &'e mut Vec<DraftStatement>,
}

impl Editor<'_> {
    /// Applies one edit; one that names nothing in the list is reported and changes nothing.
    fn apply(&mut self, revision: &Revision) -> Option<()> {
        match revision {
            Revision::Drop(which) => {
                let place = self.find(which)?;
                self.list.remove(place);
            }
            Revision::Add(written, position) => {
                let new = statement(self.scope, self.sink, written);
                let place = self.place(position);
                let (new, place) = (new?, place?);
                self.list.insert(place.min(self.list.len()), new);
            }
            Revision::Replace(which, written) => {
                let new = statement(self.scope, self.sink, written);
                let place = self.find(which)?;
                let mut new = new?;
                if let Some(old) = self.list.get_mut(place) {
                    new.statement.unordered_group = old.statement.unordered_group;
                    if new.statement.name.is_none() {
                        new.statement.name = old.statement.name.take();
                    }
                    *old = new;
                }
            }
            Revision::Move(which, position) => {
                let from = self.find(which)?;
                let mut moved = self.list.remove(from);
                match self.place(position) {
                    Some(place) => {
                        moved.statement.unordered_group = None;
                        self.list.insert(place.min(self.list.len()), moved);
                    }
                    None => self.list.insert(from, moved),
                }
            }
        }
        Some(())
    }

    fn place(&mut self, position: &Position) -> Option<usize> {
        match position {
            Position::First => Some(0),
            Position::Last => Some(self.list.len()),
            Position::Before(which) => self.find(which),
            Position::After(which) => self.find(which).map(|place| place + 1),
        }
    }

    /// Where a statement of this name, or else with this formula, stands in the list.
    fn find(&mut self, which: &StatementRef) -> Option<usize> {
        if let Some(place) = self.find_name(which) {
            return Some(place);
        }
        let formula = self.scope.formula(self.sink, &which.formula)?;
        let wanted = canonical(&formula, &self.scope.options);
        let found = self.list.iter().position(|entry| entry.canonical == wanted);
        if found.is_none() {
            self.report_missing(which);
        }
        found
    }

    fn find_name(&self, which: &StatementRef) -> Option<usize> {
        let FormulaKind::Atom(path) = &which.formula.kind else {
            return None;
        };
        let [name] = path.parts.as_slice() else {
            return None;
        };
        let wanted = names::key(&name.text);
        let named = |entry: &DraftStatement| {
            let own = entry.statement.name.as_deref();
            own.is_some_and(|own| names::key(own) == wanted)
        };
        self.list.iter().position(named)
    }

    fn report_missing(&mut self, which: &StatementRef) {
        let message = format!(
            "there is no statement `{}` in the list here",
            syntax::print_formula(&which.formula)
        );
        let texts: Vec<&str> = self
            .list
            .iter()
            .map(|entry| entry.statement.text.as_str())
            .collect();
        let list = if texts.is_empty() {
            "the list is empty".to_owned()
        } else {
            format!("the list is {}", names::listed(&texts, 8))
        };
        let code = codes::NO_SUCH_STATEMENT;
        self.sink
            .push(Diagnostic::error(code, which.formula.span, message).hint(list));
    }
}
