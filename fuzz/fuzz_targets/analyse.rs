//! Any bytes as a model, all the way to stability: nothing panics, whatever is asked of how many
//! states, and the inclusions between the concepts hold.

#![no_main]

use detente_fuzz::small_conflicts;
use graph::{Control, Graph, Limits};
use libfuzzer_sys::fuzz_target;
use model::conflict::Concept;
use stability::Analysis;

fuzz_target!(|bytes: &[u8]| {
    small_conflicts(bytes, |conflict| {
        let control = Control::default();
        let limits = Limits { memory: 1 << 22 };
        let Ok(built) = Graph::build(conflict, &limits, &control) else {
            return;
        };
        let Ok(analysis) = Analysis::run(&built.graph, &built.ranks, &control) else {
            return;
        };
        for actor in built.graph.actors() {
            let stable = |concept| analysis.stable(concept, actor);
            assert!(stable(Concept::Nash).is_subset(stable(Concept::Sseq)));
            assert!(stable(Concept::Sseq).is_subset(stable(Concept::Seq)));
            assert!(stable(Concept::Sseq).is_subset(stable(Concept::Smr)));
            assert!(stable(Concept::Seq).is_subset(stable(Concept::Gmr)));
            assert!(stable(Concept::Smr).is_subset(stable(Concept::Gmr)));
        }
    });
});
