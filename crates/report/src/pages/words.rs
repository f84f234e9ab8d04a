//! Clauses that several pages share.

use crate::answer::{
    Assumption, Block, Holds, Question, QuestionKind, Reason, Sanction, Step, Turn, TurnedMove,
    and_list, sequence_in_words,
};
use crate::page::{Line, Tone};

/// `yes` or `no` in its colour.
pub(crate) fn yes_no(holds: bool) -> Line {
    if holds {
        Line::toned("yes", Tone::Good)
    } else {
        Line::toned("no", Tone::Bad)
    }
}

/// The question in words: its label where the file gives one.
pub(crate) fn question_text(question: &Question) -> String {
    match (question.kind, &question.label) {
        (QuestionKind::Outcome, Some(label)) => label.clone(),
        (QuestionKind::Outcome, None) => format!("Does {} hold?", question.name),
        (QuestionKind::NeverTaken, Some(label)) => {
            format!("Is {} never taken up? ({label})", question.name)
        }
        (QuestionKind::NeverTaken, None) => format!("Is {} never taken up?", question.name),
        (QuestionKind::StatusQuo, _) => "Does the conflict stay where it is?".to_owned(),
    }
}

/// `1 state`, `2 states`, `12,345 states`.
pub(crate) fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

/// `12,345`.
pub(crate) fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Why a verdict is as it is, in one clause without a full stop.
pub(crate) fn why(verdict: &Holds) -> String {
    why_with(verdict, Rules::Named)
}

/// Whether a clause names the rules that close the direct way.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rules {
    /// It does.
    Named,
    /// They are named elsewhere.
    Elsewhere,
}

/// As [`why`], with or without the rules.
pub(crate) fn why_with(verdict: &Holds, with_rules: Rules) -> String {
    if !verdict.holds {
        return if verdict.path.is_empty() {
            "it is not so to begin with".to_owned()
        } else {
            sequence_in_words(&verdict.path)
        };
    }
    let mut clauses: Vec<String> = Vec::new();
    clauses.extend(way_out(verdict));
    clauses.extend(closed(verdict).filter(|_| with_rules == Rules::Named));
    if clauses.is_empty() {
        clauses.push(match verdict.deterred {
            0 => "nobody gains by a move that would end it".to_owned(),
            1 => "the one tempting move is deterred".to_owned(),
            count => format!("all {count} tempting moves are deterred"),
        });
    }
    clauses.join("; ")
}

fn way_out(verdict: &Holds) -> Option<String> {
    verdict.reasons.iter().find_map(|reason| match reason {
        Reason::Impossible => Some("no sequence of moves ends it".to_owned()),
        Reason::WayOut {
            path,
            stops_at,
            because,
        } => {
            let step = path.get(*stops_at)?;
            let before = path.get(..*stops_at).unwrap_or_default();
            let clause = blocked(step, because);
            Some(if before.is_empty() {
                clause
            } else {
                format!("even if {}, {clause}", sequence_in_words(before))
            })
        }
        Reason::Closed { .. } => None,
    })
}

/// What rules close at once: `Israel cannot take up lead: rule binding-veto`.
pub(crate) fn closed(verdict: &Holds) -> Option<String> {
    // What the same rules close to the same actor is said together.
    let mut groups: Vec<(&String, &Vec<String>, Vec<String>)> = Vec::new();
    for reason in &verdict.reasons {
        let Reason::Closed {
            actor,
            change,
            rules,
        } = reason
        else {
            continue;
        };
        match groups
            .iter_mut()
            .find(|(a, r, _)| *a == actor && *r == rules)
        {
            Some((_, _, changes)) => changes.push(change.infinitive()),
            None => groups.push((actor, rules, vec![change.infinitive()])),
        }
    }
    let clauses = groups.into_iter().map(|(actor, rules, changes)| {
        let noun = if rules.len() == 1 { "rule" } else { "rules" };
        let changes = changes.join(" or ");
        format!("{actor} cannot {changes}: {noun} {}", and_list(rules))
    });
    let clauses: Vec<String> = clauses.collect();
    (!clauses.is_empty()).then(|| clauses.join(", "))
}

/// What becomes of each move by which an answer turns: why it is not made as the conflict stands,
/// where the answer breaks; what stops it then, where it is restored.
pub(crate) fn turned(turn: &Turn) -> impl Iterator<Item = String> + '_ {
    let moves = turn.moves.iter();
    moves.map(|moved| turned_move(moved, turn.holds))
}

fn turned_move(moved: &TurnedMove, restored: bool) -> String {
    let step = moved.step.in_words();
    let why = moved
        .because
        .as_ref()
        .map(|because| blocked(&moved.step, because));
    let deterred = matches!(moved.because, Some(Block::Deterred { .. }));
    match (restored, why) {
        (false, None) => format!("as it stands, this move is not possible: {step}"),
        (false, Some(why)) if deterred => format!("as it stands, {why}: this sanction is gone"),
        (false, Some(why)) => format!("as it stands, {why}"),
        (true, None) => format!("this move is no longer possible: {step}"),
        (true, Some(why)) if deterred => format!("{why}: this sanction is new"),
        (true, Some(why)) => why,
    }
}

/// Why one move is not made.
fn blocked(step: &Step, because: &Block) -> String {
    let (actor, action) = (&step.actor, step.infinitive());
    match because {
        Block::Worse {
            statement: Some(statement),
        } => {
            format!("{actor} will not {action}, preferring “{statement}”")
        }
        Block::Worse { statement: None } => {
            format!("{actor} will not {action}, ranking that lower")
        }
        Block::Indifferent => format!("{actor} has no reason to {action} (it is indifferent)"),
        Block::Deterred { sanction } => {
            format!(
                "{actor} would {action}, but {}",
                sanction_in_words(sanction)
            )
        }
        Block::Foreseen { expected } => match expected.first() {
            Some(end) => format!(
                "{actor} foresees that to {action} would end in {}",
                end.in_words()
            ),
            None => format!("{actor} foresees no gain if it should {action}"),
        },
        Block::PrefersOther { step: other } => {
            format!("{actor} would rather {} than {action}", other.infinitive())
        }
    }
}

/// `then B takes up x (credible)`.
pub(crate) fn sanction_in_words(sanction: &Sanction) -> String {
    let moves = if sanction.steps.is_empty() {
        "nothing is gained".to_owned()
    } else {
        format!("then {}", sequence_in_words(&sanction.steps))
    };
    let credible = if sanction.credible {
        "credible"
    } else {
        "not credible: a mover gains nothing by it"
    };
    format!("{moves} ({credible})")
}

/// The mark of a grade: `✔` stated, `◐` supported, `✘` assumed or unsourced.
pub(crate) fn mark(grade: &str) -> &'static str {
    match grade {
        "stated" => "✔",
        "supported" => "◐",
        "assumed" => "✘",
        _ => "✘✘",
    }
}

/// An assumption in one line with its mark and what is assumed.
pub(crate) fn assumption(assumption: &Assumption) -> Line {
    let tone = match assumption.grade.as_str() {
        "stated" => Tone::Good,
        "supported" => Tone::Warn,
        _ => Tone::Bad,
    };
    let mut line = Line::toned(mark(&assumption.grade), tone).and(format!(" {}", assumption.what));
    if !assumption.from.is_empty() {
        line = line.with(
            format!("  from {}", assumption.from.join(", ")),
            Tone::Faint,
        );
    }
    if let Some(words) = &assumption.assumed {
        line = line.with(format!("  assumed: {words}"), Tone::Faint);
    }
    line
}
