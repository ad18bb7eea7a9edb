//! What templates can do with a value: formatting and nothing else. No filter looks anything up.

use tera::{Kwargs, State, StringInput, Tera, TeraResult, Value};

use crate::measure::{Stretch, stretches};
use crate::money;

/// Makes the filters known.
pub(super) fn register(tera: &mut Tera) {
    measure(tera, "");
    tera.register_filter("grouped", |number: i64, _: Kwargs, _: &State| money::grouped(number));
    tera.register_filter("qr", |url: &str, _: Kwargs, _: &State| super::qr::qr(url));
    tera.register_filter("hundredths", |number: i64, _: Kwargs, _: &State| hundredths(number));
    tera.register_filter("whole", whole);
}

/// A text whose dates, telephone numbers and amounts stay on one line.
fn whole(text: StringInput<'_>, _: Kwargs, state: &State) -> TeraResult<Value> {
    if text.is_safe() {
        return Ok(text.into_value());
    }
    let mut out = String::with_capacity(text.as_str().len() * 2);
    for stretch in stretches(text.as_str()) {
        match stretch {
            Stretch::Words(words) => out.push_str(&state.escape(words)?),
            Stretch::Figure(figure) => {
                out.push_str("<span class=\"n\">");
                out.push_str(&state.escape(figure)?);
                out.push_str("</span>");
            }
        }
    }
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
    fn hundredths_lose_useless_zeros() {
        for (number, words) in
            [(6_650, "66.5"), (6_600, "66"), (5, "0.05"), (-150, "\u{2212}1.5"), (0, "0")]
        {
            assert_eq!(hundredths(number), words);
        }
    }
}
