//! Phase diagrams: where an outcome holds over one or two of what varies, all else as in the file.

use change::sweep::regions::{Axis, Cut, DiagramError, diagram};
use graph::Control;
use report::drawing::{PhaseAxis, PhaseCell, PhaseDrawing, PhasePanel, PhaseTicks};

use super::{Account, factor};
use crate::error::AnswerError;

/// Most panels of one drawing.
const MOST_PANELS: usize = 60;

/// The diagrams of all accounts that have both of what the first two factors are, one panel for
/// each account, question and concept.
///
/// # Errors
/// If there are too many cells or panels, or no account has both, and when the host stops the work.
pub fn phase(
    title: String,
    accounts: &[Account<'_>],
    control: &Control,
) -> Result<PhaseDrawing, AnswerError> {
    let mut drawing = PhaseDrawing {
        title,
        ..PhaseDrawing::default()
    };
    let most = accounts.iter().map(|a| a.factors.len()).max().unwrap_or(0);
    for account in accounts {
        control.step("looking for the regions of a diagram")?;
        let (Some(x), y) = (account.factors.first(), account.factors.get(1)) else {
            continue;
        };
        if y.is_none() && most > 1 {
            continue;
        }
        let over = diagram(account.conflict, x, y).map_err(|error| match error {
            DiagramError::TooMany(_) | DiagramError::TooLarge => {
                AnswerError::TooLarge(error.to_string())
            }
            DiagramError::Missing => AnswerError::Question(error.to_string()),
        })?;
        let runner = account.runner(&over.conflict, &over.factors, control);
        let observed = runner.observe(&over.points)?;
        let axis = |factor, axis: &Axis| PhaseAxis {
            name: factor::in_words(account.conflict, factor),
            ticks: ticks(account, factor, axis),
            here: factor
                .as_written(account.conflict)
                .map(|value| account.value(factor, value)),
        };
        let (right, up) = (
            axis(x, &over.x),
            y.zip(over.y.as_ref()).map(|(f, a)| axis(f, a)),
        );
        for (question, asked) in account.asked.iter().enumerate() {
            for (concept, named) in account.concepts.iter().enumerate() {
                let of = |at: &change::sweep::Observation| at.holds(concept, question);
                let cells = match over.cut {
                    Cut::Whole => observed.iter().map(|at| PhaseCell::Whole(of(at))).collect(),
                    Cut::Diagonally => observed
                        .chunks_exact(4)
                        .filter_map(|four| match four {
                            [left, above, right, below] => Some(PhaseCell::Cut {
                                left: of(left),
                                above: of(above),
                                right: of(right),
                                below: of(below),
                            }),
                            _ => None,
                        })
                        .collect(),
                };
                drawing.panels.push(PhasePanel {
                    account: account.name().to_owned(),
                    question: asked.name.clone(),
                    formula: asked.text.clone(),
                    concept: named.name(),
                    x: right.clone(),
                    y: up.clone(),
                    cells,
                });
            }
        }
    }
    if drawing.panels.is_empty() {
        return Err(AnswerError::Question(
            "no account has both assumptions that the diagram would be drawn over".to_owned(),
        ));
    }
    if drawing.panels.len() > MOST_PANELS {
        return Err(AnswerError::TooLarge(format!(
            "the drawing would have {} diagrams, and {MOST_PANELS} is the most; choose some with \
             --account, --question or --under",
            drawing.panels.len()
        )));
    }
    Ok(drawing)
}

fn ticks(account: &Account<'_>, factor: &change::sweep::Factor, axis: &Axis) -> PhaseTicks {
    match axis {
        Axis::Values(count) => PhaseTicks::Cells(
            (0..*count)
                .map(|value| account.value(factor, value))
                .collect(),
        ),
        Axis::Weight { from, unit, cells } => {
            PhaseTicks::Edges((0..=*cells as i64).map(|at| from + unit * at).collect())
        }
    }
}
