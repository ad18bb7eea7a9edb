//! What a portal's own templates leave out or take twice, though others need it: a copy that holds
//! less than the template in whose place it stands.

use std::collections::BTreeSet;

use super::{Template, Theme};
use crate::diagnostic::{Code, Diagnostic, Wording, say};
use crate::span::Span;

/// Most names that one finding lists.
const LISTED: usize = 4;

impl Theme {
    /// What is missing from the portal's own templates that stand in the place of others, each told
    /// where it was left out, not at every page that needs it.
    pub fn left_out(&self) -> Vec<Diagnostic> {
        let pairs = self.own.iter().filter_map(|name| {
            Some((name.as_str(), self.templates.get(name)?, self.covered.get(name)?))
        });
        pairs.filter_map(|(name, own, covered)| self.lacks(name, own, covered)).collect()
    }

    fn lacks(&self, name: &str, own: &Template, covered: &Template) -> Option<Diagnostic> {
        let at = |said: Wording, help: Wording| {
            Some(Diagnostic::new(Code::Template, Span::start_of(own.file), said).help(help))
        };
        if own.text.trim().is_empty() {
            return at(
                say(format!("模板`{name}`是空的"), format!("the template `{name}` is empty")),
                say(
                    format!("删去`theme/templates/{name}`，就用回自带的"),
                    format!("delete `theme/templates/{name}` to use the built-in one"),
                ),
            );
        }
        if covered.text.contains("{% extends") && !is_page(&own.text) {
            return at(
                say(
                    format!("`{name}`不是完整的网页，也没有继承`layout.html`"),
                    format!("`{name}` is no whole page and extends no template"),
                ),
                say(
                    "第一行写`{% extends \"layout.html\" %}`，内容写在`{% block main %}`里",
                    "begin with `{% extends \"layout.html\" %}` and put it into `{% block main %}`",
                ),
            );
        }
        let missing = self.missing(name, own, covered);
        let (first, more) = (missing.get(..missing.len().min(LISTED))?, missing.len() > LISTED);
        let listed: Vec<String> = first.iter().map(|part| format!("`{part}`")).collect();
        if listed.is_empty() {
            return None;
        }
        let more = if more { ("等", " …") } else { ("", "") };
        at(
            say(
                format!("少了自带的`{name}`里的{}{}，别的模板要用", listed.join("、"), more.0),
                format!("other templates need {}{} of `{name}`", listed.join(", "), more.1),
            ),
            say(
                "从默认主题的同名模板里补上，或删去这个模板，用回自带的",
                "take them over from the default theme's template, or delete your copy",
            ),
        )
    }

    /// Components that no template has any more, and blocks that those extending this one fill.
    fn missing<'a>(&'a self, name: &str, own: &'a Template, covered: &'a Template) -> Vec<&'a str> {
        let all = || self.templates.values().map(|template| &*template.text);
        let components: BTreeSet<&str> = all().flat_map(|text| named(text, "component")).collect();
        let extending = [format!("extends \"{name}\""), format!("extends '{name}'")];
        let children = all().filter(|text| extending.iter().any(|words| text.contains(words)));
        let filled: BTreeSet<&str> = children.flat_map(|text| named(text, "block")).collect();
        let blocks: BTreeSet<&str> = named(&own.text, "block").collect();
        let lost = named(&covered.text, "component").filter(|part| !components.contains(part));
        let unfilled = named(&covered.text, "block")
            .filter(|part| filled.contains(part) && !blocks.contains(part));
        lost.chain(unfilled).collect()
    }
}

/// Whether a template is a page by itself or extends another.
fn is_page(text: &str) -> bool {
    text.contains("<html") || tags(text).any(|tag| tag.starts_with("extends "))
}

/// The names that a template gives in tags of one kind: its components, its blocks.
fn named<'a>(text: &'a str, kind: &'a str) -> impl Iterator<Item = &'a str> {
    let name = move |tag: &'a str| {
        let rest = tag.strip_prefix(kind)?.strip_prefix(' ')?.trim_start();
        rest.split(|mark: char| !mark.is_alphanumeric() && mark != '_').next()
    };
    tags(text).filter_map(name).filter(|name| !name.is_empty())
}

/// What stands behind the beginning of each tag.
fn tags(text: &str) -> impl Iterator<Item = &str> {
    text.split("{%").skip(1).map(|tag| tag.trim_start_matches('-').trim_start())
}

#[cfg(test)]
mod tests {
    use super::super::DEFAULT;
    use super::super::load;
    use crate::source::Sources;
    use crate::span::{FileId, Span, Spanned};

    fn found(name: &str, text: &str) -> Vec<String> {
        let path = format!("theme/templates/{name}");
        let mut sources = Sources::from_texts([(&*path, text)]);
        let named = Spanned::new(DEFAULT, Span::start_of(FileId(0)));
        let theme = load(named, &mut sources, &mut Vec::new()).expect("the default theme exists");
        let said = |problem: crate::diagnostic::Diagnostic| {
            let file = sources.file(problem.span.file);
            assert_eq!(file.path, path);
            problem.message.zh
        };
        theme.left_out().into_iter().map(said).collect()
    }

    #[test]
    fn a_copy_that_holds_all_is_no_finding() {
        let page = "{% extends \"layout.html\" %}{% block main %}<h1>无</h1>{% endblock main %}";
        assert_eq!(found("404.html", page), Vec::<String>::new());
        let whole = "<!doctype html><html lang=\"zh\"><title>无</title><h1>无</h1></html>";
        assert_eq!(found("404.html", whole), Vec::<String>::new());
        assert_eq!(found("components/mine.html", ""), Vec::<String>::new());
    }

    #[test]
    fn what_a_copy_leaves_out_is_told_once_in_the_copy() {
        assert_eq!(found("404.html", " \n"), ["模板`404.html`是空的"]);
        assert_eq!(
            found("404.html", "<h1>没有这一页</h1>"),
            ["`404.html`不是完整的网页，也没有继承`layout.html`"]
        );
        assert_eq!(
            found("components/levels.html", "{% component other(a) -%}{%- endcomponent other %}"),
            ["少了自带的`components/levels.html`里的`conflicts`、`claim`，别的模板要用"]
        );
        let layout = "<!doctype html><html><title>{{ head.title }}</title></html>";
        assert_eq!(
            found("layout.html", layout),
            ["少了自带的`layout.html`里的`policy`、`sheets`、`kind`、`main`，别的模板要用"]
        );
    }
}
