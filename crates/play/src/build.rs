//! The tree of a play, with what each actor knows where it moves.

use game::build::Flaw;
use game::tree::{ChanceId, Mover, PlayerId, Tree};
use game::{Number, Rational, TreeBuilder};
use graph::layout::Code;
use graph::step::{Settled, Step};
use graph::{Graph, Ranks};
use model::conflict::{ActorId, Conflict, Sight, Start};
use rustc_hash::FxHashMap;
use syntax::diagnostic::Diagnostic;

use crate::codes;
use crate::count::{Size, size};
use crate::machine::{Happening, Machine, Next, Position};
use crate::payoffs::Payoffs;
use crate::program::{InstructionKind, Program};
use crate::values::Values;

/// How large a tree may become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Nodes.
    pub nodes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { nodes: 1_000_000 }
    }
}

/// A conflict played.
#[derive(Clone, Debug)]
pub struct Played {
    /// The game. Its players are the actors in their order.
    pub tree: Tree,
    /// The state of the conflict at each node.
    pub states: Vec<Code>,
    /// The move of chance that draws each private type; nothing for a type that has only one value.
    pub types: Vec<Option<ChanceId>>,
    /// The actors that are paid ranks, because the conflict says only what they prefer.
    pub ranked: Vec<ActorId>,
}

/// The game that a conflict is under its `play`, with these values of its parameters.
///
/// What each actor knows where it moves: which line of the play it is at, its own types and
/// choices, and every change that it could see when it happened. So nobody forgets. Linear in the
/// tree.
///
/// # Errors
/// There is no play, something in it has no value or leads to no state, or the tree is larger
/// than the limits allow.
pub fn play(
    conflict: &Conflict,
    values: &Values,
    ranked: Option<(&Graph, &Ranks)>,
    limits: Limits,
    goes_on: &dyn Fn() -> bool,
) -> Result<Played, Box<Diagnostic>> {
    let span = conflict.game.span.unwrap_or(conflict.actors[0].span);
    let too_large =
        |message: String| Box::new(Diagnostic::error(codes::PLAY_TOO_LARGE, span, message));
    let step = Step::new(conflict)
        .map_err(|bits| too_large(format!("the options of the conflict need {bits} bits")))?;
    let program = Program::new(conflict, &step, values)?;
    let machine = Machine {
        conflict,
        step: &step,
        program: &program,
    };
    let start = start(&machine)?;
    let nodes = size(&machine, start.clone())?.map_or(u64::MAX, |size: Size| size.nodes);
    if nodes > limits.nodes {
        let found = if nodes == u64::MAX {
            "more nodes than could be counted".to_owned()
        } else {
            format!("{nodes} nodes")
        };
        return Err(Box::new(
            too_large(format!(
                "the play leads to a tree of {found}; at most {} are built",
                limits.nodes
            ))
            .hint("repeat less often, end the play earlier with `ends if`, or allow more"),
        ));
    }
    let payoffs = Payoffs::new(conflict, values, ranked)?;
    let ranked = payoffs.ranked_actors().collect();
    let (tree, states) = Growth::new(&machine, payoffs)
        .grow(start, goes_on)
        .map_err(|flaw| match flaw {
            Stop::Flaw(flaw) => too_large(flaw.to_string()),
            Stop::Message(diagnostic) => diagnostic,
        })?;
    Ok(Played {
        types: drawn(&machine, &tree),
        tree,
        states,
        ranked,
    })
}

/// The move of chance that draws each private type: it has the number of the type's step.
fn drawn(machine: &Machine<'_>, tree: &Tree) -> Vec<Option<ChanceId>> {
    let steps = (1i64..).zip(&machine.program.steps);
    let draws = steps.filter(|(_, step)| matches!(step.kind, InstructionKind::Draw { .. }));
    draws
        .map(|(number, _)| {
            let place = tree.chances().iter().position(|one| one.number == number);
            place.map(|place| ChanceId(place as u32))
        })
        .collect()
}

/// Where the play begins: the status quo.
fn start(machine: &Machine<'_>) -> Result<Position, Box<Diagnostic>> {
    let conflict = machine.conflict;
    let raw = match &conflict.status_quo {
        Start::Options(levels) => machine.step.layout.pack(levels),
        Start::Named(_) | Start::Unknown => 0,
    };
    let code = match machine.step.settle(raw) {
        Settled::At(code) if machine.step.is_state(code) => code,
        _ => {
            let span = conflict
                .status_quo_span
                .or(conflict.game.span)
                .unwrap_or(conflict.actors[0].span);
            let message = "the play begins at the status quo, which is no state of the conflict";
            return Err(Box::new(Diagnostic::error(
                codes::LEADS_NOWHERE,
                span,
                message,
            )));
        }
    };
    Ok(Position {
        next: 0,
        code,
        types: Vec::new(),
        pending: Vec::new(),
    })
}

