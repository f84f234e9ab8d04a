//! The state graph of one conflict, whatever store holds it.

use model::conflict::{ActorId, Conflict, Level, NamedStateId, OptionId, States};
use model::formula::Formula;
use rayon::prelude::*;

use crate::compiled::Compiled;
use crate::dense::Dense;
use crate::explicit::Explicit;
use crate::layout::Code;
use crate::state_set::{StateId, StateSet};
use crate::step::Step;

/// How states are held.
#[derive(Debug)]
pub enum Store {
    /// Every option vector has an index.
    Dense(Dense),
    /// States and arcs are listed.
    Explicit(Explicit),
}

/// The states and moves of one conflict. Preferences are apart, in [`crate::Ranks`].
#[derive(Debug)]
pub struct Graph {
    pub(crate) store: Store,
    pub(crate) step: Step,
    pub(crate) naming: Naming,
    pub(crate) status_quo: Option<StateId>,
    pub(crate) observed: Option<StateId>,
}

/// What states are called.
#[derive(Clone, Debug, Default)]
pub(crate) struct Naming {
    /// Level names by option; empty for yes/no options.
    levels: Vec<Vec<String>>,
    /// Names of named states.
    names: Vec<String>,
    /// Labels of named states.
    labels: Vec<Option<String>>,
}

impl Naming {
    pub(crate) fn new(conflict: &Conflict) -> Self {
        let (names, labels) = match &conflict.states {
            States::FromOptions { merged } => merged
                .iter()
                .map(|state| (state.name.clone(), state.label.clone()))
                .unzip(),
            States::Listed { states, .. } => states
                .iter()
                .map(|state| (state.name.clone(), state.label.clone()))
                .unzip(),
        };
        Naming {
            levels: conflict
                .options
                .iter()
                .map(|option| option.levels.clone())
                .collect(),
            names,
            labels,
        }
    }
}

impl Graph {
    /// How the states are held.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Length of arrays indexed by [`StateId`].
    #[must_use]
    pub fn index_len(&self) -> usize {
        match &self.store {
            Store::Dense(dense) => dense.index_len(),
            Store::Explicit(explicit) => explicit.count(),
        }
    }

    /// Number of feasible states.
    #[must_use]
    pub fn count(&self) -> usize {
        match &self.store {
            Store::Dense(dense) => dense.count(),
            Store::Explicit(explicit) => explicit.count(),
        }
    }

    /// Whether this index is a state.
    #[must_use]
    pub fn contains(&self, state: StateId) -> bool {
        match &self.store {
            Store::Dense(dense) => dense.states().contains(state),
            Store::Explicit(explicit) => state.index() < explicit.count(),
        }
    }

