//! The text of documents of each kind, also of hostile ones: every file ends in a text or a
//! message, in bounded time.

use evidence::Kind;
use evidence::text::extract;

#[cfg(feature = "html")]
fn html(text: &str) -> String {
    extract(Kind::Html, text.as_bytes()).expect("a page").text
}

#[test]
#[cfg(feature = "html")]
fn of_a_page_the_visible_text_counts() {
    let page = "<html><head><title>T</title><script>a < b</script></head><body>\n\
                <p>One <em>two</em>\n three<p>four<br>five<div hidden>no</div>\
                <div style='display: none'><p>no</div><pre>a\n  b</pre>caf&eacute;&shy;s";
    assert_eq!(
        html(page),
        "One two three\nfour\nfive\na\n  b\ncafé\u{ad}s\n"
    );
    assert_eq!(html(""), "");
}

#[test]
#[cfg(feature = "html")]
fn the_matter_of_a_page_is_told_from_menus() {
    let words =
        "The officials, speaking anonymously, said a lot, and more than that, of the talks. ";
    let page = format!(
        "<body><nav><a href=/>Home</a></nav><article><h1>Talks</h1><p>{0}</p><p>{0}{0}</p><p>{0}{0}\
         {0}</p></article><footer>All rights reserved</footer></body>",
        words.repeat(3)
    );
    let extract = extract(Kind::Html, page.as_bytes()).expect("a page");
    let main = extract.main.expect("its matter");
    let main: String = main.into_iter().map(|range| &extract.text[range]).collect();
    assert!(main.contains("The officials"), "{main}");
    assert!(!main.contains("Home") && !main.contains("rights"), "{main}");
    assert!(extract.text.contains("Home"));
}

#[test]
#[cfg(feature = "html")]
fn a_page_in_a_declared_encoding_is_read_in_it() {
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode("<meta charset=windows-1251><p>Мир");
    let extract = extract(Kind::Html, &bytes).expect("a page");
    assert_eq!((extract.text.as_str(), extract.remarks.len()), ("Мир\n", 0));
}

#[test]
#[cfg(feature = "html")]
fn hostile_pages_end_in_text() {
    let deep = "<div>".repeat(1_000_000) + "text";
    assert_eq!(html(&deep), "text\n");
    let crossed = "<b><p>".repeat(300_000) + "text" + &"</b></i>".repeat(300_000);
    assert_eq!(html(&crossed), "text\n");
    let long = format!("<p title='{}'>text", "x ".repeat(1_900));
    assert_eq!(html(&long), "text\n");
    let huge = format!("<p title='{}'>text", "x".repeat(5_000_000));
    assert_eq!(html(&huge), "text\n");
    let names: String = (0..200_000).map(|n| format!(" a{n}=1")).collect();
    assert!(html(&format!("<p{names}>text")).ends_with("text\n"));
    assert!(html(&"<a ".repeat(1_000_000)).len() > 1_000_000);
    assert_eq!(html(&"&lt;".repeat(1_000_000)).len(), 1_000_001);
}

#[cfg(feature = "pdf")]
/// A PDF file of these objects, the first of them its root.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n", number + 1).bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    let end = format!("trailer <</Size {size} /Root 1 0 R>>\nstartxref\n{table}\n%%EOF");
    out.extend(end.bytes());
    out
}

#[cfg(feature = "pdf")]
fn stream(entries: &str, content: &[u8]) -> Vec<u8> {
    let mut out = format!("<</Length {} {entries}>>\nstream\n", content.len()).into_bytes();
    out.extend(content);
    out.extend(b"\nendstream");
    out
}

#[cfg(feature = "pdf")]
/// A PDF file of one page with this content.
fn page(resources: &str, content: Vec<u8>, more: &[Vec<u8>]) -> Vec<u8> {
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<{resources}>>>>")
            .into_bytes(),
        content,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_vec(),
    ];
    objects.extend_from_slice(more);
    pdf(&objects)
}

#[cfg(feature = "pdf")]
const FONT: &str = "/Font<</F 5 0 R>>";

#[test]
#[cfg(feature = "pdf")]
fn a_pdf_file_gives_lines_of_words() {
    let content =
        b"BT /F 12 Tf 50 700 Td (We will do) Tj 80 0 Td (what) Tj -80 -14 Td [(we ne) 10 \
                    (ed)] TJ 0 -40 Td (to do) Tj ET";
    let file = page(FONT, stream("", content), &[]);
    let extract = extract(Kind::Pdf, &file).expect("a text");
    assert_eq!(extract.text, "We will do what\nwe need\n\nto do\n");
}

#[test]
#[cfg(feature = "pdf")]
fn damaged_pdf_files_end_in_a_message() {
    let file = page(
        FONT,
        stream("", b"BT /F 12 Tf 50 700 Td (We will) Tj ET"),
        &[],
    );
    for length in 0..file.len() {
        // It may still have its text.
        if let Err(why) = extract(Kind::Pdf, &file[..length]) {
            assert!(!why.is_empty());
        }
    }
    assert!(extract(Kind::Pdf, b"%PDF-1.7\nand then nothing").is_err());
    let circle = pdf(&[
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>".to_vec(),
        b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>".to_vec(),
    ]);
    assert!(extract(Kind::Pdf, &circle).is_err());
    let arrays = pdf(&[
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"[".repeat(200_000),
    ]);
    assert!(extract(Kind::Pdf, &arrays).is_err());
    let nothing = page(FONT, stream("", b""), &[]);
    let why = extract(Kind::Pdf, &nothing).expect_err("no text");
    assert!(why.contains("may be pictures"), "{why}");
}

#[test]
#[cfg(feature = "pdf")]
fn forms_that_draw_each_other_again_and_again_end_in_a_message() {
    let form = |number: usize| {
        let again = format!("/X{number} Do ").repeat(10);
        let entries = format!(
            "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X{number} {number} 0 R>>>>"
        );
        stream(&entries, again.as_bytes())
    };
    let itself = page("/XObject<</X6 6 0 R>>", form(6), &[form(6)]);
    assert!(extract(Kind::Pdf, &itself).is_err());
}

#[test]
#[cfg(not(all(feature = "html", feature = "pdf")))]
fn what_was_left_out_says_so() {
    let left_out = [
        (Kind::Html, cfg!(feature = "html")),
        (Kind::Pdf, cfg!(feature = "pdf")),
    ];
    for (kind, _) in left_out.into_iter().filter(|(_, built)| !built) {
        let why = extract(kind, b"%PDF-1.7 <p>text").expect_err("it cannot be read");
        assert!(why.contains("was built without"), "{why}");
    }
}
