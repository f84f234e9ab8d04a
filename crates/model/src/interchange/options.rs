//! The key `options`.

use std::collections::BTreeMap;

use syntax::diagnostic::{Diagnostic, Span};

use super::json::{Node, Place, Value};
use super::read::Reader;
use super::shape::{self, Fields};
use crate::codes;
use crate::conflict::{ActorId, Direction, OptionDef};
use crate::evidence::Basis;
use crate::limits;
use crate::names;

impl Reader<'_> {
    pub(super) fn options(&mut self, top: &Fields<'_, '_>) {
        let Some((_, node)) = top.get("options") else {
            return;
        };
        let place = Place::top("options");
        let entries = shape::list(self.sink, node, place, "options");
        if entries.len() > limits::OPTIONS {
            self.too_many(node.span, "options", entries.len(), limits::OPTIONS);
            return;
        }
        let mut seen: BTreeMap<(Option<ActorId>, String), Span> = BTreeMap::new();
        for (index, entry) in entries.iter().enumerate() {
            let place = place.index(index);
            let Some(option) = self.option(entry, place) else {
                self.options_read = false;
                continue;
            };
            let key = (option.owner, names::key(&option.name).into_owned());
            if let Some(first) = seen.get(&key) {
                let message = format!(
                    "`{place}`: its owner has an option `{}` already",
                    option.name
                );
                self.sink.push(
                    Diagnostic::error(codes::DUPLICATE_NAME, option.span, message)
                        .label(*first, "the first is here"),
                );
                continue;
            }
            seen.insert(key, option.span);
            self.options.push(option);
        }
    }

    fn option(&mut self, node: &Node<'_>, place: Place<'_>) -> Option<OptionDef> {
        let Value::Object(entries) = &node.value else {
            shape::wrong_kind(
                self.sink,
                node,
                place,
                "an object with `name`, `dm` and `direction`",
            );
            return None;
        };
        let fields = shape::fields(self.sink, entries, Some(place));
        let Some((_, name)) = fields.get("name") else {
            self.error(
                codes::JSON_SHAPE,
                node.span,
                format!("`{place}`: `name` is missing"),
            );
            return None;
        };
        let name = shape::text(self.sink, name, place.key("name"), "an option's name");
        let owner = self.owner(&fields, node.span, place);
        let direction = self.direction(&fields, place);
        Some(OptionDef {
            name: name?.to_owned(),
            label: None,
            owner: owner?,
            levels: Vec::new(),
            direction: direction?,
            basis: Basis::default(),
            span: node.span,
        })
    }

    /// The owner: an actor, or nobody where `dm` is null.
    fn owner(
        &mut self,
        fields: &Fields<'_, '_>,
        whole: Span,
        place: Place<'_>,
    ) -> Option<Option<ActorId>> {
        let Some((_, node)) = fields.get("dm") else {
            self.error(
                codes::JSON_SHAPE,
                whole,
                format!("`{place}`: `dm` is missing"),
            );
            return None;
        };
        if matches!(node.value, Value::Null) {
            return Some(None);
        }
        let place = place.key("dm");
        let name = shape::text(self.sink, node, place, "an actor's name")?;
        self.actor(name, node.span, place).map(Some)
    }

    fn direction(&mut self, fields: &Fields<'_, '_>, place: Place<'_>) -> Option<Direction> {
        let Some((_, node)) = fields.get("direction") else {
            return Some(Direction::Both);
        };
        let place = place.key("direction");
        match shape::text(self.sink, node, place, "`both`, `fwd` or `back`")? {
            "both" => Some(Direction::Both),
            "fwd" => Some(Direction::Up),
            "back" => Some(Direction::Down),
            "fixed" => Some(Direction::Fixed),
            other => {
                let message =
                    format!("`{place}`: expected `both`, `fwd` or `back`, found `{other}`");
                self.error(codes::JSON_SHAPE, node.span, message);
                None
            }
        }
    }
}
