//! `daylight schema`: the tables of keys as a JSON Schema, so that editors complete and check.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::Exit;
use super::terminal::{Refusal, print};
use crate::diagnostic::{nearest, say};
use crate::record::{KINDS, RecordKind};
use crate::yaml::{Field, Shape};

/// What a file may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// One record.
    One,
    /// One record or a list.
    Many,
    /// One record, a list, or the sections of a file under `units/`.
    Sections,
    /// The ledgers of a file under a folder, and nothing else.
    Ledgers(&'static str),
}

/// What the files of a kind hold.
fn form(kind: &RecordKind) -> Form {
    if kind.en == "unit" {
        return Form::Sections;
    }
    match kind.folder() {
        ledgers @ ("supervision" | "participation") => Form::Ledgers(ledgers),
        "portal" => Form::One,
        _ if kind.place.ends_with("*.md") => Form::One,
        _ => Form::Many,
    }
}

/// Prints the schema of a kind, or the kinds.
pub(super) fn schema(name: Option<&str>) -> Result<Exit, Refusal> {
    let Some(name) = name else {
        for kind in &KINDS {
            print(format_args!("{:<16}{}", kind.en, kind.zh));
        }
        return Ok(Exit::Good);
    };
    let Some(kind) = KINDS.iter().find(|kind| kind.en == name || kind.zh == name) else {
        return Err(unknown(name));
    };
    print(serde_json::to_string_pretty(&of_kind(kind)).expect("a tree of texts and numbers"));
    Ok(Exit::Good)
}

fn unknown(name: &str) -> Refusal {
    let names = KINDS.iter().flat_map(|kind| [kind.en, kind.zh]);
    let refusal =
        Refusal::new(say(format!("没有`{name}`这种记录"), format!("there is no kind `{name}`")));
    match nearest(name, names) {
        Some(near) => {
            refusal.help(say(format!("是不是`{near}`？"), format!("did you mean `{near}`?")))
        }
        None => refusal.help(say("`daylight schema`列出全部种类", "`daylight schema` lists them")),
    }
}

fn of_kind(kind: &RecordKind) -> Value {
    let mut definitions = Definitions::default();
    let one = definitions.record(kind.fields, kind.en);
    let list = |item: &Value| json!({ "type": "array", "items": item });
    let mut forms = match form(kind) {
        Form::One => vec![one],
        Form::Many | Form::Sections => vec![one.clone(), list(&one)],
        Form::Ledgers(_) => Vec::new(),
    };
    let is_section = |other: &&RecordKind| match form(kind) {
        Form::One | Form::Many => false,
        Form::Sections => ["unit", "post", "holding"].contains(&other.en),
        Form::Ledgers(_) => form(other) == form(kind),
    };
    if KINDS.iter().any(|kind| is_section(&kind)) {
        let mut sections = Map::new();
        for section in KINDS.iter().filter(is_section) {
            let item = definitions.record(section.fields, section.en);
            let value = json!({ "anyOf": [item, list(&item), { "type": "null" }] });
            sections.insert(section.zh.to_owned(), value.clone());
            sections.insert(format!("{}s", section.en), value);
        }
        forms.push(json!({
            "type": "object", "properties": sections, "additionalProperties": false,
        }));
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("{} · {}", kind.zh, kind.en),
        "anyOf": forms,
        "$defs": definitions.found,
    })
}

/// Records that the schema refers to: a category holds categories.
#[derive(Default)]
struct Definitions {
    found: Map<String, Value>,
    /// The name given to a table of keys. Tables have no names of their own, and no two have the
    /// same keys.
    names: BTreeMap<Vec<&'static str>, String>,
}

impl Definitions {
    /// A reference to a record, which is defined when it is first met.
    fn record(&mut self, fields: &'static [Field], name: &str) -> Value {
        let keys: Vec<&str> = fields.iter().map(|field| field.en).collect();
        if let Some(name) = self.names.get(&keys) {
            return json!({ "$ref": format!("#/$defs/{name}") });
        }
        let mut unique = name.to_owned();
        while self.found.contains_key(&unique) {
            unique.push('_');
        }
        self.names.insert(keys, unique.clone());
        self.found.insert(unique.clone(), Value::Null);
        let object = self.object(fields);
        self.found.insert(unique.clone(), object);
        json!({ "$ref": format!("#/$defs/{unique}") })
    }

