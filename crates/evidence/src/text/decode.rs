//! From bytes to characters: byte order marks, the encoding that a file declares, UTF-8, and else
//! a guess that is said to be one.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::Extract;

/// The text of a file without its byte order mark. `declared` is what the file says of its own
/// encoding. Linear in the bytes.
///
/// # Errors
/// If the bytes are no text in any encoding.
pub(super) fn decode(bytes: &[u8], declared: Option<&str>) -> Result<Extract, String> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return read(bytes.get(length..).unwrap_or(&[]), encoding, None);
    }
    if let Some(encoding) = without_mark(bytes) {
        let remark = format!("read as {}, going by its bytes", encoding.name());
        return read(bytes, encoding, Some(remark));
    }
    if std::str::from_utf8(bytes).is_ok() {
        return read(bytes, UTF_8, None);
    }
    if let Some(encoding) = declared.and_then(|label| Encoding::for_label(label.as_bytes()))
        && encoding != UTF_8
    {
        return read(bytes, encoding, None);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Allow);
    let remark = format!(
        "read as {}: it is not UTF-8, and this is a guess",
        encoding.name()
    );
    read(bytes, encoding, Some(remark))
}

fn read(
    bytes: &[u8],
    encoding: &'static Encoding,
    remark: Option<String>,
) -> Result<Extract, String> {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    let mut remarks: Vec<String> = remark.into_iter().collect();
    if broken {
        remarks.push(format!(
            "some of its bytes are no {}; each stands as \u{fffd}",
            encoding.name()
        ));
    }
    let strange = text.chars().filter(|sign| is_strange(*sign)).count();
    if strange > text.chars().count() / 10 {
        return Err("it is not text".to_owned());
    }
    Ok(Extract {
        text: text.into_owned(),
        remarks,
        ..Extract::default()
    })
}

/// Signs that text hardly has.
fn is_strange(sign: char) -> bool {
    sign == '\u{fffd}' || (sign.is_control() && !sign.is_whitespace())
}

/// UTF-16 without a byte order mark: nearly every second byte is zero.
fn without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let beginning = bytes.get(..4096).unwrap_or(bytes);
    let pairs = beginning.len() / 2;
    let zeros = |offset: usize| {
        let every_second = beginning.iter().skip(offset).step_by(2);
        every_second.filter(|byte| **byte == 0).count()
    };
    let (high, low) = (zeros(0), zeros(1));
    match pairs {
        0..4 => None,
        _ if low * 10 > pairs * 7 && high * 10 < pairs => Some(UTF_16LE),
        _ if high * 10 > pairs * 7 && low * 10 < pairs => Some(UTF_16BE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8], declared: Option<&str>) -> (String, usize) {
        let extract = decode(bytes, declared).expect("text");
        (extract.text, extract.remarks.len())
    }

    #[test]
    fn marks_declarations_and_guesses() {
        let words = "„Ein schöner Tag“, sagte er, „für Gespräche über die Zukunft.“";
        let utf16 = |swap: bool| -> Vec<u8> {
            let pair = |unit: u16| {
                if swap {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            };
            words.encode_utf16().flat_map(pair).collect()
        };
        assert_eq!(text(words.as_bytes(), None), (words.to_owned(), 0));
        let marked = [b"\xef\xbb\xbf", words.as_bytes()].concat();
        assert_eq!(text(&marked, None), (words.to_owned(), 0));
        let marked = [b"\xff\xfe".to_vec(), utf16(false)].concat();
        assert_eq!(text(&marked, None), (words.to_owned(), 0));
        assert_eq!(text(&utf16(false), None), (words.to_owned(), 1));
        assert_eq!(text(&utf16(true), None), (words.to_owned(), 1));
        let (ansi, _, _) = encoding_rs::WINDOWS_1252.encode(words);
        assert_eq!(text(&ansi, None), (words.to_owned(), 1));
        let (cyrillic, _, _) = encoding_rs::KOI8_R.encode("Мы сделаем то, что должны");
        let declared = text(&cyrillic, Some("koi8-r"));
        assert_eq!(declared, ("Мы сделаем то, что должны".to_owned(), 0));
    }

    #[test]
    fn a_picture_is_no_text() {
        let bytes: Vec<u8> = (0..4000_u32).map(|n| (n * n % 31) as u8).collect();
        assert_eq!(decode(&bytes, None), Err("it is not text".to_owned()));
    }
}
