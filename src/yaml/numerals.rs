//! Whole numbers in Chinese numerals: `三千二百`, `叁仟贰佰`, `一百零五`.

/// The figures that numerals stand for, also as they are written on bills.
const FIGURES: [&str; 2] = ["零一二三四五六七八九", "〇壹贰叁肆伍陆柒捌玖"];

/// Words that multiply the figure before them, up to 9999.
const TIMES: [(char, u64); 6] =
    [('十', 10), ('拾', 10), ('百', 100), ('佰', 100), ('千', 1000), ('仟', 1000)];

/// The number that a text of numerals alone stands for, below 10 000.
fn below_wan(text: &str) -> Option<u64> {
    let mut sum = 0;
    let mut figure = None;
    for mark in text.chars() {
        if let Some((_, times)) = TIMES.iter().find(|(known, _)| *known == mark) {
            // 十 alone is ten.
            sum += figure.take().unwrap_or(1) * times;
        } else {
            figure = Some(self::figure(mark)?);
        }
    }
    let sum = sum + figure.unwrap_or(0);
    (sum > 0).then_some(sum)
}

fn figure(mark: char) -> Option<u64> {
    let mark = if mark == '两' { '二' } else { mark };
    let at = FIGURES.iter().find_map(|all| all.chars().position(|known| known == mark))?;
    u64::try_from(at).ok()
}

/// The digits for the numerals with which a text begins, and what follows: `三千二百万元` is `3200` and
/// `万元`. Digits row by row, as in years, are no number.
pub(super) fn digits(text: &str) -> Option<(u64, &str)> {
    let is_numeral =
        |mark: char| figure(mark).is_some() || TIMES.iter().any(|(known, _)| *known == mark);
    let end = text.find(|mark| !is_numeral(mark)).unwrap_or(text.len());
    let (numerals, rest) = text.split_at_checked(end)?;
    let mut pairs = numerals.chars().zip(numerals.chars().skip(1));
    let is_row =
        pairs.any(|(one, next)| figure(one).is_some_and(|it| it > 0) && figure(next).is_some());
    if is_row {
        return None;
    }
    Some((below_wan(numerals)?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_read_up_to_ten_thousand() {
        for (written, meant) in [
            ("三千二百万元", Some((3200, "万元"))),
            ("叁仟贰佰万元整", Some((3200, "万元整"))),
            ("一百零五部", Some((105, "部"))),
            ("十二", Some((12, ""))),
            ("六十部", Some((60, "部"))),
            ("两千", Some((2000, ""))),
            ("五", Some((5, ""))),
            ("零", None),
            ("二〇二六年", None),
            ("若干", None),
            ("", None),
        ] {
            assert_eq!(digits(written), meant, "{written}");
        }
    }
}
