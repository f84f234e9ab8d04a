//! What holds over many variants, one observation a row.

use super::name;
use crate::answer::SweepRun;
use crate::csv::Records;

/// One row for each account, question, concept, assumption and value; for assumptions with too many
/// values to be listed one row without a value.
#[must_use]
pub fn sweep(answer: &SweepRun) -> Records {
    let mut rows = Vec::new();
    for account in &answer.accounts {
        for question in &account.questions {
            for verdict in &question.verdicts {
                for found in &verdict.factors {
                    let number =
                        |number: Option<f64>| number.map_or_else(String::new, |n| n.to_string());
                    let sobol = |of: fn(&crate::answer::SobolIndex) -> f64| {
                        number(found.sobol.as_ref().map(of))
                    };
                    let mut values: Vec<(String, String, String)> = found
                        .values
                        .iter()
                        .map(|v| (v.value.clone(), v.held.to_string(), v.of.to_string()))
                        .collect();
                    if values.is_empty() {
                        values.push(Default::default());
                    }
                    for (value, held, of) in values {
                        rows.push(vec![
                            name(&account.account),
                            question.name.clone(),
                            verdict.concept.clone(),
                            found.factor.clone(),
                            value,
                            held,
                            of,
                            sobol(|index| index.first),
                            sobol(|index| index.total),
                            sobol(|index| index.first_within),
                            sobol(|index| index.total_within),
                            number(found.morris.as_ref().and_then(|effect| effect.mean)),
                            number(found.morris.as_ref().map(|effect| effect.mean_absolute)),
                            number(found.morris.as_ref().map(|effect| effect.deviation)),
                        ]);
                    }
                }
            }
        }
    }
    let header = vec![
        "account",
        "question",
        "concept",
        "factor",
        "value",
        "held",
        "of",
        "first",
        "total",
        "first_within",
        "total_within",
        "mu",
        "mu_star",
        "sigma",
    ];
    Records { header, rows }
}
