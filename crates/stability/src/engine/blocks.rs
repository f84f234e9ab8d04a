//! Who can move to a state, in a dense store: amortised constant time.
//!
//! The states among which an actor moves freely (all other options equal, its own one-way options
//! equal) form a **block**. Within a block the states are sorted by the actor's own rank. All
//! states of a block that improve by moving to a given target are then a prefix of the block, and
//! since the search has no use for a state that was already given, a watermark per block suffices:
//! over a whole search each block is walked once. One-way options split what an actor can reach
//! into several blocks: a target is fed by every block whose one-way options can still become the
//! target's.

use graph::dense::Dense;
use graph::layout::Code;
use graph::step::{OwnOptions, direction_allows};
use graph::{Ranks, StateId};
use model::conflict::{ActorId, Level};
use rayon::prelude::*;

use super::Sources;
use super::extract::Extract;
use crate::concepts::Sanctioners;

/// The blocks of every actor.
pub(super) struct Blocks {
    actors: Vec<ActorBlocks>,
}

/// The blocks of one actor.
struct ActorBlocks {
    /// From an index to its block's number.
    number: Extract,
    /// log2 of the room of a block.
    room: u32,
    /// The actor's own bits.
    own: u32,
    /// The states of each block, in ascending rank, from `number << room` on.
    states: Vec<u32>,
    /// Their ranks; `u32::MAX` where the block has no more states.
    ranks: Vec<u32>,
    /// Settings of the one-way options from which a target's setting can be reached.
    feeders: Feeders,
}

/// For every setting of an actor's one-way options, the settings that can become it.
struct Feeders {
    setting: Extract,
    starts: Vec<u32>,
    settings: Vec<u32>,
}

/// The most pairs of one-way settings that are tabulated.
const FEEDER_LIMIT: usize = 1 << 22;

/// Beyond this rank there is no state.
const NO_STATE: u32 = u32::MAX;

impl Blocks {
    /// Sorts all blocks. None if an actor has too many one-way options to tabulate.
    /// Memory: 8 bytes per actor and index.
    pub(super) fn new(dense: &Dense, ranks: &Ranks) -> Option<Self> {
        let actors = dense
            .step()
            .actors
            .iter()
            .enumerate()
            .map(|(actor, own)| ActorBlocks::new(dense, own, ranks.of_actor(ActorId(actor as u16))))
            .collect::<Option<Vec<_>>>()?;
        Some(Blocks { actors })
    }

    /// Fresh sources for one search.
    pub(super) fn sources<'a>(
        &'a self,
        dense: &'a Dense,
        ranks: &'a Ranks,
        kind: Sanctioners,
    ) -> BlockSources<'a> {
        let marks = self.actors.iter().map(|blocks| match kind {
            Sanctioners::Improvements => Marks::Improvements(blocks.lowest()),
            Sanctioners::AnyMoves => Marks::AnyMoves(vec![Given::None; blocks.count()]),
        });
        BlockSources {
            dense,
            ranks,
            blocks: self,
            marks: marks.collect(),
        }
    }
}

impl ActorBlocks {
    fn new(dense: &Dense, own: &OwnOptions, ranks: &[u32]) -> Option<Self> {
        let index_bits = (dense.index_len() as u64 - 1) as u32;
        let free = Extract::new(own.free as u32);
        let number = Extract::new(index_bits & !(own.free as u32));
        let room = free.width();
        let mut states = vec![0_u32; dense.index_len()];
        let mut sorted = vec![NO_STATE; dense.index_len()];
        states
            .par_chunks_mut(1 << room)
            .zip(sorted.par_chunks_mut(1 << room))
            .enumerate()
            .for_each_init(Vec::new, |pairs, (block, (states, sorted))| {
                let base = number.spread(block as u32);
                pairs.clear();
                pairs.extend(
                    (0..1_u32 << room)
                        .map(|setting| base | free.spread(setting))
                        .filter(|state| dense.states().contains(StateId(*state)))
                        .map(|state| (ranks[state as usize], state)),
                );
                pairs.sort_unstable();
                for (place, (rank, state)) in pairs.iter().enumerate() {
                    states[place] = *state;
                    sorted[place] = *rank;
                }
            });
        Some(ActorBlocks {
            number,
            room,
            own: own.mask as u32,
            states,
            ranks: sorted,
            feeders: Feeders::new(own)?,
        })
    }

    fn count(&self) -> usize {
        self.states.len() >> self.room
    }

    /// A watermark at the start of every block.
    fn lowest(&self) -> Vec<Watermark> {
        self.ranks
            .chunks(1 << self.room)
            .map(|ranks| Watermark {
                place: 0,
                next: ranks.first().copied().unwrap_or(NO_STATE),
            })
            .collect()
    }

