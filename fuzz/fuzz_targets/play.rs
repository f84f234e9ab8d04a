//! Any bytes as a model, played: nothing panics, nobody forgets, and the game can be written and read.

#![no_main]

use game::gambit::{read_efg, write_efg};
use game::recall::forgettings;
use graph::{Control, Graph};
use libfuzzer_sys::fuzz_target;
use model::{MemoryLoader, load};
use play::values::Values;
use play::{Limits, play};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let mut loader = MemoryLoader::new().with("model.conflict", text.as_ref());
    let Some(case) = load("model.conflict", &mut loader).case else {
        return;
    };
    for conflict in case.analysed().iter().take(3) {
        if conflict.options.len() > 12 {
            continue;
        }
        let control = Control::default();
        let limits = graph::Limits { memory: 1 << 22 };
        let built = Graph::build(conflict, &limits, &control).ok();
        let ranked = built.as_ref().map(|built| (&built.graph, &built.ranks));
        let values = Values::new(conflict, &[]);
        let limits = Limits { nodes: 2_000 };
        let Ok(played) = play(conflict, &values, ranked, limits, &|| true) else {
            continue;
        };
        assert_eq!(played.states.len(), played.tree.nodes().len());
        assert!(forgettings(&played.tree).is_empty());
        let mut written = Vec::new();
        write_efg(&played.tree, &mut written).expect("memory");
        assert!(read_efg(&written[..]).is_ok());
    }
});
