//! Numbers that stand for actors, options, rules, states and levels.

/// An actor, numbered in file order. `nature` is not an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(pub u16);

/// An option, numbered in file order over all actors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OptionId(pub u16);

/// A rule, numbered in the order in which rules apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(pub u16);

/// A named state, numbered in file order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NamedStateId(pub u32);

/// The value of an option: 0 is no (or the lowest level), 1 is yes (or the next level), …
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level(pub u8);

impl ActorId {
    /// Position in [`Conflict::actors`](super::Conflict::actors).
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

impl OptionId {
    /// Position in [`Conflict::options`](super::Conflict::options).
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

impl RuleId {
    /// Position in [`Conflict::rules`](super::Conflict::rules).
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

impl NamedStateId {
    /// Position in the list of named states.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}
