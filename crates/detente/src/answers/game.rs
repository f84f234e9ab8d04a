//! A game of another program's file: what it is, and its equilibria.

use equilibrium::backward::{NoBackward, backward};
use equilibrium::behaviour::{self, Behaviour, from_plans};
use equilibrium::extreme::{Limits, extreme_while};
use equilibrium::mixed::{self, Mixed};
use equilibrium::pure::pure;
use equilibrium::{Completeness, components};
use game::recall::{Forgetting, Forgotten, forgettings};
use game::reduced::{Reduced, reduced};
use game::tree::{InformationSetId, Mover, NodeId, PlayerId, Tree};
use game::{Number, Rational, Strategic};
use graph::Control;
use report::answer::{
    GameAnswer, GameBehaviour, GameCompleteness, GameComponent, GameEquilibrium, GameForgetting,
    GameForm, GamePlay, GamePlayer, GameSize, GameSolution, GameSolver, GameWeight, VERSION,
};

use crate::error::AnswerError;

/// A game as it was read.
pub enum Source {
    /// From a `.efg` file.
    Tree(Tree),
    /// From a `.nfg` file.
    Strategic(Strategic),
}

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Request {
    /// Which equilibria.
    pub wanted: Wanted,
    /// How many are listed at most.
    pub most: usize,
}

/// Which equilibria are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// What suits the game.
    Suitable,
    /// These.
    These(GameSolver),
    /// None.
    Nothing,
}

/// Describes a game and solves it.
///
/// # Errors
/// What is asked does not fit the game, the game is too large for it, or the user stops the work.
pub fn game(
    file: &str,
    source: &Source,
    request: Request,
    control: &Control,
) -> Result<GameAnswer, AnswerError> {
    let mut answer = match source {
        Source::Tree(tree) => of_tree(file, tree),
        Source::Strategic(game) => of_table(file, game),
    };
    control.step("writing the game as a table")?;
    let table = match source {
        Source::Tree(tree) => reduced(tree)
            .map(Table::Plans)
            .map_err(|error| error.to_string()),
        Source::Strategic(game) => Ok(Table::Game(game)),
    };
    if let Ok(table) = &table {
        let game = table.game();
        answer.size.cells = Some(game.cell_count() as u64);
        for (player, own) in answer.players.iter_mut().zip(game.players()) {
            player.strategies = Some(own.strategies.len() as u64);
        }
        answer.constant_sum |= is_constant_sum(game);
    }
    let Some(solver) = solver(source, request.wanted) else {
        return Ok(answer);
    };
    control.step("looking for equilibria")?;
    let found = match (solver, source, &table) {
        (GameSolver::Backward, Source::Tree(tree), _) => by_backward_induction(tree, request.most)?,
        (GameSolver::Backward, Source::Strategic(_), _) => {
            let why = "backward induction needs a game tree (.efg), and this is a strategic game";
            return Err(AnswerError::Question(why.to_owned()));
        }
        (_, _, Err(why)) if request.wanted == Wanted::Suitable => {
            answer.remarks.push(format!("Not solved: {why}."));
            return Ok(answer);
        }
        (_, _, Err(why)) => return Err(AnswerError::TooLarge(why.clone())),
        (GameSolver::Pure, _, Ok(table)) => all_pure(source, table, request.most),
        (GameSolver::Extreme, _, Ok(table)) => all_extreme(source, table, request.most, control)?,
    };
    answer.solution = Some(found);
    let forgetful = answer
        .players
        .iter()
        .find(|player| player.forgets.is_some());
    if let Some(player) = forgetful {
        answer.remarks.push(format!(
            "Only plans and mixtures of plans are compared here. {} forgets, so behaviour that mixes \
             at each information set on its own may be paid more or less.",
            player.name
        ));
    }
    Ok(answer)
}

