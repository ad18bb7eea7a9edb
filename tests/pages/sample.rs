//! Invented views of an invented district 云澄区, as full as pages get, and as empty.

pub mod atoms;
pub mod home;
pub mod people;
pub mod ranking;
pub mod structure;
pub mod task;
