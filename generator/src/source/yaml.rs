//! yaml to tree.
