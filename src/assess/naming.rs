//! How a post is named on a day by the portal's naming policy.

use chrono::NaiveDate;

use crate::date::add_days;
use crate::portal::{NamingPolicyInForce, Post};
use crate::record::LeaderClass;

/// How a post is named on a day. What happened on a day stays with the holder of that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named<'a> {
    /// The post's title.
    pub title: &'a str,
    /// Who holds it.
    pub holder: Holder<'a>,
    /// The office telephone.
    pub phone: Option<&'a str>,
}

/// Who holds a post on a day, as far as it may be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder<'a> {
    /// Named with name and post.
    Named {
        /// The name.
        name: &'a str,
        /// Only acting: 主持工作.
        acting: bool,
    },
    /// Held; the policy names the post only.
    PostOnly {
        /// Only acting: 主持工作.
        acting: bool,
    },
    /// 空缺, since a day if a holder before is recorded.
    Vacant {
        /// The first day without a holder.
        since: Option<NaiveDate>,
    },
    /// Nobody was ever recorded for this post and its kind is not named: no statement is made.
    Unrecorded,
    /// The post does not exist on that day.
    NoPost,
}

/// How a post is named on a day.
pub fn named(post: &Post, policy: NamingPolicyInForce, day: NaiveDate) -> Named<'_> {
    let phone = post.office_phone.as_deref();
    Named { title: &post.label, holder: holder(post, policy, day), phone }
}

fn holder(post: &Post, policy: NamingPolicyInForce, day: NaiveDate) -> Holder<'_> {
    if !post.exists(day) {
        return Holder::NoPost;
    }
    let full = is_named(post.class, policy);
    match post.holder(day) {
        Some(held) if full => Holder::Named { name: &held.name, acting: held.acting },
        Some(held) => Holder::PostOnly { acting: held.acting },
        None if post.holdings.is_empty() && !full => Holder::Unrecorded,
        None => Holder::Vacant { since: vacant_since(post, day) },
    }
}

/// Whether posts of a class are named with their holders' names.
pub fn is_named(class: LeaderClass, policy: NamingPolicyInForce) -> bool {
    match class {
        LeaderClass::Main | LeaderClass::Deputy | LeaderClass::Liaison => policy.leaders_named,
        LeaderClass::Head | LeaderClass::DeputyHead => policy.heads_named,
        LeaderClass::Section
        | LeaderClass::Handler
        | LeaderClass::Village
        | LeaderClass::GridWorker => policy.handlers_named,
    }
}

/// The first day of a vacancy: the day after the last holder left, or the post's first day.
pub(super) fn vacant_since(post: &Post, day: NaiveDate) -> Option<NaiveDate> {
    let left = post.holdings.iter().filter_map(|held| held.until).filter(|until| *until < day);
    left.max().map(|until| add_days(until, 1)).or(post.from)
}

#[cfg(test)]
mod tests {
    use super::super::sample::case::any_post;
    use super::super::sample::day;
    use super::*;

    /// Checks the holder of a post under the usual policy: heads and leaders by name.
    fn check(class: LeaderClass, holdings: &str, on: &str, expected: Holder) {
        let policy = NamingPolicyInForce::from_record(None);
        let post = any_post(class, holdings);
        assert_eq!(named(&post, policy, day(on)).holder, expected, "{holdings} on {on}");
    }

    #[test]
    fn leaders_and_heads_are_named_and_handlers_by_their_post() {
        let held = "罗启明 2024-01-01..";
        for class in [LeaderClass::Main, LeaderClass::Deputy, LeaderClass::Head] {
            check(class, held, "2026-01-01", Holder::Named { name: "罗启明", acting: false });
        }
        for class in [LeaderClass::Handler, LeaderClass::Section, LeaderClass::GridWorker] {
            check(class, held, "2026-01-01", Holder::PostOnly { acting: false });
        }
    }

    #[test]
    fn what_happened_on_a_day_stays_with_the_holder_of_that_day() {
        let held = "罗启明 2024-01-01..2026-03-31; 岳安 2026-05-01.. acting";
        let check = |on, expected| check(LeaderClass::Deputy, held, on, expected);
        check("2026-03-31", Holder::Named { name: "罗启明", acting: false });
        check("2026-04-01", Holder::Vacant { since: Some(day("2026-04-01")) });
        check("2026-04-30", Holder::Vacant { since: Some(day("2026-04-01")) });
        check("2026-05-01", Holder::Named { name: "岳安", acting: true });
    }

    #[test]
    fn a_post_is_vacant_only_if_somebody_is_known_to_be_missing() {
        check(LeaderClass::Deputy, "", "2026-01-01", Holder::Vacant { since: None });
        check(LeaderClass::Handler, "", "2026-01-01", Holder::Unrecorded);
        let left = "岳安 2024-01-01..2025-12-31";
        let since = Some(day("2026-01-01"));
        check(LeaderClass::Handler, left, "2026-02-01", Holder::Vacant { since });
    }
}
