//! How many independent origins stand behind a claim: small cases by name, and the search for the
//! least number of groups against all ways to divide.

use evidence::lineage::words::words;
use evidence::lineage::{self, ClaimOrigins, CommonRun, Kin, MOST_EXACT, least_cover};
use model::evidence::{DocumentId, Evidence};
use model::{MemoryLoader, load};
use proptest::prelude::*;

/// The evidence of a file with these items.
fn evidence(items: &str) -> Evidence {
    let text = format!("actor A\n  option x\nstatus quo none\nA prefers\n  x\n{items}");
    let checked = load(
        "m.conflict",
        &mut MemoryLoader::new().with("m.conflict", text),
    );
    let case = checked
        .case
        .unwrap_or_else(|| panic!("{:?}", checked.diagnostics));
    (*case.base.evidence).clone()
}

/// The origins of the only claim.
fn only(items: &str) -> (Evidence, ClaimOrigins) {
    let evidence = evidence(items);
    let kin = Kin::new(&evidence, &[]);
    let found = lineage::claim_origins(&evidence, &evidence.claims[0], &kin);
    (evidence, found)
}

fn interval(items: &str) -> (usize, usize) {
    let (_, found) = only(items);
    (found.certified(), found.possible())
}

const TWO: &str = "document d\n  passage p \"it was refused\"\n    speaker one\n\
                   document e\n  passage q \"they said no\"\n    speaker other\n\
                   claim c from d.p, e.q\n";

#[test]
fn two_named_origins_are_two() {
    assert_eq!(
        interval(&format!("origin one\norigin other\n{TWO}")),
        (2, 2)
    );
}

#[test]
fn anonymous_origins_may_be_one_unless_said_otherwise() {
    let anonymous = "origin one anonymous\norigin other anonymous";
    assert_eq!(interval(&format!("{anonymous}\n{TWO}")), (1, 2));
    assert_eq!(
        interval(&format!("{anonymous} other than one\n{TWO}")),
        (2, 2)
    );
    assert_eq!(
        interval(&format!("origin one anonymous\norigin other\n{TWO}")),
        (2, 2)
    );
}

#[test]
fn an_origin_is_perhaps_another_only_where_the_file_says_so() {
    assert_eq!(
        interval(&format!("origin one\norigin other perhaps one\n{TWO}")),
        (1, 2)
    );
}

#[test]
fn who_passed_words_on_may_rest_on_their_origin_here_too() {
    assert_eq!(
        interval(&format!("origin one\norigin other via one\n{TWO}")),
        (1, 2)
    );
}

#[test]
fn one_source_in_two_documents_is_one() {
    let (evidence, found) = only(
        "origin one\ndocument d\n  passage p \"it was refused\"\n    speaker one\n\
         document e\n  passage q \"they said no\"\n    speaker one\nclaim c from d.p, e.q\n",
    );
    assert_eq!((found.certified(), found.possible()), (1, 1));
    assert_eq!(
        lineage::reasons(&evidence, &found),
        ["same named source: `d.p` and `e.q` both lead to one."]
    );
}

#[test]
fn eight_same_words_are_one_origin_and_seven_are_not() {
    let quoted = |words: &str| {
        format!(
            "origin one\norigin other\ndocument d\n  passage p \"{words}\"\n    speaker one\n\
             document e\n  passage q \"{words}, he said\"\n    speaker other\n\
             claim c from d.p, e.q\n"
        )
    };
    assert_eq!(interval(&quoted("a b c d e f g h")), (1, 1));
    assert_eq!(interval(&quoted("a b c d e f g")), (2, 2));
    assert_eq!(interval(&quoted("“A b, c – d! E’s f’s g H”")), (1, 1));
}

#[test]
fn shared_words_are_one_origin_only_when_accepted() {
    let judged = |judgement: &str| {
        interval(&format!(
            "origin one\norigin other\n\
             document d\n  passage p \"not now\"\n    speaker one\n\
             document e\n  passage q \"Not now\"\n    speaker other\n\
             claim c from d.p, e.q\nshared s \"not now, not ever\" in d, e {judgement} \"why\"\n"
        ))
    };
    assert_eq!(judged("accepted"), (1, 1));
    assert_eq!(judged("rejected"), (2, 2));
}

#[test]
fn an_author_may_retell_who_is_cited_in_one_document_or_in_documents_that_share_text() {
    let authored = |more: &str| {
        interval(&format!(
            "origin one\ndocument d\n  passage p \"it was refused\"\n    speaker one\n\
             document e\n  passage q \"they said no\"\n    speaker author\n\
             claim c from d.p, e.q\n{more}"
        ))
    };
    assert_eq!(authored(""), (2, 2));
    let shared = "shared s \"not now, not ever\" in d, e";
    assert_eq!(
        authored(&format!("{shared} accepted \"one wire\"\n")),
        (1, 2)
    );
    assert_eq!(
        authored(&format!("{shared} rejected \"an idiom\"\n")),
        (2, 2)
    );
    let own = "origin one\ndocument d\n  passage p \"it was refused\"\n    speaker one\n  \
               passage q \"they said no\"\n    speaker author\nclaim c from d.p, d.q\n";
    assert_eq!(interval(own), (1, 2));
}

