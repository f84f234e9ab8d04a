//! From a [`Conflict`] to the JSON conflict form.

use std::fmt;

use serde_json::{Map, Value, json};

use super::views::KINDS;
use crate::conflict::{
    ActorId, Attitude, AttitudeKind, Conflict, Direction, ListedState, NamedStateId,
    PreferenceKind, RankLevel, Start, States,
};
use crate::formula::Formula;
use crate::pattern::letter;

/// States, moves and rankings as the caller worked them out. States are numbered by position.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StateTable {
    /// The states.
    pub states: Vec<TableState>,
    /// For each actor and each state, where the actor can move.
    pub moves: Vec<Vec<Vec<usize>>>,
    /// For each actor the levels of states, best first; the states of a level are tied.
    pub rankings: Vec<Vec<Vec<usize>>>,
    /// The status quo, if it is known.
    pub status_quo: Option<usize>,
    /// What actors see in another way.
    pub views: Vec<TableView>,
}

/// What one actor sees in another way: rankings and attitudes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableView {
    /// Who sees it so.
    pub actor: ActorId,
    /// Its label.
    pub label: Option<String>,
    /// For each actor the levels of states, as in [`StateTable::rankings`]; those that are the same
    /// there are not written.
    pub rankings: Vec<Vec<Vec<usize>>>,
    /// The attitudes that it sees; those that are the same in the conflict are not written.
    pub attitudes: Vec<Attitude>,
}

/// One state of a [`StateTable`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableState {
    /// Its id, unique in the table.
    pub id: String,
    /// Its label.
    pub label: Option<String>,
    /// One letter of `Y`, `N`, `-` for each option; none where the conflict has no options.
    pub yn: Option<String>,
}

/// Why a conflict cannot be written in the JSON conflict form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WriteError {
    /// The form knows yes/no options only; this option has levels.
    Levels(String),
    /// The states, moves or rankings do not stand in the model: the caller has to work them out.
    NeedsTable,
    /// The table does not fit the conflict.
    BadTable(String),
    /// The values cannot be written.
    Json(String),
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WriteError::Levels(option) => write!(
                f,
                "the JSON conflict form has yes/no options only, but `{option}` has levels"
            ),
            WriteError::NeedsTable => f.write_str(
                "states, moves and rankings have to be worked out before they are written",
            ),
            WriteError::BadTable(why) => write!(f, "the table does not fit the conflict: {why}"),
            WriteError::Json(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for WriteError {}

/// Writes the JSON conflict form, two spaces an indent, keys in a fixed order. Without a table the
/// conflict must list its states and moves and rank states by name.
///
/// # Errors
/// See [`WriteError`]. Linear in the table.
pub fn to_json(conflict: &Conflict, table: Option<&StateTable>) -> Result<String, WriteError> {
    if let Some(option) = conflict.options.iter().find(|option| !option.is_binary()) {
        return Err(WriteError::Levels(option.name.clone()));
    }
    let own;
    let table = match table {
        Some(table) => table,
        None => {
            own = own_table(conflict).ok_or(WriteError::NeedsTable)?;
            &own
        }
    };
    let mut form = Map::new();
    if let Some(title) = &conflict.title {
        form.insert("title".to_owned(), json!(title));
    }
    let actors: Vec<&str> = conflict
        .actors
        .iter()
        .map(|actor| actor.name.as_str())
        .collect();
    form.insert("decision_makers".to_owned(), json!(actors));
    form.insert("options".to_owned(), options(conflict));
    form.insert("infeasible".to_owned(), json!([]));
    let states: Vec<Value> = table.states.iter().map(state).collect();
    form.insert("states".to_owned(), Value::Array(states));
    form.insert("moves".to_owned(), moves(conflict, table)?);
    form.insert(
        "preferences_most_to_least".to_owned(),
        rankings(conflict, table)?,
    );
    if let Some(start) = table.status_quo {
        form.insert("status_quo".to_owned(), json!(id(table, start)?));
    }
    let attitudes = attitudes(conflict, &conflict.attitudes)?;
    if !attitudes.is_empty() {
        form.insert("attitudes".to_owned(), Value::Object(attitudes));
    }
    let views = table.views.iter().map(|seen| view(conflict, table, seen));
    let views = views.collect::<Result<Vec<_>, _>>()?;
    if !views.is_empty() {
        form.insert("views".to_owned(), Value::Array(views));
    }
    let text = serde_json::to_string_pretty(&Value::Object(form));
    text.map(|text| text + "\n")
        .map_err(|error| WriteError::Json(error.to_string()))
}

fn options(conflict: &Conflict) -> Value {
    let options = conflict.options.iter().map(|option| {
        let owner = option
            .owner
            .and_then(|owner| conflict.actors.get(owner.index()));
        let direction = match option.direction {
            Direction::Both => "both",
            Direction::Up => "fwd",
            Direction::Down => "back",
            Direction::Fixed => "fixed",
        };
        json!({
            "name": option.name,
            "dm": owner.map(|owner| owner.name.as_str()),
            "direction": direction,
        })
    });
    Value::Array(options.collect())
}

fn state(state: &TableState) -> Value {
    let mut fields = Map::new();
    fields.insert("id".to_owned(), json!(state.id));
    if let Some(label) = &state.label {
        fields.insert("label".to_owned(), json!(label));
    }
    if let Some(yn) = &state.yn {
        fields.insert("yn".to_owned(), json!(yn));
    }
    Value::Object(fields)
}

fn id(table: &StateTable, state: usize) -> Result<&str, WriteError> {
    let found = table.states.get(state).map(|state| state.id.as_str());
    found.ok_or_else(|| WriteError::BadTable(format!("there is no state number {state}")))
}

fn per_actor<'c, T>(
    conflict: &'c Conflict,
    entries: &'c [T],
    what: &str,
) -> Result<impl Iterator<Item = (&'c str, &'c T)>, WriteError> {
    if entries.len() != conflict.actors.len() {
        let why = format!(
            "{} {what} for {} actors",
            entries.len(),
            conflict.actors.len()
        );
        return Err(WriteError::BadTable(why));
    }
    let names = conflict.actors.iter().map(|actor| actor.name.as_str());
    Ok(names.zip(entries))
}

