//! What templates can do with a value: formatting and nothing else. No filter looks anything up.

use tera::{Kwargs, State, StringInput, Tera, TeraResult, Value};

use crate::measure::{Stretch, stretches};
use crate::money;

/// Makes the filters known.
pub(super) fn register(tera: &mut Tera) {
    measure(tera, "");
    phrases(tera, "");
    tera.register_filter("grouped", |number: i64, _: Kwargs, _: &State| money::grouped(number));
    tera.register_filter("qr", |url: &str, _: Kwargs, _: &State| super::qr::qr(url));
    tera.register_filter("hundredths", |number: i64, _: Kwargs, _: &State| hundredths(number));
    tera.register_filter("whole", whole);
}

/// A text whose dates, telephone numbers and amounts stay on one line.
fn whole(text: StringInput<'_>, _: Kwargs, state: &State) -> TeraResult<Value> {
    marked(text, state, stretches)
}

/// Makes the words known that `phrased` keeps on one line in headings and in the navigation: they
/// stand apart by spaces.
pub(super) fn phrases(tera: &mut Tera, words: &str) {
    let mut words: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
    // The longest word that fits counts: 人民代表大会 before 大会.
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    tera.register_filter("phrased", move |text: StringInput<'_>, _: Kwargs, state: &State| {
        marked(text, state, |text| phrased(text, &words))
    });
}

/// A text as what may be broken and what must not, the listed words among it.
fn phrased<'a>(text: &'a str, words: &[String]) -> Vec<Stretch<'a>> {
    let cut = |stretch| match stretch {
        Stretch::Words(running) => kept(running, words),
        Stretch::Figure(_) => vec![stretch],
    };
    stretches(text).into_iter().flat_map(cut).collect()
}

/// Running words as listed ones, which stay whole, and what is between them.
fn kept<'a>(text: &'a str, words: &[String]) -> Vec<Stretch<'a>> {
    let mut found = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let word = words.iter().find(|word| rest.starts_with(word.as_str()));
        let Some(long) = word.map(String::len).or_else(|| called(rest)) else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        found.extend(text.get(from..at).filter(|before| !before.is_empty()).map(Stretch::Words));
        found.extend(rest.get(..long).map(Stretch::Figure));
        at += long;
        from = at;
    }
    found.extend(text.get(from..).filter(|rest| !rest.is_empty()).map(Stretch::Words));
    found
}

/// Most characters of a name between quotation marks that stays whole, such as “五位一体”.
const LONGEST_NAME: usize = 5;

/// How many bytes of a text are a short name between quotation marks, if it begins with one.
fn called(text: &str) -> Option<usize> {
    let (name, _) = text.strip_prefix('“')?.split_once('”')?;
    (name.chars().count() <= LONGEST_NAME).then_some(name.len() + "“”".len())
}

/// Marks that begin no line.
const CLINGING: &[char] = &['，', '。', '、', '；', '：', '！', '？', '）', '》', '”', '’', '〕'];

/// A text with a mark around each stretch that must not be broken, and around what clings to it:
/// after such a stretch browsers would begin a line with a comma.
fn marked(
    text: StringInput<'_>,
    state: &State,
    stretches: impl FnOnce(&str) -> Vec<Stretch<'_>>,
) -> TeraResult<Value> {
    if text.is_safe() {
        return Ok(text.into_value());
    }
    let mut out = String::with_capacity(text.as_str().len() * 2);
    let mut open = false;
    for stretch in stretches(text.as_str()) {
        match stretch {
            Stretch::Words(words) => {
                let rest = if open { words.trim_start_matches(CLINGING) } else { words };
                let clinging = words.strip_suffix(rest).unwrap_or_default();
                out.push_str(&state.escape(clinging)?);
                out.push_str(if open { "</span>" } else { "" });
                out.push_str(&state.escape(rest)?);
                open = false;
            }
            Stretch::Figure(figure) => {
                out.push_str(if open { "</span>" } else { "" });
                out.push_str("<span class=\"n\">");
                out.push_str(&state.escape(figure)?);
                open = true;
            }
        }
    }
    out.push_str(if open { "</span>" } else { "" });
    Ok(Value::safe_string(&out))
}

/// Makes the word known by which tasks are counted, as `measure()`: components, which see nothing
/// but what they are given, count them too.
pub(super) fn measure(tera: &mut Tera, word: &str) {
    let word = word.to_owned();
    tera.register_function("measure", move |_: Kwargs, _: &State| word.clone());
}

/// Hundredths as a decimal number without useless zeros: 6650 is 66.5.
fn hundredths(number: i64) -> String {
    let sign = if number < 0 { "\u{2212}" } else { "" };
    let (whole, part) = (number.unsigned_abs() / 100, number.unsigned_abs() % 100);
    let decimals = format!("{part:02}");
    let point = if part == 0 { "" } else { "." };
    format!("{sign}{whole}{point}{}", decimals.trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comma_stays_with_the_figure_before_it() {
        let mut tera = Tera::default();
        register(&mut tera);
        for (text, expected) in [
            ("治理6.5万亩，其中", "治理<span class=\"n\">6.5万亩，</span>其中"),
            ("（2026年9月）。", "（<span class=\"n\">2026年9月）。</span>"),
            ("2026年9月", "<span class=\"n\">2026年9月</span>"),
            ("没有，<b>", "没有，&lt;b&gt;"),
        ] {
            tera.add_raw_template("t.html", "{{ text | whole }}").expect("a template");
            let mut context = tera::Context::new();
            context.insert("text", text);
            assert_eq!(tera.render("t.html", &context).expect("a page"), expected, "{text}");
        }
    }

    #[test]
    fn listed_words_stay_whole_the_longest_first() {
        let words: Vec<String> = ["人民代表大会", "大会", "年度"].map(str::to_owned).into();
        let whole = |text| -> Vec<String> {
            let parts = phrased(text, &words).into_iter();
            let whole = parts.filter_map(|part| match part {
                Stretch::Figure(whole) => Some(whole.to_owned()),
                Stretch::Words(_) => None,
            });
            whole.collect()
        };
        assert_eq!(whole("市人民代表大会第六次大会公告"), ["人民代表大会", "大会"]);
        assert_eq!(whole("关于年度先进"), ["年度"]);
        assert_eq!(whole("市“三提高”工作和“一条很长的话”"), ["“三提高”"]);
        assert_eq!(whole("2026年9月30日前办结"), ["2026年9月30日"]);
        assert!(whole("没有").is_empty());
    }

    #[test]
    fn hundredths_lose_useless_zeros() {
        for (number, words) in
            [(6_650, "66.5"), (6_600, "66"), (5, "0.05"), (-150, "\u{2212}1.5"), (0, "0")]
        {
            assert_eq!(hundredths(number), words);
        }
    }
}
