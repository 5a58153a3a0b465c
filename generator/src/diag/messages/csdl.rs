//! Messages about CSDL documents (03xx).

use crate::diag::codes::codes;
use crate::diag::{Diagnostic, nearest};
use crate::source::Location;

codes! {
    OLD_ODATA = "E0300", "a document of OData 2 or 3",
        "The document is metadata of OData version 1, 2 or 3 (`edmx:Edmx` in a `schemas.microsoft.com` namespace). Types, annotations \
         and payloads of OData 4 are different, so it is not read. Services often publish both; ask for the V4 metadata, or convert \
         the document first.";
    NOT_CSDL = "E0301", "an element that is not CSDL of OData 4",
        "A CSDL XML document has the root element `Edmx` in the namespace `http://docs.oasis-open.org/odata/ns/edmx`, and `Schema` \
         elements in the namespace `http://docs.oasis-open.org/odata/ns/edm`.";
    UNKNOWN_ODATA_VERSION = "E0302", "an unknown OData version",
        "CSDL says which version it follows in `Version` (XML) or `$Version` (JSON). Versions 4.0 and 4.01 can be read.";
    MISSING_ATTRIBUTE = "E0303", "an attribute is missing",
        "The element means nothing without this attribute (JSON: member), so it was left out and reading went on with the next one.";
    BAD_ATTRIBUTE = "E0304", "an attribute has a wrong value",
        "The value of the attribute (JSON: member) is not one that CSDL allows there.";
    UNKNOWN_TYPE = "E0305", "a type that is not declared",
        "The qualified name is declared in no schema that was read, and its namespace is not one of a referenced document that could \
         not be read. Check the spelling, letter case included, and that the namespace or alias is right.";
    DUPLICATE_DECLARATION = "E0306", "a name is declared twice",
        "Within a schema, types, terms and the container share their names; within a type, properties and navigation properties do, \
         those of its bases included; within an enumeration, the members; within a container, its resources.";
    CYCLIC_BASE = "E0307", "a type, term or container is its own base",
        "Following the base types or terms, or the containers that are extended, one after the other comes back to the beginning. Remove one of the \
         links.";
    BAD_KEY = "E0308", "a key does not fit its type",
        "The properties of a key must exist, be of primitive or enumeration type and, as a rule, not be nullable; only one type of a \
         line of inheritance declares a key; an entity set needs a type with a key.";
    WRONG_KIND = "E0309", "a name of the wrong kind",
        "The name is declared, but as something else: an entity type where a complex type is needed, an action where a function is \
         needed, and so on.";
    UNKNOWN_ELEMENT_NAME = "E0310", "a name that is not declared",
        "The document names an action, a function, an entity set or a container that is not declared where it should be.";
    TOO_MANY_PATHS = "E0311", "the model has too many paths",
        "Every contained navigation property adds paths below each path that leads to its type, and types that contain each other \
         multiply. Listing stops at a limit. Set a smaller depth, list fewer entity sets and singletons, or raise the limit; the \
         message names the navigation properties that repeat most.";
    MEMBER_WITHOUT_NUMBER = "E0312", "an enumeration member has no number",
        "Either all members of an enumeration have a number or none has; members of a flags enumeration always need one.";
    MALFORMED_JSON_CSDL = "E0313", "a member of CSDL JSON is malformed",
        "The member has another shape than CSDL JSON asks for at this place, so it was left out and reading went on.";
    TOO_MANY_BASES = "E0314", "a type has too many base types",
        "A type has the members of all types that it is derived from, directly or not, so a long line of inheritance makes large types. \
         Types of services have less than a hundred base types, even where each version of a type is derived from the one before.";
    NO_CONTAINER = "W0320", "a document declares nothing",
        "The document has neither types nor an entity container, so nothing can be generated from it.";
    DANGLING_TARGET = "W0321", "annotations of something that does not exist",
        "The target of the annotations names a type, member or resource that is not declared, so they have no effect. Metadata that is \
         filtered for publication often contains such leftovers.";
    UNKNOWN_ELEMENT = "W0322", "an unknown element",
        "The element has no meaning at this place in CSDL 4.01. It was left out together with everything inside.";
    UNKNOWN_ATTRIBUTE = "W0323", "an unknown attribute",
        "The attribute (JSON: member) has no meaning at this place in CSDL 4.01 and was left out.";
    NOT_LOADED = "W0324", "a referenced document was not read",
        "Types of the namespaces that the reference includes are not known. Where one is used, any JSON value is accepted and kept. \
         Put the document where the reference points to, or give it beside the first one.";
    EMPTY_ENUM = "W0325", "an enumeration has no members",
        "No value would be legal. The enumeration is taken as open, so that any text is accepted and kept.";
    UNKNOWN_PROPERTY = "W0326", "a path names a property that does not exist",
        "A path in an annotation, a constraint, a binding or a partner names a property that the type does not have. It has no effect.";
    AMBIGUOUS_OVERLOAD = "W0327", "two overloads cannot be told apart",
        "Overloads of an action differ in what they are bound to; overloads of a function also in the names of their parameters. \
         These do not, so the first is used.";
    NULLABLE_KEY = "W0328", "a key property may be null",
        "The properties of a key identify an entity, so their values are never null. `Nullable=\"false\"` was assumed.";
    RELATIVE_KEY_TWICE = "W0329", "a base type already has a key",
        "The key of an entity type is declared once in its line of inheritance. The key nearest to the root is used.";
    BAD_ENTITY_SET_PATH = "W0330", "an entity set path leads nowhere",
        "`EntitySetPath` starts with the name of the binding parameter, followed by navigation properties of its type. This one does \
         not, so it has no effect.";
    UNKNOWN_BINDING_TARGET = "W0331", "a binding of an unknown entity set",
        "The target of a navigation property binding is an entity set or singleton of the container. This one is not declared, so the \
         binding has no effect.";
    NAME_OF_TYPE = "W0332", "an operation with the name of a type",
        "Names are unique within a namespace, but for overloads of one operation. In URLs and XML the two can still be told apart; JSON \
         holds only one of them, and `convert` keeps the type.";
    UNFIT_VALUE = "W0333", "a value that does not fit its place",
        "A default value is one of the property's type, which is not a collection and not structured; limits are numbers. This one is \
         not, so it has no effect.";
    DYNAMIC_EXPRESSION = "L0341", "an annotation that depends on data",
        "The expression would have to be evaluated for each value. It is read and kept, but has no effect on what is generated.";
    NESTED_TARGET = "L0342", "annotations of a nested place",
        "The annotations are about a property inside of another, for one use of its type only. They have no effect.";
    UNDECLARED_SCHEME = "L0343", "permissions of an undeclared scheme",
        "The permissions name an authorization that the container does not declare in `Authorizations`, so how to prove them is not \
         known. They have no effect.";
    UNION_OF_REQUIRED = "L0344", "requirements differ between resources",
        "Entities of one type are created (or changed) through several resources that require different properties. One model serves \
         them all, so it requires what any of them requires.";
}

