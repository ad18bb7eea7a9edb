//! One view becomes bytes.

pub mod calendar;
pub mod data;
pub mod docx;
pub mod frame;
pub mod html;
pub mod player;
pub mod screen;
pub mod sheet;
pub mod sitemap;
