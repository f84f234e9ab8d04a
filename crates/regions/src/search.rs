//! The stretches of one parameter in which the same equilibria hold.

use std::collections::{BTreeMap, BTreeSet};

use game::{Rational, Tree};

use crate::conditions::conditions;
use crate::interpolation::quotient;
use crate::root::{Root, simplest_between};
use crate::structure::{Profile, Structure};

/// Games that depend on one parameter, with a solver.
pub trait Family {
    /// Why there is no answer.
    type Error;

    /// The game at a value of the parameter, and its equilibria.
    ///
    /// # Errors
    /// There is no such game, or it is too large.
    fn solve(&self, value: &Rational) -> Result<(Tree, Vec<Profile>), Self::Error>;
}

/// How much may be tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Games that are solved.
    pub games: usize,
    /// Places of the parameter that the search begins with.
    pub places: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            games: 4_000,
            places: 9,
        }
    }
}

/// A stretch in which the same equilibria hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// Where it begins.
    pub from: Root,
    /// Where it ends.
    pub to: Root,
    /// A value inside, the simplest there is.
    pub place: Rational,
    /// The equilibria, by structure.
    pub structures: BTreeSet<Structure>,
}

/// All stretches, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Regions {
    /// The stretches. The end of one is the beginning of the next.
    pub regions: Vec<Region>,
    /// Structures whose conditions could not be followed: thresholds of theirs may be missing.
    pub unfollowed: Vec<Structure>,
    /// Whether a limit was reached, so that stretches may be missing.
    pub stopped: bool,
}

/// Most values of a condition that are calculated to find what function it is.
const MOST_SAMPLES: usize = 41;

/// Finds the stretches of a parameter between two values.
///
/// Each equilibrium found anywhere has conditions, which are quotients of polynomials in the
/// parameter as long as its structure stays; they are found exactly from their values, and their
/// roots are the only places where it can begin or end. Between neighbouring roots the equilibria
/// are those found at one place. An equilibrium that holds nowhere at the places tried is not found.
///
/// # Errors
/// As the solver.
pub fn find<F: Family>(
    family: &F,
    from: &Rational,
    to: &Rational,
    limits: Limits,
    goes_on: &dyn Fn() -> bool,
) -> Result<Regions, F::Error> {
    let mut search = Search {
        family,
        from: from.clone(),
        to: to.clone(),
        limits,
        goes_on,
        solved: BTreeMap::new(),
        roots: vec![Root::Rational(from.clone()), Root::Rational(to.clone())],
        followed: BTreeMap::new(),
        games: 0,
    };
    // Places with a large denominator: thresholds in the middle of a range are common.
    let steps = Rational::from(limits.places.max(1) as u64 * 2);
    let aside = (to - from) / Rational::from(9_973);
    for place in 0..limits.places.max(1) as u64 {
        let at = from + (to - from) * Rational::from(2 * place + 1) / &steps + &aside;
        search.at(&at)?;
    }
    search.follow()?;
    search.between()?;
    Ok(search.merged())
}

struct Search<'s, F: Family> {
    family: &'s F,
    from: Rational,
    to: Rational,
    limits: Limits,
    goes_on: &'s dyn Fn() -> bool,
    /// What was found where.
    solved: BTreeMap<Rational, BTreeSet<Structure>>,
    /// Where something may change, in order, with both ends of the range.
    roots: Vec<Root>,
    /// Whether each structure's conditions are known.
    followed: BTreeMap<Structure, bool>,
    games: usize,
}

