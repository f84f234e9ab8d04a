//! On which assumptions an answer depends alone, with others, or never.
