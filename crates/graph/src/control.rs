//! How a host watches and stops long work.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Work that was stopped by the host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("interrupted")]
pub struct Interrupted;

/// Called with a few words at each larger step of long work.
pub type Report = Arc<dyn Fn(&str) + Send + Sync>;

/// A host's handle on long work: a flag that stops it and a place to report progress.
#[derive(Clone, Default)]
pub struct Control {
    stop: Arc<AtomicBool>,
    report: Option<Report>,
}

impl Control {
    /// A control that stops when `stop` becomes true and calls `report` at each larger step.
    #[must_use]
    pub fn new(stop: Arc<AtomicBool>, report: Option<Report>) -> Self {
        Control { stop, report }
    }

    /// The same without reports, for work that is done many times over.
    #[must_use]
    pub fn quiet(&self) -> Self {
        Control {
            stop: Arc::clone(&self.stop),
            report: None,
        }
    }

    /// Stops here if the host has asked for it.
    pub fn check(&self) -> Result<(), Interrupted> {
        if self.stop.load(Ordering::Relaxed) {
            Err(Interrupted)
        } else {
            Ok(())
        }
    }

    /// Tells the host what is being done.
    pub fn step(&self, what: &str) -> Result<(), Interrupted> {
        if let Some(report) = &self.report {
            report(what);
        }
        self.check()
    }
}

impl std::fmt::Debug for Control {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Control").finish_non_exhaustive()
    }
}
