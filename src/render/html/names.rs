//! The names by which templates ask for what pages show. In a condition or beside a default, one
//! that nobody has is nothing to the template crate; to who wrote it, it is a mistake.

use serde_json::Value;

/// Names in the tags of a template with the fields that follow them, such as `site.name`, each with
/// its place. Texts in quotes and comments hold none.
pub(super) fn names(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (start, tag) in tags(text) {
        let mut quote = None;
        let mut name = None;
        for (at, mark) in tag.char_indices().chain([(tag.len(), ' ')]) {
            if quote.is_some() {
                quote = quote.filter(|open| *open != mark);
            } else if mark.is_alphanumeric() || mark == '_' || mark == '.' {
                name.get_or_insert(at);
            } else {
                let whole = name.take().and_then(|from| Some((start + from, tag.get(from..at)?)));
                found.extend(whole.filter(|(_, name)| name.starts_with(char::is_alphabetic)));
                quote = Some(mark).filter(|mark| matches!(mark, '"' | '\'' | '`'));
            }
        }
    }
    found
}

/// Names that a template writes as they are, with their places.
pub(super) fn printed(text: &str) -> Vec<(usize, &str)> {
    let is_name = |tag: &str| {
        tag.starts_with(char::is_alphabetic)
            && tag.chars().all(|mark| mark.is_alphanumeric() || mark == '_' || mark == '.')
    };
    let printed = tags(text).into_iter().filter_map(|(at, tag)| {
        text.get(..at).filter(|before| before.ends_with("{{"))?;
        let name = tag.trim_start_matches('-').trim_start();
        let at = at + tag.len() - name.len();
        Some((at, name.trim_end_matches('-').trim_end()))
    });
    printed.filter(|(_, name)| is_name(name)).collect()
}

/// What stands between `{{` and `}}` or `{%` and `%}`, with its place.
fn tags(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|rest| rest.find('{')) {
        let inside = at + open + 2;
        let kind = text.as_bytes().get(inside - 1);
        let end = match kind {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => "#}",
            _ => {
                at += open + 1;
                continue;
            }
        };
        let Some(tag) = text.get(inside..).and_then(|rest| rest.split(end).next()) else { break };
        if kind != Some(&b'#') {
            found.push((inside, tag));
        }
        at = inside + tag.len() + end.len();
    }
    found
}

/// The names that a template gives itself: what it sets, what it goes through, and what its
/// components take.
pub(super) fn given(text: &str) -> Vec<&str> {
    let tags = tags(text).into_iter().map(|(_, tag)| tag.trim_matches(['-', ' ', '\n']));
    let given = tags.filter_map(|tag| {
        let (word, rest) = tag.split_once(' ')?;
        match word {
            "set" | "set_global" => rest.split('=').next(),
            "for" => rest.split(" in ").next(),
            "component" => rest.split_once('(').map(|(_, taken)| taken),
            _ => None,
        }
    });
    let names = given.flat_map(|names| names.split(','));
    names.filter_map(|name| name.split([':', '=', ')']).next()).map(str::trim).collect()
}

/// The first field on a path that is not there, with its place in the path and those that are.
pub(super) fn missing<'a>(path: &'a str, whole: &Value) -> Option<(usize, &'a str, Vec<String>)> {
    let (mut at, mut value) = (path.find('.')? + 1, whole);
    for field in path.get(at..)?.split('.') {
        let fields = value.as_object()?;
        let Some(inner) = fields.get(field) else {
            return Some((at, field, fields.keys().cloned().collect()));
        };
        value = inner;
        at += field.len() + 1;
    }
    None
}

/// What a path leads to, where it leads anywhere.
pub(super) fn found<'a>(path: &str, whole: &'a Value) -> Option<&'a Value> {
    path.split('.').try_fold(whole, |value, field| value.get(field))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_printed_where_nothing_is_done_with_it() {
        let text =
            "{{ a.b }}{{- c -}}{{ d | e }}{{ \"f\" }}{{ <g h={i} /> }}{% if j %}{# {{ k }} #}";
        assert_eq!(printed(text), [(3, "a.b"), (13, "c")]);
    }

    #[test]
    fn names_stand_in_tags_and_not_in_quotes_or_comments() {
        let text = "a {{ b.c | d(e=\"f.g\") }} {# h #}{%- if i and not j %}{ k }{% endif %}";
        let names: Vec<&str> = names(text).into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, ["b.c", "d", "e", "if", "i", "and", "not", "j", "endif"]);
    }

    #[test]
    fn a_template_gives_itself_what_it_sets_and_goes_through() {
        let text = "{% set a = 1 %}{%- set_global b = c %}{% for d, e in f %}{{ g }}{% endfor %}";
        assert_eq!(given(text), ["a", "b", "d", "e"]);
        assert_eq!(given("{% component a(b, c=\"d\", e: f) %}"), ["b", "c", "e"]);
    }

    #[test]
    fn a_path_ends_where_a_field_is_missing_and_not_where_nothing_is() {
        let whole = serde_json::json!({"name": "云澄区", "parent": null, "home": {"href": "/"}});
        let check = |path, field: Option<(usize, &str)>| {
            assert_eq!(missing(path, &whole).map(|(at, field, _)| (at, field)), field, "{path}");
        };
        check("site", None);
        check("site.name", None);
        check("site.parent.name", None);
        check("site.kaboom", Some((5, "kaboom")));
        check("site.home.hreff", Some((10, "hreff")));
    }
}
