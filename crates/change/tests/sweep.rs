//! Sweeps against fresh analyses: every point of a sweep over random models, and random places in
//! the regions of a diagram, show what an analysis of that conflict by itself finds.

#[path = "../../stability/tests/reference/mod.rs"]
mod reference;

use change::sweep::regions::{Axis, Cut, diagram, stretches};
use change::sweep::{
    Asked, Design, Factor, Inside, Kind as ValueKind, Observation, Plan, Runner, varied,
};
use graph::{Control, Graph, Limits};
use model::conflict::{
    ActorId, Concept, Conflict, OptionId, PreferenceKind, RuleId, Start, Statement, Strength,
    Weight,
};
use model::edit::{Edit, LineChange, edited};
use model::formula::{Formula, LevelSet};
use rayon::prelude::*;
use reference::random::{KINDS, Kind, Random, conflict};
use stability::concepts::BASIC;
use stability::{Analysis, Choice, Query, Verdict, holds};

const MODELS: u64 = 60;

fn model(random: &mut Random, kind: Kind) -> Option<Conflict> {
    let mut made = conflict(random, kind, 2);
    if made.options.is_empty() || !matches!(made.status_quo, Start::Options(_)) {
        return None;
    }
    made.before_events = made.status_quo.clone();
    Graph::build(&made, &Limits::default(), &Control::default()).ok()?;
    Some(made)
}

/// Everything of a model that can vary, as far as it goes together.
fn factors(random: &mut Random, conflict: &Conflict) -> Vec<Factor> {
    let mut found: Vec<Factor> = Vec::new();
    let rules = (0_u16..).map(RuleId).take(conflict.rules.len());
    found.extend(rules.map(Factor::Rule));
    for option in (0_u16..).map(OptionId).take(conflict.options.len()) {
        found.push(Factor::Irreversible(option));
        found.push(Factor::Start(option));
    }
    for actor in (0_u16..).map(ActorId).take(conflict.actors.len()) {
        found.push(match random.below(3) {
            0 => Factor::Order(actor),
            1 => Factor::Place(actor, random.below(3)),
            _ => Factor::Line(actor, random.below(3)),
        });
    }
    found.retain(|factor| factor.values(conflict).is_some_and(|values| values <= 24));
    while found.len() > 4 {
        found.swap_remove(random.below(found.len()));
    }
    found
}

fn asked(random: &mut Random, conflict: &Conflict) -> Vec<Asked> {
    let option = OptionId(random.below(conflict.options.len()) as u16);
    let taken = Formula::Option(option, LevelSet(2));
    [Inside::Formula(taken.negated()), Inside::Start]
        .into_iter()
        .map(|inside| Asked {
            inside,
            choice: Choice::MostPreferred,
        })
        .collect()
}

/// What a conflict by itself shows.
fn fresh(conflict: Option<Conflict>, asked: &[Asked], concepts: &[Concept]) -> Vec<Option<bool>> {
    let control = Control::default();
    let none = || vec![None; asked.len() * concepts.len()];
    let Some(conflict) = conflict else {
        return none();
    };
    let Ok(built) = Graph::build(&conflict, &Limits::default(), &control) else {
        return none();
    };
    let Some(start) = built.graph.status_quo() else {
        return none();
    };
    let analysis = Analysis::run(&built.graph, &built.ranks, &control).expect("nobody interrupts");
    let mut found = Vec::new();
    for &concept in concepts {
        for asked in asked {
            let outcome = match &asked.inside {
                Inside::Formula(formula) => built.graph.select(formula),
                Inside::Start => {
                    let mut only = graph::StateSet::new(built.graph.index_len());
                    only.insert(start);
                    only
                }
            };
            let query = Query {
                start,
                outcome: &outcome,
                concept,
                choice: asked.choice,
                list_at_most: 0,
            };
            let answer = holds(&analysis, query, &control).expect("it can be asked");
            found.push(Some(answer.verdict == Verdict::Holds));
        }
    }
    found
}

fn answers(observation: &Observation, asked: usize, concepts: usize) -> Vec<Option<bool>> {
    let all = (0..concepts).flat_map(|concept| (0..asked).map(move |question| (concept, question)));
    all.map(|(concept, question)| observation.holds(concept, question))
        .collect()
}

