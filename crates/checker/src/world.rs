//! From a checked model to the finite conflict of [`crate::definitions`], by trying everything.
//!
//! In: a [`Conflict`]. Out: a [`World`]: states with their ids, moves as sets, preferences as
//! numbers. Every vector of option values is visited, every setting of an actor's options is
//! tried, every pair of states is compared; nothing here is shared with the engine.

use std::collections::BTreeMap;
use std::fmt;

use model::conflict::{
    Assignment, Conflict, Level, ListedState, NamedStateId, OptionId, Start, States,
};
use model::formula::Formula;

use crate::definitions::{Actor, Model, Set, State};
use crate::order;
use crate::step::{self, Place};

/// A conflict with all its states.
#[derive(Clone, Debug)]
pub struct World {
    /// States, moves and preferences.
    pub model: Model,
    /// The id of each state: as typed where states are named, else one letter or level name for
    /// each option in file order.
    pub ids: Vec<String>,
    /// The actors' names.
    pub actors: Vec<String>,
    /// Where the conflict stands after forced consequences, if that is a state.
    pub start: Option<State>,
    places: Vec<Place>,
    by_id: BTreeMap<String, State>,
}

/// How much is tried before giving up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most vectors of option values that are visited.
    pub vectors: u64,
    /// The most settings of actors' options that are tried, over all vectors that rules allow.
    pub settings: u64,
    /// The most states for which claims of absence are searched.
    pub states: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            vectors: 1 << 20,
            settings: 1 << 22,
            states: 1 << 12,
        }
    }
}

/// Why a model has no world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorldError {
    /// There are more vectors of option values, or more states, than are tried.
    TooLarge {
        /// What there are too many of.
        what: &'static str,
        /// How many there are at least.
        count: u64,
        /// How many are tried.
        limit: u64,
    },
    /// Forced consequences go round in a circle from this vector.
    Circle(String),
    /// Two named states cover the same vector.
    Overlap(String, String),
    /// A named state covers no vector that the rules allow.
    Empty(String),
    /// A ranking leaves out this state.
    Unranked {
        /// Whose ranking.
        actor: String,
        /// The state.
        state: String,
    },
}

impl fmt::Display for WorldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WorldError::TooLarge { what, count, limit } => {
                write!(
                    f,
                    "{count} {what} are more than the {limit} that are re-checked"
                )
            }
            WorldError::Circle(vector) => {
                write!(f, "forced consequences go round in a circle from {vector}")
            }
            WorldError::Overlap(left, right) => {
                write!(
                    f,
                    "states `{left}` and `{right}` cover the same option values"
                )
            }
            WorldError::Empty(name) => write!(f, "state `{name}` covers no state that rules allow"),
            WorldError::Unranked { actor, state } => {
                write!(f, "the ranking of {actor} leaves out {state}")
            }
        }
    }
}

impl std::error::Error for WorldError {}

impl World {
    /// Builds the world of a conflict.
    ///
    /// # Errors
    /// When there is too much to try, or the model contradicts itself.
    pub fn new(conflict: &Conflict, limits: Limits) -> Result<World, WorldError> {
        let (places, moves, start) = match &conflict.states {
            States::Listed {
                states,
                moves: Some(arcs),
            } => graph_form(conflict, states, arcs),
            _ => option_form(conflict, limits)?,
        };
        let ids: Vec<String> = places.iter().map(|place| id(conflict, place)).collect();
        let actors: Vec<String> = conflict
            .actors
            .iter()
            .map(|actor| actor.name.clone())
            .collect();
        let rank = order::ranks(conflict, &places, &ids)?;
        let by_id = ids.iter().cloned().zip(0..).collect();
        let model = Model {
            states: places.len(),
            moves,
            rank,
        };
        Ok(World {
            model,
            ids,
            actors,
            start,
            places,
            by_id,
        })
    }

    /// The state with this id.
    #[must_use]
    pub fn state(&self, id: &str) -> Option<State> {
        self.by_id.get(id).copied()
    }

    /// The actor with this name.
    #[must_use]
    pub fn actor(&self, name: &str) -> Option<Actor> {
        self.actors.iter().position(|known| known == name)
    }

    /// The id of a state, or a question mark.
    #[must_use]
    pub fn id(&self, state: State) -> &str {
        self.ids.get(state).map_or("?", String::as_str)
    }

    /// The name of an actor, or a question mark.
    #[must_use]
    pub fn name(&self, actor: Actor) -> &str {
        self.actors.get(actor).map_or("?", String::as_str)
    }

    /// Whether a formula is true in a state.
    #[must_use]
    pub fn holds(&self, formula: &Formula, state: State) -> bool {
        self.places
            .get(state)
            .is_some_and(|place| place.holds(formula))
    }

    /// The states in which a formula is true.
    #[must_use]
    pub fn select(&self, formula: &Formula) -> Set {
        (0..self.model.states)
            .filter(|state| self.holds(formula, *state))
            .collect()
    }

    /// What a state is: its option values, where it has them.
    #[must_use]
    pub fn level(&self, state: State, option: OptionId) -> Option<Level> {
        self.places
            .get(state)?
            .levels
            .get(option.index())
            .copied()
            .flatten()
    }
}

type Parts = (Vec<Place>, Vec<Vec<Set>>, Option<State>);

