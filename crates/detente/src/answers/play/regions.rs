//! Which equilibria hold in which stretch of a parameter, and what changes within each.

use regions::{Limits, Regions, Structure, find};
use report::answer::{PlayRegions, PlayStretch};

use super::courses::{self, courses};
use super::family::{Plays, Varied};
use super::structure::{in_words, threshold};
use super::{PlayFailure, Request};
use crate::error::AnswerError;
use crate::study::Study;

/// Finds the stretches, and what holds in each.
pub(super) fn regions(
    study: &Study<'_>,
    file: &str,
    request: &Request<'_>,
    varied: &Varied,
) -> Result<PlayRegions, PlayFailure> {
    let plays = Plays {
        study,
        file,
        request,
        varied: vec![varied.parameter],
    };
    let found = stretches(&plays, varied)?;
    let name = study.conflict.game.parameters.get(varied.parameter.index());
    let parameter = name.map_or_else(String::new, |parameter| parameter.name.clone());
    study
        .control
        .step("looking at what changes between thresholds")
        .map_err(AnswerError::from)?;
    let mut stretches = Vec::new();
    for region in &found.regions {
        let (play, courses) = courses(&plays, region)?;
        let equilibria = play.profiles.iter().map(|profile| {
            let own = courses.get(&Structure::of(&profile.weights));
            let told = own.map(|own| courses::in_words(own, &parameter));
            in_words(study, &play, profile, told.unwrap_or_default())
        });
        stretches.push(PlayStretch {
            from: threshold(&region.from),
            to: threshold(&region.to),
            place: region.place.to_string(),
            equilibria: equilibria.collect(),
        });
    }
    Ok(PlayRegions {
        parameter,
        stretches,
        complete: !found.stopped && found.unfollowed.is_empty(),
    })
}

/// The stretches of one parameter.
pub(super) fn stretches(plays: &Plays<'_>, varied: &Varied) -> Result<Regions, PlayFailure> {
    let control = plays.study.control;
    control
        .step("looking for thresholds")
        .map_err(AnswerError::from)?;
    let goes_on = || control.check().is_ok();
    let found = find(plays, &varied.from, &varied.to, Limits::default(), &goes_on)?;
    control.check().map_err(AnswerError::from)?;
    Ok(found)
}
