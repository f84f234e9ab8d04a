//! Stability against coalitions: Kilgour, Hipel, Fang & Peng 2001 (CNash); Inohara & Hipel 2008
//! (CGMR, CSMR, CSEQ).

use model::conflict::Concept;

use super::{Actor, Model, Set, State, legal_ends};

impl Model {
    /// `R_H⁺⁺(s) = {q ∈ R_H(s) : q ≻_i s for every i ∈ H}`: only the end is compared.
    #[must_use]
    pub fn joint_improvements(&self, h: &[Actor], s: State) -> Set {
        let better_for_all = |q: &State| h.iter().all(|i| self.better(*i, *q, s));
        self.reach(h, s)
            .into_iter()
            .filter(better_for_all)
            .collect()
    }

    /// Whether `q ∈ Φ_H(s)`: some member of H finds it no better than `s`.
    #[must_use]
    pub fn no_better_for_some(&self, h: &[Actor], q: State, s: State) -> bool {
        h.iter().any(|i| self.no_better(*i, q, s))
    }

    /// Ends of legal sequences of joint improvements by non-empty subsets of `others`, where no
    /// coalition moves twice in succession.
    #[must_use]
    pub fn coalition_improving_reach(&self, others: &[Actor], s: State) -> Set {
        let coalitions = non_empty_subsets(others);
        legal_ends(self.states, coalitions.len(), s, |k, x| {
            self.joint_improvements(&coalitions[k], x)
                .into_iter()
                .collect()
        })
    }

    /// Where sanctions of the others against a joint move of `h` to `s1` can end, before it is
    /// asked whether they hurt.
    #[must_use]
    pub fn coalition_responses(&self, concept: Concept, h: &[Actor], s1: State) -> Set {
        let others: Vec<Actor> = (0..self.actors()).filter(|j| !h.contains(j)).collect();
        match concept {
            Concept::CoalitionGmr | Concept::CoalitionSmr => self.reach(&others, s1),
            Concept::CoalitionSeq => self.coalition_improving_reach(&others, s1),
            _ => Set::new(),
        }
    }

    /// Whether `s` is stable for the coalition `h`: each joint improvement s1 has a response s2 in
    /// Φ_H(s), for CSMR one with `R_H(s2) ⊆ Φ_H(s)`.
    #[must_use]
    pub fn coalition_stable(&self, concept: Concept, h: &[Actor], s: State) -> bool {
        let no_escape = |s2| {
            self.reach(h, s2)
                .into_iter()
                .all(|q| self.no_better_for_some(h, q, s))
        };
        let hurts = |s2: State| {
            let escape_matters = concept == Concept::CoalitionSmr;
            self.no_better_for_some(h, s2, s) && (!escape_matters || no_escape(s2))
        };
        self.joint_improvements(h, s).into_iter().all(|s1| {
            self.coalition_responses(concept, h, s1)
                .into_iter()
                .any(hurts)
        })
    }
}

/// All non-empty subsets, each in the order of `of`. Meant for a handful of actors: there are
/// 2ⁿ − 1.
#[must_use]
pub fn non_empty_subsets(of: &[Actor]) -> Vec<Vec<Actor>> {
    let mut subsets: Vec<Vec<Actor>> = vec![Vec::new()];
    for &actor in of {
        let with: Vec<Vec<Actor>> = subsets
            .iter()
            .map(|subset| [subset.as_slice(), &[actor]].concat())
            .collect();
        subsets.extend(with);
    }
    subsets.retain(|subset| !subset.is_empty());
    subsets
}
