//! What is written is read again, and any bytes are read or refused.

use bytes::Bytes;

use super::{Multipart, MultipartPart, read, written};

/// Each part of a body with the boundary `B` as `name|filename|content-type|content`, or why there are none.
fn shown(body: &str) -> Vec<String> {
    match read::body("multipart/mixed; boundary=B", &Bytes::copy_from_slice(body.as_bytes()), 5) {
        Ok(parts) => parts.parts().iter().map(show).collect(),
        Err(failure) => vec![format!("{failure:?}").chars().filter(|c| *c != '"').collect()],
    }
}

fn show(part: &MultipartPart) -> String {
    let content = part.text().unwrap_or("bytes");
    format!("{}|{}|{}|{content}", part.name(), part.filename().unwrap_or("-"), part.content_type().unwrap_or("-"))
}

#[test]
fn parts_are_told_apart() {
    for (body, parts) in [
        ("--B--", &[][..]),
        ("preamble\r\n--B--\r\nepilogue\r\n--B\r\n\r\nx\r\n--B--", &[]),
        ("--B\r\n\r\na\r\n--B\t \r\n\r\n\r\n--B--", &["|-|-|a", "|-|-|"]),
        ("--B\r\nContent-Type: a/b\r\n--B--", &["|-|a/b|"]),
        ("--B\r\n--B--", &["|-|-|"]),
        ("--B\r\nContent-Type:\r\n a/b;\r\n\tc=d \r\n\r\n--Bx\r\nx--B\r\n--B--", &["|-|a/b;\tc=d|--Bx\r\nx--B"]),
        ("--B\r\n\r\na\nb\n--B\n\r\n--B--", &["|-|-|a\nb\n--B\n"]),
        ("--B\r\n\r\na\r\n--B--inner\r\n--B-- \t\r\nepilogue", &["|-|-|a\r\n--B--inner"]),
        ("--B\r\n\r\na\r\n--B--\n", &["|-|-|a"]),
    ] {
        assert_eq!(shown(body), parts, "{body:?}");
    }
    for (disposition, part) in [
        ("form-data; name=a", "a|-|-|"),
        ("form-data; NAME = \"a b\" ; filename=\"\\\"q\\\";.txt\"", "a b|\"q\";.txt|-|"),
        ("form-data; filename=\"C:\\dir\\a.txt\"; name=\"%22\"", "\"|C:\\dir\\a.txt|-|"),
        ("form-data; x; filename*=UTF-8''x; name=n", "n|-|-|"),
        ("attachment; filename=\"unended", "|unended|-|"),
        ("form-data; name=\"a\\\"; filename=\"f\"", "a\\|f|-|"),
        ("form-data; filename=\"a\\\\\"; name=\"x\"", "x|a\\\\|-|"),
        ("form-data; name=\"a%0D%0Ab\"; filename=\"\\\"; name=\\\"b\"", "a\r\nb|\"; name=\"b|-|"),
        ("form-data; name=", "|-|-|"),
        ("name=a", "|-|-|"),
    ] {
        let body = format!("--B\r\nContent-Disposition: {disposition}\r\n\r\n\r\n--B--");
        assert_eq!(shown(&body), [part], "{disposition}");
    }
}

#[test]
fn what_is_broken_is_refused() {
    let many = "--B\r\n\r\n\r\n".repeat(6) + "--B--";
    let headers = format!("--B\r\n{}\r\n--B--", "A: b\r\n".repeat(101));
    let long = format!("--B\r\nA: {}\r\n\r\n\r\n--B--", "b".repeat(16 * 1024));
    let folded = format!("--B\r\nA: b\r\n{}\r\n\r\n--B--", " b\r\n".repeat(5_000));
    for (body, why) in [
        ("", "no closing boundary"),
        ("--B", "no closing boundary"),
        ("--B\r\n\r\na", "no closing boundary"),
        ("--B\r\n\r\na--B--", "no closing boundary"),
        ("--B\r\n\r\na\r\n--B--x", "no closing boundary"),
        ("--B\r\nno colon\r\n\r\n\r\n--B--", "headers of a part of the request body are malformed"),
        ("--B\r\n folded: a\r\n\r\n\r\n--B--", "headers of a part of the request body are malformed"),
        ("--B\r\na\u{0}: b\r\n\r\n\r\n--B--", "headers of a part of the request body are malformed"),
        (&headers, "more than 100 headers"),
        (&long, "larger than 16384 bytes"),
        (&folded, "larger than 16384 bytes"),
        (&many, "more than 5 parts"),
    ] {
        let found = shown(body).join(", ");
        assert!(found.contains(why), "{body:?}: {found}");
    }
}

