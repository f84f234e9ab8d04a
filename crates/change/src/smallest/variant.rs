//! A conflict with a set of edits made, as facts that can be asked.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::rc::Rc;
use std::sync::Arc;

use graph::{Control, Interrupted, Ranks, StateId};
use model::conflict::{ActorId, Conflict, Preference, PreferenceKind};
use model::edit::{Edit, LineChange};
use model::formula::Formula;
use rustc_hash::FxHashMap;
use stability::local::Facts;

use super::edit_set::{EditSet, Notes, Noting};
use super::moves::{MoveNotes, Tracer};
use super::order::{ActorEdits, Order, Truths};
use super::world::{Form, World};

/// What was found out of a world so far; it serves all variants of the world, one after another.
pub(crate) struct Memory<'w> {
    world: &'w World,
    conflict: &'w Conflict,
    tracer: Tracer<'w>,
    edits_of: &'w [ActorEdits],
    truths: RefCell<FxHashMap<(ActorId, StateId), Rc<Truths>>>,
    moves: RefCell<FxHashMap<(ActorId, StateId), Rc<KnownMoves>>>,
}

/// The moves of an actor from a state.
#[derive(Debug)]
struct KnownMoves {
    ends: Vec<StateId>,
    /// The edits that could open a move, or let one end elsewhere.
    opening: EditSet,
    /// The edits that could close one.
    closing: EditSet,
}

impl<'w> Memory<'w> {
    /// Nothing found out yet.
    pub(crate) fn new(
        world: &'w World,
        conflict: &'w Conflict,
        edits: &[Edit],
        edits_of: &'w [ActorEdits],
        form: Form,
    ) -> Self {
        Memory {
            world,
            conflict,
            tracer: Tracer::new(conflict, edits, &world.graph, &world.made, form),
            edits_of,
            truths: RefCell::default(),
            moves: RefCell::default(),
        }
    }

    pub(crate) fn tracer(&self) -> &Tracer<'w> {
        &self.tracer
    }

    pub(crate) fn world(&self) -> &'w World {
        self.world
    }

    /// Which lines of an actor's preference are true at a state.
    fn truths(&self, actor: ActorId, state: StateId) -> Rc<Truths> {
        if let Some(known) = self.truths.borrow().get(&(actor, state)) {
            return Rc::clone(known);
        }
        let preference = self.conflict.preferences.get(actor.index());
        let holds = |formula: &Formula| self.world.graph.holds(formula, state);
        let found = Rc::new(preference.map_or_else(Truths::default, |p| truths(p, &holds)));
        self.truths
            .borrow_mut()
            .insert((actor, state), Rc::clone(&found));
        found
    }

    /// The ends of an actor's moves, and the edits that they depend on.
    fn moves(&self, actor: ActorId, from: StateId) -> Rc<KnownMoves> {
        if let Some(known) = self.moves.borrow().get(&(actor, from)) {
            return Rc::clone(known);
        }
        let notes = MoveNotes::default();
        let mut ends = Vec::new();
        self.tracer.moves(actor, from, &mut ends, &notes);
        let found = Rc::new(KnownMoves {
            ends,
            opening: notes.opening.finish(),
            closing: notes.closing.finish(),
        });
        self.moves
            .borrow_mut()
            .insert((actor, from), Rc::clone(&found));
        found
    }
}

fn truths(preference: &Preference, holds: &dyn Fn(&Formula) -> bool) -> Truths {
    let lines: Vec<bool> = match &preference.kind {
        PreferenceKind::Indifferent => Vec::new(),
        PreferenceKind::Statements(lines) => lines.iter().map(|l| holds(&l.formula)).collect(),
        PreferenceKind::Weights(lines) => lines.iter().map(|l| holds(&l.formula)).collect(),
        PreferenceKind::Ranking(levels) => {
            let selected: Vec<bool> = levels
                .iter()
                .map(|level| level.select.iter().any(holds))
                .collect();
            let ranked = selected.iter().any(|selected| *selected);
            levels
                .iter()
                .zip(selected)
                .map(|(level, selected)| selected || level.rest && !ranked)
                .collect()
        }
    };
    let mut words = vec![0; lines.len().div_ceil(64)];
    for (at, _) in lines.iter().enumerate().filter(|(_, truth)| **truth) {
        if let Some(word) = words.get_mut(at / 64) {
            *word |= 1_u64 << (at % 64);
        }
    }
    Truths(words)
}

/// By actor and state, the moves that the actor makes there, with the edits that could change them.
pub(crate) type Decisions = FxHashMap<(ActorId, StateId), (Vec<StateId>, EditSet)>;

/// What is known of the conflict as the file has it, for variants of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Base<'m> {
    /// What actors do.
    pub(crate) decisions: &'m Decisions,
    /// The ranks of all states.
    pub(crate) ranks: Option<&'m Ranks>,
}

