//! How many states a conflict has, and which, without visiting every option vector.
//!
//! Feasibility is a boolean formula over the bits of the layout. A binary decision diagram counts
//! its solutions exactly, however many there are, and lists them when they are few. All operations
//! are limited in size, so that a hostile set of rules costs bounded time and memory.

use std::cell::Cell;

use biodivine_lib_bdd::{Bdd, BddVariable, BddVariableSet, op_function};
use model::conflict::Level;

use crate::compiled::Compiled;
use crate::layout::{Code, Field, Layout};
use crate::step::Step;

/// The largest diagram that is built.
const NODE_LIMIT: usize = 2_000_000;

/// The most nodes that are made on the way, over all operations.
const NODE_BUDGET: usize = 20_000_000;

/// The set of states as a decision diagram.
pub struct Diagram {
    bdd: Bdd,
    variables: Vec<BddVariable>,
}

impl Diagram {
    /// The diagram of all states, or none if it grows beyond the limit.
    #[must_use]
    pub fn new(step: &Step) -> Option<Self> {
        let bits = u16::try_from(step.layout.bits()).ok()?;
        let set = BddVariableSet::new_anonymous(bits);
        let builder = Builder {
            budget: Cell::new(NODE_BUDGET),
            variables: set.variables(),
            set,
        };
        let mut all = builder.valid(&step.layout)?;
        for (_, rule) in &step.constraints {
            all = builder.and(&all, &builder.build(rule)?)?;
        }
        for consequence in &step.consequences {
            let trigger = builder.build(&consequence.trigger)?;
            let settled = builder.bits(consequence.mask, consequence.value);
            all = builder.and(&all, &builder.or(&trigger.not(), &settled)?)?;
        }
        Some(Diagram {
            bdd: all,
            variables: builder.variables,
        })
    }

    /// The exact number of states, in decimal digits.
    #[must_use]
    pub fn count(&self) -> String {
        self.bdd.exact_cardinality().to_string()
    }

    /// All states in ascending order, or none if there are more than `limit`.
    #[must_use]
    pub fn states(&self, limit: usize) -> Option<Vec<Code>> {
        if self.bdd.cardinality() > limit as f64 * 1.01 {
            return None;
        }
        let mut codes: Vec<Code> = self
            .bdd
            .sat_valuations()
            .take(limit.saturating_add(1))
            .map(|valuation| {
                self.variables
                    .iter()
                    .enumerate()
                    .filter(|(_, variable)| valuation.value(**variable))
                    .fold(0, |code, (bit, _)| code | 1 << bit)
            })
            .collect();
        codes.sort_unstable();
        (codes.len() <= limit).then_some(codes)
    }
}

struct Builder {
    /// Nodes that may still be made.
    budget: Cell<usize>,
    set: BddVariableSet,
    variables: Vec<BddVariable>,
}

impl Builder {
    fn and(&self, left: &Bdd, right: &Bdd) -> Option<Bdd> {
        self.paid(Bdd::binary_op_with_limit(
            NODE_LIMIT,
            left,
            right,
            op_function::and,
        )?)
    }

    fn or(&self, left: &Bdd, right: &Bdd) -> Option<Bdd> {
        self.paid(Bdd::binary_op_with_limit(
            NODE_LIMIT,
            left,
            right,
            op_function::or,
        )?)
    }

    fn iff(&self, left: &Bdd, right: &Bdd) -> Option<Bdd> {
        self.paid(Bdd::binary_op_with_limit(
            NODE_LIMIT,
            left,
            right,
            op_function::iff,
        )?)
    }

    /// Takes a result's size off the budget; none when it is used up.
    fn paid(&self, result: Bdd) -> Option<Bdd> {
        let left = self.budget.get().checked_sub(result.size())?;
        self.budget.set(left);
        Some(result)
    }

    fn literal(&self, bit: u32, value: bool) -> Bdd {
        match self.variables.get(bit as usize) {
            Some(variable) => self.set.mk_literal(*variable, value),
            None => self.set.mk_false(),
        }
    }

    fn bits(&self, mask: Code, value: Code) -> Bdd {
        let mut all = self.set.mk_true();
        for bit in (0..Code::BITS).filter(|bit| mask >> bit & 1 == 1) {
            all = all.and(&self.literal(bit, value >> bit & 1 == 1));
        }
        all
    }

    fn level(&self, field: Field, level: u8) -> Bdd {
        self.bits(field.mask(), field.put(Level(level)))
    }

    fn valid(&self, layout: &Layout) -> Option<Bdd> {
        let mut all = self.set.mk_true();
        for field in layout.fields() {
            if 1_u32 << field.width != u32::from(field.levels) {
                let mut any = self.set.mk_false();
                for level in 0..field.levels {
                    any = self.or(&any, &self.level(*field, level))?;
                }
                all = self.and(&all, &any)?;
            }
        }
        Some(all)
    }

    fn build(&self, formula: &Compiled) -> Option<Bdd> {
        Some(match formula {
            Compiled::Constant(true) => self.set.mk_true(),
            Compiled::Constant(false) => self.set.mk_false(),
            Compiled::Bits { mask, value } => self.bits(*mask, *value),
            Compiled::Levels(field, levels) => {
                let mut any = self.set.mk_false();
                for level in (0..field.levels).filter(|l| levels.contains(Level(*l))) {
                    any = self.or(&any, &self.level(*field, level))?;
                }
                any
            }
            Compiled::Not(inner) => self.build(inner)?.not(),
            Compiled::And(parts) => {
                let mut all = self.set.mk_true();
                for part in parts {
                    all = self.and(&all, &self.build(part)?)?;
                }
                all
            }
            Compiled::Or(parts) => {
                let mut any = self.set.mk_false();
                for part in parts {
                    any = self.or(&any, &self.build(part)?)?;
                }
                any
            }
            Compiled::Iff(left, right) => self.iff(&self.build(left)?, &self.build(right)?)?,
            Compiled::Count { least, most, of } => self.count(*least, *most, of)?,
        })
    }

    /// Dynamic programming over the parts: `exactly[k]` is "k of the parts so far are true".
    fn count(&self, least: u32, most: u32, of: &[Compiled]) -> Option<Bdd> {
        let mut exactly = vec![self.set.mk_true()];
        for part in of {
            let part = self.build(part)?;
            let mut next = Vec::with_capacity(exactly.len() + 1);
            for k in 0..=exactly.len() {
                let stays = match exactly.get(k) {
                    Some(before) => self.and(before, &part.not())?,
                    None => self.set.mk_false(),
                };
                let grows = match k.checked_sub(1).and_then(|k| exactly.get(k)) {
                    Some(before) => self.and(before, &part)?,
                    None => self.set.mk_false(),
                };
                next.push(self.or(&stays, &grows)?);
            }
            exactly = next;
        }
        let mut any = self.set.mk_false();
        for (k, one) in exactly.iter().enumerate() {
            if (least as usize..=most as usize).contains(&k) {
                any = self.or(&any, one)?;
            }
        }
        Some(any)
    }
}
