//! The rows of a file of results: one for each account, point and concept.
//!
//! Every row says to which model, account and point it belongs and with which values, so that rows
//! of an earlier run can be told to be of the same sweep, and are taken as they stand.

use change::sweep::{Observation, Seen};

use super::Account;

/// The columns of the results of a sweep.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The model's hash.
    model: String,
    /// What varies in any account.
    factors: Vec<String>,
    /// What is asked in any account.
    questions: Vec<String>,
}

/// Columns before those of factors.
const BEFORE: usize = 3;
/// Digits of the hash that a row carries.
const DIGITS: usize = 16;

impl Layout {
    /// The columns for these accounts of a model with this hash.
    #[must_use]
    pub fn new(model: &str, accounts: &[Account<'_>]) -> Layout {
        let mut layout = Layout {
            model: model.chars().take(DIGITS).collect(),
            factors: Vec::new(),
            questions: Vec::new(),
        };
        for account in accounts {
            for column in account.named.iter().map(super::Named::column) {
                if !layout.factors.contains(&column) {
                    layout.factors.push(column);
                }
            }
            for asked in &account.asked {
                if !layout.questions.contains(&asked.name) {
                    layout.questions.push(asked.name.clone());
                }
            }
        }
        layout
    }

    /// The names of the columns.
    #[must_use]
    pub fn header(&self) -> Vec<String> {
        let before = ["model", "account", "point"].map(str::to_owned);
        let questions = self.questions.iter().map(|name| format!("holds:{name}"));
        before
            .into_iter()
            .chain(self.factors.iter().cloned())
            .chain(["concept".to_owned()])
            .chain(questions)
            .collect()
    }

    /// How many columns stand before the answers.
    #[must_use]
    pub fn keys(&self) -> usize {
        BEFORE + self.factors.len() + 1
    }

    /// The rows of a point, one a concept.
    #[must_use]
    pub fn rows(
        &self,
        account: &Account<'_>,
        (number, point): (u64, &[u64]),
        observation: &Observation,
    ) -> Vec<Vec<String>> {
        let mut key = vec![
            self.model.clone(),
            account.name().to_owned(),
            number.to_string(),
        ];
        key.extend(self.factors.iter().map(|column| {
            let place = account
                .named
                .iter()
                .position(|named| named.column() == *column);
            let found = place.and_then(|at| Some((account.factors.get(at)?, point.get(at)?)));
            found.map_or_else(String::new, |(factor, value)| account.value(factor, *value))
        }));
        let concepts = account.concepts.iter().enumerate();
        concepts
            .map(|(concept, name)| {
                let mut row = key.clone();
                row.push(name.name());
                row.extend(self.questions.iter().map(|question| {
                    let place = account
                        .asked
                        .iter()
                        .position(|asked| asked.name == *question);
                    let holds = place.and_then(|at| observation.holds(concept, at));
                    holds.map_or_else(String::new, |holds| holds.to_string())
                }));
                row
            })
            .collect()
    }

    /// What a point showed, from its rows; none if they are not of this point, or say what no point
    /// shows.
    #[must_use]
    pub fn read(
        &self,
        account: &Account<'_>,
        (number, point): (u64, &[u64]),
        rows: &[Vec<String>],
    ) -> Option<Observation> {
        let expected = self.rows(account, (number, point), &Observation::NoModel);
        if rows.len() != expected.len() {
            return None;
        }
        let keys = self.keys();
        let mut seen = Vec::with_capacity(rows.len());
        let mut missing = 0;
        for (row, expected) in rows.iter().zip(&expected) {
            if row.len() != expected.len() || row.get(..keys) != expected.get(..keys) {
                return None;
            }
            let mut answers = Vec::with_capacity(account.asked.len());
            for asked in &account.asked {
                let column = self.questions.iter().position(|name| *name == asked.name)?;
                match row.get(keys + column)?.as_str() {
                    "true" => answers.push(true),
                    "false" => answers.push(false),
                    "" => missing += 1,
                    _ => return None,
                }
            }
            seen.push(Seen::new(answers));
        }
        match missing {
            0 => Some(Observation::Seen(seen)),
            all if all == rows.len() * account.asked.len() => Some(Observation::NoModel),
            _ => None,
        }
    }
}
