//! One word in several spellings: what names are searched by, never what is shown.

/// The characters for which the radicals of dictionaries, U+2F00 and following, stand.
const RADICALS: &str = "\
    一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢\
    尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火\
    爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿\
    肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹\
    雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// The usual character for a radical of dictionaries, as copied out of PDF files.
pub fn usual(mark: char) -> Option<char> {
    let at = u32::from(mark).checked_sub(0x2f00)?;
    RADICALS.chars().nth(usize::try_from(at).ok()?)
}

/// A text without what may stand within a name that people still read: spaces, emphasis, dots
/// between its parts, characters without width. Names are searched in it.
pub fn bare(text: &str) -> String {
    let is_between = |mark: char| {
        let has_no_width = matches!(
            mark,
            '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        );
        mark.is_whitespace() || has_no_width || "*_~\\·•‧・･．".contains(mark)
    };
    let kept = text.chars().filter(|mark| !is_between(*mark));
    kept.map(|mark| usual(mark).unwrap_or(mark)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_radical_has_its_character() {
        assert_eq!(RADICALS.chars().count(), 214);
        assert_eq!(usual('\u{2f00}'), Some('一'));
        assert_eq!(usual('\u{2f83}'), Some('自'));
        assert_eq!(usual('\u{2fd5}'), Some('龠'));
        assert_eq!(usual('\u{2fd6}'), None);
        assert_eq!(usual('自'), None);
    }

    #[test]
    fn a_name_is_found_however_it_is_spaced_and_set_off() {
        for text in ["陆青禾", "陆 青禾", "陆\u{3000}青禾", "陆**青禾**", "陆\u{200d}青\n禾"]
        {
            assert_eq!(bare(text), "陆青禾", "{text:?}");
        }
        assert_eq!(bare("阿不都‧买买提"), bare("阿不都·买买提"));
        assert_eq!(bare("\u{2f42}砚"), "文砚");
    }
}
