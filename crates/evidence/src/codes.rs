//! The codes of all messages about documents and what is taken from them, one line each.
//!
//! Each has a page in the book and an example under `tests/bad`.

syntax::codes! {
    /// Every code that looking at documents can give, in the order of the book.
    CODES;

    DOCUMENT_CHANGED = "document-changed", "A document is not the file that was quoted.";
    DOCUMENT_NOT_AT_HAND = "document-not-at-hand", "A document is not at hand for comparison.";
    DOCUMENT_UNREADABLE = "document-unreadable", "A document gives no text.";
    DOCUMENT_ASSUMED = "document-assumed", "Something had to be assumed to read a document.";
    PASSAGE_ALTERED = "passage-altered", "A passage's words are in its document in another form.";
    PASSAGE_NOT_FOUND = "passage-not-found", "A passage's words are not in its document.";
    PASSAGE_REPEATED = "passage-repeated", "A passage's words stand several times in its document.";
    WRONG_LINE = "wrong-line", "A passage stands on another line.";
}
