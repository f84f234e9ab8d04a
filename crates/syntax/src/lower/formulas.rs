//! Formulas.

use super::{Lower, child, first_word, has_word, tokens};
use crate::ast::{Bound, Comparison, Formula, FormulaKind};
use crate::kind::{SyntaxKind as K, SyntaxNode};

impl Lower {
    /// The first formula right under a node.
    pub(super) fn formula_in(self, node: &SyntaxNode) -> Option<Formula> {
        node.children()
            .find(|child| child.kind().is_formula())
            .and_then(|child| self.formula(&child))
    }

    /// All formulas right under a node.
    pub(super) fn formulas_in(self, node: &SyntaxNode) -> Vec<Formula> {
        node.children()
            .filter(|child| child.kind().is_formula())
            .filter_map(|child| self.formula(&child))
            .collect()
    }

    /// The two formulas right under a node.
    pub(super) fn pair_in(self, node: &SyntaxNode) -> Option<(Formula, Formula)> {
        let mut formulas = self.formulas_in(node).into_iter();
        Some((formulas.next()?, formulas.next()?))
    }

    /// A formula node. Brackets leave no trace but the nesting they give; chains of the same
    /// connective are one. The depth is bounded by the parser.
    pub(super) fn formula(self, node: &SyntaxNode) -> Option<Formula> {
        let boxes = |(left, right)| (Box::new(left), Box::new(right));
        let kind = match node.kind() {
            K::Bracket => return self.formula_in(node),
            K::Constant => FormulaKind::Constant(has_word(node, "true")),
            K::Atom => FormulaKind::Atom(self.path(&child(node, K::Path)?)?),
            K::Compare => FormulaKind::Compare {
                option: self.path(&child(node, K::Path)?)?,
                operator: comparison(node)?,
                level: self.name_in(node)?,
            },
            K::Not => FormulaKind::Not(Box::new(self.formula_in(node)?)),
            K::And => FormulaKind::And(self.chain(node)),
            K::Or => FormulaKind::Or(self.chain(node)),
            K::If => {
                let (left, right) = boxes(self.pair_in(node)?);
                FormulaKind::If(left, right)
            }
            K::OnlyIf => {
                let (left, right) = boxes(self.pair_in(node)?);
                FormulaKind::OnlyIf(left, right)
            }
            K::Unless => {
                let (left, right) = boxes(self.pair_in(node)?);
                FormulaKind::Unless(left, right)
            }
            K::Iff => {
                let (left, right) = boxes(self.pair_in(node)?);
                FormulaKind::Iff(left, right)
            }
            K::Count => FormulaKind::Count {
                bound: bound(node),
                count: self.number_in(node)?,
                of: self.formulas_in(node),
            },
            _ => return None,
        };
        Some(Formula {
            kind,
            span: self.span(node),
        })
    }

    /// The operands of a chain, with those of inner chains of the same connective.
    fn chain(self, node: &SyntaxNode) -> Vec<Formula> {
        let mut operands = Vec::new();
        for formula in self.formulas_in(node) {
            match (node.kind(), formula.kind) {
                (K::And, FormulaKind::And(inner)) | (K::Or, FormulaKind::Or(inner)) => {
                    operands.extend(inner);
                }
                (_, kind) => operands.push(Formula {
                    kind,
                    span: formula.span,
                }),
            }
        }
        operands
    }
}

fn comparison(node: &SyntaxNode) -> Option<Comparison> {
    tokens(node).find_map(|token| {
        Some(match token.kind() {
            K::Equal => Comparison::Equal,
            K::NotEqual => Comparison::NotEqual,
            K::Less => Comparison::Less,
            K::LessOrEqual => Comparison::LessOrEqual,
            K::Greater => Comparison::Greater,
            K::GreaterOrEqual => Comparison::GreaterOrEqual,
            _ => return None,
        })
    })
}

fn bound(node: &SyntaxNode) -> Bound {
    if first_word(node) == "exactly" {
        Bound::Exactly
    } else if has_word(node, "least") {
        Bound::AtLeast
    } else {
        Bound::AtMost
    }
}
