//! How regrets are kept, and turned into play.

/// A way to keep regrets. All have an average play whose regret falls at least with the root of the
/// number of iterations; in practice much faster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variant {
    /// Regrets below 0 are set to 0, later play weighs more: CFR+ (Tammelin 2014, "Solving large
    /// imperfect information games using CFR+").
    Plus,
    /// Old regrets fade, those below 0 faster: discounted CFR with 3/2, 0, 2 (Brown and Sandholm
    /// 2019, "Solving imperfect-information games via discounted regret minimization").
    Discounted,
    /// As `Plus`, but play already answers the last regret as if it came again: PCFR+ (Farina,
    /// Kroer and Sandholm 2021, "Faster game solving via predictive Blackwell approachability").
    Predictive,
}

/// What one iteration does to regrets.
pub(crate) struct Step {
    variant: Variant,
    /// What is left of a regret above 0, and of one below, in `Discounted`.
    kept: (f64, f64),
}

impl Step {
    /// The step of an iteration, counted from 1.
    pub(crate) fn new(variant: Variant, iteration: u64) -> Step {
        let power = (iteration as f64).powf(1.5);
        Step {
            variant,
            kept: (power / (power + 1.0), 0.5),
        }
    }

    /// The weight of an iteration's play in the average.
    pub(crate) fn weight(&self, iteration: u64) -> f64 {
        let time = iteration as f64;
        match self.variant {
            Variant::Plus => time,
            Variant::Discounted | Variant::Predictive => time * time,
        }
    }

    /// Adds the regrets of one information set and writes the play that follows from them, in
    /// proportion to regrets above 0; all actions alike where there are none (regret matching, Hart
    /// and Mas-Colell 2000). `pays` is what each action pays, `mean` what the play so far pays.
    pub(crate) fn learn(&self, pays: &[f64], mean: f64, regrets: &mut [f64], play: &mut [f64]) {
        let mut total = 0.0;
        for ((pay, regret), play) in pays.iter().zip(regrets).zip(play.iter_mut()) {
            let gained = pay - mean;
            let known = *regret + gained;
            let hoped = match self.variant {
                Variant::Plus => {
                    *regret = known.max(0.0);
                    *regret
                }
                Variant::Discounted => {
                    *regret = known
                        * if known > 0.0 {
                            self.kept.0
                        } else {
                            self.kept.1
                        };
                    regret.max(0.0)
                }
                Variant::Predictive => {
                    *regret = known.max(0.0);
                    (*regret + gained).max(0.0)
                }
            };
            *play = hoped;
            total += hoped;
        }
        let count = play.len() as f64;
        for play in play {
            *play = if total > 0.0 {
                *play / total
            } else {
                1.0 / count
            };
        }
    }
}
