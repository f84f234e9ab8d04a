//! Which edits a move, or its absence, depends on.
//!
//! In option form every change of an actor's own options is followed to its end: what blocks it now,
//! and what could. One thing that blocks a change is reason enough; where one of them is not open
//! to change, nothing can open it.

use graph::layout::Code;
use graph::step::{Settled, Step};
use graph::{Graph, StateId};
use model::conflict::{
    ActorId, Conflict, Direction, NamedStateId, OptionId, RuleId, Start, Strength,
};
use model::edit::Edit;

use super::edit_set::{EditSet, Notes};
use super::world::Form;

/// A rule compiled by itself, with the number of the edit that binds or unbinds it, if there is one.
#[derive(Debug)]
struct RuleAlone {
    step: Step,
    edit: Option<usize>,
    /// Whether it binds in this world.
    binds: bool,
}

/// A move of graph form that an edit adds or takes away.
#[derive(Debug)]
struct Arc {
    actor: ActorId,
    from: NamedStateId,
    to: NamedStateId,
    edit: usize,
    effect: Effect,
}

/// What an edit does to a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Effect {
    Opens,
    Closes,
}

/// What the moves of an actor from a state depend on.
#[derive(Debug, Default)]
pub(crate) struct MoveNotes {
    /// Edits that could open a move, or let one end elsewhere.
    pub(crate) opening: Notes,
    /// Edits that could close one.
    pub(crate) closing: Notes,
}

/// What moves of a world depend on.
#[derive(Debug)]
pub(crate) struct Tracer<'w> {
    graph: &'w Graph,
    form: Form,
    /// All rules in file order (option form).
    rules: Vec<RuleAlone>,
    /// The edits that make an option free in both directions, or one-way.
    directions: Vec<(OptionId, Direction, usize)>,
    /// Moves added or taken away, by actor and start (graph form).
    arcs: Vec<Arc>,
    /// All edits that shape states or moves.
    shaping: EditSet,
    /// The edits that make events happen or not.
    events: EditSet,
}

impl<'w> Tracer<'w> {
    /// Prepares a world whose edits made are `made`.
    pub(crate) fn new(
        conflict: &Conflict,
        edits: &[Edit],
        graph: &'w Graph,
        made: &[usize],
        form: Form,
    ) -> Self {
        let mut tracer = Tracer {
            graph,
            form,
            rules: Vec::new(),
            directions: Vec::new(),
            arcs: Vec::new(),
            shaping: EditSet::new(),
            events: EditSet::new(),
        };
        for (number, edit) in edits.iter().enumerate() {
            match *edit {
                Edit::Line { .. } => continue,
                Edit::Happens(_) | Edit::DoesNotHappen(_) => {
                    tracer.events.insert(number);
                    continue;
                }
                Edit::Direction { option, direction } => {
                    tracer.directions.push((option, direction, number));
                }
                Edit::Return { actor, from, to } | Edit::NoReturn { actor, from, to } => {
                    tracer.arcs.push(Arc {
                        actor,
                        from,
                        to,
                        edit: number,
                        effect: match edit {
                            Edit::Return { .. } => Effect::Opens,
                            _ => Effect::Closes,
                        },
                    });
                }
                Edit::Unbind(_) | Edit::Bind(_) => {}
            }
            tracer.shaping.insert(number);
        }
        if form == Form::Options {
            tracer.rules = rules_alone(conflict, edits, made);
        }
        tracer
    }

    /// Notes what the place of the status quo depends on: events, and the rules that could move or
    /// forbid it.
    pub(crate) fn note_start(&self, start: &Start, notes: &Notes) {
        notes.add_all(&self.events);
        match (self.form, start) {
            (Form::Options, Start::Options(values)) => {
                let code = self.graph.step().layout.pack(values);
                if let Some(end) = self.settle(code, notes) {
                    self.note_state(end, notes);
                }
            }
            (Form::Moves, _) => {}
            _ => notes.add_all(&self.shaping),
        }
    }

