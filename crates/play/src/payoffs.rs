//! What each actor is paid for a state.

use game::Rational;
use graph::layout::Code;
use graph::{Graph, Ranks};
use model::conflict::{ActorId, Conflict, PreferenceKind};
use model::formula::Formula;
use rustc_hash::FxHashMap;
use syntax::diagnostic::Diagnostic;

use crate::codes;
use crate::machine::Machine;
use crate::values::Values;

/// How the actors are paid.
pub struct Payoffs<'p> {
    rules: Vec<Rule>,
    ranked: Option<(&'p Graph, &'p Ranks)>,
    known: FxHashMap<(Code, Vec<u8>), Vec<Rational>>,
}

/// How one actor is paid.
enum Rule {
    /// The sum of the amounts whose formula holds.
    Sum(Vec<(Rational, Formula)>),
    /// The rank of the state in the order that it prefers.
    Rank,
    /// Always 0: it is indifferent.
    Nothing,
}

impl<'p> Payoffs<'p> {
    /// Reads the utilities of a conflict, or its weights where there are none, or else the ranks of
    /// its states.
    ///
    /// # Errors
    /// An amount has no value, or an actor has an order only and no ranks are given.
    pub fn new(
        conflict: &Conflict,
        values: &Values,
        ranked: Option<(&'p Graph, &'p Ranks)>,
    ) -> Result<Self, Box<Diagnostic>> {
        let mut rules = Vec::new();
        for (number, preference) in conflict.preferences.iter().enumerate() {
            let utility = conflict.game.utilities.get(number).and_then(Option::as_ref);
            let rule = match (utility, &preference.kind) {
                (Some(utility), _) => {
                    let mut terms = Vec::new();
                    for term in &utility.terms {
                        let amount = values.at(conflict, &term.amount, term.span)?;
                        terms.push((amount, term.formula.clone()));
                    }
                    Rule::Sum(terms)
                }
                (None, PreferenceKind::Weights(weights)) if preference.adjustments.is_empty() => {
                    let term = |weight: &model::conflict::Weight| {
                        (Rational::from(weight.weight), weight.formula.clone())
                    };
                    Rule::Sum(weights.iter().map(term).collect())
                }
                (None, PreferenceKind::Indifferent) if preference.adjustments.is_empty() => {
                    Rule::Nothing
                }
                (None, _) if ranked.is_some() => Rule::Rank,
                (None, _) => {
                    let actor = &conflict.actors[number];
                    let message = format!(
                        "`{}` has an order of states only, and there are too many states to rank",
                        actor.name
                    );
                    let wrong = Diagnostic::error(codes::NO_VALUE, actor.span, message);
                    return Err(Box::new(wrong.hint(format!(
                        "say what each term is worth to it: `utility of {}`",
                        syntax::quote_name(&actor.name)
                    ))));
                }
            };
            rules.push(rule);
        }
        Ok(Payoffs {
            rules,
            ranked,
            known: FxHashMap::default(),
        })
    }

    /// The actors whose payoffs are ranks: only their order means something.
    pub fn ranked_actors(&self) -> impl Iterator<Item = ActorId> {
        self.rules
            .iter()
            .enumerate()
            .filter(|(_, rule)| matches!(rule, Rule::Rank))
            .map(|(number, _)| ActorId(number as u16))
    }

    /// What each actor is paid for a state, given all types.
    pub fn of(&mut self, machine: &Machine<'_>, code: Code, types: &[u8]) -> &[Rational] {
        let (rules, ranked) = (&self.rules, self.ranked);
        self.known.entry((code, types.to_vec())).or_insert_with(|| {
            (0u16..)
                .map(ActorId)
                .zip(rules)
                .map(|(actor, rule)| paid(machine, ranked, actor, rule, code, types))
                .collect()
        })
    }
}

fn paid(
    machine: &Machine<'_>,
    ranked: Option<(&Graph, &Ranks)>,
    actor: ActorId,
    rule: &Rule,
    code: Code,
    types: &[u8],
) -> Rational {
    match rule {
        Rule::Nothing => Rational::ZERO,
        Rule::Sum(terms) => terms
            .iter()
            .filter(|(_, formula)| machine.holds(formula, code, types))
            .fold(Rational::ZERO, |sum, (amount, _)| sum + amount),
        Rule::Rank => {
            let rank = ranked.and_then(|(graph, ranks)| {
                let state = graph.at(code)?;
                Some(ranks.rank(actor, state).0)
            });
            Rational::from(rank.unwrap_or(0))
        }
    }
}
