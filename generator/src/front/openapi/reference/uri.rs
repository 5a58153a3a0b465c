//! URI references: base and reference come in, the absolute reference goes out (RFC 3986, section 5.2).

/// Splits a reference at its `#`.
pub fn split(reference: &str) -> (&str, &str) {
    reference.split_once('#').unwrap_or((reference, ""))
}

/// The absolute form of `reference` (without fragment) as seen from `base`; both may be relative.
pub fn join(base: &str, reference: &str) -> String {
    if scheme_end(reference).is_some() || base.is_empty() {
        return normal(reference);
    }
    if reference.is_empty() {
        return base.to_owned();
    }
    let scheme = scheme_end(base).unwrap_or(0);
    if reference.starts_with("//") {
        return normal(&format!("{}{reference}", head(base, scheme)));
    }
    let authority = authority_end(base, scheme);
    if reference.starts_with('/') {
        return normal(&format!("{}{reference}", head(base, authority)));
    }
    let path = base.split(['?', '#']).next().unwrap_or(base);
    let folder = path.rfind('/').map_or(authority, |slash| (slash + 1).max(authority));
    let slash = if folder == authority && authority > scheme { "/" } else { "" };
    normal(&format!("{}{slash}{reference}", head(base, folder)))
}

/// One past the colon of the scheme.
fn scheme_end(uri: &str) -> Option<usize> {
    let colon = uri.find(':')?;
    let name = uri.get(..colon)?;
    let starts = name.starts_with(|c: char| c.is_ascii_alphabetic());
    let rest = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    (starts && rest).then_some(colon + 1)
}

/// One past the authority, which is where the path starts.
fn authority_end(uri: &str, scheme: usize) -> usize {
    let rest = uri.get(scheme..).unwrap_or("");
    match rest.strip_prefix("//") {
        Some(rest) => scheme + 2 + rest.find(['/', '?', '#']).unwrap_or(rest.len()),
        None => scheme,
    }
}

/// Removes `.` and `..` segments of the path.
fn normal(uri: &str) -> String {
    let start = authority_end(uri, scheme_end(uri).unwrap_or(0));
    let (head, rest) = uri.split_at(start.min(uri.len()));
    let (path, tail) = rest.split_at(rest.find(['?', '#']).unwrap_or(rest.len()));
    let rooted = path.starts_with('/');
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.split('/').skip(usize::from(rooted)).peekable();
    while let Some(segment) = segments.next() {
        let last = segments.peek().is_none();
        match segment {
            "." if last => kept.push(""),
            "." => {}
            ".." if kept.last().is_some_and(|name| *name != "..") || rooted => {
                kept.pop();
                if last {
                    kept.push("");
                }
            }
            _ => kept.push(segment),
        }
    }
    let slash = if rooted { "/" } else { "" };
    format!("{head}{slash}{}{tail}", kept.join("/"))
}

fn head(text: &str, end: usize) -> &str {
    text.get(..end).unwrap_or(text)
}
