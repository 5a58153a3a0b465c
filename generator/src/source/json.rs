//! json to tree.
