//! Random texts of and around the language.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use syntax::ast::{Bound, Comparison, Formula, FormulaKind, Name, Number, Path};
use syntax::diagnostic::Span;
use syntax::quote_name;

const WORDS: &[&str] = &[
    "conflict",
    "as",
    "of",
    "include",
    "note",
    "document",
    "passage",
    "origin",
    "office",
    "actor",
    "option",
    "nature",
    "state",
    "is",
    "merges",
    "rule",
    "advisory",
    "costly",
    "always",
    "never",
    "when",
    "then",
    "requires",
    "forbidden",
    "while",
    "stop",
    "without",
    "ends",
    "needs",
    "consent",
    "by",
    "no",
    "move",
    "from",
    "to",
    "one",
    "way",
    "status",
    "quo",
    "observed",
    "event",
    "set",
    "happened",
    "did",
    "not",
    "happen",
    "on",
    "outcome",
    "check",
    "equilibrium",
    "under",
    "nash",
    "stable",
    "for",
    "reachable",
    "equilibria",
    "are",
    "states",
    "expected",
    "fail",
    "account",
    "extends",
    "end",
    "drop",
    "add",
    "replace",
    "weaken",
    "with",
    "first",
    "last",
    "before",
    "after",
    "prefers",
    "weighs",
    "ranks",
    "revises",
    "adjusts",
    "moves",
    "play",
    "utility",
    "parameter",
    "type",
    "chance",
    "observes",
    "chooses",
    "choose",
    "repeat",
    "times",
    "discounted",
    "paid",
    "everything",
    "nothing",
    "cannot",
    "compare",
    "put",
    "above",
    "below",
    "level",
    "levels",
    "fixed",
    "irreversible",
    "once",
    "dropped",
    "and",
    "or",
    "if",
    "iff",
    "only",
    "unless",
    "true",
    "false",
    "at",
    "least",
    "most",
    "exactly",
    "gap",
    "rest",
    "strongly",
    "assumed",
    "speaker",
    "line",
    "date",
    "file",
    "sha256",
    "held",
    "until",
    "claim",
    "shared",
    "what",
    "against",
    "anonymous",
    "perhaps",
    "other",
    "than",
    "reliability",
    "C",
    "credibility",
    "voice",
    "comment",
    "lines",
    "prefix",
    "characters",
    "in",
    "words",
    "accepted",
    "rejected",
    "2025-06",
    "2025",
    "x",
    "US",
    "lead",
    "2025-06-16",
    "2025-02-30",
    "3",
    "-2",
    "YN-Y",
    "-Y-",
    "\"text\"",
    "\"open",
    "“curly”",
    ",",
    ":",
    ".",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "=",
    "+",
    "*",
    "/",
    "-",
    "!=",
    "<=",
    "->",
    "<->",
    "# comment",
    "?",
    "\u{a0}",
    "99999999999999999999",
];

/// Words and signs of the language in any order.
pub fn loose_tokens() -> impl Strategy<Value = String> {
    let gap = select(vec![" ", " ", " ", "\n", "\n  ", "", "  "]);
    vec((select(WORDS), gap), 0..60).prop_map(|tokens| {
        tokens
            .into_iter()
            .flat_map(|(word, gap)| [word, gap])
            .collect()
    })
}

/// Any name: keywords, plain words, words of any script, and names that need quotes.
pub fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        select(WORDS).prop_map(|word| word.trim_matches('"').to_owned()),
        "[a-z]{1,6}(-[a-z0-9]{1,3})?",
        "[^\\p{Cc}]{1,8}",
        select(vec![
            "сделка",
            "停火",
            "7",
            "Y-",
            "--",
            "air strike",
            "a.b",
            "\"",
            "\\"
        ])
        .prop_map(str::to_owned),
    ]
}

/// A name without brackets in it, so that brackets of a printed formula are its own.
fn flat_name() -> impl Strategy<Value = String> {
    name().prop_map(|name| name.replace(['(', ')'], "o"))
}

