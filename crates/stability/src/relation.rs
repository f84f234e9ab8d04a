//! Arcs between numbered places, and spreading along several of them in turn.

/// Arcs in compressed rows: for each place the places it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Relation {
    starts: Vec<usize>,
    ends: Vec<u32>,
}

impl Default for Relation {
    fn default() -> Self {
        Relation {
            starts: vec![0],
            ends: Vec::new(),
        }
    }
}

impl Relation {
    /// Adds the row of the next place.
    pub(crate) fn push(&mut self, row: impl IntoIterator<Item = u32>) {
        self.ends.extend(row);
        self.starts.push(self.ends.len());
    }

    /// The ends of the arcs from a place.
    pub(crate) fn from(&self, place: usize) -> &[u32] {
        match self.starts.get(place..place + 2) {
            Some([start, end]) => self.ends.get(*start..*end).unwrap_or_default(),
            _ => &[],
        }
    }

    /// Number of arcs.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Number of places.
    fn places(&self) -> usize {
        self.starts.len() - 1
    }

    /// All arcs turned round.
    pub(crate) fn reversed(&self) -> Relation {
        let mut starts = vec![0; self.starts.len()];
        for end in &self.ends {
            if let Some(count) = starts.get_mut(*end as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut ends = vec![0_u32; self.ends.len()];
        for place in 0..self.places() {
            for end in self.from(place) {
                if let Some(slot) = next.get_mut(*end as usize) {
                    if let Some(entry) = ends.get_mut(*slot) {
                        *entry = place as u32;
                    }
                    *slot += 1;
                }
            }
        }
        Relation { starts, ends }
    }
}

/// Who may continue from a place that was just reached.
#[derive(Clone, Copy)]
enum Continue {
    /// Everybody (a source).
    All,
    /// All but the one who reached it.
    AllBut(u16),
    /// Only the one who reached it first: a second arrival, by another.
    Only(u16),
}

/// What is known of a place in the current spread.
#[derive(Clone, Copy)]
enum Mark {
    /// A source: everybody has continued.
    Source,
    /// Reached by one mover.
    By(u16),
    /// Reached by two: everybody has continued.
    Twice,
}

/// Room for spreading, used again and again.
pub(crate) struct Scratch {
    generation: u32,
    marks: Vec<(u32, Mark)>,
    reached_at: Vec<u32>,
    reached: Vec<u32>,
    open: Vec<(u32, Continue)>,
}

impl Scratch {
    /// Room for this many places.
    pub(crate) fn new(places: usize) -> Self {
        Scratch {
            generation: 0,
            marks: vec![(0, Mark::Twice); places],
            reached_at: vec![0; places],
            reached: Vec::new(),
            open: Vec::new(),
        }
    }

    /// Finds the ends of all sequences of one or more arcs from the sources, each arc from one of
    /// the relations, no relation twice in succession. Cost: each arc is looked at once.
    pub(crate) fn spread(
        &mut self,
        relations: &[&Relation],
        sources: impl IntoIterator<Item = u32>,
    ) {
        self.begin();
        for source in sources {
            self.add_source(source);
        }
        self.run(relations);
    }

    /// Forgets the last spread.
    pub(crate) fn begin(&mut self) {
        self.generation = self.generation.wrapping_add(1);
        if self.generation == 0 {
            // After 2³² spreads old entries could be taken for new ones.
            self.marks.fill((0, Mark::Twice));
            self.reached_at.fill(0);
            self.generation = 1;
        }
        self.reached.clear();
        self.open.clear();
    }

    /// Adds a place where sequences start; also after a run, to go on from there.
    pub(crate) fn add_source(&mut self, place: u32) {
        let Some((generation, mark)) = self.marks.get_mut(place as usize) else {
            return;
        };
        if *generation != self.generation {
            (*generation, *mark) = (self.generation, Mark::Source);
            self.open.push((place, Continue::All));
        } else if let Mark::By(first) = *mark {
            *mark = Mark::Twice;
            self.open.push((place, Continue::Only(first)));
        }
    }

    /// Follows all sequences from the sources added so far.
    pub(crate) fn run(&mut self, relations: &[&Relation]) {
        while let Some((place, who)) = self.open.pop() {
            for (mover, relation) in relations.iter().enumerate() {
                let mover = mover as u16;
                let continues = match who {
                    Continue::All => true,
                    Continue::AllBut(last) => mover != last,
                    Continue::Only(first) => mover == first,
                };
                if continues {
                    for end in relation.from(place as usize) {
                        self.arrive(*end, mover);
                    }
                }
            }
        }
    }

    /// The ends found since the last beginning, in the order in which they were found.
    pub(crate) fn reached(&self) -> &[u32] {
        &self.reached
    }

    /// Whether this end was found since the last beginning.
    pub(crate) fn has_reached(&self, place: u32) -> bool {
        self.reached_at.get(place as usize) == Some(&self.generation)
    }

    fn arrive(&mut self, place: u32, mover: u16) {
        if let Some(at) = self.reached_at.get_mut(place as usize)
            && *at != self.generation
        {
            *at = self.generation;
            self.reached.push(place);
        }
        let Some((generation, mark)) = self.marks.get_mut(place as usize) else {
            return;
        };
        if *generation != self.generation {
            (*generation, *mark) = (self.generation, Mark::By(mover));
            self.open.push((place, Continue::AllBut(mover)));
        } else if let Mark::By(first) = *mark
            && first != mover
        {
            *mark = Mark::Twice;
            self.open.push((place, Continue::Only(first)));
        }
    }
}
