//! `service.rs`: the model of the service as static data, written as text: thousands of rows of one shape need no syntax tree.

use std::fmt::Write;

use crate::ir::{
    Callable, Doing, Holds, Limits, MemberLink, Root, RootKind, Service, ServiceMember, ServiceType, Shape, Structure, ValueType,
};

/// The text of `service.rs`.
pub fn emit(service: &Service) -> String {
    let doc = "//! The model of the service as data: `wiretype_runtime::odata` resolves URLs and checks queries with it.";
    let limits = list(&service.limits, limit);
    let tables = tables(service);
    // What a service has nothing of is not imported.
    let used = [
        ("Key", "Key {"),
        ("Limits", "Limits {"),
        ("Member", "Member {"),
        ("Names", "Names::"),
        ("Shape", "Shape::"),
        ("TypeRef", "TypeRef {"),
        ("does", "does::"),
        ("edm", "edm::"),
        ("is", "is::"),
    ];
    let mut names = vec!["Call", "Model", "Namespace", "Root", "RootKind", "Type"];
    names.extend(used.iter().filter(|(_, needle)| tables.contains(needle) || limits.contains(needle)).map(|(name, _)| *name));
    // Types before modules, each by name, as rustfmt would have it.
    names.sort_unstable();
    let names: Vec<&str> = names.into_iter().filter(|name| *name != "RootKind" || tables.contains("RootKind::")).collect();
    let model = format!(
        "Model {{ namespaces: NAMESPACES, types: TYPES, calls: CALLS, roots: ROOTS, limits: {limits}, schemas: &super::tables::TABLE }}"
    );
    format!(
        "{doc}\n\nuse wiretype_runtime::odata::{{{}}};\n\n/// The model of the service.\npub static SERVICE: Model =\n    {model};\n{tables}",
        names.join(", ")
    )
}

/// The tables that the model is made of.
fn tables(service: &Service) -> String {
    let mut out = String::new();
    let mut table = |name: &str, row: &str, rows: Vec<String>| {
        let _ = writeln!(out, "\nstatic {name}: &[{row}] = &[");
        for row in &rows {
            out.extend(["    ", row, ",\n"]);
        }
        out.push_str("];\n");
    };
    let namespaces = service.namespaces.iter();
    let namespaces = namespaces
        .map(|found| format!("Namespace {{ name: {:?}, alias: {:?}, default: {} }}", found.name, found.alias, found.default));
    table("NAMESPACES", "Namespace", namespaces.collect());
    let types = service.types.iter().enumerate().map(|(index, found)| format!("/* {index} */ {}", declared(found)));
    table("TYPES", "Type", types.collect());
    table("CALLS", "Call", service.calls.iter().map(call).collect());
    table("ROOTS", "Root", service.roots.iter().map(root).collect());
    out
}

fn declared(found: &ServiceType) -> String {
    let shape = match &found.shape {
        Shape::Structure(structure) => return structured(&found.name, structure),
        Shape::Enumeration { flags, members } => {
            let members = list(members, |(name, value)| format!("({name:?}, {value})"));
            format!("Shape::Enum {{ flags: {flags}, members: {members} }}")
        }
        Shape::Definition(underlying) => format!("Shape::Definition(edm::{})", constant(underlying)),
    };
    format!("Type {{ name: {:?}, shape: {shape}, ..Type::NONE }}", found.name)
}

fn structured(name: &str, found: &Structure) -> String {
    let mut out = format!("Type {{ name: {name:?}, shape: Shape::{}, ", if found.entity { "Entity" } else { "Complex" });
    if let Some(base) = found.base {
        let _ = write!(out, "base: Some({base}), ");
    }
    let flags = [("is::ABSTRACT", found.is_abstract), ("is::OPEN", found.open), ("is::MEDIA", found.stream)];
    if let Some(flags) = joined(&flags) {
        let _ = write!(out, "flags: {flags}, ");
    }
    if !found.key.is_empty() {
        let _ = write!(out, "key: {}, ", key(&found.key));
    }
    if !found.alternate_keys.is_empty() {
        let _ = write!(out, "alternate_keys: {}, ", list(&found.alternate_keys, |parts| key(parts)));
    }
    if !found.members.is_empty() {
        let _ = write!(out, "members: {}, ", list(&found.members, member));
    }
    if !found.limits.is_empty() {
        let _ = write!(out, "limits: {}, ", list(&found.limits, limit));
    }
    out.push_str("..Type::NONE }");
    out
}

fn key(parts: &[(String, String)]) -> String {
    list(parts, |(name, path)| format!("Key {{ name: {name:?}, path: {path:?} }}"))
}

fn member(found: &ServiceMember) -> String {
    let (links, contained) = match found.link {
        None => (false, false),
        Some(MemberLink::Related) => (true, false),
        Some(MemberLink::Contained) => (true, true),
    };
    place(&found.name, &found.holds, &[("is::NAVIGATION", links), ("is::CONTAINED", contained)])
}

fn place(name: &str, holds: &Holds, more: &[(&str, bool)]) -> String {
    let mut flags = vec![("is::COLLECTION", holds.collection), ("is::NULLABLE", holds.nullable)];
    flags.extend_from_slice(more);
    let flags = joined(&flags).unwrap_or_else(|| "0".to_owned());
    format!("Member {{ name: {name:?}, ty: {}, flags: {flags} }}", value_type(&holds.ty))
}

