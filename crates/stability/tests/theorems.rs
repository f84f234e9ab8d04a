//! What is known to be true of every conflict, by the name of the theorem.

mod reference;

use std::collections::BTreeSet;

use checker::definitions::Set;
use graph::Control;
use model::conflict::Concept;
use reference::random::{KINDS, Random};
use reference::{Pair, build};
use stability::{Analysis, CoalitionLimits, Coalitions, Foresight};

/// The stable states of every actor under two concepts, for random models of every kind.
fn for_every_actor(salt: u64, check: impl Fn(&Pair, &dyn Fn(Concept, usize) -> Set)) {
    for kind in KINDS {
        for actors in 2..=5 {
            for seed in 0..60 {
                let mut random = Random::new(salt << 60 ^ (actors as u64) << 40 ^ seed);
                let conflict = reference::random::conflict(&mut random, kind, actors);
                let Some(pair) = Pair::read(&conflict) else {
                    continue;
                };
                let analysis = analysis(&pair);
                let stable =
                    |concept, actor| pair.set(analysis.stable(concept, build::actor_id(actor)));
                check(&pair, &stable);
            }
        }
    }
}

fn analysis(pair: &Pair) -> Analysis<'_> {
    Analysis::run(pair.graph(), &pair.built.ranks, &Control::default()).expect("not interrupted")
}

fn implies(salt: u64, narrower: Concept, wider: Concept) {
    for_every_actor(salt, |pair, stable| {
        for actor in 0..pair.model().actors() {
            assert!(stable(narrower, actor).is_subset(&stable(wider, actor)));
        }
    });
}

#[test]
fn nash_implies_symmetric_sequential() {
    implies(1, Concept::Nash, Concept::Sseq);
}

#[test]
fn symmetric_sequential_implies_sequential() {
    implies(2, Concept::Sseq, Concept::Seq);
}

#[test]
fn sequential_implies_metarational() {
    implies(3, Concept::Seq, Concept::Gmr);
}

#[test]
fn nash_implies_symmetric_metarational() {
    implies(4, Concept::Nash, Concept::Smr);
}

#[test]
fn symmetric_metarational_implies_metarational() {
    implies(5, Concept::Smr, Concept::Gmr);
}

#[test]
fn symmetric_sequential_implies_symmetric_metarational() {
    implies(6, Concept::Sseq, Concept::Smr);
}

/// There are models with a state that is sequentially stable and not symmetric metarational, and
/// the reverse.
#[test]
fn sequential_and_symmetric_metarational_are_not_nested() {
    let mut only = [false, false];
    for game in strict_ordinal_2x2_games() {
        let pair = game_2x2(game);
        let analysis = analysis(&pair);
        for actor in pair.actors() {
            let seq = analysis.stable(Concept::Seq, actor);
            let smr = analysis.stable(Concept::Smr, actor);
            only[0] |= !seq.is_subset(smr);
            only[1] |= !smr.is_subset(seq);
        }
    }
    assert_eq!(only, [true, true]);
}

/// With one opponent who can always stay put or answer once, looking one move ahead is Nash.
#[test]
fn foresight_of_one_move_is_nash() {
    for kind in KINDS {
        for seed in 0..100 {
            let mut random = Random::new(7 << 60 ^ seed);
            let conflict = reference::random::conflict(&mut random, kind, 2);
            let Some(pair) = Pair::read(&conflict) else {
                continue;
            };
            let analysis = analysis(&pair);
            let control = Control::default();
            let one = Concept::Limited(1);
            let foresight = Foresight::new(pair.graph(), &pair.built.ranks, one, &control);
            let foresight = foresight.expect("two actors");
            for actor in pair.actors() {
                let stable = foresight.stable(actor, &control).expect("not interrupted");
                assert_eq!(&stable, analysis.stable(Concept::Nash, actor));
            }
        }
    }
}

