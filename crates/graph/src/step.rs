//! What a move does: options changed, consequences fired, feasibility, consent.
//!
//! This is written once. The stores decide only how states are kept and found.

use model::conflict::{
    ActorId, Conflict, Direction, Level, NamedStateId, OptionId, RuleBody, RuleId, Strength,
};
use model::formula::Formula;

use crate::compiled::Compiled;
use crate::layout::{Code, Field, Layout};

/// The semantics of one step of a conflict in option form.
#[derive(Clone, Debug)]
pub struct Step {
    /// The packing of options.
    pub layout: Layout,
    /// Binding constraints with their rules.
    pub constraints: Vec<(RuleId, Compiled)>,
    /// Binding forced consequences in file order.
    pub consequences: Vec<Consequence>,
    /// What one move may not do, beyond the directions of options.
    pub guards: Vec<Guard>,
    /// The same where named states are mentioned: these need the states' names.
    pub named_guards: Vec<RuleBody>,
    /// One entry for each actor: its own bits and its one-way fields.
    pub actors: Vec<OwnOptions>,
    one_way: Vec<(OptionId, Field, Direction)>,
}

/// An option vector, and the name of the state that covers it.
pub type Place = (Code, Option<NamedStateId>);

/// A forced consequence.
#[derive(Clone, Debug)]
pub struct Consequence {
    /// The rule.
    pub rule: RuleId,
    /// When it fires.
    pub trigger: Compiled,
    /// Which bits it sets.
    pub mask: Code,
    /// To what.
    pub value: Code,
}

/// A restriction on single moves.
#[derive(Clone, Debug)]
pub enum Guard {
    /// A move that makes `what` true is open only where `by` holds before.
    Consent {
        /// What needs consent.
        what: Compiled,
        /// How consent shows.
        by: Compiled,
    },
    /// No move of these actors from `from` to `to`.
    NoMove {
        /// Where it starts.
        from: Compiled,
        /// Where it ends.
        to: Compiled,
        /// Whose moves; none for everybody's.
        by: Option<Vec<ActorId>>,
    },
}

/// The options of one actor as bits. Options that are `fixed` are nobody's.
#[derive(Clone, Debug)]
pub struct OwnOptions {
    /// All own bits.
    pub mask: Code,
    /// Own bits that change freely in both directions.
    pub free: Code,
    /// Own fields that change in one direction only.
    pub one_way: Vec<(Field, Direction)>,
    /// All own fields.
    pub fields: Vec<Field>,
}

/// Where forced consequences lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// To this code, at which none fires any more.
    At(Code),
    /// Round in a circle.
    Circle,
}

impl Step {
    /// Compiles the step of a conflict. The error is the number of bits needed.
    pub fn new(conflict: &Conflict) -> Result<Self, u32> {
        let layout = Layout::new(&conflict.options)?;
        let mut step = Step {
            constraints: Vec::new(),
            consequences: Vec::new(),
            guards: Vec::new(),
            named_guards: Vec::new(),
            actors: own_options(conflict, &layout),
            one_way: one_way_options(conflict, &layout),
            layout,
        };
        for (at, rule) in conflict.rules.iter().enumerate() {
            if rule.strength == Strength::Binding {
                step.add_rule(RuleId(at as u16), &rule.body);
            }
        }
        Ok(step)
    }

    fn add_rule(&mut self, rule: RuleId, body: &RuleBody) {
        let compile = |formula| Compiled::new(formula, &self.layout);
        match body {
            RuleBody::Constraint(formula) => self.constraints.push((rule, compile(formula))),
            RuleBody::Consequence { trigger, sets } => {
                let (mut mask, mut value) = (0, 0);
                for (option, level) in sets {
                    let field = self.layout.field(*option);
                    mask |= field.mask();
                    value = (value & !field.mask()) | field.put(*level);
                }
                self.consequences.push(Consequence {
                    rule,
                    trigger: compile(trigger),
                    mask,
                    value,
                });
            }
            RuleBody::Consent { what: a, by: b, .. } | RuleBody::NoMove { from: a, to: b, .. }
                if mentions_state(a) || mentions_state(b) =>
            {
                self.named_guards.push(body.clone());
            }
            RuleBody::Consent { what, of: _, by } => self.guards.push(Guard::Consent {
                what: compile(what),
                by: compile(by),
            }),
            RuleBody::NoMove { from, to, by } => self.guards.push(Guard::NoMove {
                from: compile(from),
                to: compile(to),
                by: by.clone(),
            }),
        }
    }

