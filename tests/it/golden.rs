//! Golden: each folder of `fixtures/golden` is one feature in one schema; what becomes of it is compared with snapshots.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use wiretype::diag::Diags;
use wiretype::diag::render::render;
use wiretype::input::Sources;
use wiretype::render::File;
use wiretype::{Task, compile, config, inspect, ir, project};

use crate::support::{fixtures, folders, printed, snapshots};

#[test]
fn every_feature_becomes_what_its_snapshots_show() {
    snapshots("golden", folders("golden"), |folder| {
        let outcome = compile(&task(folder), &|_| ());
        let mut texts = BTreeMap::from([("messages".to_owned(), printed(&outcome))]);
        if let Some(checked) = &outcome.checked {
            texts.insert("ir".to_owned(), ir::dump(checked.api()));
        }
        texts.extend(outcome.files.into_iter().map(|file| (file.path, file.text)));
        texts
    });
}

#[test]
fn what_is_generated_is_rust_and_the_same_again() {
    for folder in folders("golden") {
        let files = generated(&folder);
        for file in &files {
            assert!(syn::parse_file(&file.text).is_ok(), "{}: {} is not Rust", folder.display(), file.path);
        }
        assert_eq!(generated(&folder), files, "{}", folder.display());
    }
}

#[test]
fn the_notations_meet() {
    assert_eq!(shared("api.yaml"), shared("api.csdl.xml"));
}

/// The dump of what a document of `fixtures/meeting` says about data, without what one of the notations cannot say at all.
fn shared(name: &str) -> String {
    let task = Task { schemas: vec![fixtures().join("meeting").join(name)], ..Task::default() };
    let outcome = inspect(&task, &|_| ());
    let mut api = match &outcome.checked {
        Some(checked) => checked.api().clone(),
        None => panic!("{name}:\n{}", printed(&outcome)),
    };
    (api.title, api.version, api.envelope) = (String::new(), String::new(), ir::Envelope::Problem);
    let ids: Vec<ir::SchemaId> = api.schemas.iter().map(|(id, _)| id).collect();
    for id in ids {
        let schema = &mut api.schemas[id];
        for member in schema.values.iter_mut().flat_map(|values| &mut values.members) {
            member.number = None;
        }
        (schema.object.open, schema.object.annotations) = (false, false);
    }
    ir::dump(&api)
}

fn generated(folder: &Path) -> Vec<File> {
    compile(&task(folder), &|_| ()).files
}

/// The one module of the folder's manifest, or its schemas with the default options.
fn task(folder: &Path) -> Task {
    let path = folder.join("wiretype.toml");
    if !path.exists() {
        return Task { schemas: schemas_of(folder), ..Task::default() };
    }
    let (mut sources, mut diags) = (Sources::default(), Diags::default());
    let manifest = config::load(&path, &mut sources, &mut diags);
    let task = manifest.and_then(|manifest| Some(project::task(&manifest, manifest.modules.first()?)));
    task.unwrap_or_else(|| panic!("{}:\n{}", path.display(), render(&diags, &sources, false)))
}

fn schemas_of(folder: &Path) -> Vec<PathBuf> {
    ["schema.yaml", "schema.csdl.xml"].iter().map(|name| folder.join(name)).filter(|path| path.exists()).collect()
}
