//! Resource ids of Azure Resource Manager: text in, whether it is one out.

use crate::json::before_byte;

/// Whether the text is a scope (`/subscriptions/{id}`, `/subscriptions/{id}/resourceGroups/{name}` or nothing) followed by
/// resources (`/providers/{namespace}/{type}/{name}…`), of which there may be several for extension resources. Names of segments
/// are the same in any letter case.
pub(super) fn resource_id(text: &str) -> bool {
    let Some(path) = text.strip_prefix('/') else { return false };
    if !printable(path) {
        return false;
    }
    let mut segments = Segments { rest: Some(path.as_bytes()) };
    let Some(mut segment) = segments.next() else { return false };
    for scope in ["subscriptions", "resourceGroups"] {
        if !is(segment, scope) {
            continue;
        }
        if segments.next().is_none_or(<[u8]>::is_empty) {
            return false;
        }
        match segments.next() {
            Some(next) => segment = next,
            None => return true,
        }
    }
    // The namespace, then types and names in pairs; `providers` begins another resource.
    is(segment, "providers") && resources(segments)
}

/// The segments behind the first `providers`.
fn resources(segments: Segments<'_>) -> bool {
    let mut count = 0_usize;
    for segment in segments {
        if segment.is_empty() {
            return false;
        }
        if !is(segment, "providers") {
            count += 1;
        } else if whole(count) {
            count = 0;
        } else {
            return false;
        }
    }
    whole(count)
}

/// Whether so many segments are a namespace and at least one type with a name.
fn whole(count: usize) -> bool {
    count >= 3 && count % 2 == 1
}

fn is(segment: &[u8], name: &str) -> bool {
    segment == name.as_bytes() || segment.eq_ignore_ascii_case(name.as_bytes())
}

/// Whether no character is a control character.
fn printable(text: &str) -> bool {
    let plain = text.bytes().fold(true, |plain, byte| plain & (0x20..0x7f).contains(&byte));
    plain || !text.chars().any(char::is_control)
}

/// What stands between slashes.
struct Segments<'t> {
    rest: Option<&'t [u8]>,
}

impl<'t> Iterator for Segments<'t> {
    type Item = &'t [u8];

    fn next(&mut self) -> Option<&'t [u8]> {
        let rest = self.rest?;
        let end = before_byte(rest, b'/');
        self.rest = rest.get(end + 1..);
        rest.get(..end)
    }
}
