//! Messages about writing files (06xx).

use crate::diag::codes::codes;

codes! {}