fn solver(source: &Source, wanted: Wanted) -> Option<GameSolver> {
    let players = match source {
        Source::Tree(tree) => tree.players().len(),
        Source::Strategic(game) => game.players().len(),
    };
    match (wanted, source) {
        (Wanted::Nothing, _) => None,
        (Wanted::These(solver), _) => Some(solver),
        (Wanted::Suitable, Source::Tree(tree)) if tree.has_perfect_information() => {
            Some(GameSolver::Backward)
        }
        (Wanted::Suitable, _) if players == 2 => Some(GameSolver::Extreme),
        (Wanted::Suitable, _) => Some(GameSolver::Pure),
    }
}

/// The table that is solved: of a strategic game itself, or of a tree's reduced strategies.
enum Table<'a> {
    Game(&'a Strategic),
    Plans(Reduced),
}

impl Table<'_> {
    fn game(&self) -> &Strategic {
        match self {
            Table::Game(game) => game,
            Table::Plans(form) => &form.game,
        }
    }
}

fn empty(file: &str, form: GameForm, title: &str, comment: &str) -> GameAnswer {
    GameAnswer {
        version: VERSION,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        file: file.to_owned(),
        title: title.to_owned(),
        comment: comment.to_owned(),
        form,
        size: GameSize::default(),
        perfect_information: None,
        constant_sum: false,
        players: Vec::new(),
        solution: None,
        remarks: Vec::new(),
    }
}

fn of_table(file: &str, game: &Strategic) -> GameAnswer {
    let mut answer = empty(file, GameForm::Strategic, game.title(), game.comment());
    let player = |player: &game::strategic::StrategicPlayer| GamePlayer {
        name: player.name.to_string(),
        information_sets: None,
        strategies: None,
        forgets: None,
    };
    answer.players = game.players().iter().map(player).collect();
    answer
}

fn of_tree(file: &str, tree: &Tree) -> GameAnswer {
    let mut answer = empty(file, GameForm::Tree, tree.title(), tree.comment());
    let ends = tree
        .nodes()
        .iter()
        .filter(|node| node.mover == Mover::Nobody);
    answer.size = GameSize {
        nodes: Some(tree.nodes().len() as u64),
        ends: Some(ends.count() as u64),
        depth: Some(tree.depth() as u64),
        chance_moves: Some(tree.chances().len() as u64),
        cells: None,
    };
    answer.perfect_information = Some(tree.has_perfect_information());
    answer.constant_sum = tree.is_constant_sum();
    let forgettings = forgettings(tree);
    for (id, player) in tree.player_ids().zip(tree.players()) {
        let forgets = forgettings.iter().find(|one| one.player == id);
        answer.players.push(GamePlayer {
            name: player.name.to_string(),
            information_sets: Some(player.information_sets.len() as u64),
            strategies: None,
            forgets: forgets.map(|one| forgetting(tree, one)),
        });
    }
    answer
}

fn forgetting(tree: &Tree, found: &Forgetting) -> GameForgetting {
    let history = |node: NodeId| {
        let steps = tree.path(node);
        steps
            .into_iter()
            .map(|(at, action)| action_name(tree, at, action))
            .collect()
    };
    GameForgetting {
        what: match found.what {
            Forgotten::BeingHere => "that it has been here before",
            Forgotten::Action => "what it did",
            Forgotten::Knowledge => "what it knew",
        }
        .to_owned(),
        information_set: set_name(tree, found.information_set),
        histories: vec![history(found.nodes.0), history(found.nodes.1)],
    }
}

/// The name of an action, or its number where it has none.
fn action_name(tree: &Tree, at: NodeId, action: u32) -> String {
    let named = |name: &str| {
        if name.trim().is_empty() {
            format!("action {}", action + 1)
        } else {
            name.to_owned()
        }
    };
    match tree.node(at).mover {
        Mover::Nobody => String::new(),
        Mover::Player(set) => named(&tree.information_set(set).actions[action as usize]),
        Mover::Chance(chance) => named(&tree.chance(chance).actions[action as usize].0),
    }
}

/// The name of an information set where it tells it apart from the player's others, else its number.
fn set_name(tree: &Tree, id: InformationSetId) -> String {
    let set = tree.information_set(id);
    let own = &tree.players()[set.player.index()].information_sets;
    let alone = own
        .iter()
        .filter(|other| tree.information_set(**other).name == set.name)
        .count()
        == 1;
    if alone && !set.name.trim().is_empty() {
        return set.name.to_string();
    }
    format!("set {}", set.number)
}

