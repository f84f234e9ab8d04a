//! What the signs of a drawn game tree mean.

use super::{MARGIN, TreeKind, TreePlay, TreeSketch, measure, pill};
use crate::drawing::arcs::px;
use crate::drawing::ink::{Ink, wrap};

/// Height of a row.
const ROW: f64 = 22.0;
/// Width of a sign.
const SIGN: f64 = 34.0;

/// One sign and its meaning.
enum Sign {
    Mover(TreeKind),
    Line(&'static str),
    Set,
    Fold,
    Payoffs,
}

/// Draws what the signs mean, and returns the height of the whole.
pub(super) fn legend(sketch: &TreeSketch, top: f64, room: f64, ink: &mut Ink) -> f64 {
    let (mut x, mut y) = (MARGIN, top + 10.0);
    for (sign, text) in signs(sketch) {
        let sign_width = if matches!(sign, Sign::Payoffs) {
            0.0
        } else {
            SIGN
        };
        let text = wrap(&text, room - SIGN, 11.5, 1).join("");
        let width = sign_width + 6.0 + measure(&text, 11.5);
        if x > MARGIN && x + width > MARGIN + room {
            (x, y) = (MARGIN, y + ROW);
        }
        draw(&sign, (x, y - 4.0), ink);
        ink.text(
            "d-soft",
            x + sign_width + if sign_width > 0.0 { 6.0 } else { 0.0 },
            y,
            &text,
        );
        x += width + 20.0;
    }
    y + MARGIN
}

fn signs(sketch: &TreeSketch) -> Vec<(Sign, String)> {
    let has =
        |wanted: &dyn Fn(&TreeKind) -> bool| sketch.nodes.iter().any(|node| wanted(&node.kind));
    let plays = |part: TreePlay| sketch.nodes.iter().any(|node| node.action.part == part);
    let mut signs = Vec::new();
    for (index, player) in sketch.players.iter().enumerate() {
        signs.push((Sign::Mover(TreeKind::Player(index)), player.clone()));
    }
    if has(&|kind| *kind == TreeKind::Chance) {
        signs.push((Sign::Mover(TreeKind::Chance), "chance".to_owned()));
    }
    if plays(TreePlay::Taken) {
        signs.push((Sign::Line("t-edge t-taken pc"), "taken".to_owned()));
    }
    if plays(TreePlay::Would) {
        let text = "would be taken, but is not reached";
        signs.push((Sign::Line("t-edge t-would pc"), text.to_owned()));
    }
    if plays(TreePlay::Not) {
        signs.push((Sign::Line("t-edge"), "not taken".to_owned()));
    }
    if sketch.sets.iter().any(|set| set.members.len() > 1) {
        let text = "who moves here cannot tell these nodes apart";
        signs.push((Sign::Set, text.to_owned()));
    }
    if has(&|kind| matches!(kind, TreeKind::Folded(_))) {
        signs.push((
            Sign::Fold,
            "folded: how much of the game lies behind".to_owned(),
        ));
    }
    if sketch.players.len() > 1 {
        let text = "Payoffs stand in the order of the players.";
        signs.push((Sign::Payoffs, text.to_owned()));
    }
    signs
}

fn draw(sign: &Sign, (x, middle): (f64, f64), ink: &mut Ink) {
    match sign {
        Sign::Mover(kind) => {
            ink.out.push_str(&pill(*kind, (x, middle), (SIGN, 14.0)));
            ink.out.push('\n');
        }
        Sign::Line(class) => ink.path(class, &format!("M{} {}h{SIGN}", px(x), px(middle))),
        Sign::Set => {
            ink.path("t-set pc", &format!("M{} {}h{SIGN}", px(x), px(middle)));
        }
        Sign::Fold => ink.path(
            "t-fold",
            &format!("M{} {}l17 -7v14z", px(x + 8.0), px(middle)),
        ),
        Sign::Payoffs => {}
    }
}
