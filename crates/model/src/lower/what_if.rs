//! Counterfactual questions: sets of changes made to every account.

use std::collections::BTreeMap;

use syntax::ast::{self, Item, PreferenceBody};
use syntax::diagnostic::{Diagnostic, Severity, Span};
use syntax::quote_name;

use super::draft::{Draft, Editor, Part};
use super::finish::Common;
use super::scope::{Table, declare};
use super::words;
use crate::codes;
use crate::conflict::{AccountInfo, Conflict, Level, OptionId, WhatIf};
use crate::limits;
use crate::sink::Sink;

/// A conflict that the questions are asked of: its draft, and which account it is.
pub(crate) type Asked = (Draft, Option<AccountInfo>);

/// All `what if` blocks in file order, each applied to every conflict that is analysed.
pub(crate) fn what_ifs(
    common: &Common<'_>,
    sink: &mut Sink,
    items: &[Item],
    events: &Table<usize>,
    asked: &[Asked],
) -> Vec<WhatIf> {
    let mut ids: Table<()> = Table::new();
    let mut declared: Vec<&ast::WhatIf> = Vec::new();
    for item in items {
        if let Item::WhatIf(written) = item
            && declare(sink, &mut ids, &written.name, "a `what if`", ())
        {
            declared.push(written);
        }
    }
    if too_large(sink, common, &declared, asked) {
        return Vec::new();
    }
    let asking = Asking {
        common,
        events,
        asked,
    };
    declared
        .into_iter()
        .map(|written| asking.answer(sink, written))
        .collect()
}

/// Whether all accounts with the changes of all questions would hold more than is allowed.
fn too_large(
    sink: &mut Sink,
    common: &Common<'_>,
    declared: &[&ast::WhatIf],
    asked: &[Asked],
) -> bool {
    let Some(last) = declared.last() else {
        return false;
    };
    let items: Vec<&[Item]> = declared.iter().map(|d| d.items.as_slice()).collect();
    exceeds(
        sink,
        common,
        ("`what if` blocks", last.name.span),
        &items,
        asked,
    )
}

/// Whether all conflicts with all these sets of changes would hold more than is allowed; says so.
pub(super) fn exceeds(
    sink: &mut Sink,
    common: &Common<'_>,
    (what, span): (&str, Span),
    declared: &[&[Item]],
    asked: &[Asked],
) -> bool {
    let shared = common.len() + common.events.len();
    let accounts: usize = asked
        .iter()
        .map(|(draft, _)| draft.len() + draft.notes.len() + shared)
        .sum();
    let changes: usize = declared
        .iter()
        .flat_map(|items| items.iter())
        .map(size)
        .sum();
    let parts = declared
        .len()
        .saturating_mul(accounts)
        .saturating_add(asked.len().saturating_mul(changes));
    let over = declared.len() > limits::WHAT_IFS || parts > limits::ACCOUNT_PARTS;
    if over {
        let message = format!(
            "{} {what} for {} accounts of {accounts} options, states, moves, rules and \
             statements altogether are too many",
            declared.len(),
            asked.len()
        );
        sink.push(
            Diagnostic::error(codes::TOO_LARGE, span, message)
                .hint("ask them in several files that include the rest"),
        );
    }
    over
}

/// Number of lines of an item, for the bound on all of them together.
fn size(item: &Item) -> usize {
    match item {
        Item::Preference(preference) => match &preference.body {
            PreferenceBody::Prefers(lines) => 1 + lines.len(),
            PreferenceBody::Weighs(lines) => 1 + lines.len(),
            PreferenceBody::Ranks(lines) => 1 + lines.len(),
            PreferenceBody::Revises(lines) => 1 + lines.len(),
            PreferenceBody::Adjusts(lines) => 1 + lines.len(),
        },
        _ => 1,
    }
}

/// Why a conflict has no place for a change: the errors that the change makes there.
pub(super) type Misfits = Vec<Diagnostic>;

/// The same changes made to every conflict.
pub(super) struct Changed {
    /// One entry a conflict; none where it has no place for them.
    pub(super) conflicts: Vec<Option<Conflict>>,
    /// Why, for each of those.
    pub(super) misfits: Vec<Misfits>,
}

pub(super) struct Asking<'a> {
    pub(super) common: &'a Common<'a>,
    pub(super) events: &'a Table<usize>,
    pub(super) asked: &'a [Asked],
}