/// The document is metadata of an `OData` version before 4.
pub fn old_odata(version: &str, at: Location) -> Diagnostic {
    Diagnostic::new(&OLD_ODATA, format!("this is metadata of OData {version}; only OData 4.0 and 4.01 can be read"))
        .at(at, "namespace of OData 1 to 3")
        .help("use the V4 metadata of the service, or convert the document to CSDL 4.0 first")
}

/// The element is not CSDL.
pub fn not_csdl(name: &str, namespace: &str, at: Location) -> Diagnostic {
    let place = if namespace.is_empty() { "without a namespace".to_owned() } else { format!("of namespace `{namespace}`") };
    Diagnostic::new(&NOT_CSDL, format!("element `{name}` {place} is not CSDL of OData 4")).at(at, "")
}

/// The version is not known.
pub fn unknown_odata_version(version: &str, at: Location) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_ODATA_VERSION, format!("OData version `{version}` is not known")).at(at, "4.0 and 4.01 can be read")
}

/// A required attribute or member is missing.
pub fn missing_attribute(element: &str, attribute: &str, at: Location) -> Diagnostic {
    Diagnostic::new(&MISSING_ATTRIBUTE, format!("`{element}` needs `{attribute}`")).at(at, format!("`{attribute}` is missing"))
}

