//! Punycode (RFC 3492): characters in, ASCII out, and back.

const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;
const INITIAL_BIAS: u32 = 72;
const INITIAL_N: u32 = 128;

fn adapt(delta: u32, points: u32, first: bool) -> u32 {
    let mut delta = delta / if first { DAMP } else { 2 };
    delta += delta / points;
    let mut k = 0;
    while delta > (BASE - T_MIN) * T_MAX / 2 {
        delta /= BASE - T_MIN;
        k += BASE;
    }
    k + (BASE - T_MIN + 1) * delta / (delta + SKEW)
}

fn threshold(k: u32, bias: u32) -> u32 {
    k.saturating_sub(bias).clamp(T_MIN, T_MAX)
}

/// The characters of an encoded text in lower case.
pub(super) fn decode(text: &str) -> Option<Vec<char>> {
    let (basic, extended) = text.rsplit_once('-').unwrap_or(("", text));
    let mut out: Vec<char> = basic.chars().collect();
    let (mut n, mut i, mut bias) = (INITIAL_N, 0_u32, INITIAL_BIAS);
    let mut digits = extended.bytes();
    while digits.len() > 0 {
        let start = i;
        let mut weight = 1_u32;
        for k in (BASE..).step_by(36) {
            let digit = match digits.next()? {
                b @ b'a'..=b'z' => u32::from(b - b'a'),
                b @ b'0'..=b'9' => u32::from(b - b'0') + 26,
                _ => return None,
            };
            i = i.checked_add(digit.checked_mul(weight)?)?;
            let t = threshold(k, bias);
            if digit < t {
                break;
            }
            weight = weight.checked_mul(BASE - t)?;
        }
        let points = u32::try_from(out.len()).ok()? + 1;
        bias = adapt(i - start, points, start == 0);
        n = n.checked_add(i / points)?;
        i %= points;
        out.insert(usize::try_from(i).ok()?, char::from_u32(n)?);
        i += 1;
    }
    Some(out)
}

/// The encoded text of some characters, without its prefix.
pub(super) fn encode(chars: &[char]) -> Option<String> {
    let mut out: String = chars.iter().filter(|c| c.is_ascii()).collect();
    let basic = u32::try_from(out.len()).ok()?;
    if basic > 0 {
        out.push('-');
    }
    let (mut n, mut delta, mut bias, mut done) = (INITIAL_N, 0_u32, INITIAL_BIAS, basic);
    while let Some(next) = chars.iter().map(|c| u32::from(*c)).filter(|code| *code >= n).min() {
        delta = delta.checked_add((next - n).checked_mul(done + 1)?)?;
        n = next;
        for code in chars.iter().map(|c| u32::from(*c)) {
            if code < n {
                delta = delta.checked_add(1)?;
            }
            if code == n {
                integer(delta, bias, &mut out)?;
                bias = adapt(delta, done + 1, done == basic);
                delta = 0;
                done += 1;
            }
        }
        delta = delta.checked_add(1)?;
        n += 1;
    }
    Some(out)
}

/// Appends a number in the generalised digits of the current bias.
fn integer(delta: u32, bias: u32, out: &mut String) -> Option<()> {
    let mut rest = delta;
    for k in (BASE..).step_by(36) {
        let t = threshold(k, bias);
        let digit = if rest < t { rest } else { t + (rest - t) % (BASE - t) };
        out.push(symbol(digit)?);
        if rest < t {
            break;
        }
        rest = (rest - t) / (BASE - t);
    }
    Some(())
}

/// `a` to `z`, then `0` to `9`.
fn symbol(digit: u32) -> Option<char> {
    if digit < 26 { char::from_digit(digit + 10, BASE) } else { char::from_digit(digit - 26, BASE) }
}
