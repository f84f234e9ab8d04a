//! Any bytes as a game tree: what is read can be written and read again as the same tree, and
//! what is not read has a message.

#![no_main]

use game::gambit::{read_efg, write_efg};
use game::recall::forgettings;
use game::reduced::reduced;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let tree = match read_efg(bytes) {
        Ok(tree) => tree,
        Err(error) => return assert!(!error.problems.is_empty()),
    };
    let mut written = Vec::new();
    write_efg(&tree, &mut written).expect("memory");
    assert_eq!(Ok(&tree), read_efg(&written[..]).as_ref());
    let _ = forgettings(&tree);
    if tree.nodes().len() < 20 {
        let _ = reduced(&tree);
    }
});