fn moves(conflict: &Conflict, table: &StateTable) -> Result<Value, WriteError> {
    let mut all = Map::new();
    for (actor, moves) in per_actor(conflict, &table.moves, "lists of moves")? {
        let mut from_states = Map::new();
        for (from, targets) in moves.iter().enumerate() {
            let targets = targets
                .iter()
                .map(|to| id(table, *to))
                .collect::<Result<Vec<_>, _>>()?;
            from_states.insert(id(table, from)?.to_owned(), json!(targets));
        }
        all.insert(actor.to_owned(), Value::Object(from_states));
    }
    Ok(Value::Object(all))
}

fn rankings(conflict: &Conflict, table: &StateTable) -> Result<Value, WriteError> {
    let mut all = Map::new();
    for (actor, levels) in per_actor(conflict, &table.rankings, "rankings")? {
        all.insert(actor.to_owned(), ranking(table, levels)?);
    }
    Ok(Value::Object(all))
}

fn ranking(table: &StateTable, levels: &[Vec<usize>]) -> Result<Value, WriteError> {
    let mut written = Vec::new();
    for level in levels {
        let level = level
            .iter()
            .map(|state| id(table, *state))
            .collect::<Result<Vec<_>, _>>()?;
        written.push(match level.as_slice() {
            [only] => json!(only),
            tied => json!(tied),
        });
    }
    Ok(Value::Array(written))
}

fn name(conflict: &Conflict, actor: ActorId) -> Result<&str, WriteError> {
    let found = conflict.actors.get(actor.index());
    let found = found.map(|actor| actor.name.as_str());
    found.ok_or_else(|| WriteError::BadTable(format!("there is no actor number {}", actor.0)))
}

/// `{"Cadia": {"favours": ["Alba"]}}`
fn attitudes(conflict: &Conflict, all: &[Attitude]) -> Result<Map<String, Value>, WriteError> {
    let mut written = Map::new();
    for (id, actor) in (0_u16..).map(ActorId).zip(&conflict.actors) {
        let mut kinds = Map::new();
        for kind in KINDS {
            let towards = all
                .iter()
                .filter(|one| one.actor == id && one.kind == kind)
                .map(|one| name(conflict, one.towards))
                .collect::<Result<Vec<_>, _>>()?;
            if !towards.is_empty() {
                kinds.insert(kind.verb().to_owned(), json!(towards));
            }
        }
        if !kinds.is_empty() {
            written.insert(actor.name.clone(), Value::Object(kinds));
        }
    }
    Ok(written)
}

