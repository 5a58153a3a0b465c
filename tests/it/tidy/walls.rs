//! The walls between the rooms of the pipeline: which module may name which, and who may touch the world outside.

use syn::visit::{self, Visit};

use super::banned::is_test;
use super::{Rust, none, rust_files};

/// A room of the generator, the rooms it may name, and the modules of the runtime it may call.
type Wall = (&'static str, &'static [&'static str], &'static [&'static str]);

const GENERATOR: [Wall; 16] = [
    ("source", &[], &[]),
    ("diag", &["source"], &[]),
    ("ir", &["source"], &["json"]),
    ("front", &["source", "diag", "ir"], &[]),
    ("front/openapi", &["source", "diag", "ir", "front"], &["format", "json", "pattern"]),
    ("front/csdl", &["source", "diag", "ir", "front"], &["format", "json", "pattern"]),
    ("convert", &["source", "ir", "front/csdl"], &["json"]),
    ("select", &["source", "diag", "ir"], &[]),
    ("adjust", &["source", "diag", "ir"], &[]),
    ("trace", &["ir"], &[]),
    ("jsonpath", &["source"], &["json"]),
    ("overlay", &["source", "diag", "jsonpath"], &[]),
    ("check", &["source", "diag", "ir"], &["json", "pattern", "format"]),
    ("plan", &["check", "ir"], &["json", "pattern", "format", "validate"]),
    ("back", &["plan", "ir", "back/ty", "back/text"], &[]),
    ("render", &["back", "plan"], &[]),
];

/// Rooms that may name everything, and alone may touch the world outside.
const DOORS: [&str; 9] = ["", "main", "cli", "cargo", "config", "build", "input", "output", "project"];

const RUNTIME: [Wall; 8] = [
    ("pattern", &[], &[]),
    ("schema", &["pattern", "json"], &[]),
    ("json", &["maybe"], &[]),
    ("maybe", &["json"], &[]),
    ("text", &["json", "format"], &[]),
    ("format", &["json", "text", "pattern"], &[]),
    ("validate", &["json", "schema", "format", "pattern", "text", "maybe"], &[]),
    ("odata", &["json", "schema", "format", "validate", "text"], &[]),
];

#[test]
fn rooms_of_the_generator_name_only_rooms_before_them() {
    let mut broken = Vec::new();
    for file in rust_files(&["generator/src"]) {
        let module = module(&file, "generator/src/");
        let from = room(&module);
        if DOORS.contains(&top(&from)) {
            continue;
        }
        let wall = |name: &str| GENERATOR.iter().find(|(room, ..)| *room == name);
        let Some((_, rooms, runtime)) = wall(&from).or_else(|| wall(top(&from))) else {
            broken.push(format!("{}: no wall is written for `{from}`", file.path));
            continue;
        };
        for to in rooms_named(&file, &module) {
            let allowed = to == from || rooms.contains(&to.as_str()) || rooms.contains(&top(&to)) && top(&to) != top(&from);
            if !allowed {
                broken.push(format!("{}: `{from}` names `{to}`", file.path));
            }
        }
        let strangers = modules_of_runtime(&file).into_iter().filter(|module| !runtime.contains(&module.as_str()));
        broken.extend(strangers.map(|module| format!("{}: `{from}` names `wiretype_runtime::{module}`", file.path)));
    }
    none("walls of the generator", &broken);
}

#[test]
fn rooms_of_the_runtime_name_only_rooms_below_them() {
    let mut broken = Vec::new();
    for file in rust_files(&["runtime/src"]) {
        let module = module(&file, "runtime/src/");
        let from = module.first().cloned().unwrap_or_default();
        let Some((_, rooms, _)) = RUNTIME.iter().find(|(room, ..)| *room == from) else { continue };
        let named = paths(&file, &module).into_iter().filter_map(|path| path.into_iter().next());
        let strangers = named.filter(|to| RUNTIME.iter().any(|(room, ..)| room == to) || to == "http");
        let strangers = strangers.filter(|to| *to != from && !rooms.contains(&to.as_str()));
        broken.extend(strangers.map(|to| format!("{}: `{from}` names `{to}`", file.path)));
    }
    none("walls of the runtime", &broken);
}

#[test]
fn only_doors_touch_the_world_outside() {
    let outside = ["std::fs", "std::env", "std::time", "std::net", "std::process", "std::io", "Instant", "SystemTime"];
    let mut found = Vec::new();
    for file in rust_files(&["generator/src"]) {
        if DOORS.contains(&top(&room(&module(&file, "generator/src/")))) {
            continue;
        }
        found.extend(outside.iter().filter(|word| file.text.contains(**word)).map(|word| format!("{}: {word}", file.path)));
    }
    for file in rust_files(&["runtime/src"]) {
        let words = ["std::fs", "std::env", "std::net", "std::process"].into_iter();
        found.extend(words.filter(|word| file.text.contains(word)).map(|word| format!("{}: {word}", file.path)));
    }
    none("files, environment or clock outside of doors", &found);
}

#[test]
fn emitters_say_what_becomes_of_every_variant() {
    let enums = enums_of_ir();
    let mut found = Vec::new();
    for file in rust_files(&["generator/src/back"]) {
        let mut matches = Matches { enums: &enums, wild: Vec::new() };
        matches.visit_file(&file.tree());
        found.extend(matches.wild.iter().map(|name| format!("{}: `_ =>` in a match over `{name}`", file.path)));
    }
    none("emitters that skip variants of the IR", &found);
}

/// The module of a file: `front/openapi/mod.rs` is `[front, openapi]`.
fn module(file: &Rust, crate_root: &str) -> Vec<String> {
    let path = file.path.strip_prefix(crate_root).unwrap_or(&file.path).trim_end_matches(".rs");
    let parts = path.split('/').filter(|part| !["mod", "lib"].contains(part));
    parts.map(str::to_owned).collect()
}

/// The room of a module: its folder, but each front end and each emitter is a room of its own.
fn room(module: &[String]) -> String {
    match module {
        [] => String::new(),
        [front, dialect, ..] if front == "front" && (dialect == "openapi" || dialect == "csdl") => format!("front/{dialect}"),
        [back, emitter, ..] if back == "back" && emitter.starts_with(char::is_lowercase) => format!("back/{emitter}"),
        [room, ..] => room.clone(),
    }
}

/// The part of a room's name before the slash.
fn top(room: &str) -> &str {
    room.split('/').next().unwrap_or(room)
}

fn rooms_named(file: &Rust, module: &[String]) -> Vec<String> {
    let mut rooms: Vec<String> = paths(file, module).iter().map(|path| room(path)).collect();
    rooms.sort();
    rooms.dedup();
    rooms
}

/// Paths of the own crate that a file names outside of its tests, from the root of the crate.
fn paths(file: &Rust, module: &[String]) -> Vec<Vec<String>> {
    let absolute = |path: Vec<String>| {
        let mut at = module.to_vec();
        let mut rest = path.into_iter().peekable();
        match rest.next()?.as_str() {
            "crate" => at.clear(),
            "self" => {}
            "super" => {
                at.pop();
            }
            _ => return None,
        }
        while rest.next_if(|part| part == "super").is_some() {
            at.pop();
        }
        at.extend(rest);
        Some(at)
    };
    all_paths(file).into_iter().filter_map(absolute).collect()
}

fn modules_of_runtime(file: &Rust) -> Vec<String> {
    let ours = all_paths(file).into_iter().filter(|path| path.first().is_some_and(|first| first == "wiretype_runtime"));
    ours.filter_map(|path| path.into_iter().nth(1)).collect()
}

fn all_paths(file: &Rust) -> Vec<Vec<String>> {
    let mut paths = Paths::default();
    paths.visit_file(&file.tree());
    paths.found
}

/// Collects paths as they are written; those in a `mod` inside the file are seen from the file.
#[derive(Default)]
struct Paths {
    found: Vec<Vec<String>>,
    prefix: Vec<String>,
}

impl<'ast> Visit<'ast> for Paths {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !is_test(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_use_path(&mut self, path: &'ast syn::UsePath) {
        self.prefix.push(path.ident.to_string());
        visit::visit_use_path(self, path);
        self.prefix.pop();
    }

    fn visit_use_name(&mut self, name: &'ast syn::UseName) {
        self.used(Some(&name.ident));
    }

    fn visit_use_rename(&mut self, rename: &'ast syn::UseRename) {
        self.used(Some(&rename.ident));
    }

    fn visit_use_glob(&mut self, _: &'ast syn::UseGlob) {
        self.used(None);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        // A visibility is a path of one word, and names nothing.
        if path.segments.len() > 1 {
            self.found.push(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        // Tokens that are emitted speak of the crate they are emitted into.
        if call.path.segments.last().is_some_and(|segment| segment.ident == "quote") {
            return;
        }
        let text: String = call.tokens.to_string().split_whitespace().collect();
        for (at, _) in text.match_indices("crate::") {
            let path = text[at..].split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').next().unwrap_or_default();
            self.found.push(path.split("::").map(str::to_owned).collect());
        }
    }
}

impl Paths {
    fn used(&mut self, name: Option<&syn::Ident>) {
        let mut path = self.prefix.clone();
        path.extend(name.map(ToString::to_string).filter(|name| name != "self"));
        self.found.push(path);
    }
}

fn enums_of_ir() -> Vec<String> {
    let files = rust_files(&["generator/src/ir"]);
    let items = files.iter().flat_map(|file| file.tree().items);
    items.filter_map(|item| if let syn::Item::Enum(item) = item { Some(item.ident.to_string()) } else { None }).collect()
}

/// Matches over enums of the IR that have an arm for whatever else there may be.
struct Matches<'e> {
    enums: &'e [String],
    wild: Vec<String>,
}

impl<'ast> Visit<'ast> for Matches<'_> {
    fn visit_expr_match(&mut self, expression: &'ast syn::ExprMatch) {
        let wild = |arm: &syn::Arm| matches!(arm.pat, syn::Pat::Wild(_));
        if expression.arms.iter().any(wild) {
            let mut named = Paths::default();
            expression.arms.iter().for_each(|arm| named.visit_pat(&arm.pat));
            let over = named.found.iter().filter_map(|path| path.iter().rev().nth(1)).find(|name| self.enums.contains(name));
            self.wild.extend(over.cloned());
        }
        visit::visit_expr_match(self, expression);
    }
}
