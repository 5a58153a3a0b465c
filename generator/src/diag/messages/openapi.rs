//! Messages about OpenAPI documents (02xx).

use crate::diag::codes::codes;

codes! {}
