//! The text of a PDF file: each page is drawn, and what is written there is put together to lines.
//!
//! Drawing is the work of `hayro-interpret`; pictures are not looked at. Letters come in the order
//! in which the file draws them, which nearly always is the order of reading.

mod lines;

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, interpret_page,
};

use self::lines::{Letter, Lines};
use super::{Extract, MOST_TEXT};

/// Most letters and lines that are drawn: a page can draw the same form again and again inside itself.
const MOST_DRAWN: u64 = 20_000_000;

/// What a form counts, which draws other things.
const FORM: u64 = 100;

/// Most pages.
const MOST_PAGES: usize = 20_000;

/// The text of a PDF file. Linear in what its pages draw, which is bounded.
///
/// # Errors
/// If the file is damaged or encrypted, draws too much, or has no text.
pub(super) fn extract(bytes: &[u8]) -> Result<Extract, String> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| why(&error))?;
    let pages = pdf.pages();
    if pages.len() > MOST_PAGES {
        return Err(format!("it has more than {MOST_PAGES} pages"));
    }
    let too_much = Cell::new(false);
    let mut writer = Writer {
        lines: Lines::default(),
        drawn: 0,
        unknown: 0,
        too_much: &too_much,
    };
    let drawn = panic::catch_unwind(AssertUnwindSafe(|| {
        let cache = InterpreterCache::new();
        for page in pages.iter() {
            let (width, height) = page.render_dimensions();
            let paper = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
            let settings = InterpreterSettings::default();
            let mut context = Context::new(Affine::IDENTITY, paper, &cache, page.xref(), settings);
            interpret_page(page, &mut context, &mut writer);
            writer.lines.page_end();
        }
    }));
    let (unknown, written) = (writer.unknown, writer.lines.finish());
    let mut remarks = Vec::new();
    if drawn.is_err() {
        let why = if too_much.get() {
            "it draws more than can be looked at"
        } else {
            "this PDF file cannot be made sense of"
        };
        return Err(why.to_owned());
    }
    if written.text.trim().is_empty() {
        return Err("it has no text; its pages may be pictures".to_owned());
    }
    if unknown > 0 {
        let of = written.letters;
        remarks.push(format!(
            "{unknown} of its {of} letters do not say which letter they are"
        ));
    }
    Ok(Extract {
        text: written.text,
        remarks,
        ..Extract::default()
    })
}

fn why(error: &LoadPdfError) -> String {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            "it is protected by a password".to_owned()
        }
        LoadPdfError::Decryption(_) => "it is encrypted in an unknown way".to_owned(),
        LoadPdfError::Invalid => "it is damaged or cut short".to_owned(),
    }
}

/// Writes down the letters that a page draws.
struct Writer<'c> {
    lines: Lines,
    drawn: u64,
    unknown: u64,
    too_much: &'c Cell<bool>,
}

impl Writer<'_> {
    /// Counts what is drawn. The interpreter can be stopped in no other way than by unwinding.
    fn count(&mut self, cost: u64) {
        self.drawn += cost;
        if self.drawn > MOST_DRAWN || self.lines.len() > MOST_TEXT {
            self.too_much.set(true);
            panic::resume_unwind(Box::new("too much is drawn"));
        }
    }

    fn letter(&mut self, glyph: &Glyph<'_>, place: Affine) {
        self.count(1);
        let (signs, is_known) = signs(glyph);
        if !is_known {
            self.unknown += 1;
        }
        let width = match glyph {
            Glyph::Outline(outline) => outline.advance_width(),
            Glyph::Type3(drawn) => drawn.advance_width(),
        };
        let start = place * Point::ORIGIN;
        self.lines.push(&Letter {
            signs: &signs,
            start,
            end: place * Point::new(f64::from(width.unwrap_or(500.0)), 0.0),
            along: place * Point::new(1000.0, 0.0) - start,
            size: (place * Point::new(0.0, 1000.0) - start).hypot(),
        });
    }
}

/// The signs of a letter, and whether the file says which they are. Where it does not, letters of
/// old fonts mostly have the numbers of ASCII.
fn signs(glyph: &Glyph<'_>) -> (String, bool) {
    match glyph.as_unicode() {
        Some(BfString::Char(sign)) => (sign.to_string(), true),
        Some(BfString::String(signs)) => (signs, true),
        None => {
            let ascii = u8::try_from(glyph.char_code()).ok().map(char::from);
            let ascii = ascii.filter(|sign| matches!(sign, ' '..='~'));
            (ascii.unwrap_or('\u{fffd}').to_string(), false)
        }
    }
}

impl<'a> Device<'a> for Writer<'_> {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {
        self.count(1);
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.count(FORM);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.count(FORM);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            self.letter(glyph, props.transform * glyph.transform());
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.count(1);
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
