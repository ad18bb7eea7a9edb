//! Pages: a theme's template and a view become HTML. The only home of the template crate.

mod complaint;
mod filters;
mod names;
mod qr;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use tera::{Context, Tera};

use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::theme::words::Words;
use crate::theme::{Template, Theme};
use complaint::{complaint, complaints, several, stranger};

/// A theme's templates, ready to render.
#[derive(Clone)]
pub struct Templates {
    tera: Tera,
    /// What was written where, for findings.
    written: BTreeMap<String, Template>,
    /// The names that each template asks its view for.
    asked: BTreeMap<String, Vec<String>>,
    /// The names that each template, with those of the portal's own that it is made of, writes as
    /// they are.
    printed: BTreeMap<String, Vec<(Span, String)>>,
}

/// What every template knows beside its view.
const GLOBAL: [&str; 2] = ["site", "words"];

impl Templates {
    /// Reads all templates of a theme at once. What a template asks for and no template, filter
    /// or component provides is reported here, before any page is rendered.
    pub fn read(theme: &Theme, problems: &mut Vec<Diagnostic>) -> Option<Self> {
        let mut tera = Tera::new();
        filters::register(&mut tera);
        tera.global_context().insert("words", &theme.words);
        let texts = theme.templates.iter().map(|(name, template)| (name, &*template.text));
        let left_out = theme.left_out();
        if let Err(error) = tera.add_raw_templates(texts) {
            let told = complaints(&error, &theme.templates);
            // What a copy leaves out is missed in many places: it is told once.
            let of_program = |problem: &Diagnostic| !theme.is_own(problem.span.file);
            let known = |problem: &Diagnostic| !left_out.is_empty() && of_program(problem);
            problems.extend(told.into_iter().filter(|problem| !known(problem)));
            problems.extend(left_out);
            return None;
        }
        problems.extend(left_out);
        let asked = asked(&tera, &theme.templates);
        let printed = printed(theme);
        let templates = Self { tera, written: theme.templates.clone(), asked, printed };
        problems.extend(templates.unheard_of(theme));
        Some(templates)
    }

    /// What the portal's own templates ask their views for that no template of the program asks any
    /// view for: whether or not this portal has a page that would show it.
    fn unheard_of(&self, theme: &Theme) -> Vec<Diagnostic> {
        let shipped = theme.templates.iter().filter(|(name, _)| !theme.own.contains(*name));
        let shipped = shipped.map(|(_, template)| template).chain(theme.covered.values());
        let names = shipped.flat_map(|template| names::names(&template.text));
        let known: BTreeSet<&str> = names.filter_map(|(_, path)| path.split('.').next()).collect();
        let asked = theme.own.iter().filter_map(|name| Some((name, self.asked.get(name)?)));
        let unknown = asked.flat_map(|(template, names)| {
            let names = names.iter().filter(|name| !known.contains(name.as_str()));
            names.map(move |name| (template, name))
        });
        let places: BTreeSet<(Span, &String)> = unknown
            .filter_map(|(template, name)| Some((self.place(template, name)?, name)))
            .collect();
        let known: Vec<&str> = known.into_iter().collect();
        let one = |(span, name): (Span, &String)| {
            stranger(span, ("Variable", name), &known, &self.written)
        };
        places.into_iter().map(one).collect()
    }

    /// Where a template, or one that it is made of, asks for a name.
    fn place(&self, template: &str, name: &str) -> Option<Span> {
        let first = self.written.get(template).into_iter();
        first.chain(self.written.values()).find_map(|template| {
            let first = |(_, path): &(usize, &str)| path.split('.').next() == Some(name);
            let (at, _) = names::names(&template.text).into_iter().find(first)?;
            Some(Span::new(template.file, at, at + name.len()))
        })
    }