/// The parts of a body are read again from what is written.
fn comes_back(media_type: &str, parts: &[MultipartPart]) -> String {
    let body: Multipart = parts.iter().cloned().collect();
    let (content_type, bytes) = written(media_type, &body);
    let read = read::body(&content_type, &bytes, parts.len()).map(Multipart::into_parts).unwrap_or_default();
    let (sent, found): (Vec<_>, Vec<_>) = (parts.iter().map(show).collect(), read.iter().map(show).collect());
    assert_eq!(found, sent, "{content_type}\n{}", String::from_utf8_lossy(&bytes));
    content_type
}

#[test]
fn what_is_written_is_read() {
    let json = MultipartPart::of_json(&vec![1, 2]).named("list");
    let file = MultipartPart::new("image/png", vec![0, 255]).with_filename("a \"b\".png").with_header("X-Size", "2\r\nX: 1");
    assert_eq!(file.header("X-Size"), None, "no header is smuggled in");
    let tricky = MultipartPart::of_text("\r\n--part\r\n--part-1--").named("a\"b");
    let all = [json.clone(), file, tricky];
    assert_eq!(comes_back("multipart/mixed", &all), "multipart/mixed; boundary=part-2");
    assert_eq!(comes_back("multipart/form-data", &[]), "multipart/form-data; boundary=part");
    let related = "multipart/related; start-info=\"x\"; type=\"application/json\"; boundary=part";
    assert_eq!(comes_back("multipart/related; start-info=x", &[json]), related);
    assert_eq!(comes_back("multipart/x-mixed-replace; boundary=frame", &all), "multipart/x-mixed-replace; boundary=frame");
}

#[test]
fn media_types_are_written_as_they_may_be() {
    let long = "b".repeat(71);
    for (declared, root, written) in [
        ("mixed; boundary=\"a b\"", "a/b", "mixed; boundary=\"a b\""),
        ("mixed; boundary=a?b", "a/b", "mixed; boundary=\"a?b\""),
        ("mixed; boundary=\"a;b\"", "a/b", "mixed; boundary=part"),
        ("mixed; boundary=\"a \"", "a/b", "mixed; boundary=part"),
        (&format!("mixed; boundary={long}"), "a/b", "mixed; boundary=part"),
        ("related; start-info=\"a;b\"", "a/b", "related; start-info=\"a;b\"; type=\"a/b\"; boundary=part"),
        ("related; start-info=\"a\\\";b\"; x=1", "a/b", "related; start-info=\"a\\\";b\"; x=\"1\"; type=\"a/b\"; boundary=part"),
        ("related", "a/b; charset=\"utf-8\"", "related; type=\"a/b\"; boundary=part"),
        ("related; type=\"c/d\"", "a/b", "related; type=\"c/d\"; boundary=part"),
        ("related", "a\"b", "related; boundary=part"),
    ] {
        let parts = [MultipartPart::new(root, "x")];
        assert_eq!(comes_back(&format!("multipart/{declared}"), &parts), format!("multipart/{written}"));
    }
}

