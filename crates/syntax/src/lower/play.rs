//! The game lens.

use super::{Lower, child, children, has_word, sound, tokens};
use crate::ast;
use crate::ast::{ExpressionKind, Observed, Pay, PlayStep, Product};
use crate::kind::{SyntaxKind as K, SyntaxNode};

impl Lower {
    pub(super) fn parameter(self, node: &SyntaxNode) -> Option<ast::Parameter> {
        let range = match child(node, K::Range) {
            Some(range) => {
                let mut ends = self.expressions_in(&range).into_iter();
                Some((ends.next()?, ends.next()?))
            }
            None => None,
        };
        Some(ast::Parameter {
            name: self.name_in(node)?,
            label: self.text_in(node),
            range,
            value: self.expression_in(node),
            basis: self.basis(node),
        })
    }

    pub(super) fn private_type(self, node: &SyntaxNode) -> Option<ast::PrivateType> {
        let header = self.header(node)?;
        let mut names = self.names_in(&header).into_iter();
        Some(ast::PrivateType {
            name: names.next()?,
            actor: names.next()?,
            label: self.text_in(&header),
            values: self
                .lines(node, K::TypeLine)
                .filter_map(|line| {
                    Some(ast::TypeValue {
                        name: self.name_in(&line)?,
                        probability: self.expression_in(&line)?,
                        basis: self.basis(&line),
                    })
                })
                .collect(),
            basis: self.basis(&header),
        })
    }

    pub(super) fn utility(self, node: &SyntaxNode) -> Option<ast::Utility> {
        let header = self.header(node)?;
        Some(ast::Utility {
            actor: self.name_in(&header)?,
            terms: self
                .lines(node, K::Term)
                .filter_map(|line| {
                    let amount = self.expression_in(&line)?;
                    let condition = self.condition(&line);
                    let end = condition
                        .as_ref()
                        .map_or(amount.span, |condition| condition.formula.span);
                    Some(ast::Term {
                        span: amount.span.to(end),
                        amount,
                        condition,
                        basis: self.basis(&line),
                    })
                })
                .collect(),
        })
    }

    pub(super) fn observes(self, node: &SyntaxNode) -> Option<ast::Observes> {
        let what = if has_word(node, "everything") {
            Observed::Everything
        } else {
            Observed::These(self.paths_in(node))
        };
        Some(ast::Observes {
            actor: self.name_in(node)?,
            what,
            basis: self.basis(node),
        })
    }

    pub(super) fn play(self, node: &SyntaxNode) -> Option<ast::Play> {
        Some(ast::Play {
            steps: self.play_steps(node),
            span: self.span(&self.header(node)?),
        })
    }

    fn play_steps(self, node: &SyntaxNode) -> Vec<PlayStep> {
        node.children()
            .filter(|line| line.kind() != K::Header && line.kind() != K::End)
            .filter_map(|line| self.play_step(&sound(line)?))
            .collect()
    }

    fn play_step(self, node: &SyntaxNode) -> Option<PlayStep> {
        Some(match node.kind() {
            K::Choose => PlayStep::Choose(ast::Choose {
                actors: self.name_list(node),
                options: self.paths_in(node),
                condition: self.condition(node),
                basis: self.basis(node),
                span: self.span(node),
            }),
            K::Chance => PlayStep::Chance(self.chance(node)?),
            K::SetStep => PlayStep::Set(ast::SetStep {
                sets: self.assignments(node),
                condition: self.condition(node),
                basis: self.basis(node),
                span: self.span(node),
            }),
            K::EndsIf => PlayStep::Ends(self.condition(node)?),
            K::Repeat => PlayStep::Repeat(self.repeat(node)?),
            _ => return None,
        })
    }

    fn chance(self, node: &SyntaxNode) -> Option<ast::Chance> {
        let likelihood =
            |line: SyntaxNode| Some((self.name_in(&line)?, self.expression_in(&line)?));
        Some(ast::Chance {
            option: self.path(&child(node, K::Path)?)?,
            probability: self.expression_in(node),
            levels: children(node, K::Likelihood)
                .filter_map(likelihood)
                .collect(),
            condition: self.condition(node),
            basis: self.basis(node),
            span: self.span(node),
        })
    }

    fn repeat(self, node: &SyntaxNode) -> Option<ast::Repeat> {
        let header = self.header(node)?;
        let pay = match self.expression_in(&header) {
            Some(discount) => Pay::Discounted(discount),
            None if has_word(&header, "paid") => Pay::EachTime,
            None => Pay::No,
        };
        Some(ast::Repeat {
            times: self.number_in(&header)?,
            pay,
            steps: self.play_steps(node),
        })
    }

    fn condition(self, node: &SyntaxNode) -> Option<ast::Condition> {
        let node = child(node, K::Condition)?;
        Some(ast::Condition {
            formula: self.formula_in(&node)?,
            unless: has_word(&node, "unless"),
        })
    }

    /// The first expression right under a node.
    pub(super) fn expression_in(self, node: &SyntaxNode) -> Option<ast::Expression> {
        self.expression(&node.children().find(|child| child.kind().is_expression())?)
    }

    fn expressions_in(self, node: &SyntaxNode) -> Vec<ast::Expression> {
        node.children()
            .filter(|child| child.kind().is_expression())
            .filter_map(|child| self.expression(&child))
            .collect()
    }

    fn expression(self, node: &SyntaxNode) -> Option<ast::Expression> {
        let kind = match node.kind() {
            K::Amount => amount(node)?,
            K::Variable => ExpressionKind::Name(self.name_in(node)?),
            K::Negative => ExpressionKind::Negative(Box::new(self.expression_in(node)?)),
            K::Group => return self.expression_in(node),
            K::Sum => {
                let parts = self.operands(node, K::Pattern);
                ExpressionKind::Sum(parts)
            }
            K::Product => {
                let parts = self.operands(node, K::Slash).into_iter();
                let part = |(part, over)| match over {
                    true => Product::Over(part),
                    false => Product::Times(part),
                };
                ExpressionKind::Product(parts.map(part).collect())
            }
            _ => return None,
        };
        Some(ast::Expression {
            kind,
            span: self.span(node),
        })
    }

    /// The operands under a node, each with whether `sign` stands before it.
    fn operands(self, node: &SyntaxNode, sign: K) -> Vec<(ast::Expression, bool)> {
        let mut operands = Vec::new();
        let mut signed = false;
        for element in node.children_with_tokens() {
            match element {
                rowan::NodeOrToken::Token(token) if token.kind() == sign => signed = true,
                rowan::NodeOrToken::Token(_) => {}
                rowan::NodeOrToken::Node(part) => {
                    operands.extend(self.expression(&part).map(|part| (part, signed)));
                    signed = false;
                }
            }
        }
        operands
    }
}

/// `3`, `-3`, `0.25`
fn amount(node: &SyntaxNode) -> Option<ExpressionKind> {
    let mut digits = String::new();
    let mut denominator = 1_i64;
    for (place, token) in tokens(node)
        .filter(|token| token.kind() != K::Dot)
        .enumerate()
    {
        digits += token.text();
        if place > 0 {
            denominator = 10_i64.checked_pow(u32::try_from(token.text().len()).ok()?)?;
        }
    }
    Some(ExpressionKind::Number {
        numerator: digits.parse().ok()?,
        denominator,
    })
}