    /// Notes what the existence of a state by its values depends on.
    pub(crate) fn note_state(&self, code: Code, notes: &Notes) {
        match self.form {
            Form::Options => {
                for rule in self.rules.iter().filter(|rule| !rule.step.is_state(code)) {
                    note(rule.edit, notes);
                }
            }
            Form::Moves => {}
            Form::Opaque => notes.add_all(&self.shaping),
        }
    }

    /// The ends of an actor's moves, with what they all depend on noted.
    pub(crate) fn moves(
        &self,
        actor: ActorId,
        from: StateId,
        ends: &mut Vec<StateId>,
        notes: &MoveNotes,
    ) {
        match self.form {
            Form::Options => {
                ends.clear();
                self.for_each_change(actor, from, &mut |code, vector| {
                    ends.extend(self.follow(actor, code, vector, notes));
                });
                ends.sort_unstable();
                ends.dedup();
            }
            Form::Moves => {
                self.graph.moves(actor, from, ends);
                let here = self.graph.named(from);
                for arc in &self.arcs {
                    if arc.actor == actor && Some(arc.from) == here {
                        match arc.effect {
                            Effect::Opens => notes.opening.add(arc.edit),
                            Effect::Closes => notes.closing.add(arc.edit),
                        }
                    }
                }
            }
            Form::Opaque => {
                self.graph.moves(actor, from, ends);
                notes.opening.add_all(&self.shaping);
            }
        }
    }

    /// Notes what a move that is possible depends on.
    pub(crate) fn rely_on_move(&self, actor: ActorId, from: StateId, to: StateId, notes: &Notes) {
        match self.form {
            Form::Options => {
                let silent = MoveNotes::default();
                let mut way: Option<(Code, Code)> = None;
                self.for_each_change(actor, from, &mut |code, vector| {
                    if way.is_none() && self.follow(actor, code, vector, &silent) == Some(to) {
                        way = Some((code, vector));
                    }
                });
                if let Some((code, vector)) = way {
                    let along = MoveNotes::default();
                    self.follow(actor, code, vector, &along);
                    notes.add_all(&along.opening.finish());
                    notes.add_all(&along.closing.finish());
                }
            }
            Form::Moves => {
                let ends = (self.graph.named(from), self.graph.named(to));
                for arc in &self.arcs {
                    if arc.actor == actor && (Some(arc.from), Some(arc.to)) == ends {
                        notes.add(arc.edit);
                    }
                }
            }
            Form::Opaque => notes.add_all(&self.shaping),
        }
    }

    /// Calls `visit` with a state's code and every code that the actor could make of it if all its
    /// options were free.
    fn for_each_change(&self, actor: ActorId, from: StateId, visit: &mut impl FnMut(Code, Code)) {
        let step = self.graph.step();
        let Some(own) = step.actors.get(actor.index()) else {
            return;
        };
        let code = self.graph.code(from);
        let others = code & !own.mask;
        let mut setting: Code = 0;
        loop {
            let vector = others | setting;
            if vector != code && step.layout.is_valid(vector) {
                visit(code, vector);
            }
            setting = setting.wrapping_sub(own.mask) & own.mask;
            if setting == 0 {
                break;
            }
        }
    }

    /// Where a change of own options ends, if it is a move, with what that depends on noted.
    fn follow(
        &self,
        actor: ActorId,
        code: Code,
        vector: Code,
        notes: &MoveNotes,
    ) -> Option<StateId> {
        let step = self.graph.step();
        if !step.may_change(actor, code, vector) {
            self.note_one_way(code, vector, &notes.opening);
            return None;
        }
        let end = self.settle(vector, &notes.opening)?;
        if end == code {
            return None;
        }
        let broken = self.rules.iter().filter(|rule| {
            rule.binds
                && !(rule.step.constraints.iter().all(|(_, c)| c.holds(end))
                    && rule.step.is_open(actor, code, end))
        });
        if let Some(edit) = weakest(broken.map(|rule| rule.edit)) {
            note(edit, &notes.opening);
            return None;
        }
        self.note_possible(actor, code, vector, end, &notes.closing);
        self.graph.at(end)
    }

