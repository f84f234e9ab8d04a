//! The conflict: who can do what, which rules bind, where it stands, what each wants.

use maud::{Markup, PreEscaped, html};

use super::book::Book;
use super::parts::{account_names, scroller};
use crate::answer::{
    OutlineActor, OutlineOption, OutlinePreference, OutlineRule, PreferenceForm, Turns,
};

pub(super) fn section(book: &Book<'_>) -> Option<Markup> {
    let dossier = book.dossier;
    let outline = &dossier.outline;
    if outline.actors.is_empty() {
        return None;
    }
    Some(html! {
        (standing(book))
        @for drawing in dossier.drawings_of_conflict() {
            figure.drawing {
                div.scroller role="region" tabindex="0" aria-label=(drawing.caption) { (PreEscaped(&drawing.svg)) }
                figcaption { (drawing.caption) }
            }
        }
        @if outline.actors.iter().any(|actor| !actor.options.is_empty()) {
            details { summary { "Actors and options as a table" } (options(&outline.actors)) }
        }
        @if !outline.rules.is_empty() {
            details { summary { "Rules as a table" } (rules(&outline.rules)) }
        }
        @if !outline.preferences.is_empty() { h3 { "What each actor wants" } (wishes(book)) }
        @for note in &dossier.notes { p.note { (note) } }
    })
}

/// Where the conflict stands, where accounts agree; the observed outcome; events.
fn standing(book: &Book<'_>) -> Markup {
    let pages = &book.dossier.analysis.accounts;
    let first = pages.first();
    let same = |page: &&crate::answer::AccountPage| {
        first.is_some_and(|first| page.status_quo == first.status_quo)
    };
    html! {
        @if pages.iter().filter(same).count() == pages.len() {
            @if let Some(state) = first.and_then(|page| page.status_quo.as_ref()) {
                p { "The conflict stands at: " b { (state.label) } "." }
            }
        } @else {
            p { "The accounts differ on where the conflict stands:" }
            ul.plain {
                @for page in pages {
                    @if let (Some(account), Some(state)) = (&page.account, &page.status_quo) {
                        li { b { (account.name) } ": " (state.label) }
                    }
                }
            }
        }
        @let happened: Vec<_> = book.dossier.outline.events.iter().filter(|event| event.happened).collect();
        @if !happened.is_empty() {
            p {
                "Events that count as having happened: "
                @for (index, event) in happened.iter().enumerate() {
                    @if index > 0 { "; " }
                    (event.label.as_deref().unwrap_or(&event.name))
                    @if let Some(date) = &event.date { " (" (date) ")" }
                }
                "."
            }
        }
    }
}

fn options(actors: &[OutlineActor]) -> Markup {
    let table = html! {
        table {
            caption { "Who can do what, and what is taken as things stand" }
            thead { tr {
                th scope="col" { "Actor" } th scope="col" { "Option" } th scope="col" { "In words" }
                th scope="col" { "Now" } th scope="col" { "Can be changed" }
            } }
            @for actor in actors {
                tbody {
                    @for (index, option) in actor.options.iter().enumerate() {
                        tr {
                            @if index == 0 {
                                th.free scope="rowgroup" rowspan=(actor.options.len()) {
                                    (actor.label.as_deref().unwrap_or(&actor.name))
                                }
                            }
                            td.free { (option.name) }
                            td.free { (option.label.as_deref().unwrap_or("")) }
                            td { (now(option)) }
                            td { (turns(option.turns, actor.nature)) }
                        }
                    }
                }
            }
        }
    };
    scroller("Actors and options", table)
}

/// The value now, in words.
pub(crate) fn now(option: &OutlineOption) -> &str {
    match option.now.as_deref() {
        None => "accounts differ",
        Some("Y") if option.levels.is_empty() => "yes",
        Some("N") if option.levels.is_empty() => "no",
        Some(level) => level,
    }
}

pub(crate) fn turns(turns: Turns, nature: bool) -> &'static str {
    match (nature, turns) {
        (true, _) | (_, Turns::Never) => "by no actor",
        (_, Turns::Freely) => "both ways",
        (_, Turns::OnlyUp) => "irreversible: once taken it stays",
        (_, Turns::OnlyDown) => "irreversible: once dropped it stays so",
    }
}

fn rules(rules: &[OutlineRule]) -> Markup {
    let table = html! {
        table {
            caption { "The rules of the conflict" }
            thead { tr {
                th scope="col" { "Rule" } th scope="col" { "It says" } th scope="col" { "Force" } th scope="col" { "In" }
            } }
            tbody {
                @for rule in rules {
                    tr {
                        th scope="row" { (rule.name) }
                        td { (rule.text) }
                        td { (rule.strength) }
                        td { (account_names(&rule.accounts)) }
                    }
                }
            }
        }
    };
    scroller("Rules", table)
}

fn wishes(book: &Book<'_>) -> Markup {
    html! {
        @for actor in book.dossier.outline.actors.iter().filter(|actor| !actor.nature) {
            @let wanted: Vec<_> = book.dossier.outline.preferences.iter()
                .filter(|preference| preference.actor == actor.name).collect();
            @if !wanted.is_empty() {
                div.wishes {
                    h4 { (actor.label.as_deref().unwrap_or(&actor.name)) }
                    div.columns { @for preference in wanted { (wish(preference)) } }
                }
            }
        }
    }
}

fn wish(preference: &OutlinePreference) -> Markup {
    html! {
        div.wish {
            @if !preference.accounts.is_empty() { p.inaccounts { (account_names(&preference.accounts)) } }
            @match preference.form {
                PreferenceForm::Indifferent => p { "Nothing is said: it is indifferent." },
                PreferenceForm::Ranking => p { "The states are ranked one by one." },
                PreferenceForm::Weights => p { "The sum of what is true:" },
                PreferenceForm::Statements => p.hidden { "Most important first:" },
            }
            @match preference.form {
                PreferenceForm::Statements => ol { @for line in &preference.statements { li { (line) } } },
                _ => @if !preference.statements.is_empty() { ul { @for line in &preference.statements { li { (line) } } } },
            }
        }
    }
}
