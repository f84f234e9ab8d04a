//! Names, texts and formulas written so that they read back.

use crate::ast::{Bound, Comparison, Formula, FormulaKind, Path};
use crate::kind::SyntaxKind;
use crate::{lexer, literal, words};

/// Writes a name so that it reads back wherever a name may stand: bare if it is a word that the
/// language does not use, else in quotes.
#[must_use]
pub fn quote_name(name: &str) -> String {
    let bare = match lexer::lex(name).as_slice() {
        [only] => only.kind == SyntaxKind::Word && !words::is_keyword(name),
        _ => false,
    };
    if bare {
        name.to_owned()
    } else {
        quote_text(name)
    }
}

/// Writes a text in quotes. Control characters other than line feed and tab, which a text cannot
/// hold, become spaces.
#[must_use]
pub fn quote_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push('\t'),
            control if control.is_control() => out.push(' '),
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

/// Writes a formula with as few brackets as it needs to read back. Takes time linear in its size.
#[must_use]
pub fn print_formula(formula: &Formula) -> String {
    let mut out = String::new();
    write_formula(formula, Strength::Whole, &mut out);
    out
}

/// How strongly a place binds, weakest first. A formula weaker than its place needs brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    /// A formula by itself.
    Whole,
    /// A side of `if`, `only if`, `unless`, `iff`.
    Side,
    /// In a list of a counting formula.
    Counted,
    /// An operand of `or`.
    Or,
    /// An operand of `and`.
    And,
    /// Behind `not`.
    Not,
}

/// The strongest place in which a formula can stand without brackets.
fn strength(formula: &Formula) -> Strength {
    match &formula.kind {
        FormulaKind::If(..)
        | FormulaKind::OnlyIf(..)
        | FormulaKind::Unless(..)
        | FormulaKind::Iff(..) => Strength::Whole,
        // A list has no end of its own, so nothing but a weak connective may follow it.
        FormulaKind::Count { .. } => Strength::Side,
        FormulaKind::Or(_) => Strength::Or,
        FormulaKind::And(_) => Strength::And,
        FormulaKind::Constant(_)
        | FormulaKind::Atom(_)
        | FormulaKind::Compare { .. }
        | FormulaKind::Not(_) => Strength::Not,
    }
}

fn write_formula(formula: &Formula, place: Strength, out: &mut String) {
    let brackets = strength(formula) < place;
    if brackets {
        out.push('(');
    }
    match &formula.kind {
        FormulaKind::Constant(value) => out.push_str(if *value { "true" } else { "false" }),
        FormulaKind::Atom(path) => write_path(path, out),
        FormulaKind::Compare {
            option,
            operator,
            level,
        } => {
            write_path(option, out);
            out.push_str(sign(*operator));
            out.push_str(&quote_name(&level.text));
        }
        FormulaKind::Not(inner) => {
            out.push_str("not ");
            write_formula(inner, Strength::Not, out);
        }
        FormulaKind::And(operands) => write_list(operands, " and ", Strength::And, out),
        FormulaKind::Or(operands) => write_list(operands, " or ", Strength::Or, out),
        FormulaKind::If(left, right) => write_sides(left, " if ", right, out),
        FormulaKind::OnlyIf(left, right) => write_sides(left, " only if ", right, out),
        FormulaKind::Unless(left, right) => write_sides(left, " unless ", right, out),
        FormulaKind::Iff(left, right) => write_sides(left, " iff ", right, out),
        FormulaKind::Count { bound, count, of } => {
            out.push_str(match bound {
                Bound::AtLeast => "at least ",
                Bound::AtMost => "at most ",
                Bound::Exactly => "exactly ",
            });
            match count.value {
                1 => out.push_str("one"),
                many => out.push_str(&many.to_string()),
            }
            out.push_str(" of ");
            write_list(of, ", ", Strength::Counted, out);
        }
    }
    if brackets {
        out.push(')');
    }
}

fn write_sides(left: &Formula, word: &str, right: &Formula, out: &mut String) {
    write_formula(left, Strength::Side, out);
    out.push_str(word);
    write_formula(right, Strength::Side, out);
}

fn write_list(formulas: &[Formula], between: &str, place: Strength, out: &mut String) {
    for (at, formula) in formulas.iter().enumerate() {
        if at > 0 {
            out.push_str(between);
        }
        write_formula(formula, place, out);
    }
}

fn write_path(path: &Path, out: &mut String) {
    for (at, part) in path.parts.iter().enumerate() {
        if at > 0 {
            out.push('.');
        }
        // A pattern reads better bare, and every place of a formula takes one.
        if path.parts.len() == 1 && literal::is_pattern(&part.text) {
            out.push_str(&part.text);
        } else {
            out.push_str(&quote_name(&part.text));
        }
    }
}

fn sign(operator: Comparison) -> &'static str {
    match operator {
        Comparison::Equal => " = ",
        Comparison::NotEqual => " != ",
        Comparison::Less => " < ",
        Comparison::LessOrEqual => " <= ",
        Comparison::Greater => " > ",
        Comparison::GreaterOrEqual => " >= ",
    }
}