/// A coalition of one is its member: CNash, CGMR and CSMR are Nash, GMR and SMR. CSEQ is not SEQ
/// with several opponents, because they may improve together; with one opponent it is.
#[test]
fn a_coalition_of_one_is_its_member() {
    let same = [
        (Concept::CoalitionNash, Concept::Nash),
        (Concept::CoalitionGmr, Concept::Gmr),
        (Concept::CoalitionSmr, Concept::Smr),
        (Concept::CoalitionSeq, Concept::Seq),
    ];
    for kind in KINDS {
        for actors in 2..=4 {
            for seed in 0..30 {
                let mut random = Random::new(8 << 60 ^ (actors as u64) << 40 ^ seed);
                let conflict = reference::random::conflict(&mut random, kind, actors);
                let Some(pair) = Pair::read(&conflict) else {
                    continue;
                };
                let analysis = analysis(&pair);
                let singles = pair.actors().map(|actor| vec![actor]).collect();
                let coalitions = stability::analyse_coalitions(
                    pair.graph(),
                    &pair.built.ranks,
                    &Coalitions::Named(singles),
                    CoalitionLimits::default(),
                    &Control::default(),
                )
                .expect("small");
                for (single, actor) in coalitions.coalitions.iter().zip(pair.actors()) {
                    for (of_one, of_actor) in same {
                        let stable = single.stable(of_one).expect("a coalition concept");
                        if of_one != Concept::CoalitionSeq || actors == 2 {
                            assert_eq!(stable, analysis.stable(of_actor, actor), "{of_one:?}");
                        } else {
                            assert!(analysis.stable(Concept::Nash, actor).is_subset(stable));
                        }
                    }
                }
            }
        }
    }
}

/// The four cells of a 2×2 game: bit 0 is the row, bit 1 the column.
const CELLS: [usize; 4] = [0, 1, 2, 3];

/// A game: for each cell the ranks (1 to 4) of the row and of the column player.
type Game = [(u8, u8); 4];

/// All permutations of the ranks 1 to 4.
fn rankings() -> Vec<[u8; 4]> {
    let mut all = Vec::new();
    for code in 0..256_usize {
        let ranks = [0, 1, 2, 3].map(|cell| (code >> (2 * cell) & 3) as u8 + 1);
        if ranks.iter().collect::<BTreeSet<_>>().len() == 4 {
            all.push(ranks);
        }
    }
    all
}

/// The strict ordinal 2×2 games up to renaming rows, columns and players: one of each class.
fn strict_ordinal_2x2_games() -> BTreeSet<Game> {
    let mut classes = BTreeSet::new();
    for row in rankings() {
        for column in rankings() {
            let game: Game = CELLS.map(|cell| (row[cell], column[cell]));
            let flips = (0..4).map(|flip| CELLS.map(|cell| game[cell ^ flip]));
            let images = flips.flat_map(|game| {
                let swapped = [0, 2, 1, 3].map(|cell: usize| (game[cell].1, game[cell].0));
                [game, swapped]
            });
            classes.extend(images.min());
        }
    }
    classes
}

fn game_2x2(game: Game) -> Pair {
    let names = CELLS.map(|cell| format!("c{cell}")).to_vec();
    let actors = ["Row".to_owned(), "Column".to_owned()];
    let arcs = vec![
        CELLS.map(|cell| (cell, cell ^ 1)).to_vec(),
        CELLS.map(|cell| (cell, cell ^ 2)).to_vec(),
    ];
    let ranking = |rank: &dyn Fn(usize) -> u8| {
        let mut cells = CELLS;
        cells.sort_by_key(|cell| std::cmp::Reverse(rank(*cell)));
        cells.map(|cell| vec![cell]).to_vec()
    };
    let rankings = vec![ranking(&|cell| game[cell].0), ranking(&|cell| game[cell].1)];
    Pair::read(&build::graph_form(&names, &actors, arcs, rankings)).expect("consistent")
}

/// Rapoport & Guyer (1966) count 78 games; in how many an equilibrium exists is known.
#[test]
fn equilibria_of_the_78_games() {
    let games = strict_ordinal_2x2_games();
    assert_eq!(games.len(), 78);
    let pairs: Vec<Pair> = games.into_iter().map(game_2x2).collect();
    let known = [
        (Concept::Nash, 69),
        (Concept::Gmr, 78),
        (Concept::Smr, 74),
        (Concept::Seq, 78),
        (Concept::Sseq, 74),
    ];
    for (concept, count) in known {
        let with = pairs
            .iter()
            .filter(|pair| !analysis(pair).equilibria(concept).is_empty());
        assert_eq!(with.count(), count, "{concept:?}");
    }
}
