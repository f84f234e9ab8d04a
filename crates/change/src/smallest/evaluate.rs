//! One evaluation: whether a claim is true of a conflict with a set of edits made, and which edits
//! could make a difference to that.

use std::sync::Arc;

use graph::graph::Store;
use graph::{Control, Graph, Ranks, StateId};
use model::conflict::{ActorId, Conflict};
use model::edit::{Edit, edited};
use stability::{
    Analysis, CoalitionError, CoalitionLimits, Coalitions, Foresight, ForesightError, HoldsError,
    Query, Verdict, analyse_coalitions, concepts, local,
};

use super::ChangeError;
use super::edit_set::{EditSet, Noting};
use super::order::ActorEdits;
use super::variant::{Base, Decisions, Memory, Variant};
use super::world::{Form, NoWorld, World};
use crate::question::{Claim, Place, Subject};

/// What one evaluation found.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    /// Whether the claim is true; none where the edits leave no model.
    pub(crate) truth: Option<bool>,
    /// The edits that could make a difference to it, besides those made; empty where that is not
    /// noted.
    pub(crate) depends: EditSet,
}

/// A conflict with the edits that may be made, ready for any number of claims.
#[derive(Debug)]
pub struct Ground<'a> {
    pub(crate) conflict: &'a Conflict,
    pub(crate) edits: &'a [Edit],
    pub(crate) control: &'a Control,
    form: Form,
    edits_of: Vec<ActorEdits>,
    /// The conflict as the file has it.
    world: World,
    /// Its ranks, where orders can be read off the lines of preferences.
    ranks: Option<Ranks>,
}

impl<'a> Ground<'a> {
    /// Makes a conflict ready: finds its states, and the ranks of actors. The edits must be edits of
    /// this conflict.
    ///
    /// # Errors
    /// If the states cannot be found, and when the host stops the work.
    pub fn new(
        conflict: &'a Conflict,
        edits: &'a [Edit],
        control: &'a Control,
    ) -> Result<Self, ChangeError> {
        let world = match World::build(conflict, edits, Vec::new(), None, control) {
            Ok(world) => world,
            Err(NoWorld::Interrupted) => return Err(graph::Interrupted.into()),
            Err(NoWorld::NotAModel(error)) => return Err(ChangeError::Build(error)),
        };
        let actors = (0_u16..).map(ActorId).take(conflict.actors.len());
        let mut ground = Ground {
            conflict,
            edits,
            control,
            form: Form::of(conflict),
            edits_of: actors
                .map(|actor| ActorEdits::of(conflict, edits, actor))
                .collect(),
            world,
            ranks: None,
        };
        if ground.form != Form::Opaque {
            ground.ranks = ground.ranks(&ground.world.graph, &[])?;
        }
        Ok(ground)
    }

    /// What is found out of the conflict as the file has it, for one claim after the other.
    pub(crate) fn memory(&self) -> Memory<'_> {
        let (conflict, edits) = (self.conflict, self.edits);
        Memory::new(&self.world, conflict, edits, &self.edits_of, self.form)
    }

    /// The ranks of the whole edited conflict; none if it is not a model.
    fn ranks(&self, graph: &Graph, made: &[usize]) -> Result<Option<Ranks>, ChangeError> {
        let own: Vec<Edit> = made
            .iter()
            .filter_map(|edit| self.edits.get(*edit).copied())
            .collect();
        let Some(changed) = edited(self.conflict, &own) else {
            return Ok(None);
        };
        match Ranks::of(graph, &changed.preferences, self.control) {
            Ok(ranks) => Ok(Some(ranks)),
            Err(graph::ranking::RankError::Interrupted) => Err(graph::Interrupted.into()),
            Err(graph::ranking::RankError::Unranked(_)) => Ok(None),
        }
    }
}

/// What all evaluations of one claim share.
pub(crate) struct Asking<'a> {
    ground: &'a Ground<'a>,
    claim: &'a Claim,
    form: Form,
    /// What actors do in the conflict as the file has it.
    decisions: Decisions,
}

impl<'a> Asking<'a> {
    pub(crate) fn new(ground: &'a Ground<'a>, claim: &'a Claim) -> Self {
        Asking {
            ground,
            claim,
            form: if concepts::is_basic(claim.concept) {
                ground.form
            } else {
                Form::Opaque
            },
            decisions: Decisions::default(),
        }
    }

    /// Evaluates the conflict as the file has it, and keeps what actors do in it for variants.
    pub(crate) fn first(&mut self, memory: &Memory<'_>) -> Result<Outcome, ChangeError> {
        let (outcome, decisions) = self.one(memory, &[], Noting::Full)?;
        if self.form != Form::Opaque {
            self.decisions = decisions;
        }
        Ok(outcome)
    }