fn is_constant_sum(game: &Strategic) -> bool {
    if game.players().len() != 2 {
        return false;
    }
    let pays = |cell, player| {
        game.payoff(cell, PlayerId(player))
            .map_or(Rational::ZERO, Number::value)
    };
    let mut sums = (0..game.cell_count()).map(|cell| pays(cell, 0) + pays(cell, 1));
    let first = sums.next();
    sums.all(|sum| Some(&sum) == first.as_ref())
}

fn exact(value: &Rational) -> String {
    value.to_string()
}

fn complete(completeness: Completeness) -> GameCompleteness {
    match completeness {
        Completeness::Complete => GameCompleteness::Complete,
        Completeness::Incomplete => GameCompleteness::Incomplete,
    }
}

fn line<'a>(numbers: impl Iterator<Item = &'a Rational>) -> String {
    let mut line = "NE".to_owned();
    for number in numbers {
        line.push(',');
        line += &exact(number);
    }
    line
}

fn by_backward_induction(tree: &Tree, most: usize) -> Result<GameSolution, AnswerError> {
    let found = backward(tree, most).map_err(|error| match error {
        NoBackward::ImperfectInformation => AnswerError::Question(error.to_string()),
        NoBackward::TooLarge | NoBackward::TooManyPayoffs => {
            AnswerError::TooLarge(error.to_string())
        }
    })?;
    let equilibrium = |actions: &Vec<u32>| {
        let weights = tree
            .information_sets()
            .iter()
            .zip(actions)
            .map(|(set, &taken)| {
                (0..set.actions.len() as u32)
                    .map(|action| Rational::from(u8::from(action == taken)))
                    .collect()
            });
        of_behaviour(tree, &weights.collect())
    };
    Ok(GameSolution {
        solver: GameSolver::Backward,
        completeness: complete(found.completeness),
        count: Some(found.count.to_string()),
        equilibria: found.profiles.iter().map(equilibrium).collect(),
        components: Vec::new(),
    })
}

fn of_behaviour(tree: &Tree, profile: &Behaviour) -> GameEquilibrium {
    let certificate = behaviour::certificate(tree, profile);
    let own = |player: PlayerId| tree.players()[player.index()].information_sets.iter();
    let plays = tree.player_ids().map(|player| GamePlay {
        player: tree.players()[player.index()].name.to_string(),
        payoff: exact(&certificate.payoffs[player.index()]),
        // With perfect information nobody forgets.
        regret: certificate.regrets[player.index()]
            .as_ref()
            .map_or_else(String::new, exact),
        strategies: Vec::new(),
        behaviour: own(player)
            .map(|&set| behaves(tree, set, profile))
            .collect(),
    });
    let numbers = tree
        .player_ids()
        .flat_map(own)
        .flat_map(|set| &profile[set.index()]);
    GameEquilibrium {
        players: plays.collect(),
        gambit: line(numbers),
    }
}

fn behaves(tree: &Tree, id: InformationSetId, profile: &Behaviour) -> GameBehaviour {
    let set = tree.information_set(id);
    let first = set.members.first().copied().unwrap_or(NodeId(0));
    let taken = profile[id.index()]
        .iter()
        .enumerate()
        .filter(|(_, weight)| !weight.is_zero());
    GameBehaviour {
        information_set: set_name(tree, id),
        actions: taken
            .map(|(action, weight)| GameWeight {
                name: action_name(tree, first, action as u32),
                probability: exact(weight),
            })
            .collect(),
    }
}

fn all_pure(source: &Source, table: &Table<'_>, most: usize) -> GameSolution {
    let game = table.game();
    let found = pure(game, most);
    let mixture = |strategies: &Vec<usize>| -> Mixed {
        let players = game.players().iter().zip(strategies);
        let weights = players.map(|(player, &played)| {
            (0..player.strategies.len())
                .map(|one| Rational::from(u8::from(one == played)))
                .collect()
        });
        weights.collect()
    };
    GameSolution {
        solver: GameSolver::Pure,
        completeness: complete(found.completeness),
        count: Some(found.count.to_string()),
        equilibria: found
            .profiles
            .iter()
            .map(|one| of_mixture(source, table, &mixture(one)))
            .collect(),
        components: Vec::new(),
    }
}

