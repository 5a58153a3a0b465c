//! Fresh: what is checked in below `generated/` is what the generator makes of the manifest now.

use wiretype::diag::Diags;
use wiretype::input::Sources;
use wiretype::output::{self, Mode};
use wiretype::{Outcome, compile, config, project};

use crate::support::{fixtures, printed};

/// What mends stale files.
const MENDING: &str = "`cargo run` makes them again";

#[test]
fn generated_files_are_fresh() {
    let (mut sources, mut diags) = (Sources::default(), Diags::default());
    let path = fixtures().join("../../wiretype.toml");
    let manifest = config::load(&path, &mut sources, &mut diags).expect("a good manifest");
    let outcomes: Vec<Outcome> =
        manifest.modules.iter().map(|module| compile(&project::task(&manifest, module), &|_| ())).collect();
    for outcome in &outcomes {
        assert!(!outcome.diags.has_errors(), "{}", printed(outcome));
    }
    let tree = project::tree(&path, &manifest, &outcomes);
    let changes = output::changes(&tree, Mode::Compare, &mut diags);
    let stale: Vec<String> = changes.iter().map(|change| format!("{}\n{}", change.path, change.diff)).collect();
    assert!(stale.is_empty(), "{} files below generated/ are stale; {MENDING}:\n{}", stale.len(), stale.join("\n"));
}
