//! One account with its states and its analysis.

use graph::{BuildError, Control, Graph, Interrupted, Limits, Ranks, StateId};
use model::conflict::{ActorId, Conflict};
use report::answer::AccountRef;
use stability::Analysis;
use syntax::diagnostic::Diagnostic;

use crate::naming::{self, Naming};

/// The states of one account.
#[derive(Debug)]
pub struct World<'a> {
    /// The account.
    pub conflict: &'a Conflict,
    /// States and moves.
    pub graph: Graph,
    /// Ranks.
    pub ranks: Ranks,
    /// Warnings and advice that only the states show.
    pub warnings: Vec<Diagnostic>,
}

impl<'a> World<'a> {
    /// Finds the states, moves and ranks of an account.
    ///
    /// # Errors
    /// As [`Graph::build`].
    pub fn build(
        conflict: &'a Conflict,
        limits: &Limits,
        control: &Control,
    ) -> Result<Self, BuildError> {
        let built = Graph::build(conflict, limits, control)?;
        Ok(World {
            conflict,
            graph: built.graph,
            ranks: built.ranks,
            warnings: built.warnings,
        })
    }

    /// Analyses all actors under the five basic concepts.
    ///
    /// # Errors
    /// When the host stops the work.
    pub fn study<'w>(&'w self, control: &'w Control) -> Result<Study<'w>, Interrupted> {
        Ok(Study {
            conflict: self.conflict,
            analysis: Analysis::run(&self.graph, &self.ranks, control)?,
            control,
        })
    }

    /// Words for states and moves.
    #[must_use]
    pub fn naming(&self) -> Naming<'_> {
        Naming {
            conflict: self.conflict,
            graph: &self.graph,
            ranks: &self.ranks,
        }
    }
}

/// An analysed account: what all answers are made from.
#[derive(Debug)]
pub struct Study<'w> {
    /// The account.
    pub conflict: &'w Conflict,
    /// Its analysis, with its graph and ranks.
    pub analysis: Analysis<'w>,
    /// The host's handle on long work.
    pub control: &'w Control,
}

impl<'w> Study<'w> {
    /// Words for states and moves.
    #[must_use]
    pub fn naming(&self) -> Naming<'w> {
        Naming {
            conflict: self.conflict,
            graph: self.analysis.graph,
            ranks: self.analysis.ranks,
        }
    }

    /// The states and moves.
    #[must_use]
    pub fn graph(&self) -> &'w Graph {
        self.analysis.graph
    }

    /// Which account.
    #[must_use]
    pub fn account(&self) -> Option<AccountRef> {
        naming::account(self.conflict)
    }

    /// Whether an actor strictly prefers `better`.
    #[must_use]
    pub fn prefers(&self, actor: ActorId, better: StateId, worse: StateId) -> bool {
        self.analysis.ranks.prefers(actor, better, worse)
    }
}
