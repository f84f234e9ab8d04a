//! Any bytes as a model, played: nothing panics, nobody forgets, and the game that is written is read as the
//! same.

#![no_main]

use detente_fuzz::small_conflicts;
use game::gambit::{read_efg, write_efg};
use game::recall::forgettings;
use graph::{Control, Graph};
use libfuzzer_sys::fuzz_target;
use play::values::Values;
use play::{Limits, play};

fuzz_target!(|bytes: &[u8]| {
    small_conflicts(bytes, |conflict| {
        let limits = graph::Limits { memory: 1 << 22 };
        let built = Graph::build(conflict, &limits, &Control::default()).ok();
        let ranked = built.as_ref().map(|built| (&built.graph, &built.ranks));
        let values = Values::new(conflict, &[]);
        let limits = Limits { nodes: 2_000 };
        let Ok(played) = play(conflict, &values, ranked, limits, &|| true) else {
            return;
        };
        assert_eq!(played.states.len(), played.tree.nodes().len());
        assert!(forgettings(&played.tree).is_empty());
        let mut written = Vec::new();
        write_efg(&played.tree, &mut written).expect("memory");
        assert!(read_efg(&written[..]).is_ok_and(|read| read == played.tree));
    });
});