fn named(text: String) -> Name {
    Name {
        text,
        span: Span::default(),
    }
}

fn path() -> impl Strategy<Value = Path> {
    vec(flat_name(), 1..3).prop_map(|parts| Path {
        parts: parts.into_iter().map(named).collect(),
        span: Span::default(),
    })
}

fn comparison() -> impl Strategy<Value = Comparison> {
    select(vec![
        Comparison::Equal,
        Comparison::NotEqual,
        Comparison::Less,
        Comparison::LessOrEqual,
        Comparison::Greater,
        Comparison::GreaterOrEqual,
    ])
}

/// A formula as the parser gives it: chains of one connective are one list.
pub fn formula() -> impl Strategy<Value = Formula> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(FormulaKind::Constant),
        path().prop_map(FormulaKind::Atom),
        (path(), comparison(), flat_name()).prop_map(|(option, operator, level)| {
            FormulaKind::Compare {
                option,
                operator,
                level: named(level),
            }
        }),
    ]
    .prop_map(whole);
    leaf.prop_recursive(5, 40, 4, |inner| {
        let pair = (inner.clone(), inner.clone()).prop_map(|(a, b)| (Box::new(a), Box::new(b)));
        prop_oneof![
            inner.clone().prop_map(|f| FormulaKind::Not(Box::new(f))),
            vec(inner.clone(), 2..4).prop_map(|of| FormulaKind::And(flat(of, and_parts))),
            vec(inner.clone(), 2..4).prop_map(|of| FormulaKind::Or(flat(of, or_parts))),
            pair.clone().prop_map(|(a, b)| FormulaKind::If(a, b)),
            pair.clone().prop_map(|(a, b)| FormulaKind::OnlyIf(a, b)),
            pair.clone().prop_map(|(a, b)| FormulaKind::Unless(a, b)),
            pair.prop_map(|(a, b)| FormulaKind::Iff(a, b)),
            (bound(), 0i64..5, vec(inner, 1..4)).prop_map(|(bound, count, of)| {
                FormulaKind::Count {
                    bound,
                    count: Number {
                        value: count,
                        span: Span::default(),
                    },
                    of,
                }
            }),
        ]
        .prop_map(whole)
    })
}

fn bound() -> impl Strategy<Value = Bound> {
    select(vec![Bound::AtLeast, Bound::AtMost, Bound::Exactly])
}

fn whole(kind: FormulaKind) -> Formula {
    Formula {
        kind,
        span: Span::default(),
    }
}

fn and_parts(formula: Formula) -> Vec<Formula> {
    match formula.kind {
        FormulaKind::And(parts) => parts,
        kind => vec![whole(kind)],
    }
}

fn or_parts(formula: Formula) -> Vec<Formula> {
    match formula.kind {
        FormulaKind::Or(parts) => parts,
        kind => vec![whole(kind)],
    }
}

fn flat(of: Vec<Formula>, parts: fn(Formula) -> Vec<Formula>) -> Vec<Formula> {
    of.into_iter().flat_map(parts).collect()
}

// Whole files.

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-d]{1,3}(-[a-z0-9]{1,3})?",
        1 => name().prop_map(|name| quote_name(&name)),
        1 => select(vec!["line", "date", "author", "сделка", "s1"]).prop_map(str::to_owned),
    ]
}

fn text() -> impl Strategy<Value = String> {
    "[a-z “”#,:(){}é]{0,30}".prop_map(|inside| format!("\"{inside}\""))
}

fn condition() -> BoxedStrategy<String> {
    formula()
        .prop_map(|formula| syntax::print_formula(&formula))
        .boxed()
}

fn passages() -> impl Strategy<Value = String> {
    vec((word(), word()).prop_map(|(d, p)| format!("{d}.{p}")), 1..3)
        .prop_map(|passages| passages.join(", "))
}

