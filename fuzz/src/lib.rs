//! What fuzz targets share.

use model::conflict::Conflict;
use model::{MemoryLoader, load};

/// Looks at the conflicts of a model made of any bytes, where it is one: at the first few, and at those that
/// take no time.
pub fn small_conflicts(bytes: &[u8], look: impl FnMut(&Conflict)) {
    let text = String::from_utf8_lossy(bytes);
    let mut loader = MemoryLoader::new().with("model.conflict", text.as_ref());
    let Some(case) = load("model.conflict", &mut loader).case else {
        return;
    };
    let few = case.analysed().iter().take(3);
    few.filter(|conflict| conflict.options.len() <= 12)
        .for_each(look);
}
