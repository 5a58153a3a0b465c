//! What library code does not do: stop the process, print, hash in random order, or write a message at the call site.

use syn::visit::{self, Visit};

use super::{Rust, none, rust_files};

const LIBRARIES: [&str; 2] = ["generator/src", "runtime/src"];
const METHODS: [&str; 4] = ["unwrap", "expect", "unwrap_err", "expect_err"];
const MACROS: [&str; 4] = ["panic", "todo", "unimplemented", "unreachable"];
const PRINTS: [&str; 5] = ["print", "println", "eprint", "eprintln", "dbg"];

#[test]
fn libraries_never_stop_the_process() {
    let mut found = Vec::new();
    for file in library() {
        let calls = calls(&file);
        let methods = calls.methods.iter().filter(|name| METHODS.contains(&name.as_str())).map(|name| format!(".{name}()"));
        let macros = calls.macros.iter().filter(|name| MACROS.contains(&name.as_str())).map(|name| format!("{name}!"));
        found.extend(methods.chain(macros).map(|what| format!("{}: {what}", file.path)));
    }
    none("calls that can stop a process", &found);
}

#[test]
fn libraries_print_nothing() {
    let mut found = Vec::new();
    for file in library() {
        let prints = calls(&file).macros.into_iter().filter(|name| PRINTS.contains(&name.as_str()));
        found.extend(prints.map(|name| format!("{}: {name}!", file.path)));
    }
    none("library code that prints", &found);
}

#[test]
fn the_generator_has_ordered_maps_only() {
    let files = rust_files(&["generator/src"]).into_iter();
    let hashed = files.filter(|file| file.text.contains("HashMap") || file.text.contains("HashSet"));
    none("maps without an order", &hashed.map(|file| file.path).collect::<Vec<_>>());
}

#[test]
fn messages_have_constructors() {
    let files = rust_files(&["generator/src"]).into_iter().filter(|file| !file.path.starts_with("generator/src/diag/"));
    let own: Vec<String> = files.filter(|file| file.text.contains("Diagnostic::new(")).map(|file| file.path).collect();
    none("messages made outside of diag", &own);
}

/// Library code without files that hold only tests.
fn library() -> Vec<Rust> {
    let tests = |file: &Rust| file.path.ends_with("/tests.rs") || file.path.ends_with("/conformance.rs");
    rust_files(&LIBRARIES).into_iter().filter(|file| !tests(file)).collect()
}

/// Methods and macros that a file calls outside of its tests.
#[derive(Default)]
struct Calls {
    methods: Vec<String>,
    macros: Vec<String>,
}

fn calls(file: &Rust) -> Calls {
    let mut calls = Calls::default();
    calls.visit_file(&file.tree());
    calls
}

/// Whether something exists in tests only.
pub fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        syn::Meta::Path(path) => path.is_ident("test"),
        syn::Meta::List(list) => list.path.is_ident("cfg") && list.tokens.to_string() == "test",
        syn::Meta::NameValue(_) => false,
    })
}

impl<'ast> Visit<'ast> for Calls {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !is_test(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        if !is_test(&item.attrs) {
            visit::visit_item_fn(self, item);
        }
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        // An own method of that name takes the condition that is expected as well.
        if call.args.len() < 2 {
            self.methods.push(call.method.to_string());
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.macros.extend(call.path.segments.last().map(|segment| segment.ident.to_string()));
        // What a macro is given is not parsed: its text is searched instead.
        let text: String = call.tokens.to_string().split_whitespace().collect();
        self.methods.extend(METHODS.iter().filter(|name| text.contains(&format!(".{name}("))).map(|name| (*name).to_owned()));
        self.macros.extend(MACROS.iter().filter(|name| text.contains(&format!("{name}!("))).map(|name| (*name).to_owned()));
    }
}