#[test]
fn every_point_shows_what_its_conflict_shows_by_itself() {
    let seen: usize = KINDS
        .par_iter()
        .flat_map(|kind| (0..MODELS).into_par_iter().map(move |seed| (*kind, seed)))
        .map(|(kind, seed)| {
            let mut random = Random::new(seed + 7_000);
            let Some(conflict) = model(&mut random, kind) else {
                return 0;
            };
            let factors = factors(&mut random, &conflict);
            let asked = asked(&mut random, &conflict);
            let spaces: Vec<(u64, ValueKind)> = factors
                .iter()
                .map(|f| (f.values(&conflict).expect("it has values"), f.kind()))
                .collect();
            let Ok(plan) = Plan::new(Design::Latin, &spaces, 24, seed) else {
                return 0;
            };
            let control = Control::default();
            let runner = Runner {
                conflict: &conflict,
                factors: &factors,
                asked: &asked,
                concepts: &BASIC,
                control: &control,
            };
            let points: Vec<Vec<u64>> = (0..plan.len()).map(|at| plan.point(at)).collect();
            let observed = runner.observe(&points).expect("it can be asked");
            for (point, observation) in points.iter().zip(&observed) {
                let alone = fresh(varied(&conflict, &factors, point), &asked, &BASIC);
                let found = answers(observation, asked.len(), BASIC.len());
                assert_eq!(found, alone, "{kind:?} {seed} {factors:?} {point:?}");
            }
            points.len()
        })
        .sum();
    assert!(seen > 2_000, "{seen}");
}

#[test]
fn values_mean_the_same_as_the_edits_they_stand_for() {
    let mut seen = 0;
    for (kind, seed) in KINDS.iter().flat_map(|k| (0..40).map(move |s| (*k, s))) {
        let mut random = Random::new(seed + 900);
        let Some(conflict) = model(&mut random, kind) else {
            continue;
        };
        let actor = ActorId(0);
        let line = |change| Edit::Line {
            actor,
            at: 0,
            change,
        };
        let mut pairs = vec![
            (Factor::Line(actor, 0), 1, line(LineChange::Drop)),
            (Factor::Line(actor, 0), 2, line(LineChange::Reverse)),
            (Factor::Place(actor, 0), 1, line(LineChange::SwapWithNext)),
        ];
        if conflict
            .rules
            .first()
            .is_some_and(|r| r.strength == Strength::Binding)
        {
            pairs.push((Factor::Rule(RuleId(0)), 0, Edit::Unbind(RuleId(0))));
        }
        for (factor, value, edit) in pairs {
            if factor
                .values(&conflict)
                .is_none_or(|values| values <= value)
            {
                continue;
            }
            let one = varied(&conflict, &[factor], &[value]).map(|c| format!("{c:?}"));
            let other = edited(&conflict, &[edit]).map(|c| format!("{c:?}"));
            assert_eq!(one, other, "{kind:?} {seed} {edit:?}");
            seen += 1;
        }
    }
    assert!(seen > 100, "{seen}");
}

/// A model in which every actor has weights.
fn weighed(random: &mut Random, kind: Kind) -> Option<Conflict> {
    let mut made = model(random, kind)?;
    for preference in &mut made.preferences {
        let PreferenceKind::Statements(lines) = &preference.kind else {
            return None;
        };
        let weigh = |line: &Statement| Weight {
            weight: 2 * (random.below(7) as i64 - 2),
            formula: line.formula.clone(),
            text: line.text.clone(),
            basis: line.basis.clone(),
            span: line.span,
        };
        preference.kind = PreferenceKind::Weights(lines.iter().map(weigh).collect());
        preference.adjustments.clear();
    }
    Some(made)
}

/// The conflict with weights at rational places: all of the actor's others times `below`.
fn at(conflict: &Conflict, places: &[(ActorId, usize, i64)], below: i64) -> Conflict {
    let mut changed = conflict.clone();
    for preference in &mut changed.preferences {
        if let PreferenceKind::Weights(lines) = &mut preference.kind {
            lines.iter_mut().for_each(|line| line.weight *= below);
        }
    }
    for (actor, line, above) in places {
        if let PreferenceKind::Weights(lines) = &mut changed.preferences[actor.index()].kind {
            lines[*line].weight = *above;
        }
    }
    changed
}

