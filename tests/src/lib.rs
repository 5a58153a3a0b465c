//! Helpers of the tests and the conformance runners.
