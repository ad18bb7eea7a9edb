//! The pairs of colours that must be told apart: visual.md, section 3.1, as a table.

use super::colour::Colour;
use super::tokens::{Token, Tokens};
use crate::diagnostic::{Code, Diagnostic, say};
use crate::span::Spanned;

/// What a pair is for, and so how much contrast it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    /// Words: 4.5.
    Text,
    /// Shapes that carry meaning: 3.
    Shape,
}

/// A colour of the table: one a site may change, or one that is fixed, with its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ink {
    Token(Token, &'static str),
    Fixed(u32, &'static str),
}

const BRAND: Ink = Ink::Token(Token::Brand, "主色");
const BRAND_DARK: Ink = Ink::Token(Token::BrandDark, "深主色");
const LINK: Ink = Ink::Token(Token::Link, "链接色");
const PAPER: Ink = Ink::Token(Token::Paper, "底色");
const WHITE: Ink = Ink::Fixed(0xFF_FFFF, "白");
const WASH: Ink = Ink::Fixed(0xF1_EFE8, "筛选栏底色");
const INK: Ink = Ink::Fixed(0x17_202A, "正文色");
const RED: Ink = Ink::Fixed(0xA3_2412, "红灯文字");
const YELLOW: Ink = Ink::Fixed(0x70_4800, "黄灯文字");
const GREEN: Ink = Ink::Fixed(0x0B_5F43, "绿灯文字");
const INK_2: Ink = Ink::Fixed(0x43_4E58, "次要文字");
const YELLOW_FILL: Ink = Ink::Fixed(0xF5_B81C, "黄灯");

/// What stands on paper, on white and on the filter bar.
const ON_GROUNDS: [(Ink, Use); 15] = [
    (INK, Use::Text),
    (INK_2, Use::Text),
    (Ink::Fixed(0x62_6C75, "说明文字"), Use::Text),
    (Ink::Fixed(0x8C_8778, "图形轮廓"), Use::Shape),
    (BRAND, Use::Text),
    (BRAND_DARK, Use::Text),
    (LINK, Use::Text),
    (Ink::Fixed(0x12_805C, "绿灯"), Use::Shape),
    (GREEN, Use::Text),
    (Ink::Fixed(0x8A_5A00, "黄灯边线"), Use::Shape),
    (YELLOW, Use::Text),
    (Ink::Fixed(0xC5_301B, "红灯"), Use::Shape),
    (RED, Use::Text),
    (Ink::Fixed(0xA8_331F, "印章朱色"), Use::Text),
    (Ink::Fixed(0x7C_5C1E, "表扬金色"), Use::Text),
];

/// Pairs with a ground of their own.
const PAIRS: [(Ink, Ink, Use); 9] = [
    (GREEN, Ink::Fixed(0xE3_F1EA, "绿灯浅底"), Use::Text),
    (YELLOW, Ink::Fixed(0xFD_F1CF, "黄灯浅底"), Use::Text),
    (RED, Ink::Fixed(0xFB_E6E1, "红灯浅底"), Use::Text),
    (BRAND, Ink::Fixed(0xE2_EBF1, "办结浅底"), Use::Text),
    (INK_2, Ink::Fixed(0xEC_EAE3, "未启动浅底"), Use::Text),
    (WHITE, BRAND, Use::Text),
    (Ink::Fixed(0xD5_DEE4, "页脚文字"), BRAND_DARK, Use::Text),
    (BRAND, Ink::Fixed(0xE7_E3D8, "进度条底色"), Use::Shape),
    (YELLOW_FILL, INK, Use::Shape),
];

/// Reports every pair with too little contrast, at the colour the site changed.
pub(super) fn check(tokens: &Tokens, problems: &mut Vec<Diagnostic>) {
    let on_grounds = ON_GROUNDS
        .into_iter()
        .flat_map(|(ink, purpose)| [PAPER, WHITE, WASH].map(|ground| (ink, ground, purpose)));
    for (ink, ground, purpose) in on_grounds.chain(PAIRS) {
        problems.extend(finding(ink, ground, purpose, tokens));
    }
}

fn finding(ink: Ink, ground: Ink, purpose: Use, tokens: &Tokens) -> Option<Diagnostic> {
    let ((colour, name), (below, ground_name)) = (ink.on(tokens), ground.on(tokens));
    let needed = match purpose {
        Use::Text => 4.5,
        Use::Shape => 3.0,
    };
    let ratio = colour.value.contrast(below.value);
    if ratio >= needed {
        return None;
    }
    // Rounded down: 4.496 must not read as 4.50.
    let shown = (ratio * 100.0).floor() / 100.0;
    let changed = if matches!(ink, Ink::Token(..)) { colour } else { below };
    let problem = Diagnostic::new(
        Code::Contrast,
        changed.span,
        say(
            format!(
                "{name}{}在{ground_name}{}上的对比度只有{shown:.2}，至少要{needed:.1}",
                colour.value.css(),
                below.value.css()
            ),
            format!(
                "{} on {} has a contrast of {shown:.2}, less than {needed:.1}",
                colour.value.css(),
                below.value.css()
            ),
        ),
    );
    Some(problem.help(say(
        "文字用更深的颜色，底色用更浅的颜色",
        "choose a darker colour for text or a lighter one for the ground",
    )))
}

impl Ink {
    fn on(self, tokens: &Tokens) -> (Spanned<Colour>, &'static str) {
        match self {
            Self::Token(token, name) => (tokens.get(token), name),
            Self::Fixed(rgb, name) => (Spanned::new(Colour::new(rgb), tokens.paper.span), name),
        }
    }
}

/// The colours that stay, for the test that the style sheet has the same.
#[cfg(test)]
pub(super) fn fixed() -> impl Iterator<Item = Colour> {
    let inks = ON_GROUNDS.into_iter().map(|(ink, _)| ink);
    let pairs = PAIRS.into_iter().flat_map(|(ink, ground, _)| [ink, ground]);
    inks.chain(pairs).chain([WASH]).filter_map(|ink| match ink {
        Ink::Token(..) | WHITE => None,
        Ink::Fixed(rgb, _) => Some(Colour::new(rgb)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::FileId;

    fn problems(change: impl FnOnce(&mut Tokens)) -> Vec<String> {
        let mut tokens = Tokens::plain(FileId(0));
        change(&mut tokens);
        let mut problems = Vec::new();
        check(&tokens, &mut problems);
        problems.into_iter().map(|problem| problem.message.zh).collect()
    }

    #[test]
    fn the_default_colours_are_far_enough_apart() {
        assert_eq!(problems(|_| {}), Vec::<String>::new());
    }

    #[test]
    fn a_pale_link_is_reported_on_every_ground() {
        let found = problems(|tokens| tokens.link.value = Colour::new(0x4A_90D9));
        assert_eq!(
            found,
            [
                "链接色#4A90D9在底色#FBFAF6上的对比度只有3.20，至少要4.5",
                "链接色#4A90D9在白#FFFFFF上的对比度只有3.34，至少要4.5",
                "链接色#4A90D9在筛选栏底色#F1EFE8上的对比度只有2.90，至少要4.5",
            ]
        );
    }

    #[test]
    fn a_dark_paper_is_reported_against_fixed_colours() {
        let found = problems(|tokens| tokens.paper.value = Colour::new(0xAA_AAAA));
        assert!(found.iter().any(|words| words.starts_with("红灯文字#A32412在底色#AAAAAA上")));
    }
}