/// An attribute or member has a value that is not allowed.
pub fn bad_attribute(attribute: &str, element: &str, value: &str, expected: &str, at: Location) -> Diagnostic {
    Diagnostic::new(&BAD_ATTRIBUTE, format!("`{attribute}` of `{element}` is `{value}`")).at(at, format!("expected {expected}"))
}

/// A type is declared nowhere; `known` are the declared names.
pub fn undeclared_type<'k>(name: &str, known: impl IntoIterator<Item = &'k str>, at: Location) -> Diagnostic {
    let message = Diagnostic::new(&UNKNOWN_TYPE, format!("type `{name}` is not declared")).at(at, "");
    suggest(message, name, known)
}

/// A name is declared a second time.
pub fn duplicate_declaration(kind: &str, name: &str, second: Location, first: Location) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_DECLARATION, format!("{kind} `{name}` is declared twice"))
        .at(second, "declared again here")
        .also(first, "first declared here")
}

/// Makes the mistake that it is in CSDL of the warning that an object has two members of the same name; says whether it was one.
pub fn declared_twice(diagnostic: &mut Diagnostic) -> bool {
    let twice = diagnostic.code.id == "W0004";
    if twice {
        diagnostic.code = &DUPLICATE_DECLARATION;
    }
    twice
}

/// A type, term or container is its own base, through those in `through`.
pub fn cyclic_base(name: &str, through: &[(String, Location)], at: Location) -> Diagnostic {
    let names: Vec<&str> = through.iter().map(|(name, _)| &**name).collect();
    let words = if names.is_empty() { String::new() } else { format!(" through `{}`", names.join("`, `")) };
    let message = Diagnostic::new(&CYCLIC_BASE, format!("`{name}` is its own base{words}")).at(at, "its base");
    through.iter().fold(message, |message, (name, at)| message.also(*at, format!("base of `{name}`")))
}

/// A key does not fit what is declared at another place: the type or the property that it names.
pub fn bad_key(type_name: &str, why: &str, at: Location, declared: Location) -> Diagnostic {
    Diagnostic::new(&BAD_KEY, format!("the key of `{type_name}` {why}")).at(at, "").also(declared, "declared here")
}

/// A resource addresses entities by key, but their type has none.
pub fn no_key(type_name: &str, resource: &str, at: Location, type_at: Location) -> Diagnostic {
    Diagnostic::new(&BAD_KEY, format!("`{resource}` holds entities of type `{type_name}`, which has no key"))
        .at(at, "needs a type with a key")
        .also(type_at, "no `Key` here or in a base type")
}

/// A name is declared as something else than is needed.
pub fn name_of_wrong_kind(name: &str, found: &str, expected: &str, at: Location) -> Diagnostic {
    Diagnostic::new(&WRONG_KIND, format!("`{name}` is {found}")).at(at, format!("expected {expected}"))
}

/// Something other than a type is declared nowhere.
pub fn undeclared_name<'k>(kind: &str, name: &str, known: impl IntoIterator<Item = &'k str>, at: Location) -> Diagnostic {
    let message = Diagnostic::new(&UNKNOWN_ELEMENT_NAME, format!("{kind} `{name}` is not declared")).at(at, "");
    suggest(message, name, known)
}

fn suggest<'k>(message: Diagnostic, name: &str, known: impl IntoIterator<Item = &'k str>) -> Diagnostic {
    match nearest(name, known) {
        Some(near) => message.help(format!("did you mean `{near}`?")),
        None => message,
    }
}

