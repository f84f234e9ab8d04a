//! Shared words by number of documents, and altered quotations.

use benches::documents::documents;
use divan::{Bencher, black_box};
use evidence::Text;
use evidence::shared::{Options, shared_runs};
use evidence::similar::{self, altered, near_duplicates};

fn main() {
    divan::main();
}

#[divan::bench(args = [50, 100, 200])]
fn exact(bencher: Bencher<'_, '_>, count: usize) {
    let made = documents(count, 7);
    let texts: Vec<Text<'_>> = made.texts.iter().map(|text| Text::new(text)).collect();
    bencher.bench(|| shared_runs(black_box(&texts), &Options::default(), &|| false));
}

#[divan::bench(args = [50, 100, 200])]
fn nearly(bencher: Bencher<'_, '_>, count: usize) {
    let made = documents(count, 7);
    let texts: Vec<Text<'_>> = made.texts.iter().map(|text| Text::new(text)).collect();
    let options = similar::Options::default();
    bencher.bench(|| near_duplicates(black_box(&texts), &options, &|| false));
}

#[divan::bench]
fn quotations() -> Option<similar::Alteration> {
    altered(
        black_box("We do what we need to do."),
        black_box("We’ll do what we need to do,"),
    )
}
