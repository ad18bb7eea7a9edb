//! From the parser's events to nodes.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_yaml::granit_parser::{self, ErrorKind, Event, Options, Parser, ScalarStyle, StrInput};

use super::{Key, Node, Place, Value, duplicate_key, slip};
use crate::diagnostic::{Code, Diagnostic, lost_letters, say};
use crate::span::Span;

/// Deepest nesting a record may have; deeper files are attacks or accidents.
const MAX_DEPTH: usize = 64;
/// Most nodes a file may unfold to, aliases included.
const MAX_NODES: usize = 250_000;
/// Maps with more keys than this are looked up in an index.
const MANY_KEYS: usize = 32;

/// Why a text was not read to its end.
pub(super) enum Stop {
    /// It is not YAML here; the text around the slip may still be read.
    Slip(Box<Diagnostic>),
    /// It is too much: nothing more is read.
    Limit(Box<Diagnostic>),
}

type Step<T> = Result<T, Stop>;

/// Reads a whole text.
pub(super) fn whole(text: &str, place: Place, problems: &mut Vec<Diagnostic>) -> Step<Node> {
    let mut tree = Tree::new(text, place, problems);
    let mut node = tree.document()?;
    tree.report_names_of_nothing(&mut node);
    Ok(node)
}

/// Reads a piece of a text that is not YAML as a whole. Names that are defined or used in other
/// pieces are not asked for.
pub(super) fn piece(text: &str, place: Place, problems: &mut Vec<Diagnostic>) -> Step<Node> {
    let mut tree = Tree::new(text, place, problems);
    tree.is_piece = true;
    tree.document()
}

struct Tree<'a> {
    text: &'a str,
    place: Place,
    is_piece: bool,
    events: Parser<'a, StrInput<'a>>,
    /// What each anchor stands for.
    anchors: BTreeMap<usize, Node>,
    /// Where each anchor is defined, and its name.
    defined: BTreeMap<usize, (Span, String)>,
    /// Anchors that some alias repeats.
    repeated: BTreeSet<usize>,
    nodes: usize,
    problems: &'a mut Vec<Diagnostic>,
}

impl<'a> Tree<'a> {
    fn new(text: &'a str, place: Place, problems: &'a mut Vec<Diagnostic>) -> Self {
        let options: Options =
            granit_parser::options! { emit_unresolved_aliases: true, emit_anchor_events: true };
        Self {
            text,
            place,
            is_piece: false,
            events: Parser::new_from_str_with_options(text, options),
            anchors: BTreeMap::new(),
            defined: BTreeMap::new(),
            repeated: BTreeSet::new(),
            nodes: 0,
            problems,
        }
    }

