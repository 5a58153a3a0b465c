//! Outcomes of cases come in; a line for each file or document and the sums go out.

use std::collections::BTreeMap;

/// What came of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The validator decided rightly; there is no type to ask.
    Passed,
    /// Validator and type decided rightly.
    PassedTyped,
    /// The validator decided rightly; the value is valid, but the type cannot hold it.
    NotRepresentable,
    /// One of them decided wrongly, or there is none.
    Failed,
}

/// Numbers of cases by outcome.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    passed: usize,
    typed: usize,
    not_representable: usize,
    failed: usize,
}

impl Counts {
    fn add(&mut self, outcome: Outcome, count: usize) {
        self.typed += if outcome == Outcome::PassedTyped { count } else { 0 };
        self.not_representable += if outcome == Outcome::NotRepresentable { count } else { 0 };
        let sum = if outcome == Outcome::Failed { &mut self.failed } else { &mut self.passed };
        *sum += count;
    }

    fn text(&self) -> String {
        let Counts { passed, typed, not_representable, failed } = self;
        format!("{passed} passed, {failed} failed ({typed} by type too, {not_representable} valid but not representable)")
    }
}

/// All outcomes so far.
#[derive(Debug, Default)]
pub struct Tally {
    files: BTreeMap<(String, String), Counts>,
}

impl Tally {
    /// Adds the outcome of some cases of a file.
    pub fn add(&mut self, class: &str, file: &str, outcome: Outcome, count: usize) {
        self.files.entry((class.to_owned(), file.to_owned())).or_default().add(outcome, count);
    }

    /// Prints a line per file, a line per class, and the last line; true if nothing failed.
    pub fn print(&self) -> bool {
        let mut classes: BTreeMap<&str, Counts> = BTreeMap::new();
        let mut all = Counts::default();
        for ((class, file), counts) in &self.files {
            println!("{class} {file}: {}", counts.text());
            for sum in [classes.entry(class).or_default(), &mut all] {
                sum.passed += counts.passed;
                sum.typed += counts.typed;
                sum.not_representable += counts.not_representable;
                sum.failed += counts.failed;
            }
        }
        for (class, counts) in &classes {
            println!("= {class}: {}", counts.text());
        }
        println!("{} passed, {} failed", all.passed, all.failed);
        all.failed == 0
    }
}
