//! What patterns match, and which texts are no patterns.

use super::bounded::Bounded;
use super::translate::translate;
use super::{check_syntax, compile};

/// A pattern with texts it matches and texts it does not.
#[track_caller]
fn matches(pattern: &str, yes: &[&str], no: &[&str]) {
    let regex = compile(pattern).unwrap_or_else(|error| panic!("{pattern}: {error}"));
    let wrong = |texts: &[&str], expected: bool| {
        texts.iter().filter(|text| regex.is_match(text) != expected).map(|text| (*text).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!((wrong(yes, true), wrong(no, false)), (vec![], vec![]), "{pattern}");
}

#[test]
fn sets_are_ecmascripts() {
    matches(r"^\d$", &["0"], &["٣", "a", ""]);
    matches(r"^\w+$", &["aZ_9"], &["é", "a-b"]);
    matches(r"^\W$", &["é", "-"], &["a", "_"]);
    matches(r"^\s$", &["\t", "\u{b}", "\u{a0}", "\u{feff}", "\u{2029}", "\u{3000}"], &["\u{85}", "\u{200b}", "x"]);
    matches(r"^\S$", &["\u{85}"], &["\u{feff}"]);
    matches(r"^[^\s\d]$", &["a"], &[" ", "1"]);
    matches(r"^.$", &["a", "😀", "\u{85}"], &["\n", "\r", "\u{2028}", ""]);
    matches(r"^[^]$", &["\n", "😀"], &[""]);
    matches(r"[]", &[], &["", "a"]);
    matches(r"\bfoo\b", &["a foo b", "éfooé"], &["afoo", "foo_"]);
    matches(r"^a\Bb$", &["ab"], &[]);
    matches(r"^\p{Lu}\P{Lu}\p{Script=Greek}$", &["Éaβ"], &["éaβ", "ÉAβ", "Éab"]);
    matches(r"^[\p{L}\p{Nd}-]+$", &["é-٣"], &["_"]);
}

#[test]
fn anchors() {
    matches("b", &["abc"], &["a"]);
    matches("^a$", &["a"], &["a\n", "\na", "b\na"]);
    matches("a|^b$", &["xa", "b"], &["xb"]);
    matches("(?m:^a$)", &["a", "b\na\u{2028}"], &["ba"]);
    matches("^(?i:ab)c$", &["aBc"], &["abC"]);
}

#[test]
fn escapes() {
    matches(r"^\cA\x41\u0042\u{1F600}\ud83d\ude00$", &["\u{1}AB😀😀"], &[]);
    matches(r"^[\ud83d\ude00-\ud83d\ude02]$", &["😁"], &["😃"]);
    matches(r"^\0\t\n\v\f\r\/\-\_\@\ $", &["\0\t\n\u{b}\u{c}\r/-_@ "], &[]);
    matches(r"^[\b]$", &["\u{8}"], &["b"]);
    matches(r"^\101$", &["A"], &[]);
    matches(r"^[\w-.]$", &["-", ".", "a"], &["/"]);
    matches(r"^[a-]$", &["-", "a"], &["b"]);
    matches(r"^[.*+?^${}()|[\]\\#&~]$", &["[", "]", "\\", "&", "#", "^"], &["a"]);
    matches(r"^[a&&b]$", &["&", "a", "b"], &[]);
    matches(r"^a{,2}{$", &["a{,2}{"], &["a"]);
    matches(r"^x{2,3}?]$", &["xx]", "xxx]"], &["x]"]);
    matches(r"^# $", &["# "], &[]);
    matches(r"^\ud800$", &[], &["\u{fffd}", ""]);
}

#[test]
fn runs_of_sets() {
    matches(r"^[a-z][a-z0-9]{0,3}$", &["a", "a000"], &["", "0", "a0000", "aA"]);
    matches(r"^\d{3}-\d{2,}é?$", &["123-45", "123-456é"], &["123-4", "12-45", "123-45éé", "a123-45"]);
    matches(r"^a*ab$", &["ab", "aab"], &["b", "a"]);
    matches(r"^a?b?[ab]$", &["a", "b", "aba", "bb"], &["", "abab", "baa"]);
    matches(r"^a*b*$", &["", "aab", "b"], &["ba"]);
    matches(r"^[^a]*a$", &["a", "éa"], &["aa", ""]);
    matches(r"^a{0}$", &[""], &["a"]);
    matches(r"^a$b", &[], &["ab"]);
    matches(r"^$", &[""], &["a"]);
}

#[test]
fn groups_and_references() {
    matches(r"^(?<q>['\x22]).*\k<q>$", &["'a'", "\"\""], &["'a\""]);
    matches(r"^(a)?b\1$", &["aba", "b"], &["ab"]);
    matches(r"^\1(a)$", &["a"], &["aa"]);
    matches(r"^(?:(a)|b)\1$", &["aa", "b"], &["a", "ba"]);
    matches(r"^(?=.*\d)(?=.*[a-z])(?!.*\s).{4,8}$", &["abc1"], &["abcd", "a 1b", "ab1"]);
    matches(r"(?<=\$)\d+(?!%)\b", &["$42"], &["42", "$4%"]);
    matches(r"(?<=a+)b", &["aab"], &["cb"]);
    matches(r"(?<!foo|ba)r", &["xr"], &["foor", "bar"]);
    matches(r"^(?=a)*b$", &["b"], &[]);
    matches(r"^(?=a)+?a$", &["a"], &[]);
    matches(r"^(a)\1{2}$", &["aaa"], &["aa"]);
    matches(r"^(|a)+$", &["", "aa"], &["b"]);
    matches(r"^(?:(a)\1)+$", &["aa", "aaaa"], &["a", "aaa"]);
    matches(r"^(a\1)$", &["a"], &["aa", ""]);
    matches(r"^(?<n>a\k<n>?){2}$", &["aa"], &["aaa"]);
    matches(r"^(?:\1(a)){2}$", &["aa"], &["aaa"]);
    matches(r"^(?:(?!.))*$", &[""], &["a"]);
    matches(r"^a(?:(?=b)|(?=c))+.$", &["ab", "ac"], &["aa"]);
    matches(r"^(?:\b)*a(?:\b){2}(?:$)?(?:)*()+$", &["a"], &["aa"]);
    matches(r"^(?:(?:^)?a)*$", &["", "a", "aa"], &["b"]);
}

#[track_caller]
fn refused(pattern: &str, expected: &str) {
    assert_eq!(check_syntax(pattern).map_err(|error| error.to_string()), Err(expected.to_owned()), "{pattern}");
}

#[test]
fn mistakes() {
    refused("(", "`(` without `)` at character 1");
    refused("a)", "`)` without `(` at character 2");
    refused("[a", "`[` without `]` at character 1");
    refused("^(abc]", "`(` without `)` at character 2");
    refused("*a", "nothing to repeat at character 1");
    refused("a**", "nothing to repeat at character 3");
    refused("a++", "nothing to repeat at character 3");
    refused("^*", "nothing to repeat at character 2");
    refused("{2}", "nothing to repeat at character 1");
    refused("a{3,2}", "the bounds of the quantifier are the wrong way round at character 2");
    refused("[z-a]", "a range the wrong way round at character 2");
    refused(r"\a", "`\\a`, which ECMA-262 does not have, at character 1");
    refused(r"a\Z", "`\\Z`, which ECMA-262 does not have, at character 2");
    refused(r"\", "nothing after the backslash at character 1");
    refused("(?i)a", "a kind of group that ECMA-262 does not have at character 2");
    refused("(?P<n>a)", "a kind of group that ECMA-262 does not have at character 2");
    refused("(?#a)", "a kind of group that ECMA-262 does not have at character 2");
    refused("(?>a)", "a kind of group that ECMA-262 does not have at character 2");
    refused("(?<n>a)(?<n>b)", "two groups of the same name at character 1");
    refused(r"\k<n>", "`\\k` without the name of a group at character 1");
    refused(r"\p{Nonsense}", "unknown Unicode property `Nonsense` at character 1");
    refused(r"\p", "`\\p` without a property at character 1");
    refused(r"\u{110000}", "`\\u` without four hexadecimal digits at character 1");
}

#[test]
fn work_is_bounded() {
    let long = "a".repeat(5000);
    matches(r"^(a+)+b$", &[], &[&long]);
    matches(r"^(?!x)(a+)+b$", &[], &[&long]);
    matches(&format!("^{}a{}$", "(".repeat(90), ")".repeat(90)), &["a"], &[]);
    assert!(check_syntax(&"(".repeat(100_000)).is_err());
    matches(r"^.{0,262144}$", &[&long], &["\n"]);
    matches(r"^.{1,2097152}", &["a", &long], &["", "\n"]);
    matches(r"\S{1,8192}", &["a", " b "], &["", " "]);
    matches(r"[^\p{C}]{1,2048}", &["a"], &["", "\n"]);
    matches(r"[\P{M}\p{M}]{0,20000}", &["", "a"], &[]);
    matches(r"(a|b{2,90000}?)", &["a", "bb"], &["b"]);
}

/// Texts of some hundred kilobytes, any of which takes minutes or gigabytes where the work for one character grows with the text.
#[test]
fn checking_takes_time_in_proportion() {
    let groups: Vec<_> = (0..20_000).map(|n| format!(r"(?<g{n}>a)\k<g{n}>")).collect();
    assert!(check_syntax(&groups.concat()).is_ok());
    assert!(check_syntax(&"{".repeat(300_000)).is_ok());
    assert!(check_syntax(&"{1".repeat(150_000)).is_ok());
    assert!(check_syntax(&r"\p{L}\P{Script=Greek}".repeat(10_000)).is_ok());
    assert!(check_syntax(&r"(?:.\w){2}|[^\s]*".repeat(10_000)).is_ok());
    refused(&"(?<".repeat(200_000), "a group without a name at character 3");
    refused(&r"\k<".repeat(200_000), r"`\k` without the name of a group at character 1");
}

/// How often the matcher may go back on a text of so many bytes.
fn steps(pattern: &str, len: usize) -> Option<usize> {
    let translation = translate(pattern).unwrap_or_else(|error| panic!("{pattern}: {error}"));
    Bounded::new(translation.text, translation.work).unwrap_or_else(|error| panic!("{pattern}: {error}")).steps(len)
}

#[test]
fn the_limit_follows_the_text() {
    // What is looked at for one step does not grow with the text.
    for pattern in [r"^(?:(?!--).)*$", r"(?<=\$)\d(?!%)\b", r"^(?<q>['\x22])(?:(?!\k<q>).)*\k<q>$", r"^(?!.{60}x)(?:\b[ab])*$"] {
        assert_eq!(steps(pattern, 60_000), Some(1_000_000), "{pattern}");
    }
    // It can be the whole text.
    let far = [
        r"(?=.*\d)(?=.*[a-z]).{8,}",
        r"(?!.*foo)^bar$",
        r"(?<!a)b(?=.*c)",
        r"^(?!.*(?:\b(?:foo|bar)\b\s*)+)",
        r"(.+)\1",
        r"(?<=^a.*)b",
    ];
    for pattern in far {
        let found: Vec<_> = [60, 4096, 60_000, 2_000_000].into_iter().map(|len| steps(pattern, len)).collect();
        assert_eq!(found, [Some(1_000_000), Some(16_384), Some(1024), Some(16)], "{pattern}");
    }
    // It can be, at each character.
    for pattern in [r"^(?:(?=.*x)a)*$", r"(?:a(?!(?:(?!y).)*x))+z"] {
        assert_eq!((steps(pattern, 8000), steps(pattern, 9000)), (Some(4096), None), "{pattern}");
    }
}

#[test]
fn long_texts_that_take_too_much_do_not_match() {
    let password = r"(?=.*\d)(?=.*[a-z]).{8,}";
    for (fill, found) in [(4_000, true), (100_000, false)] {
        let text = format!("{}\nabcdefg1", "A".repeat(fill));
        assert_eq!(compile(password).map(|regex| regex.is_match(&text)), Ok(found));
    }
    // In one go, length does not matter.
    let line = format!("a1{}", "A".repeat(200_000));
    matches(password, &[&line, "Passw0rd"], &["Passw0r", "PASSW0RD", "Password"]);
    matches(&format!("^{password}$"), &[&line], &["a1"]);
    matches(r"^(?:(?!--).)*$", &[&line], &["a--b"]);
    matches(r"^(?:(?=.*x)a)*x$", &["x", "aax"], &[&format!("{}x", "a".repeat(500_000))]);
}
