//! From numbers to words: states, moves and actors as a reader sees them.

use graph::{Graph, Ranks, StateId};
use model::conflict::{
    AccountInfo, ActorId, Conflict, Level, OptionDef, OptionId, RankLevel, RuleBody, Strength,
};
use report::answer::{AccountRef, ActorRef, Change, ChangeKind, StateRef, Step};
use stability::Path;

/// What a state without any option taken is called.
const NOTHING_TAKEN: &str = "none of the options";

/// One conflict with its states: everything that naming needs.
#[derive(Clone, Copy, Debug)]
pub struct Naming<'a> {
    /// The conflict.
    pub conflict: &'a Conflict,
    /// Its states and moves.
    pub graph: &'a Graph,
    /// Its ranks.
    pub ranks: &'a Ranks,
}

impl<'a> Naming<'a> {
    /// An actor's name.
    #[must_use]
    pub fn actor(&self, actor: ActorId) -> &'a str {
        actor_name(self.conflict, actor)
    }

    /// All actors.
    #[must_use]
    pub fn actors(&self) -> Vec<ActorRef> {
        let actors = self.conflict.actors.iter();
        actors
            .map(|actor| ActorRef {
                name: actor.name.clone(),
                label: actor.label.clone(),
            })
            .collect()
    }

    /// A state with words for it: its label, else the options taken.
    #[must_use]
    pub fn state(&self, state: StateId) -> StateRef {
        let label = match self.graph.label(state) {
            Some(label) => label.to_owned(),
            None if self.conflict.options.is_empty() => self.graph.id(state),
            None => self.taken(state),
        };
        StateRef {
            id: self.graph.id(state),
            label,
        }
    }

    /// The options taken in a state: `strikes, tariff=high`.
    fn taken(&self, state: StateId) -> String {
        let taken: Vec<String> = options(self.conflict)
            .filter_map(|(id, option)| match self.graph.level(state, id) {
                Some(Level(0)) | None => None,
                Some(_) if option.is_binary() => Some(self.option(option)),
                Some(level) => Some(format!(
                    "{}={}",
                    self.option(option),
                    option.level_name(level)
                )),
            })
            .collect();
        if taken.is_empty() {
            NOTHING_TAKEN.to_owned()
        } else {
            taken.join(", ")
        }
    }

    /// An option's name, with its owner's where two actors have options of that name.
    fn option(&self, option: &OptionDef) -> String {
        option_name(self.conflict, option)
    }

    /// One move.
    #[must_use]
    pub fn step(&self, actor: ActorId, from: StateId, to: StateId) -> Step {
        Step {
            actor: self.actor(actor).to_owned(),
            from: self.state(from),
            to: self.state(to),
            changes: self.changes(Some(actor), from, to),
            improvement: self.ranks.prefers(actor, to, from),
            advice_broken: self.advice_broken(from, to),
        }
    }

    /// A sequence of moves from a state.
    #[must_use]
    pub fn steps(&self, start: StateId, steps: &[stability::Step]) -> Vec<Step> {
        let mut at = start;
        let mut named = Vec::with_capacity(steps.len());
        for step in steps {
            named.push(self.step(step.actor, at, step.to));
            at = step.to;
        }
        named
    }

    /// A path.
    #[must_use]
    pub fn path(&self, path: &Path) -> Vec<Step> {
        self.steps(path.start, &path.steps)
    }

    /// What changes between two states: the mover's options first, then forced changes.
    fn changes(&self, mover: Option<ActorId>, from: StateId, to: StateId) -> Vec<Change> {
        let mut changes: Vec<Change> = options(self.conflict)
            .filter_map(|(id, option)| {
                let (before, after) = (self.graph.level(from, id)?, self.graph.level(to, id)?);
                (before != after).then(|| Change {
                    forced: option.owner != mover,
                    ..change(self.conflict, option, before, after)
                })
            })
            .collect();
        changes.sort_by_key(|change| change.forced);
        changes
    }

    /// Advisory rules kept before a move and broken after it.
    fn advice_broken(&self, from: StateId, to: StateId) -> Vec<String> {
        let rules = self.conflict.rules.iter();
        rules
            .filter(|rule| rule.strength == Strength::Advisory)
            .filter(|rule| match &rule.body {
                RuleBody::Constraint(formula) => {
                    self.graph.holds(formula, from) && !self.graph.holds(formula, to)
                }
                _ => false,
            })
            .map(|rule| rule.name.clone())
            .collect()
    }
}

/// The states of a level of a ranking, in the user's words.
#[must_use]
pub fn rank_level(conflict: &Conflict, level: &RankLevel) -> String {
    if level.rest {
        return "rest".to_owned();
    }
    let formulas = level.select.iter();
    let texts: Vec<String> = formulas
        .map(|formula| model::formula_text(conflict, formula))
        .collect();
    texts.join(", ")
}

/// An actor's name.
#[must_use]
pub fn actor_name(conflict: &Conflict, actor: ActorId) -> &str {
    let actor = conflict.actors.get(actor.index());
    actor.map_or("?", |actor| actor.name.as_str())
}

/// An option's name, with its owner's where two actors have options of that name.
#[must_use]
pub fn option_name(conflict: &Conflict, option: &OptionDef) -> String {
    let shared = conflict
        .options
        .iter()
        .any(|other| other.name == option.name && other.owner != option.owner);
    match option.owner {
        Some(owner) if shared => format!("{}.{}", actor_name(conflict, owner), option.name),
        _ => option.name.clone(),
    }
}

/// The options with their numbers.
pub fn options(conflict: &Conflict) -> impl Iterator<Item = (OptionId, &OptionDef)> {
    (0_u16..).map(OptionId).zip(&conflict.options)
}

/// An account by name and label.
#[must_use]
pub fn account(conflict: &Conflict) -> Option<AccountRef> {
    conflict.account.as_ref().map(account_ref)
}

fn account_ref(info: &AccountInfo) -> AccountRef {
    AccountRef {
        name: info.name.clone(),
        label: info.label.clone(),
    }
}

/// A change of one option, by its owner's own choice.
#[must_use]
pub fn change(conflict: &Conflict, option: &OptionDef, before: Level, after: Level) -> Change {
    Change {
        option: option_name(conflict, option),
        label: option.label.clone(),
        kind: match (option.is_binary(), after) {
            (true, Level(0)) => ChangeKind::Drops,
            (true, _) => ChangeKind::TakesUp,
            (false, _) => ChangeKind::Sets,
        },
        before: option.level_name(before).to_owned(),
        after: option.level_name(after).to_owned(),
        forced: false,
    }
}
