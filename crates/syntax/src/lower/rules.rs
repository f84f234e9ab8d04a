//! Rules.

use super::{Lower, has_word};
use crate::ast::{Name, Rule, RuleBody, Strength, WeakenRule};
use crate::diagnostic::Span;
use crate::kind::{SyntaxKind as K, SyntaxNode};

impl Lower {
    pub(super) fn rule(self, node: &SyntaxNode) -> Option<Rule> {
        let body = node.children().find(|child| is_body(child.kind()))?;
        Some(Rule {
            name: self.name_in(node)?,
            strength: strength(node),
            span: Span {
                end: self.span(&body).end,
                ..self.span(node)
            },
            body: self.rule_body(&body)?,
            basis: self.basis(node),
        })
    }

    fn rule_body(self, node: &SyntaxNode) -> Option<RuleBody> {
        Some(match node.kind() {
            K::Forbidden => {
                let (what, while_) = self.pair_in(node)?;
                RuleBody::Forbidden { what, while_ }
            }
            K::Requires => {
                let (what, needs) = self.pair_in(node)?;
                RuleBody::Requires { what, needs }
            }
            K::Always | K::Counted => RuleBody::Always(self.formula_in(node)?),
            K::Never => RuleBody::Never(self.formula_in(node)?),
            K::StopWithout => RuleBody::StopWithout {
                options: self.paths_in(node),
                without: self.formula_in(node)?,
            },
            K::Ends => RuleBody::Ends {
                when: self.formula_in(node)?,
                options: self.paths_in(node),
            },
            K::WhenThen => RuleBody::WhenThen {
                when: self.formula_in(node)?,
                then: self.assignments(node),
            },
            K::Consent => {
                let (what, by) = self.pair_in(node)?;
                RuleBody::Consent {
                    what,
                    of: self.name_in(node)?,
                    by,
                }
            }
            K::NoMove => {
                let (from, to) = self.pair_in(node)?;
                let by = self.name_list(node);
                RuleBody::NoMove { from, to, by }
            }
            K::OneWay => {
                let (from, to) = self.pair_in(node)?;
                let by = self.name_list(node);
                RuleBody::OneWay { from, to, by }
            }
            _ => return None,
        })
    }

    /// The name of the rule that `drop rule` names.
    pub(super) fn drop_rule(self, node: &SyntaxNode) -> Option<Name> {
        self.name_in(node)
    }

    pub(super) fn weaken_rule(self, node: &SyntaxNode) -> Option<WeakenRule> {
        Some(WeakenRule {
            name: self.name_in(node)?,
            strength: strength(node),
            basis: self.basis(node),
        })
    }
}

fn strength(node: &SyntaxNode) -> Strength {
    if has_word(node, "advisory") {
        Strength::Advisory
    } else if has_word(node, "costly") {
        Strength::Costly
    } else {
        Strength::Binding
    }
}

fn is_body(kind: K) -> bool {
    matches!(
        kind,
        K::Forbidden
            | K::Requires
            | K::Always
            | K::Never
            | K::Counted
            | K::StopWithout
            | K::Ends
            | K::WhenThen
            | K::Consent
            | K::NoMove
            | K::OneWay
    )
}
