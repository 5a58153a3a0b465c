//! The arguments.

use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use wiretype::ir::Envelope;
use wiretype::source::Written;
use wiretype::{Task, adjust, config, front, input, plan, select};

/// Generates Rust models, validators and HTTP route stubs from OpenAPI documents and OData CSDL.
///
/// Without a subcommand, everything that `wiretype.toml` lists is generated again.
#[derive(Debug, Parser)]
#[command(name = "wiretype", version)]
pub struct Args {
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The manifest that says what to generate [default: wiretype.toml]
    #[arg(long, value_name = "FILE")]
    pub manifest: Option<PathBuf>,
    /// Write nothing; exit with 1 if a file is stale
    #[arg(long)]
    pub check: bool,
    /// Overwrite files that were edited by hand or are not ours
    #[arg(long)]
    pub force: bool,
    /// How messages are printed
    #[arg(long, global = true, value_enum, default_value_t)]
    pub format: Format,
    /// When messages are coloured
    #[arg(long, global = true, value_enum, default_value_t)]
    pub color: Color,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Generate a crate, or a module, from one API
    Generate(Generate),
    /// Look for mistakes in schemas, generate nothing
    Check(Check),
    /// Convert OData CSDL: to its other form, or to OpenAPI
    Convert(Convert),
    /// Tell what of a schema became types and rules, and what is left raw
    Coverage(Coverage),
    /// List the operations and types of an API
    List(Inspect),
    /// Print what was understood, for reports of mistakes in wiretype
    Dump {
        /// What to print: the parsed text, or the API that was read from it
        #[arg(value_enum)]
        what: DumpWhat,
        #[command(flatten)]
        inspect: Inspect,
    },
    /// Tell why a type is generated, what it becomes and who uses it
    ExplainType {
        /// Its name in the schema, with or without namespace, or in the generated code
        name: String,
        #[command(flatten)]
        inspect: Inspect,
    },
    /// Explain a message by its code, or list every code
    Explain {
        /// The code, such as E0101
        code: Option<String>,
    },
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people, with the lines of the schema
    #[default]
    Human,
    /// One JSON object a line
    Json,
    /// Annotations of GitHub Actions
    Github,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DumpWhat {
    /// The parsed text
    Tree,
    /// The API that was read
    Ir,
}

/// Which schemas, and how they are read.
#[derive(Clone, Debug, clap::Args)]
pub struct Inspect {
    /// Schema files; several CSDL files form one API
    #[arg(required = true, value_name = "SCHEMA")]
    pub schemas: Vec<PathBuf>,
    /// Follow references out of the folder of the schema
    #[arg(long)]
    pub allow_outside: bool,
    #[command(flatten)]
    pub listing: Listing,
    /// Change the schema by an overlay (`OpenAPI` Overlay 1.0) before it is read
    #[arg(long, value_name = "FILE")]
    pub overlay: Vec<PathBuf>,
    /// Make warnings of mistakes that harm only their own place: a broken schema takes any value, a broken operation is left out
    #[arg(long)]
    pub keep_going: bool,
    /// Take only what this chooses, and what that needs: `path:GLOB`, `method:GET`, `operation:GLOB`, `tag:GLOB`, `type:GLOB`
    #[arg(long, value_name = "SELECTOR")]
    pub include: Vec<String>,
    /// Leave out what this chooses
    #[arg(long, value_name = "SELECTOR")]
    pub exclude: Vec<String>,
}

/// Which paths of a CSDL model are listed.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Listing {
    /// CSDL: list paths of this entity set, singleton or import only; may be given again
    #[arg(long = "root", value_name = "NAME")]
    pub roots: Vec<String>,
    /// CSDL: how many navigation properties a path may follow
    #[arg(long, value_name = "N")]
    pub depth: Option<usize>,
    /// CSDL: how many paths there may be before it is an error
    #[arg(long, value_name = "N")]
    pub max_paths: Option<usize>,
}

/// What CSDL is converted to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum To {
    /// CSDL in JSON
    CsdlJson,
    /// CSDL in XML
    CsdlXml,
    /// OpenAPI 3.0
    Openapi,
    /// OpenAPI 3.0
    #[value(name = "openapi3.0")]
    Openapi30,
    /// OpenAPI 3.1
    #[value(name = "openapi3.1")]
    Openapi31,
}