#[test]
fn values_become_parts() {
    for (json, parts) in [
        (
            r#"{"a":"x","b":1,"c":{"d":true},"e":[2,[3]],"f":[],"g":null,"h":false}"#,
            &[
                "a|-|text/plain; charset=utf-8|x",
                "b|-|text/plain; charset=utf-8|1",
                "c|-|application/json|{\"d\":true}",
                "e|-|text/plain; charset=utf-8|2",
                "e|-|application/json|[3]",
                "h|-|text/plain; charset=utf-8|false",
            ][..],
        ),
        (r#"["x",{"a":1},null]"#, &["|-|text/plain; charset=utf-8|x", "|-|application/json|{\"a\":1}", "|-|application/json|null"]),
        ("1", &["|-|text/plain; charset=utf-8|1"]),
    ] {
        let body = Multipart::of_value(&json.parse().unwrap_or_default());
        assert_eq!(body.parts().iter().map(show).collect::<Vec<_>>(), parts, "{json}");
    }
}

#[test]
fn a_part_may_have_parts() {
    let (media_type, inner) = written("multipart/mixed", &vec![MultipartPart::of_text("a"), MultipartPart::of_text("b")].into());
    let outer = MultipartPart::new(&media_type, inner);
    comes_back("multipart/mixed", std::slice::from_ref(&outer));
    let parts = outer.multipart().unwrap_or_default();
    assert_eq!(parts.parts().iter().map(MultipartPart::text).collect::<Vec<_>>(), [Some("a"), Some("b")]);
    assert!(MultipartPart::new("multipart/mixed; boundary=x", "--y--").multipart().is_none());
    assert!(MultipartPart::new("text/plain; boundary=x", "--x--").multipart().is_none());
}

#[test]
fn noise_is_read_or_refused() {
    const PIECES: [&[u8]; 16] = [
        b"--B",
        b"--B--",
        b"\r\n",
        b"\r",
        b"\n",
        b" ",
        b"--",
        b"B",
        b"a: b",
        b":",
        b"\xFF",
        b"\0",
        b"Content-Disposition: form-data; ",
        b"name=\"",
        b"\\\"",
        b";=",
    ];
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    for _ in 0..50_000 {
        let mut body = Vec::new();
        for _ in 0..state % 40 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            body.extend_from_slice(PIECES[usize::try_from(state >> 60).unwrap_or(0)]);
        }
        state = state.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(1);
        let Ok(read) = read::body("multipart/mixed; boundary=B", &Bytes::from(body.clone()), 8) else { continue };
        assert!(read.parts().iter().map(|part| part.bytes().len()).sum::<usize>() < body.len().max(1), "{body:?}");
        comes_back("multipart/mixed", read.parts());
    }
}

#[test]
fn long_bodies_take_no_longer_than_their_length() {
    for piece in ["\r\n--", "\r\n--B", "\r\n--B ", "\r\n--B\r", "\r\n", " "] {
        let body = Bytes::from(format!("--B\r\n\r\n{}\r\n--B--", piece.repeat(500_000)));
        let begun = std::time::Instant::now();
        drop(read::body("multipart/mixed; boundary=B", &body, usize::MAX));
        assert!(begun.elapsed().as_secs() < 10, "{piece:?}");
    }
}

#[test]
fn a_boundary_is_the_first_that_is_free() {
    for (text, boundary) in [
        ("-part", "part"),
        ("--part", "part-1"),
        ("--part-0--part-01--part-2", "part-1"),
        ("--part-1--part-3", "part-2"),
        ("--part-12", "part-2"),
        ("--part-2--part-1", "part-3"),
        ("--part-123456789012345678901234567890", "part-2"),
    ] {
        assert_eq!(comes_back("multipart/mixed", &[MultipartPart::of_text(text)]), format!("multipart/mixed; boundary={boundary}"));
    }
    let named = MultipartPart::of_text("").with_header("--part--", "x");
    assert_eq!(comes_back("multipart/mixed", &[named]), "multipart/mixed; boundary=part-1");
    let hostile = (0..80_000).map(|number| format!("--part-{number}")).collect::<Vec<_>>().concat();
    assert!(hostile.len() > 900_000);
    let begun = std::time::Instant::now();
    assert_eq!(comes_back("multipart/mixed", &[MultipartPart::of_text(hostile)]), "multipart/mixed; boundary=part-80000");
    assert!(begun.elapsed().as_secs() < 10);
}

#[test]
fn names_come_back() {
    const PIECES: [&str; 12] = ["a", "\\", "\"", ";", "=", " ", "\r", "\n", "\t", "name=", "%2", "é"];
    let names = (0..PIECES.len().pow(3)).map(|number| {
        let at = |power| PIECES[number / PIECES.len().pow(power) % PIECES.len()];
        format!("{}{}{}", at(0), at(1), at(2))
    });
    for name in names {
        let part = MultipartPart::of_text("").named(&name);
        comes_back(
            "multipart/form-data",
            &[part.clone(), part.with_filename(&name), MultipartPart::of_text("").with_filename(&name)],
        );
    }
    let (_, written) = written("multipart/form-data", &vec![MultipartPart::of_text("").named("a\0b")].into());
    assert!(written.windows(10).any(|bytes| bytes == b"name=\"a b\""), "no other control letter can be written");
}

#[test]
fn a_header_may_say_the_names() {
    let part = MultipartPart::of_text("").with_header("content-disposition", "form-data; name=a; filename=\"b c\"");
    assert_eq!((part.name(), part.filename()), ("a", Some("b c")));
    comes_back("multipart/form-data", &[part.clone(), part.clone().named("d"), part.with_header("Content-Disposition", "inline")]);
}