/// A variant: a world, the order of each actor, and notes.
pub(crate) struct Variant<'m, 'w> {
    memory: &'m Memory<'w>,
    made: &'m [usize],
    orders: Vec<Order>,
    pub(crate) notes: Notes,
    control: &'m Control,
    count: usize,
    /// What is known of the conflict as the file has it, if states are numbered alike.
    base: Option<Base<'m>>,
    /// By actor: whether its order of the states is as the file has it, and known.
    as_written: Vec<bool>,
    /// Decisions worked out here.
    pub(crate) decisions: RefCell<Decisions>,
}

impl<'m, 'w> Variant<'m, 'w> {
    /// The variant in which the lines of preferences are changed by these edits, too. `ranks` are
    /// the ranks of the whole edited conflict, where orders cannot be read off its lines.
    pub(crate) fn new(
        memory: &'m Memory<'w>,
        edits: &[Edit],
        made: &'m [usize],
        ranks: Option<Arc<Ranks>>,
        (base, noting): (Option<Base<'m>>, Noting),
        control: &'m Control,
    ) -> Self {
        let known = noting == Noting::None && base.is_some_and(|base| base.ranks.is_some());
        let mut as_written = vec![known; memory.conflict.preferences.len()];
        for edit in made.iter().filter_map(|edit| edits.get(*edit)) {
            match edit {
                Edit::Line { actor, .. } => {
                    if let Some(own) = as_written.get_mut(actor.index()) {
                        *own = false;
                    }
                }
                // States may appear that had no rank.
                Edit::Bind(_) | Edit::Unbind(_) => as_written.fill(false),
                _ => {}
            }
        }
        let preferences = (0_u16..).map(ActorId).zip(&memory.conflict.preferences);
        let orders = preferences.map(|(actor, preference)| {
            if let Some(ranks) = &ranks {
                return Order::Ranks(actor, Arc::clone(ranks));
            }
            let lines: Vec<(usize, LineChange)> = made
                .iter()
                .filter_map(|edit| match *edits.get(*edit)? {
                    Edit::Line {
                        actor: whose,
                        at,
                        change,
                    } if whose == actor => Some((at, change)),
                    _ => None,
                })
                .collect();
            Order::new(&preference.kind, &lines)
        });
        Variant {
            memory,
            made,
            orders: orders.collect(),
            notes: Notes::with(noting),
            control,
            count: edits.len(),
            base,
            as_written,
            decisions: RefCell::default(),
        }
    }
}

impl Facts for Variant<'_, '_> {
    type Footing = EditSet;

    fn actors(&self) -> Vec<ActorId> {
        self.memory.world.graph.actors().collect()
    }

    fn moves(&self, actor: ActorId, from: StateId, ends: &mut Vec<StateId>) {
        if self.notes.noting == Noting::None {
            self.memory.world.graph.moves(actor, from, ends);
            return;
        }
        let known = self.memory.moves(actor, from);
        ends.clear();
        ends.extend_from_slice(&known.ends);
        self.notes.add_all(&known.opening);
    }

    fn compare(&self, actor: ActorId, left: StateId, right: StateId) -> Ordering {
        if self.as_written.get(actor.index()) == Some(&true)
            && let Some(ranks) = self.base.and_then(|base| base.ranks)
        {
            return ranks.rank(actor, left).cmp(&ranks.rank(actor, right));
        }
        let Some(order) = self.orders.get(actor.index()) else {
            return Ordering::Equal;
        };
        if let Order::Ranks(actor, ranks) = order {
            (0..self.count).for_each(|edit| self.notes.add(edit));
            return ranks.rank(*actor, left).cmp(&ranks.rank(*actor, right));
        }
        let Some(edits) = self.memory.edits_of.get(actor.index()) else {
            return Ordering::Equal;
        };
        let left = self.memory.truths(actor, left);
        let right = self.memory.truths(actor, right);
        order.compare(&left, &right, edits, &self.notes)
    }

    fn rely_on_move(&self, actor: ActorId, from: StateId, to: StateId) {
        if self.notes.noting == Noting::None {
            return;
        }
        self.memory
            .tracer
            .rely_on_move(actor, from, to, &self.notes);
    }

    fn rely_on_moves(&self, actor: ActorId, from: StateId) {
        if self.notes.noting == Noting::Full {
            let known = self.memory.moves(actor, from);
            self.notes.add_all(&known.closing);
        }
    }

    fn begin(&self) {
        self.notes.begin();
    }

    fn end(&self) -> EditSet {
        self.notes.end()
    }

    fn rely_on(&self, footing: &EditSet) {
        self.notes.add_all(footing);
    }

    fn known_decision(&self, actor: ActorId, state: StateId) -> Option<(Vec<StateId>, EditSet)> {
        let (taken, footing) = self.base?.decisions.get(&(actor, state))?;
        let untouched = !self.made.iter().any(|edit| footing.contains(*edit));
        untouched.then(|| (taken.clone(), footing.clone()))
    }

    fn decided(&self, actor: ActorId, state: StateId, taken: &[StateId], footing: &EditSet) {
        if self.made.is_empty() {
            let decision = (taken.to_vec(), footing.clone());
            self.decisions.borrow_mut().insert((actor, state), decision);
        }
    }

    fn index_len(&self) -> usize {
        self.memory.world.graph.index_len()
    }

    fn check(&self) -> Result<(), Interrupted> {
        self.control.check()
    }
}
