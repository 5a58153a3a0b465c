//! CSDL: see below.
