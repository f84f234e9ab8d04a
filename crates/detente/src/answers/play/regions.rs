//! Which equilibria hold in which stretch of a parameter.

use std::collections::BTreeMap;

use game::tree::{InformationSetId, Mover, Tree};
use game::{Rational, tree::NodeId};
use graph::StateId;
use model::conflict::ParameterId;
use play::Played;
use regions::structure::Profile;
use regions::{Family, Limits, Regions, Root, Structure, find};
use report::answer::{
    GameCompleteness, GameSolution, PlayActions, PlayRegions, PlayShare, PlayStretch,
    PlayStructure, PlayThreshold,
};

use super::ends::{profile, reach, shown};
use super::{PlayFailure, Request, played, solved};
use crate::answers::game::Source;
use crate::answers::game::names::{action_name, set_name};
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
        let equilibria = solved.solution.equilibria.iter().map(|one| {
            let profile = profile(&solved.tree, one);
            PlayStructure {
                actors: actions(&solved.tree, &Structure::of(&profile)),
                ends: ends(study, &solved, &reach(&solved.tree, one)),
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
struct Solved {
    tree: Tree,
    states: Vec<graph::layout::Code>,
    solution: GameSolution,
}

impl Plays<'_> {
    fn at(&self, value: &Rational) -> Result<Solved, PlayFailure> {
        let mut values = self.request.values.to_vec();
        values.retain(|(id, _)| *id != self.varied.parameter);
        values.push((self.varied.parameter, value.clone()));
        let Played { tree, states, .. } = played(self.study, &values, self.request.limits)?;
        let source = Source::Tree(tree);
        let answer = solved(self.file, &source, self.request.game, self.study.control)?;
        let (Some(solution), Source::Tree(tree)) = (answer.solution, source) else {
            return Err(AnswerError::TooLarge(answer.remarks.join(" ")).into());
        };
        if solution.completeness == GameCompleteness::Incomplete {
            let why = "not all equilibria were found, so where they change is not known";
            return Err(AnswerError::TooLarge(why.to_owned()).into());
        }
        Ok(Solved {
            tree,
            states,
            solution,
        })
    }
}

impl Family for Plays<'_> {
    type Error = PlayFailure;

    fn solve(&self, value: &Rational) -> Result<(Tree, Vec<Profile>), PlayFailure> {
        let found = self.at(value)?;
        let equilibria = found.solution.equilibria.iter();
        let profiles = equilibria.map(|one| profile(&found.tree, one)).collect();
        Ok((found.tree, profiles))
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

/// The states in which the play ends.
fn ends(study: &Study<'_>, solved: &Solved, reach: &[Rational]) -> Vec<PlayShare> {
    let mut likely: BTreeMap<StateId, Rational> = BTreeMap::new();
    for id in solved.tree.node_ids() {
        let over = solved.tree.node(id).mover == Mover::Nobody;
        if over
            && !reach[id.index()].is_zero()
            && let Some(state) = study.graph().at(solved.states[id.index()])
        {
            *likely.entry(state).or_insert(Rational::ZERO) += &reach[id.index()];
        }
    }
    let naming = study.naming();
    likely
        .into_iter()
        .map(|(state, probability)| PlayShare {
            state: naming.state(state),
            probability: shown(&probability),
        })
        .collect()
}
