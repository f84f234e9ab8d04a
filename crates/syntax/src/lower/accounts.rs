//! Accounts, `what if` blocks and views, and which items stand inside and outside them.

use super::{Lower, sound};
use crate::ast::{Account, Item, PreferenceBody, View, WhatIf};
use crate::kind::{SyntaxKind as K, SyntaxNode};

impl Lower {
    /// An item outside all accounts.
    pub(super) fn item_outside(self, node: &SyntaxNode) -> Option<Item> {
        match node.kind() {
            K::Account => self.account(node).map(Item::Account),
            K::WhatIf => self.what_if(node).map(Item::WhatIf),
            K::View => self.view(node).map(Item::View),
            _ => self.item(node).filter(|item| !is_revision(item)),
        }
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

    fn what_if(self, node: &SyntaxNode) -> Option<WhatIf> {
        let header = self.header(node)?;
        Some(WhatIf {
            name: self.name_in(&header)?,
            label: self.text_in(&header),
            basis: self.basis(&header),
            items: node
                .children()
                .filter_map(|item| self.item_in_what_if(&item))
                .collect(),
        })
    }

    fn view(self, node: &SyntaxNode) -> Option<View> {
        let header = self.header(node)?;
        let inside = node.children().filter_map(|item| match item.kind() {
            K::Observed | K::Outcome | K::Check => None,
            _ => self.item_inside(&item),
        });
        Some(View {
            actor: self.name_in(&header)?,
            label: self.text_in(&header),
            basis: self.basis(&header),
            items: inside.collect(),
        })
    }

    fn item_in_what_if(self, node: &SyntaxNode) -> Option<Item> {
        match node.kind() {
            K::Set => {
                let line = sound(node.clone())?;
                Some(Item::Set(self.starting_point(&line)))
            }
            K::Observed | K::Outcome | K::Check => None,
            _ => self.item_inside(node),
        }
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
            | K::Claim
            | K::Shared
            | K::Actor
            | K::State
            | K::Moves
            | K::Event
            | K::Account
            | K::WhatIf
            | K::View => None,
            _ => self.item(&line),
        }
    }
}

fn is_revision(item: &Item) -> bool {
    matches!(item, Item::Preference(preference) if matches!(preference.body, PreferenceBody::Revises(_)))
}
