//! Messages about the check of the whole API (04xx).

use crate::diag::codes::codes;

codes! {}
