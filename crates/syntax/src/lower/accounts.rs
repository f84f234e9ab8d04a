//! Accounts, and which items stand inside and outside them.

use super::{Lower, sound};
use crate::ast::{Account, Item, PreferenceBody};
use crate::kind::{SyntaxKind as K, SyntaxNode};

impl Lower {
    /// An item outside all accounts.
    pub(super) fn item_outside(self, node: &SyntaxNode) -> Option<Item> {
        if node.kind() == K::Account {
            return self.account(node).map(Item::Account);
        }
        self.item(node).filter(|item| !is_revision(item))
    }

    fn account(self, node: &SyntaxNode) -> Option<Account> {
        let header = self.header(node)?;
        let mut names = self.names_in(&header).into_iter();
        Some(Account {
            name: names.next()?,
            label: self.text_in(&header),
            extends: names.next(),
            basis: self.basis(&header),
            items: node
                .children()
                .filter_map(|item| self.item_inside(&item))
                .collect(),
        })
    }

    fn item_inside(self, node: &SyntaxNode) -> Option<Item> {
        let line = sound(node.clone())?;
        match node.kind() {
            K::DropRule => self.drop_rule(&line).map(Item::DropRule),
            K::ReplaceRule => self.rule(&line).map(Item::ReplaceRule),
            K::WeakenRule => self.weaken_rule(&line).map(Item::WeakenRule),
            K::Title
            | K::AsOf
            | K::Include
            | K::Document
            | K::Origin
            | K::Office
            | K::Actor
            | K::State
            | K::Moves
            | K::Event
            | K::Account => None,
            _ => self.item(&line),
        }
    }
}

fn is_revision(item: &Item) -> bool {
    matches!(item, Item::Preference(preference) if matches!(preference.body, PreferenceBody::Revises(_)))
}
