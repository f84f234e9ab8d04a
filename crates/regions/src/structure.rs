//! What is alike in the equilibria of neighbouring games: which actions are taken at all.

use game::Rational;

/// A profile: for each information set how likely its actions are; nothing where the solver leaves
/// open what is done, because the player's own choices keep it from getting there.
pub type Profile = Vec<Option<Vec<Rational>>>;

/// For each information set the actions that are taken with a probability above 0, in order;
/// nothing where that is left open.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Structure(pub Vec<Option<Vec<u32>>>);

impl Structure {
    /// The structure of a profile.
    #[must_use]
    pub fn of(profile: &Profile) -> Self {
        let taken = |weights: &Vec<Rational>| {
            (0u32..)
                .zip(weights)
                .filter(|(_, weight)| !weight.is_zero())
                .map(|(action, _)| action)
                .collect()
        };
        Structure(
            profile
                .iter()
                .map(|weights| weights.as_ref().map(taken))
                .collect(),
        )
    }

    /// Whether some information set mixes.
    #[must_use]
    pub fn mixes(&self) -> bool {
        self.0.iter().flatten().any(|taken| taken.len() > 1)
    }
}
