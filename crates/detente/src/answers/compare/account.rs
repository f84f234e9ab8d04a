//! One account seen alone: as it stands, under each supposition, and without each rule.

use graph::{BuildError, Control, Limits, StateId, StateSet};
use indexmap::IndexMap;
use model::conflict::{Concept, Conflict};
use report::answer::{Accounted, Explained, Holds, Supposed, consequences_in_words};
use stability::{Choice, Query, Verdict};

use super::outlook::{Keys, Outlook, outlook};
use super::suppose::{Change, start_values};
use super::trials::{Trial, trials};
use super::{Request, name_of, not_asked};
use crate::answers::questions::{Asked, questions};
use crate::answers::{assumptions, holds, reasons, stability as stable};
use crate::error::AnswerError;
use crate::naming::{change, options};
use crate::study::{Study, World};

/// One account, its cells and its predictions.
#[derive(Debug)]
pub struct Viewed {
    /// Its name; `base` for the conflict without any account.
    pub name: String,
    /// What the answer says of it.
    pub accounted: Accounted,
    /// The questions asked of it.
    pub asked: Vec<Asked>,
    /// Where it stands, in words.
    pub stands: String,
    /// One entry a supposition.
    suppositions: Vec<Supposing>,
    /// One entry a rule; none where the account does not have it, or no model is left.
    pub rules: Vec<Option<Outlook>>,
    /// The small moves from where it stands; none if too many.
    pub trials: Option<IndexMap<String, Trial>>,
}

/// An account under one supposition.
#[derive(Debug)]
enum Supposing {
    /// The verdicts by question, and the prediction.
    Found(IndexMap<String, Vec<Holds>>, Box<Outlook>),
    /// Why the question does not arise.
    No(String),
}

impl Viewed {
    /// The prediction under a supposition, by its position; none where it does not arise.
    pub fn outlook(&self, supposition: usize) -> Option<&Outlook> {
        match self.suppositions.get(supposition)? {
            Supposing::Found(_, outlook) => Some(outlook),
            Supposing::No(_) => None,
        }
    }

    /// The cells of a question.
    pub fn cells(&self, question: &str, columns: usize) -> Vec<Supposed> {
        let asked = self.asked.iter().any(|asked| asked.name == question);
        if !asked {
            return std::iter::repeat_with(not_asked).take(columns).collect();
        }
        let cell = |supposing: &Supposing| match supposing {
            Supposing::Found(verdicts, _) => match verdicts.get(question) {
                Some(verdicts) => Supposed::Asked {
                    verdicts: verdicts.clone(),
                },
                None => not_asked(),
            },
            Supposing::No(why) => Supposed::DoesNotArise { why: why.clone() },
        };
        self.suppositions.iter().map(cell).collect()
    }

    /// Whether two accounts predict the same as the conflict stands, under the concept at this
    /// position.
    pub fn agrees(&self, other: &Viewed, concept: usize) -> bool {
        let (one, two) = (self.outlook(0), other.outlook(0));
        let pair = one.zip(two).and_then(|(a, b)| {
            let predictions = a.by_concept.get(concept).zip(b.by_concept.get(concept))?;
            Some(a.starts_with(b) && predictions.0.agrees(predictions.1))
        });
        pair.unwrap_or(false)
    }

    /// Whether some prediction is too long to be compared.
    pub fn is_cut(&self) -> bool {
        let supposed = (0..self.suppositions.len()).filter_map(|index| self.outlook(index));
        let rules = self.rules.iter().flatten();
        let mut all = supposed.chain(rules);
        all.any(|outlook| outlook.by_concept.iter().any(|p| !p.is_complete()))
    }
}

