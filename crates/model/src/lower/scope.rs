//! The names of a conflict and what they stand for.

use std::collections::BTreeMap;

use syntax::ast;
use syntax::diagnostic::{Diagnostic, Span};

use crate::codes;
use crate::conflict::{
    Actor, ActorId, Conflict, ListedState, MergedState, NamedStateId, OptionDef, OptionId,
    Parameter, ParameterId, PrivateType, States,
};
use crate::evidence::{DocumentId, Evidence, OriginId};
use crate::names;
use crate::sink::Sink;

/// Names with what they stand for and where they were declared.
pub(crate) type Table<T> = BTreeMap<String, (T, Span)>;

/// Everything that names can stand for, shared by the base and all accounts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scope {
    pub(crate) actors: Vec<Actor>,
    pub(crate) actor_ids: Table<ActorId>,
    pub(crate) options: Vec<OptionDef>,
    pub(crate) options_by_owner: BTreeMap<(Option<ActorId>, String), OptionId>,
    pub(crate) options_by_name: BTreeMap<String, Vec<OptionId>>,
    pub(crate) states: NamedStates,
    pub(crate) state_ids: Table<NamedStateId>,
    pub(crate) evidence: Evidence,
    pub(crate) document_ids: Table<DocumentId>,
    pub(crate) passage_ids: BTreeMap<(DocumentId, String), (u32, Span)>,
    pub(crate) origin_ids: Table<OriginId>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) parameter_ids: Table<ParameterId>,
    pub(crate) types: Vec<PrivateType>,
    /// The same scope with the private types as further options; none where there are no types.
    pub(crate) lens: Option<Box<Scope>>,
}

/// The states that have names.
#[derive(Clone, Debug, Default)]
pub(crate) enum NamedStates {
    /// There are none.
    #[default]
    None,
    /// Each merges states that follow from the options.
    Merged(Vec<MergedState>),
    /// They are all the states there are.
    Listed(Vec<ListedState>),
}

impl NamedStates {
    /// The listed states, if states are listed.
    pub(crate) fn listed(&self) -> Option<&[ListedState]> {
        match self {
            NamedStates::Listed(states) => Some(states),
            NamedStates::None | NamedStates::Merged(_) => None,
        }
    }
}

/// Adds a name, or reports that it is taken and answers false.
pub(crate) fn declare<T>(
    sink: &mut Sink,
    table: &mut Table<T>,
    name: &ast::Name,
    what: &str,
    value: T,
) -> bool {
    let key = names::key(&name.text);
    if let Some((_, first)) = table.get(&*key) {
        sink.push(duplicate(name, what, *first));
        return false;
    }
    table.insert(key.into_owned(), (value, name.span));
    true
}

/// The error for a name that is taken.
pub(crate) fn duplicate(name: &ast::Name, what: &str, first: Span) -> Diagnostic {
    let message = format!("there is {what} `{}` already", name.text);
    Diagnostic::error(codes::DUPLICATE_NAME, name.span, message).label(first, "the first is here")
}

/// What a table knows under a name, or an error with the nearest known name.
pub(crate) fn look_up<T: Copy>(
    sink: &mut Sink,
    table: &Table<T>,
    name: &ast::Name,
    what: &str,
) -> Option<T> {
    if let Some((value, _)) = table.get(&*names::key(&name.text)) {
        return Some(*value);
    }
    let known = table.keys().map(String::as_str);
    unknown(sink, name, what, known);
    None
}

/// Reports a name that is not known, with the nearest one, or with all of them where they are few.
pub(crate) fn unknown<'n>(
    sink: &mut Sink,
    name: &ast::Name,
    what: &str,
    known: impl IntoIterator<Item = &'n str>,
) {
    let message = format!("there is no {what} `{}`", name.text);
    let mut wrong = Diagnostic::error(codes::UNKNOWN_NAME, name.span, message);
    if !sink.is_full() {
        let known: Vec<&str> = known.into_iter().collect();
        wrong = match names::nearest(&name.text, known.iter().copied()) {
            Some(near) => wrong.hint(format!("did you mean `{near}`?")),
            None if known.is_empty() => wrong,
            None => wrong.hint(format!("known: {}", names::listed(&known, 12))),
        };
    }
    sink.push(wrong);
}

impl Scope {
    /// The names of a conflict that is checked already.
    pub(crate) fn of(conflict: &Conflict) -> Scope {
        let mut scope = Scope {
            actors: conflict.actors.clone(),
            options: conflict.options.clone(),
            ..Scope::default()
        };
        for (id, actor) in (0_u16..).map(ActorId).zip(&conflict.actors) {
            scope
                .actor_ids
                .insert(names::key(&actor.name).into_owned(), (id, actor.span));
        }
        for (id, option) in (0_u16..).map(OptionId).zip(&conflict.options) {
            let name = names::key(&option.name).into_owned();
            scope
                .options_by_owner
                .insert((option.owner, name.clone()), id);
            scope.options_by_name.entry(name).or_default().push(id);
        }
        let states: Vec<(&str, Span)> = match &conflict.states {
            States::FromOptions { merged } => merged
                .iter()
                .map(|state| (state.name.as_str(), state.span))
                .collect(),
            States::Listed { states, .. } => states
                .iter()
                .map(|state| (state.name.as_str(), state.span))
                .collect(),
        };
        for (id, (name, span)) in (0_u32..).map(NamedStateId).zip(states) {
            scope
                .state_ids
                .insert(names::key(name).into_owned(), (id, span));
        }
        scope
    }