fn call(found: &Callable) -> String {
    let flags = [
        ("is::ACTION", found.action),
        ("is::BOUND", found.bound),
        ("is::COMPOSABLE", found.composable),
        ("is::EXPLICIT", found.explicit),
        ("is::ESCAPE", found.escape),
    ];
    let mut out = format!("Call {{ name: {:?}, ", found.name);
    if let Some(flags) = joined(&flags) {
        let _ = write!(out, "flags: {flags}, ");
    }
    if !found.parameters.is_empty() {
        let parameters = list(&found.parameters, |(name, holds, optional)| place(name, holds, &[("is::OPTIONAL", *optional)]));
        let _ = write!(out, "parameters: {parameters}, ");
    }
    if let Some(Holds { ty, collection, nullable }) = &found.returns {
        let ty = value_type(ty);
        let _ = write!(out, "returns: Some(TypeRef {{ ty: {ty}, collection: {collection}, nullable: {nullable} }}), ");
    }
    if let Some(path) = &found.lives_at {
        let _ = write!(out, "lives_at: Some({path:?}), ");
    }
    if !found.limits.is_empty() {
        let _ = write!(out, "limits: {}, ", list(&found.limits, limit));
    }
    out.push_str("..Call::NONE }");
    out
}

fn root(found: &Root) -> String {
    let kind = match &found.kind {
        RootKind::Set(ty) => format!("Set({ty})"),
        RootKind::Single(ty) => format!("Single({ty})"),
        RootKind::Call(name) => format!("Call({name:?})"),
    };
    let mut out = format!("Root {{ name: {:?}, kind: RootKind::{kind}, ", found.name);
    if let Some(path) = &found.lives_in {
        let _ = write!(out, "lives_in: Some({path:?}), ");
    }
    if !found.bindings.is_empty() {
        let _ = write!(out, "bindings: {}, ", list(&found.bindings, |(path, target)| format!("({path:?}, {target:?})")));
    }
    if !found.limits.is_empty() {
        let _ = write!(out, "limits: {}, ", list(&found.limits, limit));
    }
    out.push_str("..Root::NONE }");
    out
}

fn limit(found: &Limits) -> String {
    let bits = |denied: bool| {
        let chosen = found.doings.iter().filter(|(_, can)| !denied || !can);
        let chosen: Vec<String> = chosen.map(|(doing, _)| format!("does::{}", doing_name(*doing))).collect();
        if chosen.is_empty() { "0".to_owned() } else { chosen.join(" | ") }
    };
    let names = list(&found.names, |(which, names)| format!("(Names::{which:?}, {})", list(names, |name| format!("{name:?}"))));
    let levels = list(&found.levels, |(doing, most)| format!("(does::{}, {most})", doing_name(*doing)));
    format!("Limits {{ at: {:?}, says: {}, denies: {}, names: {names}, levels: {levels} }}", found.at, bits(false), bits(true))
}

/// `ReadByKey` as `READ_BY_KEY`.
fn doing_name(doing: Doing) -> String {
    screaming(&format!("{doing:?}"))
}

/// Built-in types have constants, declared types are their index.
fn value_type(ty: &ValueType) -> String {
    match ty {
        ValueType::BuiltIn(name) => format!("edm::{}", constant(name)),
        ValueType::Declared(index) => index.to_string(),
    }
}

/// The constant of a built-in type; what the runtime has no constant for holds anything.
fn constant(name: &str) -> String {
    let known = [
        "Binary",
        "Boolean",
        "Byte",
        "Date",
        "DateTimeOffset",
        "Decimal",
        "Double",
        "Duration",
        "Guid",
        "Int16",
        "Int32",
        "Int64",
        "SByte",
        "Single",
        "Stream",
        "String",
        "TimeOfDay",
        "PrimitiveType",
        "ComplexType",
        "EntityType",
        "Geography",
        "GeographyPoint",
        "GeographyLineString",
        "GeographyPolygon",
        "GeographyMultiPoint",
        "GeographyMultiLineString",
        "GeographyMultiPolygon",
        "GeographyCollection",
        "Geometry",
        "GeometryPoint",
        "GeometryLineString",
        "GeometryPolygon",
        "GeometryMultiPoint",
        "GeometryMultiLineString",
        "GeometryMultiPolygon",
        "GeometryCollection",
    ];
    if !known.contains(&name) {
        return "UNTYPED".to_owned();
    }
    screaming(name)
}

/// `DateTimeOffset` as `DATE_TIME_OFFSET`, `SByte` as `SBYTE`.
fn screaming(name: &str) -> String {
    let mut out = String::new();
    let mut before = 'A';
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && before.is_ascii_lowercase() {
            out.push('_');
        }
        out.push(letter.to_ascii_uppercase());
        before = letter;
    }
    out
}

fn joined(flags: &[(&str, bool)]) -> Option<String> {
    let set: Vec<&str> = flags.iter().filter(|(_, set)| *set).map(|(name, _)| *name).collect();
    (!set.is_empty()).then(|| set.join(" | "))
}

fn list<T>(items: &[T], mut show: impl FnMut(&T) -> String) -> String {
    let shown: Vec<String> = items.iter().map(&mut show).collect();
    format!("&[{}]", shown.join(", "))
}
