//! A short difference: two texts come in, the first place where they differ goes out.

use std::fmt::Write;

/// Lines shown of each side.
const SHOWN: usize = 5;
/// How far texts may run apart before they are taken to differ to the end.
const WINDOW: usize = 60;

/// The first place where the texts differ, as `-` and `+` lines under a line number. The first `skipped` lines do not count.
pub fn short(old: &str, new: &str, skipped: usize) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let (old, new) = (from(&old, skipped), from(&new, skipped));
    let start = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old, new) = (from(old, start), from(new, start));
    if old.is_empty() && new.is_empty() {
        return String::new();
    }
    let (gone, come) = resync(old, new);
    let mut out = format!("@@ line {} @@\n", skipped + start + 1);
    side(&mut out, '-', old.get(..gone).unwrap_or(old));
    side(&mut out, '+', new.get(..come).unwrap_or(new));
    if from(old, gone) != from(new, come) {
        out.push_str("… and further on\n");
    }
    out
}

/// How many lines of each side to pass over until both go on alike for two lines, or end together.
fn resync(old: &[&str], new: &[&str]) -> (usize, usize) {
    for distance in 1..=WINDOW {
        for gone in 0..=distance {
            let come = distance - gone;
            if gone <= old.len() && come <= new.len() && next(old, gone) == next(new, come) {
                return (gone, come);
            }
        }
    }
    (old.len(), new.len())
}

/// The next two lines.
fn next<'a>(lines: &'a [&str], at: usize) -> &'a [&'a str] {
    lines.get(at..lines.len().min(at + 2)).unwrap_or(&[])
}

fn from<'a, 't>(lines: &'a [&'t str], start: usize) -> &'a [&'t str] {
    lines.get(start..).unwrap_or(&[])
}

fn side(out: &mut String, mark: char, lines: &[&str]) {
    for line in lines.iter().take(SHOWN) {
        let _ = writeln!(out, "{mark}{line}");
    }
    if let Some(more @ 1..) = lines.len().checked_sub(SHOWN) {
        let _ = writeln!(out, "{mark}… {more} more lines");
    }
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn the_first_difference_is_shown() {
        for (old, new, skipped, diff) in [
            ("a\nb\nc\n", "a\nx\nc\n", 0, "@@ line 2 @@\n-b\n+x\n"),
            ("a\n", "a\nb\n", 0, "@@ line 2 @@\n+b\n"),
            ("a\na\n", "a\n", 0, "@@ line 2 @@\n-a\n"),
            ("h1\na\n", "h2\nb\n", 1, "@@ line 2 @@\n-a\n+b\n"),
            ("h1\na\n", "h2\na\n", 1, ""),
            ("a\nb\nc\nd\ne\nf\n", "a\nx\nc\nd\ne\ng\n", 0, "@@ line 2 @@\n-b\n+x\n… and further on\n"),
            ("", "1\n2\n3\n4\n5\n6\n7\n", 0, "@@ line 1 @@\n+1\n+2\n+3\n+4\n+5\n+… 2 more lines\n"),
        ] {
            assert_eq!(short(old, new, skipped), diff, "{old:?} {new:?}");
        }
    }
}
