//! An official text as a document that can be edited, in the form of GB/T 9704-2012: A4, a type
//! area of 156 mm × 225 mm, 22 lines of 28 characters, 3号 imitation song. The same text gives the
//! same bytes: the crate writes no time, and paragraphs are numbered here.

use std::io::Cursor;

use docx_rs::{
    AlignmentType, BorderType, DocGrid, DocGridType, Docx, Footer, LineSpacing, LineSpacingType,
    PageMargin, PageNum, Paragraph, ParagraphBorder, ParagraphBorderPosition, ParagraphBorders,
    Run, RunFonts, SpecialIndentType, Tab, TabValueType,
};

use crate::plan::view::bulletin::Official;

/// Twentieths of a point: the unit of lengths in the format.
const fn twips(hundredths_of_mm: i32) -> i32 {
    hundredths_of_mm * 1440 / 2540
}

/// A line of the type area: 225 mm ÷ 22, rounded down so that 22 fit.
const LINE: i32 = twips(22_500) / 22;
/// 3号, in half points.
const BODY: usize = 32;
/// 2号.
const TITLE: usize = 44;
/// 4号.
const SMALL: usize = 28;
/// The red line at the top, and what its letters may take together to stay on one line: the width
/// of the type area.
const MARK: usize = 60;
const MARK_LINE: usize = 15_600 * 144 / 2540;
/// By how much a character is set closer, in twentieths of a point: 28 of them fit into 156 mm. A
/// grid of characters would do it in Word alone: other programs give each digit a whole cell in it.
const CLOSER: i32 = -5;
const RED: &str = "C00000";

const SONG: &str = "仿宋";
const BLACK: &str = "黑体";
const KAI: &str = "楷体";
const HEADLINE: &str = "方正小标宋简体";

/// The document.
pub fn docx(text: &Official) -> Vec<u8> {
    let mut page = Page { paragraphs: Vec::new() };
    page.write(text);
    let mut docx = Docx::new()
        .page_size(width(twips(21_000)), width(twips(29_700)))
        .page_margin(
            PageMargin::new()
                .top(twips(3_700))
                .left(twips(2_800))
                .bottom(twips(3_500))
                .right(twips(2_600))
                .header(twips(1_500))
                .footer(twips(2_500)),
        )
        .default_fonts(fonts(SONG))
        .default_size(BODY)
        .footer(page_number("f0000001", AlignmentType::Right))
        .even_footer(page_number("f0000002", AlignmentType::Left));
    let grid = DocGrid::with_empty()
        .grid_type(DocGridType::Lines)
        .line_pitch(LINE.unsigned_abs() as usize);
    docx.document = docx.document.doc_grid(grid);
    for paragraph in page.paragraphs {
        docx = docx.add_paragraph(paragraph);
    }
    let mut out = Cursor::new(Vec::new());
    docx.pack(&mut out).expect("writing to memory cannot fail");
    out.into_inner()
}

fn width(twips: i32) -> u32 {
    twips.unsigned_abs()
}

fn fonts(name: &str) -> RunFonts {
    RunFonts::new().east_asia(name).ascii(name).hi_ansi(name).cs(name)
}

/// “— 1 —”, below the type area: on odd pages at the right, on even pages at the left, a character
/// from the edge.
fn page_number(id: &str, align: AlignmentType) -> Footer {
    let character = points(SMALL);
    let run = |words: &str| Run::new().add_text(words).size(SMALL).fonts(fonts("宋体"));
    let paragraph = Paragraph::new()
        .id(id)
        .align(align)
        .indent(Some(character), None, Some(character), None)
        .add_run(run("— "))
        .add_page_num(PageNum::new())
        .add_run(run(" —"));
    Footer::new().add_paragraph(paragraph)
}

/// How a line is set.
#[derive(Clone, Copy)]
struct Style {
    font: &'static str,
    size: usize,
    align: AlignmentType,
    /// Indented by two characters.
    indent: bool,
    color: Option<&'static str>,
}

