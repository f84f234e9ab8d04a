//! Temporary printer until the one of `syntax` is there.
use syntax::ast::{Bound as B, Comparison as C, Formula, FormulaKind as K};
fn n(s: &str) -> String {
    let ok = s
        .chars()
        .all(|c| c.is_alphanumeric() || c == '_' || c == '-')
        && !s.is_empty();
    if ok { s.to_owned() } else { format!("{s:?}") }
}
fn p(f: &Formula) -> String {
    match f.kind {
        K::Atom(_) | K::Constant(_) => print_formula(f),
        _ => format!("({})", print_formula(f)),
    }
}
pub(crate) fn print_formula(f: &Formula) -> String {
    let many = |v: &[Formula], w: &str| v.iter().map(p).collect::<Vec<_>>().join(w);
    match &f.kind {
        K::Constant(b) => b.to_string(),
        K::Atom(path) => path
            .parts
            .iter()
            .map(|x| n(&x.text))
            .collect::<Vec<_>>()
            .join("."),
        K::Compare {
            option,
            operator,
            level,
        } => format!(
            "{} {} {}",
            option
                .parts
                .iter()
                .map(|x| n(&x.text))
                .collect::<Vec<_>>()
                .join("."),
            match operator {
                C::Equal => "=",
                C::NotEqual => "!=",
                C::Less => "<",
                C::LessOrEqual => "<=",
                C::Greater => ">",
                C::GreaterOrEqual => ">=",
            },
            n(&level.text)
        ),
        K::Not(x) => format!("not {}", p(x)),
        K::And(v) => many(v, " and "),
        K::Or(v) => many(v, " or "),
        K::If(a, b) => format!("{} if {}", p(a), p(b)),
        K::OnlyIf(a, b) => format!("{} only if {}", p(a), p(b)),
        K::Unless(a, b) => format!("{} unless {}", p(a), p(b)),
        K::Iff(a, b) => format!("{} iff {}", p(a), p(b)),
        K::Count { bound, count, of } => format!(
            "{} {} of {}",
            match bound {
                B::AtLeast => "at least",
                B::AtMost => "at most",
                B::Exactly => "exactly",
            },
            count.value,
            many(of, ", ")
        ),
    }
}