fn basis() -> BoxedStrategy<String> {
    (
        proptest::option::of(passages()),
        proptest::option::of(passages()),
        proptest::option::of(text()),
        proptest::option::of(text()),
        proptest::option::of(prop_oneof![
            (1_u32..9).prop_map(|cost| format!("costs {cost}")),
            Just("impossible".to_owned()),
        ]),
    )
        .prop_map(|(from, against, assumed, note, change)| {
            let mut out = String::new();
            if let Some(from) = from {
                out += &format!(" from {from}");
            }
            if let Some(against) = against {
                out += &format!(" against {against}");
            }
            if let Some(assumed) = assumed {
                out += &format!(" assumed {assumed}");
            }
            if let Some(note) = note {
                out += &format!(" note {note}");
            }
            if let Some(change) = change {
                out += &format!(" change {change}");
            }
            out
        })
        .boxed()
}

fn rule_text() -> BoxedStrategy<String> {
    let body = prop_oneof![
        condition().prop_map(|f| format!("always {f}")),
        (condition(), condition()).prop_map(|(f, g)| format!("{f} requires {g}")),
        (condition(), condition()).prop_map(|(f, g)| format!("{f} forbidden while {g}")),
        (word(), word(), condition()).prop_map(|(a, b, f)| format!("{a}, {b} stop without {f}")),
        (condition(), word(), word()).prop_map(|(f, a, b)| format!("{f} ends {a}, {b}")),
        (condition(), word(), word()).prop_map(|(f, a, b)| format!("when {f} then {a}, not {b}")),
        (condition(), word(), condition())
            .prop_map(|(f, a, g)| format!("{f} needs consent of {a} by {g}")),
        (condition(), condition(), word())
            .prop_map(|(f, g, a)| format!("no move from {f} to {g} by {a}")),
    ];
    let strength = select(vec!["", "advisory ", "costly "]);
    (strength, word(), body, basis())
        .prop_map(|(strength, name, body, basis)| format!("{strength}rule {name} {body}{basis}\n"))
        .boxed()
}

fn preference_text(indent: &'static str) -> BoxedStrategy<String> {
    let statement = (
        proptest::option::of(word()),
        any::<bool>(),
        condition(),
        basis(),
    )
        .prop_map(move |(name, strongly, formula, basis)| {
            let name = name.map_or(String::new(), |name| format!("{name}: "));
            let strongly = if strongly { "strongly " } else { "" };
            format!("{indent}  {name}{strongly}{formula}{basis}\n")
        });
    let weight = (-9i64..9, condition(), basis())
        .prop_map(move |(w, f, basis)| format!("{indent}  {w} for {f}{basis}\n"));
    let level = vec(condition(), 1..4)
        .prop_map(move |states| format!("{indent}  [({})]\n", states.join("), (")));
    let block = |verb: &'static str, lines: BoxedStrategy<String>| {
        (word(), vec(lines, 0..5))
            .prop_map(move |(actor, lines)| format!("{indent}{actor} {verb}\n{}", lines.concat()))
    };
    prop_oneof![
        block("prefers", statement.boxed()),
        block("weighs", weight.boxed()),
        block("ranks", level.boxed()),
    ]
    .boxed()
}

fn actor_text() -> BoxedStrategy<String> {
    let option = (
        word(),
        proptest::option::of(text()),
        select(vec![
            "",
            " levels a, b",
            " irreversible",
            " irreversible once dropped",
            " fixed",
        ]),
        basis(),
    )
        .prop_map(|(name, label, rest, basis)| {
            let label = label.map_or(String::new(), |label| format!(" {label}"));
            format!("  option {name}{label}{rest}{basis}\n")
        });
    (word(), vec(option, 0..4))
        .prop_map(|(name, options)| format!("actor {name}\n{}", options.concat()))
        .boxed()
}