const TEXT: Style =
    Style { font: SONG, size: BODY, align: AlignmentType::Both, indent: true, color: None };
const HEADING: Style = Style { font: BLACK, ..TEXT };
/// A heading below a heading.
const LOWER: Style = Style { font: KAI, ..TEXT };
const CENTRED: Style = Style { align: AlignmentType::Center, indent: false, ..TEXT };

struct Page {
    paragraphs: Vec<Paragraph>,
}

impl Page {
    fn write(&mut self, text: &Official) {
        self.open(text);
        if !text.to.is_empty() {
            let words = format!("{}：", text.to.join("，"));
            self.add(&words, Style { indent: false, ..TEXT });
        }
        for part in &text.parts {
            if let Some(heading) = &part.heading {
                self.add(heading, HEADING);
            }
            for paragraph in &part.paragraphs {
                let words: String = paragraph.iter().map(|run| run.text.as_str()).collect();
                self.add(&words, TEXT);
            }
        }
        if let Some(heading) = &text.editor_heading {
            self.add(heading, HEADING);
        }
        let heading = if text.editor_heading.is_some() { LOWER } else { HEADING };
        for line in &text.editor_lines {
            self.add(&line.text, if line.heading { heading } else { TEXT });
        }
        self.close(text);
    }

    /// The red line at the top, the number and the title, as far apart as the standard says.
    fn open(&mut self, text: &Official) {
        if let Some(mark) = &text.mark {
            self.blank(3);
            let size = MARK.min(MARK_LINE / mark.chars().count().max(1)).max(BODY);
            let style = Style { font: HEADLINE, size, color: Some(RED), ..CENTRED };
            let line = self.line(mark, style);
            self.paragraphs.push(line.line_spacing(exact(2)));
            self.blank(2);
        }
        let number = self.line(&text.number, CENTRED);
        // Without a letterhead there is no line to stand above: a draft's number follows the title.
        let below = match text.mark {
            Some(_) => {
                self.paragraphs.push(ruled(number, ParagraphBorderPosition::Bottom, RED, 12));
                self.blank(2);
                None
            }
            None => Some(number),
        };
        for line in &text.title {
            let line = self.line(line, Style { font: HEADLINE, size: TITLE, ..CENTRED });
            // Letters higher than a line of the grid would take two of them.
            self.paragraphs.push(line.snap_to_grid(false));
        }
        self.paragraphs.extend(below);
        self.blank(1);
    }

    /// Who signs and when, who gets a copy, who prints it.
    ///
    /// None of it stands on a page without a line of the text above it.
    fn close(&mut self, text: &Official) {
        let from = self.paragraphs.len().saturating_sub(1);
        self.close_with(text);
        let last = self.paragraphs.len().saturating_sub(1);
        for line in self.paragraphs.iter_mut().take(last).skip(from) {
            line.property.keep_next = Some(true);
        }
    }

    fn close_with(&mut self, text: &Official) {
        self.blank(1);
        for words in [text.signed_by.as_deref(), text.signed_on.as_ref().map(|day| &*day.text)] {
            let Some(words) = words else { continue };
            let line = self.line(words, Style { align: AlignmentType::Right, ..CENTRED });
            self.paragraphs.push(line.indent(None, None, Some(4 * points(BODY)), None));
        }
        if let Some(remark) = &text.remark {
            self.add(&format!("（{remark}）"), TEXT);
        }
        let Some(printer) = &text.printed_by else { return };
        self.blank(1);
        if !text.cc.is_empty() {
            let line = self.noted(&format!("抄送：{}。", text.cc.join("，")), None);
            self.paragraphs.push(ruled(line, ParagraphBorderPosition::Top, "auto", 8));
        }
        let when = text.printed_on.as_ref().map(|day| format!("{}印发", day.text));
        let line = self.noted(printer, when.as_deref());
        let line = ruled(line, ParagraphBorderPosition::Top, "auto", 6);
        self.paragraphs.push(ruled(line, ParagraphBorderPosition::Bottom, "auto", 8));
    }

