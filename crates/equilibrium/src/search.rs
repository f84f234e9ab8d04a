//! Reverse search: all vertices of a polytope without remembering any (Avis and Fukuda 1992).
//!
//! From every vertex one fixed rule leads, step by step, to the vertex where the search starts.
//! These steps form a tree, and the search walks it the other way.

use std::ops::ControlFlow;

use crate::dictionary::Dictionary;
use crate::integer::{Entry, Overflow};

/// How a search ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// Every vertex was visited.
    Whole,
    /// The visitor stopped it.
    Stopped,
}

/// Visits every vertex of the polytope of a dictionary, which is left where it was.
///
/// Where more inequalities meet than a vertex needs, it may be visited several times. Polynomial
/// for each visit; no memory but the way back.
pub(crate) fn vertices<N: Entry>(
    dictionary: &mut Dictionary<N>,
    mut visit: impl FnMut(&Dictionary<N>) -> Result<ControlFlow<()>, Overflow>,
) -> Result<Ended, Overflow> {
    dictionary.prefer_here()?;
    let mut way: Vec<(usize, usize)> = Vec::new();
    let mut column = 0;
    if visit(dictionary)?.is_break() {
        return Ok(Ended::Stopped);
    }
    loop {
        if column < dictionary.columns() {
            if let Some(row) = dictionary.leaving(column)?
                && dictionary.leads_back(row, column)?
            {
                dictionary.pivot(row, column)?;
                way.push((row, column));
                if visit(dictionary)?.is_break() {
                    return Ok(Ended::Stopped);
                }
                column = 0;
            } else {
                column += 1;
            }
        } else if let Some((row, left)) = way.pop() {
            dictionary.pivot(row, left)?;
            column = left + 1;
        } else {
            return Ok(Ended::Whole);
        }
    }
}
