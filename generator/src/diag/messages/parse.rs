//! Messages about the text of a document: what the parsers of `source` find (000x and 001x).

use crate::diag::codes::codes;
use crate::diag::{Code, Diagnostic};
use crate::source::{Location, Problem, ProblemKind, Syntax};

codes! {
    JSON_SYNTAX = "E0001", "the text is not JSON",
        "The document starts like JSON but breaks its grammar (RFC 8259): names and texts are in double quotes, members and items \
         are separated by single commas, and comments, trailing commas and bare words are not allowed. Save the document with the \
         extension `.yaml` if it is meant to be YAML.";
    YAML_SYNTAX = "E0002", "the text is not YAML",
        "The document breaks the grammar of YAML 1.2. The usual causes are indentation by tabs, members of one mapping that do not \
         start in the same column, a `: ` or ` #` inside text without quotes, and quotes that do not end.";
    XML_SYNTAX = "E0003", "the text is not XML",
        "The document is not well-formed XML 1.0: a tag that is not closed, an attribute without quotes or given twice, a prefix \
         without a namespace, or a `&` or `<` that should be written `&amp;` or `&lt;`.";
    DUPLICATE_KEY = "W0004", "an object has two members of the same name",
        "JSON and YAML objects give each name one value. The first one is used and the later one is ignored, which is seldom what the \
         author meant: rename or remove one of them.";
    TOO_DEEP = "E0005", "a document is nested too deeply",
        "Arrays, objects and elements may be nested up to a fixed depth, far beyond what API descriptions need. The limit keeps a \
         hostile document from exhausting the stack.";
    NOT_FINITE = "E0006", "a number is not finite",
        "YAML can write infinity and not-a-number (`.inf`, `.nan`), but JSON cannot, and so neither can the schemas and messages that \
         the document describes. Write a number, or quote the text if it is meant as text.";
    RECURSIVE_ALIAS = "E0007", "a YAML alias stands inside what it names",
        "The alias refers to a node that contains the alias, so that the value would never end. Recursive schemas are written with \
         `$ref`, not with aliases.";
    TAG = "E0008", "a YAML tag cannot be honoured",
        "Only the tags of YAML's core schema have a meaning here: `!!str`, `!!int`, `!!float`, `!!bool`, `!!null`, `!!seq` and \
         `!!map`, and the text must fit the tag. Remove the tag; quote the text if it is meant as text.";
    COMPLEX_KEY = "E0009", "a YAML key is not a scalar",
        "The names of members are texts in JSON, and the document has to be a JSON value in YAML clothes. A list or mapping as a key \
         has no counterpart; often a `? ` or a pair of braces or brackets is not meant as YAML syntax and needs quotes.";
    SEVERAL_DOCUMENTS = "W0010", "a file holds several YAML documents",
        "A line `---` starts another document in the same file. Only the first one is read: move the others to files of their own.";
    TOO_MANY_NODES = "E0011", "a document grows too large",
        "YAML aliases let a few lines stand for billions of nodes. A document whose aliases, written out, exceed the limit is refused.";
    BAD_MERGE = "E0012", "a YAML merge key needs a mapping",
        "The value of a merge key `<<` must be a mapping, usually an alias to one, or a list of mappings. Quote the key (`\"<<\"`) if \
         it is meant as an ordinary name.";
    DOCUMENT_TYPE = "E0013", "an XML document type declaration is refused",
        "Document type declarations can define entities that grow without bound or that read other files, and CSDL does not use them. \
         Remove the `<!DOCTYPE ...>`.";
    EMPTY = "E0014", "a document is empty",
        "The file holds no value: it is empty, or there is nothing in it but white space and comments.";
    UNINDENTED = "W0015", "a continued line is not indented enough",
        "YAML wants every line of a quoted text, and the bracket that closes a flow collection, to be indented further than the member \
         they belong to. The document was read as if they were, but other readers may refuse it.";
}

