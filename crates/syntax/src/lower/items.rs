//! Items about the file, documents, actors, states and where the conflict stands.

use super::{Lower, child, children, has_word, sound};
use crate::ast;
use crate::ast::{Direction, Item, StateMeaning};
use crate::kind::{SyntaxKind as K, SyntaxNode};

impl Lower {
    /// An item that may stand inside and outside accounts.
    pub(super) fn item(self, node: &SyntaxNode) -> Option<Item> {
        let node = &sound(node.clone())?;
        Some(match node.kind() {
            K::Title => Item::Title(self.text_in(node)?),
            K::AsOf => Item::AsOf(self.date_in(node)?),
            K::Include => Item::Include(self.text_in(node)?),
            K::NoteItem => Item::Note(self.text_in(node)?),
            K::Document => Item::Document(self.document(node)?),
            K::Origin => Item::Origin(self.origin(node)?),
            K::Office => Item::Office(self.office(node)?),
            K::Actor => Item::Actor(self.actor(node)?),
            K::State => Item::State(self.state(node)?),
            K::Moves => Item::Moves(self.moves(node)?),
            K::Rule => Item::Rule(self.rule(node)?),
            K::StatusQuo => Item::StatusQuo(self.starting_point(node)),
            K::Observed => Item::Observed(self.starting_point(node)),
            K::Preference => Item::Preference(self.preference(node)?),
            K::Attitude => Item::Attitude(self.attitude(node)?),
            K::CannotCompare => Item::CannotCompare(self.cannot_compare(node)?),
            K::Event => Item::Event(self.event(node)?),
            K::EventState => Item::EventState(self.event_state(node)?),
            K::Outcome => Item::Outcome(self.outcome(node)?),
            K::Claim => Item::Claim(self.claim(node)?),
            K::Shared => Item::Shared(self.shared(node)?),
            K::Check => Item::Check(self.check(node)?),
            K::Parameter => Item::Parameter(self.parameter(node)?),
            K::Type => Item::Type(self.private_type(node)?),
            K::Utility => Item::Utility(self.utility(node)?),
            K::Observes => Item::Observes(self.observes(node)?),
            K::Play => Item::Play(self.play(node)?),
            _ => return None,
        })
    }

    /// The first line of an item of several, if it parsed.
    pub(super) fn header(self, node: &SyntaxNode) -> Option<SyntaxNode> {
        sound(child(node, K::Header)?)
    }

    /// The lines of a kind that parsed.
    pub(super) fn lines(self, node: &SyntaxNode, kind: K) -> impl Iterator<Item = SyntaxNode> {
        children(node, kind).filter_map(sound)
    }

    // Actors, states, moves.

    fn actor(self, node: &SyntaxNode) -> Option<ast::Actor> {
        let header = self.header(node)?;
        Some(ast::Actor {
            name: self.name_in(&header),
            span: self.span(&header),
            label: self.text_in(&header),
            options: self
                .lines(node, K::OptionLine)
                .filter_map(|line| self.option(&line))
                .collect(),
        })
    }

    fn option(self, node: &SyntaxNode) -> Option<ast::OptionItem> {
        let direction = match child(node, K::Direction) {
            None => Direction::Both,
            Some(words) if has_word(&words, "fixed") => Direction::Fixed,
            Some(words) if has_word(&words, "once") => Direction::Down,
            Some(_) => Direction::Up,
        };
        Some(ast::OptionItem {
            name: self.name_in(node)?,
            label: self.text_in(node),
            levels: child(node, K::Levels)
                .map(|levels| self.name_list(&levels))
                .unwrap_or_default(),
            direction,
            basis: self.basis(node),
        })
    }

    fn state(self, node: &SyntaxNode) -> Option<ast::State> {
        let mut names = self.names_in(node).into_iter();
        let name = names.next()?;
        let meaning = match (names.next(), self.formula_in(node)) {
            (Some(pattern), _) => StateMeaning::Pattern(pattern),
            (None, Some(formula)) => StateMeaning::Merges(formula),
            (None, None) => StateMeaning::Bare,
        };
        Some(ast::State {
            name,
            label: self.text_in(node),
            meaning,
        })
    }

    fn moves(self, node: &SyntaxNode) -> Option<ast::Moves> {
        Some(ast::Moves {
            actors: self.name_list(&self.header(node)?),
            arcs: self
                .lines(node, K::ArcLine)
                .filter_map(|line| self.arc(&line))
                .collect(),
        })
    }

    fn arc(self, node: &SyntaxNode) -> Option<ast::Arc> {
        Some(ast::Arc {
            from: self.name_in(node)?,
            to: self.name_list(node),
            both_ways: super::tokens(node).any(|token| token.kind() == K::BothWays),
        })
    }

    // Where the conflict stands.

    pub(super) fn starting_point(self, node: &SyntaxNode) -> ast::Assignments {
        ast::Assignments {
            entries: self.assignments(node),
            span: self.span(node),
            basis: self.basis(node),
        }
    }

    fn event(self, node: &SyntaxNode) -> Option<ast::Event> {
        Some(ast::Event {
            name: self.name_in(node)?,
            label: self.text_in(node),
            date: self.when_in(node),
            sets: self.assignments(node),
            basis: self.basis(node),
        })
    }

    fn event_state(self, node: &SyntaxNode) -> Option<ast::EventState> {
        Some(ast::EventState {
            name: self.name_in(node)?,
            happened: has_word(node, "happened"),
            span: self.span(node),
        })
    }

    fn outcome(self, node: &SyntaxNode) -> Option<ast::Outcome> {
        Some(ast::Outcome {
            name: self.name_in(node)?,
            label: self.text_in(node),
            formula: self.formula_in(node)?,
        })
    }
}
