//! What is not known of preferences, and what holds all the same.
//!
//! In: a study. Out: an [`UncertainAccount`] whose parts are there only where the conflict has
//! what they are about.

mod open;
mod shares;
mod shifted;

use change::uncertain::{Bounds, Completions, unknown_pairs};
use graph::StateId;
use indexmap::IndexMap;
use model::conflict::{ActorId, Concept};
use report::answer::{
    ByStrength, StateRef, StrengthRow, StrengthVerdict, UncertainAccount, UnderUnknown, UnknownRow,
};
use stability::extended::strength::{Strength, is_graded, much_preferred};
use stability::extended::unknown::{INDICES, Index, Unknown};
use stability::extended::{self, ExtendedError};

use crate::concepts::BASIC;
use crate::error::AnswerError;
use crate::study::Study;

pub use shares::headline;
pub use shifted::{Seen, views};

/// What to ask.
#[derive(Clone, Debug)]
pub struct Request {
    /// Under which basic concepts.
    pub concepts: Vec<Concept>,
    /// How much work it may take.
    pub bounds: Bounds,
}

impl Default for Request {
    fn default() -> Self {
        Request {
            concepts: BASIC.to_vec(),
            bounds: Bounds::default(),
        }
    }
}

/// Everything that `uncertain` says of one account, `seen` by its actors as [`views`] gives. What is too large to be worked out is left out,
/// with a remark.
///
/// # Errors
/// When the host stops the work.
pub fn uncertain(
    study: &Study<'_>,
    seen: &[Seen<'_>],
    request: &Request,
) -> Result<UncertainAccount, AnswerError> {
    let (graph, naming) = (study.graph(), study.naming());
    let completions = Completions::of(graph, study.conflict);
    let mut account = UncertainAccount {
        account: study.account(),
        states: graph.count() as u64,
        status_quo: graph.status_quo().map(|state| naming.state(state)),
        open: open::open(study, &completions),
        completions: None,
        unknown: None,
        strength: None,
        attitudes: None,
        views: None,
        remarks: Vec::new(),
    };
    if !completions.open().is_empty() {
        let found = shares::over_completions(study, &completions, request);
        account.completions = kept(found, &mut account.remarks)?;
    }
    if !account.open.is_empty() {
        let found = under_unknown(study, &completions, request, &mut account.remarks);
        account.unknown = kept(found, &mut account.remarks)?.flatten();
    }
    if study.conflict.preferences.iter().any(is_graded) {
        let found = by_strength(study, request).map_err(AnswerError::from);
        account.strength = kept(found, &mut account.remarks)?;
    }
    if !study.conflict.attitudes.is_empty() {
        let found = shifted::with_attitudes(study, request);
        account.attitudes = kept(found, &mut account.remarks)?;
    }
    if !seen.is_empty() {
        let found = shifted::as_seen(study, seen, request);
        account.views = kept(found, &mut account.remarks)?;
    }
    Ok(account)
}

/// A part that is too large to be worked out becomes a remark.
fn kept<T>(
    found: Result<T, AnswerError>,
    remarks: &mut Vec<String>,
) -> Result<Option<T>, AnswerError> {
    match found {
        Ok(part) => Ok(Some(part)),
        Err(AnswerError::TooLarge(why)) => {
            let why = format!("Not worked out: {why}.");
            if !remarks.contains(&why) {
                remarks.push(why);
            }
            Ok(None)
        }
        Err(other) => Err(other),
    }
}

/// The concepts asked about that have extensions, in the order asked.
fn extended_concepts(request: &Request) -> impl Iterator<Item = Concept> + '_ {
    let asked = request.concepts.iter().copied();
    asked.filter(|concept| extended::CONCEPTS.contains(concept))
}

/// States by the status quo first, then by how much is said of them.
fn sort<T>(rows: &mut [T], now: Option<&StateRef>, key: impl Fn(&T) -> (&StateRef, u64)) {
    rows.sort_by_key(|row| {
        let (state, weight) = key(row);
        (Some(state) != now, std::cmp::Reverse(weight))
    });
}