fn all_extreme(
    source: &Source,
    table: &Table<'_>,
    most: usize,
    control: &Control,
) -> Result<GameSolution, AnswerError> {
    let limits = Limits {
        equilibria: most,
        ..Limits::default()
    };
    let goes_on = || control.check().is_ok();
    let found = extreme_while(table.game(), limits, &goes_on)
        .map_err(|error| AnswerError::Question(error.to_string()))?;
    control.check()?;
    let whole = found.completeness == Completeness::Complete;
    let components = if whole {
        connected(&found.equilibria)
    } else {
        Vec::new()
    };
    Ok(GameSolution {
        solver: GameSolver::Extreme,
        completeness: complete(found.completeness),
        count: whole.then(|| found.equilibria.len().to_string()),
        equilibria: found
            .equilibria
            .iter()
            .map(|one| of_mixture(source, table, one))
            .collect(),
        components,
    })
}

fn connected(equilibria: &[Mixed]) -> Vec<GameComponent> {
    let (found, completeness) = components::components(equilibria);
    if completeness == Completeness::Incomplete {
        return Vec::new();
    }
    let component = |component: &components::Component| GameComponent {
        equilibria: component
            .extreme
            .iter()
            .map(|&place| place as u64 + 1)
            .collect(),
        subsets: component
            .subsets
            .iter()
            .map(|subset| {
                let inside = component.extreme.iter().filter(|&&place| {
                    subset.first.contains(&equilibria[place][0])
                        && subset.second.contains(&equilibria[place][1])
                });
                inside.map(|&place| place as u64 + 1).collect()
            })
            .collect(),
    };
    found.iter().map(component).collect()
}

/// Whether a plan of the mixture leads to the information set at this place of its player's.
fn decides(table: &Table<'_>, player: usize, weights: &[Rational], place: usize) -> bool {
    let Table::Plans(form) = table else {
        return false;
    };
    let played = form.plans[player]
        .iter()
        .zip(weights)
        .filter(|(_, weight)| !weight.is_zero());
    played.into_iter().any(|(plan, _)| plan[place].is_some())
}

fn of_mixture(source: &Source, table: &Table<'_>, mixture: &Mixed) -> GameEquilibrium {
    let game = table.game();
    let certificate = mixed::certificate(game, mixture);
    let behaved = match (source, table) {
        (Source::Tree(tree), Table::Plans(form)) => {
            let forgetful: Vec<PlayerId> = forgettings(tree)
                .into_iter()
                .map(|one| one.player)
                .collect();
            Some((tree, from_plans(tree, &form.plans, mixture), forgetful))
        }
        _ => None,
    };
    let plays = game.players().iter().enumerate().map(|(index, player)| {
        let id = PlayerId(index as u32);
        let taken = player
            .strategies
            .iter()
            .zip(&mixture[index])
            .filter(|(_, weight)| !weight.is_zero());
        let strategies = taken.map(|(name, weight)| GameWeight {
            name: name.to_string(),
            probability: exact(weight),
        });
        let behaviour = match &behaved {
            Some((tree, profile, forgetful)) if !forgetful.contains(&id) => {
                let sets = tree.players()[index].information_sets.iter().enumerate();
                let decided =
                    sets.filter(|(place, _)| decides(table, index, &mixture[index], *place));
                decided
                    .map(|(_, &set)| behaves(tree, set, profile))
                    .collect()
            }
            _ => Vec::new(),
        };
        GamePlay {
            player: player.name.to_string(),
            payoff: exact(&certificate.payoffs[index]),
            regret: exact(&certificate.regrets[index]),
            strategies: strategies.collect(),
            behaviour,
        }
    });
    GameEquilibrium {
        players: plays.collect(),
        gambit: line(mixture.iter().flatten()),
    }
}
