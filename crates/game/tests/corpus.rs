//! Every file of a large collection of games, where it is at hand: read, written, read again.

#![allow(clippy::print_stderr, reason = "a test says what it skips")]

use std::path::{Path, PathBuf};

use game::gambit::{read_efg, read_nfg, write_efg, write_nfg};
use game::recall::forgettings;
use game::simultaneous::simultaneous;

/// The collection is other people's work and no part of the project.
fn files(extension: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/games");
    let mut found = Vec::new();
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            eprintln!("skipped: no games at {}", folder.display());
            continue;
        };
        for entry in entries {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

#[test]
fn game_trees_survive_writing_and_reading() {
    for path in files("efg") {
        let text = std::fs::read(&path).expect("a file");
        let tree =
            read_efg(&text[..]).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut written = Vec::new();
        write_efg(&tree, &mut written).expect("memory");
        let again =
            read_efg(&written[..]).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(tree, again, "{}", path.display());
        // Numbers are equal by value; their texts are the same where this is.
        let mut twice = Vec::new();
        write_efg(&again, &mut twice).expect("memory");
        assert_eq!(written, twice, "{}", path.display());
    }
}

#[test]
fn strategic_games_survive_writing_and_reading_also_as_trees() {
    for path in files("nfg") {
        let text = std::fs::read(&path).expect("a file");
        let game =
            read_nfg(&text[..]).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut written = Vec::new();
        write_nfg(&game, &mut written).expect("memory");
        let again =
            read_nfg(&written[..]).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(game, again, "{}", path.display());
        let tree = simultaneous(&game).expect("a small game");
        let back = game::reduced::reduced(&tree).expect("a small game").game;
        for cell in 0..game.cell_count() {
            for player in tree.player_ids() {
                let zero = game::Number::from(0);
                let payoff = game.payoff(cell, player).unwrap_or(&zero);
                assert_eq!(
                    back.payoff(cell, player),
                    Some(payoff),
                    "{}",
                    path.display()
                );
            }
        }
    }
}

/// The games that their authors made to show players who forget.
#[test]
fn games_of_imperfect_recall_are_known() {
    let forgetful: Vec<String> = files("efg")
        .iter()
        .filter(|path| {
            let text = std::fs::read(path).expect("a file");
            !forgettings(&read_efg(&text[..]).expect("a game")).is_empty()
        })
        .map(|path| {
            path.file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    if !forgetful.is_empty() {
        for name in ["fig5_12", "wichardt2008"] {
            assert!(
                forgetful.iter().any(|one| one == name),
                "{name} of {forgetful:?}"
            );
        }
    }
    eprintln!("imperfect recall: {forgetful:?}");
}
