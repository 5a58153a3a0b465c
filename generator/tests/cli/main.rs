//! The command from outside: folders come in, exit codes, printed text and files go out.

mod generate;
mod inspect;
mod load;
mod manifest;
mod project;
mod vendor;
