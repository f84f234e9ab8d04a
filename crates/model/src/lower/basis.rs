//! What assumptions rest on: passages for and against, whole documents, what is assumed.

use std::collections::BTreeSet;

use syntax::ast;
use syntax::diagnostic::Diagnostic;

use super::evidence::text;
use super::scope::{Scope, look_up, unknown};
use crate::codes;
use crate::evidence::{Basis, ChangeCost, DocumentId, PassageId, Speaker};
use crate::limits;
use crate::names;
use crate::sink::Sink;

impl Scope {
    /// What an assumption rests on.
    pub(crate) fn basis(&self, sink: &mut Sink, basis: &ast::Basis) -> Basis {
        self.basis_with(sink, basis, Whole::Refused)
    }

    /// What an account rests on: passages and whole documents.
    pub(crate) fn account_basis(&self, sink: &mut Sink, basis: &ast::Basis) -> Basis {
        self.basis_with(sink, basis, Whole::Taken)
    }

    fn basis_with(&self, sink: &mut Sink, basis: &ast::Basis, whole: Whole) -> Basis {
        let mut resolved = Basis {
            against: self.passages(sink, &basis.against),
            assumed: text(basis.assumed.as_ref()),
            note: text(basis.note.as_ref()),
            change: change_cost(sink, basis.change),
            ..Basis::default()
        };
        let mut seen = BTreeSet::new();
        for path in &basis.passages {
            match (path.parts.as_slice(), whole) {
                ([document], Whole::Taken) => {
                    let found = look_up(sink, &self.document_ids, document, "document");
                    if let Some(found) = found
                        && !resolved.documents.contains(&found)
                    {
                        resolved.documents.push(found);
                    }
                }
                _ => {
                    if let Some(id) = self.passage_at(sink, path)
                        && seen.insert(id)
                    {
                        resolved.passages.push(id);
                    }
                }
            }
        }
        report_both_sides(sink, &resolved.passages, &resolved.against, &basis.against);
        resolved
    }

    /// The passages at these paths, each once; those that are not known are reported.
    pub(crate) fn passages(&self, sink: &mut Sink, paths: &[ast::Path]) -> Vec<PassageId> {
        let mut seen = BTreeSet::new();
        let found = paths
            .iter()
            .filter_map(|path| self.passage_at(sink, path))
            .filter(|id| seen.insert(*id));
        found.collect()
    }

    /// The passage at a path, or an error.
    fn passage_at(&self, sink: &mut Sink, path: &ast::Path) -> Option<PassageId> {
        match path.parts.as_slice() {
            [document, passage] => self.passage(sink, document, passage),
            [name] => {
                self.passage_needed(sink, name);
                None
            }
            _ => {
                let message = "a passage is written `document.passage`";
                sink.push(Diagnostic::error(codes::PASSAGE_NEEDED, path.span, message));
                None
            }
        }
    }

    fn passage(
        &self,
        sink: &mut Sink,
        document: &ast::Name,
        passage: &ast::Name,
    ) -> Option<PassageId> {
        let id = look_up(sink, &self.document_ids, document, "document")?;
        let key = (id, names::key(&passage.text).into_owned());
        if let Some((number, _)) = self.passage_ids.get(&key) {
            let found = PassageId {
                document: id,
                passage: *number,
            };
            self.report_boilerplate(sink, found, passage);
            return Some(found);
        }
        let what = format!("passage of `{}` called", document.text);
        unknown(sink, passage, &what, self.passage_names(id));
        None
    }

    fn report_boilerplate(&self, sink: &mut Sink, id: PassageId, name: &ast::Name) {
        let document = usize::try_from(id.document.0).ok();
        let document = document.and_then(|document| self.evidence.documents.get(document));
        let passage = usize::try_from(id.passage).ok();
        let passage = document
            .zip(passage)
            .and_then(|(document, p)| document.passages.get(p));
        if passage.is_some_and(|passage| passage.speaker == Some(Speaker::Boilerplate)) {
            let message = format!("`{}` is boilerplate, which is not evidence", name.text);
            sink.push(Diagnostic::warning(
                codes::BOILERPLATE_EVIDENCE,
                name.span,
                message,
            ));
        }
    }

    fn passage_names(&self, document: DocumentId) -> impl Iterator<Item = &str> {
        let from = self.passage_ids.range((document, String::new())..);
        from.take_while(move |((other, _), _)| *other == document)
            .map(|((_, name), _)| name.as_str())
    }

    fn passage_needed(&self, sink: &mut Sink, name: &ast::Name) {
        let message = format!("`{}` is not a passage: write `document.passage`", name.text);
        let mut wrong = Diagnostic::error(codes::PASSAGE_NEEDED, name.span, message);
        if let Some((id, _)) = self.document_ids.get(&*names::key(&name.text)) {
            let forms: Vec<String> = self
                .passage_names(*id)
                .map(|passage| format!("{}.{passage}", name.text))
                .collect();
            if !forms.is_empty() {
                wrong = wrong.hint(format!("its passages are {}", names::listed(&forms, 8)));
            }
        }
        sink.push(wrong);
    }
}

/// What it takes to change an assumption; 1 where nothing is said.
fn change_cost(sink: &mut Sink, written: Option<ast::ChangeClause>) -> ChangeCost {
    let cost = match written {
        None => return ChangeCost::default(),
        Some(ast::ChangeClause::Impossible) => return ChangeCost::Impossible,
        Some(ast::ChangeClause::Costs(cost)) => cost,
    };
    let fits = |value: &u32| (1..=limits::COST).contains(value);
    match u32::try_from(cost.value).ok().filter(fits) {
        Some(value) => ChangeCost::Costs(value),
        None => {
            let message = format!("a change cannot cost {}", cost.value);
            sink.push(
                Diagnostic::error(codes::COST_OUT_OF_RANGE, cost.span, message).hint(
                    "a cost is a whole number from 1 to 1000000; what cannot be changed is `change impossible`",
                ),
            );
            ChangeCost::default()
        }
    }
}

/// Reports passages that speak for and against the same thing.
pub(crate) fn report_both_sides(
    sink: &mut Sink,
    passages: &[PassageId],
    against: &[PassageId],
    written: &[ast::Path],
) {
    let passages: BTreeSet<&PassageId> = passages.iter().collect();
    if let Some(first) = written.first()
        && against.iter().any(|id| passages.contains(id))
    {
        let span = written
            .last()
            .map_or(first.span, |last| first.span.to(last.span));
        let message = "the same passage stands after `from` and after `against`";
        sink.push(
            Diagnostic::warning(codes::BOTH_SIDES, span, message)
                .hint("quote the part that speaks against it as a passage of its own"),
        );
    }
}

/// Whether a whole document can be a basis.
#[derive(Clone, Copy)]
enum Whole {
    Taken,
    Refused,
}