/// Listing paths stopped at the limit; `repeated` are the navigation properties found most often, `example` a long path, `cycle`
/// the types and navigation properties on it that lead back to where they begin.
pub fn too_many_paths(limit: usize, repeated: &[String], cycle: &[String], example: &str, at: Location) -> Diagnostic {
    let list = repeated.join("`, `");
    let why = if cycle.is_empty() {
        format!("`{list}` repeat most")
    } else {
        format!("`{}` leads back to where it begins", cycle.join("/"))
    };
    let more = if cycle.is_empty() { String::new() } else { format!("the navigation properties found most often are `{list}`; ") };
    Diagnostic::new(&TOO_MANY_PATHS, format!("the model has more than {limit} paths: {why}"))
        .at(at, format!("among them `{example}`"))
        .help(format!(
            "{more}limit how many navigation properties a path follows (`depth`, `--depth`), name the entity sets and singletons \
             to list (`roots`, `--root`), or raise the limit (`max_paths`, `--max-paths`); the keys are those of `csdl` in the manifest"
        ))
}

/// Listing paths stopped at one, which begins with `example`, since it follows too many navigation properties.
pub fn path_too_long(limit: usize, example: &str, at: Location) -> Diagnostic {
    let message = format!("a path of the model follows more than {limit} navigation properties");
    Diagnostic::new(&TOO_MANY_PATHS, message).at(at, format!("it is `{example}`")).help(
        "limit how many navigation properties a path follows (`depth`, `--depth`), or name the entity sets and singletons to list \
         (`roots`, `--root`); the keys are those of `csdl` in the manifest",
    )
}

/// A type has more bases, one derived from the other, than can be read.
pub fn too_many_bases(name: &str, limit: usize, at: Location) -> Diagnostic {
    let message = format!("`{name}` has more than {limit} base types, each derived from the next");
    Diagnostic::new(&TOO_MANY_BASES, message).at(at, "its base")
}

/// An enumeration member has no number although it needs one.
pub fn member_without_number(member: &str, type_name: &str, at: Location) -> Diagnostic {
    Diagnostic::new(&MEMBER_WITHOUT_NUMBER, format!("member `{member}` of `{type_name}` has no number")).at(at, "needs a `Value`")
}

/// A member of CSDL JSON is malformed.
pub fn malformed_json_csdl(what: &str, found: &str, expected: &str, at: Location) -> Diagnostic {
    Diagnostic::new(&MALFORMED_JSON_CSDL, format!("{what} is {found}")).at(at, format!("expected {expected}"))
}

/// Nothing is declared at all.
pub fn nothing_declared(at: Location) -> Diagnostic {
    Diagnostic::new(&NO_CONTAINER, "the document declares neither types nor a container").at(at, "")
}

/// Annotations are about something that does not exist.
pub fn dangling_target(target: &str, at: Location) -> Diagnostic {
    Diagnostic::new(&DANGLING_TARGET, format!("annotations of `{target}`, which is not declared")).at(at, "has no effect")
}

/// An element is unknown where it stands.
pub fn unknown_element(name: &str, parent: &str, at: Location) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_ELEMENT, format!("`{name}` has no meaning in `{parent}`")).at(at, "left out")
}

/// An attribute or member is unknown where it stands.
pub fn unknown_attribute(name: &str, element: &str, known: &[&str], at: Location) -> Diagnostic {
    let message = Diagnostic::new(&UNKNOWN_ATTRIBUTE, format!("`{element}` has no `{name}`")).at(at, "left out");
    suggest(message, name, known.iter().copied())
}

/// A referenced document was not read, and types of it are used.
pub fn not_loaded(uri: &str, namespace: &str, at: Location) -> Diagnostic {
    Diagnostic::new(&NOT_LOADED, format!("`{uri}` was not read: types of namespace `{namespace}` accept any value"))
        .at(at, "not read")
}

