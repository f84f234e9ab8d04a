//! Counts of observed histories, read from a CSV file with the columns `history` and `count`.

use std::io::Read;

use super::failure::Failure;
use super::host::Host;
use crate::answers::play::Counted;
use crate::disk::stream;
use crate::suggest::nearest;

/// Bytes of a file of counts that are read at most.
const MOST_BYTES: u64 = 16 << 20;
/// Rows that are read at most: each history is followed through the whole tree.
const MOST_ROWS: usize = 100_000;
/// Problems that are shown at most.
const MOST_SHOWN: usize = 20;

/// Reads a file of counts. All its problems are shown, each with its line and column.
///
/// # Errors
/// The file cannot be read, or has problems.
pub fn read(host: &Host, path: &str) -> Result<Vec<Counted>, Failure> {
    let cannot =
        |why: &dyn std::fmt::Display| Failure::InputOutput(format!("cannot read `{path}`: {why}"));
    let mut bytes = Vec::new();
    stream(path)
        .map_err(|why| cannot(&why))?
        .take(MOST_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| cannot(&error.kind()))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Failure::TooLarge(format!(
            "`{path}` is larger than {} MiB",
            MOST_BYTES >> 20
        )));
    }
    parse(path, &bytes).map_err(|problems| {
        for problem in problems.iter().take(MOST_SHOWN) {
            host.tell(&format!("{problem}\n"));
        }
        let more = problems.len().saturating_sub(MOST_SHOWN);
        if more > 0 {
            host.tell(&format!("{path}: and {more} more\n"));
        }
        Failure::Model
    })
}

fn parse(path: &str, bytes: &[u8]) -> Result<Vec<Counted>, Vec<String>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .flexible(true)
        .from_reader(bytes);
    let at = |line: u64, what: String| format!("{path}:{line}: error: {what}");
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(error) => return Err(vec![at(1, error.to_string())]),
    };
    let place = |name: &str| {
        let found = header.iter().position(|column| column == name);
        found.ok_or_else(|| {
            let hint = match nearest(name, header.iter()) {
                Some(near) => format!("; rename `{near}`"),
                None => String::new(),
            };
            at(
                1,
                format!("there is no column `{name}`; expected `history,count`{hint}"),
            )
        })
    };
    let (history, count) = match (place("history"), place("count")) {
        (Ok(history), Ok(count)) => (history, count),
        (one, two) => return Err([one.err(), two.err()].into_iter().flatten().collect()),
    };
    let mut rows = Vec::new();
    let mut problems = Vec::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                problems.push(at(line, "this is no text in UTF-8".to_owned()));
                continue;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() != header.len() {
            let (found, expected) = (record.len(), header.len());
            let hint = if found > expected {
                "; put a history with commas between quotation marks"
            } else {
                ""
            };
            problems.push(at(
                line,
                format!("{found} columns, expected {expected}{hint}"),
            ));
            continue;
        }
        let (history, count) = (&record[history], &record[count]);
        match count.parse::<u64>() {
            Ok(count) if rows.len() < MOST_ROWS => rows.push(Counted {
                history: history.to_owned(),
                count,
                place: format!("{path}:{line}, column `history`"),
            }),
            Ok(_) => {
                problems.push(at(line, format!("more than {MOST_ROWS} rows")));
                break;
            }
            Err(_) => problems.push(at(
                line,
                format!("column `count`: `{count}` is no whole number from 0 on"),
            )),
        }
    }
    let total = rows
        .iter()
        .try_fold(0u64, |sum, row: &Counted| sum.checked_add(row.count));
    if problems.is_empty() && matches!(total, Some(0) | None) {
        problems.push(at(1, "the counts sum to no number above 0".to_owned()));
    }
    if problems.is_empty() {
        Ok(rows)
    } else {
        Err(problems)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read() {
        let text = "count,note,history\n3,,\"a, not b\"\n 2 ,x,a; b\n";
        let rows = parse("c.csv", text.as_bytes()).expect("good");
        let found: Vec<(&str, u64, &str)> = rows
            .iter()
            .map(|row| (row.history.as_str(), row.count, row.place.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                ("a, not b", 3, "c.csv:2, column `history`"),
                ("a; b", 2, "c.csv:3, column `history`"),
            ]
        );
    }

    #[test]
    fn all_problems_are_said_with_their_lines() {
        let text = "history,count\na,b,3\na,-1\na,x\na,2\n";
        assert_eq!(
            parse("c.csv", text.as_bytes()).expect_err("bad"),
            [
                "c.csv:2: error: 3 columns, expected 2; put a history with commas between quotation \
                 marks",
                "c.csv:3: error: column `count`: `-1` is no whole number from 0 on",
                "c.csv:4: error: column `count`: `x` is no whole number from 0 on",
            ]
        );
        assert_eq!(
            parse("c.csv", b"histroy,n\n").expect_err("bad"),
            [
                "c.csv:1: error: there is no column `history`; expected `history,count`; rename \
                 `histroy`",
                "c.csv:1: error: there is no column `count`; expected `history,count`",
            ]
        );
        assert_eq!(
            parse("c.csv", b"history,count\na,0\n").expect_err("bad"),
            ["c.csv:1: error: the counts sum to no number above 0"]
        );
    }
}
