//! What all points of an account show together.

use change::sweep::indices::{self, Effect, Index, Step};
use change::sweep::regions::{Bound, diagram, stretches};
use change::sweep::{Design, Factor, Observation};
use change::uncertain::wilson;
use graph::Control;
use model::conflict::Concept;
use report::answer::{
    ElementaryEffect, FactorShares, SobolIndex, SweepAccount, SweepFactor, SweepQuestion,
    SweepVerdict, ValueShare, WeightStretch,
};

use super::{Account, factor};
use crate::error::AnswerError;
use crate::naming;

/// Most values of a factor that are listed.
const MOST_VALUES: u64 = 64;
/// The seed of the draws that give estimated indices their intervals.
const INTERVALS: u64 = 1;

/// One question under one concept, by their places: the concept's, the question's.
type Place = (usize, usize);
/// By value of a factor: at how many points it holds, of how many.
type Tally = Vec<(u64, u64)>;
/// Over a factor that is a weight: the stretches of each question and concept.
type Stretches = Vec<(Place, Vec<WeightStretch>)>;

impl Account<'_> {
    /// The answer, from what each point showed.
    ///
    /// # Errors
    /// When the host stops the work.
    pub fn answer(
        &self,
        observed: &[Observation],
        control: &Control,
    ) -> Result<SweepAccount, AnswerError> {
        let stretches = self
            .factors
            .iter()
            .map(|factor| self.stretches(factor, control))
            .collect::<Result<Vec<_>, _>>()?;
        let no_model = observed
            .iter()
            .filter(|one| **one == Observation::NoModel)
            .count();
        let shares = self.shares(observed, control)?;
        let mut questions = Vec::with_capacity(self.asked.len());
        for (question, asked) in self.asked.iter().enumerate() {
            let mut verdicts = Vec::with_capacity(self.concepts.len());
            for (at, concept) in self.concepts.iter().enumerate() {
                control.check()?;
                let place = (at, question);
                let shares = shares
                    .get(self.number(place))
                    .map_or(&[][..], Vec::as_slice);
                verdicts.push(self.verdict(place, *concept, observed, (shares, &stretches)));
            }
            questions.push(SweepQuestion {
                kind: asked.kind,
                name: asked.name.clone(),
                label: asked.label.clone(),
                formula: asked.text.clone(),
                verdicts,
            });
        }
        Ok(SweepAccount {
            account: naming::account(self.conflict),
            factors: self.described(),
            points: observed.len() as u64,
            no_model: no_model as u64,
            questions,
        })
    }

    fn described(&self) -> Vec<SweepFactor> {
        let counts = self.plan.levels();
        let all = self.named.iter().zip(&self.factors).zip(counts);
        all.map(|((named, factor), &count)| SweepFactor {
            name: named.column(),
            words: factor::in_words(self.conflict, factor),
            count,
            values: listed(count)
                .map(|value| self.value(factor, value))
                .collect(),
            as_written: factor
                .as_written(self.conflict)
                .map(|value| self.value(factor, value)),
        })
        .collect()
    }

    fn verdict(
        &self,
        (concept, question): Place,
        named: Concept,
        observed: &[Observation],
        (shares, stretches): (&[Tally], &[Stretches]),
    ) -> SweepVerdict {
        let answers: Vec<Option<bool>> = observed
            .iter()
            .map(|one| one.holds(concept, question))
            .collect();
        let of = answers.iter().flatten().count() as u64;
        let held = answers.iter().flatten().filter(|holds| **holds).count() as u64;
        let share = held as f64 / of.max(1) as f64;
        let (at_least, at_most) = match self.plan.design() {
            Design::Grid => (Some(share), Some(share)),
            Design::Latin | Design::Sobol => {
                let (low, high) = wilson(held, of);
                (Some(low), Some(high))
            }
            Design::Saltelli | Design::Morris => (None, None),
        };
        let numbers: Option<Vec<f64>> = answers.iter().map(|a| a.map(number)).collect();
        let (sobol, morris) = self.sensitivity(numbers.as_deref());
        let factors = self.named.iter().zip(shares).enumerate();
        SweepVerdict {
            concept: named.name(),
            held,
            of,
            at_least,
            at_most,
            factors: factors
                .map(|(at, (named, values))| FactorShares {
                    factor: named.column(),
                    values: self.by_value(at, values),
                    sobol: sobol.get(at).copied().flatten(),
                    morris: morris.get(at).copied().flatten(),
                    stretches: stretches
                        .get(at)
                        .and_then(|all| all.iter().find(|(p, _)| *p == (concept, question)))
                        .map(|(_, stretches)| stretches.clone())
                        .unwrap_or_default(),
                })
                .collect(),
        }
    }

    /// The number of a question under a concept among all.
    fn number(&self, (concept, question): Place) -> usize {
        concept * self.asked.len() + question
    }

    /// For each question and concept, by their number, and each factor: how often it holds at each
    /// value.
    fn shares(
        &self,
        observed: &[Observation],
        control: &Control,
    ) -> Result<Vec<Vec<Tally>>, AnswerError> {
        let none: Vec<Tally> = self
            .plan
            .levels()
            .iter()
            .map(|count| vec![(0, 0); listed(*count).count()])
            .collect();
        let mut found = vec![none; self.concepts.len() * self.asked.len()];
        for (number, seen) in (0..).zip(observed) {
            if *seen == Observation::NoModel {
                continue;
            }
            control.check()?;
            let point = self.plan.point(number);
            for concept in 0..self.concepts.len() {
                for question in 0..self.asked.len() {
                    let place = (concept, question);
                    let holds = seen.holds(concept, question) == Some(true);
                    let Some(tallies) = found.get_mut(self.number(place)) else {
                        continue;
                    };
                    for (value, tally) in point.iter().zip(tallies) {
                        if let Some((held, of)) = tally.get_mut(*value as usize) {
                            *held += u64::from(holds);
                            *of += 1;
                        }
                    }
                }
            }
        }
        Ok(found)
    }

    /// A tally with the values of a factor in words.
    fn by_value(&self, factor: usize, tally: &Tally) -> Vec<ValueShare> {
        let Some(factor) = self.factors.get(factor) else {
            return Vec::new();
        };
        let numbered = (0..).zip(tally);
        numbered
            .map(|(value, (held, of))| ValueShare {
                value: self.value(factor, value),
                held: *held,
                of: *of,
            })
            .collect()
    }

    /// By factor, its Sobol indices or elementary effects, where the design gives them and every
    /// point is a model.
    fn sensitivity(
        &self,
        answers: Option<&[f64]>,
    ) -> (Vec<Option<SobolIndex>>, Vec<Option<ElementaryEffect>>) {
        let Some(answers) = answers else {
            return (Vec::new(), Vec::new());
        };
        let sobol = match self.plan.design() {
            Design::Grid => indices::of_grid(self.plan.levels(), answers),
            Design::Saltelli => indices::of_pairs(self.factors.len(), answers, INTERVALS),
            Design::Latin | Design::Sobol | Design::Morris => None,
        };
        let sobol = sobol.unwrap_or_default().into_iter();
        let morris = match self.plan.design() {
            Design::Morris => self.effects(answers),
            _ => Vec::new(),
        };
        (
            sobol.map(|index| Some(index_of(index))).collect(),
            morris
                .into_iter()
                .map(|effect| effect.map(effect_of))
                .collect(),
        )
    }

    fn effects(&self, answers: &[f64]) -> Vec<Option<Effect>> {
        let kinds: Vec<_> = self.factors.iter().map(Factor::kind).collect();
        let mut steps = Vec::new();
        let walks = answers.chunks_exact(self.plan.block() as usize);
        for (number, walk) in (0..).zip(walks) {
            let changes = walk.iter().zip(walk.iter().skip(1));
            for ((factor, start, end), (before, after)) in
                self.plan.walk(number).steps().zip(changes)
            {
                let count = self.plan.levels().get(factor).copied().unwrap_or(2);
                let range = count.saturating_sub(1).max(1) as f64;
                // A factor of one value goes nowhere.
                if start != end {
                    steps.push(Step {
                        factor,
                        went: (end as f64 - start as f64) / range,
                        change: after - before,
                    });
                }
            }
        }
        indices::of_walks(&kinds, &steps)
    }

    /// Over a weight, all else as in the file, the stretches in which each answer is the same.
    fn stretches(&self, factor: &Factor, control: &Control) -> Result<Stretches, AnswerError> {
        let mut found = Vec::new();
        if !matches!(factor, Factor::Weight { .. }) {
            return Ok(found);
        }
        let Ok(over) = diagram(self.conflict, factor, None) else {
            return Ok(found);
        };
        control.step("looking for the boundaries of a weight")?;
        let runner = self.runner(&over.conflict, &over.factors, control);
        let inside = runner.observe(&over.points)?;
        let edges = runner.observe(&over.edges)?;
        for concept in 0..self.concepts.len() {
            for question in 0..self.asked.len() {
                let of = |all: &[Observation]| -> Vec<Option<bool>> {
                    all.iter().map(|one| one.holds(concept, question)).collect()
                };
                let all = stretches(&over.x, &of(&inside), &of(&edges));
                let all = all.into_iter().map(|stretch| WeightStretch {
                    from: stretch.from.0,
                    from_included: stretch.from.1 == Bound::Included,
                    to: stretch.to.0,
                    to_included: stretch.to.1 == Bound::Included,
                    holds: stretch.holds,
                });
                found.push(((concept, question), all.collect()));
            }
        }
        Ok(found)
    }
}

/// The values of a factor that are listed.
fn listed(count: u64) -> std::ops::Range<u64> {
    0..if count > MOST_VALUES { 0 } else { count }
}

fn number(holds: bool) -> f64 {
    if holds { 1.0 } else { 0.0 }
}

fn index_of(index: Index) -> SobolIndex {
    SobolIndex {
        first: rounded(index.first),
        total: rounded(index.total),
        first_within: rounded(index.first_within),
        total_within: rounded(index.total_within),
    }
}

fn effect_of(effect: Effect) -> ElementaryEffect {
    ElementaryEffect {
        mean: effect.mean.map(rounded),
        mean_absolute: rounded(effect.mean_absolute),
        deviation: rounded(effect.deviation),
        within: rounded(effect.within),
    }
}

/// Without the noise of the last binary digits, which say nothing.
fn rounded(number: f64) -> f64 {
    let rounded = (number * 1e9).round() / 1e9;
    // No negative zero.
    if rounded == 0.0 { 0.0 } else { rounded }
}