    /// What templates ask of the site and the words that these do not have, whether or not a page
    /// shows it: in a condition it would be nothing, and no error.
    pub fn strangers(&self, site: &impl Serialize, words: &impl Serialize) -> Vec<Diagnostic> {
        let (site, words) = (fields(site), fields(words));
        let mut found = Vec::new();
        for template in self.written.values() {
            let given = names::given(&template.text);
            for (at, path) in names::names(&template.text) {
                let first = path.split('.').next();
                let whole = match first.filter(|name| !given.contains(name)) {
                    Some("site") => &site,
                    Some("words") => &words,
                    _ => continue,
                };
                let missing = names::missing(path, whole);
                found.extend(missing.map(|(inner, field, known)| {
                    let span = Span::new(template.file, at + inner, at + inner + field.len());
                    let known: Vec<&str> = known.iter().map(String::as_str).collect();
                    stranger(span, ("Field", field), &known, &self.written)
                }));
            }
            for (at, path) in names::printed(&template.text) {
                let whole = match path.split_once('.').map_or((path, ""), |parts| parts) {
                    (name, _) if given.contains(&name) => continue,
                    ("site", inner) => inner_of(inner, &site),
                    ("words", inner) => inner_of(inner, &words),
                    _ => continue,
                };
                let span = Span::new(template.file, at, at + path.len());
                found.extend(whole.and_then(|value| several(span, path, value)));
            }
        }
        found
    }

    /// What a template asks for that this view does not have.
    fn unknown(
        &self,
        template: &str,
        context: &Context,
        view: &impl Serialize,
    ) -> Option<Diagnostic> {
        let mut asked = self.asked.get(template)?.iter();
        let name = asked.find(|name| !context.contains_key(name))?;
        let known = fields(view);
        let known: Vec<&str> = known.as_object()?.keys().map(String::as_str).collect();
        let place = self.place(template, name)?;
        Some(stranger(place, ("Variable", name), &known, &self.written))
    }

    /// What a template writes as it is that is no text in this view.
    fn unprintable(&self, template: &str, view: &impl Serialize) -> Option<Diagnostic> {
        let printed = self.printed.get(template).filter(|names| !names.is_empty())?;
        let view = fields(view);
        let one = |(span, path): &(Span, String)| several(*span, path, names::found(path, &view)?);
        printed.iter().find_map(one)
    }

    /// Makes what is the same on every page known to all of them, as `site`, the words of this
    /// site, as `words`, and the word by which it counts tasks, as `measure()`.
    pub fn know(&mut self, site: &impl Serialize, words: &Words, measure: &str) {
        filters::measure(&mut self.tera, measure);
        filters::phrases(&mut self.tera, words.get("wrapping", "whole"));
        self.tera.global_context().insert("site", site);
        self.tera.global_context().insert("words", words);
    }
}

fn fields(of: &impl Serialize) -> serde_json::Value {
    serde_json::to_value(of).expect("what templates see has a JSON form")
}

/// What a path without its first name leads to.
fn inner_of<'a>(path: &str, whole: &'a serde_json::Value) -> Option<&'a serde_json::Value> {
    if path.is_empty() { Some(whole) } else { names::found(path, whole) }
}

/// What the portal's own templates write as it is, by the template that is made of them.
fn printed(theme: &Theme) -> BTreeMap<String, Vec<(Span, String)>> {
    let of = |name: &String| {
        let parts = made_of(name, &theme.templates);
        let texts = parts.iter().filter_map(|name| theme.templates.get(*name));
        let given: BTreeSet<&str> = texts.flat_map(|part| names::given(&part.text)).collect();
        let own = parts.iter().filter(|name| theme.own.contains(**name));
        let own = own.filter_map(|name| theme.templates.get(*name));
        let printed = own.flat_map(|part| {
            let names = names::printed(&part.text).into_iter();
            let names = names.filter(|(_, path)| {
                path.split('.').next().is_some_and(|name| !given.contains(name))
            });
            names.map(|(at, path)| (Span::new(part.file, at, at + path.len()), path.to_owned()))
        });
        (name.clone(), printed.collect())
    };
    if theme.own.is_empty() {
        return BTreeMap::new();
    }
    theme.templates.keys().map(of).collect()
}

/// A template and those that it names: what it extends and includes.
fn made_of<'a>(name: &'a str, written: &'a BTreeMap<String, Template>) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut open = vec![name];
    while let Some(name) = open.pop() {
        let Some(template) = written.get(name).filter(|_| found.insert(name)) else { continue };
        let quoted = template.text.split(['"', '\'']);
        open.extend(quoted.filter_map(|part| written.get_key_value(part)).map(|(name, _)| &**name));
    }
    found
}

