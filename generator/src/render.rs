//! Render: tokens of a module come in, the text of its files goes out.

/// A file of a generated module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Path inside the module's folder, such as `models.rs`; the module's own file is `mod.rs`.
    pub path: String,
    /// Its text, header included.
    pub text: String,
}