/// What an actor can learn.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Event {
    /// The options it sees changed to this, at this line.
    Saw(usize, Code),
    /// It learned the value of a type.
    Drew(usize, u8),
    /// It did this, at this line.
    Chose(usize, usize),
}

/// All that an actor has learned, by number; 0 is nothing.
type History = u32;

/// A node that is still to be made.
struct Pending {
    position: Position,
    histories: Vec<History>,
    paid: Vec<Rational>,
}

/// What an information set is: who, at which line, knowing what, able to do what.
type Knowledge = (ActorId, usize, History, Vec<String>);

/// Why a tree did not grow.
enum Stop {
    Flaw(Flaw),
    Message(Box<Diagnostic>),
}

impl From<Flaw> for Stop {
    fn from(flaw: Flaw) -> Self {
        Stop::Flaw(flaw)
    }
}

impl From<Box<Diagnostic>> for Stop {
    fn from(diagnostic: Box<Diagnostic>) -> Self {
        Stop::Message(diagnostic)
    }
}

struct Growth<'g> {
    machine: &'g Machine<'g>,
    payoffs: Payoffs<'g>,
    builder: TreeBuilder,
    states: Vec<Code>,
    /// The bits that each actor sees.
    visible: Vec<Code>,
    histories: FxHashMap<(History, Event), History>,
    sets: FxHashMap<Knowledge, i64>,
    outcomes: FxHashMap<(Code, Vec<Rational>), i64>,
}

impl<'g> Growth<'g> {
    fn new(machine: &'g Machine<'g>, payoffs: Payoffs<'g>) -> Self {
        let conflict = machine.conflict;
        let names = conflict
            .actors
            .iter()
            .map(|actor| actor.name.as_str().into());
        let title = conflict.title.clone().unwrap_or_default();
        let visible = (0u16..)
            .map(ActorId)
            .zip(&conflict.actors)
            .map(|(actor, _)| visible(machine, actor))
            .collect();
        Growth {
            machine,
            payoffs,
            builder: TreeBuilder::new(title, names),
            states: Vec::new(),
            visible,
            histories: FxHashMap::default(),
            sets: FxHashMap::default(),
            outcomes: FxHashMap::default(),
        }
    }

    fn grow(
        mut self,
        start: Position,
        goes_on: &dyn Fn() -> bool,
    ) -> Result<(Tree, Vec<Code>), Stop> {
        let actors = self.visible.len();
        let mut pending = vec![Pending {
            position: start,
            histories: vec![0; actors],
            paid: vec![Rational::ZERO; actors],
        }];
        while let Some(node) = pending.pop() {
            if !goes_on() {
                break;
            }
            self.node(node, &mut pending)?;
        }
        Ok((self.builder.finish()?, self.states))
    }

    /// Makes a node and leaves those after it for later, the first on top.
    fn node(&mut self, mut node: Pending, later: &mut Vec<Pending>) -> Result<(), Stop> {
        let mut happened = Vec::new();
        let next = self.machine.next(&mut node.position, &mut happened)?;
        self.take_in(&mut node, &happened);
        let code = node.position.code;
        let name: Box<str> = self.machine.described(code).into();
        self.states.push(code);
        match next {
            Next::Over => {
                let outcome = self.outcome(&node)?;
                self.builder.node(name, Mover::Nobody, Some(outcome))?;
            }
            Next::Chance { step, branches } => {
                let actions = branches
                    .iter()
                    .map(|(label, probability, _)| {
                        (label.as_str().into(), Number::from(probability.clone()))
                    })
                    .collect();
                let text = self.machine.program.steps[step].text.as_str().into();
                let chance = self.builder.chance(step as i64 + 1, text, actions)?;
                self.builder.node(name, Mover::Chance(chance), None)?;
                let afters = branches.into_iter().map(|(_, _, after)| after);
                self.leave(&node, step, None, afters.collect(), later);
            }
            Next::Move {
                step,
                actor,
                branches,
            } => {
                let labels: Vec<String> = branches.iter().map(|(label, _)| label.clone()).collect();
                let set = self.information_set(&node, step, actor, labels)?;
                self.builder.node(name, Mover::Player(set), None)?;
                let afters = branches.into_iter().map(|(_, after)| after);
                self.leave(&node, step, Some(actor), afters.collect(), later);
            }
        }
        Ok(())
    }

    /// Takes in what happened by itself before a node.
    fn take_in(&mut self, node: &mut Pending, happened: &[Happening]) {
        for happening in happened {
            match happening {
                Happening::Changed(before, after) => {
                    let step = node.position.next;
                    self.show(&mut node.histories, step, *before, *after);
                }
                Happening::Paid(code, worth) => {
                    let types = &node.position.types;
                    let paid = self.payoffs.of(self.machine, *code, types);
                    for (sum, one) in node.paid.iter_mut().zip(paid) {
                        *sum += one * worth;
                    }
                }
            }
        }
    }

