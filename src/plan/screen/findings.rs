//! What a clerk should know about loops: they are too long, or a code is too small.

use super::{loop_ms, qr};
use crate::diagnostic::{Code, Diagnostic, say};
use crate::plan::view::deck::Deck;
use crate::portal::Screen;
use crate::record::SlideKind;

/// Longest loop, in milliseconds: who waits longer for a slide does not see it.
const LONGEST_LOOP: u32 = 5 * 60 * 1000;

/// Loops that take too long to wait for.
pub(super) fn too_long(screen: &Screen, deck: &Deck) -> Vec<Diagnostic> {
    let lists = deck.playlists.iter().zip(&screen.playlists);
    let long = lists.filter_map(|(playlist, written)| {
        let seconds = loop_ms(deck, playlist, deck.today) / 1000;
        (seconds * 1000 > LONGEST_LOOP).then(|| {
            let (name, id) = (&screen.slug, &playlist.id);
            let (minutes, rest) = (seconds / 60, seconds % 60);
            let words = say(
                format!("屏幕`{name}`的播放表`{id}`放一轮要{minutes}分{rest}秒，超过5分钟"),
                format!("the loop `{id}` of `{name}` takes {minutes} min {rest} s"),
            );
            Diagnostic::new(Code::LoopTooLong, written.span, words).help(say(
                "减少画面，用`最多`限制列表，或分成几个时段的播放表",
                "leave slides out, limit lists with `limit`, or make several playlists",
            ))
        })
    });
    long.collect()
}

/// Codes that are too small to be read on their panel: they are left out.
pub(super) fn unfit_codes(screen: &Screen) -> Vec<Diagnostic> {
    let listed = screen.playlists.iter().flat_map(|list| &list.slides);
    let codes = listed.chain(&screen.fallback).filter(|slide| slide.kind == SlideKind::Qr);
    let unfit = codes.filter(|_| !qr::fits(&screen.profile)).map(|slide| {
        let (name, side) = (&screen.slug, screen.profile.smallest_code());
        let words = say(
            format!("屏幕`{name}`放不下看得清的二维码（边长至少{side}像素），这个画面不放"),
            format!("`{name}` has no room for a code of {side} px; the slide is left out"),
        );
        Diagnostic::new(Code::NeverPlayed, slide.span, words)
            .help(say("删去这个画面，或放到大屏上", "delete the slide"))
    });
    unfit.collect()
}
