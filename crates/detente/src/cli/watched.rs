//! Input that says how far it has been read, and ends where the user stops the work.

use std::io::{self, Read};

use graph::Control;

/// Bytes after which it is said anew how far reading has come.
const STEP: u64 = 1 << 20;

/// Watched input.
pub struct WatchedInput<'w, R> {
    input: R,
    control: &'w Control,
    what: &'w str,
    read: u64,
    said: u64,
}

impl<'w, R> WatchedInput<'w, R> {
    /// Watches `input`, which is called `what`.
    pub fn new(input: R, what: &'w str, control: &'w Control) -> Self {
        WatchedInput {
            input,
            control,
            what,
            read: 0,
            said: 0,
        }
    }
}

impl<R: Read> Read for WatchedInput<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.control.check().is_err() {
            return Err(io::Error::other("interrupted"));
        }
        let count = self.input.read(into)?;
        self.read += count as u64;
        if self.read - self.said >= STEP {
            self.said = self.read;
            let line = format!("reading {}: {} MB", self.what, self.read / 1_000_000);
            // Whether the work is to stop is asked at the next piece.
            let _ = self.control.step(&line);
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::{Arc, Mutex};

    use super::*;

    #[test]
    fn it_says_how_far_it_is_and_stops_when_asked() {
        let stop = Arc::new(AtomicBool::new(false));
        let said = Arc::new(Mutex::new(Vec::new()));
        let noted = Arc::clone(&said);
        let report = move |line: &str| noted.lock().expect("a list").push(line.to_owned());
        let control = Control::new(Arc::clone(&stop), Some(Arc::new(report)));
        let mut input = WatchedInput::new(io::repeat(b' '), "a game", &control);
        let mut piece = vec![0; 1 << 19];
        for _ in 0..4 {
            input.read_exact(&mut piece).expect("it goes on");
        }
        assert_eq!(
            *said.lock().expect("a list"),
            ["reading a game: 1 MB", "reading a game: 2 MB"]
        );
        stop.store(true, Ordering::Relaxed);
        assert!(input.read(&mut piece).is_err());
    }
}
