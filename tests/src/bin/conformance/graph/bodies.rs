//! Documented bodies: requests are typed by their URL, responses by what their page says. Each goes through the validator, and through
//! the model and back; what is not valid must be a fault of its page that a rule knows.

use std::collections::BTreeMap;
use std::io;

use serde_json::Value;

use super::ledger::{Class, classify};
use super::lines::local;
use super::program::{Program, one_line};

/// Of the typed bodies so many in a hundred must be valid.
const BAR: usize = 80;

/// A body with the question about it.
struct Asked<'r> {
    row: &'r Value,
    body: Value,
    question: String,
}

/// Judges the bodies; true if the bars hold.
pub fn run(rows: &[Value], program: &Program) -> io::Result<bool> {
    let asked: Vec<Asked<'_>> = rows.iter().filter_map(question).collect();
    let answers = program.ask(asked.iter().map(|asked| asked.question.clone()).collect())?;
    let (mut typed, mut valid, mut changed, mut unknown) = (0, 0, 0, 0);
    let mut classes: BTreeMap<Class, usize> = BTreeMap::new();
    for (asked, answer) in asked.iter().zip(&answers) {
        let name = format!("{} {} {}", text(asked.row, "page"), text(asked.row, "kind"), text(asked.row, "request_name"));
        let mut fields = answer.split('\t');
        match fields.next().unwrap_or_default() {
            "untyped" => {
                println!("untyped {name}: {}", fields.next().unwrap_or_default());
                continue;
            }
            "same" => valid += 1,
            "changed" => {
                valid += 1;
                changed += 1;
                println!("CHANGED {name}: {}", fields.next().unwrap_or_default());
            }
            "invalid" => {
                let violations: Vec<&str> = fields.collect();
                match classify(&violations, &asked.body) {
                    Some(class) => *classes.entry(class).or_default() += 1,
                    None => unknown += 1,
                }
                println!(
                    "{} {name}: {}",
                    classify(&violations, &asked.body).map_or("UNCLASSIFIED", Class::name),
                    violations.join(" ; ")
                );
            }
            said => {
                unknown += 1;
                println!("FAILED {name}: the program said `{said}`");
            }
        }
        typed += 1;
    }
    for (class, count) in &classes {
        println!("invalid, {}: {count}", class.name());
    }
    println!(
        "bodies: {valid} of {typed} typed ones are valid, {changed} of these change on the way, {unknown} invalid ones are unclassified"
    );
    Ok(valid * 100 >= typed * BAR && changed == 0 && unknown == 0)
}

fn text<'r>(row: &'r Value, key: &str) -> &'r str {
    row[key].as_str().unwrap_or_default()
}

/// The question about a row's body, if it has a typed one that is JSON.
fn question(row: &Value) -> Option<Asked<'_>> {
    let body: Value = serde_json::from_str(row["body"].as_str()?).ok()?;
    let json = one_line(&body.to_string());
    let question = match text(row, "kind") {
        "request" => {
            let url = local(text(row, "url")).ok()?;
            format!("B\turl\t{}\t{}\t{json}", text(row, "method"), one_line(&url))
        }
        "response" if row["expect_error"] != true => {
            let ty = row["odata_type"].as_str()?;
            let ty = if ty.contains('.') { ty.trim_start_matches('#').to_owned() } else { format!("Edm.{ty}") };
            let inner = ty.strip_prefix("Collection(").and_then(|ty| ty.strip_suffix(')'));
            let items = row["is_collection"] == true || inner.is_some();
            format!("B\t{}\t{}\t{json}", if items { "items" } else { "type" }, inner.unwrap_or(&ty))
        }
        _ => return None,
    };
    Some(Asked { row, body, question })
}