    /// Whether a state has this code: existing levels, every constraint, no consequence pending.
    #[must_use]
    pub fn is_state(&self, code: Code) -> bool {
        self.layout.is_valid(code)
            && self.constraints.iter().all(|(_, rule)| rule.holds(code))
            && self.consequences.iter().all(|c| !c.is_pending(code))
    }

    /// The same for the 64 codes `64 * word ..`, one bit each.
    #[must_use]
    pub fn states_word(&self, word: u64) -> u64 {
        let mut all = self.valid_word(word);
        for (_, rule) in &self.constraints {
            all &= rule.word(word);
        }
        all & !self.pending_word(word)
    }

    /// Codes of a word at which some consequence would change something.
    #[must_use]
    pub fn pending_word(&self, word: u64) -> u64 {
        self.consequences.iter().fold(0, |any, consequence| {
            let unlike = !Compiled::Bits {
                mask: consequence.mask,
                value: consequence.value,
            }
            .word(word);
            any | (consequence.trigger.word(word) & unlike)
        })
    }

    /// Codes of a word whose fields all hold existing levels.
    #[must_use]
    pub fn valid_word(&self, word: u64) -> u64 {
        let base = Code::from(word) << 6;
        let many_valued = self
            .layout
            .fields()
            .iter()
            .filter(|field| 1_u32 << field.width != u32::from(field.levels));
        many_valued.fold(u64::MAX, |all, field| {
            (0..64_u32).fold(all, |word, bit| {
                let exists = field.get(base | Code::from(bit)).0 < field.levels;
                word & !(u64::from(!exists) << bit)
            })
        })
    }

    /// Fires the consequences in file order, round after round, until none fires.
    /// Cost: at most twice the length of the path to the fixpoint (Brent's cycle search).
    #[must_use]
    pub fn settle(&self, code: Code) -> Settled {
        let mut current = code;
        let mut mark = code;
        let (mut power, mut length) = (1_u64, 0_u64);
        loop {
            if self.consequences.iter().all(|c| !c.is_pending(current)) {
                return Settled::At(current);
            }
            for consequence in &self.consequences {
                current = consequence.fire(current);
            }
            length += 1;
            if current == mark {
                return Settled::Circle;
            }
            if length == power {
                mark = current;
                power = power.saturating_mul(2);
                length = 0;
            }
        }
    }

    /// Whether the actor itself may change its own options so, before any consequence.
    /// `from` and `to` must agree outside the actor's own bits.
    #[must_use]
    pub fn may_change(&self, actor: ActorId, from: Code, to: Code) -> bool {
        let Some(own) = self.actors.get(actor.index()) else {
            return false;
        };
        own.one_way.iter().all(|(field, direction)| {
            let (before, after) = (field.get(from), field.get(to));
            direction_allows(*direction, before, after)
        })
    }

    /// Whether consent and the like leave the whole move open.
    #[must_use]
    pub fn is_open(&self, actor: ActorId, from: Code, to: Code) -> bool {
        self.guards.iter().all(|guard| match guard {
            Guard::Consent { what, by } => what.holds(from) || !what.holds(to) || by.holds(from),
            Guard::NoMove { from: a, to: b, by } => {
                by.as_ref().is_some_and(|who| !who.contains(&actor))
                    || !(a.holds(from) && b.holds(to))
            }
        })
    }

