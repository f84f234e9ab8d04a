//! From a checked conflict to its states, moves and ranks, with every message that needs them.

use model::conflict::{Conflict, RuleBody, Start, States};
use syntax::diagnostic::Diagnostic;

use crate::control::{Control, Interrupted};
use crate::count::Diagram;
use crate::dense::Dense;
use crate::explicit::{Explicit, VECTOR_LIMIT};
use crate::graph::{Graph, Naming, Store};
use crate::layout::Code;
use crate::messages::{
    explicit_error, infeasible, no_state, rank_error, step_defect, too_many_bits, too_many_states,
};
use crate::ranking::Ranks;
use crate::state_set::StateId;
use crate::step::{Settled, Step};

/// How much the engine may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Memory in bytes that states, ranks and the analysis of all actors may need together.
    pub memory: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { memory: 3 << 30 }
    }
}

/// A graph with its ranks.
#[derive(Debug)]
pub struct Built {
    /// States and moves.
    pub graph: Graph,
    /// Ranks of the states.
    pub ranks: Ranks,
    /// Warnings and advice that only the states show.
    pub warnings: Vec<Diagnostic>,
}

/// Why a graph could not be built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BuildError {
    /// The model has errors that only its states show.
    Model(Vec<Diagnostic>),
    /// The conflict is larger than the limits allow.
    TooLarge(Box<Diagnostic>),
    /// The host stopped the work.
    Interrupted,
}

impl From<Interrupted> for BuildError {
    fn from(_: Interrupted) -> Self {
        BuildError::Interrupted
    }
}

/// Below this many bits a dense store is used whatever the rules leave.
const SMALL_BITS: u32 = 14;
/// A dense store is used up to this many bits, memory permitting.
pub(crate) const DENSE_BITS: u32 = 28;

impl Graph {
    /// Builds the states, moves and ranks of a conflict.
    /// Errors: no feasible state, an infeasible status quo, incomplete rankings, defects of forced
    /// consequences, and models larger than the limits, which are announced before the work.
    pub fn build(
        conflict: &Conflict,
        limits: &Limits,
        control: &Control,
    ) -> Result<Built, BuildError> {
        let step = Step::new(conflict).map_err(|bits| too_many_bits(conflict, bits))?;
        let store = store(conflict, &step, limits, control)?;
        let mut graph = Graph {
            store,
            step,
            naming: Naming::new(conflict),
            status_quo: None,
            observed: None,
        };
        place_starts(conflict, &mut graph)?;
        let ranks = Ranks::of(&graph, &conflict.preferences, control)
            .map_err(|error| rank_error(conflict, &graph, error))?;
        let warnings = crate::advice::warnings(conflict, &graph);
        Ok(Built {
            graph,
            ranks,
            warnings,
        })
    }
}

fn store(
    conflict: &Conflict,
    step: &Step,
    limits: &Limits,
    control: &Control,
) -> Result<Store, BuildError> {
    match &conflict.states {
        States::Listed {
            states,
            moves: Some(moves),
        } => Ok(Store::Explicit(Explicit::from_arcs(step, states, moves))),
        States::Listed {
            states,
            moves: None,
        } => Explicit::from_patterns(step, states)
            .map(Store::Explicit)
            .map_err(|error| explicit_error(conflict, step, &error)),
        States::FromOptions { merged } if merged.is_empty() => {
            option_form(conflict, step, limits, control)
        }
        States::FromOptions { merged } => {
            let codes = few_codes(conflict, step, limits)?;
            Explicit::from_codes(step, &codes, merged)
                .map(Store::Explicit)
                .map_err(|error| explicit_error(conflict, step, &error))
        }
    }
}

