//! The tags of a template, with places: what is written in it, not what a page will be.

/// A tag that opens, with its place.
pub(super) struct Tag<'a> {
    /// Its name.
    pub name: &'a str,
    /// Where its name begins.
    pub at: usize,
    /// What it says.
    pub attributes: Vec<Attribute<'a>>,
    /// What lies in a script, up to its end.
    pub inside: &'a str,
}

/// What a tag says of itself.
pub(super) struct Attribute<'a> {
    /// Its name.
    pub name: &'a str,
    /// Where its name begins.
    pub at: usize,
    /// Its value without quotes.
    pub value: &'a str,
    /// Where its value begins.
    pub value_at: usize,
}

impl Attribute<'_> {
    /// Whether it holds a script, such as `onclick`.
    pub fn is_handler(&self) -> bool {
        let event = self.name.strip_prefix("on").unwrap_or_default();
        !event.is_empty() && event.chars().all(|mark| mark.is_ascii_alphabetic())
    }
}

impl Tag<'_> {
    /// What an attribute says; nothing if the tag does not have it.
    pub fn value(&self, name: &str) -> &str {
        let held = self.attributes.iter().find(|attribute| attribute.name == name);
        held.map_or("", |attribute| attribute.value)
    }

    /// Whether it is the policy of its page.
    pub fn is_policy(&self) -> bool {
        self.name == "meta" && self.value("http-equiv") == "content-security-policy"
    }

    /// Whether it is a script in the page itself: data are none.
    pub fn is_inline_script(&self) -> bool {
        let kind = self.value("type");
        let runs = kind.is_empty() || kind == "module" || kind.contains("javascript");
        self.name == "script" && runs && !self.inside.trim().is_empty()
    }
}

/// What stands for a figure or a word that the template writes here.
const FIGURE: &str = "_";

/// How what is no markup begins and ends, and what takes its place.
const PIECES: [(&str, &str, &str); 4] =
    [("{{", "}}", FIGURE), ("{%", "%}", " "), ("{#", "#}", " "), ("<!--", "-->", " ")];

/// A template with marks in place of what it computes and remarks: of the same length.
pub(super) fn filled(text: &str) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    let next = |rest: &str| {
        let places = PIECES.iter().filter_map(|piece| Some((rest.find(piece.0)?, *piece)));
        places.min_by_key(|(at, _)| *at)
    };
    while let Some((at, (open, close, mark))) = next(rest) {
        let (before, piece) = rest.split_at(at);
        let inside = piece.strip_prefix(open).unwrap_or_default();
        let length = inside.find(close).map_or(piece.len(), |end| open.len() + end + close.len());
        filled.push_str(before);
        filled.push_str(&mark.repeat(length));
        rest = piece.split_at(length).1;
    }
    filled + rest
}

/// The tags that open in a filled template in small letters.
pub(super) fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut found = Vec::new();
    let mut reader = Reader { text: html, at: 0 };
    while !reader.rest().is_empty() {
        reader.while_of(|mark| mark != '<');
        reader.skip('<');
        let at = reader.at;
        let name = reader.while_of(|mark| mark.is_ascii_alphanumeric() || mark == '-');
        if name.is_empty() {
            continue;
        }
        let attributes = reader.attributes();
        let inside = match name {
            // What a script or a sheet holds is no markup.
            "script" | "style" => reader.until(&format!("</{name}")),
            _ => "",
        };
        found.push(Tag { name, at, attributes, inside });
    }
    found
}

/// A text that is read from left to right.
struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn while_of(&mut self, is_part: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let length = rest.find(|mark| !is_part(mark)).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    fn until(&mut self, end: &str) -> &'a str {
        let rest = self.rest();
        let length = rest.find(end).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    /// Whether a mark stood here, which is now behind.
    fn skip(&mut self, mark: char) -> bool {
        let is_here = self.rest().starts_with(mark);
        self.at += if is_here { mark.len_utf8() } else { 0 };
        is_here
    }

    /// The attributes of a tag, and its end.
    fn attributes(&mut self) -> Vec<Attribute<'a>> {
        let mut found = Vec::new();
        loop {
            self.while_of(|mark| mark.is_whitespace() || mark == '/');
            let at = self.at;
            let name = self.while_of(|mark| !mark.is_whitespace() && !"=>/".contains(mark));
            if name.is_empty() && !self.skip('=') {
                self.skip('>');
                return found;
            }
            self.while_of(char::is_whitespace);
            let (value_at, value) = if self.skip('=') { self.value() } else { (self.at, "") };
            found.push(Attribute { name, at, value, value_at });
        }
    }

    fn value(&mut self) -> (usize, &'a str) {
        self.while_of(char::is_whitespace);
        for quote in ['"', '\''] {
            if self.skip(quote) {
                let at = self.at;
                let value = self.while_of(|mark| mark != quote);
                self.skip(quote);
                return (at, value);
            }
        }
        (self.at, self.while_of(|mark| !mark.is_whitespace() && mark != '>'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_template_computes_gives_way_to_marks_of_the_same_length() {
        for (text, html) in [
            ("a{{ b }}c", "a_______c"),
            ("{% if \"<b>\" %}<i>{% endif %}", "              <i>           "),
            ("电<!-- <b> -->梯{# 层 #}", "电            梯         "),
            ("a {{ b", "a ____"),
            ("{ }", "{ }"),
        ] {
            assert_eq!(filled(text), html);
            assert_eq!(filled(text).len(), text.len(), "{text}");
        }
    }

    #[test]
    fn tags_have_their_attributes_however_they_are_quoted() {
        let read = |html: &str| {
            let said = |tag: &Tag| {
                let attributes = tag.attributes.iter();
                let attributes =
                    attributes.map(|it| format!(" {}={}@{}", it.name, it.value, it.at));
                format!("{}@{}{}", tag.name, tag.at, attributes.collect::<String>())
            };
            tags(html).iter().map(said).collect::<Vec<_>>()
        };
        assert_eq!(read("1 < 2 <b>x</b>"), ["b@7"]);
        assert_eq!(read("<a  b = 'c d' e=f g/>"), ["a@1 b=c d@4 e=f@14 g=@18"]);
        assert_eq!(read("<script>'<b>'</script><i>"), ["script@1", "i@23"]);
        assert_eq!(read("<a b=\"c"), ["a@1 b=c@3"]);
        assert_eq!(read("<a ==>x<b"), ["a@1 =@3", "b@8"]);
    }
}