#[test]
fn authors_of_unrelated_documents_are_two_and_of_one_name_one() {
    let authors = |first: &str, second: &str| {
        interval(&format!(
            "document d{first}\n  passage p \"it was refused\"\n    speaker author\n\
             document e{second}\n  passage q \"they said no\"\n    speaker author\n\
             claim c from d.p, e.q\n"
        ))
    };
    assert_eq!(authors("", ""), (2, 2));
    let named = "\n  author \"A. Writer\"";
    assert_eq!(authors(named, named), (1, 1));
    assert_eq!(authors(named, "\n  author \"B. Writer\""), (2, 2));
}

#[test]
fn comments_and_boilerplate_are_listed_and_not_counted() {
    let (evidence, found) = only(
        "document d\n  passage p \"it was refused\"\n    speaker author\n  \
         passage q \"so it was\"\n    speaker comment\n  \
         passage r \"all rights reserved\"\n    speaker boilerplate\nclaim c from d.p, d.q, d.r\n",
    );
    assert_eq!((found.certified(), found.possible()), (1, 1));
    assert_eq!(found.uncounted.len(), 2);
    let why = lineage::reasons(&evidence, &found).join("\n");
    assert!(why.contains("`d.q` is a reader's comment"), "{why}");
    assert!(why.contains("`d.r` is boilerplate"), "{why}");
    assert!(why.contains("names no source"), "{why}");
}

#[test]
fn a_proposed_run_relates_documents_and_merges_nothing() {
    let items = "origin one\ndocument d\n  passage p \"not now\"\n    speaker one\n\
                 document e\n  passage q \"not now\"\n    speaker author\nclaim c from d.p, e.q\n";
    let evidence = evidence(items);
    let run = CommonRun {
        documents: vec![DocumentId(0), DocumentId(1)],
        words: words("not now not ever and not again so help me"),
    };
    let kin = Kin::new(&evidence, &[run]);
    let found = lineage::claim_origins(&evidence, &evidence.claims[0], &kin);
    assert_eq!((found.certified(), found.possible()), (1, 2));
    let why = lineage::reasons(&evidence, &found).join("\n");
    assert!(
        why.contains("share text that the file does not judge"),
        "{why}"
    );
    assert_eq!(kin.families(), [[DocumentId(0), DocumentId(1)]]);
}

#[test]
fn a_rejected_name_does_not_reject_the_longer_words_around_it() {
    let items = |judgement: &str| {
        evidence(&format!(
            "document d\ndocument e\nshared s \"Supreme Leader\" in d, e {judgement}\n"
        ))
    };
    let documents = vec![DocumentId(0), DocumentId(1)];
    let long = CommonRun {
        documents: documents.clone(),
        words: words("a plan against the Supreme Leader was refused"),
    };
    let short = CommonRun {
        documents,
        words: words("supreme leader"),
    };
    let related = |judgement: &str, run: &CommonRun| {
        let kin = Kin::new(&items(judgement), std::slice::from_ref(run));
        !kin.families().is_empty()
    };
    assert!(!related("rejected \"a title\"", &short));
    assert!(related("rejected \"a title\"", &long));
    assert!(!related("words 8 rejected \"a title\"", &long));
    assert!(related("accepted \"a wire\"", &long));
}

/// All ways to divide `0..count` into groups, the fewest groups of which every two are alike.
fn fewest(count: usize, pairs: &[(usize, usize)]) -> usize {
    fn place(
        one: usize,
        count: usize,
        pairs: &[(usize, usize)],
        groups: &mut Vec<Vec<usize>>,
    ) -> usize {
        if one == count {
            return groups.len();
        }
        let alike = |a: usize, b: usize| pairs.contains(&(a, b)) || pairs.contains(&(b, a));
        let mut least = usize::MAX;
        for index in 0..groups.len() {
            if groups[index].iter().all(|&other| alike(one, other)) {
                groups[index].push(one);
                least = least.min(place(one + 1, count, pairs, groups));
                groups[index].pop();
            }
        }
        groups.push(vec![one]);
        least = least.min(place(one + 1, count, pairs, groups));
        groups.pop();
        least
    }
    place(0, count, pairs, &mut Vec::new())
}

fn graphs(largest: usize) -> impl Strategy<Value = (usize, Vec<(usize, usize)>)> {
    (0..=largest).prop_flat_map(|count| {
        let pairs = prop::collection::vec((0..count.max(1), 0..count.max(1)), 0..=count * count);
        (Just(count), pairs)
    })
}

proptest! {
    #[test]
    fn the_least_number_of_groups_is_that_of_all_ways_to_divide((count, pairs) in graphs(7)) {
        let found = least_cover(count, &pairs);
        prop_assert!(found.exact);
        prop_assert_eq!(found.count, fewest(count, &pairs));
    }

    #[test]
    fn origins_that_are_shown_apart_are_apart((count, pairs) in graphs(30)) {
        let found = least_cover(count, &pairs);
        prop_assert_eq!(found.exact, count <= MOST_EXACT);
        prop_assert!(found.count >= found.apart.len() && found.count <= count);
        for (index, a) in found.apart.iter().enumerate() {
            for b in &found.apart[..index] {
                prop_assert!(!pairs.contains(&(*a, *b)) && !pairs.contains(&(*b, *a)));
            }
        }
    }

    #[test]
    fn more_doubt_never_certifies_more((count, pairs) in graphs(9), kept in 0..40_usize) {
        let fewer: Vec<_> = pairs.iter().copied().take(kept).collect();
        prop_assert!(least_cover(count, &pairs).count <= least_cover(count, &fewer).count);
    }
}
