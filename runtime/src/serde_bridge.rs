//! Serde bridge
