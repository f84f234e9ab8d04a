//! Any bytes as a model, all the way to stability: nothing panics, whatever is asked of how many
//! states, and the inclusions between the concepts hold.

#![no_main]

use graph::{Control, Graph, Limits};
use libfuzzer_sys::fuzz_target;
use model::conflict::Concept;
use model::{MemoryLoader, load};
use stability::Analysis;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let mut loader = MemoryLoader::new().with("model.conflict", text.as_ref());
    let Some(case) = load("model.conflict", &mut loader).case else {
        return;
    };
    let limits = Limits { memory: 1 << 22 };
    for conflict in case.analysed().iter().take(3) {
        if conflict.options.len() > 12 {
            continue;
        }
        let control = Control::default();
        let Ok(built) = Graph::build(conflict, &limits, &control) else {
            continue;
        };
        let Ok(analysis) = Analysis::run(&built.graph, &built.ranks, &control) else {
            continue;
        };
        for actor in built.graph.actors() {
            let stable = |concept| analysis.stable(concept, actor);
            assert!(stable(Concept::Nash).is_subset(stable(Concept::Sseq)));
            assert!(stable(Concept::Sseq).is_subset(stable(Concept::Seq)));
            assert!(stable(Concept::Sseq).is_subset(stable(Concept::Smr)));
            assert!(stable(Concept::Seq).is_subset(stable(Concept::Gmr)));
            assert!(stable(Concept::Smr).is_subset(stable(Concept::Gmr)));
        }
    }
});
