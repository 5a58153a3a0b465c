//! One constructor per code.
