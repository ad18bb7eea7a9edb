//! Daylight's one test binary: what no single module can promise alone.

mod bless;
mod cases;
mod cli;
mod days;
mod diagnostics;
mod example;
mod fence;
mod laws;
mod malformed;
mod pages;
mod publish;
mod records;
mod tidy;
mod totals;
mod tutorial;
mod walls;
