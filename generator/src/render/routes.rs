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
    let files = match routes.shared.as_slice() {
        [] => return None,
        [all] => vec![file("routes/shared.rs", doc("") + &types(all, "super::super"))],
        several => {
            let part = |part: &Part| {
                let doc = doc(&format!(", by name: `{}`", part.name));
                file(&format!("routes/shared/{}.rs", part.name), doc + &types(part, "super::super::super"))
            };
            let folder = file("routes/shared/mod.rs", doc("") + &back::emit_folder(several));
            several.par_iter().map(part).chain([folder]).collect()
        }
    };
    Some(Unit { name: "shared", files })
}

/// The operations of a group.
fn of_group<'p>(plan: &Plan, routes: &Routes<'_>, group: &'p Group) -> Unit<'p> {
    let code = format!("//! The operations of `{}`.\n\n{}", group.name, back::emit_group(plan, routes, group));
    let name = group.file.as_str();
    if group.parts.is_empty() {
        return Unit { name, files: vec![file(&format!("routes/{name}.rs"), code)] };
    }
    let part = |part: &Part| {
        let doc = format!("//! Requests and responses of `{}`, by path: `{}`.\n\n", group.name, part.name);
        let types = back::emit_types(plan, routes, &part.items, false, "super::super::super");
        file(&format!("routes/{name}/{}.rs", part.name), doc + &types)
    };
    let files = group.parts.iter().map(part).chain([file(&format!("routes/{name}/mod.rs"), code)]);
    Unit { name, files: files.collect() }
}