impl Asking<'_> {
    fn answer(&self, sink: &mut Sink, written: &ast::WhatIf) -> WhatIf {
        let sets = self.sets(sink, written);
        let changed = self.changed(sink, &written.items, sets.as_ref());
        if changed.conflicts.iter().all(Option::is_none) {
            let what = (written.name.text.clone(), written.name.span);
            self.report_without_place(sink, codes::WHAT_IF_WITHOUT_PLACE, &what, &changed.misfits);
        }
        WhatIf {
            name: written.name.text.clone(),
            label: written.label.as_ref().map(|label| label.text.clone()),
            basis: self.common.scope.basis(sink, &written.basis),
            changes: words::changes(&written.items),
            conflicts: changed.conflicts,
            span: written.name.span,
        }
    }

    /// Every conflict with the changes made, and what is to be said of all of them.
    pub(super) fn changed(
        &self,
        sink: &mut Sink,
        items: &[Item],
        sets: Option<&(Vec<(OptionId, Level)>, Span)>,
    ) -> Changed {
        let mut remarks = Remarks::default();
        let mut misfits: Vec<Misfits> = Vec::new();
        let mut conflicts = Vec::with_capacity(self.asked.len());
        for asked in self.asked {
            match self.change(items, sets, asked) {
                Ok((conflict, warnings)) => {
                    remarks.add(warnings);
                    conflicts.push(Some(conflict));
                }
                Err(why) => {
                    misfits.push(why);
                    conflicts.push(None);
                }
            }
        }
        let suited = conflicts.iter().flatten().count();
        remarks
            .of_all(suited)
            .for_each(|warning| sink.push(warning));
        Changed { conflicts, misfits }
    }

    /// What all `set` lines of a question set together.
    fn sets(
        &self,
        sink: &mut Sink,
        written: &ast::WhatIf,
    ) -> Option<(Vec<(OptionId, Level)>, Span)> {
        let mut entries: Vec<ast::Assignment> = Vec::new();
        let mut place: Option<Span> = None;
        for item in &written.items {
            let Item::Set(set) = item else {
                continue;
            };
            place.get_or_insert(set.span);
            for entry in &set.entries {
                if !self.names_state(sink, entry) {
                    entries.push(entry.clone());
                }
            }
        }
        Some((self.common.scope.assignments(sink, &entries), place?))
    }

    /// Reports an entry that names a state; answers whether it does.
    fn names_state(&self, sink: &mut Sink, entry: &ast::Assignment) -> bool {
        let scope = self.common.scope;
        let [name] = entry.target.parts.as_slice() else {
            return false;
        };
        if !scope.options_named(&name.text).is_empty() || scope.state_named(&name.text).is_none() {
            return false;
        }
        let message = format!("`{}` is a state, and `set` takes options", name.text);
        sink.push(
            Diagnostic::error(codes::STATE_AMONG_OPTIONS, entry.span, message).hint(format!(
                "to stand in a state, write `status quo {}`",
                quote_name(&name.text)
            )),
        );
        true
    }

    /// One conflict with the changes made and what is to be said of them, or why it has no place
    /// for them.
    fn change(
        &self,
        items: &[Item],
        sets: Option<&(Vec<(OptionId, Level)>, Span)>,
        (draft, account): &Asked,
    ) -> Result<(Conflict, Vec<Diagnostic>), Misfits> {
        let mut sink = Sink::default();
        let mut draft = draft.clone();
        // A check is about the account as it stands.
        draft.checks.clear();
        draft.sets = sets.cloned();
        let mut editor = Editor::new(
            self.common.scope,
            self.events,
            &mut sink,
            &mut draft,
            Part::Account,
        );
        for item in items {
            editor.apply(item);
        }
        let conflict = self.common.finish(&mut sink, draft, account.clone());
        let failed = sink.has_errors();
        let messages = sink.finish();
        if failed {
            let errors = |d: &Diagnostic| d.severity == Severity::Error;
            Err(messages.into_iter().filter(errors).collect())
        } else {
            Ok((conflict, messages))
        }
    }

    /// Reports what is wrong with changes in every conflict, or else what is in each. `what` is what
    /// they are called, and where they begin.
    pub(super) fn report_without_place(
        &self,
        sink: &mut Sink,
        code: &'static str,
        (name, span): &(String, Span),
        misfits: &[Misfits],
    ) {
        let Some((first, others)) = misfits.split_first() else {
            return;
        };
        let everywhere = |error: &&Diagnostic| {
            let same = |d: &Diagnostic| (d.span, d.code) == (error.span, error.code);
            others.iter().all(|errors| errors.iter().any(same))
        };
        let mut common = first.iter().filter(everywhere).peekable();
        if common.peek().is_some() {
            common.for_each(|error| sink.push(error.clone()));
            return;
        }
        const SHOWN: usize = 4;
        let message = format!("`{name}` suits no account");
        let mut wrong = Diagnostic::error(code, *span, message);
        for ((_, account), errors) in self.asked.iter().zip(misfits).take(SHOWN) {
            if let (Some(account), Some(error)) = (account, errors.first()) {
                let text = format!("in `{}`: {}", account.name, error.message);
                wrong = wrong.label(error.span, text);
            }
        }
        let hint = match code {
            codes::WHAT_IF_WITHOUT_PLACE => {
                "ask the questions that suit different accounts one by one"
            }
            _ => "keep the changes that at least one account has a place for",
        };
        sink.push(wrong.hint(hint));
    }
}

/// Warnings, with the number of conflicts that each was given in.
#[derive(Default)]
struct Remarks(BTreeMap<(Span, &'static str, String), (usize, Option<Diagnostic>)>);

impl Remarks {
    fn add(&mut self, warnings: Vec<Diagnostic>) {
        for warning in warnings {
            let key = (warning.span, warning.code, warning.message.clone());
            let entry = self.0.entry(key).or_default();
            entry.0 += 1;
            entry.1 = Some(warning);
        }
    }

    /// Those that were given in all conflicts. What an account makes a remark necessary by itself
    /// is said of that account.
    fn of_all(self, conflicts: usize) -> impl Iterator<Item = Diagnostic> {
        let all = self.0.into_values();
        all.filter_map(move |(count, warning)| warning.filter(|_| count == conflicts))
    }
}
