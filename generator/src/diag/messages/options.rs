//! Messages about options, manifest and command line (05xx).

use crate::diag::codes::codes;

codes! {}
