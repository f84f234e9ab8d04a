//! Attitudes: actors that care for what others prefer.
//!
//! e_ij ∈ {+, 0, −}: i favours, disregards or opposes j; toward itself an actor has an attitude too.
//! q is relationally preferred to s for i when for every j: e_ij = + ⇒ q ≿_j s, and e_ij = − ⇒
//! s ≿_j q. Relational stability (RNash, RGMR, RSMR, RSEQ) reads the concepts of
//! [`crate::concepts`] with relationally preferred moves for improvements, and deters by s itself
//! and by all states that are not relationally preferred to s.
//!
//! The order is the weak one, as in the paper: who favours itself moves between states that it
//! holds equal. Where everybody favours itself and disregards all others, strict rankings give back
//! the usual concepts. Inohara, Hipel & Walker (2007), "Conflict analysis approaches for
//! investigating attitudes and misperceptions in the War of 1812", Journal of Systems Science and
//! Systems Engineering 16(2).

use graph::{Ranks, StateId};
use model::conflict::{ActorId, AttitudeKind, Conflict};

use super::Judgement;

/// Everybody's attitude toward everybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attitudes(Vec<Vec<AttitudeKind>>);

impl Attitudes {
    /// Everybody favours itself and disregards all others.
    #[must_use]
    pub fn self_interested(actors: usize) -> Self {
        let toward = |i: usize, j: usize| match i == j {
            true => AttitudeKind::Favours,
            false => AttitudeKind::Disregards,
        };
        let row = |i: usize| (0..actors).map(|j| toward(i, j)).collect();
        Attitudes((0..actors).map(row).collect())
    }

    /// The attitudes of a conflict: what it says, and self-interest in all else.
    #[must_use]
    pub fn of(conflict: &Conflict) -> Self {
        let mut all = Attitudes::self_interested(conflict.actors.len());
        for attitude in &conflict.attitudes {
            all.set(attitude.actor, attitude.towards, attitude.kind);
        }
        all
    }

    /// Changes one attitude. Actors that are not there are ignored.
    pub fn set(&mut self, actor: ActorId, towards: ActorId, kind: AttitudeKind) {
        let row = self.0.get_mut(actor.index());
        if let Some(entry) = row.and_then(|row| row.get_mut(towards.index())) {
            *entry = kind;
        }
    }

    /// The attitudes of one actor, toward each actor in order.
    #[must_use]
    pub fn of_actor(&self, actor: ActorId) -> &[AttitudeKind] {
        self.0.get(actor.index()).map_or(&[], Vec::as_slice)
    }
}

/// Preferences with attitudes.
#[derive(Clone, Copy, Debug)]
pub struct Relational<'a> {
    /// What each actor prefers by itself.
    pub ranks: &'a Ranks,
    /// What they make of each other.
    pub attitudes: &'a Attitudes,
}

impl Relational<'_> {
    /// Whether `to` is relationally preferred to `from`.
    fn prefers(&self, actor: ActorId, to: StateId, from: StateId) -> bool {
        let toward = (0_u16..).map(ActorId).zip(self.attitudes.of_actor(actor));
        let mut toward = toward.map(|(other, kind)| {
            (
                kind,
                self.ranks.rank(other, to),
                self.ranks.rank(other, from),
            )
        });
        toward.all(|(kind, to, from)| match kind {
            AttitudeKind::Favours => to >= from,
            AttitudeKind::Disregards => true,
            AttitudeKind::Opposes => from >= to,
        })
    }
}

impl Judgement for Relational<'_> {
    fn tempts(&self, actor: ActorId, from: StateId, to: StateId) -> bool {
        self.prefers(actor, to, from)
    }

    fn willing(&self, mover: ActorId, from: StateId, to: StateId) -> bool {
        self.prefers(mover, to, from)
    }

    fn deters(&self, actor: ActorId, from: StateId, end: StateId) -> bool {
        end == from || !self.prefers(actor, end, from)
    }
}
