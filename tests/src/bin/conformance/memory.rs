//! The most memory that this process held since it was last asked to forget; `None` where the system does not say.

use std::fs;

/// Forgets the peak so far.
pub fn reset() {
    // Best effort: where there is no such file, there is no peak to read either.
    let _ = fs::write("/proc/self/clear_refs", "5");
}

/// The peak in MiB.
pub fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kib / 1024)
}
