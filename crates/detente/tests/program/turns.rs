//! What is said of the moves by which an answer turns, against the definitions: on random models of
//! every kind, each move is one in one of the two conflicts and not made in the other for the reason
//! that is given; a sanction that is named is one there, and none deters the move in the other.

#[path = "../../../stability/tests/reference/mod.rs"]
mod reference;

use change::smallest::Budget;
use change::{Place, Subject};
use checker::definitions::{Actor, Model, State};
use checker::world::{Limits, World as Naive};
use detente::answers::changes::{Levers, Question, Request, account};
use detente::study::World;
use graph::Control;
use model::conflict::{Concept, Conflict, Start};
use model::edit::{Edit, edited, edits};
use model::formula::Formula;
use reference::random::{KINDS, Kind, Random, conflict};
use report::answer::{Block, ChangeSet, QuestionKind, Step, Turn, TurnedMove};
use stability::Choice;

/// Models for each kind.
const MODELS: u64 = 240;

/// How often each kind of reason was seen.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    gone: usize,
    new: usize,
    impossible: usize,
    other: usize,
}

impl Seen {
    fn plus(self, other: Seen) -> Seen {
        Seen {
            gone: self.gone + other.gone,
            new: self.new + other.new,
            impossible: self.impossible + other.impossible,
            other: self.other + other.other,
        }
    }
}

fn model(random: &mut Random, kind: Kind) -> Option<Conflict> {
    let actors = 2 + random.below(2);
    let mut made = conflict(random, kind, actors);
    let control = Control::default();
    let built = graph::Graph::build(&made, &graph::Limits::default(), &control).ok()?;
    if made.status_quo == Start::Unknown {
        let any = built
            .graph
            .states()
            .nth(random.below(built.graph.count()))?;
        made.status_quo = match Place::of(&built.graph, any) {
            Place::Named(name) => Start::Named(name),
            Place::Values(values) => Start::Options(values),
            Place::StatusQuo | Place::Observed => return None,
        };
        made.before_events = made.status_quo.clone();
    }
    Some(made)
}

fn question(random: &mut Random, world: &World<'_>) -> Question {
    let states: Vec<_> = world.graph.states().collect();
    let any = states[random.below(states.len())];
    let subject = if random.once_in(2) {
        let inside = match Place::of(&world.graph, any) {
            Place::Named(name) => Formula::Not(Box::new(Formula::State(name))),
            _ => Formula::Not(Box::new(reference::build::is(
                random.below(world.conflict.options.len()),
                random.below(2) as u8,
            ))),
        };
        let choices = [Choice::MostPreferred, Choice::AnyUndeterred];
        Subject::Always {
            inside,
            choice: choices[random.below(2)],
        }
    } else {
        Subject::Stable {
            place: Place::of(&world.graph, any),
            actors: None,
        }
    };
    Question {
        kind: QuestionKind::Outcome,
        name: "q".to_owned(),
        label: None,
        text: "q".to_owned(),
        subject,
        under: Vec::new(),
    }
}

/// A move in the naive world: the actor, its start and its end; none if it is not one.
fn found(world: &Naive, step: &Step) -> Option<(Actor, State, State)> {
    let actor = world.actor(&step.actor)?;
    let (from, to) = (world.state(&step.from.id)?, world.state(&step.to.id)?);
    let is_move = world.model.moves(actor, from).any(|end| end == to);
    is_move.then_some((actor, from, to))
}

/// The named sanction is one by the definition: legal moves of the others, improvements where the
/// concept asks for it, that end where the mover is not better off and, where the concept asks for
/// it, has no way out.
fn is_sanction(
    world: &Naive,
    concept: Concept,
    (actor, from, to): (Actor, State, State),
    steps: &[Step],
) -> bool {
    let model = &world.model;
    let mut at = to;
    let mut last = None;
    for step in steps {
        let Some((mover, start, end)) = found(world, step) else {
            return false;
        };
        if start != at || mover == actor || last == Some(mover) {
            return false;
        }
        at = end;
        last = Some(mover);
    }
    model.responses(concept, actor, to).contains(&at) && model.hurts(concept, actor, from, at)
}

/// The improvements from a state that nothing deters.
fn undeterred(model: &Model, concept: Concept, actor: Actor, from: State) -> Vec<State> {
    let all = model.improvements(actor, from).into_iter();
    all.filter(|to| !model.deterred(concept, actor, from, *to))
        .collect()
}

/// Whether a move is made, by the definition.
fn is_made(
    model: &Model,
    concept: Concept,
    choice: Choice,
    (actor, from, to): (Actor, State, State),
) -> bool {
    let all = undeterred(model, concept, actor, from);
    all.contains(&to)
        && (choice == Choice::AnyUndeterred
            || all.iter().all(|other| !model.better(actor, *other, to)))
}

