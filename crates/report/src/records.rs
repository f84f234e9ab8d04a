//! Answers as records: one observation a row, for spreadsheets, R and pandas.

mod fits;
mod games;
mod information;
mod observed;
mod plays;
mod sweep;
mod uncertain;

pub use fits::fits;
pub use games::game;
pub use plays::play;
pub use sweep::sweep;
pub use uncertain::uncertain;

use crate::answer::{
    AccountRef, Analysis, ChangeRun, CheckRun, Comparison, DrawnOrders, ExplanationRun, Holds,
    HoldsRun, InverseRun, MediationRun, PassageStanding, PathsRun, Resting, Share, SharedTexts,
    SourcePassage, Sources, Stability, StandingReason, Supposed, TextPlace, Timeline, WayKind,
    sequence_in_words,
};
use crate::csv::Records;
use crate::pages::words::why;

fn name(account: &Option<AccountRef>) -> String {
    account.as_ref().map(|a| a.name.clone()).unwrap_or_default()
}

/// One row for each account, state, concept and actor.
#[must_use]
pub fn stability(answers: &[Stability]) -> Records {
    let header = vec![
        "account",
        "state",
        "label",
        "concept",
        "actor",
        "stable",
        "equilibrium",
    ];
    let mut rows = Vec::new();
    for answer in answers {
        for (concept, found) in &answer.concepts {
            for (actor, stable) in &found.stable {
                let (mut stable, mut equilibria) =
                    (stable.iter().peekable(), found.equilibria.iter().peekable());
                // Both lists are in the order of the states.
                for state in &answer.states {
                    let is_stable = stable.next_if(|id| **id == state.id).is_some();
                    let is_equilibrium = equilibria.next_if(|id| **id == state.id).is_some();
                    rows.push(vec![
                        name(&answer.account),
                        state.id.clone(),
                        state.label.clone(),
                        concept.clone(),
                        actor.clone(),
                        is_stable.to_string(),
                        is_equilibrium.to_string(),
                    ]);
                }
            }
        }
    }
    Records { header, rows }
}

/// One row for each account, question and concept.
#[must_use]
pub fn analysis(analysis: &Analysis) -> Records {
    let mut rows = Vec::new();
    for page in &analysis.accounts {
        for question in &page.questions {
            for verdict in &question.verdicts {
                let mut row = vec![
                    name(&page.account),
                    question.name.clone(),
                    question.formula.clone(),
                ];
                row.extend(verdict_row(verdict));
                rows.push(row);
            }
        }
    }
    Records {
        header: verdict_header(&["account", "question", "formula"]),
        rows,
    }
}

/// One row for each account, question, set of edits and concept under which it turns the answer.
#[must_use]
pub fn changes(run: &ChangeRun) -> Records {
    let mut rows = Vec::new();
    for account in &run.accounts {
        for question in &account.questions {
            for (number, set) in (1..).zip(&question.changes) {
                for turn in &set.turns {
                    let edits: Vec<&str> = set.edits.iter().map(|e| e.what.as_str()).collect();
                    rows.push(vec![
                        name(&account.account),
                        question.name.clone(),
                        question.claim.clone(),
                        number.to_string(),
                        set.cost.to_string(),
                        set.edits.len().to_string(),
                        edits.join("; "),
                        turn.concept.clone(),
                        turn.holds.to_string(),
                    ]);
                }
            }
        }
    }
    Records {
        header: vec![
            "account", "question", "claim", "set", "cost", "size", "edits", "concept", "holds",
        ],
        rows,
    }
}

/// One row for each account, agreement or step, and state at which the conflict comes to rest.
#[must_use]
pub fn mediation(run: &MediationRun) -> Records {
    let names = |shares: &[Share]| -> String {
        let names: Vec<&str> = shares.iter().map(|share| share.actor.as_str()).collect();
        names.join(" ")
    };
    let mut rows = Vec::new();
    for account in &run.accounts {
        let mut row = |kind: &str, what: &str, rest: &Resting| {
            rows.push(vec![
                name(&account.account),
                kind.to_owned(),
                what.to_owned(),
                rest.state.id.clone(),
                rest.state.label.clone(),
                rest.under.join(" "),
                names(&rest.better),
                names(&rest.worse),
            ]);
        };
        account.rests.iter().for_each(|rest| row("none", "", rest));
        for agreement in &account.agreements {
            row("agreement", "", &agreement.outcome);
        }
        for way in &account.ways {
            let kind = match way.kind {
                WayKind::Move => "move",
                WayKind::Guarantee => "guarantee",
                WayKind::Commitment => "commitment",
                WayKind::Information => "information",
            };
            way.rests.iter().for_each(|rest| row(kind, &way.what, rest));
        }
    }
    Records {
        header: vec![
            "account", "kind", "step", "state", "label", "concepts", "better", "worse",
        ],
        rows,
    }
}

