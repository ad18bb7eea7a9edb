//! Laying one method's fields over another's, as deep as the author writes.

use crate::diagnostic::{Code, Diagnostic, nearest, say};
use crate::yaml::{self, Choice, Field, Key, Node, Shape, Value, wrong_type};

/// Lays fields over a mapping, whichever spelling either side uses.
///
/// A mapping is laid over a mapping field by field. A list replaces a list. A mapping in place of
/// a list of records changes single records of it, each named by its first field (a rule by its
/// number, a light's words by the light); an empty value takes a record out.
pub fn lay_over(
    below: &mut Vec<(Key, Node)>,
    over: Vec<(Key, Node)>,
    fields: &'static [Field],
    problems: &mut Vec<Diagnostic>,
) {
    report_twice(&over, fields, problems);
    for (key, node) in over {
        let field = fields.iter().find(|field| field.is(&key.text));
        let same =
            |known: &Key| field.map_or(known.text == key.text, |field| field.is(&known.text));
        let place = below.iter().position(|(known, _)| same(known));
        match (place.and_then(|place| below.get_mut(place)), field) {
            (Some((known, under)), Some(field)) => {
                replace(under, node, &(field.shape)(), problems);
                *known = key;
            }
            (Some(entry), None) => *entry = (key, node),
            (None, _) => below.push((key, node)),
        }
    }
}

/// Reports a field that is laid over in two spellings.
fn report_twice(over: &[(Key, Node)], fields: &'static [Field], problems: &mut Vec<Diagnostic>) {
    for (at, (key, _)) in over.iter().enumerate() {
        let field = fields.iter().find(|field| field.is(&key.text));
        let same = |(other, _): &&(Key, Node)| field.is_some_and(|field| field.is(&other.text));
        if let Some((first, _)) = over.iter().take(at).find(same) {
            problems.push(yaml::duplicate_key(key, first.span));
        }
    }
}

fn replace(under: &mut Node, node: Node, shape: &Shape, problems: &mut Vec<Diagnostic>) {
    let Node { span, value: Value::Map(entries) } = node else {
        *under = node;
        return;
    };
    let single = |fields: &'static [Field]| {
        let known = |(key, _): &(Key, Node)| fields.iter().any(|field| field.is(&key.text));
        entries.iter().any(known)
    };
    match (&mut under.value, shape) {
        (Value::Map(below), Shape::Record(fields)) => {
            lay_over(below, entries, fields, problems);
            under.span = span;
        }
        (Value::List(items), Shape::List(item)) => match &**item {
            // One record whose brackets were left out stands for the whole list.
            Shape::Record(fields) if !single(fields) => {
                change(items, entries, fields, problems);
                under.span = span;
            }
            _ => *under = Node { span, value: Value::Map(entries) },
        },
        _ => *under = Node { span, value: Value::Map(entries) },
    }
}

/// Changes single records of a list.
fn change(
    items: &mut Vec<Node>,
    entries: Vec<(Key, Node)>,
    fields: &'static [Field],
    problems: &mut Vec<Diagnostic>,
) {
    let Some(first) = fields.first() else { return };
    let shape = (first.shape)();
    for (key, node) in entries {
        let is_named = |item: &Node| name(item, first).is_some_and(|n| means(n, &key.text, &shape));
        let Some(at) = items.iter().position(is_named) else {
            problems.push(unknown(&key, items, first));
            continue;
        };
        match node.value {
            Value::Null => {
                items.remove(at);
            }
            Value::Map(over) => {
                let Some(Node { span, value: Value::Map(below) }) = items.get_mut(at) else {
                    continue;
                };
                lay_over(below, over, fields, problems);
                *span = node.span;
            }
            Value::Broken => {}
            Value::Scalar { .. } | Value::List(_) => {
                let keys: Vec<&str> = fields.iter().skip(1).take(3).map(Field::name_zh).collect();
                problems.push(wrong_type(&node, "要改的键和值", "keys to change").help(say(
                    format!("写成`{{键: 值}}`，例如 {}", keys.join("、")),
                    "write the keys to change as `{key: value}`",
                )));
            }
        }
    }
}

/// What a record of a list is called: the value of its first field.
fn name<'a>(item: &'a Node, first: &Field) -> Option<&'a str> {
    let Value::Map(entries) = &item.value else { return None };
    let (_, node) = entries.iter().find(|(key, _)| first.is(&key.text))?;
    let Value::Scalar { text, .. } = &node.value else { return None };
    Some(text)
}

/// Whether two spellings mean the same record.
fn means(name: &str, key: &str, shape: &Shape) -> bool {
    let Shape::Choice(choices) = shape else { return name == key };
    let both = |choice: &Choice| [choice.en, choice.zh];
    let same = |choice: &Choice| both(choice).contains(&name) && both(choice).contains(&key);
    choices.iter().any(same)
}

fn unknown(key: &Key, items: &[Node], first: &Field) -> Diagnostic {
    let names: Vec<&str> = items.iter().filter_map(|item| name(item, first)).collect();
    let text = &key.text;
    let problem = Diagnostic::new(
        Code::UnknownKey,
        key.span,
        say(format!("列表里没有`{text}`这一条"), format!("the list has no entry `{text}`")),
    );
    match nearest(text, names.iter().copied()) {
        Some(near) => {
            problem.help(say(format!("是不是想写`{near}`？"), format!("did you mean `{near}`?")))
        }
        None => problem.help(say(
            format!("可以改的有：{}；要增加一条，写整个列表", names.join("、")),
            format!("entries: {}; to add one, write the whole list", names.join(", ")),
        )),
    }
}
