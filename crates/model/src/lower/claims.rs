//! Claims, and words that documents share.

use std::collections::BTreeSet;

use syntax::ast::{self, Item};
use syntax::diagnostic::Diagnostic;

use super::basis::report_both_sides;
use super::evidence::{credibility, text};
use super::scope::{Scope, Table, declare, look_up};
use crate::codes;
use crate::evidence::{Claim, DocumentId, Judgement, SharedWords};
use crate::sink::Sink;

/// Declares claims and shared words. Documents have been declared before.
pub(crate) fn claims(scope: &mut Scope, sink: &mut Sink, items: &[Item]) {
    let mut claim_ids: Table<()> = Table::new();
    let mut shared_ids: Table<()> = Table::new();
    for item in items {
        match item {
            Item::Claim(written) => {
                if !declare(sink, &mut claim_ids, &written.name, "a claim", ()) {
                    continue;
                }
                let claim = claim(scope, sink, written);
                scope.evidence.claims.push(claim);
            }
            Item::Shared(written) => {
                let what = "an entry of shared words";
                if !declare(sink, &mut shared_ids, &written.name, what, ()) {
                    continue;
                }
                let shared = shared(scope, sink, written);
                scope.evidence.shared.push(shared);
            }
            _ => {}
        }
    }
}

fn claim(scope: &Scope, sink: &mut Sink, written: &ast::Claim) -> Claim {
    if written.passages.is_empty() {
        let message = format!("no passage says `{}`", written.name.text);
        let code = codes::CLAIM_WITHOUT_PASSAGES;
        sink.push(
            Diagnostic::warning(code, written.name.span, message)
                .hint("`from` names the passages that say it"),
        );
    }
    let passages = scope.passages(sink, &written.passages);
    let against = scope.passages(sink, &written.against);
    report_both_sides(sink, &passages, &against, &written.against);
    Claim {
        name: written.name.text.clone(),
        label: text(written.label.as_ref()),
        passages,
        against,
        credibility: written.credibility.map(credibility),
        note: text(written.note.as_ref()),
        span: written.name.span,
    }
}

fn shared(scope: &Scope, sink: &mut Sink, written: &ast::SharedWords) -> SharedWords {
    let length = written.length.and_then(|length| {
        let count = u32::try_from(length.value).ok().filter(|count| *count > 0);
        if count.is_none() {
            let message = "there is at least one shared word";
            sink.push(Diagnostic::error(codes::BAD_COUNT, length.span, message));
        }
        count
    });
    SharedWords {
        name: written.name.text.clone(),
        words: written.words.text.clone(),
        documents: documents(scope, sink, written),
        length,
        judgement: match &written.judgement {
            ast::Judgement::Accepted(why) => Judgement::Accepted(why.text.clone()),
            ast::Judgement::Rejected(why) => Judgement::Rejected(why.text.clone()),
        },
        span: written.words.span,
    }
}

/// The documents that share words, each once; fewer than two are an error.
fn documents(scope: &Scope, sink: &mut Sink, written: &ast::SharedWords) -> Vec<DocumentId> {
    let mut seen = BTreeSet::new();
    let mut unknown = false;
    let mut documents = Vec::new();
    for name in &written.documents {
        match look_up(sink, &scope.document_ids, name, "document") {
            Some(id) if seen.insert(id) => documents.push(id),
            Some(_) => {
                let message = format!("`{}` is named twice", name.text);
                sink.push(Diagnostic::error(codes::DUPLICATE_NAME, name.span, message));
            }
            None => unknown = true,
        }
    }
    if documents.len() < 2 && !unknown {
        let message = format!("`{}` names a single document", written.name.text);
        sink.push(
            Diagnostic::error(codes::TOO_FEW_DOCUMENTS, written.name.span, message)
                .hint("words are shared by two documents at least"),
        );
    }
    documents
}
