//! What each parameter changes at the values given: slopes, and how far each equilibrium holds.

use game::Rational;
use model::conflict::ParameterId;
use play::values::Values;
use regions::{Regions, Root, Structure};
use report::answer::{
    PlayDirection, PlayLimit, PlaySensitivity, PlaySlope, PlayStatics, PlayThreshold,
};

use super::courses::{Courses, courses, direction};
use super::family::{Plays, Varied, declared};
use super::regions::stretches;
use super::structure::{decimal, threshold};
use super::{PlayFailure, Request};
use crate::answers::game::Profile;
use crate::study::Study;

/// The effect of each parameter that has a range and a value inside it, on the equilibria listed.
pub(super) fn statics(
    study: &Study<'_>,
    file: &str,
    request: &Request<'_>,
    equilibria: &[Option<Profile>],
) -> Result<Vec<PlayStatics>, PlayFailure> {
    let values = Values::new(study.conflict, request.values);
    let mut found = Vec::new();
    for (id, parameter) in (0u16..)
        .map(ParameterId)
        .zip(&study.conflict.game.parameters)
    {
        let (Some((from, to)), Some(value)) = (declared(study.conflict, id), values.get(id)) else {
            continue;
        };
        if *value < from || *value > to || from >= to {
            continue;
        }
        let plays = Plays {
            study,
            file,
            request,
            varied: vec![id],
        };
        let varied = Varied {
            parameter: id,
            from: from.clone(),
            to: to.clone(),
        };
        let stretches = stretches(&plays, &varied)?;
        let at = around(&stretches, value);
        let courses = match at {
            Some(place) => courses(&plays, &stretches.regions[place])?.1,
            None => Courses::new(),
        };
        found.push(PlayStatics {
            parameter: parameter.name.clone(),
            label: parameter.label.clone(),
            value: value.to_string(),
            from: from.to_string(),
            to: to.to_string(),
            at_threshold: at.is_none(),
            equilibria: (1..)
                .zip(equilibria)
                .filter_map(|(number, profile)| {
                    let structure = &Structure::of(&profile.as_ref()?.weights);
                    sensitivity(number, structure, (&stretches, at?), &courses, value)
                })
                .collect(),
            complete: !stretches.stopped && stretches.unfollowed.is_empty(),
        });
    }
    Ok(found)
}

/// The stretch that a value lies inside; nothing where it lies at a threshold or at an end.
fn around(stretches: &Regions, value: &Rational) -> Option<usize> {
    let value = Root::Rational(value.clone());
    stretches
        .regions
        .iter()
        .position(|one| one.from.compare(&value).is_lt() && value.compare(&one.to).is_lt())
}

fn sensitivity(
    number: u64,
    structure: &Structure,
    (stretches, at): (&Regions, usize),
    courses: &Courses,
    value: &Rational,
) -> Option<PlaySensitivity> {
    let regions = &stretches.regions;
    let holds = |place: &usize| regions[*place].structures.contains(structure);
    if !holds(&at) {
        return None;
    }
    let lowest = (0..=at).rev().take_while(holds).last()?;
    let highest = (at..regions.len()).take_while(holds).last()?;
    let limit = |root: &Root| PlayLimit {
        at: threshold(root),
        distance: distance(root, value),
    };
    let slopes = courses.get(structure).into_iter().flatten();
    Some(PlaySensitivity {
        equilibrium: number,
        below: (lowest > 0).then(|| limit(&regions[lowest].from)),
        above: (highest + 1 < regions.len()).then(|| limit(&regions[highest].to)),
        slopes: slopes
            .filter_map(|(quantity, course)| {
                let (value, slope) = course.at(value)?;
                Some(PlaySlope {
                    quantity: quantity.clone(),
                    value: value.to_string(),
                    direction: if course.direction.is_eq() {
                        PlayDirection::Constant
                    } else {
                        direction(slope.cmp(&Rational::ZERO))
                    },
                    slope: slope.to_string(),
                })
            })
            .collect(),
    })
}

/// How far a root is from a value.
fn distance(root: &Root, value: &Rational) -> PlayThreshold {
    let size = |one: Rational| if one < Rational::ZERO { -one } else { one };
    match root {
        Root::Rational(at) => threshold(&Root::Rational(size(at - value))),
        Root::Irrational { .. } => {
            let hair = Rational::ONE / Rational::from(10u64.pow(12));
            PlayThreshold {
                exact: None,
                decimal: decimal(size(root.near(&hair) - value).to_f64().value()),
            }
        }
    }
}