    /// What is known of the conflict as the file has it, for a world whose states have the same
    /// numbers.
    fn base_for(&self, world: &World) -> Option<Base<'_>> {
        let as_written = &self.ground.world.graph;
        let alike = match (self.form, as_written.store(), world.graph.store()) {
            (Form::Moves, ..) => true,
            // The number of a state is its option vector.
            (Form::Options, Store::Dense(_), Store::Dense(_)) => true,
            _ => false,
        };
        alike.then_some(Base {
            decisions: &self.decisions,
            ranks: self.ground.ranks.as_ref(),
        })
    }

    /// The edits of a set that shape the world, and so all variants that share it.
    pub(crate) fn shaping(&self, made: &[usize]) -> Vec<usize> {
        let shapes =
            |edit: &&usize| !matches!(self.ground.edits.get(**edit), Some(Edit::Line { .. }));
        made.iter().filter(shapes).copied().collect()
    }

    /// Evaluates sets of edits that shape the same world, given with what shapes it.
    pub(crate) fn evaluate(
        &self,
        shaping: &[usize],
        sets: &[&[usize]],
        noting: Noting,
    ) -> Result<Vec<Outcome>, ChangeError> {
        let not_a_model = || Outcome {
            truth: None,
            depends: EditSet::all(self.ground.edits.len()),
        };
        let base = Some(&self.ground.world.graph);
        let made = shaping.to_vec();
        let world = match World::build(
            self.ground.conflict,
            self.ground.edits,
            made,
            base,
            self.ground.control,
        ) {
            Ok(world) => world,
            Err(NoWorld::Interrupted) => return Err(graph::Interrupted.into()),
            // As the file has it, the conflict has to be a model.
            Err(NoWorld::NotAModel(error)) if shaping.is_empty() => {
                return Err(ChangeError::Build(error));
            }
            Err(NoWorld::NotAModel(_)) => return Ok(sets.iter().map(|_| not_a_model()).collect()),
        };
        let memory = Memory::new(
            &world,
            self.ground.conflict,
            self.ground.edits,
            &self.ground.edits_of,
            self.form,
        );
        let mut outcomes = Vec::with_capacity(sets.len());
        for made in sets {
            self.ground.control.check()?;
            outcomes.push(self.one(&memory, made, noting)?.0);
        }
        Ok(outcomes)
    }

    /// Whether the claim is true with a set of edits made; none if that is not a model.
    pub(crate) fn truth(&self, made: &[usize]) -> Result<Option<bool>, ChangeError> {
        let sets = [made];
        let outcome = self
            .evaluate(&self.shaping(made), &sets, Noting::None)?
            .pop();
        Ok(outcome.and_then(|outcome| outcome.truth))
    }

    /// Evaluates one set of edits, with the decisions worked out on the way.
    fn one(
        &self,
        memory: &Memory<'_>,
        made: &[usize],
        noting: Noting,
    ) -> Result<(Outcome, Decisions), ChangeError> {
        let plain = |outcome| (outcome, Decisions::default());
        if !concepts::is_basic(self.claim.concept) {
            return self.whole(memory, made).map(plain);
        }
        let graph = &memory.world().graph;
        let ranks = match self.form {
            Form::Opaque => match self.ground.ranks(graph, made)? {
                Some(ranks) => Some(Arc::new(ranks)),
                None => return Ok(plain(self.without_model())),
            },
            Form::Options | Form::Moves => None,
        };
        let base = self.base_for(memory.world());
        let (edits, control) = (self.ground.edits, self.ground.control);
        let variant = Variant::new(memory, edits, made, ranks, (base, noting), control);
        let concept = self.claim.concept;
        let truth = match &self.claim.subject {
            Subject::Always { inside, choice } => {
                memory
                    .tracer()
                    .note_start(&memory.world().start, &variant.notes);
                let start = graph.status_quo().ok_or(ChangeError::NoState)?;
                let inside = |state: StateId| graph.holds(inside, state);
                local::always(&variant, concept, *choice, start, inside)?
            }
            Subject::Stable { place, actors } => match self.place(memory, place, &variant)? {
                None => false,
                Some(state) => match actors {
                    Some(actors) => local::are_stable(&variant, concept, actors, state)?,
                    None => local::is_equilibrium(&variant, concept, state)?,
                },
            },
        };
        let decisions = variant.decisions.take();
        let outcome = Outcome {
            truth: Some(truth),
            depends: variant.notes.finish(),
        };
        Ok((outcome, decisions))
    }

    /// The state that a claim speaks of, with what that depends on noted.
    fn place(
        &self,
        memory: &Memory<'_>,
        place: &Place,
        variant: &Variant<'_, '_>,
    ) -> Result<Option<StateId>, ChangeError> {
        let graph = &memory.world().graph;
        let found = place.find(graph);
        if found.is_none() && memory.world().made.is_empty() {
            return Err(ChangeError::NoState);
        }
        match place {
            Place::StatusQuo => {
                let start = &memory.world().start;
                memory.tracer().note_start(start, &variant.notes);
            }
            // Without an observed outcome, the status quo is meant.
            Place::Observed => {
                let start = &memory.world().start;
                memory.tracer().note_start(start, &variant.notes);
                if let Some(state) = found {
                    memory
                        .tracer()
                        .note_state(graph.code(state), &variant.notes);
                }
            }
            Place::Values(_) | Place::Named(_) => {
                if let Some(state) = found {
                    memory
                        .tracer()
                        .note_state(graph.code(state), &variant.notes);
                }
            }
        }
        Ok(found)
    }

    fn without_model(&self) -> Outcome {
        Outcome {
            truth: None,
            depends: EditSet::all(self.ground.edits.len()),
        }
    }

    /// Limited and non-myopic foresight, and coalitions: the whole conflict is analysed, and
    /// everything counts.
    fn whole(&self, memory: &Memory<'_>, made: &[usize]) -> Result<Outcome, ChangeError> {
        let graph = &memory.world().graph;
        let Some(ranks) = self.ground.ranks(graph, made)? else {
            return Ok(self.without_model());
        };
        let concept = self.claim.concept;
        let truth = match &self.claim.subject {
            Subject::Always { inside, choice } => {
                let analysis = Analysis::run(graph, &ranks, self.ground.control)?;
                let outcome = graph.select(inside);
                let query = Query {
                    start: graph.status_quo().ok_or(ChangeError::NoState)?,
                    outcome: &outcome,
                    concept,
                    choice: *choice,
                    list_at_most: 0,
                };
                let answer =
                    stability::holds(&analysis, query, self.ground.control).map_err(of_holds)?;
                answer.verdict == Verdict::Holds
            }
            Subject::Stable { place, actors } => match place.find(graph) {
                Some(state) => self.is_stable((graph, &ranks), state, actors.as_deref())?,
                None => false,
            },
        };
        Ok(Outcome {
            truth: Some(truth),
            depends: EditSet::all(self.ground.edits.len()),
        })
    }

    /// Whether a state of an edited conflict is stable for some actors, or for all; under a
    /// coalition concept for the coalition of these actors, or for every coalition.
    fn is_stable(
        &self,
        (graph, ranks): (&Graph, &Ranks),
        state: StateId,
        actors: Option<&[ActorId]>,
    ) -> Result<bool, ChangeError> {
        let concept = self.claim.concept;
        if concept.is_coalitional() {
            let coalitions = actors.map_or(Coalitions::All, |members| {
                Coalitions::Named(vec![members.to_vec()])
            });
            let limits = CoalitionLimits::default();
            let found = analyse_coalitions(graph, ranks, &coalitions, limits, self.ground.control)
                .map_err(of_coalitions)?;
            let stable = found.stable_against_all(concept);
            return Ok(stable.is_some_and(|stable| stable.contains(state)));
        }
        let foresight =
            Foresight::new(graph, ranks, concept, self.ground.control).map_err(of_foresight)?;
        let all = || graph.actors().collect();
        let actors: Vec<ActorId> = actors.map_or_else(all, <[ActorId]>::to_vec);
        for actor in actors {
            if !foresight
                .stable(actor, self.ground.control)?
                .contains(state)
            {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn of_holds(error: HoldsError) -> ChangeError {
    match error {
        HoldsError::Interrupted(stopped) => ChangeError::Interrupted(stopped),
        HoldsError::Coalitional(concept) => ChangeError::Coalitional(concept),
        HoldsError::Foresight(error) => of_foresight(error),
    }
}

fn of_foresight(error: ForesightError) -> ChangeError {
    match error {
        ForesightError::Interrupted(stopped) => ChangeError::Interrupted(stopped),
        other => ChangeError::Foresight(other),
    }
}

fn of_coalitions(error: CoalitionError) -> ChangeError {
    match error {
        CoalitionError::Interrupted(stopped) => ChangeError::Interrupted(stopped),
        other => ChangeError::Coalitions(other),
    }
}
