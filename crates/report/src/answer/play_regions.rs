//! Where, in one parameter or two, the equilibria of a play change, and what changes in between.

use serde::{Deserialize, Serialize};

use super::{GameClass, StateRef};

/// Which equilibria hold in which stretch of a parameter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayRegions {
    /// Its name.
    pub parameter: String,
    /// The stretches, in order.
    pub stretches: Vec<PlayStretch>,
    /// Whether all thresholds of the equilibria found are known.
    pub complete: bool,
}

/// A stretch of a parameter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayStretch {
    /// Where it begins.
    pub from: PlayThreshold,
    /// Where it ends.
    pub to: PlayThreshold,
    /// A value inside, at which what follows was calculated.
    pub place: String,
    /// The equilibria there.
    pub equilibria: Vec<PlayStructure>,
}

/// A value of a parameter at which equilibria change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayThreshold {
    /// Exactly, where it is rational or a square root is enough: `1/3`, `(3 - √5)/2`.
    pub exact: Option<String>,
    /// As a decimal.
    pub decimal: String,
}

impl PlayThreshold {
    /// The exact value where there is one, else the decimal, for programs.
    #[must_use]
    pub fn value(&self) -> &str {
        self.exact.as_ref().unwrap_or(&self.decimal)
    }

    /// The exact value where there is one, else the decimal.
    #[must_use]
    pub fn shown(&self) -> String {
        match &self.exact {
            Some(exact) => exact.clone(),
            None => format!("{}…", self.decimal),
        }
    }
}

/// An equilibrium of a stretch: what is done, and where the play ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayStructure {
    /// For each actor that moves, the actions taken at each of its information sets, in words.
    pub actors: Vec<PlayActions>,
    /// What the private types of actors reveal by what they do.
    #[serde(default)]
    pub classes: Vec<GameClass>,
    /// Whether some information set mixes.
    #[serde(default)]
    pub mixes: bool,
    /// The states in which the play ends, and how likely at the value inside.
    pub ends: Vec<PlayShare>,
    /// Payoffs, mixtures and ends as functions of the parameter over the stretch; nothing where they
    /// could not be found, or two parameters are varied.
    #[serde(default)]
    pub courses: Vec<PlayCourse>,
}

/// A quantity of an equilibrium.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum PlayQuantity {
    /// What an actor is paid.
    Payoff {
        /// Who.
        actor: String,
    },
    /// How likely an action is, where several are taken.
    Action {
        /// Whose.
        actor: String,
        /// Which.
        action: String,
        /// At which information set.
        at: String,
    },
    /// How likely the play ends in a state.
    End {
        /// Which.
        state: StateRef,
    },
}

impl PlayQuantity {
    /// In words.
    #[must_use]
    pub fn in_words(&self) -> String {
        match self {
            PlayQuantity::Payoff { actor } => format!("{actor} is paid"),
            PlayQuantity::Action { actor, action, at } => format!("{actor}: {action} at {at}"),
            PlayQuantity::End { state } => format!("ends in {}", state.in_words()),
        }
    }
}

/// Which way a quantity goes as a parameter grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlayDirection {
    /// It stays.
    Constant,
    /// It grows too.
    Rises,
    /// It becomes less.
    Falls,
}

impl PlayDirection {
    /// In words.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            PlayDirection::Constant => "constant",
            PlayDirection::Rises => "rises",
            PlayDirection::Falls => "falls",
        }
    }
}

/// A quantity as a function of the parameter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayCourse {
    /// Which.
    pub quantity: PlayQuantity,
    /// The function, exactly: `1/(1 + a)`.
    pub function: String,
    /// Which way it goes, up to the first of the turns.
    pub direction: PlayDirection,
    /// Where it turns, in order.
    pub turns: Vec<PlayThreshold>,
}

impl PlayCourse {
    /// How it goes, in words.
    #[must_use]
    pub fn how(&self) -> String {
        let mut words = self.direction.in_words().to_owned();
        let mut falls = self.direction == PlayDirection::Falls;
        for turn in &self.turns {
            falls = !falls;
            let then = if falls { "falls" } else { "rises" };
            words.push_str(&format!(" to {}, then {then}", turn.shown()));
        }
        words
    }
}

/// What an actor does in an equilibrium.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayActions {
    /// Who.
    pub actor: String,
    /// What, one entry for each information set.
    pub actions: Vec<String>,
}

/// A state and how likely the play ends there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayShare {
    /// The state.
    pub state: StateRef,
    /// How likely.
    pub probability: String,
}