fn view(conflict: &Conflict, table: &StateTable, seen: &TableView) -> Result<Value, WriteError> {
    let mut form = Map::new();
    form.insert("actor".to_owned(), json!(name(conflict, seen.actor)?));
    if let Some(label) = &seen.label {
        form.insert("label".to_owned(), json!(label));
    }
    let mut rankings = Map::new();
    let pairs = per_actor(conflict, &seen.rankings, "rankings")?;
    for ((actor, levels), own) in pairs.zip(&table.rankings) {
        if levels != own {
            rankings.insert(actor.to_owned(), ranking(table, levels)?);
        }
    }
    if !rankings.is_empty() {
        let key = "preferences_most_to_least";
        form.insert(key.to_owned(), Value::Object(rankings));
    }
    let attitudes = attitudes(conflict, &otherwise(conflict, &seen.attitudes))?;
    if !attitudes.is_empty() {
        form.insert("attitudes".to_owned(), Value::Object(attitudes));
    }
    Ok(Value::Object(form))
}

/// The attitudes of a view that differ from those of the conflict. Where the conflict gives one
/// that the view does not, the view has the usual: an actor favours itself and disregards others.
fn otherwise(conflict: &Conflict, seen: &[Attitude]) -> Vec<Attitude> {
    let same = |a: &Attitude, b: &Attitude| (a.actor, a.towards) == (b.actor, b.towards);
    let own = &conflict.attitudes;
    let differs = seen
        .iter()
        .filter(|one| !own.iter().any(|o| same(o, one) && o.kind == one.kind));
    let back = own.iter().filter(|one| !seen.iter().any(|s| same(s, one)));
    let back = back.map(|one| Attitude {
        kind: if one.actor == one.towards {
            AttitudeKind::Favours
        } else {
            AttitudeKind::Disregards
        },
        ..one.clone()
    });
    differs.cloned().chain(back).collect()
}

/// The table of a conflict that lists its states and moves and ranks states by name.
fn own_table(conflict: &Conflict) -> Option<StateTable> {
    let States::Listed { states, moves } = &conflict.states else {
        return None;
    };
    let rankings = (0_u16..).map(ActorId).zip(&conflict.preferences);
    let rankings = rankings.map(|(_, preference)| match &preference.kind {
        PreferenceKind::Ranking(levels) if preference.adjustments.is_empty() => {
            own_ranking(levels, states.len())
        }
        PreferenceKind::Indifferent if preference.adjustments.is_empty() => {
            Some(vec![(0..states.len()).collect()])
        }
        _ => None,
    });
    let with_options = !conflict.options.is_empty();
    Some(StateTable {
        states: states
            .iter()
            .map(|state| table_state(state, with_options))
            .collect(),
        moves: moves
            .as_ref()?
            .iter()
            .map(|arcs| own_moves(arcs, states.len()))
            .collect(),
        rankings: rankings.collect::<Option<_>>()?,
        status_quo: match &conflict.status_quo {
            Start::Named(state) => Some(state.index()),
            Start::Options(_) | Start::Unknown => None,
        },
        views: Vec::new(),
    })
}

fn table_state(state: &ListedState, with_options: bool) -> TableState {
    TableState {
        id: state.name.clone(),
        label: state.label.clone(),
        yn: with_options.then(|| state.pattern.iter().map(|level| letter(*level)).collect()),
    }
}

fn own_moves(arcs: &[(NamedStateId, NamedStateId)], states: usize) -> Vec<Vec<usize>> {
    let mut moves = vec![Vec::new(); states];
    for (from, to) in arcs {
        if let Some(targets) = moves.get_mut(from.index()) {
            targets.push(to.index());
        }
    }
    moves
}

fn own_ranking(levels: &[RankLevel], states: usize) -> Option<Vec<Vec<usize>>> {
    let mut free = vec![true; states];
    let mut ranking: Vec<Vec<usize>> = Vec::new();
    let mut rest = None;
    for level in levels {
        if level.rest {
            rest = Some(ranking.len());
        }
        let mut tied = Vec::new();
        for formula in &level.select {
            let Formula::State(state) = formula else {
                return None;
            };
            if std::mem::take(free.get_mut(state.index())?) {
                tied.push(state.index());
            }
        }
        ranking.push(tied);
    }
    let others = free.iter().enumerate().filter(|(_, free)| **free);
    let others: Vec<usize> = others.map(|(state, _)| state).collect();
    match rest.and_then(|place| ranking.get_mut(place)) {
        Some(level) => *level = others,
        None if others.is_empty() => {}
        None => return None,
    }
    ranking.retain(|level| !level.is_empty());
    Some(ranking)
}
