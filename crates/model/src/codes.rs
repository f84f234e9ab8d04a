//! The codes of all messages about the meaning of a conflict, one line each.
//!
//! Each has a page in the book and an example under `tests/bad`.

syntax::codes! {
    /// Every code that checking can give, in the order of the book.
    CODES;

    CANNOT_READ = "cannot-read", "A file cannot be read.";
    OUTSIDE_FOLDER = "outside-folder", "A path leaves the folder that it must stay in.";
    INCLUDE_CIRCLE = "include-circle", "Files include each other in a circle.";
    TOO_LARGE = "too-large", "There is more of something than a model may hold.";
    TOO_MANY_MESSAGES = "too-many-messages", "There are more messages of a kind than are shown.";
    JSON_SYNTAX = "json-syntax", "The text is not JSON.";
    JSON_SHAPE = "json-shape", "The JSON is not the conflict form.";
    UNKNOWN_NAME = "unknown-name", "A name is not known.";
    AMBIGUOUS_NAME = "ambiguous-name", "A name can mean several things.";
    DUPLICATE_NAME = "duplicate-name", "A name is taken already.";
    DUPLICATE_ITEM = "duplicate-item", "An item that stands once stands twice.";
    RESERVED_NAME = "reserved-name", "A name has a meaning of its own.";
    NO_ACTORS = "no-actors", "The conflict has no actor.";
    NO_STATES = "no-states", "The conflict has neither options nor states.";
    TOO_FEW_LEVELS = "too-few-levels", "An option has a single level.";
    LEVEL_NEEDED = "level-needed", "An option with levels stands without a level.";
    NO_LEVELS = "no-levels", "A yes/no option is compared with a level.";
    PATTERN_LENGTH = "pattern-length", "A pattern does not have one sign for each option.";
    PATTERN_WITH_LEVELS = "pattern-with-levels", "A pattern is used where an option has levels.";
    BAD_COUNT = "bad-count", "A number is below zero where it counts something.";
    SET_TWICE = "set-twice", "An option is set twice.";
    STATE_AMONG_OPTIONS = "state-among-options", "A state is named in a list of options.";
    STATE_NEEDED = "state-needed", "It is not said which of the listed states is meant.";
    NO_STATUS_QUO = "no-status-quo", "The conflict has no status quo.";
    MIXED_STATES = "mixed-states", "Some states are listed and others merged.";
    STATE_IN_MERGE = "state-in-merge", "A merged state is described by another state.";
    STATE_WITHOUT_VALUES = "state-without-values", "A listed state does not say what its options are.";
    OVERLAPPING_STATES = "overlapping-states", "Two listed states share option values.";
    LISTED_BUT_INFEASIBLE = "listed-but-infeasible", "A listed state is called infeasible.";
    MOVES_WITHOUT_STATES = "moves-without-states", "Moves are typed but no states are listed.";
    SELF_LOOP = "self-loop", "A move leads from a state to itself.";
    CONTRADICTION = "contradiction", "Rules contradict each other or themselves.";
    RULE_NEVER_APPLIES = "rule-never-applies", "A rule makes no difference.";
    COSTLY_MOVE_RULE = "costly-move-rule", "A costly rule speaks of moves.";
    COSTLY_WITHOUT_LIST = "costly-without-list", "A costly rule meets a preference that is no list.";
    NOT_WEAKER = "not-weaker", "A rule is weakened to what it is already, or more.";
    NO_PREFERENCE = "no-preference", "An actor has no preference.";
    ALWAYS_TRUE = "always-true", "A formula is true whatever its options are.";
    NEVER_TRUE = "never-true", "A formula is false whatever its options are.";
    DUPLICATE_STATEMENT = "duplicate-statement", "A statement stands twice in one list.";
    NEVER_DECIDES = "never-decides", "A statement never decides.";
    COST_OUT_OF_RANGE = "cost-out-of-range", "The cost of a change is not between 1 and 1,000,000.";
    WEIGHT_OVERFLOW = "weight-overflow", "The sum of weights is too large.";
    RANKING_INCOMPLETE = "ranking-incomplete", "A ranking leaves states out.";
    RANKED_TWICE = "ranked-twice", "A state is ranked twice.";
    EMPTY_GAP = "empty-gap", "A gap in a ranking has no states above it.";
    NO_SUCH_STATEMENT = "no-such-statement", "An edit names a statement that is not in the list.";
    NOTHING_TO_REVISE = "nothing-to-revise", "A preference that is no list of statements is revised.";
    ACCOUNT_CIRCLE = "account-circle", "Accounts extend each other in a circle.";
    WHAT_IF_WITHOUT_PLACE = "what-if-without-place", "A `what if` suits no account.";
    VIEW_WITHOUT_PLACE = "view-without-place", "What an actor sees suits no account.";
    UNKNOWN_CONCEPT = "unknown-concept", "There is no such solution concept.";
    TWO_ACTORS_ONLY = "two-actors-only", "A concept for two actors is used with another number.";
    UNUSED_OPTION = "unused-option", "Nothing depends on an option.";
    NO_MOVE = "no-move", "An actor cannot move.";
    UNDATED_MODEL = "undated-model", "An event has a date but the model has none.";
    LATER_DOCUMENT = "later-document", "A document is younger than the model.";
    NO_HOLDER = "no-holder", "Nobody holds an office on the date of the model.";
    WRONG_TITLE = "wrong-title", "A passage gives a title that does not fit the terms of the office.";
    BAD_TERM = "bad-term", "A term ends before it begins.";
    AMBIGUOUS_DATE = "ambiguous-date", "A date without a day or a month leaves a comparison open.";
    ORIGIN_CONTRADICTION = "origin-contradiction", "What is said of an origin cannot be true.";
    REPEATED_ORIGIN = "repeated-origin", "The same is said twice of two origins.";
    BAD_RANGE = "bad-range", "A range ends before it begins.";
    OVERLAPPING_VOICES = "overlapping-voices", "A line of a document has two voices.";
    VOICE_MISMATCH = "voice-mismatch", "A passage stands in lines of another voice than its speaker.";
    CLAIM_WITHOUT_PASSAGES = "claim-without-passages", "A claim has no passage that says it.";
    BOTH_SIDES = "both-sides", "A passage speaks for and against the same thing.";
    TOO_FEW_DOCUMENTS = "too-few-documents", "Words are shared by fewer than two documents.";
    ORIGIN_CIRCLE = "origin-circle", "Origins pass on each other's words in a circle.";
    PASSAGE_NEEDED = "passage-needed", "A passage is needed after `from`.";
    NOT_ITS_OPTION = "not-its-option", "Somebody chooses in a play what is not its own.";
    PLAY_NEEDS_OPTIONS = "play-needs-options", "A play stands in a conflict whose moves do not follow from options.";
    BOILERPLATE_EVIDENCE = "boilerplate-evidence", "Boilerplate is used as evidence.";
}
