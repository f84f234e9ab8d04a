//! Checks quantal responses: each action is as likely as what it pays makes it.
//!
//! At rationality λ an action that pays u is taken with a probability proportional to exp(λ u), given
//! what is done everywhere else (McKelvey and Palfrey 1995, 1998). In a tree each information set
//! responds on its own to what actions pay there.

use super::behaviour;
use super::mixture;
use super::number::Exact;
use super::precision::number;
use super::profile::Profile;
use super::solution::About;
use super::tree::Tree;
use crate::finding::Findings;

/// How far a probability may be from the response to all others.
const CLOSE: f64 = 1e-6;

/// Checks each information set, or each player of a table.
pub(super) fn check(
    about: &About<'_>,
    what: &str,
    rationality: &str,
    profile: &Profile,
    findings: &mut Findings,
) {
    let rationality = match number(rationality) {
        Ok(value) => value.to_f64().value(),
        Err(why) => return findings.note(|| "the rationality".to_owned(), Err(why)),
    };
    let claim = |who: String| format!("{what}: {who} responds at rationality {rationality}");
    match (profile, &about.game.tree, &about.game.table) {
        (Profile::Behaviour(done), Some(tree), _) => {
            let worth = behaviour::worth(tree, done);
            let reach = behaviour::reach(tree, done, None);
            for (set, own) in done.iter().enumerate() {
                let pays = pays_at(tree, &worth, &reach, set);
                let player = &tree.players[tree.sets[set].player];
                let who = format!("{player} at {}", tree.set_name(set));
                findings.note(|| claim(who), responds(rationality, &pays, own));
            }
        }
        (Profile::Mixture(mixture), _, Some(table)) => {
            for (player, own) in mixture.iter().enumerate() {
                let pays = mixture::replies(table, mixture, player);
                let who = table.players[player].clone();
                findings.note(|| claim(who), responds(rationality, &pays, own));
            }
        }
        _ => {}
    }
}

/// What each action pays at an information set once it is reached.
fn pays_at(tree: &Tree, worth: &[Vec<Exact>], reach: &[Exact], set: usize) -> Vec<Exact> {
    let here = &tree.sets[set];
    let mut total = Exact::ZERO;
    let mut pays = vec![Exact::ZERO; here.actions.len()];
    for node in &here.nodes {
        for (sum, after) in pays.iter_mut().zip(&tree.nodes[*node].after) {
            *sum += &worth[*after][here.player] * &reach[*node];
        }
        total += &reach[*node];
    }
    if !total.is_zero() {
        for pay in &mut pays {
            *pay /= &total;
        }
    }
    pays
}

fn responds(rationality: f64, pays: &[Exact], own: &[Exact]) -> Result<(), String> {
    let best = pays.iter().max().cloned().unwrap_or(Exact::ZERO);
    let less = pays.iter().map(|pay| (pay - &best).to_f64().value());
    let likely: Vec<f64> = less.map(|less| (rationality * less).exp()).collect();
    let sum: f64 = likely.iter().sum();
    for (likely, told) in likely.iter().zip(own) {
        let response = likely / sum;
        let told = told.to_f64().value();
        // The payoffs are as exact as the probabilities told, so are responses times the rationality.
        if (response - told).abs() > CLOSE * (1.0 + rationality.abs().min(100.0)) {
            return Err(format!(
                "an action is taken with {told}, and the response is {response}"
            ));
        }
    }
    Ok(())
}