/// Analyses one account as it stands, under each supposition and without each rule.
///
/// # Errors
/// As [`super::compare`].
pub fn view(
    conflict: &Conflict,
    place: Option<usize>,
    changes: &[Change<'_>],
    rules: &[Change<'_>],
    request: &Request,
    keys: &mut Keys,
    control: &Control,
) -> Result<Viewed, AnswerError> {
    let concepts = &request.concepts;
    let world = World::build(conflict, &Limits::default(), control)?;
    let study = world.study(control)?;
    let Some(start) = study.graph().status_quo() else {
        return Err(AnswerError::Question(format!(
            "`{}` has no status quo, and accounts are compared from where the conflict stands",
            name_of(conflict)
        )));
    };
    let mut asked = questions(&study, start);
    if !request.questions.is_empty() {
        asked.retain(|question| request.questions.contains(&question.name));
    }
    let mut viewed = Viewed {
        name: name_of(conflict),
        accounted: accounted(&study, start, concepts)?,
        stands: study.naming().state(start).in_words(),
        suppositions: Vec::with_capacity(changes.len()),
        rules: Vec::with_capacity(rules.len()),
        trials: trials(&study, start, concepts, &asked, keys)?,
        asked: Vec::new(),
    };
    for change in changes {
        control.check()?;
        viewed.suppositions.push(match change {
            Change::AsItStands => found(&study, start, &asked, concepts, keys)?,
            _ => supposed(change, (&study, start, place), &asked, concepts, keys)?,
        });
    }
    for rule in rules {
        control.check()?;
        let without = rule.applied(conflict, place);
        let outlook = match without {
            Ok(without) => within(&without, (&study, start), &asked, concepts, keys)?,
            Err(_) => None,
        };
        viewed.rules.push(outlook);
    }
    viewed.asked = asked;
    Ok(viewed)
}

fn accounted(
    study: &Study<'_>,
    start: StateId,
    concepts: &[Concept],
) -> Result<Accounted, AnswerError> {
    let observed = study.graph().observed();
    let mut explained = Vec::new();
    for &concept in concepts {
        let Some(observed) = observed else { break };
        explained.push(explains(study, start, observed, concept)?);
    }
    Ok(Accounted {
        account: study.account(),
        states: study.graph().count() as u64,
        observed: observed.map(|state| study.naming().state(state)),
        explained,
        assumptions: assumptions::summary(study.conflict),
        own: Vec::new(),
    })
}

/// Whether undeterred moves lead from the status quo to the observed outcome, and whether that is
/// an equilibrium.
fn explains(
    study: &Study<'_>,
    start: StateId,
    observed: StateId,
    concept: Concept,
) -> Result<Explained, AnswerError> {
    let mut elsewhere = study.graph().all();
    elsewhere.remove(observed);
    let query = Query {
        start,
        outcome: &elsewhere,
        concept,
        choice: Choice::MostPreferred,
        list_at_most: 0,
    };
    let answer = stability::holds(&study.analysis, query, study.control)?;
    let equilibria: StateSet = stable::common(&stable::by_actor(study, concept)?);
    Ok(Explained {
        concept: concept.name(),
        reached: answer.verdict != Verdict::Holds,
        equilibrium: equilibria.contains(observed),
    })
}

/// The verdicts and the prediction of an account that has been analysed.
fn found(
    study: &Study<'_>,
    start: StateId,
    asked: &[Asked],
    concepts: &[Concept],
    keys: &mut Keys,
) -> Result<Supposing, AnswerError> {
    let mut answers = IndexMap::new();
    for question in asked {
        let inside = question.inside(study.graph(), start);
        let ways = reasons::ways_out(study, start, &question.formula, &inside)?;
        let mut verdicts = Vec::with_capacity(concepts.len());
        for &concept in concepts {
            let choice = Choice::MostPreferred;
            verdicts.push(holds::holds(study, start, &inside, concept, choice, &ways)?);
        }
        answers.insert(question.name.clone(), verdicts);
    }
    let predicted = outlook(study, start, concepts, asked, keys)?;
    Ok(Supposing::Found(answers, Box::new(predicted)))
}

/// The same under a supposition.
fn supposed(
    change: &Change<'_>,
    (study, before, place): (&Study<'_>, StateId, Option<usize>),
    asked: &[Asked],
    concepts: &[Concept],
    keys: &mut Keys,
) -> Result<Supposing, AnswerError> {
    let changed = match change.applied(study.conflict, place) {
        Ok(changed) => changed,
        Err(why) => return Ok(Supposing::No(why)),
    };
    let world = match build(&changed, study.control)? {
        Ok(world) => world,
        Err(why) => return Ok(Supposing::No(why)),
    };
    let then = world.study(study.control)?;
    let Some(start) = then.graph().status_quo() else {
        return Ok(Supposing::No("it has no status quo".to_owned()));
    };
    let mut answer = found(&then, start, asked, concepts, keys)?;
    if let Supposing::Found(_, outlook) = &mut answer {
        mark_at_once(outlook, (study, before), (&then, start));
    }
    Ok(answer)
}

/// The prediction of a changed conflict; none where no model is left.
fn within(
    changed: &Conflict,
    before: (&Study<'_>, StateId),
    asked: &[Asked],
    concepts: &[Concept],
    keys: &mut Keys,
) -> Result<Option<Outlook>, AnswerError> {
    let control = before.0.control;
    let Ok(world) = build(changed, control)? else {
        return Ok(None);
    };
    let then = world.study(control)?;
    let Some(start) = then.graph().status_quo() else {
        return Ok(None);
    };
    let mut found = outlook(&then, start, concepts, asked, keys)?;
    mark_at_once(&mut found, before, (&then, start));
    Ok(Some(found))
}

/// The states of a changed conflict, or why there are none.
fn build<'c>(
    changed: &'c Conflict,
    control: &Control,
) -> Result<Result<World<'c>, String>, AnswerError> {
    match World::build(changed, &Limits::default(), control) {
        Ok(world) => Ok(Ok(world)),
        Err(BuildError::Model(diagnostics)) => {
            let first = diagnostics.first().map(|d| d.message.clone());
            Ok(Err(first.unwrap_or_else(|| "it leaves no model".to_owned())))
        }
        Err(BuildError::TooLarge(diagnostic)) => Ok(Err(diagnostic.message)),
        Err(BuildError::Interrupted) => Err(AnswerError::Interrupted),
    }
}

/// What a supposition changes at once: what consequences add to what it sets, and whether any of it
/// goes one way only.
fn mark_at_once(
    outlook: &mut Outlook,
    before: (&Study<'_>, StateId),
    after: (&Study<'_>, StateId),
) {
    let ((study, from), (then, to)) = (before, after);
    let conflict = then.conflict;
    let graph = then.graph();
    if let Some(set) = start_values(conflict) {
        let changes: Vec<_> = options(conflict)
            .zip(set)
            .filter_map(|((id, option), before)| {
                let after = graph.level(to, id)?;
                let fired = before != after && study.graph().level(from, id) != Some(after);
                fired.then(|| change(conflict, option, before, after))
            })
            .collect();
        outlook.at_once = consequences_in_words(&changes);
    }
    let one_way = options(conflict).any(|(id, option)| {
        use model::conflict::Direction::{Down, Up};
        matches!(option.direction, Up | Down)
            && study.graph().level(from, id) != graph.level(to, id)
    });
    outlook.irreversible_at_once = one_way;
}
