//! Messages about options, manifest and command line (05xx).

use crate::diag::codes::codes;
use crate::diag::{Diagnostic, nearest};
use crate::source::Location;

codes! {
    TOML_SYNTAX = "E0501", "the manifest is not TOML",
        "`wiretype.toml` breaks the grammar of TOML 1.0. Texts are in quotes, lists in brackets, each `[[module]]` starts a new module \
         and each key is given once.";
    UNKNOWN_KEY = "E0502", "the manifest has an unknown key",
        "The manifest knows `[output]` with `dir`, and per `[[module]]` the keys `name`, `schemas`, `overlays`, `docs`, `errors`, `formats`, \
         `routes`, `allow_outside`, `include`, `exclude`, `keep_going`, `csdl`, a table with `keys`, `open_enums`, `depth`, `max_paths`, `roots`, `title` and \
         `servers`, and `validation`, a table with `profile`, `responses`, `ignored_formats`, `max_violations`, `fail_fast` and \
         `override`, a list of tables with `rule`, `path`, `direction` and `severity`. Overrides of types stand in `[module.types.NAME]` with `rename`, `replace`, \
         `derive` and `open`, and in `[module.properties.\"TYPE.NAME\"]` with `rename`, `nullable` and `optional`. A key that is not known would be ignored, \
         and with it what its author meant.";
    WRONG_VALUE = "E0503", "the manifest has a value of the wrong kind",
        "The key takes another kind of value: `name` and `docs` a text, `schemas` and `overlays` lists of paths, `include` and `exclude` lists of selectors, `formats`, `routes`, \
         `allow_outside` and `keep_going` either `true` or `false`, `errors` one of `\"problem\"`, `\"odata\"` and `\"arm\"`, `csdl` and `validation` tables. \
         In `validation`, `profile` is one of `\"strict\"`, `\"gateway\"` and `\"observe\"`, a `rule` is the keyword that states \
         it, a `direction` is `\"request\"` or `\"response\"`, and a `severity` is `\"error\"`, `\"warn\"` or `\"off\"`.";
    MISSING_KEY = "E0504", "the manifest lacks a key",
        "Every `[[module]]` has a `name`, which becomes the Rust module, and `schemas`, the list of documents it is made from. \
         An `override` of its validation has a `severity`.";
    BAD_MODULE_NAME = "E0505", "a module name is no Rust module name",
        "The name becomes a folder and a Rust module: it has to be an identifier of lower case letters, digits and `_`, and no keyword.";
    DUPLICATE_MODULE = "E0506", "two modules have the same name",
        "Each module is a folder of the output; two of the same name would overwrite each other. Rename one, or list the schemas of \
         both in one module.";
    MANIFEST_UNREADABLE = "E0507", "the manifest cannot be read",
        "Without a subcommand, wiretype regenerates what `wiretype.toml` in the current folder lists. Run it where the manifest lies, \
         name the manifest with `--manifest FILE`, or generate a single schema with `wiretype generate SCHEMA --out DIR`.";
    MIXED_SCHEMAS = "E0508", "schemas of different kinds in one module",
        "The CSDL documents of a module form one model, and an OpenAPI document is a whole API. Schemas of different kinds, or several \
         OpenAPI documents, become one module each.";
    NO_MATCH = "E0509", "a pattern matches no file",
        "An entry of `schemas` with `*` or `?` stands for the files that match it, and none does. `*` stands for any characters of one \
         file or folder name.";
    UNKNOWN_CODE = "E0510", "there is no such code",
        "`wiretype explain` and `--deny` take the code of a message, such as `E0101`. `wiretype explain` alone lists every code.";
    BAD_CRATE_NAME = "E0511", "a crate name is not valid",
        "A crate name starts with a letter and has only ASCII letters, digits, `-` and `_`. Pass another with `--crate NAME`.";
    NO_OUT_DIR = "E0512", "there is no folder to write to",
        "`wiretype::build` writes to the folder that cargo names in `OUT_DIR`, which is set only while a build script runs. Call it from \
         `build.rs`, or name a folder with `Build::out_dir`.";
    NOT_CONVERTIBLE = "E0521", "a schema that cannot be converted",
        "`wiretype convert` takes OData CSDL, XML or JSON, and writes its other form, or the OpenAPI document of the service that it \
         describes. An OpenAPI document says less than CSDL asks for, so there is no way back.";
    ONE_AT_A_TIME = "E0522", "several documents where one is converted",
        "The forms of CSDL are converted document by document, so that references between documents stay what they are. Only OpenAPI is \
         made from several documents together.";
    NOT_FOR_FORMS = "E0524", "an option that the forms of CSDL have no use for",
        "A document in one form of CSDL becomes the same document in the other, with everything in it. Options that choose what is taken, or \
         say what OpenAPI needs, have no meaning there.";
}

/// The manifest breaks TOML's grammar.
pub fn toml_syntax(reason: &str, location: Location) -> Diagnostic {
    Diagnostic::new(&TOML_SYNTAX, format!("this is not valid TOML: {reason}")).at(location, "")
}

