//! The files of routes: one for all, or a folder with a file or a folder for each group.

use rayon::prelude::*;

use super::{File, file};
use crate::back::routes as back;
use crate::plan::routes::{Group, Routes};
use crate::plan::{Part, Plan};

const DOC: &str = "//! Requests, responses, service traits and the router.\n\n";

/// The files of a module's routes, if it has any.
pub fn files(plan: &Plan) -> Vec<File> {
    let Some(routes) = &plan.routes else { return Vec::new() };
    if !routes.is_large() {
        return vec![file("routes.rs", format!("{DOC}{}", back::emit(plan, routes)))];
    }
    let mut units: Vec<Unit<'_>> = shared(plan, routes).into_iter().collect();
    units.par_extend(routes.groups.par_iter().map(|group| of_group(plan, routes, group)));
    let code: Vec<_> = units.iter().map(|unit| (unit.name, unit.code())).collect();
    let module = file("routes/mod.rs", format!("{DOC}{}", back::emit_module(routes, &code)));
    units.into_iter().flat_map(|unit| unit.files).chain([module]).collect()
}

/// A file beside the others, or a folder.
struct Unit<'p> {
    name: &'p str,
    files: Vec<File>,
}

impl Unit<'_> {
    /// The text of the one file.
    fn code(&self) -> Option<&str> {
        match self.files.as_slice() {
            [only] => Some(&only.text),
            _ => None,
        }
    }
}

/// The requests and responses that groups share.
fn shared<'p>(plan: &Plan, routes: &'p Routes<'_>) -> Option<Unit<'p>> {
    let doc = |below: &str| format!("//! Requests and responses that several groups share{below}.\n\n");
    let types = |part: &Part, module: &str| back::emit_types(plan, routes, &part.items, true, module);
    let name = "shared";
    Some(match routes.shared.as_slice() {
        [] => return None,
        [all] => Unit { name, files: vec![file("routes/shared.rs", doc("") + &types(all, "super::super"))] },
        several => folder(name, doc("") + &back::emit_folder(several), several, |part| {
            doc(&format!(", by name: `{}`", part.name)) + &types(part, FROM_FOLDER)
        }),
    })
}

/// The operations of a group.
fn of_group<'p>(plan: &Plan, routes: &Routes<'_>, group: &'p Group) -> Unit<'p> {
    let code = format!("//! The operations of `{}`.\n\n{}", group.name, back::emit_group(plan, routes, group));
    if group.parts.is_empty() {
        return Unit { name: &group.file, files: vec![file(&format!("routes/{}.rs", group.file), code)] };
    }
    folder(&group.file, code, &group.parts, |part| {
        let doc = format!("//! Requests and responses of `{}`, by path: `{}`.\n\n", group.name, part.name);
        doc + &back::emit_types(plan, routes, &part.items, false, FROM_FOLDER)
    })
}

/// The way from a file in a folder of routes to the module's own files.
const FROM_FOLDER: &str = "super::super::super";

/// A folder with a file for each part.
fn folder<'p>(name: &'p str, code: String, parts: &[Part], text: impl Fn(&Part) -> String + Sync) -> Unit<'p> {
    let files = parts.par_iter().map(|part| file(&format!("routes/{name}/{}.rs", part.name), text(part)));
    Unit { name, files: files.chain([file(&format!("routes/{name}/mod.rs"), code)]).collect() }
}
