//! Formats, line by line.

use super::check;

/// `format: text…` with texts that are of the format first and, after `|`, those that are not.
#[track_caller]
fn texts(format: &str, valid: &[&str], invalid: &[&str]) {
    let wrong = |texts: &[&str], expected: bool| {
        texts.iter().filter(|text| check(format, text) != Some(expected)).map(|text| (*text).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!((wrong(valid, true), wrong(invalid, false)), (vec![], vec![]), "{format}");
}

#[test]
fn names() {
    let number = crate::json::Number::from(0_u64);
    for name in super::NAMES {
        assert!(check(name, "").is_some() || super::check_number(name, &number).is_some(), "{name}");
    }
    assert!(super::NAMES.is_sorted());
}

#[test]
fn dates_and_times() {
    texts(
        "date-time",
        &["2024-02-29T23:59:60Z", "0000-01-01t00:00:00.1+23:59"],
        &["2023-02-29T00:00:00Z", "2024-01-01T00:00Z", ""],
    );
    texts("date", &["2000-02-29", "1999-12-31"], &["1900-02-29", "2024-13-01", "2024-1-01", "2024-01-01Z"]);
    texts("time", &["00:00:00Z", "01:29:60+01:30", "23:29:60-00:30"], &["00:00:00", "23:59:60+00:01", "12:00:00.Z", "12:00:00z "]);
    texts("time-of-day", &["12:00", "12:00:01.000001"], &["12", "24:00", "12:00:60", "12:00Z"]);
    texts(
        "duration",
        &["P4DT12H30M5S", "P1Y2M3D", "P2W", "PT0S", "PT36H"],
        &["P", "PT", "P1YT", "P1Y1D", "P1Y2W", "PT1H1S", "P1D2H", "1D", "P1", "PT1.5S"],
    );
    texts("day-time-duration", &["-P1DT2H3M4.5S", "PT0.5S", "+P1D"], &["P", "P1DT", "P1Y", "PT.5S", "PT1.S", "PT1M1H"]);
    texts(
        "http-date",
        &["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"],
        &["Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 UTC"],
    );
}

#[test]
fn media_ranges() {
    texts(
        "media-range",
        &["text/html", "application/vnd.a+json; charset=utf-8;q=0.5", "image/*", "*/*", "a/b;c=\"d;\\\"e\" ; f=g;"],
        &["", "text", "text/", "/html", "*/html", "text/html charset=x", "text/html;charset", "a/b;c=\"d", "a/b/c", "a/b;c= d"],
    );
}

#[test]
fn what_comes_first() {
    use std::cmp::Ordering::{Equal, Greater, Less};
    let cases = [
        ("1999-12-31", "2000-01-01", Some(Less)),
        ("2000-01-01T01:00:00+01:00", "2000-01-01T00:00:00Z", Some(Equal)),
        ("2000-01-01T00:00:00.5Z", "2000-01-01T00:00:00Z", Some(Greater)),
        ("12:00", "12:00:00.0", Some(Equal)),
        ("PT24H", "P1D", Some(Equal)),
        ("-P1D", "-PT1H", Some(Less)),
        ("2000-01-01", "2000-01-01T00:00:00Z", None),
        ("x", "x", None),
    ];
    for (one, other, expected) in cases {
        assert_eq!(super::order(one, other), expected, "{one} {other}");
        assert_eq!(super::order(other, one), expected.map(std::cmp::Ordering::reverse), "{other} {one}");
    }
}

#[test]
fn addresses() {
    texts("ipv4", &["0.0.0.0", "255.1.2.30"], &["01.0.0.0", "1.2.3", "1.2.3.256", "1.2.3.4 "]);
    texts(
        "ipv6",
        &["::", "::1", "1::", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::", "::ffff:1.2.3.4"],
        &[":::", "1::2::3", "1:2:3:4:5:6:7:8::", "::1.2.3", "1.2.3.4::"],
    );
    texts(
        "hostname",
        &["a", "example.com", "3com.com", "a--b.c", "xn--bcher-kva", "XN--BCHER-KVA.Example"],
        &["", "XN--A", ".", "a.", "-a", "a-", "a_b", "ä"],
    );
    texts(
        "idn-hostname",
        &["bücher.example", "xn--bcher-kva", "XN--Bcher-KVA", "例え。テスト", "l·l", "עברית.com", "caf\u{e9}", "क्\u{200d}ष"],
        &[
            "Bücher",
            "cafe\u{301}",
            "ab--ü",
            "-ü",
            "\u{301}a",
            "a·b",
            "aא",
            "0א",
            "a.0א",
            "xn--bcher-",
            "ü..b",
            "☃",
            "a\u{302e}",
            "ab--c",
        ],
    );
    texts("email", &["a@b", "\"a\\\"b\"@c.d", "a@[IPv6:::1]"], &["a@b.", "a", "\"a\"b@c", "a@[1.2.3]", "\"@b", "\"\\\"@b"]);
    texts(
        "uri",
        &["a:", "http://a?b#c", "urn:x:y", "mailto:a@b", "http://[v1.a]:"],
        &["", "a", "http://a b", "http://[::1", "1a:b", "http://a/%4", "a:#b#c"],
    );
    texts("iri-reference", &["é?é#é", "?\u{e000}"], &["\u{e000}", "é:"]);
}

#[test]
fn resource_ids() {
    texts(
        "arm-id",
        &[
            "/subscriptions/a",
            "/SUBSCRIPTIONS/a/resourceGroups/é",
            "/resourceGroups/b",
            "/subscriptions/a/resourcegroups/b/providers/N.S/t/n/u/m/providers/O/x/y",
            "/providers/N/t/n",
        ],
        &[
            "",
            "/",
            "subscriptions/a",
            "/subscriptions",
            "/subscriptions/",
            "/subscriptions//b",
            "/subscriptions/a/",
            "/subscriptions/a/b",
            "/subscriptions/a/resourceGroups",
            "/subscriptions/a/providers/N/t",
            "/subscriptions/a/providers/N/t/n/u",
            "/providers/N/t/n/providers",
            "/providers/N/t/n/providers/providers/t/n",
            "/subscriptions/a\u{85}",
            "/subscriptions/\ta",
            "/other/a",
        ],
    );
}

#[test]
fn the_rest() {
    texts("byte", &["", "AA==", "AA", "+/+/", "-_-_"], &["A", "AA=", "A-+A", "AAAA====", "A A="]);
    texts(
        "uuid",
        &["00000000-0000-0000-0000-00000000000A"],
        &["00000000-0000-0000-0000-00000000000g", "{00000000-0000-0000-0000-000000000000}"],
    );
    texts("relative-json-pointer", &["0", "1/a", "0#", "0+1", "2-1/a~0"], &["", "01", "0##", "0+", "a"]);
    texts("uri-template", &["{?a,b*}", "{a:3}", "a{b}c"], &["{", "}", "{}", "{a:0}", "{a-b}", "%zz"]);
    assert_eq!(check("unheard-of", ""), None);
}

/// A host name is as long as its encoded form: `例え` is `xn--r8jz45g`.
#[test]
fn long_host_names() {
    let name = |count| vec!["例え"; count].join(".");
    texts("idn-hostname", &[&name(21)], &[&name(22), &name(500_000)]);
    texts("hostname", &[&vec!["xn--r8jz45g"; 21].join(".")], &[&vec!["xn--r8jz45g"; 22].join(".")]);
}
