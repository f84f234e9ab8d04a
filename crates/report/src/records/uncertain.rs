//! What is not known, one observation a row.

use super::name;
use crate::answer::{ConceptShare, ShareVerdict, StrengthVerdict, Uncertainty};
use crate::csv::Records;

/// One row for each account, state or outcome, and concept; states and outcomes as in the JSON.
#[must_use]
pub fn uncertain(answer: &Uncertainty) -> Records {
    let mut rows = Vec::new();
    for account in &answer.accounts {
        let account_name = name(&account.account);
        let mut push = |part: &str, actor: &str, of: &str, concept: &str, verdict: &str| {
            let row = [account_name.as_str(), part, actor, of, concept, verdict];
            rows.push(row.map(str::to_owned).to_vec());
            rows.len() - 1
        };
        let mut shared: Vec<(usize, &ConceptShare)> = Vec::new();
        if let Some(over) = &account.completions {
            let now = account
                .status_quo
                .as_ref()
                .map_or("", |state| state.id.as_str());
            let outcomes = over
                .outcomes
                .iter()
                .map(|o| ("outcome", "", o.name.as_str(), &o.shares));
            let actors = over
                .status_quo
                .iter()
                .map(|a| ("stable", a.actor.as_str(), now, &a.shares));
            let states = over.equilibria.iter();
            let states = states.map(|row| ("equilibrium", "", row.state.id.as_str(), &row.shares));
            for (part, actor, of, shares) in outcomes.chain(actors).chain(states) {
                for share in shares {
                    let row = push(part, actor, of, &share.concept, verdict(share.verdict));
                    shared.push((row, share));
                }
            }
        }
        for row in account
            .unknown
            .iter()
            .flat_map(|unknown| &unknown.equilibria)
        {
            for (concept, indices) in &row.indices {
                push("unknown", "", &row.state.id, concept, &indices.join(" "));
            }
        }
        for row in account
            .strength
            .iter()
            .flat_map(|strength| &strength.equilibria)
        {
            for (concept, standing) in &row.standing {
                let word = match standing {
                    StrengthVerdict::Strong => "strong",
                    StrengthVerdict::Weak => "weak",
                };
                push("strength", "", &row.state.id, concept, word);
            }
        }
        let attitudes = account.attitudes.iter().flat_map(|with| &with.equilibria);
        let seen = account.views.iter().flat_map(|seen| &seen.equilibria);
        let shifted = attitudes
            .map(|row| ("attitudes", row))
            .chain(seen.map(|row| ("seen", row)));
        for (part, row) in shifted {
            for concept in &row.concepts {
                push(part, "", &row.state.id, concept, "equilibrium");
            }
        }
        for (row, share) in shared {
            if let Some(row) = rows.get_mut(row) {
                row.extend([
                    share.count.to_string(),
                    share.of.to_string(),
                    share.at_least.to_string(),
                    share.at_most.to_string(),
                ]);
            }
        }
    }
    let header = vec![
        "account",
        "part",
        "actor",
        "of",
        "concept",
        "verdict",
        "count",
        "looked_at",
        "at_least",
        "at_most",
    ];
    rows.iter_mut()
        .for_each(|row| row.resize(header.len(), String::new()));
    Records { header, rows }
}

fn verdict(verdict: ShareVerdict) -> &'static str {
    match verdict {
        ShareVerdict::Necessarily => "necessarily",
        ShareVerdict::Possibly => "possibly",
        ShareVerdict::Never => "never",
        ShareVerdict::InEveryDraw => "in-every-draw",
        ShareVerdict::InNoDraw => "in-no-draw",
    }
}