#[derive(Debug, clap::Args)]
pub struct Convert {
    #[command(flatten)]
    pub inspect: Inspect,
    /// What to write
    #[arg(long, value_enum)]
    pub to: To,
    /// The file to write, YAML if its name ends in .yaml or .yml; stdout if not given
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Write OpenAPI in YAML
    #[arg(long)]
    pub yaml: bool,
    /// OpenAPI: write declared types too that no operation reaches
    #[arg(long)]
    pub all_schemas: bool,
    /// OpenAPI: refer to what referenced documents become (`x.xml` to `x.openapi3.json`) instead of repeating their types
    #[arg(long)]
    pub split: bool,
    /// OpenAPI: the title, instead of the model's own description
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// OpenAPI: the address of the service; may be given again
    #[arg(long = "server", value_name = "URL")]
    pub servers: Vec<String>,
}

#[derive(Debug, clap::Args)]
pub struct Check {
    #[command(flatten)]
    pub inspect: Inspect,
    /// Small breaches of the notation are errors too
    #[arg(long)]
    pub strict: bool,
    /// Treat as errors: a code, `warnings`, or `limitations`
    #[arg(long, value_name = "CODE")]
    pub deny: Vec<String>,
}

#[derive(Debug, clap::Args)]
pub struct Coverage {
    #[command(flatten)]
    pub inspect: Inspect,
    /// Show every place, not only those that did not become types and rules
    #[arg(long)]
    pub all: bool,
    /// Exit with 1 if there is any: a code, `warnings`, `limitations`, `raw` or `interpreted`
    #[arg(long, value_name = "CODE")]
    pub deny: Vec<String>,
}

#[derive(Debug, clap::Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct Generate {
    #[command(flatten)]
    pub inspect: Inspect,
    /// The folder of the crate or module
    #[arg(long, value_name = "DIR", required_unless_present = "stdout")]
    pub out: Option<PathBuf>,
    /// Name of the crate; made from the name of the schema file if not given
    #[arg(long = "crate", value_name = "NAME")]
    pub crate_name: Option<String>,
    /// Generate a module (`mod.rs` and the files beside it) instead of a crate
    #[arg(long, conflicts_with_all = ["crate_name", "runtime_path", "vendor_runtime"])]
    pub module: bool,
    /// Take wiretype-runtime from this folder instead of the registry
    #[arg(long, value_name = "DIR", conflicts_with = "vendor_runtime")]
    pub runtime_path: Option<PathBuf>,
    /// Put a copy of wiretype-runtime into the crate
    #[arg(long)]
    pub vendor_runtime: bool,
    /// The shape of error bodies that routes answer with
    #[arg(long, value_parser = envelope)]
    pub errors: Option<Envelope>,
    /// Formats such as date-time stay plain text
    #[arg(long)]
    pub no_formats: bool,
    /// No service traits and routers
    #[arg(long)]
    pub no_routes: bool,
    /// Overwrite files that were edited by hand or are not ours
    #[arg(long)]
    pub force: bool,
    /// Write nothing; exit with 1 if a file is stale
    #[arg(long, conflicts_with = "stdout")]
    pub check: bool,
    /// Print the files instead of writing them
    #[arg(long)]
    pub stdout: bool,
}

impl Args {
    /// The arguments of this process; wrong ones end it.
    pub fn of_process() -> Self {
        let args = Self::parse();
        let own = [("--manifest", args.manifest.is_some()), ("--check", args.check), ("--force", args.force)];
        if let (Some(command), Some((name, _))) = (&args.command, own.iter().find(|(_, given)| *given)) {
            let command = command.name();
            let message =
                format!("`{name}` before `{command}` has no meaning: it belongs after it, or stands without a subcommand");
            Self::command().error(ErrorKind::ArgumentConflict, message).exit();
        }
        args
    }

    /// Whether stdout is taken by generated files, so that messages for programs go to stderr.
    pub fn prints_files(&self) -> bool {
        match &self.command {
            Some(Command::Generate(generate)) => generate.stdout,
            Some(Command::Convert(convert)) => convert.out.is_none(),
            _ => false,
        }
    }

    /// The manifest, given or not.
    pub fn manifest(&self) -> PathBuf {
        self.manifest.clone().unwrap_or_else(|| PathBuf::from("wiretype.toml"))
    }
}

impl Command {
    fn name(&self) -> &'static str {
        match self {
            Self::Generate(_) => "generate",
            Self::Check(_) => "check",
            Self::Convert(_) => "convert",
            Self::Coverage(_) => "coverage",
            Self::List(_) => "list",
            Self::Dump { .. } => "dump",
            Self::Explain { .. } => "explain",
            Self::ExplainType { .. } => "explain-type",
        }
    }
}