    /// Whether consent and the like leave the whole move open, in a store whose states have names.
    #[must_use]
    pub fn is_open_between(&self, actor: ActorId, from: Place, to: Place) -> bool {
        let holds = |formula: &Formula, (code, name): Place| {
            formula.holds(&|option| self.layout.field(option).get(code), name)
        };
        self.is_open(actor, from.0, to.0)
            && self.named_guards.iter().all(|guard| match guard {
                RuleBody::Consent { what, of: _, by } => {
                    holds(what, from) || !holds(what, to) || holds(by, from)
                }
                RuleBody::NoMove {
                    from: start,
                    to: end,
                    by,
                } => {
                    by.as_ref().is_some_and(|who| !who.contains(&actor))
                        || !(holds(start, from) && holds(end, to))
                }
                RuleBody::Constraint(_) | RuleBody::Consequence { .. } => true,
            })
    }

    /// The first one-way option that going from `from` to `to` undoes, if any.
    #[must_use]
    pub fn undone(&self, from: Code, to: Code) -> Option<OptionId> {
        self.one_way
            .iter()
            .find(|(_, field, direction)| {
                !direction_allows(*direction, field.get(from), field.get(to))
            })
            .map(|(option, _, _)| *option)
    }

    /// Whether single moves depend on nothing but directions, feasibility and consequences.
    #[must_use]
    pub fn has_guards(&self) -> bool {
        !self.guards.is_empty() || !self.named_guards.is_empty()
    }

    /// Whether any move can fire a consequence.
    #[must_use]
    pub fn has_consequences(&self) -> bool {
        !self.consequences.is_empty()
    }
}

impl Consequence {
    /// Whether it would change something here.
    #[must_use]
    pub fn is_pending(&self, code: Code) -> bool {
        code & self.mask != self.value && self.trigger.holds(code)
    }

    fn fire(&self, code: Code) -> Code {
        if self.trigger.holds(code) {
            (code & !self.mask) | self.value
        } else {
            code
        }
    }
}

/// Whether a formula speaks of named states.
fn mentions_state(formula: &Formula) -> bool {
    match formula {
        Formula::State(_) => true,
        Formula::Constant(_) | Formula::Option(..) => false,
        Formula::Not(inner) => mentions_state(inner),
        Formula::And(parts) | Formula::Or(parts) | Formula::Count { of: parts, .. } => {
            parts.iter().any(mentions_state)
        }
        Formula::Iff(left, right) => mentions_state(left) || mentions_state(right),
    }
}

/// Whether an option with this direction may go from one level to another.
#[must_use]
pub fn direction_allows(direction: Direction, before: Level, after: Level) -> bool {
    match direction {
        Direction::Both => true,
        Direction::Up => after >= before,
        Direction::Down => after <= before,
        Direction::Fixed => after == before,
    }
}

fn own_options(conflict: &Conflict, layout: &Layout) -> Vec<OwnOptions> {
    (0..conflict.actors.len())
        .map(|actor| {
            let actor = ActorId(actor as u16);
            let own = || {
                conflict
                    .options
                    .iter()
                    .zip(layout.fields())
                    .filter(move |(option, _)| {
                        option.owner == Some(actor) && option.direction != Direction::Fixed
                    })
            };
            OwnOptions {
                mask: own().fold(0, |mask, (_, field)| mask | field.mask()),
                free: own()
                    .filter(|(option, _)| option.direction == Direction::Both)
                    .fold(0, |mask, (_, field)| mask | field.mask()),
                one_way: own()
                    .filter(|(option, _)| option.direction != Direction::Both)
                    .map(|(option, field)| (*field, option.direction))
                    .collect(),
                fields: own().map(|(_, field)| *field).collect(),
            }
        })
        .collect()
}

fn one_way_options(conflict: &Conflict, layout: &Layout) -> Vec<(OptionId, Field, Direction)> {
    conflict
        .options
        .iter()
        .zip(layout.fields())
        .enumerate()
        .filter(|(_, (option, _))| matches!(option.direction, Direction::Up | Direction::Down))
        .map(|(at, (option, field))| (OptionId(at as u16), *field, option.direction))
        .collect()
}