    /// All states, ascending. In option form that is the field's decimal order: the first option
    /// changes fastest.
    pub fn states(&self) -> impl Iterator<Item = StateId> + '_ {
        (0..self.index_len())
            .map(StateId::from_index)
            .filter(|state| self.contains(*state))
    }

    /// All states as a set.
    #[must_use]
    pub fn all(&self) -> StateSet {
        match &self.store {
            Store::Dense(dense) => dense.states().clone(),
            Store::Explicit(explicit) => StateSet::from_words(
                explicit.count(),
                vec![u64::MAX; explicit.count().div_ceil(64)],
            ),
        }
    }

    /// Number of actors.
    #[must_use]
    pub fn actor_count(&self) -> usize {
        self.step.actors.len()
    }

    /// The actors.
    pub fn actors(&self) -> impl Iterator<Item = ActorId> + use<> {
        (0..self.actor_count()).map(|actor| ActorId(actor as u16))
    }

    /// The states the actor can move to: ascending, without repetition, without `from` itself.
    /// `into` is cleared first. Cost: 2^k for an actor with k free bits in a dense store.
    pub fn moves(&self, actor: ActorId, from: StateId, into: &mut Vec<StateId>) {
        into.clear();
        match &self.store {
            Store::Dense(dense) => {
                dense.for_each_move(actor, from, &mut |to| into.push(to));
                if self.step.has_consequences() {
                    into.sort_unstable();
                    into.dedup();
                }
            }
            Store::Explicit(explicit) => {
                into.extend_from_slice(explicit.arcs(actor).map_or(&[], |arcs| arcs.from(from)));
            }
        }
    }

    /// The option vector of a state; options that a coalesced state leaves open are at their lowest
    /// level.
    #[must_use]
    pub fn code(&self, state: StateId) -> Code {
        match &self.store {
            Store::Dense(_) => Code::from(state.0),
            Store::Explicit(explicit) => explicit.code(&self.step, state),
        }
    }

    /// The state with exactly this option vector. Cost: constant in a dense store, else a binary
    /// search.
    #[must_use]
    pub fn at(&self, code: Code) -> Option<StateId> {
        match &self.store {
            Store::Dense(_) => u32::try_from(code)
                .ok()
                .map(StateId)
                .filter(|state| self.contains(*state)),
            Store::Explicit(explicit) => explicit.find(code),
        }
    }

    /// The level of an option in a state; none where a coalesced state leaves it open.
    #[must_use]
    pub fn level(&self, state: StateId, option: OptionId) -> Option<Level> {
        match &self.store {
            Store::Dense(_) => Some(self.step.layout.field(option).get(Code::from(state.0))),
            Store::Explicit(explicit) => explicit.level(state, option.index()),
        }
    }

    /// How many options have different values in two states.
    #[must_use]
    pub fn differing_options(&self, left: StateId, right: StateId) -> usize {
        (0..self.step.layout.fields().len())
            .map(|option| OptionId(option as u16))
            .filter(|option| self.level(left, *option) != self.level(right, *option))
            .count()
    }

    /// The state's name in the model, if it has one.
    #[must_use]
    pub fn named(&self, state: StateId) -> Option<NamedStateId> {
        match &self.store {
            Store::Dense(_) => None,
            Store::Explicit(explicit) => explicit.named(state),
        }
    }

    /// The state's identifier: its name as typed, else one letter per option in file order (Y, N
    /// or, with levels, the level's name; then joined by `-`).
    #[must_use]
    pub fn id(&self, state: StateId) -> String {
        match self
            .named(state)
            .and_then(|named| self.naming.names.get(named.index()))
        {
            Some(name) => name.clone(),
            None => self.letters(state),
        }
    }

    /// The option values of a state: `YN-Y`, or `Y-N-high` where there are levels. An open option
    /// is `-` (`*` where values are joined by `-`). Empty where there are no options.
    #[must_use]
    pub fn letters(&self, state: StateId) -> String {
        let many_valued = self.naming.levels.iter().any(|levels| !levels.is_empty());
        let letters: Vec<&str> = self
            .naming
            .levels
            .iter()
            .enumerate()
            .map(|(option, levels)| {
                let level = self.level(state, OptionId(option as u16));
                match (level, levels.is_empty()) {
                    (None, _) if many_valued => "*",
                    (None, _) => "-",
                    (Some(Level(0)), true) => "N",
                    (Some(_), true) => "Y",
                    (Some(level), false) => {
                        levels.get(usize::from(level.0)).map_or("?", String::as_str)
                    }
                }
            })
            .collect();
        letters.join(if many_valued { "-" } else { "" })
    }

    /// The label of a named state.
    #[must_use]
    pub fn label(&self, state: StateId) -> Option<&str> {
        let named = self.named(state)?;
        self.naming.labels.get(named.index())?.as_deref()
    }

    /// The state with this identifier. Cost: linear in the number of states for named states.
    #[must_use]
    pub fn find_id(&self, id: &str) -> Option<StateId> {
        self.states().find(|state| self.id(*state) == id)
    }

    /// Truth of a formula at a state. Options that a coalesced state leaves open count as at their
    /// lowest level.
    #[must_use]
    pub fn holds(&self, formula: &Formula, state: StateId) -> bool {
        formula.holds(
            &|option| self.level(state, option).unwrap_or_default(),
            self.named(state),
        )
    }

    /// All states that satisfy a formula. Cost: one pass over the states; 64 at a time in a dense
    /// store.
    #[must_use]
    pub fn select(&self, formula: &Formula) -> StateSet {
        match &self.store {
            Store::Dense(dense) => {
                let compiled = Compiled::new(formula, &self.step.layout);
                let words: Vec<u64> = dense
                    .states()
                    .words()
                    .par_iter()
                    .with_min_len(256)
                    .enumerate()
                    .map(|(at, states)| states & compiled.word(at as u64))
                    .collect();
                StateSet::from_words(dense.index_len(), words)
            }
            Store::Explicit(_) => {
                let mut set = StateSet::new(self.index_len());
                for state in self.states() {
                    if self.holds(formula, state) {
                        set.insert(state);
                    }
                }
                set
            }
        }
    }

    /// Where the conflict stands, consequences fired.
    #[must_use]
    pub fn status_quo(&self) -> Option<StateId> {
        self.status_quo
    }

    /// The outcome to be explained: as observed, else the status quo.
    #[must_use]
    pub fn observed(&self) -> Option<StateId> {
        self.observed.or(self.status_quo)
    }

    /// Whether every actor's moves are known to be transitive; then the rule that no actor moves
    /// twice in succession changes nothing.
    #[must_use]
    pub fn moves_are_transitive(&self) -> bool {
        match &self.store {
            Store::Dense(_) => !self.step.has_consequences() && !self.step.has_guards(),
            Store::Explicit(explicit) => explicit.is_transitive(),
        }
    }

    /// Whether every option vector is a state and every option is free: the moves of each actor
    /// are then the axes of a hypercube.
    #[must_use]
    pub fn is_free(&self) -> bool {
        self.moves_are_transitive()
            && matches!(&self.store, Store::Dense(dense) if dense.is_full())
            && self.step.actors.iter().all(|own| own.one_way.is_empty())
    }

    /// The graph of a conflict that differs from this one's in nothing but preferences and the
    /// directions of options, without finding its states again. None where that is not possible:
    /// in an explicit store, and where consequences fire. Cost: a copy of one bit a state.
    #[must_use]
    pub fn redirected(&self, conflict: &Conflict) -> Option<Graph> {
        let Store::Dense(dense) = &self.store else {
            return None;
        };
        let step = Step::new(conflict).ok()?;
        Some(Graph {
            store: Store::Dense(dense.redirected(step.clone())?),
            step,
            naming: self.naming.clone(),
            status_quo: self.status_quo,
            observed: self.observed,
        })
    }

    /// The semantics of one step.
    #[must_use]
    pub fn step(&self) -> &Step {
        &self.step
    }
}