fn envelope(name: &str) -> Result<Envelope, String> {
    let found = config::ENVELOPES.iter().find(|(known, _)| *known == name);
    found.map(|(_, envelope)| *envelope).ok_or_else(|| "known values: problem, odata, arm".to_owned())
}

fn written(texts: &[String]) -> Vec<Written> {
    texts.iter().map(Written::new).collect()
}

impl Inspect {
    /// What is to be done with the schemas.
    pub fn task(&self) -> Task {
        let overlays = self.overlay.iter().map(|path| Written::new(path.to_string_lossy())).collect();
        Task {
            schemas: self.schemas.clone(),
            load: input::Options { allow_outside: self.allow_outside, overlays, ..input::Options::default() },
            read: front::Options { keep_going: self.keep_going, ..front::Options::default() },
            csdl: self.listing.options(front::csdl::Options::default()),
            adjust: adjust::Options::default(),
            select: select::Options { include: written(&self.include), exclude: written(&self.exclude) },
            plan: plan::Options { source: self.source(), ..plan::Options::default() },
        }
    }

    /// What generated files say they come from. An absolute path would say something else on every machine.
    pub fn source(&self) -> String {
        let name = |path: &PathBuf| match path.file_name() {
            Some(name) if path.is_absolute() => name.to_string_lossy().into_owned(),
            _ => input::shown(path),
        };
        self.schemas.iter().map(name).collect::<Vec<_>>().join(", ")
    }
}

impl Listing {
    /// Options with what was given.
    pub fn options(&self, mut options: front::csdl::Options) -> front::csdl::Options {
        options.depth = self.depth.or(options.depth);
        options.max_paths = self.max_paths.unwrap_or(options.max_paths);
        if !self.roots.is_empty() {
            options.roots = Some(self.roots.clone());
        }
        options
    }
}

impl Convert {
    /// What is to be done with the schemas.
    pub fn task(&self) -> Task {
        let mut task = self.inspect.task();
        let forms = matches!(self.to, To::CsdlJson | To::CsdlXml);
        task.csdl = self.inspect.listing.options(front::csdl::Options::mapping());
        if forms {
            // Paths are no part of them.
            task.csdl.roots = Some(Vec::new());
        }
        task.csdl.title.clone_from(&self.title);
        task.csdl.servers.clone_from(&self.servers);
        task
    }

    /// An option that only OpenAPI has a use for, if one is given.
    pub fn for_openapi(&self) -> Option<&'static str> {
        let (inspect, listing) = (&self.inspect, &self.inspect.listing);
        let options = [
            ("--include", !inspect.include.is_empty()),
            ("--exclude", !inspect.exclude.is_empty()),
            ("--root", !listing.roots.is_empty()),
            ("--depth", listing.depth.is_some()),
            ("--max-paths", listing.max_paths.is_some()),
            ("--yaml", self.yaml),
            ("--all-schemas", self.all_schemas),
            ("--split", self.split),
            ("--title", self.title.is_some()),
            ("--server", !self.servers.is_empty()),
        ];
        options.into_iter().find(|(_, given)| *given).map(|(option, _)| option)
    }

    /// What it becomes.
    pub fn target(&self) -> wiretype::Target {
        let ending = self.out.as_ref().and_then(|path| path.extension()).and_then(|ending| ending.to_str());
        let yaml = self.yaml || ending.is_some_and(|ending| ["yaml", "yml"].iter().any(|known| ending.eq_ignore_ascii_case(known)));
        let openapi = |version| wiretype::Target::OpenApi { version, yaml, all_schemas: self.all_schemas, split: self.split };
        match self.to {
            To::CsdlJson => wiretype::Target::CsdlJson,
            To::CsdlXml => wiretype::Target::CsdlXml,
            To::Openapi | To::Openapi30 => openapi(wiretype::convert::Version::V30),
            To::Openapi31 => openapi(wiretype::convert::Version::V31),
        }
    }
}

impl Generate {
    /// What is to be done with the schemas.
    pub fn task(&self) -> Task {
        let mut task = self.inspect.task();
        task.read.envelope = self.errors;
        task.plan.errors = self.errors;
        task.plan.formats = !self.no_formats;
        task.plan.routes = !self.no_routes;
        task
    }
}
