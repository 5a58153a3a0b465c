//! Renders messages for people, for programs (JSON) and for GitHub annotations.