impl<F: Family> Search<'_, F> {
    fn may_go_on(&self) -> bool {
        self.games < self.limits.games && (self.goes_on)()
    }

    fn at(&mut self, place: &Rational) -> Result<(), F::Error> {
        if !self.solved.contains_key(place) && self.may_go_on() {
            self.games += 1;
            let (_, profiles) = self.family.solve(place)?;
            let structures = profiles.iter().map(Structure::of).collect();
            self.solved.insert(place.clone(), structures);
        }
        Ok(())
    }

    /// Finds the roots of the conditions of all structures found so far.
    fn follow(&mut self) -> Result<(), F::Error> {
        let mut fresh: Vec<(Structure, Rational)> = Vec::new();
        for (place, structures) in &self.solved {
            for structure in structures {
                let known = self.followed.contains_key(structure)
                    || fresh.iter().any(|(other, _)| other == structure);
                if !known {
                    fresh.push((structure.clone(), place.clone()));
                }
            }
        }
        for (structure, place) in fresh {
            let found = self.conditions_of(&structure, &place)?;
            self.followed.insert(structure, found);
        }
        Ok(())
    }

    /// Finds the roots of a structure's conditions near a place where it holds. Answers whether all
    /// could be found.
    fn conditions_of(&mut self, structure: &Structure, place: &Rational) -> Result<bool, F::Error> {
        let room = (place - &self.from).min(&self.to - place);
        let mut width = room / Rational::from(2);
        for _ in 0..8 {
            let mut places: Vec<Rational> = Vec::new();
            let mut rows: Vec<Vec<Rational>> = Vec::new();
            while places.len() < MOST_SAMPLES && self.may_go_on() {
                let number = places.len() as i64;
                let half = Rational::from((number + 1) / 2 * if number % 2 == 0 { 1 } else { -1 });
                let at = place + &width * half / Rational::from(MOST_SAMPLES as u64);
                self.games += 1;
                let (tree, profiles) = self.family.solve(&at)?;
                let same = profiles.iter().find(|one| Structure::of(one) == *structure);
                let Some(profile) = same else { break };
                rows.push(conditions(&tree, profile));
                places.push(at);
                if places.len() >= 5
                    && places.len() % 4 == 1
                    && let Some(roots) = self.roots_of(&places, &rows)
                {
                    self.add(roots);
                    return Ok(true);
                }
            }
            width /= Rational::from(16);
        }
        Ok(false)
    }

    /// The roots of all conditions; nothing where one needs more values.
    fn roots_of(&self, places: &[Rational], rows: &[Vec<Rational>]) -> Option<Vec<Root>> {
        let mut roots = Vec::new();
        let count = rows.first().map_or(0, Vec::len);
        if rows.iter().any(|row| row.len() != count) {
            return None;
        }
        for condition in 0..count {
            let values: Vec<Rational> = rows.iter().map(|row| row[condition].clone()).collect();
            let function = quotient(places, &values)?;
            for part in [&function.over, &function.under] {
                if !part.is_zero() {
                    roots.extend(part.roots(&self.from, &self.to));
                }
            }
        }
        Some(roots)
    }

    fn add(&mut self, roots: Vec<Root>) {
        self.roots.extend(roots);
        self.roots.sort_by(Root::compare);
        self.roots
            .dedup_by(|one, two| one.compare(two) == std::cmp::Ordering::Equal);
    }

    /// Solves one game between each two neighbouring roots, and follows what is new there.
    fn between(&mut self) -> Result<(), F::Error> {
        loop {
            let known = self.roots.len();
            for pair in self.roots.clone().windows(2) {
                let [one, two] = pair else { continue };
                let inside = |place: &Rational| {
                    let place = Root::Rational(place.clone());
                    one.compare(&place).is_lt() && place.compare(two).is_lt()
                };
                if !self.solved.keys().any(inside) {
                    let place = simplest_between(one, two);
                    self.at(&place)?;
                }
            }
            self.follow()?;
            if self.roots.len() == known || !self.may_go_on() {
                return Ok(());
            }
        }
    }

    /// Neighbouring stretches with the same equilibria become one.
    fn merged(self) -> Regions {
        let mut regions: Vec<Region> = Vec::new();
        let mut stopped = !self.may_go_on();
        for pair in self.roots.windows(2) {
            let [one, two] = pair else { continue };
            let inside = |place: &&Rational| {
                let place = Root::Rational((*place).clone());
                one.compare(&place).is_lt() && place.compare(two).is_lt()
            };
            let Some(place) = self.solved.keys().find(inside) else {
                stopped = true;
                continue;
            };
            let structures = self.solved[place].clone();
            match regions.last_mut() {
                Some(last) if last.structures == structures => last.to = two.clone(),
                _ => regions.push(Region {
                    from: one.clone(),
                    to: two.clone(),
                    place: place.clone(),
                    structures,
                }),
            }
        }
        for region in &mut regions {
            region.place = simplest_between(&region.from, &region.to);
        }
        let unfollowed = self
            .followed
            .into_iter()
            .filter(|(_, followed)| !followed)
            .map(|(structure, _)| structure)
            .collect();
        Regions {
            regions,
            unfollowed,
            stopped,
        }
    }
}