    /// A line of the closing block: a character from either edge, what is said at the right against
    /// the right one.
    fn noted(&self, words: &str, at_right: Option<&str>) -> Paragraph {
        let character = points(SMALL);
        let style = Style { size: SMALL, indent: false, ..TEXT };
        let line = self.line(words, Style { align: AlignmentType::Left, ..style });
        let line = line.indent(Some(character), None, Some(character), None);
        let Some(at_right) = at_right else { return line };
        let edge = width(twips(15_600) - character) as usize;
        line.add_tab(Tab::new().val(TabValueType::Right).pos(edge))
            .add_run(run("", style).add_tab())
            .add_run(run(at_right, style))
    }

    fn blank(&mut self, lines: usize) {
        for _ in 0..lines {
            self.add("", TEXT);
        }
    }

    fn add(&mut self, words: &str, style: Style) {
        let line = self.line(words, style);
        self.paragraphs.push(line);
    }

    fn line(&self, words: &str, style: Style) -> Paragraph {
        let number = self.paragraphs.len() + 1;
        let line = Paragraph::new()
            .id(format!("{number:08x}"))
            .align(style.align)
            .line_spacing(exact(1))
            .widow_control(false)
            .add_run(run(words, style));
        let is_heading = style.font == BLACK || style.font == KAI;
        let line = if is_heading { line.keep_next(true) } else { line };
        if !style.indent {
            return line;
        }
        line.indent(None, Some(SpecialIndentType::FirstLine(2 * points(style.size))), None, None)
            .first_line_chars(200)
    }
}

fn run(words: &str, style: Style) -> Run {
    let run = Run::new().size(style.size).character_spacing(CLOSER).fonts(fonts(style.font));
    let run = if words.is_empty() { run } else { run.add_text(words) };
    match style.color {
        Some(color) => run.color(color),
        None => run,
    }
}

/// The width of a character of a size in half points, in twips.
fn points(half: usize) -> i32 {
    i32::try_from(half).unwrap_or(0) * 10
}

/// So many lines of the grid, whatever stands in them.
fn exact(lines: i32) -> LineSpacing {
    LineSpacing::new().line_rule(LineSpacingType::Exact).line(lines * LINE)
}

