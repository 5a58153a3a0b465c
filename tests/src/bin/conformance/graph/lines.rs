//! Documented requests: each well-formed one must be resolved.

use std::io;

use serde_json::Value;

use super::program::{Program, one_line};

/// Of the well-formed requests so many in a hundred must be resolved.
const BAR: usize = 98;

/// Judges the requests; true if the bar holds.
pub fn run(rows: &[Value], program: &Program) -> io::Result<bool> {
    let requests: Vec<(&str, &str)> = rows.iter().filter(|row| row["kind"] == "request").filter_map(request).collect();
    let (mut asked, mut questions) = (Vec::new(), Vec::new());
    for (method, url) in &requests {
        match local(url) {
            Ok(local) => {
                asked.push((*method, *url));
                questions.push(format!("U\t{method}\t{}", one_line(&local)));
            }
            Err(why) => println!("left out {method} {url}: {why}"),
        }
    }
    let answers = program.ask(questions)?;
    let mut resolved = 0;
    for ((method, url), answer) in asked.iter().zip(&answers) {
        match answer.strip_prefix("no\t") {
            Some(why) => println!("NOT RESOLVED {method} {url}: {why}"),
            None if answer.starts_with("ok") => resolved += 1,
            None => println!("NOT RESOLVED {method} {url}: the program said `{answer}`"),
        }
    }
    println!("requests: {} of {} well-formed ones are resolved, {} left out", resolved, asked.len(), requests.len() - asked.len());
    queries(&asked, program)?;
    Ok(resolved * 100 >= asked.len() * BAR)
}

/// The query options of the same requests: what is said of them is printed, there is no bar.
fn queries(asked: &[(&str, &str)], program: &Program) -> io::Result<()> {
    let asked: Vec<_> = asked.iter().filter(|(_, url)| url.contains('?')).collect();
    let question = |(method, url): &&(&str, &str)| format!("Q\t{method}\t{}", one_line(&local(url).unwrap_or_default()));
    let answers = program.ask(asked.iter().map(question).collect())?;
    let mut parsed = 0;
    for ((method, url), answer) in asked.iter().zip(&answers) {
        match answer.strip_prefix("no\t") {
            Some(why) => println!("query not accepted {method} {url}: {why}"),
            None => parsed += 1,
        }
    }
    println!("queries: {parsed} of {} are accepted", asked.len());
    Ok(())
}

fn request(row: &Value) -> Option<(&str, &str)> {
    Some((row["method"].as_str()?, row["url"].as_str()?))
}

/// The URL relative to the service; `Err` says why it is none of the service.
pub fn local(url: &str) -> Result<String, &'static str> {
    let path = match url.split_once("://") {
        None => url,
        Some((_, rest)) => {
            let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            if !host.starts_with("graph.") {
                return Err("another service");
            }
            let version = path.split('/').nth(1).unwrap_or_default();
            match version.to_ascii_lowercase().as_str() {
                "v1.0" | "v1" => path.get(version.len() + 1..).unwrap_or_default(),
                _ => return Err("another version"),
            }
        }
    };
    if !path.starts_with('/') {
        return Err("no path");
    }
    Ok(path.to_owned())
}