/// Which equilibria hold in which region of two parameters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayPlane {
    /// The parameter to the right.
    pub x: PlayAxis,
    /// The parameter upwards.
    pub y: PlayAxis,
    /// The regions.
    pub regions: Vec<PlayRegion>,
    /// The boundaries between them.
    pub boundaries: Vec<PlayBoundary>,
    /// Whether all boundaries of the equilibria found are known.
    pub complete: bool,
    /// How many equilibria could not be followed.
    pub unfollowed: u64,
    /// How many games were solved.
    pub games: u64,
}

/// A parameter that is varied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayAxis {
    /// Its name.
    pub parameter: String,
    /// Its label.
    pub label: Option<String>,
    /// From this value.
    pub from: String,
    /// To this one.
    pub to: String,
}

/// All points at which the same equilibria hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayRegion {
    /// A letter.
    pub name: String,
    /// A point inside, at which what follows was calculated; nothing where what holds is not known.
    pub place: Option<[String; 2]>,
    /// The equilibria there.
    pub equilibria: Vec<PlayStructure>,
    /// Outlines of its parts, for drawing: decimals on the exact boundaries.
    pub parts: Vec<Vec<PlaySpot>>,
}

impl PlayRegion {
    /// What holds there, in a line: whether the equilibria mix, and where they end.
    #[must_use]
    pub fn in_words(&self) -> String {
        if self.place.is_none() {
            return "not known".to_owned();
        }
        let mut kinds: Vec<String> = Vec::new();
        for one in &self.equilibria {
            let ends: Vec<String> = one.ends.iter().map(|end| end.state.in_words()).collect();
            let mixed = if one.mixes { "mixed, " } else { "" };
            let words = format!("{mixed}ends in {}", ends.join(" or "));
            if !kinds.contains(&words) {
                kinds.push(words);
            }
        }
        match kinds.as_slice() {
            [] => "no equilibrium of this kind".to_owned(),
            [one] => one.clone(),
            several => several.join("; also "),
        }
    }
}

/// A point, in decimals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaySpot {
    /// To the right.
    pub x: String,
    /// Upwards.
    pub y: String,
}

/// A stretch of a curve between two regions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayBoundary {
    /// The curve, exactly: `p = gain/(gain + war)`.
    pub equation: String,
    /// The regions below and above it; left and right where it is upright.
    pub between: [String; 2],
    /// Where it begins.
    pub from: PlayCorner,
    /// Where it ends.
    pub to: PlayCorner,
    /// Points on it, for drawing.
    pub points: Vec<PlaySpot>,
}

/// An end of a boundary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayCorner {
    /// The parameter to the right.
    pub x: PlayThreshold,
    /// The parameter upwards.
    pub y: PlayThreshold,
}

impl PlayCorner {
    /// As a point.
    #[must_use]
    pub fn shown(&self) -> String {
        format!("({}, {})", self.x.shown(), self.y.shown())
    }
}

/// What a small change of one parameter does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayStatics {
    /// Its name.
    pub parameter: String,
    /// Its label.
    pub label: Option<String>,
    /// Its value.
    pub value: String,
    /// The range that was looked at.
    pub from: String,
    /// Its other end.
    pub to: String,
    /// Whether the value is itself a threshold or an end of the range, where there are no slopes.
    pub at_threshold: bool,
    /// The equilibria listed that hold on both sides of the value.
    pub equilibria: Vec<PlaySensitivity>,
    /// Whether all thresholds of the equilibria found are known.
    pub complete: bool,
}

/// What a small change of a parameter does to an equilibrium.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaySensitivity {
    /// Its number in the list of equilibria.
    pub equilibrium: u64,
    /// Where it ceases to exist when the parameter becomes less; nothing where it does not in the
    /// range.
    pub below: Option<PlayLimit>,
    /// The same when it grows.
    pub above: Option<PlayLimit>,
    /// Derivatives of payoffs, mixtures and ends.
    pub slopes: Vec<PlaySlope>,
}

/// A threshold and how far it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayLimit {
    /// The threshold.
    pub at: PlayThreshold,
    /// How far from the value.
    pub distance: PlayThreshold,
}

/// The derivative of a quantity by a parameter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaySlope {
    /// Which quantity.
    pub quantity: PlayQuantity,
    /// Its value.
    pub value: String,
    /// Its derivative.
    pub slope: String,
    /// Which way it goes.
    pub direction: PlayDirection,
}