/// The names that each template, with those it is made of, asks its view for.
fn asked(tera: &Tera, written: &BTreeMap<String, Template>) -> BTreeMap<String, Vec<String>> {
    // A template that includes another lends it what it sets and goes through.
    let including = written.values().filter(|template| template.text.contains("include"));
    let lent: Vec<&str> = including.flat_map(|template| names::given(&template.text)).collect();
    let asked = |template: &String| {
        let names = tera.get_template_variables(template);
        let names = names.expect("the templates were read together").into_iter();
        let names = names.filter(|name| !GLOBAL.contains(name) && !lent.contains(name));
        let mut names: Vec<String> = names.map(str::to_owned).collect();
        names.sort_unstable();
        (template.clone(), names)
    };
    written.keys().map(asked).collect()
}

/// One page. A template that asks for what its view does not have is the theme's mistake.
pub fn html(
    templates: &Templates,
    template: &str,
    view: &impl Serialize,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let wrong = |error| Box::new(complaint(&error, template, &templates.written));
    let context = Context::from_serialize(view).map_err(wrong)?;
    if let Some(problem) = templates.unknown(template, &context, view) {
        return Err(Box::new(problem));
    }
    if let Some(problem) = templates.unprintable(template, view) {
        return Err(Box::new(problem));
    }
    let mut page = Vec::with_capacity(16 * 1024);
    templates.tera.render_to(template, &context, &mut page).map_err(wrong)?;
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;
    use crate::span::{FileId, Spanned};
    use crate::theme;

    /// Renders `theme/templates/t.html` and returns the page, or the findings with their places.
    fn rendered(templates: &[(&str, &str)], view: &impl Serialize) -> String {
        let mut sources = Sources::from_texts(templates.iter().copied());
        let mut problems = Vec::new();
        let named = Spanned::new(theme::DEFAULT, Span::start_of(FileId(0)));
        // That no page has the name of these templates is not asked here.
        let theme = theme::load(named, &mut sources, &mut Vec::new()).expect("a theme");
        // The default theme's templates ask for the whole of a site.
        let own = |problem: &Diagnostic| {
            sources.file(problem.span.file).path.starts_with("theme/templates/")
        };
        if let Some(mut templates) = Templates::read(&theme, &mut problems) {
            let site = BTreeMap::from([("name", "云澄区")]);
            problems.extend(templates.strangers(&site, &theme.words).into_iter().filter(own));
            templates.know(&site, &theme.words, "项");
            // Like a build: what is wrong with the templates stops the pages.
            match html(&templates, "t.html", view) {
                _ if !problems.is_empty() => {}
                Ok(page) => return String::from_utf8(page).expect("text"),
                Err(problem) => problems.push(*problem),
            }
        }
        let line = |problem: &Diagnostic| {
            let file = sources.file(problem.span.file);
            let (line, column) = file.line_and_column(problem.span.start);
            let help = problem.help.as_ref().filter(|help| help.zh.starts_with("是不是"));
            let help = help.map(|help| format!("（{}）", help.zh)).unwrap_or_default();
            format!("{}:{line}:{column} {}{help}\n", file.path, problem.message.zh)
        };
        problems.iter().map(line).collect()
    }

    #[derive(Serialize)]
    struct View {
        title: &'static str,
        count: u32,
    }

    const VIEW: View = View { title: "<1>", count: 12_345 };

    #[test]
    fn a_page_sees_its_view_the_site_and_the_words_and_everything_is_escaped() {
        let text = "{{ title }} {{ site.name }} {{ words.nav.home }} {{ count | grouped }}件";
        let page = rendered(&[("theme/templates/t.html", text)], &VIEW);
        assert_eq!(page, "&lt;1&gt; 云澄区 首页 12,345件");
    }

    #[test]
    fn a_date_in_a_text_stays_whole_and_the_text_is_escaped() {
        let text = "{{ text | whole }}";
        for (words, page) in [
            ("<b>3月15日</b>前", "&lt;b&gt;<span class=\"n\">3月15日</span>&lt;/b&gt;前"),
            ("a & b", "a &amp; b"),
        ] {
            let view = BTreeMap::from([("text", words)]);
            assert_eq!(rendered(&[("theme/templates/t.html", text)], &view), page);
        }
    }

    #[test]
    fn what_a_view_does_not_have_is_reported_with_its_place() {
        let check = |text, words: &str| {
            assert_eq!(rendered(&[("theme/templates/t.html", text)], &VIEW), words);
        };
        check(
            "一\n二 {{ titel }}",
            "theme/templates/t.html:2:6 这一页没有叫`titel`的字段（是不是想写`title`？）\n",
        );
        check(
            "{{ site.nmae }}",
            "theme/templates/t.html:1:9 这里没有叫`nmae`的字段（是不是想写`name`？）\n",
        );
        check(
            "{% for x in lines %}{% endfor %}",
            "theme/templates/t.html:1:13 这一页没有叫`lines`的字段（是不是想写`line`？）\n",
        );
        check("{% for x in count %}{% endfor %}", "theme/templates/t.html:1:13 这里不能逐项列出\n");
    }

    #[test]
    fn what_is_no_text_is_not_written_as_it_is() {
        #[derive(Serialize)]
        struct Page {
            head: View,
            lights: [u32; 2],
            title: &'static str,
        }
        let view = Page { head: VIEW, lights: [1, 2], title: "甲" };
        let check = |text, words: &str| {
            assert_eq!(rendered(&[("theme/templates/t.html", text)], &view), words, "{text}");
        };
        let place = "theme/templates/t.html:1:4";
        check("{{ head }}", &format!("{place} `head`是一组内容，不能直接写出来\n"));
        check("{{ lights }}", &format!("{place} `lights`有多项，不能直接写出来\n"));
        check("{{ words.nav }}", &format!("{place} `words.nav`是一组内容，不能直接写出来\n"));
        check(
            "{{ title }}{{ head.count }}{% for head in lights %}{{ head }}{% endfor %}",
            "甲1234512",
        );
        let extending = [
            ("theme/templates/t.html", "{% extends \"u.html\" %}"),
            ("theme/templates/u.html", "一 {{ head }}"),
        ];
        let said = "theme/templates/u.html:1:6 `head`是一组内容，不能直接写出来\n";
        assert_eq!(rendered(&extending, &view), said);
    }

    #[test]
    fn what_nobody_has_is_reported_even_where_it_would_be_nothing() {
        let check = |text, words: &str| {
            let words = if words.is_empty() { words.to_owned() } else { words.to_owned() + "\n" };
            assert_eq!(rendered(&[("theme/templates/t.html", text)], &VIEW), words, "{text}");
        };
        let place = "theme/templates/t.html:1:";
        check("{% if kaboom %}{% endif %}", &format!("{place}7 这一页没有叫`kaboom`的字段"));
        check("{{ kaboom or \"x\" }}", &format!("{place}4 这一页没有叫`kaboom`的字段"));
        check(
            "{# titl #}{{ titl | default(value=\"titl\") }}",
            &format!("{place}14 这一页没有叫`titl`的字段（是不是想写`title`？）"),
        );
        check("{% if site.kaboom %}{% endif %}", &format!("{place}12 这里没有叫`kaboom`的字段"));
        check(
            "{% if words.exposures.titel %}{% endif %}",
            &format!("{place}23 这里没有叫`titel`的字段（是不是想写`title`？）"),
        );
        check(
            "{% set kaboom = 1 %}{% if kaboom %}{% endif %}{% for a in [] %}{{ a }}{% endfor %}",
            "",
        );
    }

    #[test]
    fn what_nobody_has_is_reported_in_templates_of_pages_that_this_portal_lacks() {
        let check = |text, words: &str| {
            let page = format!("<html>{text}");
            let own = [("theme/templates/t.html", "一"), ("theme/templates/plate.html", &*page)];
            assert_eq!(rendered(&own, &VIEW), words, "{text}");
        };
        check(
            "一\n{% if kaboom %}{% endif %}",
            "theme/templates/plate.html:2:7 这一页没有叫`kaboom`的字段\n",
        );
        check("{% set kaboom = 1 %}{{ kaboom }}{{ title }}", "一");
    }

    #[test]
    fn what_a_template_lends_to_one_that_it_includes_is_known_there() {
        let page = rendered(
            &[
                (
                    "theme/templates/t.html",
                    "{% for a in [1] %}{% include \"u.html\" %}{% endfor %}",
                ),
                ("theme/templates/u.html", "{% if a %}{{ a }}{% endif %}"),
            ],
            &VIEW,
        );
        assert_eq!(page, "1");
    }

    #[test]
    fn what_no_theme_has_is_reported_when_templates_are_read_all_of_it() {
        let found = rendered(
            &[
                ("theme/templates/t.html", "电梯 {{ title | groped }}\n{{ <lihgt /> }}"),
                ("theme/templates/u.html", "{% include \"404.htm\" %}"),
            ],
            &VIEW,
        );
        assert_eq!(
            found,
            "theme/templates/t.html:1:15 没有叫`groped`的过滤器\n\
             theme/templates/t.html:2:4 没有叫`lihgt`的组件\n\
             theme/templates/u.html:1:12 没有叫`404.htm`的模板（是不是想写`404.html`？）\n"
        );
    }

    #[test]
    fn every_template_that_cannot_be_read_is_reported() {
        let broken = [("theme/templates/t.html", "{{ a"), ("theme/templates/u.html", "\n{% if %}")];
        let found = rendered(&broken, &VIEW);
        assert_eq!(found.lines().count(), 2, "{found}");
        assert!(found.contains("theme/templates/u.html:2:"), "{found}");
    }

    #[test]
    fn what_the_crate_says_in_english_is_said_in_chinese_first() {
        for (text, words) in [
            ("{% if count %}一", "模板到这里就完了，有标记没有写完（Unexpected end of input）"),
            (
                "{% for 1 in lines %}",
                "这里写的是整数，应当是名称（Found integer but expected identifier）",
            ),
            (
                "{% extends \"t.html\" %}",
                "模板`t.html`绕一圈又继承了自己（Circular extend detected for template 't.html'）",
            ),
            (
                "{% block a %}{% endblock b %}",
                "开头和结尾的名称不同（block was named `a` in the opening tag, found `b` as name in the end tag）",
            ),
        ] {
            let said = rendered(&[("theme/templates/t.html", text)], &VIEW);
            let (_, said) = said.trim_end().split_once(' ').expect("a finding");
            assert_eq!(said, words, "{text}");
        }
    }

    #[test]
    fn a_component_without_end_is_reported_where_it_uses_itself() {
        let text = "{% component a(x) -%}{{ <a x={x} /> }}{%- endcomponent a %}{{ <a x={1} /> }}";
        let said = rendered(&[("theme/templates/t.html", text)], &VIEW);
        assert!(said.starts_with("theme/templates/t.html:1:26 组件绕一圈又用到了自己"), "{said}");
    }

    #[test]
    fn what_a_copy_leaves_out_is_not_told_of_every_template_that_needs_it() {
        let copy = "{% component other(a) -%}{%- endcomponent other %}{{ 1 | nothing }}";
        let own = [("theme/templates/components/levels.html", copy)];
        let said = rendered(&own, &VIEW);
        let place = "theme/templates/components/levels.html:1:";
        assert_eq!(
            said,
            format!(
                "{place}58 没有叫`nothing`的过滤器\n\
                 {place}1 少了自带的`components/levels.html`里的`conflicts`、`claim`，别的模板要用\n"
            )
        );
    }

    #[test]
    fn what_templates_disagree_on_is_reported_at_one_of_them() {
        let check = |text, words: &str| {
            assert_eq!(rendered(&[("theme/templates/t.html", text)], &VIEW), words);
        };
        check(
            "{% component bar(x) %}{{ x }}{% endcomponent bar %}",
            "theme/templates/t.html:1:14 组件`bar`定义了两次\n",
        );
        check(
            "{% extends \"lay.html\" %}",
            "theme/templates/t.html:1:1 这个模板不存在，或它继承的模板不存在\n",
        );
    }

    #[test]
    fn pages_are_rendered_in_parallel() {
        fn shared<T: Send + Sync>() {}
        shared::<Templates>();
    }
}
