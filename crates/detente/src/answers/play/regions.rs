//! Which equilibria hold in which stretch of a parameter.

use std::collections::BTreeMap;

use equilibrium::behaviour::reach;
use game::Rational;
use game::tree::{InformationSetId, NodeId, Tree};
use model::conflict::ParameterId;
use play::Played;
use regions::structure::Profile as Weights;
use regions::{Family, Limits, Regions, Root, Structure, find};
use report::answer::{
    GameArithmetic, GameCompleteness, PlayActions, PlayRegions, PlayStretch, PlayStructure,
    PlayThreshold,
};

use super::classes::classes;
use super::ends::by_state;
use super::{PlayFailure, Request, played, solved};
use crate::answers::game::names::{action_name, set_name};
use crate::answers::game::{Profile, Solved};
use crate::error::AnswerError;
use crate::study::Study;

/// A parameter that is varied.
#[derive(Clone, Debug)]
pub struct Varied {
    /// Which.
    pub parameter: ParameterId,
    /// From this value.
    pub from: Rational,
    /// To this one.
    pub to: Rational,
}

/// Finds the stretches, and what holds in each.
pub(super) fn regions(
    study: &Study<'_>,
    file: &str,
    request: &Request<'_>,
    varied: &Varied,
) -> Result<PlayRegions, PlayFailure> {
    let family = Plays {
        study,
        file,
        request,
        varied,
    };
    study
        .control
        .step("looking for thresholds")
        .map_err(AnswerError::from)?;
    let goes_on = || study.control.check().is_ok();
    let found: Regions = find(
        &family,
        &varied.from,
        &varied.to,
        Limits::default(),
        &goes_on,
    )?;
    study.control.check().map_err(AnswerError::from)?;
    let mut stretches = Vec::new();
    for region in &found.regions {
        let solved = family.at(&region.place)?;
        let played = &solved.played;
        let equilibria = solved.profiles.iter().map(|profile| {
            let reach = reach(&played.tree, &profile.behaviour(&played.tree));
            PlayStructure {
                actors: actions(&played.tree, &Structure::of(&profile.weights)),
                classes: classes(study.conflict, played, profile),
                ends: by_state(
                    study,
                    &played.tree,
                    &played.states,
                    &reach,
                    GameArithmetic::Exact,
                ),
            }
        });
        stretches.push(PlayStretch {
            from: threshold(&region.from),
            to: threshold(&region.to),
            place: region.place.to_string(),
            equilibria: equilibria.collect(),
        });
    }
    let name = study.conflict.game.parameters.get(varied.parameter.index());
    Ok(PlayRegions {
        parameter: name.map_or_else(String::new, |parameter| parameter.name.clone()),
        stretches,
        complete: !found.stopped && found.unfollowed.is_empty(),
    })
}

/// The plays of an account, by the value of the parameter.
struct Plays<'p> {
    study: &'p Study<'p>,
    file: &'p str,
    request: &'p Request<'p>,
    varied: &'p Varied,
}

/// One of them, solved.
struct OnePlay {
    played: Played,
    profiles: Vec<Profile>,
}

impl Plays<'_> {
    fn at(&self, value: &Rational) -> Result<OnePlay, PlayFailure> {
        let mut values = self.request.values.to_vec();
        values.retain(|(id, _)| *id != self.varied.parameter);
        values.push((self.varied.parameter, value.clone()));
        let played = played(self.study, &values, self.request.limits)?;
        let Solved { answer, profiles } =
            solved(self.study, self.file, &played, self.request.game)?;
        let Some(solution) = answer.solution else {
            return Err(AnswerError::TooLarge(answer.remarks.join(" ")).into());
        };
        if solution.completeness == GameCompleteness::Incomplete {
            let why = "not all equilibria were found, so where they change is not known";
            return Err(AnswerError::TooLarge(why.to_owned()).into());
        }
        Ok(OnePlay {
            played,
            profiles: profiles.into_iter().flatten().collect(),
        })
    }
}

impl Family for Plays<'_> {
    type Error = PlayFailure;

    fn solve(&self, value: &Rational) -> Result<(Tree, Vec<Weights>), PlayFailure> {
        let found = self.at(value)?;
        let weights = found.profiles.into_iter().map(|one| one.weights);
        Ok((found.played.tree, weights.collect()))
    }
}

fn threshold(root: &Root) -> PlayThreshold {
    let hair = Rational::ONE / Rational::from(10u64.pow(12));
    let near = root.near(&hair).to_f64().value();
    let decimal = format!("{near:.9}");
    PlayThreshold {
        exact: root.closed_form(),
        decimal: decimal
            .trim_end_matches('0')
            .trim_end_matches('.')
            .to_owned(),
    }
}

/// What is done at each information set, in words, by actor.
fn actions(tree: &Tree, structure: &Structure) -> Vec<PlayActions> {
    let mut by_actor: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let sets = (0u32..).map(InformationSetId).zip(tree.information_sets());
    for ((id, set), taken) in sets.zip(&structure.0) {
        let Some(taken) = taken else { continue };
        let node = set.members.first().copied().unwrap_or(NodeId(0));
        let names: Vec<String> = taken
            .iter()
            .map(|action| action_name(tree, node, *action))
            .collect();
        let words = format!("{} at {}", names.join(" or "), set_name(tree, id));
        by_actor.entry(set.player.index()).or_default().push(words);
    }
    by_actor
        .into_iter()
        .map(|(player, actions)| PlayActions {
            actor: tree.players()[player].name.to_string(),
            actions,
        })
        .collect()
}