/// An enumeration has no members.
pub fn empty_enum(name: &str, at: Location) -> Diagnostic {
    Diagnostic::new(&EMPTY_ENUM, format!("enumeration `{name}` has no members")).at(at, "accepts any text")
}

/// A path names a property that does not exist.
pub fn undeclared_property<'k>(path: &str, type_name: &str, known: impl IntoIterator<Item = &'k str>, at: Location) -> Diagnostic {
    let text = format!("`{type_name}` has no property `{path}`");
    suggest(Diagnostic::new(&UNKNOWN_PROPERTY, text).at(at, ""), path, known)
}

/// Two overloads cannot be told apart.
pub fn ambiguous_overload(name: &str, second: Location, first: Location) -> Diagnostic {
    Diagnostic::new(&AMBIGUOUS_OVERLOAD, format!("two overloads of `{name}` cannot be told apart"))
        .at(second, "not used")
        .also(first, "used")
}

/// A key property may be null.
pub fn nullable_key(property: &str, type_name: &str, at: Location) -> Diagnostic {
    Diagnostic::new(&NULLABLE_KEY, format!("key property `{property}` of `{type_name}` may be null")).at(at, "taken as never null")
}

/// A base type already has a key.
pub fn second_key(type_name: &str, second: Location, first: Location) -> Diagnostic {
    Diagnostic::new(&RELATIVE_KEY_TWICE, format!("`{type_name}` declares a key although a base type has one"))
        .at(second, "not used")
        .also(first, "used")
}

/// An `EntitySetPath` leads nowhere.
pub fn bad_entity_set_path(path: &str, binding: &str, at: Location) -> Diagnostic {
    Diagnostic::new(&BAD_ENTITY_SET_PATH, format!("entity set path `{path}` leads nowhere"))
        .at(at, format!("expected `{binding}`, then navigation properties"))
}

/// A binding's target does not exist.
pub fn unknown_binding_target(target: &str, at: Location) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_BINDING_TARGET, format!("`{target}` is no entity set or singleton")).at(at, "has no effect")
}

/// A default value or a limit is no value of the kind that is needed.
pub fn unfit_value(what: &str, value: &str, expected: &str, at: Location) -> Diagnostic {
    Diagnostic::new(&UNFIT_VALUE, format!("`{what}` is `{value}`, which is not {expected}")).at(at, "has no effect")
}

/// An operation has the name of something else.
pub fn operation_named_like_type(name: &str, at: Location, first: Location) -> Diagnostic {
    Diagnostic::new(&NAME_OF_TYPE, format!("`{name}` is a type as well as an operation"))
        .at(at, "the operation")
        .also(first, "the type")
}

/// Expressions of these kinds are not evaluated.
pub fn dynamic_expression(kinds: &[&str], at: Location) -> Diagnostic {
    let list = kinds.join("`, `");
    Diagnostic::new(&DYNAMIC_EXPRESSION, format!("expressions such as `{list}` depend on data and have no effect"))
        .at(at, "first used here")
}

/// Annotations of a place inside of a property.
pub fn nested_target(target: &str, at: Location) -> Diagnostic {
    Diagnostic::new(&NESTED_TARGET, format!("annotations of `{target}` are about a nested place")).at(at, "has no effect")
}

/// Permissions of a scheme that is not declared.
pub fn undeclared_scheme(scheme: &str, at: Location) -> Diagnostic {
    Diagnostic::new(&UNDECLARED_SCHEME, format!("the authorization `{scheme}` is not declared")).at(at, "first used here")
}

/// Resources of one type require different properties.
pub fn differing_requirements(type_name: &str, properties: &[&str], at: Location) -> Diagnostic {
    let list = properties.join("`, `");
    Diagnostic::new(&UNION_OF_REQUIRED, format!("`{list}` of `{type_name}` are required by some of its resources only"))
        .at(at, "required by all of them now")
}
