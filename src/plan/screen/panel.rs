//! A panel as slides are laid out for it.

use crate::plan::view::deck::{Ink, Panel, PanelFile};
use crate::profile::Profile;
use crate::record::{FrameForm, PanelInk};

/// A panel with its sizes.
pub fn panel(profile: &Profile) -> Panel {
    let sizes = profile.sizes;
    Panel {
        profile: profile.slug.to_string(),
        width: profile.width,
        height: profile.height,
        ink: match profile.ink {
            PanelInk::Full => Ink::Full,
            PanelInk::RedGreen => Ink::RedGreen,
            PanelInk::Red => Ink::Red,
        },
        dots: profile.dots,
        strip: profile.strip,
        rows: profile.rows,
        columns: profile.columns,
        margin_x: sizes.margin_x,
        margin_y: sizes.margin_y,
        note: sizes.note,
        row: sizes.row,
        title: sizes.title,
        message: sizes.message,
        figure: sizes.figure,
        code: profile.smallest_code(),
        roadside: profile.roadside,
        files: profile.frames.iter().filter_map(|form| file(*form)).collect(),
        shift: profile.shift,
    }
}

/// A kind of file beside the single pictures, which are always there.
fn file(form: FrameForm) -> Option<PanelFile> {
    match form {
        FrameForm::Png => None,
        FrameForm::Bmp => Some(PanelFile::Bitmap),
        FrameForm::Gif => Some(PanelFile::Gif),
        FrameForm::Apng => Some(PanelFile::Apng),
        FrameForm::Mp4 => Some(PanelFile::Film),
    }
}
