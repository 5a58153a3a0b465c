//! The tests of the project as a whole, one binary so that everything is linked once.

mod behave;
mod tidy;
