//! Records as CSV (RFC 4180), one observation a row.

/// A header and rows of the same length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Records {
    /// Names of the columns.
    pub header: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

/// Sets records. Lines end in a line feed; fields are quoted only where they must be.
#[must_use]
pub fn render(records: &Records) -> String {
    let mut out = String::new();
    put(records.header.iter().copied(), &mut out);
    for row in &records.rows {
        put(row.iter().map(String::as_str), &mut out);
    }
    out
}

/// Adds one row.
pub fn put<'a>(fields: impl Iterator<Item = &'a str>, out: &mut String) {
    for (index, field) in fields.enumerate() {
        if index > 0 {
            out.push(',');
        }
        if field.contains(['"', ',', '\n', '\r']) || field.starts_with(' ') || field.ends_with(' ')
        {
            out.push('"');
            out.push_str(&field.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(field);
        }
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_with_commas_and_quotes_are_quoted() {
        let records = Records {
            header: vec!["a", "b"],
            rows: vec![vec!["x, y".into(), "say \"no\"".into()]],
        };
        assert_eq!(render(&records), "a,b\n\"x, y\",\"say \"\"no\"\"\"\n");
    }
}
