//! Accounts: sets of changes to the base, each on its own or on top of another.

use syntax::ast::{self, Item};
use syntax::diagnostic::Diagnostic;

use super::draft::{Draft, Editor, Part};
use super::finish::Common;
use super::scope::{Table, declare, look_up};
use crate::codes;
use crate::conflict::{AccountInfo, Conflict};
use crate::limits;
use crate::sink::Sink;

/// All accounts in file order, each with the draft that it was made from.
pub(crate) fn accounts(
    common: &Common<'_>,
    sink: &mut Sink,
    items: &[Item],
    events: &Table<usize>,
    base: &Draft,
) -> (Vec<Conflict>, Vec<Draft>) {
    let mut ids: Table<usize> = Table::new();
    let mut declared: Vec<&ast::Account> = Vec::new();
    for item in items {
        let Item::Account(account) = item else {
            continue;
        };
        if account.name.text == "base" {
            let message = "`base` is the conflict without any account; give this one another name";
            sink.push(Diagnostic::error(
                codes::RESERVED_NAME,
                account.name.span,
                message,
            ));
        } else if declare(sink, &mut ids, &account.name, "an account", declared.len()) {
            declared.push(account);
        }
    }
    if too_large(sink, common, &declared, base) {
        return (Vec::new(), Vec::new());
    }
    let parents: Vec<Option<usize>> = declared
        .iter()
        .map(|account| {
            let name = account.extends.as_ref()?;
            look_up(sink, &ids, name, "account")
        })
        .collect();
    let mut drafts: Vec<Option<Draft>> = vec![None; declared.len()];
    for number in order(sink, &declared, &parents) {
        let Some(account) = declared.get(number) else {
            continue;
        };
        let parent = parents.get(number).copied().flatten();
        let parent = parent
            .and_then(|parent| drafts.get(parent))
            .and_then(Option::as_ref);
        let mut draft = parent.unwrap_or(base).clone();
        // A check is about the account that it stands in; only those of the base are for all.
        draft.checks.clone_from(&base.checks);
        let mut editor = Editor::new(common.scope, events, sink, &mut draft, Part::Account);
        for item in &account.items {
            editor.apply(item);
        }
        if let Some(slot) = drafts.get_mut(number) {
            *slot = Some(draft);
        }
    }
    let finished = declared.iter().zip(drafts).filter_map(|(account, draft)| {
        let info = AccountInfo {
            name: account.name.text.clone(),
            label: account.label.as_ref().map(|label| label.text.clone()),
            basis: common.scope.account_basis(sink, &account.basis),
            span: account.name.span,
        };
        let draft = draft?;
        Some((common.finish(sink, draft.clone(), Some(info)), draft))
    });
    finished.unzip()
}

/// Whether all accounts together would hold more than is allowed. Each holds its own copy of the
/// options, the states and their moves.
fn too_large(
    sink: &mut Sink,
    common: &Common<'_>,
    declared: &[&ast::Account],
    base: &Draft,
) -> bool {
    let shared = base.len() + common.len();
    let items: usize = declared.iter().map(|account| account.items.len()).sum();
    let parts = declared.len().saturating_mul(shared + items);
    let over = declared.len() > limits::ACCOUNTS || parts > limits::ACCOUNT_PARTS;
    if let (true, Some(account)) = (over, declared.last()) {
        let message = format!(
            "{} accounts of a conflict with {shared} options, states, moves, rules and statements \
             are too many",
            declared.len()
        );
        sink.push(Diagnostic::error(
            codes::TOO_LARGE,
            account.name.span,
            message,
        ));
    }
    over
}

/// The accounts, each after the one that it extends. Accounts that extend each other in a circle
/// are reported and left out.
fn order(sink: &mut Sink, declared: &[&ast::Account], parents: &[Option<usize>]) -> Vec<usize> {
    let mut order = Vec::new();
    let mut placed = vec![false; declared.len()];
    for start in 0..declared.len() {
        let mut chain = Vec::new();
        let mut next = Some(start);
        while let Some(number) = next {
            if placed.get(number).copied().unwrap_or(true) {
                break;
            }
            if let Some(circle) = chain.iter().position(|other| *other == number) {
                report_circle(sink, declared, chain.get(circle..).unwrap_or_default());
                break;
            }
            chain.push(number);
            next = parents.get(number).copied().flatten();
        }
        for number in chain.into_iter().rev() {
            if let Some(done) = placed.get_mut(number) {
                *done = true;
            }
            order.push(number);
        }
    }
    order
}

fn report_circle(sink: &mut Sink, declared: &[&ast::Account], circle: &[usize]) {
    let accounts: Vec<&&ast::Account> = circle
        .iter()
        .filter_map(|number| declared.get(*number))
        .collect();
    let mut names: Vec<&str> = accounts
        .iter()
        .map(|account| account.name.text.as_str())
        .collect();
    let Some(first) = accounts.first() else {
        return;
    };
    names.push(&first.name.text);
    let message = format!(
        "accounts extend each other in a circle: {}",
        names.join(" extends ")
    );
    let span = first
        .extends
        .as_ref()
        .map_or(first.name.span, |name| name.span);
    sink.push(Diagnostic::error(codes::ACCOUNT_CIRCLE, span, message));
}
