//! The explicit store: few states, each with its option levels, arcs by actor.
//!
//! Used for graph form, for coalesced states, and for option form with many options but few
//! feasible states.

use model::conflict::{ActorId, Level, ListedState, MergedState, NamedStateId};
use rustc_hash::FxHashMap;

use crate::compiled::Compiled;
use crate::dense::StepDefect;
use crate::layout::Code;
use crate::state_set::StateId;
use crate::step::{Settled, Step};

/// The level of an option that a coalesced state leaves open.
const OPEN: u8 = u8::MAX;

/// Compressed arcs of one actor: for each state the states it can move to, ascending.
#[derive(Clone, Debug, Default)]
pub struct Arcs {
    starts: Vec<u32>,
    ends: Vec<StateId>,
}

impl Arcs {
    /// Arcs from pairs, which are sorted and freed of repetitions and loops here.
    #[must_use]
    pub fn new(states: usize, mut pairs: Vec<(StateId, StateId)>) -> Self {
        pairs.retain(|(from, to)| from != to);
        pairs.sort_unstable();
        pairs.dedup();
        let mut starts = vec![0_u32; states + 1];
        for (from, _) in &pairs {
            if let Some(start) = starts.get_mut(from.index() + 1) {
                *start += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        Arcs {
            starts,
            ends: pairs.into_iter().map(|(_, to)| to).collect(),
        }
    }

    /// The ends of the arcs from a state.
    #[must_use]
    pub fn from(&self, state: StateId) -> &[StateId] {
        match self.starts.get(state.index()..state.index() + 2) {
            Some([start, end]) => self
                .ends
                .get(*start as usize..*end as usize)
                .unwrap_or_default(),
            _ => &[],
        }
    }

    /// Number of arcs.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no arc.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// All arcs turned round.
    #[must_use]
    pub fn reversed(&self) -> Arcs {
        let states = self.starts.len().saturating_sub(1);
        let pairs = (0..states)
            .map(StateId::from_index)
            .flat_map(|from| self.from(from).iter().map(move |to| (*to, from)))
            .collect();
        Arcs::new(states, pairs)
    }
}

/// States with their arcs.
#[derive(Debug)]
pub struct Explicit {
    options: usize,
    levels: Vec<u8>,
    names: Vec<Option<NamedStateId>>,
    arcs: Vec<Arcs>,
    reversed: Vec<Arcs>,
    by_code: FxHashMap<Code, StateId>,
    transitive: bool,
}

/// Why an explicit store could not be built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExplicitError {
    /// More option vectors or moves than the store holds.
    TooMany {
        /// What there are too many of.
        what: &'static str,
        /// At most this many are held.
        limit: usize,
    },
    /// Two named states cover the same option vector.
    Overlap(NamedStateId, NamedStateId),
    /// A named state covers no feasible option vector.
    Empty(NamedStateId),
    /// Forced consequences are at fault.
    Defect(StepDefect),
}

/// The most option vectors an explicit store covers.
pub const VECTOR_LIMIT: usize = 2_000_000;
/// The most arcs an explicit store holds, over all actors.
pub const ARC_LIMIT: usize = 200_000_000;

impl Explicit {
    /// Graph form: states and arcs as typed, restricted by consent and similar rules.
    #[must_use]
    pub fn from_arcs(
        step: &Step,
        states: &[ListedState],
        moves: &[Vec<(NamedStateId, NamedStateId)>],
    ) -> Self {
        let mut store = Self::with_patterns(step, states);
        let place = |state: NamedStateId| (store.code(step, StateId(state.0)), Some(state));
        let arcs = moves.iter().enumerate().map(|(actor, arcs)| {
            let open = |from: NamedStateId, to: NamedStateId| {
                let actor = ActorId(actor as u16);
                !step.has_guards() || step.is_open_between(actor, place(from), place(to))
            };
            let arcs = arcs.iter().filter(|(from, to)| open(*from, *to));
            let pairs = arcs.map(|(from, to)| (StateId(from.0), StateId(to.0)));
            Arcs::new(states.len(), pairs.collect())
        });
        let arcs: Vec<Arcs> = arcs.collect();
        store.set_arcs(arcs);
        store
    }

    /// States named by patterns, with moves that follow from the options.
    pub fn from_patterns(step: &Step, states: &[ListedState]) -> Result<Self, ExplicitError> {
        let mut store = Self::with_patterns(step, states);
        for (at, state) in states.iter().enumerate() {
            let name = NamedStateId(at as u32);
            let mut covered = false;
            for code in covered_codes(step, state)? {
                if step.is_state(code) {
                    covered = true;
                    if let Some(other) = store.by_code.insert(code, StateId(name.0)) {
                        return Err(ExplicitError::Overlap(NamedStateId(other.0), name));
                    }
                }
            }
            if !covered {
                return Err(ExplicitError::Empty(name));
            }
        }
        store.connect(step)?;
        Ok(store)
    }

