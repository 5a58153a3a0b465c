//! Messages about CSDL documents (03xx).

use crate::diag::codes::codes;

codes! {}
