//! Game files, written node by node.

use std::fmt::Display;

use game::tree::Tree;

/// The text of a game so far: nodes come in the order of the file.
pub struct Written {
    text: String,
    chances: usize,
    ends: usize,
}

impl Written {
    pub fn new<T: Display>(players: &[T]) -> Self {
        Self {
            text: format!("EFG 2 R \"written\" {{ {} }}\n", quoted(players)),
            chances: 0,
            ends: 0,
        }
    }

    /// A move of chance.
    pub fn chance<T: Display, U: Display>(&mut self, actions: &[(T, U)]) {
        self.chances += 1;
        let actions: Vec<String> = actions
            .iter()
            .map(|(name, weight)| format!("\"{name}\" {weight}"))
            .collect();
        let number = self.chances;
        self.text += &format!("c \"\" {number} \"\" {{ {} }} 0\n", actions.join(" "));
    }

    /// A player, counted from 1, moves at an information set.
    pub fn asks<T: Display>(&mut self, player: usize, set: usize, actions: &[T]) {
        self.text += &format!("p \"\" {player} {set} \"\" {{ {} }} 0\n", quoted(actions));
    }

    /// An end.
    pub fn pays<T: Display>(&mut self, payoffs: &[T]) {
        self.ends += 1;
        let payoffs: Vec<String> = payoffs.iter().map(ToString::to_string).collect();
        let number = self.ends;
        self.text += &format!("t \"\" {number} \"\" {{ {} }}\n", payoffs.join(", "));
    }

    pub fn read(&self) -> Tree {
        crate::tree(&self.text)
    }
}

fn quoted<T: Display>(names: &[T]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    quoted.join(" ")
}
