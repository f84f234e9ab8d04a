//! What holds over many variants of a conflict, and which assumptions that follows.
//!
//! In: an account, what varies and a design. Out: an [`Account`] whose points the command line looks
//! at bit by bit ([`Account::observe`]), the rows of each for a file of results ([`results`]), and
//! the answer once all are seen ([`Account::answer`]).

mod factor;
pub mod phase;
pub mod results;
mod summary;

use change::sweep::{Asked, Design, Factor, Inside, Observation, Plan, PlanError, Runner, Seen};
use graph::Control;
use model::conflict::{Concept, Conflict};
use report::answer::QuestionKind;
use stability::Choice;

pub use factor::{Named, usual};

use super::questions;
use crate::error::AnswerError;

/// A grid is taken where no design is asked for, up to so many points an account.
const MOST_UNASKED: u64 = 10_000;
/// Points, pairs or walks unless asked otherwise.
const RUNS: u64 = 1_000;

/// What to look at.
#[derive(Clone, Debug)]
pub struct Request {
    /// What varies; what an account does not have does not vary in it.
    pub vary: Vec<Named>,
    /// How points are chosen; by default all combinations where they are at most 10,000 in each
    /// account, else a Sobol sequence.
    pub design: Option<Design>,
    /// Points, pairs or walks.
    pub runs: Option<u64>,
    /// The seed of drawn designs.
    pub seed: u64,
    /// Under which concepts.
    pub concepts: Vec<Concept>,
}

/// An account with what varies in it.
#[derive(Clone, Debug)]
pub struct Account<'c> {
    /// The account.
    pub conflict: &'c Conflict,
    /// What varies, as named.
    pub named: Vec<Named>,
    /// What varies.
    pub factors: Vec<Factor>,
    /// The questions.
    pub asked: Vec<questions::Asked>,
    /// The questions as each point answers them.
    claims: Vec<Asked>,
    /// The points.
    pub plan: Plan,
    /// Under which concepts.
    pub concepts: Vec<Concept>,
}

/// The design that a request means, for these accounts.
///
/// # Errors
/// If an account has nothing that varies, or two things that do not go together.
pub fn design(conflicts: &[&Conflict], request: &Request) -> Result<Design, AnswerError> {
    if let Some(design) = request.design {
        return Ok(design);
    }
    let mut most = 0_u64;
    for conflict in conflicts {
        let factors = in_account(conflict, request)?;
        let count = factors.iter().fold(1_u64, |product, (_, factor)| {
            product.saturating_mul(factor.values(conflict).unwrap_or(1))
        });
        most = most.max(count);
    }
    Ok(if most <= MOST_UNASKED {
        Design::Grid
    } else {
        Design::Sobol
    })
}

fn in_account(conflict: &Conflict, request: &Request) -> Result<Vec<(Named, Factor)>, AnswerError> {
    let mut found: Vec<(Named, Factor)> = Vec::new();
    for named in &request.vary {
        let Some(factor) = named.in_account(conflict) else {
            continue;
        };
        if let Some((other, _)) = found.iter().find(|(_, other)| !factor.goes_with(other)) {
            return Err(AnswerError::Question(format!(
                "`{}` and `{}` cannot vary together: both say where the same lines stand",
                other.column(),
                named.column()
            )));
        }
        found.push((named.clone(), factor));
    }
    Ok(found)
}

impl<'c> Account<'c> {
    /// An account made ready.
    ///
    /// # Errors
    /// If it has nothing that varies, or too many combinations.
    pub fn new(
        conflict: &'c Conflict,
        asked: Vec<questions::Asked>,
        design: Design,
        request: &Request,
    ) -> Result<Account<'c>, AnswerError> {
        let (named, factors): (Vec<Named>, Vec<Factor>) =
            in_account(conflict, request)?.into_iter().unzip();
        let spaces: Vec<_> = factors
            .iter()
            .map(|factor| (factor.values(conflict).unwrap_or(0), factor.kind()))
            .collect();
        let runs = request.runs.unwrap_or(RUNS);
        let plan = Plan::new(design, &spaces, runs, request.seed);
        let plan = plan.map_err(|error| no_plan(conflict, &error))?;
        if asked.len() > Seen::MOST {
            return Err(AnswerError::TooLarge(format!(
                "the file asks {} questions, and a sweep answers 64 at most; choose some with \
                 --question",
                asked.len()
            )));
        }
        let claims = asked.iter().map(|asked| Asked {
            inside: match asked.kind {
                QuestionKind::StatusQuo => Inside::Start,
                _ => Inside::Formula(asked.formula.clone()),
            },
            choice: Choice::MostPreferred,
        });
        Ok(Account {
            conflict,
            named,
            factors,
            claims: claims.collect(),
            asked,
            plan,
            concepts: request.concepts.clone(),
        })
    }

    /// Its name; empty where the file has no accounts.
    #[must_use]
    pub fn name(&self) -> &str {
        let account = self.conflict.account.as_ref();
        account.map_or("", |account| account.name.as_str())
    }

    /// What some of its points show. Cost: as [`Runner::observe`].
    ///
    /// # Errors
    /// For concepts under which the questions have no meaning, and when the host stops the work.
    pub fn observe(
        &self,
        points: &[Vec<u64>],
        control: &Control,
    ) -> Result<Vec<Observation>, AnswerError> {
        let runner = self.runner(self.conflict, &self.factors, control);
        Ok(runner.observe(points)?)
    }

    fn runner<'a>(
        &'a self,
        conflict: &'a Conflict,
        factors: &'a [Factor],
        control: &'a Control,
    ) -> Runner<'a> {
        Runner {
            conflict,
            factors,
            asked: &self.claims,
            concepts: &self.concepts,
            control,
        }
    }

    /// A value of one of its factors, in words.
    #[must_use]
    pub fn value(&self, factor: &Factor, value: u64) -> String {
        factor::value(self.conflict, factor, value)
    }
}

fn no_plan(conflict: &Conflict, error: &PlanError) -> AnswerError {
    let account = conflict.account.as_ref();
    let account = account.map_or_else(String::new, |a| format!(" in account {}", a.name));
    match error {
        PlanError::Nothing => AnswerError::Question(format!(
            "nothing varies{account}: it has none of what --vary names. Name what it has, or \
             choose accounts with --account"
        )),
        PlanError::TooMany(_) => AnswerError::TooLarge(format!(
            "{error}{account}. Name less with --vary, or draw some with --design sobol --points 1000"
        )),
        PlanError::TooManyFactors(_) => {
            AnswerError::TooLarge(format!("{error}{account}. Name less with --vary"))
        }
    }
}
