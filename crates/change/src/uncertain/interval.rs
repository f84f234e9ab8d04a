//! How far a share in draws can be from the share in all completions.

/// The 97.5 % point of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// The 95 % interval of a share of which `count` of `draws` draws are known. Wilson (1927),
/// "Probable inference, the law of succession, and statistical inference". Without draws, all of
/// 0 to 1.
#[must_use]
pub fn wilson(count: u64, draws: u64) -> (f64, f64) {
    if draws == 0 {
        return (0.0, 1.0);
    }
    let (n, share) = (draws as f64, count as f64 / draws as f64);
    let spread = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    let middle = share + Z * Z / (2.0 * n);
    let whole = 1.0 + Z * Z / n;
    // At the ends the formula gives 0 and 1 up to rounding.
    let low = if count == 0 {
        0.0
    } else {
        (middle - spread) / whole
    };
    let high = if count == draws {
        1.0
    } else {
        (middle + spread) / whole
    };
    (low.clamp(0.0, 1.0), high.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::wilson;

    /// Newcombe (1998), "Two-sided confidence intervals for the single proportion", table I, method 3.
    #[test]
    fn the_published_intervals() {
        for (count, draws, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            let (l, h) = wilson(count, draws);
            assert!(
                (l - low).abs() < 5e-5 && (h - high).abs() < 5e-5,
                "{count} of {draws}: {l} {h}"
            );
        }
    }
}