/// One of several texts, or nothing, with a space before it.
fn one_of(texts: Vec<&'static str>) -> impl Strategy<Value = String> {
    proptest::option::of(select(texts))
        .prop_map(|text| text.map_or(String::new(), |text| format!(" {text}")))
}

fn document_text() -> BoxedStrategy<String> {
    let date = one_of(vec!["date 2025-06-16", "date 2025-06", "date 2025"]);
    let voices = one_of(vec![
        "voice comment lines 1 to 2, 39",
        "voice boilerplate line 3 voice comment lines 4",
    ]);
    let grade = one_of(vec!["reliability A", "reliability F"]);
    let place = one_of(vec![
        "line 6",
        "prefix \"a \" suffix \" b\"",
        "characters 0 to 9 line 3",
    ]);
    let when = one_of(vec![
        "when \"on Sunday\"",
        "when \"on Sunday\" is 2025-06-15",
        "when \"in June\" is 2025-06 credibility 2",
    ]);
    let passage =
        (word(), text(), place, when, word()).prop_map(|(name, words, place, when, by)| {
            format!("  passage {name} {words}\n    speaker {by}{place}{when}\n")
        });
    (word(), text(), date, voices, grade, vec(passage, 0..3))
        .prop_map(|(name, title, date, voices, grade, passages)| {
            let passages = passages.concat();
            format!("document {name} {title}{grade}{voices}{date}\n{passages}")
        })
        .boxed()
}

fn evidence_text() -> BoxedStrategy<String> {
    let names = || vec(word(), 1..3).prop_map(|names| names.join(", "));
    let related = (
        one_of(vec!["anonymous"]),
        proptest::option::of(names()),
        proptest::option::of(names()),
        one_of(vec!["reliability B", "reliability E"]),
    );
    let origin = (word(), text(), related).prop_map(|(name, label, related)| {
        let (anonymous, perhaps, other, grade) = related;
        let perhaps = perhaps.map_or(String::new(), |names| format!(" perhaps {names}"));
        let other = other.map_or(String::new(), |names| format!(" other than {names}"));
        format!("origin {name} {label}{anonymous}{perhaps}{other}{grade}\n")
    });
    let claim = (word(), text(), passages(), proptest::option::of(passages())).prop_map(
        |(name, label, from, against)| {
            let against = against.map_or(String::new(), |against| format!(" against {against}"));
            format!("claim {name} {label} from {from}{against} credibility 3\n")
        },
    );
    let length = one_of(vec!["words 21", "words 3"]);
    let judgement = select(vec!["accepted", "rejected"]);
    let shared = (word(), text(), names(), length, judgement, text()).prop_map(
        |(name, words, documents, length, judgement, why)| {
            format!("shared {name} {words} in {documents}{length} {judgement} {why}\n")
        },
    );
    prop_oneof![origin, claim, shared].boxed()
}

fn what_if_text() -> BoxedStrategy<String> {
    let line = prop_oneof![
        rule_text().prop_map(|rule| format!("  {rule}")),
        preference_text("  "),
        (word(), word()).prop_map(|(a, b)| format!("  set {a}, not {b}\n")),
        word().prop_map(|rule| format!("  drop rule {rule}\n")),
        word().prop_map(|event| format!("  event {event} did not happen\n")),
    ];
    (
        word(),
        proptest::option::of(text()),
        basis(),
        vec(line, 0..4),
    )
        .prop_map(|(name, label, basis, lines)| {
            let label = label.map_or(String::new(), |label| format!(" {label}"));
            format!("what if {name}{label}{basis}\n{}end\n", lines.concat())
        })
        .boxed()
}