/// One row for each account and concept.
#[must_use]
pub fn holds(run: &HoldsRun) -> Records {
    let mut rows = Vec::new();
    for account in &run.accounts {
        for verdict in &account.verdicts {
            let mut row = vec![name(&account.account), run.formula.clone()];
            row.extend(verdict_row(verdict));
            rows.push(row);
        }
    }
    Records {
        header: verdict_header(&["account", "formula"]),
        rows,
    }
}

/// The heads of what [`verdict_row`] gives, behind those of what comes before it.
fn verdict_header(before: &[&'static str]) -> Vec<&'static str> {
    let own = [
        "concept",
        "holds",
        "credible",
        "path",
        "deterred",
        "stated",
        "supported",
        "assumed",
        "unsourced",
    ];
    [before, &own].concat()
}

fn verdict_row(verdict: &Holds) -> Vec<String> {
    let graded = |grade: &str| {
        let count = verdict
            .assumptions
            .iter()
            .filter(|a| a.grade == grade)
            .count();
        count.to_string()
    };
    vec![
        verdict.concept.clone(),
        verdict.holds.to_string(),
        verdict.is_credible().to_string(),
        sequence_in_words(&verdict.path),
        verdict.deterred.to_string(),
        graded("stated"),
        graded("supported"),
        graded("assumed"),
        graded("unsourced"),
    ]
}

/// One row for each account, actor, concept and move.
#[must_use]
pub fn explain(run: &ExplanationRun) -> Records {
    let mut rows = Vec::new();
    for account in &run.accounts {
        for explanation in &account.explanations {
            let mut push = |to: &str, sanction: String, credible: String| {
                rows.push(vec![
                    name(&account.account),
                    account.state.id.clone(),
                    explanation.actor.clone(),
                    explanation.concept.clone(),
                    explanation.stable.to_string(),
                    to.to_owned(),
                    sanction,
                    credible,
                ]);
            };
            match &explanation.reason {
                StandingReason::NoImprovement => push("", String::new(), String::new()),
                StandingReason::Deterred { by } => by.iter().for_each(|temptation| {
                    let (words, credible) = match &temptation.sanction {
                        Some(s) => (sequence_in_words(&s.steps), s.credible.to_string()),
                        None => (String::new(), String::new()),
                    };
                    push(&temptation.step.to.id, words, credible);
                }),
                StandingReason::Leaves { to } => to
                    .iter()
                    .for_each(|step| push(&step.to.id, String::new(), String::new())),
            }
        }
    }
    Records {
        header: vec![
            "account",
            "state",
            "actor",
            "concept",
            "stable",
            "improvement",
            "sanction",
            "credible",
        ],
        rows,
    }
}

/// One row for each account and state asked about.
#[must_use]
pub fn paths(run: &PathsRun) -> Records {
    let mut rows = Vec::new();
    for answer in &run.accounts {
        for arrival in &answer.arrivals {
            let steps = arrival.path.as_ref();
            rows.push(vec![
                name(&answer.account),
                answer.from.id.clone(),
                arrival.state.id.clone(),
                arrival.state.label.clone(),
                steps.map(|path| path.len().to_string()).unwrap_or_default(),
                arrival
                    .ways
                    .map(|ways| ways.to_string())
                    .unwrap_or_default(),
                steps
                    .map(|path| sequence_in_words(path))
                    .unwrap_or_default(),
                arrival.equilibrium_under.join(" "),
            ]);
        }
    }
    Records {
        header: vec![
            "account",
            "from",
            "to",
            "label",
            "moves",
            "ways",
            "path",
            "equilibrium",
        ],
        rows,
    }
}

/// One row for each account and check.
#[must_use]
pub fn checks(run: &CheckRun) -> Records {
    let mut rows = Vec::new();
    for account in &run.accounts {
        for check in &account.checks {
            rows.push(vec![
                name(&account.account),
                check.name.clone(),
                check.place.clone().unwrap_or_default(),
                check.outcome.in_words().to_owned(),
                check.found.join("; "),
            ]);
        }
    }
    Records {
        header: vec!["account", "check", "place", "outcome", "found"],
        rows,
    }
}

/// One row for each account, supposition, question and concept.
#[must_use]
pub fn compare(comparison: &Comparison) -> Records {
    let mut rows = Vec::new();
    for question in &comparison.questions {
        for row in &question.rows {
            for (supposition, cell) in comparison.suppositions.iter().zip(&row.cells) {
                let mut push = |concept: &str, holds: String, reason: String| {
                    rows.push(vec![
                        name(&row.account),
                        supposition.name.clone(),
                        question.name.clone(),
                        concept.to_owned(),
                        holds,
                        reason,
                    ]);
                };
                match cell {
                    Supposed::Asked { verdicts } => verdicts
                        .iter()
                        .for_each(|v| push(&v.concept, v.holds.to_string(), why(v))),
                    Supposed::DoesNotArise { why } => comparison
                        .concepts
                        .iter()
                        .for_each(|concept| push(concept, String::new(), why.clone())),
                }
            }
        }
    }
    Records {
        header: vec![
            "account",
            "supposition",
            "question",
            "concept",
            "holds",
            "reason",
        ],
        rows,
    }
}

/// One row for each date, account, question and concept.
#[must_use]
pub fn timeline(timeline: &Timeline) -> Records {
    let mut rows = Vec::new();
    for moment in &timeline.moments {
        for account in &moment.accounts {
            for question in &account.questions {
                for (concept, holds) in timeline.concepts.iter().zip(&question.holds) {
                    rows.push(vec![
                        moment.date.clone().unwrap_or_default(),
                        moment.events.join("; "),
                        name(&account.account),
                        question.name.clone(),
                        concept.clone(),
                        holds.to_string(),
                    ]);
                }
            }
        }
    }
    Records {
        header: vec!["date", "events", "account", "question", "concept", "holds"],
        rows,
    }
}

/// One row for each claim and passage that says or denies it.
#[must_use]
pub fn sources(answer: &Sources) -> Records {
    let mut rows = Vec::new();
    for claim in &answer.claims {
        let saying = claim.passages.iter().map(|name| (name, "for"));
        let denying = claim.against.iter().map(|name| (name, "against"));
        for (name, side) in saying.chain(denying) {
            let passage = answer.passages.iter().find(|one| one.name == *name);
            let text =
                |of: fn(&SourcePassage) -> Option<String>| passage.and_then(of).unwrap_or_default();
            rows.push(vec![
                claim.name.clone(),
                claim.label.clone().unwrap_or_default(),
                claim.count.certified.to_string(),
                claim.count.possible.to_string(),
                side.to_owned(),
                name.clone(),
                text(|one| Some(one.document.clone())),
                text(|one| Some(one.traced.join(" via "))),
                text(|one| one.speaker_as_given.clone()),
                text(|one| one.verb.clone()),
                text(|one| one.hedge.clone()),
                text(|one| Some(one.words.clone())),
                text(|one| Some(one.standing.in_a_word().to_owned())),
                text(|one| match &one.standing {
                    PassageStanding::Altered { nearest, .. } => Some(nearest.clone()),
                    _ => None,
                }),
            ]);
        }
    }
    Records {
        header: vec![
            "claim",
            "label",
            "certified",
            "possible",
            "side",
            "passage",
            "document",
            "traced",
            "as_given",
            "verb",
            "hedge",
            "words",
            "standing",
            "document_says",
        ],
        rows,
    }
}

/// One row for each place of a run of shared words, and for each side of two passages that are
/// nearly the same.
#[must_use]
pub fn shared(answer: &SharedTexts) -> Records {
    let mut rows = Vec::new();
    let mut push = |what: &str, number: usize, measure: String, place: &TextPlace, words: &str| {
        let document = answer.document(&place.document);
        rows.push(vec![
            what.to_owned(),
            (number + 1).to_string(),
            measure,
            place.document.clone(),
            document.map(|one| one.file.clone()).unwrap_or_default(),
            place.line.to_string(),
            words.to_owned(),
        ]);
    };
    for (number, run) in answer.runs.iter().enumerate() {
        for place in &run.places {
            push("same", number, run.length.to_string(), place, &run.words);
        }
    }
    for (number, pair) in answer.near.iter().enumerate() {
        for side in [&pair.first, &pair.second] {
            let measure = pair.resemblance.to_string();
            push("near", number, measure, &side.place, &side.words);
        }
    }
    Records {
        header: vec![
            "what", "number", "measure", "document", "file", "line", "words",
        ],
        rows,
    }
}

/// One row for each account, actor whose orders were asked about, concept and those for whom the
/// state is to be stable: all of them, then one by one.
#[must_use]
pub fn inverse(run: &InverseRun) -> Records {
    let mut rows = Vec::new();
    for account in &run.accounts {
        for actor in &account.actors {
            for found in &actor.concepts {
                let standings = std::iter::once(&found.own).chain(&found.others);
                let each = standings.map(|one| (one.actor.as_str(), &one.share, one.stable_now));
                let all = ("all", &found.equilibrium, found.equilibrium_now);
                for (whom, share, now) in std::iter::once(all).chain(each) {
                    let drawn = |of: fn(&DrawnOrders) -> String| {
                        share.drawn.as_ref().map(of).unwrap_or_default()
                    };
                    rows.push(vec![
                        name(&account.account),
                        account.state.id.clone(),
                        actor.actor.clone(),
                        found.concept.clone(),
                        whom.to_owned(),
                        now.to_string(),
                        share.orders.clone().unwrap_or_default(),
                        share.fraction.clone().unwrap_or_default(),
                        share.share.to_string(),
                        drawn(|d| d.draws.to_string()),
                        drawn(|d| d.low.to_string()),
                        drawn(|d| d.high.to_string()),
                    ]);
                }
            }
        }
    }
    Records {
        header: vec![
            "account",
            "state",
            "orders_of",
            "concept",
            "stable_for",
            "now",
            "orders",
            "fraction",
            "share",
            "draws",
            "low",
            "high",
        ],
        rows,
    }
}
