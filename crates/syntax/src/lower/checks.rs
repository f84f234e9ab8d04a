//! Checks.

use super::documents::clause;
use super::{Lower, child, children, has_word, tokens};
use crate::ast::{Check, CheckBody, Name, StateRef};
use crate::kind::{SyntaxKind as K, SyntaxNode};

impl Lower {
    pub(super) fn check(self, node: &SyntaxNode) -> Option<Check> {
        Some(Check {
            name: self.text_in(node),
            expected_to_fail: has_word(node, "expected"),
            body: node.children().find_map(|body| self.check_body(&body))?,
            span: self.span(node),
        })
    }

    fn check_body(self, node: &SyntaxNode) -> Option<CheckBody> {
        let negated = has_word(node, "not");
        Some(match node.kind() {
            K::Equilibrium => CheckBody::Equilibrium {
                state: self.state_in(node)?,
                negated,
                under: self.under(node),
            },
            K::Stable => CheckBody::Stable {
                state: self.state_in(node)?,
                negated,
                actors: self.name_list(node),
                under: self.under(node),
            },
            K::Equilibria => CheckBody::Equilibria {
                under: self.under(node),
                states: children(node, K::StateRef)
                    .filter_map(|state| self.state_ref(&state))
                    .collect(),
            },
            K::Reachable => CheckBody::Reachable {
                state: self.state_in(node)?,
                negated,
                by_improvements: has_word(node, "improvements"),
            },
            K::AlwaysUnder => CheckBody::Always {
                negated,
                formula: self.formula_in(node)?,
                under: self.under(node),
                any_improvement: has_word(node, "improvement"),
            },
            K::PlayEnds => CheckBody::PlayEnds {
                some: has_word(node, "some"),
                formula: self.formula_in(node)?,
                probability: self.expression_in(node),
                values: children(node, K::Setting)
                    .filter_map(|set| Some((self.name_in(&set)?, self.expression_in(&set)?)))
                    .collect(),
            },
            K::StateCount => CheckBody::StateCount(self.number_in(node)?),
            _ => return None,
        })
    }

    fn under(self, node: &SyntaxNode) -> Vec<Name> {
        clause(node, "under")
            .map(|clause| self.name_list(&clause))
            .unwrap_or_default()
    }

    fn state_in(self, node: &SyntaxNode) -> Option<StateRef> {
        self.state_ref(&child(node, K::StateRef)?)
    }

    fn state_ref(self, node: &SyntaxNode) -> Option<StateRef> {
        let word = tokens(node).next();
        match word.as_ref().map(|token| token.text()) {
            Some("status") => Some(StateRef::StatusQuo(self.span(node))),
            Some("observed") => Some(StateRef::Observed(self.span(node))),
            _ => Some(StateRef::Formula(self.formula_in(node)?)),
        }
    }
}