/// What a parser found wrong.
pub fn parse_problem(problem: &Problem) -> Diagnostic {
    let (code, message, label) = describe(&problem.kind);
    let diagnostic = Diagnostic::new(code, message).at(problem.location, label);
    match (&problem.kind, problem.also) {
        (ProblemKind::DuplicateKey { .. }, Some(first)) => {
            diagnostic.also(first, "first given here").help("the first one is used; rename or remove the other")
        }
        (ProblemKind::RecursiveAlias, Some(anchor)) => {
            diagnostic.also(anchor, "the alias names this").help("use `$ref` to describe a recursive schema")
        }
        (ProblemKind::NotFinite { text }, _) => diagnostic.help(format!("write a number, or \"{text}\" if it is meant as text")),
        (ProblemKind::Syntax { .. }, Some(start)) => diagnostic.also(start, "opened here"),
        (_, Some(other)) => diagnostic.also(other, ""),
        (_, None) => diagnostic,
    }
}

/// An object names `key` at `second`, having named it at `first` already.
pub fn duplicate_key(key: &str, second: Location, first: Location) -> Diagnostic {
    parse_problem(&Problem::new(second, ProblemKind::DuplicateKey { key: key.to_owned() }).also(first))
}

/// Code, message and label of each kind of problem.
fn describe(kind: &ProblemKind) -> (&'static Code, String, String) {
    match kind {
        ProblemKind::Syntax { syntax, message } => {
            (syntax_code(*syntax), format!("this is not valid {}: {message}", syntax.name()), String::new())
        }
        ProblemKind::Empty => (&EMPTY, "the document is empty".into(), String::new()),
        ProblemKind::DuplicateKey { key } => {
            (&DUPLICATE_KEY, format!("the member `{key}` is given twice"), "given again here; ignored".into())
        }
        ProblemKind::TooDeep { limit } => {
            (&TOO_DEEP, format!("the document is nested deeper than {limit} levels"), "one level too many".into())
        }
        ProblemKind::TooManyNodes { limit } => {
            (&TOO_MANY_NODES, format!("with its aliases written out, the document has more than {limit} nodes"), String::new())
        }
        ProblemKind::NotFinite { text } => {
            (&NOT_FINITE, format!("`{text}` is a number that JSON cannot write"), "not a finite number".into())
        }
        ProblemKind::RecursiveAlias => {
            (&RECURSIVE_ALIAS, "an alias stands inside the node that it names".into(), "this would never end".into())
        }
        ProblemKind::UnknownTag { tag } => (&TAG, format!("the tag `{tag}` is not known"), "unknown tag".into()),
        ProblemKind::BadTag { tag } => (&TAG, format!("the value does not fit its tag `{tag}`"), format!("not of type `{tag}`")),
        ProblemKind::ComplexKey => {
            (&COMPLEX_KEY, "the name of a member must be a scalar".into(), "a list or a mapping cannot be a name".into())
        }
        ProblemKind::BadMerge => {
            (&BAD_MERGE, "the merge key `<<` needs a mapping or a list of mappings".into(), "this is neither".into())
        }
        ProblemKind::Unindented { bracket: false } => {
            (&UNINDENTED, "a quoted text goes on with too little indentation".into(), "indent its other lines further".into())
        }
        ProblemKind::Unindented { bracket: true } => {
            (&UNINDENTED, "a closing bracket has too little indentation".into(), "indent this line further".into())
        }
        ProblemKind::SeveralDocuments => {
            (&SEVERAL_DOCUMENTS, "the file holds more than one YAML document".into(), "everything from here on is ignored".into())
        }
        ProblemKind::DocumentType => {
            (&DOCUMENT_TYPE, "a document type declaration is refused".into(), "remove this declaration".into())
        }
    }
}

fn syntax_code(syntax: Syntax) -> &'static Code {
    match syntax {
        Syntax::Json => &JSON_SYNTAX,
        Syntax::Yaml => &YAML_SYNTAX,
        Syntax::Xml => &XML_SYNTAX,
    }
}
