//! Forced consequences that are wrong by themselves: those that would undo a one-way option.

use syntax::ast::{self, Direction};
use syntax::diagnostic::Diagnostic;

use super::scope::Scope;
use crate::codes;
use crate::conflict::{Level, OptionId};
use crate::formula::{Formula, LevelSet};
use crate::logic::{Logic, Verdict};
use crate::sink::Sink;

/// Reports each set option that the consequence would move against its direction in some state in
/// which the trigger holds.
pub(crate) fn check(
    scope: &Scope,
    sink: &mut Sink,
    rule: &ast::Rule,
    trigger: &Formula,
    sets: &[(OptionId, Level)],
) {
    let mut logic = Logic::new(&scope.options);
    for (option, level) in sets {
        let Some(definition) = scope.option(*option) else {
            continue;
        };
        let against = |other: u8| match definition.direction {
            Direction::Both | Direction::Fixed => false,
            Direction::Up => other > level.0,
            Direction::Down => other < level.0,
        };
        let undone = (0..definition.level_count()).filter(|other| against(*other));
        let undone = undone.fold(0, |set, other| set | LevelSet::one(Level(other)).0);
        if undone == 0 {
            continue;
        }
        let both = Formula::And(vec![
            trigger.clone(),
            Formula::Option(*option, LevelSet(undone)),
        ]);
        if logic.verdict(&both) == Verdict::Sometimes {
            let name = &definition.name;
            let message = format!("this consequence undoes `{name}`, which is one-way");
            sink.push(
                Diagnostic::error(codes::UNDOES_ONE_WAY, rule.span, message)
                    .label(definition.span, "declared one-way here")
                    .hint(format!(
                        "make `{name}` free, or forbid the state instead of undoing it"
                    )),
            );
        }
    }
}
