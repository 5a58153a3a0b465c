//! Documented bodies: requests are typed by their URL, responses by what their page says. Each goes through the validator, and through
//! the model and back; what is not valid must be a fault of its page that a rule knows.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use serde_json::Value;

use super::ledger::{Class, classify};
use super::lines::local;
use super::program::{Program, one_line};

/// Of the typed bodies so many in a hundred must be valid.
const BAR: usize = 80;

/// A body with the question about it.
struct Asked {
    name: String,
    body: Value,
    question: String,
}

/// What came of the bodies.
pub struct Bodies {
    /// The bars hold.
    pub hold: bool,
    /// The types of valid bodies.
    pub types: BTreeSet<String>,
    /// The valid bodies.
    valid: Vec<Asked>,
}

/// Judges the bodies.
pub fn judge(rows: &[Value], program: &Program) -> io::Result<Bodies> {
    let asked: Vec<Asked> = rows.iter().filter_map(question).collect();
    let answers = program.ask(asked.iter().map(|asked| asked.question.clone()).collect())?;
    let (mut typed, mut unknown) = (0, 0);
    let mut valid = Vec::new();
    let mut classes: BTreeMap<Class, usize> = BTreeMap::new();
    for (asked, answer) in asked.into_iter().zip(&answers) {
        let mut fields = answer.split('\t');
        match fields.next().unwrap_or_default() {
            "untyped" => {
                println!("untyped {}: {}", asked.name, fields.next().unwrap_or_default());
                continue;
            }
            "same" => valid.push(asked),
            "invalid" => {
                let violations: Vec<&str> = fields.collect();
                let class = classify(&violations, &asked.body);
                match class {
                    Some(class) => *classes.entry(class).or_default() += 1,
                    None => unknown += 1,
                }
                println!("{} {}: {}", class.map_or("UNCLASSIFIED", Class::name), asked.name, violations.join(" ; "));
            }
            said => {
                unknown += 1;
                println!("FAILED {}: the program said `{said}`", asked.name);
            }
        }
        typed += 1;
    }
    for (class, count) in &classes {
        println!("invalid, {}: {count}", class.name());
    }
    println!("bodies: {} of {typed} typed ones are valid, {unknown} of the others are unclassified", valid.len());
    let types = program.ask(valid.iter().map(|asked| asked.question.replacen('B', "T", 1)).collect())?;
    let types = types.iter().flat_map(|types| types.split(',')).filter(|name| name.contains('.')).map(str::to_owned).collect();
    Ok(Bodies { hold: valid.len() * 100 >= typed * BAR && unknown == 0, types, valid })
}

/// Reads the valid bodies into models and writes them again; true if all of them stay the same.
pub fn round_trip(bodies: &Bodies, program: &Program) -> io::Result<bool> {
    let answers = program.ask(bodies.valid.iter().map(|asked| asked.question.clone()).collect())?;
    let mut same = 0;
    for (asked, answer) in bodies.valid.iter().zip(&answers) {
        same += usize::from(answer == "same");
        if answer != "same" {
            println!("CHANGED {}: {answer}", asked.name);
        }
    }
    println!("round trip: {same} of {} valid bodies stay the same, over {} types", bodies.valid.len(), bodies.types.len());
    Ok(same == bodies.valid.len())
}

fn text<'r>(row: &'r Value, key: &str) -> &'r str {
    row[key].as_str().unwrap_or_default()
}

/// The question about a row's body, if it has a typed one that is JSON.
fn question(row: &Value) -> Option<Asked> {
    let body: Value = serde_json::from_str(row["body"].as_str()?).ok()?;
    let json = one_line(&body.to_string());
    let question = match text(row, "kind") {
        "request" => {
            let url = local(text(row, "url")).ok()?;
            format!("B\turl\t{}\t{}\t{json}", text(row, "method"), one_line(&url))
        }
        "response" if row["expect_error"] != true => {
            let ty = row["odata_type"].as_str()?;
            let inner = ty.split_once('(').filter(|(word, _)| word.eq_ignore_ascii_case("collection"));
            let inner = inner.and_then(|(_, ty)| ty.strip_suffix(')'));
            let items = row["is_collection"] == true || inner.is_some();
            format!("B\t{}\t{}\t{json}", if items { "items" } else { "type" }, full_name(inner.unwrap_or(ty)))
        }
        _ => return None,
    };
    let name = format!("{} {} {}", text(row, "page"), text(row, "kind"), text(row, "request_name"));
    Some(Asked { name, body, question })
}

/// The name of a type with its namespace: `string` is `Edm.String`.
fn full_name(name: &str) -> String {
    let own = name.trim_start_matches('#').trim_start_matches("Edm.");
    if own.contains('.') {
        return own.to_owned();
    }
    let (first, rest) = own.split_at(own.chars().next().map_or(0, char::len_utf8));
    format!("Edm.{}{rest}", first.to_uppercase())
}
