//! A small line that says what is being done, and the way to stop it.

use std::io::Write as _;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use graph::Control;

/// Work shorter than this shows no line.
const QUIET_FOR: Duration = Duration::from_secs(1);
/// How often the line is renewed.
const RENEWED_EVERY: Duration = Duration::from_millis(500);

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    step: Option<String>,
    finished: bool,
    shown: bool,
}

/// Watches long work: a line on the terminal's error output after a second, and Ctrl-C.
pub struct Progress {
    shared: Arc<Shared>,
    stop: Arc<AtomicBool>,
}

impl Progress {
    /// Begins to watch. The line is shown only if `visible`.
    pub fn new(visible: bool) -> Self {
        let shared = Arc::new(Shared::default());
        let stop = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&stop);
        // Without a handler Ctrl-C ends the program at once, which is well enough.
        let _ = ctrlc::set_handler(move || {
            if flag.swap(true, Ordering::Relaxed) {
                leave_at_once();
            }
        });
        if visible {
            let watched = Arc::clone(&shared);
            thread::spawn(move || watch(&watched));
        }
        Progress { shared, stop }
    }

    /// The handle that the engine gets.
    pub fn control(&self) -> Control {
        let shared = Arc::clone(&self.shared);
        let note = move |step: &str| {
            let mut state = shared.state.lock().unwrap_or_else(PoisonError::into_inner);
            state.step = Some(step.to_owned());
        };
        Control::new(Arc::clone(&self.stop), Some(Arc::new(note)))
    }

    /// Takes the line away for good: the answer comes.
    pub fn finish(&self) {
        self.clear();
        self.lock().finished = true;
        self.shared.changed.notify_all();
    }

    /// Takes the line away, for a message in its place.
    pub fn clear(&self) {
        if std::mem::take(&mut self.lock().shown) {
            let _ = std::io::stderr().write_all(b"\r\x1b[K");
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        // A watcher that panicked leaves nothing half done.
        self.shared
            .state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// What was being done last.
    pub fn last_step(&self) -> Option<String> {
        let state = self
            .shared
            .state
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        state.step.clone()
    }
}

/// A second Ctrl-C does not wait for the engine.
#[allow(clippy::exit, reason = "the user asked twice to end the program")]
fn leave_at_once() {
    std::process::exit(130);
}

fn watch(shared: &Shared) {
    let begun = Instant::now();
    let mut state = shared.state.lock().unwrap_or_else(PoisonError::into_inner);
    let mut wait = QUIET_FOR;
    loop {
        let waited = shared.changed.wait_timeout(state, wait);
        state = waited.map_or_else(|poisoned| poisoned.into_inner().0, |(state, _)| state);
        if state.finished {
            return;
        }
        if begun.elapsed() < QUIET_FOR {
            continue;
        }
        let step = state.step.as_deref().unwrap_or("working");
        let line = format!(
            "\r\x1b[K{step} ({} s; Ctrl-C stops)",
            begun.elapsed().as_secs()
        );
        let _ = std::io::stderr().write_all(line.as_bytes());
        state.shown = true;
        wait = RENEWED_EVERY;
    }
}
