//! Fits as records, with the columns that users of R expect.

use crate::answer::FitRun;
use crate::csv::Records;

/// One row for each account.
#[must_use]
pub fn fits(run: &FitRun) -> Records {
    let rows = run.accounts.iter().map(|one| {
        let mut row = vec![one.account.clone().unwrap_or_default(), "lambda".to_owned()];
        match &one.fit {
            Some(fit) => row.extend([
                fit.rationality.clone().unwrap_or_else(|| "Inf".to_owned()),
                fit.std_error.clone().unwrap_or_default(),
                fit.conf_low.clone(),
                fit.conf_high.clone().unwrap_or_else(|| "Inf".to_owned()),
                fit.log_likelihood.clone(),
                fit.aic.clone(),
                fit.bic.clone(),
            ]),
            None => row.extend(std::iter::repeat_n(String::new(), 7)),
        }
        row.push(run.nobs.to_string());
        row
    });
    Records {
        header: vec![
            "account",
            "term",
            "estimate",
            "std.error",
            "conf.low",
            "conf.high",
            "logLik",
            "AIC",
            "BIC",
            "nobs",
        ],
        rows: rows.collect(),
    }
}
