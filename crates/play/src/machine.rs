//! What can happen next at a position of the play.

use game::Rational;
use graph::layout::Code;
use graph::step::{Settled, Step, direction_allows};
use model::conflict::{ActorId, Conflict, Level, OptionDef, OptionId};
use model::formula::Formula;
use syntax::diagnostic::Diagnostic;

use crate::codes;
use crate::program::{Instruction, InstructionKind, Program};

/// Where the play stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Position {
    /// The next step.
    pub next: usize,
    /// The state of the conflict.
    pub code: Code,
    /// The values of the private types drawn so far.
    pub types: Vec<u8>,
    /// What has been chosen of a group of simultaneous moves: bits and their values.
    pub pending: Vec<(ActorId, Code, Code)>,
}

/// What happened by itself on the way to a branching.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happening {
    /// The state changed from the first to the second.
    Changed(Code, Code),
    /// Everybody was paid for the state, times this.
    Paid(Code, Rational),
}

/// What can happen next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// The play is over.
    Over,
    /// Chance moves.
    Chance {
        /// The step.
        step: usize,
        /// What can happen and how likely, and where it leads.
        branches: Vec<(String, Rational, Position)>,
    },
    /// An actor moves.
    Move {
        /// The step.
        step: usize,
        /// Who.
        actor: ActorId,
        /// What it can do, and where that leads.
        branches: Vec<(String, Position)>,
    },
}

/// The rules of the play.
pub struct Machine<'m> {
    /// The conflict.
    pub conflict: &'m Conflict,
    /// What a move does.
    pub step: &'m Step,
    /// The steps.
    pub program: &'m Program,
}