    /// The document. Several are reported and read as one list, so that mistakes in the later ones
    /// are found as well.
    fn document(&mut self) -> Step<Node> {
        let mut roots = Vec::new();
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => break,
                Event::DocumentStart(..) if roots.len() == 1 => {
                    let place = self.end_of_document(span).unwrap_or(span);
                    self.problems.push(slip::two_documents(place));
                }
                Event::Scalar(..)
                | Event::SequenceStart(..)
                | Event::MappingStart(..)
                | Event::UnresolvedAlias(_)
                | Event::Alias(_) => roots.push(self.node(event, span, 0)?),
                _ => {}
            }
        }
        Ok(one_of(roots, self.place))
    }

    /// The line of `...` that ends the document above one which begins without a mark of its own.
    fn end_of_document(&self, begins: Span) -> Option<Span> {
        let inside = (begins.start as usize).checked_sub(self.place.offset)?;
        let above = self.text.get(..inside)?.trim_end().strip_suffix("...")?;
        let is_marked = self.text.get(inside..)?.starts_with("---");
        (!is_marked).then(|| self.place.span(above.len(), above.len() + 3))
    }

    /// The next event that is no metadata.
    fn next(&mut self) -> Step<(Event<'a>, Span)> {
        loop {
            let (event, span) = match self.events.next() {
                Some(Ok((event, span))) => (event, self.span(&span)),
                Some(Err(error)) if *error.kind() == ErrorKind::RecursionLimitExceeded => {
                    let at = error.marker().byte_offset().unwrap_or(0);
                    return Err(Stop::Limit(Box::new(too_deep(self.place.span(at, at + 1)))));
                }
                Some(Err(error)) => {
                    let slip = slip::explained(&error, self.text, self.place);
                    return Err(Stop::Slip(Box::new(slip)));
                }
                None => (Event::StreamEnd, self.place.span(0, 0)),
            };
            let Event::Anchor(anchor, name) = event else { return Ok((event, span)) };
            self.defined.insert(anchor, (span, name.into_owned()));
        }
    }

    fn span(&self, span: &granit_parser::Span) -> Span {
        let start = span.start.byte_offset().unwrap_or(0);
        self.place.span(start, span.end.byte_offset().unwrap_or(start))
    }

    fn node(&mut self, event: Event<'a>, span: Span, depth: usize) -> Step<Node> {
        self.nodes += 1;
        if depth > MAX_DEPTH {
            return Err(Stop::Limit(Box::new(too_deep(span))));
        }
        let (anchor, tagged, value) = match event {
            Event::Alias(anchor) => (0, false, self.alias(anchor, span)),
            Event::UnresolvedAlias(name) => {
                if !self.is_piece {
                    self.problems.push(slip::unknown_anchor(&name, span));
                }
                (0, false, Value::Broken)
            }
            Event::Scalar(text, style, anchor, tag) => {
                (anchor, tag.is_some(), self.scalar(&text, style, span))
            }
            Event::SequenceStart(_, anchor, tag) => {
                (anchor, tag.is_some(), Value::List(self.list(depth)?))
            }
            Event::MappingStart(_, anchor, tag) => {
                (anchor, tag.is_some(), Value::Map(self.map(depth)?))
            }
            _ => (0, false, Value::Null),
        };
        let value = if tagged { self.without_tag(span) } else { value };
        let node = Node { span, value };
        if anchor != 0 {
            self.nodes += size(&node.value);
            self.anchors.insert(anchor, node.clone());
        }
        if self.nodes > MAX_NODES {
            return Err(Stop::Limit(Box::new(too_many(span))));
        }
        Ok(node)
    }

    /// What an alias repeats.
    fn alias(&mut self, anchor: usize, span: Span) -> Value {
        self.repeated.insert(anchor);
        let Some(target) = self.anchors.get(&anchor) else {
            self.problems.push(slip::unfinished_anchor(span));
            return Value::Broken;
        };
        let value = target.value.clone();
        self.nodes += size(&value);
        value
    }

    /// A tag would take a word away from a text without a sound: `!重要 事项` would be `事项`.
    fn without_tag(&mut self, span: Span) -> Value {
        let before = self.text.get(..(span.start as usize).saturating_sub(self.place.offset));
        let word = |before: &str| {
            let before = before.trim_end();
            let start = before.rfind([' ', '\n', '\t', ',', '[', '{']).map_or(0, |gap| gap + 1);
            (start, before.len())
        };
        let place = before.map(word).map_or(span, |(start, end)| self.place.span(start, end));
        self.problems.push(slip::tag(place));
        Value::Broken
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, span: Span) -> Value {
        let plain = style == ScalarStyle::Plain;
        if text.contains(char::REPLACEMENT_CHARACTER) {
            self.report_lost_letters(text, span);
            return Value::Broken;
        }
        if plain
            && !text.is_empty()
            && let Some(place) = self.swallowed(span, false)
        {
            self.problems.push(slip::hash(place));
            return Value::Broken;
        }
        if plain && matches!(text, "" | "~" | "null" | "Null" | "NULL") {
            return Value::Null;
        }
        Value::Scalar { text: text.to_owned(), plain }
    }

    /// A value whose letters are damaged says nothing.
    fn report_lost_letters(&mut self, text: &str, span: Span) {
        let inside = |at: u32| (at as usize).saturating_sub(self.place.offset);
        let line = self.text.get(..inside(span.start)).and_then(|before| before.rfind('\n'));
        let start = line.map_or(0, |end| end + 1);
        let written = self.text.get(start..inside(span.end)).unwrap_or_default();
        if written.contains(char::REPLACEMENT_CHARACTER) {
            self.problems.extend(lost_letters(self.place.span(start, start), written));
        } else {
            self.problems.extend(lost_letters(span, text));
        }
    }

    /// A `#` behind an unquoted value, or a key without one, that takes the rest of the line away,
    /// though it does not look like a comment: `3 #楼`.
    fn swallowed(&self, span: Span, is_key: bool) -> Option<Span> {
        let end = (span.end as usize).checked_sub(self.place.offset)?;
        let rest = self.text.get(end..)?.lines().next()?;
        let behind = if is_key { rest.split_once(':')?.1 } else { rest };
        let hash = behind.trim_start_matches([' ', '\t']);
        let next = hash.strip_prefix('#')?.chars().next()?;
        // A table program writes `#####` where a column is too narrow.
        let is_narrow = is_key && hash.trim_end().chars().all(|mark| mark == '#');
        let looks_like_text =
            next.is_alphanumeric() || "、，。；：（“《".contains(next) || is_narrow;
        let start = end + rest.len() - hash.len();
        looks_like_text.then(|| self.place.span(start, start + 1))
    }

    fn list(&mut self, depth: usize) -> Step<Vec<Node>> {
        let mut items = Vec::new();
        loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::SequenceEnd) {
                return Ok(items);
            }
            items.push(self.node(event, span, depth + 1)?);
        }
    }

    fn map(&mut self, depth: usize) -> Step<Vec<(Key, Node)>> {
        let mut entries = Entries::default();
        let mut merged: Vec<(Key, Node)> = Vec::new();
        let mut twice = Vec::new();
        loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::MappingEnd) {
                break;
            }
            let key = self.node(event, span, depth + 1)?;
            let (event, span) = self.next()?;
            let mut value = self.node(event, span, depth + 1)?;
            if value.value == Value::Null
                && let Some(place) = self.swallowed(key.span, true)
            {
                self.problems.push(slip::hash(place));
                value.value = Value::Broken;
            }
            match key.value {
                Value::Scalar { text, plain: true } if text == "<<" => {
                    self.merge(value, &mut merged);
                }
                Value::Scalar { text, .. } => {
                    entries.insert(Key { span: key.span, text }, value, &mut twice);
                }
                // Which key it was nobody knows: none is missing for certain.
                Value::Null | Value::List(_) | Value::Map(_) => {
                    self.problems.push(slip::no_word(key.span));
                    merged.push(lost_key(key.span));
                }
                Value::Broken => merged.push(lost_key(key.span)),
            }
        }
        self.problems.extend(told_once(twice));
        Ok(entries.with(merged))
    }

    /// Entries of a `<<:` value, nearest first.
    fn merge(&mut self, value: Node, merged: &mut Vec<(Key, Node)>) {
        match value.value {
            Value::Map(entries) => merged.extend(entries),
            Value::List(items) => items.into_iter().for_each(|item| self.merge(item, merged)),
            Value::Null | Value::Scalar { .. } => self.problems.push(slip::merge(value.span)),
            // Which keys it would have brought nobody knows: none is missing for certain.
            Value::Broken => merged.push(lost_key(value.span)),
        }
    }

    /// An anchor that no alias repeats is a text that begins with `&`: `&重点 任务` would be `任务`.
    fn report_names_of_nothing(&mut self, root: &mut Node) {
        for (anchor, (span, name)) in &self.defined {
            if self.repeated.contains(anchor) {
                continue;
            }
            self.problems.push(slip::unused_anchor(name, *span));
            // A text that was taken for a name left no value behind: the value is not missing.
            let named = self.anchors.get(anchor).filter(|node| node.value == Value::Null);
            if let Some(Node { span, .. }) = named {
                break_nulls(root, *span);
            }
        }
    }
}