    /// The blocks from which the actor can turn a state into this option vector.
    fn feeding(&self, vector: u32, visit: &mut impl FnMut(u32)) {
        let feeders = &self.feeders;
        let setting = feeders.setting.gather(vector) as usize;
        if feeders.starts.len() == 2 {
            visit(self.number.gather(vector));
            return;
        }
        let others = vector & !self.own;
        let range = feeders.starts[setting] as usize..feeders.starts[setting + 1] as usize;
        for one_way in &feeders.settings[range] {
            visit(self.number.gather(others | one_way));
        }
    }

    fn range(&self, block: u32) -> std::ops::Range<usize> {
        let start = (block as usize) << self.room;
        start..start + (1 << self.room)
    }
}

impl Feeders {
    fn new(own: &OwnOptions) -> Option<Self> {
        let mask = own
            .one_way
            .iter()
            .fold(0, |mask: Code, (field, _)| mask | field.mask());
        let setting = Extract::new(mask as u32);
        let mut starts = vec![0_u32];
        let mut settings = Vec::new();
        for target in 0..1_u32.checked_shl(setting.width())? {
            let target = Code::from(setting.spread(target));
            let mut sources: Vec<u32> = vec![0];
            for (field, direction) in &own.one_way {
                let levels: Vec<u32> = (0..field.levels)
                    .map(Level)
                    .filter(|level| direction_allows(*direction, *level, field.get(target)))
                    .map(|level| field.put(level) as u32)
                    .collect();
                sources = sources
                    .iter()
                    .flat_map(|source| levels.iter().map(move |level| source | level))
                    .collect();
            }
            settings.extend(sources);
            starts.push(settings.len() as u32);
            if settings.len() > FEEDER_LIMIT {
                return None;
            }
        }
        Some(Feeders {
            setting,
            starts,
            settings,
        })
    }
}

/// How far a block's states have been given, in ascending rank.
#[derive(Clone, Copy)]
struct Watermark {
    place: u32,
    /// The rank at `place`, kept here to spare a look into the block.
    next: u32,
}

/// Which states of a block have been given, where ranks do not matter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Given {
    None,
    AllBut(u32),
    All,
}

enum Marks {
    Improvements(Vec<Watermark>),
    AnyMoves(Vec<Given>),
}

/// The state of one search.
pub(super) struct BlockSources<'a> {
    dense: &'a Dense,
    ranks: &'a Ranks,
    blocks: &'a Blocks,
    marks: Vec<Marks>,
}

impl Sources for BlockSources<'_> {
    fn drain(&mut self, mover: ActorId, to: StateId, mark: &mut impl FnMut(StateId)) {
        let actor = mover.index();
        let (blocks, marks) = (&self.blocks.actors[actor], &mut self.marks[actor]);
        match marks {
            Marks::Improvements(marks) => {
                let rank = self.ranks.of_actor(mover)[to.index()];
                let mut give = |block: u32| advance(blocks, marks, block, rank, mark);
                blocks.feeding(to.0, &mut give);
                for vector in self.dense.settles_at(to) {
                    blocks.feeding(*vector, &mut give);
                }
            }
            Marks::AnyMoves(given) => {
                let mut give = |block: u32| give_all(blocks, given, block, to, mark);
                blocks.feeding(to.0, &mut give);
                for vector in self.dense.settles_at(to) {
                    blocks.feeding(*vector, &mut give);
                }
            }
        }
    }
}

/// Gives the states of a block that rank below the target.
fn advance(
    blocks: &ActorBlocks,
    marks: &mut [Watermark],
    block: u32,
    rank: u32,
    mark: &mut impl FnMut(StateId),
) {
    let watermark = &mut marks[block as usize];
    if watermark.next >= rank {
        return;
    }
    let range = blocks.range(block);
    let (states, ranks) = (&blocks.states[range.clone()], &blocks.ranks[range]);
    let mut place = watermark.place as usize;
    while let Some(own) = ranks.get(place)
        && *own < rank
    {
        mark(StateId(states[place]));
        place += 1;
    }
    *watermark = Watermark {
        place: place as u32,
        next: ranks.get(place).copied().unwrap_or(NO_STATE),
    };
}

/// Gives all states of a block other than the target itself.
fn give_all(
    blocks: &ActorBlocks,
    given: &mut [Given],
    block: u32,
    to: StateId,
    mark: &mut impl FnMut(StateId),
) {
    let given = &mut given[block as usize];
    match *given {
        Given::All => {}
        Given::AllBut(left) if left == to.0 => {}
        Given::AllBut(left) => {
            mark(StateId(left));
            *given = Given::All;
        }
        Given::None => {
            let range = blocks.range(block);
            let (states, ranks) = (&blocks.states[range.clone()], &blocks.ranks[range]);
            *given = Given::All;
            for (state, _) in states
                .iter()
                .zip(ranks)
                .take_while(|(_, r)| **r != NO_STATE)
            {
                if *state == to.0 {
                    *given = Given::AllBut(*state);
                } else {
                    mark(StateId(*state));
                }
            }
        }
    }
}
