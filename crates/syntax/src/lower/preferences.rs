//! Preference blocks.

use super::{Lower, child, children, has_word, tokens};
use crate::ast::{
    Adjustment, AdjustmentKind, Attitude, AttitudeKind, Basis, CannotCompare, Position, Preference,
    PreferenceBody, PreferenceLine, RankLine, Revision, Statement, StatementRef, Weight,
};
use crate::kind::{SyntaxKind as K, SyntaxNode};

impl Lower {
    pub(super) fn preference(self, node: &SyntaxNode) -> Option<Preference> {
        let header = self.header(node)?;
        let actor = self.name_list(&header).into_iter().next()?;
        let verb = tokens(&header).next()?;
        let body = match verb.text() {
            "prefers" => PreferenceBody::Prefers(self.each(node, K::Statement, Self::preferred)),
            "weighs" => PreferenceBody::Weighs(self.each(node, K::Weight, Self::weight)),
            "ranks" => PreferenceBody::Ranks(self.each(node, K::Rank, Self::rank)),
            "revises" => PreferenceBody::Revises(self.each(node, K::Revision, Self::revision)),
            "adjusts" => PreferenceBody::Adjusts(self.each(node, K::Adjustment, Self::adjustment)),
            _ => return None,
        };
        Some(Preference { actor, body })
    }

    fn each<T>(
        self,
        node: &SyntaxNode,
        kind: K,
        lower: impl Fn(Self, &SyntaxNode) -> Option<T>,
    ) -> Vec<T> {
        self.lines(node, kind)
            .filter_map(|line| lower(self, &line))
            .collect()
    }

    /// A line of `prefers`. A basis behind the brace is that of every statement without its own.
    fn preferred(self, node: &SyntaxNode) -> Option<PreferenceLine> {
        let Some(list) = child(node, K::Unordered) else {
            return Some(PreferenceLine::Statement(self.statement(node)?));
        };
        let common = self.basis(node);
        let statements = children(&list, K::Statement)
            .filter_map(|statement| self.statement(&statement))
            .map(|statement| Statement {
                basis: if statement.basis == Basis::default() {
                    common.clone()
                } else {
                    statement.basis
                },
                ..statement
            })
            .collect();
        Some(PreferenceLine::Unordered(statements))
    }

    fn statement(self, node: &SyntaxNode) -> Option<Statement> {
        Some(Statement {
            name: self.name_in(node),
            strongly: has_word(node, "strongly"),
            formula: self.formula_in(node)?,
            basis: self.basis(node),
        })
    }

    fn weight(self, node: &SyntaxNode) -> Option<Weight> {
        Some(Weight {
            weight: self.number_in(node)?,
            formula: self.formula_in(node)?,
            basis: self.basis(node),
        })
    }

    fn rank(self, node: &SyntaxNode) -> Option<RankLine> {
        let states = self.formulas_in(node);
        let basis = self.basis(node);
        let unordered = tokens(node).any(|token| token.kind() == K::CurlyOpen);
        if unordered {
            return Some(RankLine::Unordered { states, basis });
        }
        if !states.is_empty() {
            return Some(RankLine::Level { states, basis });
        }
        if has_word(node, "gap") {
            Some(RankLine::Gap(self.span(node)))
        } else if has_word(node, "rest") {
            Some(RankLine::Rest(self.span(node)))
        } else {
            None
        }
    }

    fn adjustment(self, node: &SyntaxNode) -> Option<Adjustment> {
        let (states, reference) = self.pair_in(node)?;
        let kind = if has_word(node, "above") {
            AdjustmentKind::Above
        } else if has_word(node, "below") {
            AdjustmentKind::Below
        } else {
            AdjustmentKind::LevelWith
        };
        Some(Adjustment {
            kind,
            states,
            reference,
            basis: self.basis(node),
        })
    }

    pub(super) fn cannot_compare(self, node: &SyntaxNode) -> Option<CannotCompare> {
        let (left, right) = self.pair_in(node)?;
        Some(CannotCompare {
            actor: self.name_in(node)?,
            left,
            right,
            basis: self.basis(node),
        })
    }

    pub(super) fn attitude(self, node: &SyntaxNode) -> Option<Attitude> {
        let verb = tokens(node).next()?;
        let kind = match verb.text() {
            "favours" => AttitudeKind::Favours,
            "opposes" => AttitudeKind::Opposes,
            _ => AttitudeKind::Disregards,
        };
        Some(Attitude {
            actor: self.name_in(node)?,
            kind,
            towards: self.name_list(node),
            basis: self.basis(node),
        })
    }

    // Edits of a list.

    fn revision(self, node: &SyntaxNode) -> Option<Revision> {
        let verb = tokens(node).next()?;
        Some(match verb.text() {
            "drop" => Revision::Drop(self.reference(node)?),
            "add" => Revision::Add(self.added(node)?, self.position(node)?),
            "replace" => Revision::Replace(
                self.reference(node)?,
                self.statement(&child(node, K::Statement)?)?,
            ),
            "move" => Revision::Move(self.reference(node)?, self.position(node)?),
            _ => return None,
        })
    }

    /// An added statement; its basis may stand before or after its position.
    fn added(self, node: &SyntaxNode) -> Option<Statement> {
        let statement = self.statement(&child(node, K::Statement)?)?;
        let basis = if statement.basis == Basis::default() {
            self.basis(node)
        } else {
            statement.basis
        };
        Some(Statement { basis, ..statement })
    }

    fn reference(self, node: &SyntaxNode) -> Option<StatementRef> {
        Some(StatementRef {
            formula: self.formula_in(node)?,
        })
    }

    fn position(self, node: &SyntaxNode) -> Option<Position> {
        let node = child(node, K::Position)?;
        Some(match tokens(&node).next()?.text() {
            "first" => Position::First,
            "last" => Position::Last,
            "before" => Position::Before(self.reference(&node)?),
            _ => Position::After(self.reference(&node)?),
        })
    }
}