    /// All states given by their codes, ascending; those of a merged formula become one.
    pub fn from_codes(
        step: &Step,
        codes: &[Code],
        merged: &[MergedState],
    ) -> Result<Self, ExplicitError> {
        let formulas: Vec<Compiled> = merged
            .iter()
            .map(|state| Compiled::new(&state.formula, &step.layout))
            .collect();
        let mut store = Explicit {
            options: step.layout.fields().len(),
            levels: Vec::new(),
            names: Vec::new(),
            arcs: Vec::new(),
            reversed: Vec::new(),
            by_code: FxHashMap::default(),
            transitive: false,
        };
        let mut merged_at: Vec<Option<StateId>> = vec![None; merged.len()];
        for code in codes {
            let mut covering = formulas.iter().enumerate().filter(|(_, f)| f.holds(*code));
            let state = match (covering.next(), covering.next()) {
                (Some((first, _)), Some((second, _))) => {
                    return Err(ExplicitError::Overlap(
                        NamedStateId(first as u32),
                        NamedStateId(second as u32),
                    ));
                }
                (Some((at, _)), None) => match merged_at.get(at).copied().flatten() {
                    Some(state) => {
                        store.leave_open(step, state, *code);
                        state
                    }
                    None => {
                        let state = store.push(step, *code, Some(NamedStateId(at as u32)));
                        if let Some(slot) = merged_at.get_mut(at) {
                            *slot = Some(state);
                        }
                        state
                    }
                },
                (None, _) => store.push(step, *code, None),
            };
            store.by_code.insert(*code, state);
        }
        if let Some(at) = merged_at.iter().position(Option::is_none) {
            return Err(ExplicitError::Empty(NamedStateId(at as u32)));
        }
        store.connect(step)?;
        store.transitive = merged.is_empty() && !step.has_guards() && !step.has_consequences();
        Ok(store)
    }

    fn with_patterns(step: &Step, states: &[ListedState]) -> Self {
        let options = step.layout.fields().len();
        let levels = states
            .iter()
            .flat_map(|state| {
                (0..options).map(|option| match state.pattern.get(option) {
                    Some(Some(level)) => level.0,
                    _ => OPEN,
                })
            })
            .collect();
        Explicit {
            options,
            levels,
            names: (0..states.len())
                .map(|at| Some(NamedStateId(at as u32)))
                .collect(),
            arcs: Vec::new(),
            reversed: Vec::new(),
            by_code: FxHashMap::default(),
            transitive: false,
        }
    }

    fn push(&mut self, step: &Step, code: Code, name: Option<NamedStateId>) -> StateId {
        let state = StateId::from_index(self.names.len());
        self.names.push(name);
        self.levels
            .extend(step.layout.fields().iter().map(|field| field.get(code).0));
        state
    }

    /// Marks the options open in which a merged state's vectors differ.
    fn leave_open(&mut self, step: &Step, state: StateId, code: Code) {
        let start = state.index() * self.options;
        let levels = self.levels.iter_mut().skip(start).take(self.options);
        for (level, field) in levels.zip(step.layout.fields()) {
            if *level != field.get(code).0 {
                *level = OPEN;
            }
        }
    }

    fn set_arcs(&mut self, arcs: Vec<Arcs>) {
        self.reversed = arcs.iter().map(Arcs::reversed).collect();
        self.arcs = arcs;
    }

    /// Computes the arcs of option form between the covered vectors.
    fn connect(&mut self, step: &Step) -> Result<(), ExplicitError> {
        let mut codes: Vec<(Code, StateId)> = self.by_code.iter().map(|(c, s)| (*c, *s)).collect();
        codes.sort_unstable();
        let mut total = 0_usize;
        let mut all = Vec::with_capacity(step.actors.len());
        for actor in 0..step.actors.len() {
            let actor = ActorId(actor as u16);
            let pairs = if step.has_consequences() {
                self.pairs_by_change(step, actor, &codes, ARC_LIMIT - total)?
            } else {
                self.pairs_by_block(step, actor, &codes, ARC_LIMIT - total)?
            };
            total += pairs.len();
            all.push(Arcs::new(self.names.len(), pairs));
        }
        self.set_arcs(all);
        Ok(())
    }

    /// Tries every setting of the actor's own options: needed where consequences fire.
    fn pairs_by_change(
        &self,
        step: &Step,
        actor: ActorId,
        codes: &[(Code, StateId)],
        limit: usize,
    ) -> Result<Vec<(StateId, StateId)>, ExplicitError> {
        let too_many = ExplicitError::TooMany {
            what: "moves to try",
            limit: ARC_LIMIT,
        };
        let Some(own) = step.actors.get(actor.index()) else {
            return Ok(Vec::new());
        };
        let settings = 1_usize.checked_shl(own.mask.count_ones());
        let tries = settings.and_then(|settings| settings.checked_mul(codes.len()));
        if tries.is_none_or(|tries| tries > ARC_LIMIT) {
            return Err(too_many);
        }
        let mut pairs = Vec::new();
        for (from, state) in codes {
            let mut setting: Code = 0;
            loop {
                let to = (from & !own.mask) | setting;
                if to != *from
                    && step.layout.is_valid(to)
                    && step.may_change(actor, *from, to)
                    && let Some(end) = self.end_of(step, actor, (*from, *state), to)?
                {
                    pairs.push((*state, end));
                }
                setting = setting.wrapping_sub(own.mask) & own.mask;
                if setting == 0 {
                    break;
                }
            }
            if pairs.len() > limit {
                return Err(too_many);
            }
        }
        Ok(pairs)
    }

