//! Bytes to text: in which encoding they are, and whether they are text at all.

use std::cmp::Ordering;
use std::ops::RangeInclusive;

use super::Fault;

/// What a document of another program begins with, and what it is.
const DOCUMENTS: [(&[u8], &str, &str); 4] = [
    (b"PK\x03\x04", "Word、Excel文档或压缩包", "an office document or an archive"),
    (b"\xd0\xcf\x11\xe0", "旧版Word、Excel文档", "an old office document"),
    (b"%PDF", "PDF", "a PDF"),
    (b"{\\rtf", "写字板的RTF文档", "an RTF document"),
];

/// Text without byte-order mark. Text in a known encoding other than UTF-8 is read all the same, so
/// that its other mistakes are found in the same run; letters that were damaged become `\u{fffd}`.
pub(super) fn decode(bytes: Vec<u8>) -> (Option<String>, Option<Fault>) {
    let document = DOCUMENTS.iter().find(|(mark, ..)| bytes.starts_with(mark));
    if let Some((_, zh, en)) = document {
        return (None, Some(Fault::Document(zh, en)));
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return (Some(plain(text)), None),
        Err(error) => error.into_bytes(),
    };
    if let Some(text) = damaged(&bytes) {
        return (Some(plain(text)), None);
    }
    match other_encoding(&bytes) {
        Some((text, name)) => (Some(plain(text)), Some(Fault::OtherEncoding(Some(name)))),
        None => (None, Some(Fault::OtherEncoding(None))),
    }
}

/// UTF-8 in which some bytes are wrong: most of its Chinese reads well, as that of another encoding
/// would not.
fn damaged(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    let well = text.chars().filter(|mark| is_han(*mark)).count();
    let lost = text.matches(char::REPLACEMENT_CHARACTER).count();
    (well > lost).then(|| text.into_owned())
}

/// Without byte-order mark, and with line ends that are counted as such.
fn plain(mut text: String) -> String {
    let marks = text.len() - text.trim_start_matches('\u{feff}').len();
    text.drain(..marks);
    if text.replace("\r\n", "").contains('\r') {
        return text.replace("\r\n", "\n").replace('\r', "\n");
    }
    text
}

fn is_han(mark: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&mark)
}

fn other_encoding(bytes: &[u8]) -> Option<(String, &'static str)> {
    let utf16 = [(encoding_rs::UTF_16LE, [0xff, 0xfe]), (encoding_rs::UTF_16BE, [0xfe, 0xff])];
    if let Some((encoding, _)) = utf16.iter().find(|(_, mark)| bytes.starts_with(mark)) {
        let (text, _, _) = encoding.decode(bytes);
        // UTF-32 begins like UTF-16, and half of it is nothing.
        return (!text.contains('\0')).then(|| (text.into_owned(), "UTF-16"));
    }
    let reads_as = |encoding: &'static encoding_rs::Encoding| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
        text.chars().any(is_han).then(|| text.into_owned())
    };
    // Nearly every text of the one reads as the other as well, but as letters that nobody uses.
    let (gbk, big5) = (common_letters(bytes, GB_2312), common_letters(bytes, BIG5));
    let either = match gbk.cmp(&big5) {
        Ordering::Greater => [(encoding_rs::GBK, "GBK"), (encoding_rs::BIG5, "Big5")],
        Ordering::Less => [(encoding_rs::BIG5, "Big5"), (encoding_rs::GBK, "GBK")],
        Ordering::Equal => [(encoding_rs::GBK, "GBK/Big5"), (encoding_rs::BIG5, "Big5")],
    };
    let [first, second] = either;
    [first, (encoding_rs::GB18030, "GB 18030"), second]
        .into_iter()
        .find_map(|(encoding, name)| Some((reads_as(encoding)?, name)))
}

/// Where an encoding of two bytes keeps the letters in common use: first and second bytes.
type Common = (RangeInclusive<u8>, fn(u8) -> bool);

/// The first level of GB/T 2312.
const GB_2312: Common = (0xb0..=0xd7, |second| (0xa1..=0xfe).contains(&second));
/// The first level of Big5.
const BIG5: Common = (0xa4..=0xc6, |second| matches!(second, 0x40..=0x7e | 0xa1..=0xfe));

/// How many letters in common use a text has if it is in an encoding.
fn common_letters(bytes: &[u8], (firsts, is_second): Common) -> usize {
    let mut count = 0;
    let mut rest = bytes.iter();
    while let Some(first) = rest.next() {
        if first.is_ascii() {
            continue;
        }
        let Some(second) = rest.next() else { break };
        count += usize::from(firsts.contains(first) && is_second(*second));
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gbk_is_recognised_and_named() {
        let (bytes, _, _) = encoding_rs::GBK.encode("标题: 电梯");
        let (text, other) = decode(bytes.into_owned());
        assert_eq!(other, Some(Fault::OtherEncoding(Some("GBK"))));
        assert_eq!(text.as_deref(), Some("标题: 电梯"));
    }

    #[test]
    fn big5_is_told_from_gbk_and_what_may_be_either_is_called_so() {
        let named = |encoding: &'static encoding_rs::Encoding, text: &str| {
            let (bytes, _, lost) = encoding.encode(text);
            assert!(!lost, "{text}");
            let (read, other) = decode(bytes.into_owned());
            let Some(Fault::OtherEncoding(Some(name))) = other else { panic!("{text}") };
            assert_eq!(read.is_some_and(|read| read == text), name != "GBK/Big5", "{name}: {text}");
            name
        };
        let record = "id: lift\n標題: 老舊小區加裝電梯\n目標: 六十部電梯通過驗收並交付使用\n";
        assert_eq!(named(encoding_rs::BIG5, record), "Big5");
        assert_eq!(named(encoding_rs::GBK, record), "GBK", "traditional letters in GBK");
        let record = "编号: lift\n标题: 老旧小区加装电梯\n目标: 六十部电梯通过验收并交付使用\n";
        assert_eq!(named(encoding_rs::GBK, record), "GBK");
        assert_eq!(named(encoding_rs::BIG5, "題: 電梯"), "Big5");
        // Both bytes are of letters in common use either way.
        assert_eq!(decode(vec![0xb1, 0xea]).1, Some(Fault::OtherEncoding(Some("GBK/Big5"))));
    }

    #[test]
    fn a_damaged_letter_does_not_make_another_encoding() {
        let mut bytes = "标题: 电梯加装".as_bytes().to_vec();
        bytes.remove(10);
        let (text, other) = decode(bytes);
        assert_eq!(other, None);
        assert_eq!(text.as_deref(), Some("标题: \u{fffd}梯加装"));
    }

    #[test]
    fn a_byte_order_mark_is_dropped() {
        let (text, other) = decode("\u{feff}id: a".as_bytes().to_vec());
        assert_eq!((text.as_deref(), other), (Some("id: a"), None));
    }

    #[test]
    fn lines_that_end_as_on_old_machines_are_counted() {
        let (text, _) = decode(b"id: a\r\n\rb: c\r".to_vec());
        assert_eq!(text.as_deref(), Some("id: a\n\nb: c\n"));
        let (windows, _) = decode(b"id: a\r\n".to_vec());
        assert_eq!(windows.as_deref(), Some("id: a\r\n"));
    }
}
