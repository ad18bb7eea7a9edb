//! Lists that go over several pages: of equal size, none with a single row if it can be helped.

use super::days::{dwell_ms, halves};
use super::notice::room;
use super::{Asked, Leaf};
use crate::plan::view::slide::{Body, Cut};

/// A row with the record it speaks of.
pub type Row<R> = (R, Option<String>);

/// Longest time for the pages of one list, in milliseconds.
const LONGEST_LIST: u32 = 90_000;
/// More pages than this take longer than that, however little they say.
const MOST_PAGES: usize = 11;

/// How many rows a list may have at most.
pub fn most_rows(asked: Asked, capacity: usize) -> usize {
    asked.slide.limit.unwrap_or(usize::MAX).min(MOST_PAGES * capacity)
}

/// Rows per page: eleven rows at five a page are 4, 4 and 3.
pub fn sizes(rows: usize, capacity: usize) -> Vec<usize> {
    let pages = rows.div_ceil(capacity.max(1));
    let (each, over) = (rows.checked_div(pages).unwrap_or(0), rows.checked_rem(pages).unwrap_or(0));
    (0..pages).map(|page| each + usize::from(page < over)).collect()
}

/// What a list holds, page by page.
pub fn parted<T>(rows: Vec<T>, capacity: usize) -> Vec<Vec<T>> {
    let sizes = sizes(rows.len(), capacity);
    let mut rest = rows.into_iter();
    sizes.into_iter().map(|size| rest.by_ref().take(size).collect()).collect()
}

/// A list to be shown.
pub struct List<'a, R> {
    /// The rows there is room for.
    pub rows: Vec<Row<R>>,
    /// How many rows the list holds, shown or not.
    pub total: usize,
    /// How many a page holds.
    pub capacity: usize,
    /// The word that counts them: 项, 家.
    pub counter: &'a str,
}

/// The pages of a list. What would take longer than a minute and a half is cut to its first rows,
/// and that is said.
pub fn paged<R: Clone>(
    asked: Asked,
    title: &str,
    list: List<R>,
    body: impl Fn(Vec<R>) -> Body,
) -> Vec<Leaf> {
    let List { mut rows, total, capacity, counter } = list;
    loop {
        let pages = pages(title, &rows, capacity, &body);
        let count = pages.len();
        let leaves = with_cut(asked, pages, Cut::of(rows.len(), total, counter));
        let time: u32 = leaves.iter().map(|leaf| dwell_ms(asked, leaf)).sum();
        if time <= LONGEST_LIST || count < 2 {
            return leaves;
        }
        rows.truncate((count - 1) * capacity);
    }
}

/// Pages that say what their list holds beyond them. The lines of a strip are all taken by rows:
/// there a page before them says it.
pub fn with_cut(asked: Asked, mut pages: Vec<Leaf>, cut: Option<Cut>) -> Vec<Leaf> {
    let (Some(cut), Some(first)) = (cut, pages.first()) else { return pages };
    let before = Leaf {
        key: format!("{}-of", first.key),
        page: None,
        body: Body::Words { sentence: opening(asked, &first.title, &cut) },
        items: Vec::new(),
        ..first.clone()
    };
    for leaf in &mut pages {
        leaf.cut = Some(cut.clone());
    }
    if asked.screen.profile.strip {
        let heading =
            (!has_room(asked, &titled(&before.title, &cut))).then(|| heading(asked, &before));
        pages.splice(0..0, heading.flatten().into_iter().chain([before]));
    }
    pages
}

/// What a list is of, where that finds no room beside what it holds.
fn heading(asked: Asked, before: &Leaf) -> Option<Leaf> {
    let body = Body::Words { sentence: before.title.clone() };
    let key = format!("title-{}", before.key);
    has_room(asked, &before.title).then(|| Leaf { key, body, ..before.clone() })
}

/// Rows that do not say what they are of: on a strip, which has no title beside them, a page before
/// them says it, unless one says already what they are and how many.
pub fn headed(asked: Asked, mut pages: Vec<Leaf>) -> Vec<Leaf> {
    let Some(first) = pages.first().filter(|_| asked.screen.profile.strip) else { return pages };
    if !matches!(first.body, Body::Words { .. }) {
        let heading = Leaf {
            key: format!("{}-of", first.key),
            page: None,
            items: Vec::new(),
            body: Body::Words { sentence: first.title.clone() },
            ..first.clone()
        };
        pages.insert(0, heading);
    }
    pages
}

/// 到期任务共23项，列出6项; without its title where that is too long for a strip.
fn opening(asked: Asked, title: &str, cut: &Cut) -> String {
    let titled = titled(title, cut);
    if has_room(asked, &titled) { titled } else { cut.in_full() }
}

fn titled(title: &str, cut: &Cut) -> String {
    format!("{title}{}", cut.in_full())
}

/// Whether a strip has room for a sentence.
fn has_room(asked: Asked, sentence: &str) -> bool {
    let (hanzi, lines) = room(&asked.screen.profile);
    halves(sentence) <= hanzi * 2 * lines
}

fn pages<R: Clone>(
    title: &str,
    rows: &[Row<R>],
    capacity: usize,
    body: impl Fn(Vec<R>) -> Body,
) -> Vec<Leaf> {
    let pages = parted(rows.to_vec(), capacity);
    let of = u32::try_from(pages.len()).unwrap_or(u32::MAX);
    let leaf = |(number, held): (u32, Vec<Row<R>>)| {
        let (rows, items): (Vec<R>, Vec<Option<String>>) = held.into_iter().unzip();
        Leaf {
            key: number.to_string(),
            page: (of > 1).then_some((number, of)),
            items: items.into_iter().flatten().collect(),
            ..Leaf::new(title.to_owned(), body(rows))
        }
    };
    (1..).zip(pages).map(leaf).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn pages_are_of_equal_size() {
        for (rows, capacity, expected) in [
            (11, 5, vec![4, 4, 3]),
            (6, 5, vec![3, 3]),
            (5, 5, vec![5]),
            (1, 5, vec![1]),
            (0, 5, vec![]),
            (9, 4, vec![3, 3, 3]),
        ] {
            assert_eq!(sizes(rows, capacity), expected, "{rows} at {capacity}");
        }
    }

    proptest! {
        #[test]
        fn no_page_holds_more_than_fits_or_a_row_alone(rows in 2usize..10_001, capacity in 3usize..20) {
            let sizes = sizes(rows, capacity);
            prop_assert_eq!(sizes.iter().sum::<usize>(), rows);
            prop_assert!(sizes.iter().all(|size| *size <= capacity && *size > 1));
        }
    }
}
