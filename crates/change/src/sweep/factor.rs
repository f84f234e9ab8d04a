//! What a sweep varies.

use model::conflict::{
    ActorId, Conflict, Direction, Level, OptionId, PreferenceKind, RuleId, Start, States, Strength,
};

/// One assumption of a conflict and the values it takes. Values are numbered from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Factor {
    /// Whether an event happens, by its place in the list: 0 no, 1 yes.
    Event(usize),
    /// Whether a rule binds: 0 no, 1 yes.
    Rule(RuleId),
    /// Whether an option, once taken or raised, can be taken back: 0 it can, 1 it cannot.
    Irreversible(OptionId),
    /// The value of an option where the conflict stands: its levels.
    Start(OptionId),
    /// What becomes of a line of an actor's preference: 0 kept, 1 dropped, 2 reversed.
    Line(ActorId, usize),
    /// The place of a line in an actor's preference, 0 for the first: one value a line.
    Place(ActorId, usize),
    /// The order of the lines of an actor's preference: all permutations, the file's first, in
    /// lexicographic order.
    Order(ActorId),
    /// The weight of a line: these values.
    Weight {
        /// Whose.
        actor: ActorId,
        /// Which line.
        at: usize,
        /// What it weighs.
        values: Vec<i64>,
    },
}

/// Whether the values of a factor have an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// They have, from less to more.
    Ordered,
    /// They have none.
    Nominal,
}

/// Most lines whose orders are numbered: 20! fits 64 bits.
const MOST_ORDERED: u64 = 20;

impl Factor {
    /// How many values it takes; none where the conflict has no such thing, or where there are too
    /// many to be numbered.
    #[must_use]
    pub fn values(&self, conflict: &Conflict) -> Option<u64> {
        match self {
            Factor::Event(at) => conflict.events.get(*at).map(|_| 2),
            Factor::Rule(rule) => conflict.rules.get(rule.index()).map(|_| 2),
            Factor::Irreversible(id) => {
                let option = conflict.options.get(id.index())?;
                let listed = matches!(conflict.states, States::Listed { moves: Some(_), .. });
                let open = option.owner.is_some() && !listed;
                (open && matches!(option.direction, Direction::Both | Direction::Up)).then_some(2)
            }
            Factor::Start(id) => {
                let option = conflict.options.get(id.index())?;
                let known = conflict.before_events != Start::Unknown;
                known.then(|| u64::from(option.level_count()))
            }
            Factor::Line(actor, at) => {
                let droppable = matches!(
                    kind(conflict, *actor)?,
                    PreferenceKind::Statements(_) | PreferenceKind::Weights(_)
                );
                (droppable && *at < lines(conflict, *actor)?).then_some(3)
            }
            Factor::Place(actor, at) => {
                let count = ordered_lines(conflict, *actor)?;
                (*at < count).then_some(count as u64)
            }
            Factor::Order(actor) => {
                let count = ordered_lines(conflict, *actor)? as u64;
                (count <= MOST_ORDERED).then(|| (1..=count).product())
            }
            Factor::Weight { actor, at, values } => match kind(conflict, *actor)? {
                PreferenceKind::Weights(lines) if *at < lines.len() => Some(values.len() as u64),
                _ => None,
            },
        }
    }

    /// The value that the file gives it; none where that is not among its values.
    #[must_use]
    pub fn as_written(&self, conflict: &Conflict) -> Option<u64> {
        match self {
            Factor::Event(at) => Some(u64::from(conflict.events.get(*at)?.happened)),
            Factor::Rule(rule) => {
                let rule = conflict.rules.get(rule.index())?;
                Some(u64::from(rule.strength == Strength::Binding))
            }
            Factor::Irreversible(id) => {
                let option = conflict.options.get(id.index())?;
                Some(u64::from(option.direction == Direction::Up))
            }
            Factor::Start(id) => match (&conflict.status_quo, &conflict.states) {
                (Start::Options(values), _) => values.get(id.index()).map(|level| level.0.into()),
                (Start::Named(name), States::Listed { states, .. }) => {
                    let level = states.get(name.index())?.pattern.get(id.index())?;
                    Some(level.unwrap_or(Level(0)).0.into())
                }
                _ => None,
            },
            Factor::Line(..) | Factor::Order(_) => Some(0),
            Factor::Place(_, at) => Some(*at as u64),
            Factor::Weight { actor, at, values } => {
                let PreferenceKind::Weights(lines) = kind(conflict, *actor)? else {
                    return None;
                };
                let weight = lines.get(*at)?.weight;
                let place = values.iter().position(|value| *value == weight)?;
                Some(place as u64)
            }
        }
    }

    /// Whether its values have an order.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Factor::Line(..) | Factor::Order(_) => Kind::Nominal,
            _ => Kind::Ordered,
        }
    }

    /// Whether states or moves, or where the conflict stands, follow from it.
    #[must_use]
    pub fn shapes(&self) -> bool {
        matches!(
            self,
            Factor::Event(_) | Factor::Rule(_) | Factor::Irreversible(_) | Factor::Start(_)
        )
    }

    /// Whether two factors can vary together: not two that say where the same lines stand, or
    /// what they are.
    #[must_use]
    pub fn goes_with(&self, other: &Factor) -> bool {
        match (self, other) {
            (Factor::Order(one), Factor::Place(two, _) | Factor::Order(two))
            | (Factor::Place(one, _), Factor::Order(two)) => one != two,
            _ => self.varies() != other.varies(),
        }
    }

    /// What varies, without its values.
    fn varies(&self) -> Factor {
        let mut bare = self.clone();
        if let Factor::Weight { values, .. } = &mut bare {
            values.clear();
        }
        bare
    }
}

fn kind(conflict: &Conflict, actor: ActorId) -> Option<&PreferenceKind> {
    conflict.preferences.get(actor.index()).map(|p| &p.kind)
}

/// How many lines an actor's preference has.
fn lines(conflict: &Conflict, actor: ActorId) -> Option<usize> {
    match kind(conflict, actor)? {
        PreferenceKind::Indifferent => None,
        PreferenceKind::Statements(lines) => Some(lines.len()),
        PreferenceKind::Weights(lines) => Some(lines.len()),
        PreferenceKind::Ranking(lines) => Some(lines.len()),
    }
}

/// How many lines it has whose order counts.
fn ordered_lines(conflict: &Conflict, actor: ActorId) -> Option<usize> {
    match kind(conflict, actor)? {
        PreferenceKind::Statements(_) | PreferenceKind::Ranking(_) => lines(conflict, actor),
        PreferenceKind::Indifferent | PreferenceKind::Weights(_) => None,
    }
}