    /// Pairs of vectors that differ in the actor's own options alone.
    fn pairs_by_block(
        &self,
        step: &Step,
        actor: ActorId,
        codes: &[(Code, StateId)],
        limit: usize,
    ) -> Result<Vec<(StateId, StateId)>, ExplicitError> {
        let Some(own) = step.actors.get(actor.index()) else {
            return Ok(Vec::new());
        };
        let mut blocks: Vec<(Code, Code, StateId)> = codes
            .iter()
            .map(|(code, state)| (code & !own.mask, *code, *state))
            .collect();
        blocks.sort_unstable();
        let mut pairs = Vec::new();
        for block in blocks.chunk_by(|left, right| left.0 == right.0) {
            for (_, from, state) in block {
                for (_, to, end) in block {
                    if from != to
                        && step.may_change(actor, *from, *to)
                        && step.is_open_between(
                            actor,
                            (*from, self.named(*state)),
                            (*to, self.named(*end)),
                        )
                    {
                        pairs.push((*state, *end));
                    }
                }
                if pairs.len() > limit {
                    return Err(ExplicitError::TooMany {
                        what: "moves",
                        limit: ARC_LIMIT,
                    });
                }
            }
        }
        Ok(pairs)
    }

    /// The state in which a change of the actor's own options ends, if it is open to the actor.
    fn end_of(
        &self,
        step: &Step,
        actor: ActorId,
        (from, state): (Code, StateId),
        to: Code,
    ) -> Result<Option<StateId>, ExplicitError> {
        let end = match step.settle(to) {
            Settled::At(end) => end,
            Settled::Circle => {
                let circle = StepDefect::Circle { actor, from, to };
                return Err(ExplicitError::Defect(circle));
            }
        };
        let found = self.by_code.get(&end).copied();
        match step.undone(from, end) {
            Some(option) if found.is_some() => Err(ExplicitError::Defect(StepDefect::Undone {
                actor,
                from,
                to: end,
                option,
            })),
            _ => Ok(found.filter(|found| {
                let (from, to) = ((from, self.named(state)), (end, self.named(*found)));
                step.is_open_between(actor, from, to)
            })),
        }
    }

    /// The code of a state, with open options at their lowest level.
    #[must_use]
    pub fn code(&self, step: &Step, state: StateId) -> Code {
        let levels: Vec<Level> = (0..self.options)
            .map(|option| self.level(state, option).unwrap_or_default())
            .collect();
        step.layout.pack(&levels)
    }

    /// Number of states.
    #[must_use]
    pub fn count(&self) -> usize {
        self.names.len()
    }

    /// The level of an option, none where the state leaves it open.
    #[must_use]
    pub fn level(&self, state: StateId, option: usize) -> Option<Level> {
        self.levels
            .get(state.index() * self.options + option)
            .filter(|level| option < self.options && **level != OPEN)
            .map(|level| Level(*level))
    }

    /// The state's name in the model.
    #[must_use]
    pub fn named(&self, state: StateId) -> Option<NamedStateId> {
        self.names.get(state.index()).copied().flatten()
    }

    /// The state that covers an option vector.
    #[must_use]
    pub fn find(&self, code: Code) -> Option<StateId> {
        self.by_code.get(&code).copied()
    }

    /// Whether states cover option vectors (not so in graph form).
    #[must_use]
    pub fn covers_vectors(&self) -> bool {
        !self.by_code.is_empty()
    }

    /// The arcs of an actor.
    #[must_use]
    pub fn arcs(&self, actor: ActorId) -> Option<&Arcs> {
        self.arcs.get(actor.index())
    }

    /// The arcs of an actor turned round.
    #[must_use]
    pub fn reversed(&self, actor: ActorId) -> Option<&Arcs> {
        self.reversed.get(actor.index())
    }

    /// Whether every actor's moves are known to be transitive.
    #[must_use]
    pub fn is_transitive(&self) -> bool {
        self.transitive
    }
}

/// All codes that match a listed state's pattern.
fn covered_codes(step: &Step, state: &ListedState) -> Result<Vec<Code>, ExplicitError> {
    let mut codes: Vec<Code> = vec![0];
    for (option, field) in step.layout.fields().iter().enumerate() {
        let levels = match state.pattern.get(option) {
            Some(Some(level)) => level.0..=level.0,
            _ => 0..=field.levels.saturating_sub(1),
        };
        codes = codes
            .iter()
            .flat_map(|code| {
                levels
                    .clone()
                    .map(move |level| code | field.put(Level(level)))
            })
            .collect();
        if codes.len() > VECTOR_LIMIT {
            return Err(ExplicitError::TooMany {
                what: "option vectors in one state",
                limit: VECTOR_LIMIT,
            });
        }
    }
    Ok(codes)
}