/// Checks one move and what is said of it. `made` is the conflict in which it is made.
fn check(
    (made, other): (&Naive, &Naive),
    (concept, choice): (Concept, Choice),
    moved: &TurnedMove,
    of: &str,
) -> Seen {
    let here = found(made, &moved.step).unwrap_or_else(|| panic!("{of}: it is no move"));
    assert!(
        is_made(&made.model, concept, choice, here),
        "{of}: it is made"
    );
    let there = found(other, &moved.step);
    let Some(because) = &moved.because else {
        assert!(there.is_none(), "{of}: it is possible in the other");
        return Seen {
            impossible: 1,
            ..Seen::default()
        };
    };
    let there = there.unwrap_or_else(|| panic!("{of}: it is not possible in the other"));
    assert!(
        !is_made(&other.model, concept, choice, there),
        "{of}: it is made in both"
    );
    let (actor, from, to) = there;
    let model = &other.model;
    match because {
        Block::Deterred { sanction } => {
            assert!(
                is_sanction(other, concept, there, &sanction.steps),
                "{of}: it is no sanction"
            );
            assert!(
                !made.model.deterred(concept, here.0, here.1, here.2),
                "{of}: some sanction deters the move in both"
            );
            assert!(
                !is_sanction(made, concept, here, &sanction.steps),
                "{of}: the sanction is one in both"
            );
            return Seen {
                gone: 1,
                ..Seen::default()
            };
        }
        Block::Worse { .. } => assert!(model.better(actor, from, to), "{of}"),
        Block::Indifferent => {
            assert_eq!(model.rank(actor, from), model.rank(actor, to), "{of}");
        }
        Block::PrefersOther { step } => {
            let (_, _, rather) = found(other, step).expect("it is a move");
            assert!(model.better(actor, rather, to), "{of}");
            assert!(
                undeterred(model, concept, actor, from).contains(&rather),
                "{of}"
            );
        }
        Block::Foreseen { .. } => panic!("{of}: no basic concept looks further"),
    }
    Seen {
        other: 1,
        ..Seen::default()
    }
}

fn concept_of(turn: &Turn) -> Concept {
    model::concept_from_name(&turn.concept).expect("it names a concept")
}

/// The edits of a set, by their words.
fn own(conflict: &Conflict, set: &ChangeSet) -> Vec<Edit> {
    let all = edits(conflict);
    let named = |what: &String| {
        let found = all.iter().filter(|edit| {
            detente::answers::changes::edit_in_words(conflict, **edit).what == *what
        });
        let found: Vec<&Edit> = found.collect();
        // Two statements of the same words cannot be told apart by them.
        (found.len() == 1).then(|| *found[0])
    };
    let found: Option<Vec<Edit>> = set.edits.iter().map(|edit| named(&edit.what)).collect();
    found.unwrap_or_default()
}

fn agree(kind: Kind, seed: u64) -> Option<Seen> {
    let mut random = Random::new(seed);
    let conflict = model(&mut random, kind)?;
    let control = Control::default();
    let world = World::build(&conflict, &graph::Limits::default(), &control).ok()?;
    let study = world.study(&control).expect("nobody interrupts");
    let question = question(&mut random, &world);
    let choice = match &question.subject {
        Subject::Always { choice, .. } => *choice,
        Subject::Stable { .. } => Choice::AnyUndeterred,
    };
    let request = Request {
        // Under Nash nothing deters.
        concepts: vec![detente::concepts::BASIC[1 + random.below(4)]],
        levers: Levers::default(),
        budget: Budget {
            size: 1 + usize::from(random.once_in(4)),
            evaluations: 20_000,
            ..Budget::default()
        },
        explain: usize::MAX,
    };
    let answer = account(&study, &[question], &request).expect("it can be answered");
    let before = Naive::new(&conflict, Limits::default()).expect("the engine accepts it");
    let mut seen = Seen::default();
    for set in &answer.questions[0].changes {
        let own = own(&conflict, set);
        let turn = &set.turns[0];
        if own.is_empty() {
            continue;
        }
        let changed = edited(&conflict, &own).expect("the set leaves a model");
        let after = Naive::new(&changed, Limits::default()).expect("the engine accepts it");
        let of = format!("{kind:?} {seed} {own:?} under {}", turn.concept);
        let worlds = if turn.holds {
            (&before, &after)
        } else {
            (&after, &before)
        };
        for moved in &turn.moves {
            let mut one = check(worlds, (concept_of(turn), choice), moved, &of);
            if turn.holds {
                std::mem::swap(&mut one.gone, &mut one.new);
            }
            seen = seen.plus(one);
        }
        explains_itself(turn, &before, &of);
    }
    Some(seen)
}

/// An outcome or a state that breaks by moves breaks by one that was not made before; one that is
/// restored loses a move of the path that led out.
fn explains_itself(turn: &Turn, before: &Naive, of: &str) {
    let path = turn
        .answer
        .as_ref()
        .map_or(&[][..], |answer| &answer.path[..]);
    let starts_anew = path
        .first()
        .is_some_and(|step| before.start != before.state(&step.from.id));
    let by_moves = !path.is_empty() || turn.leaves.is_some();
    if !turn.holds && by_moves && !starts_anew {
        assert!(!turn.moves.is_empty(), "{of}: no move is new");
    }
}

#[test]
fn each_move_that_makes_a_difference_does_so_for_the_reason_given() {
    let seen = KINDS.into_iter().map(|kind| {
        let all = (0..MODELS).filter_map(|seed| agree(kind, seed));
        all.fold(Seen::default(), Seen::plus)
    });
    let seen: Vec<Seen> = seen.collect();
    let all = seen.iter().fold(Seen::default(), |sum, one| sum.plus(*one));
    assert!(all.gone > 120 && all.new > 120, "{seen:?}");
    assert!(all.impossible > 100 && all.other > 100, "{seen:?}");
}