/// `X favours Y, Z` and `X sees … end`
fn attitude_or_view_text() -> BoxedStrategy<String> {
    let verb = select(vec!["favours", "opposes", "disregards"]);
    let attitude = (word(), verb, vec(word(), 1..3), basis())
        .prop_map(|(a, verb, others, basis)| format!("{a} {verb} {}{basis}\n", others.join(", ")));
    let line = prop_oneof![
        rule_text().prop_map(|rule| format!("  {rule}")),
        preference_text("  "),
        word().prop_map(|rule| format!("  drop rule {rule}\n")),
    ];
    let label = proptest::option::of(text());
    let view = (word(), label, basis(), vec(line, 0..4)).prop_map(|(a, label, basis, lines)| {
        let label = label.map_or(String::new(), |label| format!(" {label}"));
        format!("{a} sees{label}{basis}\n{}end\n", lines.concat())
    });
    prop_oneof![attitude, view].boxed()
}

fn account_text() -> BoxedStrategy<String> {
    let line = prop_oneof![
        rule_text().prop_map(|rule| format!("  {rule}")),
        preference_text("  "),
        word().prop_map(|rule| format!("  drop rule {rule}\n")),
        word().prop_map(|event| format!("  event {event} happened\n")),
        (word(), condition())
            .prop_map(|(a, f)| format!("  {a} revises\n    add {f} first\n    drop {f}\n")),
    ];
    (word(), vec(line, 0..4))
        .prop_map(|(name, lines)| format!("account {name}\n{}end\n", lines.concat()))
        .boxed()
}

/// A file that parses. Its items stand at the margin, so that tests can find them.
pub fn conflict() -> impl Strategy<Value = String> {
    let item = prop_oneof![
        rule_text(),
        preference_text(""),
        actor_text(),
        account_text(),
        text().prop_map(|title| format!("conflict {title}\n")),
        document_text(),
        evidence_text(),
        what_if_text(),
        attitude_or_view_text(),
        (word(), word(), basis())
            .prop_map(|(e, a, basis)| format!("event {e} on 2025-06: set {a}{basis}\n")),
        (word(), word()).prop_map(|(a, b)| format!("status quo {a}, not {b}\n")),
        (word(), text(), condition()).prop_map(|(n, t, f)| format!("outcome {n} {t}: {f}\n")),
        (condition(), word())
            .prop_map(|(f, a)| format!("check {f} is stable for {a} under nash, seq\n")),
        condition().prop_map(|f| format!("check always {f} under seq by any improvement\n")),
        (word(), word(), word()).prop_map(|(a, s, t)| format!("{a} moves\n  {s} <-> {t}\n")),
        Just("# a comment\n".to_owned()),
        Just("\n".to_owned()),
    ];
    vec(item, 0..8).prop_map(|items| items.concat())
}

/// Another layout for a text: what to put between its tokens.
#[derive(Clone, Debug)]
pub struct Respaced {
    gaps: Vec<&'static str>,
}

/// Any other layout.
pub fn respaced() -> impl Strategy<Value = Respaced> {
    let gap = select(vec![" ", "  ", "\t", "     "]);
    vec(gap, 1..20).prop_map(|gaps| Respaced { gaps })
}

impl Respaced {
    /// Gives other widths to all spaces, comments to line ends, blank lines between lines, and
    /// line ends behind commas and colons.
    pub fn apply(&self, text: &str) -> String {
        let tree = syntax::parse(syntax::diagnostic::FileId(0), text).tree();
        let mut gaps = self.gaps.iter().cycle();
        let mut out = String::new();
        for token in tree
            .descendants_with_tokens()
            .filter_map(|element| element.into_token())
        {
            let gap = gaps.next().copied().unwrap_or(" ");
            match token.kind() {
                syntax::SyntaxKind::Space => out.push_str(gap),
                syntax::SyntaxKind::Newline => out.push_str(match gap {
                    " " => "\n",
                    "  " => "  # behind\n",
                    "\t" => "\r\n\r\n",
                    _ => "\n\n  # between\n",
                }),
                syntax::SyntaxKind::Comma | syntax::SyntaxKind::Colon => {
                    out.push_str(token.text());
                    if gap == "     " {
                        out.push_str("   # within\n   ");
                    }
                }
                _ => out.push_str(token.text()),
            }
        }
        out
    }
}
