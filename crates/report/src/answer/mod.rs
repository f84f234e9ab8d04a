//! Answers as data: what each command found, before any format.
//!
//! In: nothing but the values that a face has put together. Out: plain serialisable values that
//! every format renders. All text in them is in the user's own words: names and labels of the
//! model, never internal numbers.

mod analysis;
mod changes;
mod checks;
mod compare;
mod dossier;
mod fits;
mod games;
mod information;
mod inverse;
mod mediation;
mod moves;
mod observed;
mod outline;
mod paths;
mod play_regions;
mod plays;
mod shared;
mod sources;
mod stability;
mod sweep;
mod timeline;
mod uncertain;
mod verdict;

pub use analysis::{
    AccountPage, Analysis, Assumption, AssumptionSummary, EquilibriumRow, Escalation, Question,
    QuestionKind, Standing, Tie,
};
pub use changes::{
    ChangeAccount, ChangeQuestion, ChangeRun, ChangeSet, ChangeVerdict, Dependence, Edit,
    PivotalAssumption, Turn, TurnedMove, WithoutSources,
};
pub use checks::{CheckAccount, CheckOutcome, CheckResult, CheckRun};
pub use compare::{
    Accounted, Alike, ComparedQuestion, Comparison, Divide, DivideGroup, Explained, Row,
    Separation, Separator, SeparatorKind, SharedAssumption, Supposed, Supposition, SuppositionKind,
};
pub use dossier::{AssumptionKind, Citation, Dossier, Drawing, SourcedAssumption};
pub use fits::{FitAccount, FitEdge, FitHistory, FitRun, Fitted};
pub use games::{
    GameAnswer, GameArithmetic, GameBehaviour, GameCell, GameClass, GameClassKind,
    GameCompleteness, GameComponent, GameEnding, GameEquilibrium, GameForgetting, GameForm,
    GameIterations, GamePlay, GamePlayer, GameSize, GameSolution, GameSolver, GameVariant,
    GameWeight,
};
pub use information::{GameInformation, Lesson, LessonGame, LessonWorth};
pub use inverse::{
    DeterredMove, DrawnOrders, InverseAccount, InverseActor, InverseAlternative, InverseClause,
    InverseConcept, InverseCondition, InverseRun, InverseStanding, InverseVerdict, OrderShare,
    Preferred,
};
pub use mediation::{Agreement, MediationAccount, MediationRun, Resting, Share, Way, WayKind};
pub use moves::{
    AccountRef, ActorRef, Change, ChangeKind, StateRef, Step, and_list, consequences_in_words,
    sequence_in_words,
};
pub use observed::{GameObserved, ObservedCourse, ObservedDraw, ObservedMoment, ObservedNext};
pub use outline::{
    Outline, OutlineAccount, OutlineActor, OutlineEvent, OutlineOption, OutlinePreference,
    OutlineRule, PreferenceForm, RuleKind, Turns,
};
pub use paths::{Arrival, PathsAnswer, PathsRun};
pub use play_regions::{
    PlayActions, PlayAxis, PlayBoundary, PlayCorner, PlayCourse, PlayDirection, PlayLimit,
    PlayPlane, PlayQuantity, PlayRegion, PlayRegions, PlaySensitivity, PlayShare, PlaySlope,
    PlaySpot, PlayStatics, PlayStretch, PlayStructure, PlayThreshold,
};
pub use plays::{PlayAccount, PlayElsewhere, PlayEnd, PlayParameter, PlayRun, PlayedSummary};
pub use shared::{ComparedText, NearPassage, NearPassages, SharedTexts, TextPlace, TextRun};
pub use sources::{
    AlteredWords, AttributionShift, ClaimLineage, DocumentStanding, OriginCount, PassageStanding,
    SharedRun, SharedStanding, SourceDocument, SourcePassage, Sources, SupportingOrigin, WordUse,
};
pub use stability::{Coalition, ConceptStability, MultiStability, Stability};
pub use sweep::{
    ElementaryEffect, FactorShares, SobolIndex, SweepAccount, SweepDesign, SweepFactor,
    SweepQuestion, SweepRun, SweepVerdict, ValueShare, WeightStretch,
};
pub use timeline::{Moment, MomentAccount, MomentQuestion, Timeline};
pub use uncertain::{
    ActorShares, AsSeen, AttitudeLine, ByStrength, ConceptShare, NotJudged, OpenForm,
    OpenPreference, OutcomeShares, OverCompletions, SeenBy, ShareVerdict, ShiftedRow, StateShares,
    StrengthRow, StrengthVerdict, UncertainAccount, Uncertainty, UnderUnknown, UnknownRow,
    WithAttitudes,
};
pub use verdict::{
    Block, Explanation, ExplanationAccount, ExplanationRun, Holds, HoldsAccount, HoldsRun, Reason,
    Sanction, StandingReason, Temptation,
};

/// The version of all JSON answers. It grows when a key changes its meaning or goes away.
pub const VERSION: u32 = 1;