#[test]
fn in_a_region_every_place_shows_the_same() {
    // Sevenths are never on a boundary, and hardly ever where a cell was looked at.
    const BELOW: i64 = 7;
    let control = Control::default();
    let mut seen = (0, 0);
    for (kind, seed) in KINDS.iter().flat_map(|k| (0..300).map(move |s| (*k, s))) {
        let mut random = Random::new(seed + 31_000);
        let Some(conflict) = weighed(&mut random, kind) else {
            continue;
        };
        let asked = asked(&mut random, &conflict);
        let other = ActorId(random.below(2) as u16);
        let weight = |actor, at| Factor::Weight {
            actor,
            at,
            values: vec![-3, 5],
        };
        let (x, y) = (weight(ActorId(0), 0), weight(other, 1));
        if x.values(&conflict).is_none() || y.values(&conflict).is_none() {
            continue;
        }
        let found = diagram(&conflict, &x, Some(&y)).expect("it can be drawn");
        let runner = Runner {
            conflict: &found.conflict,
            factors: &found.factors,
            asked: &asked,
            concepts: &BASIC,
            control: &control,
        };
        let observed = runner.observe(&found.points).expect("it can be asked");
        let (
            Axis::Weight {
                from: left,
                unit,
                cells,
            },
            Some(Axis::Weight {
                from: below,
                unit: height,
                cells: rows,
            }),
        ) = (&found.x, &found.y)
        else {
            panic!("two weights")
        };
        for _ in 0..6 {
            let column = random.below(*cells as usize);
            let row = random.below(*rows as usize);
            let (dx, dy) = (1 + random.below(6) as i64, 1 + random.below(6) as i64);
            // Not on a diagonal of the cell.
            if dx == dy || dx + dy == BELOW {
                continue;
            }
            let quarter = match (dy > dx, dx + dy > BELOW) {
                (true, false) => 0,
                (true, true) => 1,
                (false, true) => 2,
                (false, false) => 3,
            };
            let cell = row * *cells as usize + column;
            let look = match found.cut {
                Cut::Whole => cell,
                Cut::Diagonally => cell * 4 + quarter,
            };
            let place = |from: i64, unit: i64, at: usize, part: i64| {
                (from + unit * at as i64) * BELOW + unit * part
            };
            let places = [
                (ActorId(0), 0, place(*left, *unit, column, dx)),
                (other, 1, place(*below, *height, row, dy)),
            ];
            let alone = fresh(Some(at(&conflict, &places, BELOW)), &asked, &BASIC);
            let here = answers(&observed[look], asked.len(), BASIC.len());
            assert_eq!(here, alone, "{kind:?} {seed} {places:?}");
            match found.cut {
                Cut::Whole => seen.0 += 1,
                Cut::Diagonally => seen.1 += 1,
            }
        }
    }
    assert!(seen.0 > 50 && seen.1 > 50, "{seen:?}");
}

#[test]
fn over_one_weight_stretches_say_what_holds_at_and_between_their_ends() {
    let control = Control::default();
    let mut seen = 0;
    for (kind, seed) in KINDS.iter().flat_map(|k| (0..300).map(move |s| (*k, s))) {
        let mut random = Random::new(seed + 52_000);
        let Some(conflict) = weighed(&mut random, kind) else {
            continue;
        };
        let asked = asked(&mut random, &conflict);
        let weight = Factor::Weight {
            actor: ActorId(1),
            at: 0,
            values: vec![-6, 6],
        };
        if weight.values(&conflict).is_none() {
            continue;
        }
        let found = diagram(&conflict, &weight, None).expect("it can be drawn");
        let runner = Runner {
            conflict: &found.conflict,
            factors: &found.factors,
            asked: &asked,
            concepts: &BASIC,
            control: &control,
        };
        let inside = runner.observe(&found.points).expect("it can be asked");
        let edges = runner.observe(&found.edges).expect("it can be asked");
        let of = |all: &[Observation]| all.iter().map(|o| o.holds(3, 0)).collect::<Vec<_>>();
        let all = stretches(&found.x, &of(&inside), &of(&edges));
        for half in -12..=12 {
            let alone = fresh(
                Some(at(&conflict, &[(ActorId(1), 0, half)], 2)),
                &asked,
                &BASIC,
            );
            let within = all.iter().filter(|stretch| {
                use change::sweep::regions::Bound::Included;
                let (low, high) = (stretch.from.0 * 2, stretch.to.0 * 2);
                (low < half || low == half && stretch.from.1 == Included)
                    && (half < high || half == high && stretch.to.1 == Included)
            });
            let within: Vec<_> = within.collect();
            let [stretch] = within.as_slice() else {
                panic!("{half} is in {} stretches", within.len())
            };
            assert_eq!(
                stretch.holds,
                alone[3 * asked.len()],
                "{kind:?} {seed} {half}"
            );
            seen += 1;
        }
    }
    assert!(seen > 200, "{seen}");
}
