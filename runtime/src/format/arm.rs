//! Resource ids of Azure Resource Manager: text in, whether it is one out.

/// Whether the text is a scope (`/subscriptions/{id}`, `/subscriptions/{id}/resourceGroups/{name}` or nothing) followed by
/// resources (`/providers/{namespace}/{type}/{name}…`), of which there may be several for extension resources. Names of segments
/// are the same in any letter case.
pub(super) fn resource_id(text: &str) -> bool {
    let Some(path) = text.strip_prefix('/') else { return false };
    let segments: Vec<&str> = path.split('/').collect();
    if !segments.iter().all(|segment| !segment.is_empty() && !segment.chars().any(char::is_control)) {
        return false;
    }
    let mut rest = segments.as_slice();
    let mut scope = |name: &str| match rest {
        [first, _, tail @ ..] if first.eq_ignore_ascii_case(name) => {
            rest = tail;
            true
        }
        _ => false,
    };
    let mut scoped = scope("subscriptions");
    scoped = scope("resourceGroups") || scoped;
    while let [first, tail @ ..] = rest {
        let next = tail.iter().position(|segment| segment.eq_ignore_ascii_case("providers")).unwrap_or(tail.len());
        let Some((resource, others)) = tail.split_at_checked(next) else { return false };
        // The namespace, then types and names in pairs.
        if !first.eq_ignore_ascii_case("providers") || resource.len() < 3 || resource.len() % 2 == 0 {
            return false;
        }
        (scoped, rest) = (true, others);
    }
    scoped
}
