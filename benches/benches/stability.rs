//! Stability under five concepts, by number of options.

use benches::{Shape, conflict, matrix, random_rankings};
use divan::{Bencher, black_box};
use graph::{Built, Control, Graph, Limits};
use stability::Analysis;

fn main() {
    divan::main();
}

fn built(actors: u16, options: u16, shape: Shape) -> Built {
    let model = conflict(actors, options, shape, 7);
    Graph::build(&model, &Limits::default(), &Control::default())
        .unwrap_or_else(|error| panic!("{error:?}"))
}

/// States, moves and ranks from a checked model with twelve statements for each actor.
#[divan::bench(args = [8, 12, 16, 20])]
fn build(bencher: Bencher<'_, '_>, options: u16) {
    let model = conflict(4, options, Shape::Free, 7);
    bencher.bench(|| Graph::build(black_box(&model), &Limits::default(), &Control::default()));
}

#[divan::bench(args = [8, 12, 16, 20])]
fn free(bencher: Bencher<'_, '_>, options: u16) {
    let built = built(4, options, Shape::Free);
    bencher.bench(|| {
        Analysis::run(&built.graph, &built.ranks, &Control::default())
            .map(black_box)
            .map(|analysis| analysis.equilibria(model::conflict::Concept::Seq))
    });
}

#[divan::bench(args = [8, 12, 16, 20])]
fn restricted(bencher: Bencher<'_, '_>, options: u16) {
    let built = built(4, options, Shape::Restricted);
    bencher.bench(|| {
        Analysis::run(&built.graph, &built.ranks, &Control::default())
            .map(black_box)
            .map(|analysis| analysis.equilibria(model::conflict::Concept::Seq))
    });
}

#[divan::bench(args = [8, 12, 14, 16])]
fn two_actors_random_rankings(bencher: Bencher<'_, '_>, options: u16) {
    let built = built(2, options, Shape::Free);
    let ranks = random_rankings(&built.graph, 5);
    bencher.bench(|| {
        Analysis::run(&built.graph, &ranks, &Control::default())
            .map(black_box)
            .map(|analysis| analysis.equilibria(model::conflict::Concept::Seq))
    });
}

#[divan::bench(args = [8, 10, 12])]
fn two_actors_by_matrices(bencher: Bencher<'_, '_>, options: u16) {
    let built = built(2, options, Shape::Free);
    let ranks = random_rankings(&built.graph, 5);
    bencher.bench(|| matrix::equilibria(&built.graph, &ranks));
}
