//! Words: the only home of the Markdown crate, and Chinese typography.
//!
//! Markdown becomes HTML with gaps where links belong: a link names a record or a file, and what
//! it is called from a given page is known only when pages have their paths.

mod address;
mod emphasis;
mod marks;
mod notes;
mod plain_html;
mod spacing;
mod spelling;
mod write;

pub use address::{LinkKind, Target};
pub use spacing::{close_up, is_han};
pub use spelling::{bare, simplified, usual};

use std::fmt::Write;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser};

use crate::diagnostic::Diagnostic;
use crate::span::{Span, Spanned};

/// A text written in Markdown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Prose {
    pieces: Vec<Piece>,
    /// Records and files it links to, in the order of the text.
    pub links: Vec<Spanned<Target>>,
    /// Pictures it shows, by their path below `assets/`.
    pub pictures: Vec<Spanned<String>>,
    /// Its words alone, one line a block.
    pub plain: String,
    /// Which of those lines are headings.
    pub headings: Vec<usize>,
    /// The words of its first paragraph.
    pub summary: String,
}

/// A stretch of HTML, or a gap in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Piece {
    /// HTML as it will be.
    Html(String),
    /// The value of an `href` or `src`.
    Href(Target),
    /// Room for ` width="…" height="…"` of the picture with this path.
    Size(String),
}

/// An event with the bytes of the Markdown it comes from.
type Marked<'a> = (Event<'a>, Range<usize>);

/// What is read beyond `CommonMark`. No smart punctuation: it closes `"群众"` the wrong way.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_DEFINITION_LIST);

/// Reads Markdown that stands at `body` in its file. Headings begin at `h2`.
pub fn render(markdown: &str, body: Span, problems: &mut Vec<Diagnostic>) -> Prose {
    let place = Place { markdown, body };
    let events: Vec<Marked> = Parser::new_ext(markdown, OPTIONS).into_offset_iter().collect();
    marks::check(&events, place, problems);
    let events = plain_html::without_html(events, place, problems);
    let events = emphasis::pair(events, markdown);
    let events = spacing::close_up_events(events);
    let (events, notes) = notes::apart(events);
    write::write(&events, &notes, place, problems)
}

impl Prose {
    /// The HTML, with `href` saying how a record or file is called from the page being written.
    pub fn html(&self, href: impl FnMut(&Target) -> String) -> String {
        self.html_with_sizes(href, |_| None)
    }

    /// The HTML, with the width and height of pictures where `size` knows them.
    pub fn html_with_sizes(
        &self,
        mut href: impl FnMut(&Target) -> String,
        mut size: impl FnMut(&str) -> Option<(u32, u32)>,
    ) -> String {
        let mut out = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Html(html) => out.push_str(html),
                Piece::Href(target) => write::escape(&href(target), &mut out),
                Piece::Size(picture) => {
                    if let Some((width, height)) = size(picture) {
                        let _ = write!(out, r#" width="{width}" height="{height}""#);
                    }
                }
            }
        }
        out
    }
}

/// Where the Markdown stands.
#[derive(Debug, Clone, Copy)]
struct Place<'a> {
    markdown: &'a str,
    body: Span,
}

