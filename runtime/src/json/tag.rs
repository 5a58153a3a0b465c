//! Looking ahead for the member that says which variant an object is.

use super::error::JsonType;
use super::reader::Reader;

impl Reader<'_> {
    /// The text of the first member of this name of the next object, if it is there and a string; nothing is taken.
    ///
    /// With `type_uri` the text is a qualified type name: it is given without what comes before and with a `#`, in lower case.
    pub fn tag(&self, property: &str, type_uri: bool) -> Option<String> {
        let mut ahead = self.clone();
        if ahead.peek() != JsonType::Object {
            return None;
        }
        let mut found = None;
        // Ends by an error as soon as the member is found: the rest of the object is read later, by the variant.
        let _ = ahead.object(&[property], &mut |r, index, _| {
            if index == 1 {
                return r.pass();
            }
            found = r.string().ok().map(std::borrow::Cow::into_owned);
            Err(r.syntax("no more"))
        });
        found.map(|text| if type_uri { type_name(&text) } else { text })
    }
}

/// The type name of a type URI such as `#ns.Type` or `https://host/$metadata#ns.Type`, in lower case.
fn type_name(uri: &str) -> String {
    uri.rsplit_once('#').map_or(uri, |(_, name)| name).to_lowercase()
}
