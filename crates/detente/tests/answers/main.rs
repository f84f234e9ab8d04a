//! Typed answers of the façade: against the definitions, against what case files say, and against
//! the schemas that the book prints.

mod change;
mod common;
mod inverse;
mod mediate;
mod sweep;
mod uncertain;