impl Machine<'_> {
    /// Whether a formula of the game lens holds.
    #[must_use]
    pub fn holds(&self, formula: &Formula, code: Code, types: &[u8]) -> bool {
        let options = self.conflict.options.len();
        let level = |option: OptionId| match option.index().checked_sub(options) {
            None => self.step.layout.field(option).get(code),
            Some(number) => Level(types.get(number).copied().unwrap_or(0)),
        };
        formula.holds(&level, None)
    }

    /// Goes on to where something branches. `position` is then that place.
    ///
    /// # Errors
    /// Something leads to what is no state.
    pub fn next(
        &self,
        position: &mut Position,
        happened: &mut Vec<Happening>,
    ) -> Result<Next, Box<Diagnostic>> {
        while let Some(instruction) = self.program.steps.get(position.next) {
            let applies = !position.pending.is_empty()
                || self.holds(&instruction.condition, position.code, &position.types);
            if !applies {
                position.next += 1 + together(instruction);
                continue;
            }
            match &instruction.kind {
                InstructionKind::Draw {
                    number,
                    probabilities,
                } => {
                    if let Some(next) = self.draw(position, *number, probabilities) {
                        return Ok(next);
                    }
                }
                InstructionKind::Move {
                    actor,
                    options,
                    together,
                } => {
                    let branches = self.moves(position, instruction, *actor, options, *together)?;
                    let step = position.next;
                    match <[(String, Position); 1]>::try_from(branches) {
                        Ok([(_, only)]) => {
                            changed(position.code, only.code, happened);
                            *position = only;
                        }
                        Err(branches) => {
                            return Ok(Next::Move {
                                step,
                                actor: *actor,
                                branches,
                            });
                        }
                    }
                }
                InstructionKind::Chance { option, levels } => {
                    let branches = self.chances(position, instruction, *option, levels)?;
                    let step = position.next;
                    match <[(String, Rational, Position); 1]>::try_from(branches) {
                        Ok([(_, _, only)]) => {
                            changed(position.code, only.code, happened);
                            *position = only;
                        }
                        Err(branches) => return Ok(Next::Chance { step, branches }),
                    }
                }
                InstructionKind::Set { mask, value } => {
                    let code = self.land(position.code & !mask | value, instruction)?;
                    changed(position.code, code, happened);
                    position.code = code;
                    position.next += 1;
                }
                InstructionKind::End => position.next = self.program.steps.len(),
                InstructionKind::Pay(worth) => {
                    happened.push(Happening::Paid(position.code, worth.clone()));
                    position.next += 1;
                }
            }
        }
        if self.program.pays_at_end {
            happened.push(Happening::Paid(position.code, Rational::ONE));
        }
        Ok(Next::Over)
    }

    /// The values of a type that can be drawn; nothing where there is one.
    fn draw(
        &self,
        position: &mut Position,
        number: usize,
        probabilities: &[Rational],
    ) -> Option<Next> {
        let step = position.next;
        let drawn = self.conflict.game.types.get(number)?;
        let mut branches = Vec::new();
        for (value, (named, probability)) in (0u8..).zip(drawn.values.iter().zip(probabilities)) {
            if probability.is_zero() {
                continue;
            }
            let mut after = position.clone();
            after.types.push(value);
            after.next += 1;
            branches.push((named.name.clone(), probability.clone(), after));
        }
        if let [(_, _, only)] = branches.as_slice() {
            *position = only.clone();
            return None;
        }
        Some(Next::Chance { step, branches })
    }

    /// What an actor can do. Of several choices that come to the same state the first is kept.
    fn moves(
        &self,
        position: &Position,
        instruction: &Instruction,
        actor: ActorId,
        options: &[OptionId],
        together: usize,
    ) -> Result<Vec<(String, Position)>, Box<Diagnostic>> {
        let alone = together == 0 && position.pending.is_empty();
        let mut branches: Vec<(String, Position)> = Vec::new();
        for raw in self.settings(position.code, options) {
            let mask = self.mask(options);
            let landed = match self.step.settle(raw) {
                Settled::At(code) if self.step.is_state(code) => Some(code),
                _ => None,
            };
            let open = raw == position.code
                || landed.is_some_and(|code| self.step.is_open(actor, position.code, code));
            let Some(code) = landed.filter(|_| open) else {
                continue;
            };
            let mut after = position.clone();
            after.next += 1;
            if alone {
                if branches.iter().any(|(_, other)| other.code == code) {
                    continue;
                }
                after.code = code;
            } else {
                after.pending.push((actor, mask, raw & mask));
                if together == 0 {
                    after.code = self.joined(position.code, &after.pending, instruction)?;
                    after.pending.clear();
                }
            }
            branches.push((self.chosen(raw, options), after));
        }
        Ok(branches)
    }

    /// The state that simultaneous choices lead to.
    fn joined(
        &self,
        code: Code,
        pending: &[(ActorId, Code, Code)],
        instruction: &Instruction,
    ) -> Result<Code, Box<Diagnostic>> {
        let raw = pending
            .iter()
            .fold(code, |code, (_, mask, value)| code & !mask | value);
        self.land(raw, instruction)
    }

    /// The state that a change leads to, or an error.
    fn land(&self, raw: Code, instruction: &Instruction) -> Result<Code, Box<Diagnostic>> {
        if let Settled::At(code) = self.step.settle(raw)
            && self.step.is_state(code)
        {
            return Ok(code);
        }
        let message = format!(
            "`{}` can lead to {}, which is no state of the conflict",
            instruction.text,
            self.described(raw)
        );
        Err(Box::new(
            Diagnostic::error(codes::LEADS_NOWHERE, instruction.span, message).hint(
                "choices made at the same time, chance and `set` have to fit the rules; say when \
                 they happen with `if`, or make what follows from them a forced consequence",
            ),
        ))
    }

    fn chances(
        &self,
        position: &Position,
        instruction: &Instruction,
        option: OptionId,
        levels: &[(Level, Rational)],
    ) -> Result<Vec<(String, Rational, Position)>, Box<Diagnostic>> {
        let field = self.step.layout.field(option);
        let mut branches = Vec::new();
        for (level, probability) in levels {
            if probability.is_zero() {
                continue;
            }
            let raw = position.code & !field.mask() | field.put(*level);
            let mut after = position.clone();
            after.next += 1;
            after.code = self.land(raw, instruction)?;
            branches.push((self.chosen(raw, &[option]), probability.clone(), after));
        }
        Ok(branches)
    }

    fn mask(&self, options: &[OptionId]) -> Code {
        options.iter().fold(0, |mask, option| {
            mask | self.step.layout.field(*option).mask()
        })
    }

    /// Every setting of the options that their directions allow from here, the first option's
    /// highest value first: "yes" before "no".
    fn settings(&self, code: Code, options: &[OptionId]) -> Vec<Code> {
        let mut settings = vec![code];
        for option in options {
            let field = self.step.layout.field(*option);
            let direction = self
                .conflict
                .options
                .get(option.index())
                .map_or(model::conflict::Direction::Fixed, |option| option.direction);
            let before = field.get(code);
            let levels: Vec<Level> = (0..field.levels)
                .rev()
                .map(Level)
                .filter(|after| direction_allows(direction, before, *after))
                .collect();
            settings = settings
                .iter()
                .flat_map(|setting| {
                    levels
                        .iter()
                        .map(move |level| setting & !field.mask() | field.put(*level))
                })
                .collect();
        }
        settings
    }

    /// `lead, not veto`, `tariff = high`
    fn chosen(&self, code: Code, options: &[OptionId]) -> String {
        let words: Vec<String> = options
            .iter()
            .filter_map(|option| {
                let definition = self.conflict.options.get(option.index())?;
                let level = self.step.layout.field(*option).get(code);
                Some(match (definition.is_binary(), level.0) {
                    (true, 0) => format!("not {}", definition.name),
                    (true, _) => definition.name.clone(),
                    (false, _) => format!("{} = {}", definition.name, definition.level_name(level)),
                })
            })
            .collect();
        words.join(", ")
    }

    /// An option's name, with its owner's where several options have that name.
    #[must_use]
    pub fn named(&self, option: &OptionDef) -> String {
        let options = &self.conflict.options;
        let alike = options.iter().filter(|other| other.name == option.name);
        match option.owner {
            Some(owner) if alike.count() > 1 => {
                format!(
                    "{}.{}",
                    self.conflict.actors[owner.index()].name,
                    option.name
                )
            }
            _ => option.name.clone(),
        }
    }

    /// The state in words: what is taken.
    #[must_use]
    pub fn described(&self, code: Code) -> String {
        let words: Vec<String> = self
            .conflict
            .options
            .iter()
            .zip(self.step.layout.fields())
            .filter_map(|(option, field)| {
                let level = field.get(code);
                match (option.is_binary(), level.0) {
                    (true, 0) => None,
                    (true, _) => Some(self.named(option)),
                    (false, _) => Some(format!(
                        "{} = {}",
                        self.named(option),
                        option.level_name(level)
                    )),
                }
            })
            .collect();
        if words.is_empty() {
            "none".to_owned()
        } else {
            words.join(", ")
        }
    }
}

/// Notes a change of the state, if it is one.
fn changed(before: Code, after: Code, happened: &mut Vec<Happening>) {
    if before != after {
        happened.push(Happening::Changed(before, after));
    }
}

/// How many further moves belong to a group.
fn together(instruction: &Instruction) -> usize {
    match instruction.kind {
        InstructionKind::Move { together, .. } => together,
        _ => 0,
    }
}