/// Marks the empty value at a place as one that could not be read.
fn break_nulls(node: &mut Node, at: Span) {
    match &mut node.value {
        Value::Null if node.span == at => node.value = Value::Broken,
        Value::Null | Value::Scalar { .. } | Value::Broken => {}
        Value::List(items) => items.iter_mut().for_each(|item| break_nulls(item, at)),
        Value::Map(entries) => entries.iter_mut().for_each(|(_, node)| break_nulls(node, at)),
    }
}

/// One document, or several as a list of their records.
pub(super) fn one_of(roots: Vec<Node>, place: Place) -> Node {
    let empty = || Node { span: place.span(0, 0), value: Value::Null };
    let mut roots = put_together(roots);
    if roots.len() < 2 {
        return roots.pop().unwrap_or_else(empty);
    }
    let span = roots.first().map_or(place.span(0, 0), |root| root.span);
    let mut items = Vec::new();
    for root in roots {
        match root.value {
            Value::List(more) => items.extend(more),
            Value::Null => {}
            Value::Scalar { .. } | Value::Map(_) | Value::Broken => items.push(root),
        }
    }
    Node { span, value: Value::List(items) }
}

/// Documents of which one goes on where the one above was cut: a mapping without any key of it.
fn put_together(roots: Vec<Node>) -> Vec<Node> {
    let mut whole: Vec<Node> = Vec::new();
    for mut root in roots {
        if let Some(Node { value: Value::Map(above), .. }) = whole.last_mut()
            && let Value::Map(more) = &mut root.value
            && !more.iter().any(|(key, _)| above.iter().any(|(known, _)| known.text == key.text))
        {
            above.append(more);
        } else {
            whole.push(root);
        }
    }
    whole
}

