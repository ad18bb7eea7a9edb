//! One file being read.

use std::ops::Range;

use super::room::Room;
use super::{Amounts, Dated, Lost, astray, days, flat, sheet};
use crate::diagnostic::{Code, Diagnostic, any_error};
use crate::record::{PlanRecord, Writeup};
use crate::span::{FileId, Span};
use crate::unread;
use crate::yaml::{self, Field, Node, Read, Shape, Value, amounts, mentions};

/// Reading one file.
pub(super) struct Reading<'a> {
    pub(super) file: FileId,
    pub(super) text: &'a str,
    /// What the file may hold.
    pub(super) room: Room,
    /// Whether part of the file is not YAML.
    pub(super) slipped: bool,
    pub(super) lost: &'a mut Lost,
    pub(super) loose: &'a mut Vec<Writeup<()>>,
    pub(super) amounts: &'a mut Amounts,
    pub(super) days: Vec<Dated>,
    pub(super) problems: &'a mut Vec<Diagnostic>,
}

impl Reading<'_> {
    pub(super) fn node(&mut self) -> Option<Node> {
        self.parsed(0..self.text.len())
    }

    pub(super) fn parsed(&mut self, part: Range<usize>) -> Option<Node> {
        let text = self.text.get(part.clone()).unwrap_or_default();
        let other = flat::flattened(self.room, text, self.file, part.start)
            .or_else(|| sheet::sheet(self.room, text, self.file, part.start));
        if let Some(problem) = other {
            self.problems.push(problem);
            self.slipped = true;
            self.lose_what_is_written();
            return None;
        }
        let before = self.problems.len();
        let node = yaml::parse(self.file, text, part.start, self.problems);
        let found = self.problems.get(before..).unwrap_or_default();
        if found.iter().any(|problem| problem.code == Code::DuplicateKey) {
            // What stands under the second of two keys is not read.
            self.lose_what_is_written();
        }
        self.slipped = node.as_ref().is_none_or(Node::is_broken);
        if self.slipped {
            self.lose_what_is_written();
        }
        node
    }

    /// Whatever looks like an id in a text that is not YAML may be one that was lost.
    pub(super) fn lose_what_is_written(&mut self) {
        self.lost.lose(self.room, self.text);
    }

    /// The file as it is; what cannot be read was reported.
    pub(super) fn whole(&mut self) -> Node {
        let span = Span::start_of(self.file);
        self.node().unwrap_or(Node { span, value: Value::Broken })
    }

    pub(super) fn one<T: Read>(&mut self) -> Option<T> {
        let node = self.node()?;
        let documents = match &node.value {
            Value::List(documents) => documents.first().filter(|first| first.span == node.span),
            Value::Null | Value::Scalar { .. } | Value::Map(_) | Value::Broken => None,
        };
        // A list begins with its dash; only several documents begin with the first of them.
        let node = documents.unwrap_or(&node);
        let before = self.problems.len();
        let record = self.read(node);
        if record.is_some() {
            astray::unfilled(node, before, self.problems);
        }
        record
    }

    /// One record or a list of them; an empty file holds none.
    pub(super) fn list<T: Read>(&mut self, kind: &'static str) -> Vec<T> {
        let Some(node) = self.node() else { return Vec::new() };
        self.records(&node, kind)
    }

    pub(super) fn records<T: Read>(&mut self, node: &Node, kind: &'static str) -> Vec<T> {
        let node = match astray::wrapped::<T>(node) {
            Some((key, inner)) => {
                self.problems.push(astray::wrapper(key));
                inner
            }
            None => node,
        };
        if let (Shape::Record(fields), Value::Map(_)) = (T::shape(), &node.value)
            && let Some(problem) = yaml::no_list(node, fields)
        {
            self.lose_what_is_written();
            self.problems.push(problem);
            return Vec::new();
        }
        match &node.value {
            Value::Null => Vec::new(),
            Value::List(items) => {
                let items = yaml::whole_records::<T>(items, self.problems);
                items.iter().filter_map(|item| self.record(item, kind)).collect()
            }
            Value::Map(_) | Value::Scalar { .. } | Value::Broken => {
                self.record(node, kind).into_iter().collect()
            }
        }
    }

    /// Reads a record; if something in it is wrong, what it refers to is noted besides.
    fn read<T: Read>(&mut self, node: &Node) -> Option<T> {
        let before = self.problems.len();
        let record = T::read(node, self.problems);
        if self.problems.get(before..).is_some_and(any_error) {
            self.lost.mentions.extend(mentions(node, &T::shape()));
        }
        record
    }

    pub(super) fn record<T: Read>(&mut self, node: &Node, kind: &'static str) -> Option<T> {
        if let Some(home) = astray::home::<T>(node) {
            self.problems.push(astray::wrong_folder(node, home));
            let id = claimed_id::<T>(node).or_else(|| astray::id(home, node)).unwrap_or_default();
            self.lost.claims.extend([(home.en, id.clone()), (kind, id)]);
            return None;
        }
        let before = self.problems.len();
        let record = self.read(node);
        if record.is_some() {
            astray::unfilled(node, before, self.problems);
            if !astray::is_draft(node) {
                self.days.extend(days::days(kind, node, &T::shape()));
            }
            // What is left of a figure that was cut says nothing of its unit.
            if !self.problems.get(before..).is_some_and(any_error) {
                self.amounts.note(amounts(node, &T::shape()));
            }
        }
        if record.is_none() {
            let id = claimed_id::<T>(node);
            // In a text that is not YAML, every id that is written may be the lost one.
            if id.is_some() || !self.slipped {
                self.lost.claims.insert((kind, id.unwrap_or_default()));
            }
        }
        record
    }

    /// Plans; what is lost of a catalogue is known by its ids.
    pub(super) fn plans(&mut self) -> Vec<PlanRecord> {
        let Some(node) = self.node() else { return Vec::new() };
        let items = match &node.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(&node),
        };
        let items = yaml::whole_records::<PlanRecord>(items, self.problems);
        let mut plans = Vec::new();
        for item in items.iter() {
            let read = self.records::<PlanRecord>(item, "plan");
            if read.iter().all(|plan| unread!(plan, catalogue)) {
                let mut ids = Vec::new();
                ids_below(item, &mut ids);
                self.lost.claims.extend(ids.into_iter().map(|id| ("category", id)));
            }
            plans.extend(read);
        }
        plans
    }
}

/// What a record that could not be read is called: its first key is its id, or names the record it
/// speaks of.
fn claimed_id<T: Read>(node: &Node) -> Option<String> {
    let (Value::Map(entries), Shape::Record(fields)) = (&node.value, T::shape()) else {
        return None;
    };
    let id: &Field = fields.first()?;
    entries.iter().find(|(key, _)| id.is(&key.text)).and_then(|(_, node)| scalar(node))
}

pub(super) fn scalar(node: &Node) -> Option<String> {
    match &node.value {
        Value::Scalar { text, .. } => Some(text.clone()),
        Value::Null | Value::List(_) | Value::Map(_) | Value::Broken => None,
    }
}

/// Every id in a node and below it.
fn ids_below(node: &Node, ids: &mut Vec<String>) {
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| ids_below(item, ids)),
        Value::Map(entries) => {
            for (key, node) in entries {
                let is_id = matches!(key.text.as_str(), "id" | "编号");
                ids.extend(scalar(node).filter(|_| is_id));
                ids_below(node, ids);
            }
        }
        Value::Null | Value::Scalar { .. } | Value::Broken => {}
    }
}
