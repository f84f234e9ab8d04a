//! Web pages and PDF files read in a process of their own, with little time and memory, so that a
//! hostile file can do no more than give no text.
//!
//! The program calls itself with a hidden argument, a kind and the most memory; the file comes on the
//! standard input, the answer is JSON on the standard output.

use std::io::{self, Read, Write};
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use evidence::Kind;
use evidence::text::{self, Extract};
use serde_json::{Value, json};

use crate::disk::LARGEST_FILE;

/// The argument with which the program calls itself. It is in no help: nobody else needs it.
const NAME: &str = "read-document-apart";

/// Longest time for one document.
const TIME: Duration = Duration::from_secs(20);

/// Most memory for one document, in bytes.
const MEMORY: u64 = 2 << 30;

/// Most bytes of an answer.
const ANSWER: u64 = 256 << 20;

/// How often the other process is looked at.
const PAUSE: Duration = Duration::from_millis(2);

/// The text of a document, read in a process of its own.
///
/// # Errors
/// Says why there is no text to be had.
pub fn extract(kind: Kind, bytes: &[u8]) -> Result<Extract, String> {
    let mut child = start(kind).map_err(|why| format!("no process to read it in: {why}"))?;
    let input = child.stdin.take();
    let output = child.stdout.take();
    thread::scope(|scope| {
        // A process that ends early does not read to the end.
        scope.spawn(move || input.map(|mut input| input.write_all(bytes)));
        let answer = scope.spawn(move || {
            let mut answer = Vec::new();
            let read = output.map(|output| output.take(ANSWER).read_to_end(&mut answer));
            read.and_then(Result::ok).map(|_| answer)
        });
        let status = wait(&mut child, TIME);
        let answer = answer.join().ok().flatten().unwrap_or_default();
        match status {
            Some(status) if status.success() => understand(&answer),
            Some(_) => Err("reading it takes too much memory, or fails".to_owned()),
            None => Err(format!(
                "reading it takes more than {} seconds",
                TIME.as_secs()
            )),
        }
    })
}

fn start(kind: Kind) -> io::Result<Child> {
    Command::new(std::env::current_exe()?)
        .arg(NAME)
        .arg(kind.name())
        .arg(MEMORY.to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
}

/// How the process ended; none if it had to be ended after this time.
fn wait(child: &mut Child, time: Duration) -> Option<ExitStatus> {
    let begun = Instant::now();
    while begun.elapsed() < time {
        if let Ok(Some(status)) = child.try_wait() {
            return Some(status);
        }
        thread::sleep(PAUSE);
    }
    // One that is gone already cannot be killed.
    let _ = child.kill();
    let _ = child.wait();
    None
}

fn understand(answer: &[u8]) -> Result<Extract, String> {
    let value: Value = serde_json::from_slice(answer).unwrap_or_default();
    if let Some(why) = value["error"].as_str() {
        return Err(why.to_owned());
    }
    let Some(text) = value["text"].as_str() else {
        return Err("reading it fails".to_owned());
    };
    let number = |value: &Value| value.as_u64().and_then(|n| usize::try_from(n).ok());
    let main = value["main"].as_array().map(|ranges| {
        let pairs = ranges.iter();
        let pairs = pairs.filter_map(|pair| Some(number(&pair[0])?..number(&pair[1])?));
        pairs.collect()
    });
    let remarks = value["remarks"].as_array().into_iter().flatten();
    Ok(Extract {
        text: text.to_owned(),
        seen: None,
        main,
        remarks: remarks
            .filter_map(|r| Some(r.as_str()?.to_owned()))
            .collect(),
    })
}

/// Reads a document for another process, if this one was called to do that.
#[must_use]
pub fn serve() -> Option<ExitCode> {
    let mut arguments = std::env::args().skip(1);
    if arguments.next()? != NAME {
        return None;
    }
    let named = arguments.next().unwrap_or_default();
    let kind = Kind::ALL.into_iter().find(|kind| kind.name() == named);
    let memory = arguments.next().and_then(|most| most.parse().ok());
    Some(
        match kind.map(|kind| answer(kind, memory.unwrap_or(MEMORY))) {
            Some(Ok(())) => ExitCode::SUCCESS,
            Some(Err(_)) | None => ExitCode::FAILURE,
        },
    )
}

fn answer(kind: Kind, memory: u64) -> io::Result<()> {
    // Where the system sets no limits, the time still is one.
    let _ = rlimit::setrlimit(rlimit::Resource::AS, memory, memory);
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .take(LARGEST_FILE)
        .read_to_end(&mut bytes)?;
    let value = match text::extract(kind, &bytes) {
        Ok(extract) => {
            let main = extract.main.map(|main| {
                let pairs = main.iter();
                pairs
                    .map(|range| json!([range.start, range.end]))
                    .collect::<Vec<_>>()
            });
            json!({ "text": extract.text, "main": main, "remarks": extract.remarks })
        }
        Err(why) => json!({ "error": why }),
    };
    let mut out = io::stdout().lock();
    serde_json::to_writer(&mut out, &value)?;
    out.flush()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn process(program: &str, argument: &str) -> Child {
        let mut command = Command::new(program);
        command.arg(argument).stdin(Stdio::null());
        command.spawn().expect("the system has this program")
    }

    #[test]
    fn a_process_that_takes_too_long_is_ended() {
        let mut child = process("sleep", "600");
        assert_eq!(wait(&mut child, Duration::from_millis(20)), None);
        let status = child.try_wait().expect("it is a process of ours");
        assert!(status.is_some_and(|status| !status.success()));
    }

    #[test]
    fn a_process_that_ends_has_its_status() {
        let mut child = process("sleep", "0");
        let status = wait(&mut child, Duration::from_secs(600));
        assert!(status.is_some_and(|status| status.success()));
    }

    #[test]
    fn an_answer_that_is_none_is_a_message() {
        for answer in ["", "{", "[1]", "{\"text\": 3}", "\u{0}"] {
            assert!(understand(answer.as_bytes()).is_err(), "{answer}");
        }
        let why = understand(b"{\"error\": \"no text\"}").expect_err("it says why");
        assert_eq!(why, "no text");
    }
}
