//! From a checked conflict to its states, moves and ranks, with every message that needs them.

use model::conflict::{ActorId, Conflict, PreferenceKind, RuleId, Start, States};
use syntax::diagnostic::{Diagnostic, Span};

use crate::control::{Control, Interrupted};
use crate::count::Diagram;
use crate::dense::{Dense, StepDefect};
use crate::explicit::{Explicit, ExplicitError, VECTOR_LIMIT};
use crate::graph::{Graph, Naming, Store};
use crate::layout::{Code, MAX_BITS};
use crate::ranking::{RankError, Ranks};
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
    TooLarge(Diagnostic),
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
const DENSE_BITS: u32 = 28;

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

/// A span that stands for the whole conflict.
fn whole(conflict: &Conflict) -> Span {
    conflict
        .status_quo_span
        .or_else(|| conflict.account.as_ref().map(|account| account.span))
        .or_else(|| conflict.actors.first().map(|actor| actor.span))
        .unwrap_or_default()
}

fn too_many_bits(conflict: &Conflict, bits: u32) -> BuildError {
    BuildError::TooLarge(
        Diagnostic::error(
            "too-many-options",
            whole(conflict),
            format!(
                "{} options need {bits} bits, and a state holds at most {MAX_BITS}",
                conflict.options.len()
            ),
        )
        .hint("merge options that always change together, or leave out options that nothing depends on"),
    )
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
            .map_err(|error| explicit_error(conflict, &error)),
        States::FromOptions { merged } if merged.is_empty() => {
            option_form(conflict, step, limits, control)
        }
        States::FromOptions { merged } => {
            let codes = few_codes(conflict, step, limits)?;
            Explicit::from_codes(step, &codes, merged)
                .map(Store::Explicit)
                .map_err(|error| explicit_error(conflict, &error))
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
                .map_err(|error| explicit_error(conflict, &error));
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
    let landings = if conflict.rules.iter().any(|rule| {
        matches!(rule.body, model::conflict::RuleBody::Consequence { .. })
    }) {
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

fn too_many_states(
    conflict: &Conflict,
    step: &Step,
    diagram: Option<&Diagram>,
    limits: &Limits,
) -> BuildError {
    let bits = step.layout.bits();
    let count = match diagram {
        Some(diagram) => grouped(&diagram.count()),
        None => format!("up to 2^{bits}"),
    };
    let gib = |bytes: u64| bytes as f64 / f64::from(1 << 30);
    let need = if bits <= DENSE_BITS {
        format!(
            "holding them takes about {:.1} GiB, and {:.1} GiB are allowed",
            gib(dense_memory(conflict, bits)),
            gib(limits.memory)
        )
    } else {
        format!("the engine holds at most 2^{DENSE_BITS} option vectors, or {VECTOR_LIMIT} listed states")
    };
    BuildError::TooLarge(
        Diagnostic::error(
            "too-many-states",
            whole(conflict),
            format!("{} options leave {count} feasible states: {need}", conflict.options.len()),
        )
        .hint("add the rules that say which combinations cannot occur (`requires`, `forbidden while`, `at most one of`)")
        .hint("or leave out options that do not bear on the question; each yes/no option doubles the number of states"),
    )
}

/// `16777216` as `16,777,216`; very long numbers as a power of ten.
fn grouped(digits: &str) -> String {
    if digits.len() > 18 {
        let (head, rest) = digits.split_at(1);
        let tenths = rest.get(..1).unwrap_or("0");
        return format!("about {head}.{tenths} × 10^{}", digits.len() - 1);
    }
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn explicit_error(conflict: &Conflict, error: &ExplicitError) -> BuildError {
    let named = |state: &model::conflict::NamedStateId| match &conflict.states {
        States::FromOptions { merged } => merged
            .get(state.index())
            .map(|state| (state.name.clone(), state.span)),
        States::Listed { states, .. } => states
            .get(state.index())
            .map(|state| (state.name.clone(), state.span)),
    }
    .unwrap_or_default();
    match error {
        ExplicitError::TooMany { what, limit } => BuildError::TooLarge(
            Diagnostic::error(
                "too-many-states",
                whole(conflict),
                format!("there are more than {limit} {what}"),
            )
            .hint("add rules that exclude combinations, or leave out options"),
        ),
        ExplicitError::Overlap(first, second) => {
            let ((first, first_span), (second, second_span)) = (named(first), named(second));
            BuildError::Model(vec![
                Diagnostic::error(
                    "states-overlap",
                    second_span,
                    format!("the states {first} and {second} cover the same option vector"),
                )
                .label(first_span, format!("{first} covers it too"))
                .hint("narrow one of the two, so that every option vector has one state"),
            ])
        }
        ExplicitError::Empty(state) => {
            let (name, span) = named(state);
            BuildError::Model(vec![
                Diagnostic::error(
                    "state-covers-nothing",
                    span,
                    format!("no feasible option vector belongs to the state {name}"),
                )
                .hint("check its pattern against the rules"),
            ])
        }
    }
}

fn no_state(conflict: &Conflict, step: &Step) -> BuildError {
    let culprits = core_of(step);
    let mut diagnostic = Diagnostic::error(
        "no-feasible-state",
        culprits
            .first()
            .and_then(|rule| conflict.rules.get(rule.index()))
            .map_or_else(|| whole(conflict), |rule| rule.span),
        "the rules leave no state at all",
    );
    for rule in culprits.iter().skip(1) {
        if let Some(rule) = conflict.rules.get(rule.index()) {
            diagnostic = diagnostic.label(rule.span, format!("together with {}", rule.name));
        }
    }
    BuildError::Model(vec![diagnostic.hint(
        "these rules contradict each other: weaken or drop one of them",
    )])
}

/// A smallest-by-deletion set of rules that leaves no state.
fn core_of(step: &Step) -> Vec<RuleId> {
    let mut kept: Vec<RuleId> = step
        .constraints
        .iter()
        .map(|(rule, _)| *rule)
        .chain(step.consequences.iter().map(|c| c.rule))
        .collect();
    kept.sort_unstable();
    kept.dedup();
    if kept.len() > 200 {
        return kept;
    }
    for candidate in kept.clone() {
        let mut reduced = step.clone();
        let stays = |rule: &RuleId| *rule != candidate && kept.contains(rule);
        reduced.constraints.retain(|(rule, _)| stays(rule));
        reduced.consequences.retain(|c| stays(&c.rule));
        let empty = Diagram::new(&reduced).is_some_and(|diagram| diagram.count() == "0");
        if empty {
            kept.retain(|rule| *rule != candidate);
        }
    }
    kept
}

fn step_defect(conflict: &Conflict, step: &Step, defect: &StepDefect) -> BuildError {
    let letters = |code: &Code| letters(conflict, step, *code);
    let actor = |actor: &ActorId| {
        conflict
            .actors
            .get(actor.index())
            .map_or("an actor", |actor| actor.name.as_str())
    };
    let rules = |code: Code| {
        step.consequences
            .iter()
            .filter(move |consequence| consequence.is_pending(code))
            .filter_map(|consequence| conflict.rules.get(consequence.rule.index()))
    };
    let diagnostic = match defect {
        StepDefect::Circle { actor: who, from, to } => {
            let mut involved = rules(*to);
            let span = involved.next().map_or(whole(conflict), |rule| rule.span);
            Diagnostic::error(
                "consequence-circle",
                span,
                format!(
                    "when {} moves from {} to {}, forced consequences go round in a circle",
                    actor(who),
                    letters(from),
                    letters(to)
                ),
            )
            .hint("let one of the rules involved apply only where the other does not")
        }
        StepDefect::Undone { actor: who, from, to, option } => {
            let option = conflict.options.get(option.index());
            let name = option.map_or("?", |option| option.name.as_str());
            let span = step
                .consequences
                .iter()
                .find(|c| {
                    let field = step.layout.field(model::conflict::OptionId(
                        conflict
                            .options
                            .iter()
                            .position(|o| Some(o) == option)
                            .unwrap_or(0) as u16,
                    ));
                    c.mask & field.mask() != 0
                })
                .and_then(|c| conflict.rules.get(c.rule.index()))
                .map_or(whole(conflict), |rule| rule.span);
            Diagnostic::error(
                "consequence-undoes",
                span,
                format!(
                    "when {} moves from {}, a forced consequence leads to {} and undoes {name}, which cannot be undone",
                    actor(who),
                    letters(from),
                    letters(to)
                ),
            )
            .label(option.map_or(span, |option| option.span), format!("{name} is one-way"))
            .hint(format!("leave {name} out of the consequence, or make it reversible"))
        }
    };
    BuildError::Model(vec![diagnostic])
}

/// A code in letters, for messages.
fn letters(conflict: &Conflict, step: &Step, code: Code) -> String {
    let many_valued = conflict.options.iter().any(|option| !option.is_binary());
    let letters: Vec<&str> = conflict
        .options
        .iter()
        .zip(step.layout.fields())
        .map(|(option, field)| option.level_name(field.get(code)))
        .collect();
    letters.join(if many_valued { "-" } else { "" })
}

fn place_starts(conflict: &Conflict, graph: &mut Graph) -> Result<(), BuildError> {
    let mut errors = Vec::new();
    match place(graph, &conflict.status_quo) {
        Ok(state) => graph.status_quo = state,
        Err(code) => errors.push(infeasible(conflict, graph, code, "status-quo-infeasible", "status quo")),
    }
    if let Some(observed) = &conflict.observed {
        match place(graph, observed) {
            Ok(state) => graph.observed = state,
            Err(code) => errors.push(infeasible(conflict, graph, code, "observed-infeasible", "observed outcome")),
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
    if fields.is_empty() {
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

fn infeasible(
    conflict: &Conflict,
    graph: &Graph,
    code: Code,
    kind: &'static str,
    what: &str,
) -> Diagnostic {
    let step = &graph.step;
    let span = conflict.status_quo_span.unwrap_or_else(|| whole(conflict));
    let broken: Vec<_> = step
        .constraints
        .iter()
        .filter(|(_, rule)| !rule.holds(code))
        .map(|(rule, _)| *rule)
        .chain(step.consequences.iter().filter(|c| c.is_pending(code)).map(|c| c.rule))
        .filter_map(|rule| conflict.rules.get(rule.index()))
        .collect();
    let letters = letters(conflict, step, code);
    let message = match broken.first() {
        Some(rule) => format!("the {what} {letters} breaks the rule {}: {}", rule.name, rule.text),
        None => format!("the {what} {letters} is not a state of the conflict"),
    };
    let mut diagnostic = Diagnostic::error(kind, span, message);
    for rule in broken {
        diagnostic = diagnostic.label(rule.span, format!("{} is broken here", rule.name));
    }
    diagnostic.hint(format!("change the {what}, or weaken the rule"))
}

fn rank_error(conflict: &Conflict, graph: &Graph, error: RankError) -> BuildError {
    let RankError::Unranked(unranked) = error else {
        return BuildError::Interrupted;
    };
    let actor = conflict.actors.get(unranked.actor.index());
    let name = actor.map_or("?", |actor| actor.name.as_str());
    let span = conflict
        .preferences
        .get(unranked.actor.index())
        .filter(|preference| matches!(preference.kind, PreferenceKind::Ranking(_)))
        .and_then(|preference| preference.span)
        .unwrap_or_else(|| whole(conflict));
    let examples: Vec<String> = unranked.examples.iter().map(|s| graph.id(*s)).collect();
    let more = if unranked.count > examples.len() { ", …" } else { "" };
    BuildError::Model(vec![
        Diagnostic::error(
            "ranking-incomplete",
            span,
            format!(
                "the ranking of {name} leaves out {} of {} states: {}{more}",
                unranked.count,
                graph.count(),
                examples.join(", ")
            ),
        )
        .hint("name them, or end the ranking with `rest` to put all others level at the bottom"),
    ])
}
