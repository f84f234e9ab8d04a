//! The dense store: every option vector has an index, infeasible ones are holes.
//!
//! In: a [`Step`] with at most 32 bits. Out: which indices are states, and where each option
//! vector settles when consequences fire. Moves are computed from an actor's own bits.

use model::conflict::{ActorId, OptionId};
use rayon::prelude::*;

use crate::control::{Control, Interrupted};
use crate::layout::Code;
use crate::state_set::{StateId, StateSet};
use crate::step::{Settled, Step};

/// No state: an option vector that a move cannot lead to.
pub const NOWHERE: u32 = u32::MAX;

/// Option vectors with consequences settled.
#[derive(Debug)]
pub struct Dense {
    step: Step,
    states: StateSet,
    count: usize,
    landings: Option<Landings>,
}

/// Where option vectors that are no states settle.
#[derive(Debug)]
struct Landings {
    /// By index: the state that a move to this option vector ends in, or [`NOWHERE`].
    lands: Vec<u32>,
    /// By index: where this state's entries in `sources` start; one more entry at the end.
    starts: Vec<u32>,
    /// The option vectors that settle elsewhere, grouped by the state where they do.
    sources: Vec<u32>,
}

/// A defect of the model that only its states show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepDefect {
    /// A move sets off consequences that go round in a circle.
    Circle {
        /// Whose move.
        actor: ActorId,
        /// From where.
        from: Code,
        /// What the actor itself changes it to.
        to: Code,
    },
    /// A move sets off consequences that undo a one-way option.
    Undone {
        /// Whose move.
        actor: ActorId,
        /// From where.
        from: Code,
        /// Where it would end.
        to: Code,
        /// What it would undo.
        option: OptionId,
    },
}

impl Dense {
    /// Finds all states. Cost: one pass over 2^bits / 64 words, plus one fixpoint for each option
    /// vector at which a consequence is pending.
    pub fn new(step: Step, control: &Control) -> Result<Self, Interrupted> {
        let len = 1_usize << step.layout.bits();
        let word_count = len.div_ceil(64) as u64;
        control.step("finding the feasible states")?;
        let words: Vec<u64> = (0..word_count)
            .into_par_iter()
            .map(|word| step.states_word(word))
            .collect();
        let states = StateSet::from_words(len, words);
        let landings = if step.has_consequences() {
            control.step("firing the forced consequences")?;
            Some(Landings::new(&step, &states, len))
        } else {
            None
        };
        Ok(Dense {
            count: states.len(),
            step,
            states,
            landings,
        })
    }

    /// The same states with other directions of options. None where consequences fire: they could
    /// undo what has become one-way.
    pub(crate) fn redirected(&self, step: Step) -> Option<Self> {
        self.landings.is_none().then(|| Dense {
            step,
            states: self.states.clone(),
            count: self.count,
            landings: None,
        })
    }

    /// The semantics of one step.
    #[must_use]
    pub fn step(&self) -> &Step {
        &self.step
    }

    /// Which indices are states.
    #[must_use]
    pub fn states(&self) -> &StateSet {
        &self.states
    }

    /// Number of states.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// Number of indices.
    #[must_use]
    pub fn index_len(&self) -> usize {
        self.states.universe()
    }