    fn object(&mut self, fields: &'static [Field]) -> Value {
        let mut properties = Map::new();
        let mut required = Vec::new();
        for field in fields {
            let value = self.field(field);
            let spellings = || [field.en].into_iter().chain(field.zh.iter().copied());
            for spelling in spellings() {
                properties.insert(spelling.to_owned(), value.clone());
            }
            if field.required {
                let any: Vec<Value> = spellings().map(|key| json!({ "required": [key] })).collect();
                required.push(json!({ "anyOf": any }));
            }
        }
        let mut object = json!({
            "type": "object", "properties": properties, "additionalProperties": false,
        });
        if let (Value::Object(object), false) = (&mut object, required.is_empty()) {
            object.insert("allOf".to_owned(), Value::Array(required));
        }
        object
    }

    /// The value of a key. One that may be absent may also be empty.
    fn field(&mut self, field: &Field) -> Value {
        let value = self.shape(&(field.shape)(), field.en);
        let mut value =
            if field.required { value } else { json!({ "anyOf": [value, { "type": "null" }] }) };
        if let Value::Object(value) = &mut value {
            let about = format!("{} · {}", field.about_zh, field.about_en.trim());
            value.insert("description".to_owned(), Value::String(about));
        }
        value
    }

    fn shape(&mut self, shape: &Shape, name: &str) -> Value {
        match shape {
            Shape::Text => json!({ "type": ["string", "number", "boolean"] }),
            Shape::Slug | Shape::Reference(..) => json!({
                // `123` and `false` are ids as well, though editors take them for something else.
                "type": ["string", "integer", "boolean"],
                "pattern": "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$",
                "maxLength": crate::slug::MAX_LENGTH,
            }),
            Shape::Date => json!({
                "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            }),
            Shape::Percent => json!({
                "type": ["number", "string"], "minimum": 0, "maximum": 100,
                "pattern": "^[0-9]{1,3}(\\.[0-9]{1,2})?[%％]?$",
            }),
            Shape::Number => json!({
                "type": ["number", "string"], "pattern": "^-?[0-9][0-9,_]*(\\.[0-9]{1,6})?$",
            }),
            Shape::Integer => json!({
                "type": ["integer", "string"], "minimum": 0, "pattern": "^[0-9]+$",
            }),
            Shape::Money => json!({
                "type": ["number", "string"], "minimum": 0,
                "pattern": "^[0-9][0-9,_ ]*(\\.[0-9]+)?[万亿]?元?$",
            }),
            Shape::Flag => json!({ "enum": [true, false, "是", "否"] }),
            Shape::Choice(choices) => {
                let zh = choices.iter().map(|choice| choice.zh);
                let words: Vec<&str> = zh.chain(choices.iter().map(|choice| choice.en)).collect();
                json!({ "enum": words })
            }
            Shape::List(item) => {
                let item = self.shape(item, name);
                json!({ "anyOf": [item, { "type": "array", "items": item }] })
            }
            Shape::Record(fields) => self.record(fields, name),
            Shape::Open => json!({ "type": ["string", "object"] }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every `$ref` in a schema.
    fn references(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(object) => {
                found.extend(object.get("$ref").and_then(Value::as_str).map(str::to_owned));
                object.values().for_each(|value| references(value, found));
            }
            Value::Array(items) => items.iter().for_each(|item| references(item, found)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    #[test]
    fn every_reference_of_every_schema_is_defined() {
        for kind in &KINDS {
            let schema = of_kind(kind);
            let mut found = Vec::new();
            references(&schema, &mut found);
            assert!(!found.is_empty(), "{}", kind.en);
            for reference in found {
                let defined = schema.pointer(reference.trim_start_matches('#'));
                assert!(defined.is_some_and(Value::is_object), "{} {reference}", kind.en);
            }
        }
    }

    #[test]
    fn a_key_may_be_spelled_in_either_language() {
        let schema = of_kind(&RecordKind::named("area"));
        let area = &schema["$defs"]["area"];
        assert_eq!(area["properties"]["level"], area["properties"]["层级"]);
        assert_eq!(area["properties"]["level"]["enum"][2], "县市区");
        assert_eq!(area["properties"]["level"]["enum"][9], "county");
        assert_eq!(
            area["allOf"][2],
            json!({ "anyOf": [
                { "required": ["level"] }, { "required": ["层级"] }, { "required": ["级别"] },
            ] })
        );
    }

    #[test]
    fn words_and_keys_stand_in_no_schema_twice() {
        for kind in &KINDS {
            for field in kind.fields {
                if let Shape::Choice(choices) = (field.shape)() {
                    let mut words: Vec<_> =
                        choices.iter().flat_map(|choice| [choice.en, choice.zh]).collect();
                    let count = words.len();
                    words.sort_unstable();
                    words.dedup();
                    assert_eq!(words.len(), count, "{} {}", kind.en, field.en);
                }
            }
        }
    }
}
