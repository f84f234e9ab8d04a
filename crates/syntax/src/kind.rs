//! The kinds of nodes and tokens in the lossless tree, and the tree's types.

/// Declares the kinds once, together with the table that turns a number back into a kind.
macro_rules! kinds {
    ($($(#[$meta:meta])* $kind:ident,)*) => {
        /// What a node or a token of the tree is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u16)]
        #[non_exhaustive]
        pub enum SyntaxKind {
            $($(#[$meta])* $kind,)*
        }

        const ALL: &[SyntaxKind] = &[$(SyntaxKind::$kind,)*];
    };
}

kinds! {
    // Tokens without meaning.
    /// Spaces and tabs, and a byte order mark at the start.
    Space,
    /// The end of a physical line.
    Newline,
    /// `# …`
    Comment,

    // Tokens.
    /// A bare name, keyword, number or date.
    Word,
    /// A pattern that is no word, such as `-Y-`.
    Pattern,
    /// A number with a sign.
    Signed,
    /// A text in straight quotes.
    Text,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// `.`
    Dot,
    /// `(`
    RoundOpen,
    /// `)`
    RoundClose,
    /// `[`
    SquareOpen,
    /// `]`
    SquareClose,
    /// `{`
    CurlyOpen,
    /// `}`
    CurlyClose,
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `+`
    Plus,
    /// `*`
    Star,
    /// `/`
    Slash,
    /// `->`
    Arrow,
    /// `<->`
    BothWays,
    /// A text whose closing quote is missing.
    OpenText,
    /// A text in typographic quotes.
    CurlyText,
    /// Characters that the language does not use.
    Odd,
    /// Stands for the end of a line where a token is asked for; never in a tree.
    LineEnd,

    // The file, and what did not parse.
    /// The whole file.
    File,
    /// The rest of a line that did not parse; it may be empty.
    Error,

    // Items. Those of several lines have a `Header` and then a node for each line.
    /// First line of an item that has several.
    Header,
    /// `conflict "title"`
    Title,
    /// `as of DATE`
    AsOf,
    /// `include "path"`
    Include,
    /// `note "…"` as an item
    NoteItem,
    /// `document …`
    Document,
    /// `passage …`
    Passage,
    /// `origin …`
    Origin,
    /// `office …`
    Office,
    /// `held by …`
    Holder,
    /// `actor …` or `nature`
    Actor,
    /// `option …`
    OptionLine,
    /// `state …`
    State,
    /// `X moves`
    Moves,
    /// `s1 -> s2`
    ArcLine,
    /// `rule …`
    Rule,
    /// `drop rule …`
    DropRule,
    /// `replace rule …`
    ReplaceRule,
    /// `weaken rule …`
    WeakenRule,
    /// `status quo …`
    StatusQuo,
    /// `observed …`
    Observed,
    /// `X prefers` and the other preference blocks
    Preference,
    /// A line of `prefers`, also a statement inside braces or an edit
    Statement,
    /// `{F, G}` in a line of `prefers`
    Unordered,
    /// A line of `weighs`
    Weight,
    /// A line of `ranks`
    Rank,
    /// A line of `revises`
    Revision,
    /// A line of `adjusts`
    Adjustment,
    /// `X favours Y, Z`
    Attitude,
    /// `X cannot compare F with G`
    CannotCompare,
    /// `event … : set …`
    Event,
    /// `event … happened`
    EventState,
    /// `outcome …`
    Outcome,
    /// `check …`
    Check,
    /// `account …`
    Account,
    /// `claim …`
    Claim,
    /// `shared …`
    Shared,
    /// `what if …`
    WhatIf,
    /// `X sees`
    View,
    /// `set …`
    Set,
    /// `parameter …`
    Parameter,
    /// `type … of X`
    Type,
    /// A line of `type`
    TypeLine,
    /// `utility of X`
    Utility,
    /// A line of `utility`
    Term,
    /// `X observes …`
    Observes,
    /// `play`
    Play,
    /// `X chooses …`
    Choose,
    /// `chance …`
    Chance,
    /// `set …` in a play
    SetStep,
    /// `ends if …`
    EndsIf,
    /// `repeat … times` with its lines
    Repeat,
    /// `end`
    End,

    // Parts of lines.
    /// A name, bare or quoted
    Name,
    /// A text
    Literal,
    /// A date
    Date,
    /// A number
    Number,
    /// One or two names with a dot between them
    Path,
    /// A clause: a word and what it gives
    Clause,
    /// `from` and the passages
    From,
    /// `against` and the passages
    Against,
    /// `assumed "…"`
    Assumed,
    /// `change costs 3` or `change impossible`
    Change,
    /// `note "…"` as a clause
    Note,
    /// `levels a, b`
    Levels,
    /// `irreversible`, `irreversible once dropped`, `fixed`
    Direction,
    /// `a`, `not a`, `a = b`
    Assignment,
    /// A list of names after a word
    Names,
    /// `39` or `1 to 2`
    Range,
    /// A grade of the Admiralty code
    Grade,
    /// `first`, `last`, `before F`, `after F`
    Position,
    /// A state in a check
    StateRef,
    /// `if F`, `unless F`
    Condition,
    /// A level and how likely it is
    Likelihood,

    // Expressions over numbers and parameters.
    /// A number: `3`, `0.25`
    Amount,
    /// The name of a parameter
    Variable,
    /// `-a`
    Negative,
    /// `a + b - c`
    Sum,
    /// `a * b/c`
    Product,
    /// `(a)`
    Group,

    // Bodies of rules.
    /// `F forbidden while G`
    Forbidden,
    /// `F requires G`
    Requires,
    /// `always F`
    Always,
    /// `never F`
    Never,
    /// A counting formula as a rule
    Counted,
    /// `a stop without G`
    StopWithout,
    /// `F ends a`
    Ends,
    /// `when F then a`
    WhenThen,
    /// `F needs consent of X by G`
    Consent,
    /// `no move from F to G`
    NoMove,
    /// `one way from F to G`
    OneWay,

    // Bodies of checks.
    /// `S is equilibrium under X`
    Equilibrium,
    /// `S is stable for A under X`
    Stable,
    /// `equilibria under X are S`
    Equilibria,
    /// `S is reachable`
    Reachable,
    /// `always F under X`
    AlwaysUnder,
    /// `56 states`
    StateCount,
    /// `play ends with F`
    PlayEnds,
    /// `p = 1/3` behind `where`
    Setting,

    // Formulas.
    /// `true`, `false`
    Constant,
    /// An option, a state or a pattern
    Atom,
    /// `a >= low`
    Compare,
    /// `not F`
    Not,
    /// `F and G`
    And,
    /// `F or G`
    Or,
    /// `F if G`
    If,
    /// `F only if G`
    OnlyIf,
    /// `F unless G`
    Unless,
    /// `F iff G`
    Iff,
    /// `at least one of F, G`
    Count,
    /// `(F)`
    Bracket,
}

impl SyntaxKind {
    /// Whether a token of this kind carries no meaning: spaces, line ends and comments.
    #[must_use]
    pub fn is_trivia(self) -> bool {
        matches!(
            self,
            SyntaxKind::Space | SyntaxKind::Newline | SyntaxKind::Comment
        )
    }

    /// Whether a node of this kind is an expression.
    #[must_use]
    pub fn is_expression(self) -> bool {
        use SyntaxKind as K;
        matches!(
            self,
            K::Amount | K::Variable | K::Negative | K::Sum | K::Product | K::Group
        )
    }

    /// Whether a node of this kind is a formula.
    #[must_use]
    pub fn is_formula(self) -> bool {
        use SyntaxKind as K;
        matches!(
            self,
            K::Constant
                | K::Atom
                | K::Compare
                | K::Not
                | K::And
                | K::Or
                | K::If
                | K::OnlyIf
                | K::Unless
                | K::Iff
                | K::Count
                | K::Bracket
        )
    }
}

impl From<SyntaxKind> for rowan::SyntaxKind {
    fn from(kind: SyntaxKind) -> Self {
        rowan::SyntaxKind(kind as u16)
    }
}

/// The language, as the tree library wants it named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConflictLanguage {}

impl rowan::Language for ConflictLanguage {
    type Kind = SyntaxKind;

    fn kind_from_raw(raw: rowan::SyntaxKind) -> SyntaxKind {
        ALL.get(usize::from(raw.0))
            .copied()
            .unwrap_or(SyntaxKind::Error)
    }

    fn kind_to_raw(kind: SyntaxKind) -> rowan::SyntaxKind {
        kind.into()
    }
}

/// A node of the lossless tree.
pub type SyntaxNode = rowan::SyntaxNode<ConflictLanguage>;
/// A token of the lossless tree.
pub type SyntaxToken = rowan::SyntaxToken<ConflictLanguage>;
/// A node or a token.
pub type SyntaxElement = rowan::SyntaxElement<ConflictLanguage>;