    /// Tells everybody who can see it that the state has changed.
    fn show(&mut self, histories: &mut [History], step: usize, before: Code, after: Code) {
        for (actor, history) in histories.iter_mut().enumerate() {
            let seen = self.visible[actor];
            if (before ^ after) & seen != 0 {
                *history = self.learned(*history, Event::Saw(step, after & seen));
            }
        }
    }

    fn learned(&mut self, history: History, event: Event) -> History {
        let fresh = self.histories.len() as History + 1;
        *self.histories.entry((history, event)).or_insert(fresh)
    }

    /// Leaves the nodes after a branching for later.
    fn leave(
        &mut self,
        node: &Pending,
        step: usize,
        mover: Option<ActorId>,
        afters: Vec<Position>,
        later: &mut Vec<Pending>,
    ) {
        let before = node.position.code;
        let mut made = Vec::new();
        for (choice, after) in afters.into_iter().enumerate() {
            let mut histories = node.histories.clone();
            if let Some(actor) = mover {
                let history = histories[actor.index()];
                histories[actor.index()] = self.learned(history, Event::Chose(step, choice));
            }
            if after.types.len() > node.position.types.len() {
                self.draw(&mut histories, &after.types);
            }
            self.show(&mut histories, step, before, after.code);
            made.push(Pending {
                position: after,
                histories,
                paid: node.paid.clone(),
            });
        }
        later.extend(made.into_iter().rev());
    }

    /// Tells the type just drawn to those who see it.
    fn draw(&mut self, histories: &mut [History], types: &[u8]) {
        let number = types.len() - 1;
        let conflict = self.machine.conflict;
        let value = types[number];
        for (actor, history) in histories.iter_mut().enumerate() {
            if sees_type(conflict, actor, number) {
                *history = self.learned(*history, Event::Drew(number, value));
            }
        }
    }

    fn information_set(
        &mut self,
        node: &Pending,
        step: usize,
        actor: ActorId,
        labels: Vec<String>,
    ) -> Result<game::tree::InformationSetId, Flaw> {
        let name = self.known(node, step, actor);
        let actions = labels.iter().map(|label| label.as_str().into()).collect();
        let history = node.histories[actor.index()];
        let fresh = self.sets.len() as i64 + 1;
        let number = *self
            .sets
            .entry((actor, step, history, labels))
            .or_insert(fresh);
        let player = PlayerId(u32::from(actor.0));
        self.builder
            .information_set(player, number, name.into(), actions)
    }

    /// What an actor decides and knows, in words: `firm: veto after strikes, retaliate`.
    fn known(&self, node: &Pending, step: usize, actor: ActorId) -> String {
        let conflict = self.machine.conflict;
        let mut name = String::new();
        for (number, value) in node.position.types.iter().enumerate() {
            if sees_type(conflict, actor.index(), number) {
                let value = conflict.game.types[number].values.get(usize::from(*value));
                if !name.is_empty() {
                    name += ", ";
                }
                name += value.map_or("", |value| value.name.as_str());
            }
        }
        if !name.is_empty() {
            name += ": ";
        }
        if let InstructionKind::Move { options, .. } = &self.machine.program.steps[step].kind {
            let options: Vec<&str> = options
                .iter()
                .filter_map(|option| conflict.options.get(option.index()))
                .map(|option| option.name.as_str())
                .collect();
            name += &options.join(", ");
        }
        let seen = node.position.code & self.visible[actor.index()];
        if seen != 0 {
            name += " after ";
            name += &self.machine.described(seen);
        }
        name
    }

    fn outcome(&mut self, node: &Pending) -> Result<game::tree::OutcomeId, Flaw> {
        let code = node.position.code;
        let fresh = self.outcomes.len() as i64 + 1;
        let number = *self
            .outcomes
            .entry((code, node.paid.clone()))
            .or_insert(fresh);
        let payoffs = node.paid.iter().cloned().map(Number::from).collect();
        let name = self.machine.described(code);
        self.builder.outcome(number, name.into(), payoffs)
    }
}

/// The bits that an actor sees: its own, and those that it observes.
fn visible(machine: &Machine<'_>, actor: ActorId) -> Code {
    let conflict = machine.conflict;
    let fields = conflict.options.iter().zip(machine.step.layout.fields());
    let seen = |number: usize| match conflict.game.sight.get(actor.index()) {
        Some(Sight::These(options)) => options.iter().any(|option| option.index() == number),
        Some(Sight::Everything) | None => true,
    };
    fields
        .enumerate()
        .filter(|(number, (option, _))| option.owner == Some(actor) || seen(*number))
        .fold(0, |mask, (_, (_, field))| mask | field.mask())
}

/// Whether an actor learns the value of a type.
fn sees_type(conflict: &Conflict, actor: usize, number: usize) -> bool {
    let own = conflict
        .game
        .types
        .get(number)
        .is_some_and(|drawn| drawn.actor.index() == actor);
    let place = conflict.options.len() + number;
    own || matches!(
        conflict.game.sight.get(actor),
        Some(Sight::These(options)) if options.iter().any(|option| option.index() == place)
    )
}