fn option_form(
    conflict: &Conflict,
    step: &Step,
    limits: &Limits,
    control: &Control,
) -> Result<Store, BuildError> {
    let bits = step.layout.bits();
    let fits = bits <= DENSE_BITS && dense_memory(conflict, bits) <= limits.memory;
    if bits > SMALL_BITS {
        let diagram = Diagram::new(step);
        let few = diagram
            .as_ref()
            .and_then(|diagram| diagram.states(VECTOR_LIMIT))
            .filter(|codes| !fits || codes.len() < 1 << bits.saturating_sub(8));
        if let Some(codes) = few {
            if codes.is_empty() {
                return Err(no_state(conflict, step));
            }
            return Explicit::from_codes(step, &codes, &[])
                .map(Store::Explicit)
                .map_err(|error| explicit_error(conflict, step, &error));
        }
        if !fits {
            return Err(too_many_states(conflict, step, diagram.as_ref(), limits));
        }
    }
    let dense = Dense::new(step.clone(), control)?;
    if dense.count() == 0 {
        return Err(no_state(conflict, step));
    }
    if let Some(defect) = dense.defect() {
        return Err(step_defect(conflict, step, &defect));
    }
    Ok(Store::Dense(dense))
}

/// Bytes that a dense store, its ranks and the analysis of two actors at a time need.
#[must_use]
pub fn dense_memory(conflict: &Conflict, bits: u32) -> u64 {
    let actors = conflict.actors.len() as u64;
    let landings = if conflict
        .rules
        .iter()
        .any(|rule| matches!(rule.body, RuleBody::Consequence { .. }))
    {
        12
    } else {
        0
    };
    let per_state = 12 * actors + 2 * 24 + landings;
    1_u64
        .checked_shl(bits)
        .and_then(|states| states.checked_mul(per_state))
        .unwrap_or(u64::MAX)
}

fn few_codes(conflict: &Conflict, step: &Step, limits: &Limits) -> Result<Vec<Code>, BuildError> {
    let diagram = Diagram::new(step);
    match diagram.as_ref().and_then(|d| d.states(VECTOR_LIMIT)) {
        Some(codes) if codes.is_empty() => Err(no_state(conflict, step)),
        Some(codes) => Ok(codes),
        None => Err(too_many_states(conflict, step, diagram.as_ref(), limits)),
    }
}

fn place_starts(conflict: &Conflict, graph: &mut Graph) -> Result<(), BuildError> {
    let mut errors = Vec::new();
    match place(graph, &conflict.status_quo) {
        Ok(state) => graph.status_quo = state,
        Err(code) => errors.push(infeasible(
            conflict,
            graph,
            code,
            "status-quo-infeasible",
            "status quo",
        )),
    }
    if let Some(observed) = &conflict.observed {
        match place(graph, observed) {
            Ok(state) => graph.observed = state,
            Err(code) => errors.push(infeasible(
                conflict,
                graph,
                code,
                "observed-infeasible",
                "observed outcome",
            )),
        }
    }
    if errors.is_empty() {
        Ok(())
    } else {
        Err(BuildError::Model(errors))
    }
}

/// The state of a start, consequences fired; the error is the code that is no state.
fn place(graph: &Graph, start: &Start) -> Result<Option<StateId>, Code> {
    match start {
        Start::Unknown => Ok(None),
        Start::Named(named) => Ok(graph
            .states()
            .find(|state| graph.named(*state) == Some(*named))),
        Start::Options(levels) => {
            let code = graph.step.layout.pack(levels);
            let end = match graph.step.settle(code) {
                Settled::At(end) => end,
                Settled::Circle => return Err(code),
            };
            let state = match &graph.store {
                Store::Dense(_) => Some(StateId(end as u32)).filter(|s| graph.contains(*s)),
                Store::Explicit(explicit) => explicit
                    .find(end)
                    .or_else(|| matching(graph, explicit, end)),
            };
            state.map(Some).ok_or(end)
        }
    }
}

/// The only listed state whose pattern an option vector matches (graph form).
fn matching(graph: &Graph, explicit: &Explicit, code: Code) -> Option<StateId> {
    let fields = graph.step.layout.fields();
    if fields.is_empty() || explicit.covers_vectors() {
        return None;
    }
    let mut all = graph.states().filter(|state| {
        fields.iter().enumerate().all(|(option, field)| {
            explicit
                .level(*state, option)
                .is_none_or(|level| level == field.get(code))
        })
    });
    all.next().filter(|_| all.next().is_none())
}
