//! What a document's file is.

/// What a document's file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Plain text.
    Plain,
    /// Markdown (CommonMark).
    Markdown,
    /// A web page.
    Html,
    /// A PDF file.
    Pdf,
}

/// How far into a file its first signs are looked for, in bytes.
const BEGINNING: usize = 1024;

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 4] = [Kind::Plain, Kind::Markdown, Kind::Html, Kind::Pdf];

    /// What a file is by the ending of its name, if that says anything.
    #[must_use]
    pub fn by_name(file: &str) -> Option<Kind> {
        let (_, ending) = file.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "txt" | "text" => Some(Kind::Plain),
            "md" | "markdown" => Some(Kind::Markdown),
            "html" | "htm" | "xhtml" => Some(Kind::Html),
            "pdf" => Some(Kind::Pdf),
            _ => None,
        }
    }

    /// What a file is. A PDF file says so in its first bytes, so does nearly every web page; what
    /// they say counts where the name says nothing, or says PDF and they do not.
    #[must_use]
    pub fn of(file: &str, bytes: &[u8]) -> Kind {
        let beginning = bytes.get(..BEGINNING).unwrap_or(bytes);
        let by_bytes = if contains(beginning, b"%PDF-") {
            Kind::Pdf
        } else if looks_like_html(beginning) {
            Kind::Html
        } else {
            Kind::Plain
        };
        match Kind::by_name(file) {
            None | Some(Kind::Pdf) => by_bytes,
            Some(_) if bytes.starts_with(b"%PDF-") => Kind::Pdf,
            Some(named) => named,
        }
    }

    /// In words, after "a" or "this".
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Kind::Plain => "plain text",
            Kind::Markdown => "Markdown file",
            Kind::Html => "web page",
            Kind::Pdf => "PDF file",
        }
    }
}

fn contains(bytes: &[u8], sign: &[u8]) -> bool {
    bytes.windows(sign.len()).any(|window| window == sign)
}

fn looks_like_html(beginning: &[u8]) -> bool {
    let lower = beginning.to_ascii_lowercase();
    let start = lower.iter().position(|byte| *byte == b'<');
    let rest = start.and_then(|start| lower.get(start..)).unwrap_or(&[]);
    rest.starts_with(b"<!doctype html") || rest.starts_with(b"<html") || contains(rest, b"<body")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_says_what_a_file_is_and_its_first_bytes_may_object() {
        let page = b"\n<!DOCTYPE html><p>text";
        let pdf = b"%PDF-1.7 ...";
        assert_eq!(Kind::of("a.txt", b"text"), Kind::Plain);
        assert_eq!(Kind::of("a.MD", b"*text*"), Kind::Markdown);
        assert_eq!(Kind::of("a.htm", b"text"), Kind::Html);
        assert_eq!(Kind::of("a.txt", page), Kind::Plain);
        assert_eq!(Kind::of("a", page), Kind::Html);
        assert_eq!(Kind::of("a.pdf", page), Kind::Html);
        assert_eq!(Kind::of("a.pdf", b"text"), Kind::Plain);
        assert_eq!(Kind::of("a.html", pdf), Kind::Pdf);
        assert_eq!(Kind::of("a.b/c", pdf), Kind::Pdf);
    }
}
