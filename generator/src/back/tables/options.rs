//! How values are checked, as data.

use std::fmt::Write;

use crate::plan::Validation;

/// Writes the options of the module.
pub fn emit(validation: &Validation, out: &mut String) {
    let options = &validation.options;
    let formats: Vec<String> = options.ignored_formats.iter().map(|name| format!("Cow::Borrowed({name:?})")).collect();
    let formats = formats.join(", ");
    let mut lines = String::new();
    for line in options.policy.lines.iter() {
        let rule = line.rule.map_or_else(|| "None".to_owned(), |rule| format!("Some(validate::Rule::{rule:?})"));
        let path = line.path.as_deref().map_or_else(|| "None".to_owned(), |path| format!("Some(Cow::Borrowed({path:?}))"));
        let (views, severity) = (line.views, line.severity);
        let _ = writeln!(
            lines,
            "            validate::PolicyLine {{ rule: {rule}, views: {views}, path: {path}, severity: validate::Severity::{severity:?} }},"
        );
    }
    let lines = if lines.is_empty() { "&[]".to_owned() } else { format!("&[\n{lines}        ]") };
    let _ = write!(
        out,
        "
/// How values are checked, unless the program says otherwise.
pub static OPTIONS: validate::Options = validate::Options {{
    formats: {},
    ignored_formats: Cow::Borrowed(&[{formats}]),
    discriminators: {},
    open_values: {},
    policy: validate::Policy {{
        lines: Cow::Borrowed({lines}),
    }},
    max_violations: {},
    fail_fast: {},
}};
",
        options.formats, options.discriminators, options.open_values, options.max_violations, options.fail_fast
    );
}