/// Stands for a key that could not be read.
pub(super) fn lost_key(span: Span) -> (Key, Node) {
    let text = char::REPLACEMENT_CHARACTER.to_string();
    (Key { span, text }, Node { span, value: Value::Broken })
}

/// So many keys in a row that are there already are another record, which lacks its beginning.
const ANOTHER_RECORD: usize = 3;

/// Findings about keys that are there twice: of another record one speaks for all.
pub(super) fn told_once(mut twice: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if twice.len() < ANOTHER_RECORD {
        return twice;
    }
    let keys = twice.len();
    twice.truncate(1);
    for first in &mut twice {
        first.message = say(
            format!("从这里起有{keys}个键上面已经写过，像是另一条记录"),
            format!("{keys} keys from here on are there already, as if another record began"),
        );
        first.help = Some(say(
            "是另一条的，在它的第一行前面写`- `，第一行丢了的补上；多写了一份的，删去这一份",
            "begin another record with `- ` and its first line, or delete what is written twice",
        ));
    }
    twice
}

/// The entries of a map, each key once.
#[derive(Default)]
pub(super) struct Entries {
    list: Vec<(Key, Node)>,
    /// The places of keys, once there are many.
    index: HashMap<String, Span>,
}

impl Entries {
    fn place(&mut self, key: &str) -> Option<Span> {
        if self.list.len() <= MANY_KEYS {
            return self.list.iter().find(|(known, _)| known.text == key).map(|(key, _)| key.span);
        }
        if self.index.is_empty() {
            let places = self.list.iter().map(|(key, _)| (key.text.clone(), key.span));
            self.index = places.collect();
        }
        self.index.get(key).copied()
    }

    /// Adds an entry; a key that is there already is reported.
    pub(super) fn insert(&mut self, key: Key, value: Node, problems: &mut Vec<Diagnostic>) {
        match self.place(&key.text) {
            Some(first) => problems.push(duplicate_key(&key, first)),
            None => self.push(key, value),
        }
    }

    fn push(&mut self, key: Key, value: Node) {
        if !self.index.is_empty() {
            self.index.insert(key.text.clone(), key.span);
        }
        self.list.push((key, value));
    }

    /// The entries, with merged ones behind them as far as they are new.
    pub(super) fn with(mut self, merged: Vec<(Key, Node)>) -> Vec<(Key, Node)> {
        for (key, node) in merged {
            if self.place(&key.text).is_none() {
                self.push(key, node);
            }
        }
        self.list
    }
}

fn size(value: &Value) -> usize {
    match value {
        Value::Null | Value::Scalar { .. } | Value::Broken => 1,
        Value::List(items) => 1 + items.iter().map(|item| size(&item.value)).sum::<usize>(),
        Value::Map(entries) => 1 + entries.iter().map(|(_, node)| size(&node.value)).sum::<usize>(),
    }
}

fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::YamlLimit,
        span,
        say(format!("嵌套超过{MAX_DEPTH}层"), format!("nested deeper than {MAX_DEPTH} levels")),
    )
    .help(say("删去多余的括号或缩进", "remove surplus brackets or indentation"))
}

fn too_many(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::YamlLimit,
        span,
        say(
            format!("展开后超过{MAX_NODES}个值"),
            format!("unfolds to more than {MAX_NODES} values"),
        ),
    )
    .help(say(
        "把文件拆成几个，或去掉层层引用的锚点（`*名称`）",
        "split the file, or remove aliases that repeat aliases",
    ))
}
