//! Operations as text.

use std::fmt::Write;

use super::Page;
use crate::ir::{Body, Content, Header, Operation, OperationKind, Parameter, Part, PathTemplate, Requirement, Response};

impl Page<'_> {
    pub(super) fn operation(&mut self, operation: &Operation) {
        let kind = match &operation.kind {
            OperationKind::Route => "operation".to_owned(),
            OperationKind::Webhook(name) => format!("webhook {name:?}"),
            OperationKind::Callback(name) => format!("callback {name:?}"),
        };
        let id = operation.id.as_ref().map_or_else(String::new, |id| format!(" {id:?}"));
        self.line(&format!("{kind} {} {}{id}", operation.method.0, path(&operation.path)));
        self.indented(|page| {
            page.line(&format!("group {:?} sends {:?}", operation.group, operation.view));
            page.docs(&operation.docs);
            operation.parameters.iter().for_each(|parameter| page.parameter(parameter));
            operation.body.iter().for_each(|body| page.request(body));
            operation.responses.iter().for_each(|response| page.response(response));
            if !operation.security.is_empty() {
                page.line(&format!("security {}", security(&operation.security)));
            }
        });
    }

    fn parameter(&mut self, parameter: &Parameter) {
        let mut label = format!("in {:?} {:?}", parameter.place, parameter.name);
        if let Some(name) = &parameter.client_name {
            let _ = write!(label, " as {name}");
        }
        let _ = write!(label, " {:?}", parameter.style);
        let flags = [
            (parameter.explode, "exploded"),
            (parameter.required, "required"),
            (parameter.allow_reserved, "reserved characters"),
            (parameter.allow_empty, "may be empty"),
        ];
        for (_, word) in flags.iter().filter(|(flag, _)| *flag) {
            let _ = write!(label, " {word}");
        }
        if let Some(media) = parameter.media {
            let _ = write!(label, " written as {media:?}");
        }
        if let Some(default) = &parameter.default {
            let _ = write!(label, " default {default}");
        }
        if let Some(prefix) = &parameter.header_prefix {
            let _ = write!(label, " every {prefix}*");
        }
        self.used(&label, parameter.schema);
        self.indented(|page| page.docs(&parameter.docs));
    }

    fn request(&mut self, body: &Body) {
        self.line(if body.required { "body required" } else { "body" });
        self.indented(|page| {
            page.docs(&body.docs);
            body.contents.iter().for_each(|content| page.content(content));
        });
    }

    fn content(&mut self, content: &Content) {
        let by_position = if content.by_position { " by position" } else { "" };
        let label = format!("{} {:?}{by_position}", content.media_type, content.media);
        match content.schema {
            Some(schema) => self.used(&label, schema),
            None => self.line(&label),
        }
        for encoding in &content.encodings {
            let kind = encoding.content_type.as_ref().map_or_else(String::new, |kind| format!(" as {kind}"));
            let explode = if encoding.explode { " exploded" } else { "" };
            self.indented(|page| {
                page.line(&format!("{}{kind} {:?}{explode}", encoding.key, encoding.style));
                page.indented(|page| encoding.headers.iter().for_each(|header| page.header(header)));
            });
        }
    }

    fn response(&mut self, response: &Response) {
        self.line(&format!("answer {}", response.status));
        self.indented(|page| {
            page.docs(&response.docs);
            response.headers.iter().for_each(|header| page.header(header));
            response.contents.iter().for_each(|content| page.content(content));
        });
    }

    fn header(&mut self, header: &Header) {
        let mut label = format!("header {:?}", header.name);
        for (flag, word) in [(header.required, " required"), (header.explode, " exploded")] {
            label.push_str(if flag { word } else { "" });
        }
        if let Some(media) = header.media {
            let _ = write!(label, " written as {media:?}");
        }
        self.used(&label, header.schema);
        self.indented(|page| page.docs(&header.docs));
    }
}

/// The template from its parsed form, so that the dump shows what will be matched.
fn path(path: &PathTemplate) -> String {
    if path.segments.is_empty() {
        return path.raw.clone();
    }
    let mut text = String::new();
    for segment in &path.segments {
        text.push('/');
        for part in &segment.parts {
            match part {
                Part::Literal(literal) => text.push_str(literal),
                Part::Param(name) => drop(write!(text, "{{{name}}}")),
                Part::Rest(name) => drop(write!(text, "{{{name}...}}")),
            }
        }
    }
    text.push_str(&path.distinction());
    if path.ignore_case { text + " in any case" } else { text }
}

fn security(alternatives: &[Vec<Requirement>]) -> String {
    let one = |requirement: &Requirement| {
        let scopes = if requirement.scopes.is_empty() { String::new() } else { format!("({})", requirement.scopes.join(" ")) };
        format!("{}{scopes}", requirement.scheme)
    };
    let together = |needed: &Vec<Requirement>| match needed.as_slice() {
        [] => "nothing".to_owned(),
        needed => needed.iter().map(one).collect::<Vec<_>>().join(" and "),
    };
    alternatives.iter().map(together).collect::<Vec<_>>().join(" or ")
}