impl Place<'_> {
    /// The place in the file of some bytes of the Markdown.
    fn span(&self, range: &Range<usize>) -> Span {
        let offset = self.body.start as usize;
        Span::new(self.body.file, offset + range.start, offset + range.end)
    }

    /// The place of `part` within `range`, or of the whole range.
    fn of(&self, part: &str, range: &Range<usize>) -> Span {
        let found = self.markdown.get(range.clone()).and_then(|text| text.rfind(part));
        match found {
            Some(at) if !part.is_empty() => {
                let start = range.start + at;
                self.span(&(start..start + part.len()))
            }
            _ => self.span(range),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::any_error;
    use crate::span::FileId;

    fn read(markdown: &str) -> (Prose, Vec<Diagnostic>) {
        let mut problems = Vec::new();
        let body = Span::new(FileId(0), 0, markdown.len());
        (render(markdown, body, &mut problems), problems)
    }

    fn called(target: &Target) -> String {
        match target {
            Target::Record(kind, slug) => format!("{}/{slug}/", kind.en()),
            Target::Asset(path) => format!("assets/{path}"),
        }
    }

    fn html(markdown: &str) -> String {
        read(markdown).0.html(called)
    }

    /// One paragraph, without its tags.
    fn line(markdown: &str) -> String {
        let html = html(markdown);
        html.trim_start_matches("<p>").trim_end_matches("</p>\n").to_owned()
    }

    fn codes(markdown: &str) -> Vec<&'static str> {
        read(markdown).1.iter().map(|problem| problem.code.name()).collect()
    }

    #[test]
    fn bold_stands_beside_chinese_punctuation() {
        for (written, shown) in [
            ("**注意：**请于月底前报送", "<strong>注意：</strong>请于月底前报送"),
            ("**“重点”**工作", "<strong>“重点”</strong>工作"),
            ("**老旧小区（一期）**改造", "<strong>老旧小区（一期）</strong>改造"),
            ("甲**《办法》**和**普通**的", "甲<strong>《办法》</strong>和<strong>普通</strong>的"),
            ("**“甲”**乙**丙**丁", "<strong>“甲”</strong>乙<strong>丙</strong>丁"),
            ("**见[表](a.pdf)：**下", "<strong>见<a href=\"assets/a.pdf\">表</a>：</strong>下"),
            ("~~**“甲”**乙~~", "<del><strong>“甲”</strong>乙</del>"),
            ("***重：***后", "<strong>重：</strong>后"),
            ("**甲\n乙：**丙", "<strong>甲乙：</strong>丙"),
        ] {
            assert_eq!(line(written), shown, "{written}");
        }
    }

    #[test]
    fn stars_that_are_no_bold_stay_stars() {
        for (written, shown) in [
            ("2 ** 3 ** 4", "2 ** 3 ** 4"),
            (r"\*\*注意：\*\*请", "**注意：**请"),
            ("**没有结束：请", "**没有结束：请"),
            ("`**注意：**请`", "<code>**注意：**请</code>"),
            ("**plain** bold", "<strong>plain</strong> bold"),
            ("[**甲：](a.pdf)乙**丙", "<a href=\"assets/a.pdf\">**甲：</a>乙**丙"),
        ] {
            assert_eq!(line(written), shown, "{written}");
        }
        assert_eq!(html("    **注意：**请"), "<pre><code>**注意：**请</code></pre>\n");
    }

    #[test]
    fn no_space_stands_between_han_and_latin_except_in_code() {
        for (written, shown) in [
            ("完成 **60** 部", "完成<strong>60</strong>部"),
            ("见 [GIS](a.pdf) 说明", "见<a href=\"assets/a.pdf\">GIS</a>说明"),
            ("运行 `甲 a` 即可", "运行 <code>甲 a</code> 即可"),
            ("第一行\n第二行", "第一行第二行"),
            ("第一行，\nthen", "第一行，then"),
            ("one\ntwo", "one\ntwo"),
            ("副区长 何若川", "副区长 何若川"),
        ] {
            assert_eq!(line(written), shown, "{written}");
        }
    }

    #[test]
    fn straight_quotes_stay_straight() {
        assert_eq!(line("\"群众\"满意"), "&quot;群众&quot;满意");
    }

    #[test]
    fn links_name_records_and_files_or_lead_out() {
        for (address, href) in [
            ("task:lift-retrofit", "task/lift-retrofit/"),
            ("任务:lift-retrofit", "task/lift-retrofit/"),
            ("曝光：2026-017", "exposure/2026-017/"),
            ("assets/表/一.pdf", "assets/表/一.pdf"),
            ("一.pdf", "assets/一.pdf"),
            ("./图：一.jpg", "assets/图：一.jpg"),
            ("mailto:office@example.gov.cn", "mailto:office@example.gov.cn"),
            ("tel:0691-2129001", "tel:0691-2129001"),
        ] {
            assert_eq!(line(&format!("[文]({address})")), format!("<a href=\"{href}\">文</a>"));
        }
        assert_eq!(
            line("[文](https://example.gov.cn/?a=1&b=文)"),
            "<a href=\"https://example.gov.cn/?a=1&amp;b=%E6%96%87\" rel=\"external\">文</a>"
        );
        assert_eq!(line("<a@b.cn>"), "<a href=\"mailto:a@b.cn\">a@b.cn</a>");
    }

    #[test]
    fn links_that_could_harm_are_refused_and_leave_their_words() {
        for address in [
            "javascript:alert(1)",
            "JAVASCRIPT:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//example.com/a.png",
            "/tasks/",
            "../secret.pdf",
            "assets/../portal.yaml",
            "assets/.htaccess/..",
            "https:x",
            "https:///x",
            "tel:1;x",
            "tasks/lift/",
            "#anchor",
        ] {
            let written = format!("[文]({address})");
            assert_eq!(codes(&written), ["unsafe-link"], "{address}");
            assert_eq!(line(&written), "文", "{address}");
        }
        assert_eq!(codes("[文](task:Lift)"), ["bad-id"]);
        assert_eq!(codes("[文](tsk:lift)"), ["unsafe-link"]);
    }

    #[test]
    fn a_link_knows_its_place_in_the_file() {
        let file = "---\nid: a\n---\n甲[乙](task:lift)";
        let at = file.find('甲').unwrap();
        let body = file.get(at..).unwrap();
        let mut problems = Vec::new();
        let prose = render(body, Span::new(FileId(7), at, file.len()), &mut problems);
        let span = prose.links.first().unwrap().span;
        assert_eq!(span.file, FileId(7));
        assert_eq!(file.get(span.start as usize..span.end as usize), Some("task:lift"));
    }

    #[test]
    fn headings_begin_below_the_page_title_and_skip_no_level() {
        let written = "# 甲\n\n### 乙\n\n###### 丙\n\n## 丁\n\n# 戊\n";
        let shown = "<h2>甲</h2>\n<h3>乙</h3>\n<h4>丙</h4>\n<h3>丁</h3>\n<h2>戊</h2>\n";
        assert_eq!(html(written), shown);
        assert_eq!(html("### 甲\n"), "<h2>甲</h2>\n");
    }

    #[test]
    fn a_table_has_heads_for_its_columns_and_no_style() {
        let written = "| 项目 | 数量 | |\n|---|--:|:-:|\n| 电梯<br>（部） | 60 | 是 |\n";
        let shown = "<div class=\"table\"><table>\n\
            <thead><tr><th scope=\"col\">项目</th><th scope=\"col\" class=\"right\">数量</th>\
            <td class=\"centre\"></td></tr></thead>\n\
            <tbody>\n<tr><td>电梯<br>\n（部）</td><td class=\"right\">60</td>\
            <td class=\"centre\">是</td></tr>\n</tbody></table></div>\n";
        assert_eq!(html(written), shown);
        assert!(codes(written).is_empty());
    }

    #[test]
    fn notes_stand_below_in_the_order_of_the_text() {
        let written = "甲[^b]乙[^a]丙[^b]。\n\n[^a]: 一\n\n[^b]: 二\n\n[^c]: 三\n";
        let shown = "<p>甲<sup><a href=\"#note-1\" id=\"noteref-1\">1</a></sup>\
            乙<sup><a href=\"#note-2\" id=\"noteref-2\">2</a></sup>\
            丙<sup><a href=\"#note-1\">1</a></sup>。</p>\n\
            <section class=\"notes\" aria-label=\"注释\">\n<ol>\n\
            <li id=\"note-1\"><p>二</p>\n<a href=\"#noteref-1\" aria-label=\"回到正文\">↩</a></li>\n\
            <li id=\"note-2\"><p>一</p>\n<a href=\"#noteref-2\" aria-label=\"回到正文\">↩</a></li>\n\
            <li id=\"note-3\"><p>三</p>\n</li>\n</ol>\n</section>\n";
        assert_eq!(html(written), shown);
    }

    #[test]
    fn a_picture_is_a_file_of_the_portal_and_has_words() {
        let (prose, problems) = read("![电梯 **60** 部](assets/a.jpg)");
        assert!(problems.is_empty());
        assert_eq!(prose.pictures.first().unwrap().value, "a.jpg");
        let shown = "<p><img src=\"assets/a.jpg\" alt=\"电梯60部\" width=\"800\" height=\"600\" \
            loading=\"lazy\"></p>\n";
        assert_eq!(prose.html_with_sizes(called, |_| Some((800, 600))), shown);
        assert_eq!(codes("![](a.jpg)"), ["no-alt-text"]);
        assert_eq!(codes("![图](https://example.com/a.jpg)"), ["unsafe-link"]);
        assert_eq!(codes("![图](data:image/png;base64,AA)"), ["unsafe-link"]);
    }

    #[test]
    fn raw_html_is_reported_and_not_shown() {
        for (written, shown, found) in [
            ("<script>alert(1)</script>", "", vec!["raw-html"]),
            ("甲<b>乙</b>丙", "<p>甲乙丙</p>\n", vec!["raw-html"]),
            ("甲<br/>乙", "<p>甲<br>\n乙</p>\n", vec![]),
            ("甲<!-- 待核实 -->乙", "<p>甲乙</p>\n", vec![]),
            ("不到<10天，P<0.05", "<p>不到&lt;10天，P&lt;0.05</p>\n", vec![]),
        ] {
            assert_eq!(html(written), shown, "{written}");
            assert_eq!(codes(written), found, "{written}");
        }
    }

    #[test]
    fn marks_that_were_meant_and_are_none_are_reported() {
        for (written, found) in [
            ("##进展情况", vec!["loose-mark"]),
            ("＃＃ 进展情况", vec!["loose-mark"]),
            ("##\u{3000}进展情况\n正文", vec!["loose-mark"]),
            ("见[台账]（documents/a）。", vec!["loose-mark"]),
            ("## 进展情况", vec![]),
            ("#重点工作#开放日", vec![]),
            ("#3标段已完工", vec![]),
            ("见[台账](https://example.org)（2026年）。", vec![]),
            ("`##进展`", vec![]),
        ] {
            assert_eq!(codes(written), found, "{written}");
        }
    }

    #[test]
    fn plain_words_have_a_line_for_each_block_and_the_summary_is_the_first_paragraph() {
        let (prose, _) = read(
            "# 情况\n\n截至 **9 月**，\n完成 `60` 部。\n\n- 一\n- 二\n\n|甲|乙|\n|-|-|\n|1|2|\n",
        );
        assert_eq!(prose.summary, "截至9月，完成 60 部。");
        assert_eq!(prose.plain, "情况\n截至9月，完成 60 部。\n一\n二\n甲 乙 \n1 2");
    }

    #[test]
    fn done_and_open_items_say_so() {
        let shown = html("- [x] 立项\n- [ ] 验收\n");
        assert!(shown.contains("aria-label=\"已完成\">☑</span>立项"), "{shown}");
        assert!(shown.contains("aria-label=\"未完成\">☐</span>验收"), "{shown}");
    }

    /// Whether every element that opens closes again, in order.
    fn is_balanced(html: &str) -> bool {
        let mut open = Vec::new();
        for tag in html.split('<').skip(1).filter_map(|part| part.split('>').next()) {
            let name = tag.split(' ').next().unwrap_or_default();
            match name.strip_prefix('/') {
                Some(name) if open.pop() != Some(name) => return false,
                Some(_) => {}
                None if matches!(name, "br" | "hr" | "img") => {}
                None => open.push(name),
            }
        }
        open.is_empty()
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_read_into_balanced_html(
            parts in prop::collection::vec(prop::sample::select(vec![
                "**", "*", "“重点”", "注意：", "工作", " ", "\n", "\n\n", "# ", "- ", "> ", "|",
                "|-|-|\n", "[文](task:a)", "![图](a.jpg)", "[^a]", "[^a]: 注", "<b>", "</b>",
                "<!-- x -->", "<script>", "`", "    ", "~~", "\\", "[", "](", ")", "1. ", ": 定义",
                "<https://a.cn>", "\"", "&", "&lt;", "[x](javascript:a)", "- [x] ", "\u{0}", "🙂",
            ]), 0..40),
        ) {
            let written = parts.concat();
            let (prose, problems) = read(&written);
            let html = prose.html(called);
            prop_assert!(is_balanced(&html), "{written:?} → {html}");
            prop_assert!(!html.contains("<script") && !html.contains("javascript:a\""));
            prop_assert!(!prose.links.is_empty() || !html.contains("href=\"task"));
            prop_assert!(any_error(&problems) || !written.contains("[x](javascript:a)") || !html.contains(">x</a>"));
        }

        #[test]
        fn any_text_is_read_without_panic(written in any::<String>()) {
            prop_assert!(is_balanced(&html(&written)));
        }
    }
}