/// A line with a rule above or below it, its thickness in eighths of a point.
fn ruled(
    mut line: Paragraph,
    at: ParagraphBorderPosition,
    color: &str,
    eighths: usize,
) -> Paragraph {
    let rule = ParagraphBorder::new(at).val(BorderType::Single).size(eighths).space(4).color(color);
    // A paragraph of the crate that is given one border has all four.
    let held = line.property.borders.take().unwrap_or_else(ParagraphBorders::with_empty);
    line.property.borders = Some(held.set(rule));
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::view::bulletin::{EditorLine, Part, Run as Words};

    fn official() -> Official {
        let run = |text: &str| Words { text: text.to_owned(), href: None };
        Official {
            mark: Some("云澄区人民政府办公室".to_owned()),
            number: "云政办通报〔2026〕9号".to_owned(),
            title: ["关于2026年9月", "重点工作推进情况的通报"].map(str::to_owned).to_vec(),
            to: vec!["各镇人民政府".to_owned(), "区直各部门".to_owned()],
            parts: vec![Part {
                heading: Some("一、总体情况".to_owned()),
                paragraphs: vec![vec![run("公开重点工作"), run("2项"), run("，<甲>&乙。")]],
            }],
            editor_heading: Some("二、有关情况和要求".to_owned()),
            editor: Some("<p>请抓紧。</p>".to_owned()),
            editor_lines: vec![EditorLine { heading: false, text: "请抓紧。".to_owned() }],
            signed_by: Some("云澄区人民政府办公室".to_owned()),
            signed_on: None,
            cc: vec!["区人大常委会办公室".to_owned()],
            printed_by: Some("云澄区人民政府办公室".to_owned()),
            printed_on: None,
            remark: None,
        }
    }

    /// The text of a part of the document, tags left out.
    fn words(xml: &str) -> String {
        let mut reader = quick_xml::Reader::from_str(xml);
        let mut words = String::new();
        loop {
            match reader.read_event().expect("well-formed XML") {
                quick_xml::events::Event::Text(text) => {
                    words += &text.decode().expect("UTF-8");
                }
                quick_xml::events::Event::GeneralRef(name) => {
                    words += match &*name.decode().expect("UTF-8") {
                        "amp" => "&",
                        "lt" => "<",
                        "gt" => ">",
                        _ => "?",
                    };
                }
                quick_xml::events::Event::Eof => return words,
                _ => {}
            }
        }
    }

    /// The file of a name in an archive whose files are stored as they are.
    fn stored<'a>(archive: &'a [u8], name: &str) -> &'a str {
        let text = |from: usize, length: usize| {
            archive.get(from..from + length).and_then(|part| std::str::from_utf8(part).ok())
        };
        let number = |at: usize| {
            let bytes = archive.get(at..at + 4).expect("a header");
            u32::from_le_bytes(bytes.try_into().expect("four bytes")) as usize
        };
        // The directory at the end names each file with its size and its place.
        let mut at = 0;
        while at + 46 < archive.len() {
            let names = number(at + 28) & 0xffff;
            let is_entry = archive.get(at..at + 4) == Some(b"PK\x01\x02");
            if is_entry && text(at + 46, names) == Some(name) {
                let (size, place) = (number(at + 24), number(at + 42));
                let before = (number(place + 26) & 0xffff) + (number(place + 28) & 0xffff);
                return text(place + 30 + before, size).expect("UTF-8");
            }
            at += 1;
        }
        panic!("no {name} in the archive");
    }

    #[test]
    fn the_same_text_gives_the_same_bytes() {
        let first = docx(&official());
        let _ = Paragraph::new();
        let again = std::thread::spawn(|| docx(&official())).join().expect("a document");
        assert_eq!(first, again);
    }

    #[test]
    fn every_part_is_well_formed_and_says_what_the_page_says() {
        let archive = docx(&official());
        for name in
            ["[Content_Types].xml", "word/styles.xml", "word/settings.xml", "word/footer2.xml"]
        {
            words(stored(&archive, name));
        }
        let said = words(stored(&archive, "word/document.xml"));
        for part in [
            "云政办通报〔2026〕9号",
            "关于2026年9月重点工作推进情况的通报",
            "一、总体情况公开重点工作2项，<甲>&乙。",
            "二、有关情况和要求请抓紧。",
            "各镇人民政府，区直各部门：",
            "抄送：区人大常委会办公室。",
        ] {
            assert!(said.contains(part), "{part} is not in {said}");
        }
    }

    #[test]
    fn a_draft_says_the_same_in_the_same_order_as_its_page() {
        let text = Official { mark: None, signed_by: None, printed_by: None, ..official() };
        let said = words(stored(&docx(&text), "word/document.xml"));
        let title = "关于2026年9月重点工作推进情况的通报";
        assert!(said.starts_with(&format!("{title}云政办通报〔2026〕9号")), "{said}");
    }

    #[test]
    fn nothing_that_closes_the_text_stands_alone_on_a_page() {
        let document = stored(&docx(&official()), "word/document.xml").to_owned();
        let kept: Vec<bool> =
            document.split("<w:p ").skip(1).map(|line| line.contains("<w:keepNext")).collect();
        // 请抓紧。, an empty line, who signs, an empty line, who gets a copy: each stays with the
        // next; who prints it is the last.
        let (_, end) = kept.split_at(kept.len() - 6);
        assert_eq!(end, [true, true, true, true, true, false]);
        let heading = document.split("<w:p ").find(|line| line.contains("一、总体情况"));
        assert!(heading.is_some_and(|line| line.contains("<w:keepNext")), "a heading stays too");
    }

    #[test]
    fn numbers_of_odd_pages_stand_right_and_of_even_pages_left() {
        let archive = docx(&official());
        let settings = stored(&archive, "word/settings.xml");
        assert!(settings.contains("<w:evenAndOddHeaders"), "{settings}");
        let document = stored(&archive, "word/document.xml");
        for (pages, file, side) in [("default", "footer1", "right"), ("even", "footer2", "left")] {
            let of = format!(r#"<w:footerReference w:type="{pages}""#);
            assert!(document.contains(&of), "{of}");
            let footer = stored(&archive, &format!("word/{file}.xml")).to_owned();
            let align = format!(r#"<w:jc w:val="{side}""#);
            assert!(footer.contains(&align), "{footer}");
        }
    }

    #[test]
    fn a_long_mark_stays_on_its_line() {
        let sized = |mark: &str| {
            let text = Official { mark: Some(mark.to_owned()), ..official() };
            let document = stored(&docx(&text), "word/document.xml").to_owned();
            let (before, _) = document.split_once(mark).expect("the mark");
            let (_, size) = before.rsplit_once(r#"<w:sz w:val=""#).expect("a size");
            size.split_once('"').expect("its end").0.parse::<usize>().expect("a number")
        };
        assert_eq!(sized("云澄区人民政府办公室"), MARK);
        let long = "云澄区重点工作推进领导小组办公室、区人民政府督查室";
        let (size, letters) = (sized(long), long.chars().count());
        // Half points beside the width of the type area, 156 mm, in points.
        assert!(size * letters / 2 <= 442 && size >= BODY, "{size}");
    }

    #[test]
    fn the_mark_is_red_and_a_rule_is_no_box() {
        let document = stored(&docx(&official()), "word/document.xml").to_owned();
        let paragraph = |words: &str| {
            let (before, _) = document.split_once(words).expect("the words");
            let (_, paragraph) = before.rsplit_once("<w:p ").expect("its paragraph");
            paragraph.to_owned()
        };
        let (_, mark) = paragraph("云澄区人民政府办公室")
            .split_once("<w:r>")
            .map(|(p, r)| (p.to_owned(), r.to_owned()))
            .expect("a run");
        assert!(mark.contains(RED), "{mark}");
        let number = paragraph("云政办通报〔2026〕9号");
        assert!(number.contains("<w:bottom "), "{number}");
        assert!(!number.contains("<w:left ") && !number.contains("<w:top "), "{number}");
    }

    #[test]
    fn headings_below_a_heading_are_in_another_face() {
        let line = EditorLine { heading: true, text: "（一）现场看到的".to_owned() };
        let faced = |editor_heading: Option<String>| {
            let text = Official { editor_heading, editor_lines: vec![line.clone()], ..official() };
            let document = stored(&docx(&text), "word/document.xml").to_owned();
            let (before, _) = document.split_once("（一）").expect("the heading");
            let (_, run) = before.rsplit_once("<w:rFonts").expect("a face");
            [KAI, BLACK].into_iter().find(|face| run.contains(face)).expect("one of the two")
        };
        assert_eq!(faced(Some("二、有关情况和要求".to_owned())), KAI);
        assert_eq!(faced(None), BLACK);
    }

    #[test]
    fn the_page_is_that_of_the_standard() {
        let archive = docx(&official());
        let document = stored(&archive, "word/document.xml");
        for part in [
            r#"w:w="11905" w:h="16837""#,
            r#"w:top="2097""#,
            r#"w:left="1587""#,
            r#"w:type="lines" w:linePitch="579""#,
            r#"<w:spacing w:val="-5""#,
        ] {
            assert!(document.contains(part), "{part} is not in the document");
        }
    }
}
