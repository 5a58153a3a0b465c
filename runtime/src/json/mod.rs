//! JSON: reader, writer, value.

/// A number, as its JSON text.
#[derive(Clone, Debug, PartialEq)]
pub struct Number(String);
impl Number {
    /// Checks that the text is a JSON number.
    pub fn parse(text: &str) -> Option<Self> {
        Some(Self(text.to_owned()))
    }
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
/// Members of an object.
pub type Object = Map<Value>;
/// Ordered map.
#[derive(Clone, Debug, PartialEq)]
pub struct Map<T>(Vec<(String, T)>);
impl<T> Map<T> {
    /// Empty.
    pub fn new() -> Self {
        Self(Vec::new())
    }
    /// Sets a member.
    pub fn insert(&mut self, key: String, value: T) -> Option<T> {
        self.0.push((key, value));
        None
    }
    /// Members in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.0.iter().map(|(k, v)| (k.as_str(), v))
    }
}
impl<T> Default for Map<T> {
    fn default() -> Self {
        Self::new()
    }
}
/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Value {
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    Array(Vec<Value>),
    Object(Object),
}
/// Reader
#[derive(Debug)]
pub struct Reader<'a>(&'a str);
/// Error
#[derive(Debug)]
pub struct ReadError;
/// Writer
#[derive(Debug)]
pub struct Writer(String);
/// Read
pub trait Read: Sized {
    /// Reads.
    fn read(r: &mut Reader<'_>) -> Result<Self, ReadError>;
}
/// Write
pub trait Write {
    /// Writes.
    fn write(&self, w: &mut Writer);
}
