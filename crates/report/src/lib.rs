//! One typed answer in every format: terminal text, JSON, CSV, Markdown, LaTeX, Typst, DOCX, SVG and DOT.
//!
//! In: answers (see [`answer`]), diagnostics, graphs. Out: text. Nothing here computes what an
//! answer says, and nothing here prints, reads a file or looks at the environment.

pub mod answer;
pub mod csv;
pub mod diagnostics;
pub mod docx;
pub mod drawing;
pub mod html;
pub mod json;
pub mod latex;
pub mod markdown;
mod markup;
pub mod page;
pub mod pages;
pub mod records;
pub mod text;
pub mod typst;