fn under_unknown(
    study: &Study<'_>,
    completions: &Completions<'_>,
    request: &Request,
    remarks: &mut Vec<String>,
) -> Result<Option<UnderUnknown>, AnswerError> {
    let (graph, naming) = (study.graph(), study.naming());
    let Some(pairs) = unknown_pairs(completions, &request.bounds, study.control)? else {
        remarks.push(
            "An order that is open is adjusted as well, in too many ways to say which states are \
             not in order; so the four indices of unknown preference are left out."
                .to_owned(),
        );
        return Ok(None);
    };
    if pairs.is_empty() {
        return Ok(None);
    }
    study.control.step("leaving the unknown unknown")?;
    let mut rows: IndexMap<StateId, UnknownRow> = IndexMap::new();
    for concept in extended_concepts(request) {
        for index in INDICES {
            let unknown = Unknown {
                ranks: study.analysis.ranks,
                pairs: &pairs,
                index,
            };
            let equilibria = extended::equilibria(graph, &unknown, concept, study.control)?;
            for state in equilibria.iter() {
                let row = rows.entry(state).or_insert_with(|| UnknownRow {
                    state: naming.state(state),
                    indices: extended_concepts(request)
                        .map(|concept| (concept.name(), Vec::new()))
                        .collect(),
                });
                if let Some(indices) = row.indices.get_mut(&concept.name()) {
                    indices.push(index_name(index).to_owned());
                }
            }
        }
    }
    rows.sort_unstable_keys();
    let mut equilibria: Vec<UnknownRow> = rows.into_values().collect();
    let now = graph.status_quo().map(|state| naming.state(state));
    sort(&mut equilibria, now.as_ref(), |row| {
        let marks = row.indices.values().map(|indices| indices.len() as u64);
        (&row.state, marks.sum())
    });
    let counted = graph.actors().map(|actor| {
        // Each pair is kept in both orders.
        (naming.actor(actor).to_owned(), pairs.count(actor) / 2)
    });
    Ok(Some(UnderUnknown {
        pairs: counted.filter(|(_, count)| *count > 0).collect(),
        equilibria,
    }))
}

fn index_name(index: Index) -> &'static str {
    match index {
        Index::A => "a",
        Index::B => "b",
        Index::C => "c",
        Index::D => "d",
    }
}

fn by_strength(study: &Study<'_>, request: &Request) -> Result<ByStrength, ExtendedError> {
    let (graph, naming, ranks) = (study.graph(), study.naming(), study.analysis.ranks);
    let much = much_preferred(graph, ranks, &study.conflict.preferences)?;
    study.control.step("weighing deterrents")?;
    let strength = Strength { ranks, much: &much };
    let mut rows: IndexMap<StateId, StrengthRow> = IndexMap::new();
    for concept in extended_concepts(request).filter(|concept| *concept != Concept::Nash) {
        let mut strong = Vec::new();
        for actor in graph.actors() {
            let found = extended::stable(graph, &strength, concept, actor, study.control)?;
            strong.push((actor, found));
        }
        for state in study.analysis.equilibria(concept).iter() {
            let weak = strong.iter().filter(|(_, stable)| !stable.contains(state));
            let weak_for: Vec<String> = weak
                .map(|(actor, _)| naming.actor(*actor).to_owned())
                .collect();
            let row = rows.entry(state).or_insert_with(|| StrengthRow {
                state: naming.state(state),
                standing: IndexMap::new(),
                weak_for: IndexMap::new(),
            });
            let standing = match weak_for.as_slice() {
                [] => StrengthVerdict::Strong,
                _ => StrengthVerdict::Weak,
            };
            row.standing.insert(concept.name(), standing);
            if !weak_for.is_empty() {
                row.weak_for.insert(concept.name(), weak_for);
            }
        }
    }
    rows.sort_unstable_keys();
    let mut equilibria: Vec<StrengthRow> = rows.into_values().collect();
    let now = graph.status_quo().map(|state| naming.state(state));
    sort(&mut equilibria, now.as_ref(), |row| {
        let strong = row
            .standing
            .values()
            .filter(|s| **s == StrengthVerdict::Strong);
        (&row.state, (strong.count() * 8 + row.standing.len()) as u64)
    });
    let graded = (0_u16..).map(ActorId).zip(&study.conflict.preferences);
    Ok(ByStrength {
        graded: graded
            .filter(|(_, preference)| is_graded(preference))
            .map(|(actor, _)| naming.actor(actor).to_owned())
            .collect(),
        equilibria,
    })
}
