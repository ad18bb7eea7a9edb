//! Amounts without the word that says how large they are, among amounts that have it: as when the
//! head of a table's column said 万元 and the column was copied without it.

use crate::diagnostic::{Code, Diagnostic, say};
use crate::money::Money;
use crate::span::Span;
use crate::yaml::Amount;

/// From this amount on, in fen, nobody means so many times ten thousand.
const LARGE: i64 = 100_000_000;

/// What the files say of amounts, as far as their units go.
#[derive(Debug, Clone, Default)]
pub struct Amounts {
    /// Amounts that say no unit and are small enough to be meant in another.
    bare: Vec<Amount>,
    /// The first amount of each file that says its unit.
    with_unit: Vec<Span>,
}

impl Amounts {
    /// Takes note of the amounts of a record.
    pub(super) fn note(&mut self, amounts: Vec<Amount>) {
        for amount in amounts {
            if amount.has_unit() {
                let is_known = self.with_unit.last().is_some_and(|it| it.file == amount.span.file);
                self.with_unit.extend((!is_known).then_some(amount.span));
            } else if Money::parse(&amount.written).is_some_and(is_small) {
                self.bare.push(amount);
            }
        }
    }

    /// Adds those of another file.
    pub(super) fn add(&mut self, other: Self) {
        self.bare.extend(other.bare);
        self.with_unit.extend(other.with_unit);
    }

    /// Amounts that may be meant in another unit, once the portal writes units elsewhere.
    pub(super) fn report(&self, problems: &mut Vec<Diagnostic>) {
        let Some(other) = self.with_unit.first() else { return };
        problems.extend(self.bare.iter().map(|amount| bare(amount, *other)));
    }
}

impl<'a> FromIterator<&'a Amounts> for Amounts {
    fn from_iter<I: IntoIterator<Item = &'a Self>>(all: I) -> Self {
        all.into_iter().fold(Self::default(), |mut sum, amounts| {
            sum.add(amounts.clone());
            sum
        })
    }
}

fn is_small(amount: Money) -> bool {
    (1..LARGE).contains(&amount.fen())
}

fn bare(amount: &Amount, other: Span) -> Diagnostic {
    let Amount { written, span } = amount;
    let words = say(
        format!("金额`{written}`没有写单位，按{written}元公布"),
        format!("`{written}` says no unit and is published as yuan"),
    );
    Diagnostic::new(Code::AmountUnit, *span, words)
        .note(other, say("别处的金额写了单位", "other amounts say theirs"))
        .help(say(
            format!("是元的写成`{written}元`，是万元的写成`{written}万元`"),
            format!("write `{written}元` for yuan, `{written}万元` for ten thousands of yuan"),
        ))
}
