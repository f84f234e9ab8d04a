//! Transcripts of the command line, with the exact output.
//!
//! `TRYCMD=overwrite cargo test -p detente --test transcripts` writes what the program says now;
//! look at the difference before you keep it.

#[test]
fn transcripts() {
    let cases = trycmd::TestCases::new();
    cases
        .env("COLUMNS", "80")
        .env("NO_COLOR", "1")
        .case("tests/transcripts/*.trycmd");
    if !cfg!(all(feature = "html", feature = "pdf")) {
        // Reads web pages and PDF files.
        cases.skip("tests/transcripts/shared.trycmd");
    }
}
