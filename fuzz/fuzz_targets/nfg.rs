//! Any bytes as a strategic game: what is read can be written and read again as the same game,
//! and what is not read has a message.

#![no_main]

use game::gambit::{read_nfg, write_nfg};
use game::simultaneous::simultaneous;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let game = match read_nfg(bytes) {
        Ok(game) => game,
        Err(error) => return assert!(!error.problems.is_empty()),
    };
    let mut written = Vec::new();
    write_nfg(&game, &mut written).expect("memory");
    assert_eq!(Ok(&game), read_nfg(&written[..]).as_ref());
    if game.cell_count() < 1_000 {
        assert!(simultaneous(&game).is_ok());
    }
});
