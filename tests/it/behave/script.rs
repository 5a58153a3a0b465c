//! Request scripts of `tests/fixtures`, in the form that editors know as `.http`: text in, requests with titles out.
//!
//! What stands before the first `###` goes for every request: headers, and variables (`@name = text`) for `{{name}}`.
//! A header of a request takes the place of a common one; an empty one leaves it out. Lines of multipart bodies end as MIME has it.

use super::client::Request;

/// A request and what it is about.
#[derive(Debug)]
pub(super) struct Scripted {
    pub(super) title: String,
    pub(super) request: Request,
}

/// The requests of a script.
pub(super) fn parse(text: &str) -> Vec<Scripted> {
    let (common, rest) = text.split_once("\n### ").expect("a first request");
    let mut headers = Vec::new();
    let mut variables: Vec<(String, String)> = Vec::new();
    let filled = |text: &str, variables: &[(String, String)]| {
        variables.iter().fold(text.to_owned(), |text, (name, value)| text.replace(name, value))
    };
    for line in common.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.strip_prefix('@').and_then(|line| line.split_once(" = ")) {
            Some((name, value)) => variables.push((format!("{{{{{name}}}}}"), filled(value, &variables))),
            None => headers.push(header(line)),
        }
    }
    filled(rest, &variables).split("\n### ").map(|block| scripted(block, &headers)).collect()
}

fn header(line: &str) -> (String, String) {
    let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("`{line}` is no header"));
    (name.to_owned(), value.trim().to_owned())
}

fn scripted(block: &str, common: &[(String, String)]) -> Scripted {
    let (head, body) = block.split_once("\n\n").unwrap_or((block, ""));
    let mut lines = head.lines();
    let title = lines.next().unwrap_or_default().to_owned();
    let request = lines.next().unwrap_or_else(|| panic!("`{title}` has no request"));
    let (method, target) = request.split_once(' ').unwrap_or_else(|| panic!("`{title}`: {request}"));
    let own: Vec<(String, String)> = lines.map(header).collect();
    let overridden = |name: &str| own.iter().any(|(known, _)| known.eq_ignore_ascii_case(name));
    let body = body.trim_end_matches('\n').as_bytes().to_vec();
    let mut headers: Vec<(String, String)> = common.iter().filter(|(name, _)| !overridden(name)).cloned().collect();
    headers.extend(own.into_iter().filter(|(_, value)| !value.is_empty()));
    headers.retain(|(name, _)| !body.is_empty() || !name.eq_ignore_ascii_case("content-type"));
    let in_parts = headers.iter().any(|(name, value)| name.eq_ignore_ascii_case("content-type") && value.starts_with("multipart/"));
    let body = if in_parts { String::from_utf8_lossy(&body).replace('\n', "\r\n").into_bytes() } else { body };
    Scripted { title, request: Request { method: method.to_owned(), target: target.to_owned(), headers, body } }
}