/// States and arcs as typed; binding rules about single moves close arcs.
fn graph_form(
    conflict: &Conflict,
    states: &[ListedState],
    arcs: &[Vec<(NamedStateId, NamedStateId)>],
) -> Parts {
    let places: Vec<Place> = states
        .iter()
        .zip(0..)
        .map(|(s, at)| Place::listed(s, at))
        .collect();
    let mut moves = vec![vec![Set::new(); places.len()]; conflict.actors.len()];
    for (i, (arcs, of)) in arcs.iter().zip(&mut moves).enumerate() {
        for (from, to) in arcs {
            let ends = (places.get(from.index()), places.get(to.index()));
            if let (Some(a), Some(b)) = ends
                && from != to
                && step::is_open(conflict, i, a, b)
                && let Some(ends) = of.get_mut(from.index())
            {
                ends.insert(to.index());
            }
        }
    }
    let start = match &conflict.status_quo {
        Start::Named(name) => Some(name.index()),
        Start::Options(levels) => places.iter().position(|place| place.covers(levels)),
        Start::Unknown => None,
    };
    (places, moves, start)
}

/// All vectors that the rules allow, gathered into states, and moves by trying every setting.
fn option_form(conflict: &Conflict, limits: Limits) -> Result<Parts, WorldError> {
    let vectors = step::feasible_vectors(conflict, limits)?;
    let settings = step::settings(conflict).saturating_mul(vectors.len() as u64);
    if settings > limits.settings {
        return Err(WorldError::TooLarge {
            what: "settings of actors' options",
            count: settings,
            limit: limits.settings,
        });
    }
    let (places, state_of) = gather(conflict, &vectors)?;
    let mut moves = vec![vec![Set::new(); places.len()]; conflict.actors.len()];
    for (from, &state) in &state_of {
        for (i, of) in moves.iter_mut().enumerate() {
            for to in step::moves(conflict, i, from)? {
                if let Some(&end) = state_of.get(&to)
                    && end != state
                    && step::is_open(
                        conflict,
                        i,
                        &Place::vector(from, places.get(state)),
                        &Place::vector(&to, places.get(end)),
                    )
                    && let Some(ends) = of.get_mut(state)
                {
                    ends.insert(end);
                }
            }
        }
    }
    let start = match &conflict.status_quo {
        Start::Options(levels) => state_of.get(&step::settle(conflict, levels)?).copied(),
        Start::Named(name) => places.iter().position(|place| place.named == Some(*name)),
        Start::Unknown => None,
    };
    Ok((places, moves, start))
}

type Gathered = (Vec<Place>, BTreeMap<Assignment, State>);

/// What makes one state of several vectors.
enum Cover<'a> {
    /// A merged state: those at which a formula is true.
    Formula(&'a Formula),
    /// A listed state: those that match its pattern.
    Pattern(&'a ListedState),
}

impl Cover<'_> {
    fn covers(&self, vector: &[Level]) -> bool {
        match self {
            Cover::Formula(formula) => Place::vector(vector, None).holds(formula),
            Cover::Pattern(state) => Place::listed(state, 0).covers(vector),
        }
    }
}

/// The named states with what they cover.
fn covers(conflict: &Conflict) -> Vec<(&str, Cover<'_>)> {
    match &conflict.states {
        States::FromOptions { merged } => {
            let merged = merged.iter();
            merged
                .map(|state| (state.name.as_str(), Cover::Formula(&state.formula)))
                .collect()
        }
        States::Listed { states, .. } => {
            let states = states.iter();
            states
                .map(|state| (state.name.as_str(), Cover::Pattern(state)))
                .collect()
        }
    }
}

/// Makes states of vectors: one each, one for each merged formula, or one for each listed pattern.
fn gather(conflict: &Conflict, vectors: &[Assignment]) -> Result<Gathered, WorldError> {
    let named = covers(conflict);
    let only_named = matches!(conflict.states, States::Listed { .. });
    let mut places: Vec<Place> = Vec::new();
    let mut state_of = BTreeMap::new();
    for vector in vectors {
        let mut covering = named
            .iter()
            .zip(0..)
            .filter(|((_, cover), _)| cover.covers(vector));
        let name = match (covering.next(), covering.next()) {
            (Some(((left, _), _)), Some(((right, _), _))) => {
                return Err(WorldError::Overlap((*left).to_owned(), (*right).to_owned()));
            }
            (Some((_, at)), None) => Some(NamedStateId(at)),
            (None, _) if only_named => continue,
            (None, _) => None,
        };
        let known = name.and_then(|name| places.iter().position(|p| p.named == Some(name)));
        let state = known.unwrap_or_else(|| {
            places.push(Place {
                named: name,
                ..Place::vector(vector, None)
            });
            places.len() - 1
        });
        if let Some(place) = places.get_mut(state) {
            place.leave_open_where_unlike(vector);
        }
        state_of.insert(vector.clone(), state);
    }
    for ((name, cover), at) in named.iter().zip(0..) {
        let place = places
            .iter_mut()
            .find(|place| place.named == Some(NamedStateId(at)));
        match (place, cover) {
            (None, _) => return Err(WorldError::Empty((*name).to_owned())),
            (Some(place), Cover::Pattern(state)) => place.levels.clone_from(&state.pattern),
            (Some(_), Cover::Formula(_)) => {}
        }
    }
    Ok((places, state_of))
}

/// The id of a state.
fn id(conflict: &Conflict, place: &Place) -> String {
    let name = |name: NamedStateId| match &conflict.states {
        States::Listed { states, .. } => states.get(name.index()).map(|state| state.name.clone()),
        States::FromOptions { merged } => merged.get(name.index()).map(|state| state.name.clone()),
    };
    if let Some(name) = place.named.and_then(name) {
        return name;
    }
    let letters = conflict
        .options
        .iter()
        .zip(&place.levels)
        .map(|(option, level)| level.map_or("-", |level| option.level_name(level)));
    let separator = if conflict.options.iter().all(|option| option.is_binary()) {
        ""
    } else {
        "-"
    };
    letters.collect::<Vec<_>>().join(separator)
}