    /// The scope for formulas of the game lens, in which private types are known.
    pub(crate) fn lens(&self) -> &Scope {
        self.lens.as_deref().unwrap_or(self)
    }

    /// The actor of this name, or an error.
    pub(crate) fn actor(&self, sink: &mut Sink, name: &ast::Name) -> Option<ActorId> {
        look_up(sink, &self.actor_ids, name, "actor")
    }

    /// The actors of these names; those that are not known are reported and left out.
    pub(crate) fn actor_list(&self, sink: &mut Sink, named: &[ast::Name]) -> Vec<ActorId> {
        let mut actors: Vec<ActorId> = Vec::new();
        for name in named {
            let Some(actor) = self.actor(sink, name) else {
                continue;
            };
            if actors.contains(&actor) {
                let message = format!("`{}` is named twice", name.text);
                sink.push(Diagnostic::error(codes::DUPLICATE_NAME, name.span, message));
            } else {
                actors.push(actor);
            }
        }
        actors
    }

    /// The option with this number.
    pub(crate) fn option(&self, id: OptionId) -> Option<&OptionDef> {
        self.options.get(id.index())
    }

    /// Name of an option's owner; `nature` for an option of nobody.
    pub(crate) fn owner_name(&self, option: &OptionDef) -> &str {
        let owner = option
            .owner
            .and_then(|owner| self.actors.get(owner.index()));
        owner.map_or("nature", |actor| actor.name.as_str())
    }

    /// `Israel.strikes`.
    pub(crate) fn qualified(&self, id: OptionId) -> String {
        self.option(id).map_or_else(String::new, |option| {
            format!("{}.{}", self.owner_name(option), option.name)
        })
    }

    /// The options that a bare name can mean.
    pub(crate) fn options_named(&self, name: &str) -> &[OptionId] {
        let found = self.options_by_name.get(&*names::key(name));
        found.map_or(&[], Vec::as_slice)
    }

    /// The state of this name, without a message.
    pub(crate) fn state_named(&self, name: &str) -> Option<NamedStateId> {
        self.state_ids.get(&*names::key(name)).map(|(id, _)| *id)
    }

    /// The option that a path means, or an error.
    pub(crate) fn option_at(&self, sink: &mut Sink, path: &ast::Path) -> Option<OptionId> {
        match path.parts.as_slice() {
            [name] => match self.options_named(&name.text) {
                [only] => Some(*only),
                [] => {
                    self.unknown_option(sink, name);
                    None
                }
                several => {
                    sink.push(self.ambiguous(name, several));
                    None
                }
            },
            [owner, name] => self.owned_option(sink, owner, name),
            _ => {
                let message = "an option is written `option` or `Actor.option`";
                sink.push(Diagnostic::error(codes::UNKNOWN_NAME, path.span, message));
                None
            }
        }
    }

    fn owned_option(
        &self,
        sink: &mut Sink,
        owner: &ast::Name,
        name: &ast::Name,
    ) -> Option<OptionId> {
        let by_nature = owner.text == "nature" && !self.actor_ids.contains_key("nature");
        let id = if by_nature {
            None
        } else {
            Some(self.actor(sink, owner)?)
        };
        let key = (id, names::key(&name.text).into_owned());
        if let Some(option) = self.options_by_owner.get(&key) {
            return Some(*option);
        }
        if let [other] = self.options_named(&name.text) {
            let message = format!("`{}` has no option `{}`", owner.text, name.text);
            sink.push(
                Diagnostic::error(codes::UNKNOWN_NAME, name.span, message)
                    .hint(format!("did you mean `{}`?", self.qualified(*other))),
            );
            return None;
        }
        let own = self.options.iter().filter(|option| option.owner == id);
        let what = format!("option of `{}` called", owner.text);
        unknown(sink, name, &what, own.map(|option| option.name.as_str()));
        None
    }

    /// The error for a bare name that several owners' options have.
    pub(crate) fn ambiguous(&self, name: &ast::Name, several: &[OptionId]) -> Diagnostic {
        let forms: Vec<String> = several.iter().map(|id| self.qualified(*id)).collect();
        let message = format!("`{}` can mean {}", name.text, names::listed(&forms, 8));
        Diagnostic::error(codes::AMBIGUOUS_NAME, name.span, message)
            .hint("write the owner before the option, with a dot between")
    }

    /// Reports a name that is neither an option nor a state.
    pub(crate) fn unknown_option(&self, sink: &mut Sink, name: &ast::Name) {
        if self.actor_ids.contains_key(&*names::key(&name.text)) {
            let message = format!("`{}` is an actor, not an option", name.text);
            sink.push(
                Diagnostic::error(codes::UNKNOWN_NAME, name.span, message)
                    .hint(format!("an option of it is written `{}.option`", name.text)),
            );
            return;
        }
        let key = names::key(&name.text);
        if self
            .types
            .iter()
            .any(|drawn| names::key(&drawn.name) == key)
        {
            let message = format!("`{}` is a private type, not an option", name.text);
            sink.push(
                Diagnostic::error(codes::UNKNOWN_NAME, name.span, message)
                    .hint("types can stand in `utility`, in `observes` and behind `if` in a play"),
            );
            return;
        }
        let options = self.options.iter().map(|option| option.name.as_str());
        let states = self.state_ids.keys().map(String::as_str);
        let what = if self.options.is_empty() && !self.state_ids.is_empty() {
            "state"
        } else {
            "option"
        };
        unknown(sink, name, what, options.chain(states));
    }
}