/// The table `table` has the key `key`, which is none of `known`.
pub fn unknown_key<'k>(table: &str, key: &str, location: Location, known: impl IntoIterator<Item = &'k str> + Clone) -> Diagnostic {
    let diagnostic = Diagnostic::new(&UNKNOWN_KEY, format!("{table} has no key `{key}`")).at(location, "unknown key");
    match nearest(key, known.clone()) {
        Some(name) => diagnostic.help(format!("did you mean `{name}`?")),
        None => diagnostic.help(format!("known keys: {}", listed(known))),
    }
}

/// The value of `key` is not `wanted`, such as `a text`, but `found`.
pub fn wrong_value(key: &str, wanted: &str, found: &str, location: Location) -> Diagnostic {
    Diagnostic::new(&WRONG_VALUE, format!("`{key}` must be {wanted}, not {found}")).at(location, format!("expected {wanted}"))
}

/// The text `found` of `key` is none of `known`.
pub fn unknown_choice<'k>(
    key: &str,
    found: &str,
    location: Location,
    known: impl IntoIterator<Item = &'k str> + Clone,
) -> Diagnostic {
    let diagnostic = Diagnostic::new(&WRONG_VALUE, format!("`{key}` cannot be `{found}`")).at(location, "unknown value");
    match nearest(found, known.clone()) {
        Some(name) => diagnostic.help(format!("did you mean `{name}`?")),
        None => diagnostic.help(format!("known values: {}", listed(known))),
    }
}

/// The table `table` at `location` has no `key`.
pub fn missing_key(table: &str, key: &str, location: Location) -> Diagnostic {
    Diagnostic::new(&MISSING_KEY, format!("{table} has no `{key}`")).at(location, format!("`{key}` is missing"))
}

/// `name` cannot be a Rust module; `better` can.
pub fn bad_module_name(name: &str, better: &str, location: Option<Location>) -> Diagnostic {
    let diagnostic = Diagnostic::new(&BAD_MODULE_NAME, format!("`{name}` cannot be the name of a Rust module"))
        .help(format!("for example: `{better}`"));
    match location {
        Some(location) => diagnostic.at(location, "not a module name"),
        None => diagnostic,
    }
}

/// The module `name` at `second` has the name of the one at `first`.
pub fn duplicate_module(name: &str, second: Location, first: Location) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_MODULE, format!("two modules are named `{name}`"))
        .at(second, "named again here")
        .also(first, "first named here")
}

/// The manifest at `path` cannot be read.
pub fn manifest_unreadable(path: &str, reason: &str) -> Diagnostic {
    Diagnostic::new(&MANIFEST_UNREADABLE, format!("cannot read the manifest `{path}`: {reason}"))
        .help("run wiretype where `wiretype.toml` lies, pass `--manifest FILE`, or see `wiretype generate --help`")
}

/// The documents `first` and `second` cannot be one module.
pub fn mixed_schemas(first: &str, second: &str) -> Diagnostic {
    Diagnostic::new(&MIXED_SCHEMAS, format!("`{first}` and `{second}` cannot be one module")).help("make each of them a module")
}

/// The pattern matches no file.
pub fn no_match(pattern: &str, location: Location) -> Diagnostic {
    Diagnostic::new(&NO_MATCH, format!("`{pattern}` matches no file")).at(location, "no such file")
}

/// `id` is the code of no message; `known` are all codes.
pub fn unknown_code<'k>(id: &str, known: impl IntoIterator<Item = &'k str>) -> Diagnostic {
    let diagnostic = Diagnostic::new(&UNKNOWN_CODE, format!("there is no code `{id}`"));
    match nearest(&id.to_ascii_uppercase(), known) {
        Some(code) => diagnostic.help(format!("did you mean `{code}`? `wiretype explain` lists every code")),
        None => diagnostic.help("`wiretype explain` lists every code"),
    }
}

/// `name` cannot be the name of a crate.
pub fn bad_crate_name(name: &str) -> Diagnostic {
    Diagnostic::new(&BAD_CRATE_NAME, format!("`{name}` cannot be the name of a crate"))
        .help("a crate name starts with a letter and has only ASCII letters, digits, `-` and `_`")
}

/// The build door was called outside a build script.
pub fn no_out_dir() -> Diagnostic {
    Diagnostic::new(&NO_OUT_DIR, "`OUT_DIR` is not set").help("call `wiretype::build` from `build.rs`, or set `Build::out_dir`")
}

/// The document is not CSDL.
pub fn not_convertible(path: &str) -> Diagnostic {
    Diagnostic::new(&NOT_CONVERTIBLE, format!("`{path}` is not CSDL")).help("`wiretype convert` takes OData CSDL, XML or JSON")
}

/// Several documents are given where one is converted.
pub fn one_at_a_time() -> Diagnostic {
    Diagnostic::new(&ONE_AT_A_TIME, "forms of CSDL are converted one document at a time").help("convert each document by itself")
}

/// An option is about OpenAPI, and CSDL becomes CSDL.
pub fn not_for_forms(option: &str) -> Diagnostic {
    Diagnostic::new(&NOT_FOR_FORMS, format!("`{option}` has no meaning where CSDL becomes CSDL"))
        .help("leave it out, or use `--to openapi`")
}

fn listed<'k>(names: impl IntoIterator<Item = &'k str>) -> String {
    names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
