//! A short difference: two texts come in, the first lines that differ go out.

/// Lines shown of each side.
const SHOWN: usize = 4;

/// The first place where the texts differ, as `-` and `+` lines under a line number, and how much more there is.
pub fn short(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let ends = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let ends = ends.min(old.len() - start).min(new.len() - start);
    let (gone, come) = (middle(&old, start, ends), middle(&new, start, ends));
    let mut out = format!("@@ line {} @@\n", start + 1);
    side(&mut out, '-', gone);
    side(&mut out, '+', come);
    out
}

fn middle<'a, 't>(lines: &'a [&'t str], start: usize, ends: usize) -> &'a [&'t str] {
    lines.get(start..lines.len() - ends).unwrap_or(&[])
}

fn side(out: &mut String, mark: char, lines: &[&str]) {
    for line in lines.iter().take(SHOWN) {
        out.push(mark);
        out.push_str(line);
        out.push('\n');
    }
    if let Some(more @ 1..) = lines.len().checked_sub(SHOWN) {
        out.push_str(&format!("{mark}… {more} more lines\n"));
    }
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn the_first_difference_is_shown() {
        for (old, new, diff) in [
            ("a\nb\nc\n", "a\nx\nc\n", "@@ line 2 @@\n-b\n+x\n"),
            ("a\n", "a\nb\n", "@@ line 2 @@\n+b\n"),
            ("a\na\n", "a\n", "@@ line 2 @@\n-a\n"),
            ("", "1\n2\n3\n4\n5\n6\n", "@@ line 1 @@\n+1\n+2\n+3\n+4\n+… 2 more lines\n"),
        ] {
            assert_eq!(short(old, new), diff);
        }
    }
}
