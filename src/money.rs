//! Money in yuan, computed exactly in fen.

/// An amount of money in fen (1/100 yuan); never negative in a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money(i64);

impl Money {
    /// An amount from fen.
    pub fn from_fen(fen: i64) -> Self {
        Self(fen)
    }

    /// The amount in fen.
    pub fn fen(self) -> i64 {
        self.0
    }

    /// Reads an amount in yuan: digits with at most two decimals, `1_000` and `1,000` allowed,
    /// or a figure with 万/亿 (`3200万`, `1.2亿元`), which is exact as long as it comes out in fen.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.strip_suffix('元').unwrap_or(text);
        let (figure, scale): (&str, i64) = match text.char_indices().last()? {
            (at, '万') => (text.get(..at)?, 1_000_000),
            (at, '亿') => (text.get(..at)?, 10_000_000_000),
            _ => (text, 100),
        };
        let (whole, decimals) = self::figure(figure.trim_end())?;
        if decimals.len() > 10 {
            return None;
        }
        let unit = 10_i64.pow(u32::try_from(decimals.len()).ok()?);
        let fraction = if decimals.is_empty() { 0 } else { decimals.parse::<i64>().ok()? };
        let fraction = fraction.checked_mul(scale)?;
        if fraction % unit != 0 {
            return None;
        }
        let fen = whole.parse::<i64>().ok()?.checked_mul(scale)?.checked_add(fraction / unit)?;
        Some(Self(fen))
    }

    /// The amount as an official would write it: `9,640万元`, `1.25亿元`, `3,500元`.
    pub fn words(self) -> String {
        const WAN: i64 = 1_000_000;
        const YI: i64 = 10_000_000_000;
        match self.0 {
            fen if fen >= YI => format!("{}亿元", decimal(fen, YI)),
            fen if fen >= WAN => format!("{}万元", decimal(fen, WAN)),
            fen => format!("{}元", decimal(fen, 100)),
        }
    }

    /// Yuan with a point and two decimals at most, for data files.
    pub fn yuan(self) -> String {
        match (self.0 / 100, self.0 % 100) {
            (yuan, 0) => yuan.to_string(),
            (yuan, fen) => format!("{yuan}.{fen:02}"),
        }
    }
}

/// The digits of a figure before and behind its point. Separators stand before groups of three
/// digits only: `1,5` is somebody's 1.5.
pub fn figure(text: &str) -> Option<(String, &str)> {
    let (whole, decimals) = match text.split_once('.') {
        Some((_, "")) => return None,
        Some(parts) => parts,
        None => (text, ""),
    };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split(['_', ',', ' ']);
    let first = groups.next().filter(|first| !first.is_empty() && digits(first))?;
    let rest: Vec<&str> = groups.collect();
    let is_grouped = rest.is_empty() || first.len() <= 3;
    let fits = is_grouped && rest.iter().all(|group| group.len() == 3 && digits(group));
    (fits && digits(decimals)).then(|| (format!("{first}{}", rest.concat()), decimals))
}

/// `fen / scale` with as many decimals as it needs and thousands separators.
fn decimal(fen: i64, scale: i64) -> String {
    let width = scale.ilog10() as usize;
    let fraction = format!("{:0width$}", fen % scale);
    let fraction = fraction.trim_end_matches('0');
    let whole = grouped(fen / scale);
    if fraction.is_empty() { whole } else { format!("{whole}.{fraction}") }
}

/// A count with thousands separators from 1,000 on.
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        out.push('\u{2212}');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_exactly() {
        for (text, fen) in [
            ("96400000", Some(9_640_000_000)),
            ("9640万", Some(9_640_000_000)),
            ("1.2亿元", Some(12_000_000_000)),
            ("3500.5", Some(350_050)),
            ("0.001", None),
            ("1,234.5", Some(123_450)),
            ("12 345_678", Some(1_234_567_800)),
            ("十万", None),
            ("3元元", None),
            ("1,5万", None),
            ("1,2345", None),
            ("1234,567", None),
            ("5.", None),
            ("", None),
            ("万元", None),
            ("-3", None),
            ("９２２", None),
            ("99999999999999亿", None),
        ] {
            assert_eq!(Money::parse(text).map(Money::fen), fen, "{text}");
        }
    }

    #[test]
    fn amounts_are_written_as_officials_write_them() {
        for (yuan, words) in
            [("96400000", "9,640万元"), ("125000000", "1.25亿元"), ("3500", "3,500元")]
        {
            assert_eq!(Money::parse(yuan).expect(yuan).words(), words);
        }
    }
}