    /// Whether every index is a state.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.count == self.index_len()
    }

    /// The state that a move to this option vector ends in.
    #[must_use]
    pub fn lands(&self, vector: u32) -> Option<StateId> {
        match &self.landings {
            None => Some(StateId(vector)).filter(|state| self.states.contains(*state)),
            Some(landings) => landings
                .lands
                .get(vector as usize)
                .filter(|state| **state != NOWHERE)
                .map(|state| StateId(*state)),
        }
    }

    /// The option vectors other than `state` itself that settle at it.
    #[must_use]
    pub fn settles_at(&self, state: StateId) -> &[u32] {
        let Some(landings) = &self.landings else {
            return &[];
        };
        match landings.starts.get(state.index()..state.index() + 2) {
            Some([start, end]) => landings
                .sources
                .get(*start as usize..*end as usize)
                .unwrap_or_default(),
            _ => &[],
        }
    }

    /// Calls `visit` with the end of every move of the actor from a state, with repetitions, the
    /// state itself left out.
    pub fn for_each_move(&self, actor: ActorId, from: StateId, visit: &mut impl FnMut(StateId)) {
        let code = Code::from(from.0);
        self.for_each_change(actor, from, &mut |vector| {
            if let Some(to) = self.lands(vector)
                && to != from
                && (!self.step.has_guards() || self.step.is_open(actor, code, Code::from(to.0)))
            {
                visit(to);
            }
        });
    }

    /// Calls `visit` with every option vector that the actor can turn this one into by its own
    /// options, the vector itself left out.
    pub fn for_each_change(&self, actor: ActorId, from: StateId, visit: &mut impl FnMut(u32)) {
        let Some(own) = self.step.actors.get(actor.index()) else {
            return;
        };
        let mask = own.mask as u32;
        let others = from.0 & !mask;
        let mut setting = 0_u32;
        loop {
            let vector = others | setting;
            if vector != from.0
                && (own.one_way.is_empty()
                    || self
                        .step
                        .may_change(actor, Code::from(from.0), Code::from(vector)))
            {
                visit(vector);
            }
            setting = setting.wrapping_sub(mask) & mask;
            if setting == 0 {
                break;
            }
        }
    }

    /// The first defect that some move of some state shows, if any.
    /// Cost: one scan of an actor's block for each option vector that settles in a suspicious way.
    #[must_use]
    pub fn defect(&self) -> Option<StepDefect> {
        self.landings.as_ref()?;
        (0..self.index_len() as u32)
            .into_par_iter()
            .filter(|vector| !self.states.contains(StateId(*vector)))
            .filter(|vector| self.step.layout.is_valid(Code::from(*vector)))
            .find_map_first(|vector| match self.step.settle(Code::from(vector)) {
                Settled::Circle => self.defect_of(vector, None),
                Settled::At(end) if self.step.undone(Code::from(vector), end).is_some() => {
                    self.defect_of(vector, Some(end))
                }
                Settled::At(_) => None,
            })
    }

    fn defect_of(&self, vector: u32, end: Option<Code>) -> Option<StepDefect> {
        let to = Code::from(vector);
        (0..self.step.actors.len()).find_map(|actor| {
            let actor = ActorId(actor as u16);
            let mask = self.step.actors.get(actor.index())?.mask as u32;
            let others = vector & !mask;
            let mut setting = 0_u32;
            loop {
                let state = StateId(others | setting);
                let from = Code::from(state.0);
                if self.states.contains(state) && self.step.may_change(actor, from, to) {
                    match end {
                        None => return Some(StepDefect::Circle { actor, from, to }),
                        Some(end) if self.step.is_state(end) => {
                            if let Some(option) = self.step.undone(from, end) {
                                return Some(StepDefect::Undone {
                                    actor,
                                    from,
                                    to: end,
                                    option,
                                });
                            }
                        }
                        Some(_) => {}
                    }
                }
                setting = setting.wrapping_sub(mask) & mask;
                if setting == 0 {
                    return None;
                }
            }
        })
    }
}

impl Landings {
    fn new(step: &Step, states: &StateSet, len: usize) -> Self {
        let lands: Vec<u32> = (0..len as u32)
            .into_par_iter()
            .map(|vector| landing(step, states, vector))
            .collect();
        let moved = || {
            let ends = lands.iter().enumerate();
            ends.filter(|(vector, end)| **end != NOWHERE && **end != *vector as u32)
        };
        let mut starts = vec![0_u32; len + 1];
        for (_, end) in moved() {
            starts[*end as usize + 1] += 1;
        }
        for at in 0..len {
            starts[at + 1] += starts[at];
        }
        let mut free = starts.clone();
        let mut sources = vec![0_u32; starts[len] as usize];
        for (vector, end) in moved() {
            let place = &mut free[*end as usize];
            sources[*place as usize] = vector as u32;
            *place += 1;
        }
        Landings {
            lands,
            starts,
            sources,
        }
    }
}

fn landing(step: &Step, states: &StateSet, vector: u32) -> u32 {
    if states.contains(StateId(vector)) {
        return vector;
    }
    let code = Code::from(vector);
    if !step.layout.is_valid(code) {
        return NOWHERE;
    }
    match step.settle(code) {
        Settled::At(end) if end != code && states.contains(StateId(end as u32)) => end as u32,
        _ => NOWHERE,
    }
}
