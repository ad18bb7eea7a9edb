//! Files under `units/`: units, posts and holdings, each below the name of its section.

use super::astray;
use super::reading::Reading;
use crate::diagnostic::{Code, Diagnostic, say};
use crate::record::{HoldingRecord, PostRecord, UnitRecord};
use crate::yaml::{self, Key, Node, Value};

/// What a file under `units/` holds.
struct People<'a> {
    units: &'a mut Vec<UnitRecord>,
    posts: &'a mut Vec<PostRecord>,
    holdings: &'a mut Vec<HoldingRecord>,
}

/// The sections of a file under `units/`.
pub(super) const SECTIONS: [(&str, &str); 3] =
    [("units", "单位"), ("posts", "岗位"), ("holdings", "任职")];

impl Reading<'_> {
    /// A file under `units/`: sections 单位, 岗位 and 任职, or units alone.
    pub(super) fn units(
        &mut self,
        units: &mut Vec<UnitRecord>,
        posts: &mut Vec<PostRecord>,
        holdings: &mut Vec<HoldingRecord>,
    ) {
        let Some(node) = self.node() else { return };
        let section = |key: &str| SECTIONS.iter().position(|(en, zh)| key == *en || key == *zh);
        let mut people = People { units, posts, holdings };
        let Value::Map(entries) = &node.value else {
            self.section(&node, 0, &mut people);
            return;
        };
        let is_section = |(key, node): &(Key, Node)| {
            section(&key.text).is_some() && !matches!(node.value, Value::Scalar { .. })
        };
        // 单位列表: the line above records that is called otherwise.
        let is_like_one = |(_, node): &(Key, Node)| matches!(node.value, Value::List(_));
        if !entries.iter().any(is_section) && !entries.iter().all(is_like_one) {
            self.section(&node, 0, &mut people);
            return;
        }
        for (key, value) in entries {
            match section(&key.text) {
                Some(at) => self.section(value, at, &mut people),
                None if value.value == Value::Broken => {}
                None => {
                    // What stands below it nobody can read: nothing that refers to it is wrong.
                    self.lose_what_is_written();
                    self.problems.push(
                        Diagnostic::new(
                            Code::UnknownKey,
                            key.span,
                            say(
                                format!("未知的键`{}`", key.text),
                                format!("unknown key `{}`", key.text),
                            ),
                        )
                        .help(say(
                            "这里可以写：单位、岗位、任职",
                            "known keys: units, posts, holdings",
                        )),
                    );
                }
            }
        }
    }

    /// The records of a section; those below which the line of their own section is missing are read
    /// as what they are, and the line is asked for once.
    fn section(&mut self, node: &Node, at: usize, people: &mut People) {
        let items = match &node.value {
            Value::List(items) => items.as_slice(),
            Value::Null => return,
            Value::Map(_) | Value::Scalar { .. } | Value::Broken => std::slice::from_ref(node),
        };
        let items = match at {
            0 => yaml::whole_records::<UnitRecord>(items, self.problems),
            1 => yaml::whole_records::<PostRecord>(items, self.problems),
            _ => yaml::whole_records::<HoldingRecord>(items, self.problems),
        };
        let mut current = at;
        for item in items.iter() {
            let meant = astray::section(item, current);
            if meant != current {
                self.problems.push(astray::no_section(item, SECTIONS.get(meant).copied()));
                current = meant;
            }
            match current {
                0 => people.units.extend(self.record(item, "unit")),
                1 => people.posts.extend(self.record(item, "post")),
                _ => people.holdings.extend(self.record(item, "holding")),
            }
        }
    }
}