    /// Notes the edits that would block a move that is possible.
    fn note_possible(&self, actor: ActorId, code: Code, vector: Code, end: Code, notes: &Notes) {
        let layout = &self.graph.step().layout;
        for (option, direction, edit) in &self.directions {
            let field = layout.field(*option);
            let (before, after) = (field.get(code), field.get(vector));
            if !graph::step::direction_allows(*direction, before, after) {
                notes.add(*edit);
            }
        }
        for rule in self.rules.iter().filter(|rule| !rule.binds) {
            let keeps = rule.step.constraints.iter().all(|(_, c)| c.holds(end))
                && rule.step.is_open(actor, code, end);
            if !keeps {
                note(rule.edit, notes);
            }
        }
    }

    /// Notes one direction that forbids a change, unless one that is not open to change does.
    fn note_one_way(&self, code: Code, vector: Code, notes: &Notes) {
        let step = self.graph.step();
        let fields = step.actors.iter().flat_map(|own| &own.one_way);
        let blocking = fields.filter(|(field, direction)| {
            let (before, after) = (field.get(code), field.get(vector));
            !graph::step::direction_allows(*direction, before, after)
        });
        let edits = blocking.map(|(field, _)| {
            let frees = |(option, direction, _): &&(OptionId, Direction, usize)| {
                *direction == Direction::Both && step.layout.field(*option) == *field
            };
            self.directions.iter().find(frees).map(|(_, _, edit)| *edit)
        });
        if let Some(edit) = weakest(edits) {
            note(edit, notes);
        }
    }

    /// Fires the consequences, noting those that fire and those that would if they were binding.
    /// None if they go round in a circle.
    fn settle(&self, vector: Code, notes: &Notes) -> Option<Code> {
        if self
            .rules
            .iter()
            .all(|rule| rule.step.consequences.is_empty())
        {
            return Some(vector);
        }
        if self.graph.step().settle(vector) == Settled::Circle {
            notes.add_all(&self.shaping);
            return None;
        }
        let mut code = vector;
        loop {
            let before = code;
            for rule in &self.rules {
                let Some(consequence) = rule.step.consequences.first() else {
                    continue;
                };
                if consequence.is_pending(code) {
                    note(rule.edit, notes);
                    if rule.binds {
                        code = (code & !consequence.mask) | consequence.value;
                    }
                }
            }
            if code == before {
                return Some(code);
            }
        }
    }
}

fn note(edit: Option<usize>, notes: &Notes) {
    if let Some(edit) = edit {
        notes.add(edit);
    }
}

/// Of several things that each block a move, one: one that is not open to change (`Some(None)`)
/// where there is one, else the first. None if nothing blocks.
fn weakest(edits: impl Iterator<Item = Option<usize>>) -> Option<Option<usize>> {
    let mut first = None;
    for edit in edits {
        if edit.is_none() {
            return Some(None);
        }
        first = first.or(Some(edit));
    }
    first
}

/// Every rule compiled by itself.
fn rules_alone(conflict: &Conflict, edits: &[Edit], made: &[usize]) -> Vec<RuleAlone> {
    let mut alone = Conflict {
        preferences: Vec::new(),
        rules: Vec::new(),
        ..conflict.clone()
    };
    let numbered = (0_u16..).map(RuleId).zip(&conflict.rules);
    numbered
        .filter_map(|(id, rule)| {
            let edit = edits
                .iter()
                .position(|edit| matches!(edit, Edit::Bind(r) | Edit::Unbind(r) if *r == id));
            let turned = edit.is_some_and(|edit| made.contains(&edit));
            alone.rules = vec![rule.clone()];
            if let Some(rule) = alone.rules.first_mut() {
                rule.strength = Strength::Binding;
            }
            Some(RuleAlone {
                step: Step::new(&alone).ok()?,
                edit,
                binds: (rule.strength == Strength::Binding) != turned,
            })
        })
        .collect()
}
