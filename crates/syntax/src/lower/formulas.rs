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
        let mut formulas = Vec::new();
        for child in node.children() {
            if child.kind().is_formula() {
                formulas.extend(self.formula(&child));
            }
        }
        formulas
    }

    /// The two formulas right under a node.
    pub(super) fn pair_in(self, node: &SyntaxNode) -> Option<(Formula, Formula)> {
        let mut formulas = self.formulas_in(node).into_iter();
        Some((formulas.next()?, formulas.next()?))
    }

    /// A formula node. The depth is bounded by the parser; what is done at each level stands in
    /// `compose`, so that a level needs little of the stack.
    pub(super) fn formula(self, node: &SyntaxNode) -> Option<Formula> {
        let operands = self.formulas_in(node);
        self.compose(node, operands)
    }

    /// A formula from its node and what stands under it. Brackets leave no trace but the nesting
    /// they give; chains of the same connective are one.
    #[inline(never)]
    fn compose(self, node: &SyntaxNode, operands: Vec<Formula>) -> Option<Formula> {
        let kind = match node.kind() {
            K::Bracket => return operands.into_iter().next(),
            K::Constant => FormulaKind::Constant(has_word(node, "true")),
            K::Atom => FormulaKind::Atom(self.path(&child(node, K::Path)?)?),
            K::Compare => FormulaKind::Compare {
                option: self.path(&child(node, K::Path)?)?,
                operator: comparison(node)?,
                level: self.name_in(node)?,
            },
            K::Not => FormulaKind::Not(Box::new(operands.into_iter().next()?)),
            K::And => FormulaKind::And(chain(K::And, operands)),
            K::Or => FormulaKind::Or(chain(K::Or, operands)),
            K::Count => FormulaKind::Count {
                bound: bound(node),
                count: self.number_in(node)?,
                of: operands,
            },
            connective => weak(connective, operands)?,
        };
        Some(Formula {
            kind,
            span: self.span(node),
        })
    }
}

/// `if`, `only if`, `unless`, `iff` and their two sides.
fn weak(connective: K, operands: Vec<Formula>) -> Option<FormulaKind> {
    let mut operands = operands.into_iter().map(Box::new);
    let (left, right) = (operands.next()?, operands.next()?);
    Some(match connective {
        K::If => FormulaKind::If(left, right),
        K::OnlyIf => FormulaKind::OnlyIf(left, right),
        K::Unless => FormulaKind::Unless(left, right),
        K::Iff => FormulaKind::Iff(left, right),
        _ => return None,
    })
}

/// The operands of a chain, with those of inner chains of the same connective.
fn chain(connective: K, operands: Vec<Formula>) -> Vec<Formula> {
    let mut flat = Vec::with_capacity(operands.len());
    for formula in operands {
        match (connective, formula.kind) {
            (K::And, FormulaKind::And(inner)) | (K::Or, FormulaKind::Or(inner)) => {
                flat.extend(inner);
            }
            (_, kind) => flat.push(Formula {
                kind,
                span: formula.span,
            }),
        }
    }
    flat
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
