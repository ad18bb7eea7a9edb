//! The colours of a theme: four that a site may change, and those that mean something and stay.

use super::colour::Colour;
use crate::diagnostic::{Code, Diagnostic, nearest, say};
use crate::span::{FileId, Span, Spanned};
use crate::yaml::{Key, Node, Value};

/// A colour a site may change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Token {
    /// 黛蓝: bars, buttons, the current item of the navigation, 已办结.
    Brand,
    /// Ground of the footer.
    BrandDark,
    /// Links.
    Link,
    /// The page.
    Paper,
}

impl Token {
    /// In the order of the style sheet.
    const ALL: [Self; 4] = [Self::Brand, Self::BrandDark, Self::Link, Self::Paper];

    /// English key, which is the custom property's name, and Chinese key.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Brand => ("brand", "主色"),
            Self::BrandDark => ("brand-d", "深主色"),
            Self::Link => ("link", "链接色"),
            Self::Paper => ("paper", "底色"),
        }
    }
}

/// The colours in force, each with the place where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tokens {
    /// Bars, buttons.
    pub brand: Spanned<Colour>,
    /// Ground of the footer.
    pub brand_dark: Spanned<Colour>,
    /// Links.
    pub link: Spanned<Colour>,
    /// The page.
    pub paper: Spanned<Colour>,
}

impl Tokens {
    /// The colours of visual.md, section 3.1, as if written at the beginning of `file`.
    pub fn plain(file: FileId) -> Self {
        let at = |rgb| Spanned::new(Colour::new(rgb), Span::start_of(file));
        Self {
            brand: at(0x17_405C),
            brand_dark: at(0x0E_2C41),
            link: at(0x0C_4F84),
            paper: at(0xFB_FAF6),
        }
    }

    /// The colour of a token.
    pub fn get(&self, token: Token) -> Spanned<Colour> {
        match token {
            Token::Brand => self.brand,
            Token::BrandDark => self.brand_dark,
            Token::Link => self.link,
            Token::Paper => self.paper,
        }
    }

    fn set(&mut self, token: Token, colour: Spanned<Colour>) {
        match token {
            Token::Brand => self.brand = colour,
            Token::BrandDark => self.brand_dark = colour,
            Token::Link => self.link = colour,
            Token::Paper => self.paper = colour,
        }
    }

    /// Takes over what a `tokens.yaml` says.
    pub fn take_over(&mut self, node: &Node, problems: &mut Vec<Diagnostic>) {
        let entries = match &node.value {
            Value::Map(entries) => entries.as_slice(),
            Value::Null | Value::Broken => &[],
            Value::Scalar { .. } | Value::List(_) => {
                problems.push(not_colours(node.span));
                &[]
            }
        };
        for (key, node) in entries {
            let named = |token: &Token| key.text == token.names().0 || key.text == token.names().1;
            match Token::ALL.into_iter().find(named) {
                // What could not be read was reported.
                _ if node.value == Value::Broken => {}
                None => problems.push(not_a_token(key)),
                Some(token) => match colour(key, node) {
                    Ok(colour) => self.set(token, Spanned::new(colour, node.span)),
                    Err(problem) => problems.push(*problem),
                },
            }
        }
    }

    /// The block of custom properties that begins the style sheet.
    pub fn css(&self) -> String {
        let line = |token: Token| format!("--{}:{}", token.names().0, self.get(token).value.css());
        format!(":root{{{}}}\n", Token::ALL.map(line).join(";"))
    }
}

fn colour(key: &Key, node: &Node) -> Result<Colour, Box<Diagnostic>> {
    const HELP: (&str, &str) = (
        "写成带引号的六位颜色，例如`\"#17405C\"`；不加引号时，井号后面会被当作注释",
        "write six digits in quotes, such as `\"#17405C\"`; unquoted, `#` begins a comment",
    );
    let wrong = |span, zh: String, en: String| {
        Box::new(Diagnostic::new(Code::ThemeFile, span, say(zh, en)).help(say(HELP.0, HELP.1)))
    };
    match &node.value {
        Value::Scalar { text, .. } => Colour::parse(text).ok_or_else(|| {
            wrong(node.span, format!("`{text}`不是颜色"), format!("`{text}` is not a colour"))
        }),
        Value::Null | Value::List(_) | Value::Map(_) | Value::Broken => Err(wrong(
            key.span,
            format!("`{}`后面没有颜色", key.text),
            format!("`{}` has no colour", key.text),
        )),
    }
}

fn not_colours(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::ThemeFile,
        span,
        say("这里应当是若干“名称: 颜色”", "expected lines of `name: colour`"),
    )
    .help(say("例如`主色: \"#17405C\"`", "such as `brand: \"#17405C\"`"))
}

fn not_a_token(key: &Key) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::ThemeFile,
        key.span,
        say(
            format!("主题里没有可以改动的颜色`{}`", key.text),
            format!("`{}` is not a colour a theme may change", key.text),
        ),
    );
    let known = Token::ALL.iter().flat_map(|token| [token.names().0, token.names().1]);
    match nearest(&key.text, known) {
        Some(name) => {
            problem.help(say(format!("是不是想写`{name}`？"), format!("did you mean `{name}`?")))
        }
        None => problem.help(say(
            "可以改的只有主色、深主色、链接色、底色；灯的颜色和形状全国一致，不能改",
            "only brand, brand-d, link and paper may change; lights keep their colours",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;

    fn read(text: &str) -> (Tokens, Vec<String>) {
        let mut problems = Vec::new();
        let mut tokens = Tokens::plain(FileId(0));
        if let Some(node) = yaml::parse(FileId(0), text, 0, &mut problems) {
            tokens.take_over(&node, &mut problems);
        }
        (tokens, problems.into_iter().map(|problem| problem.message.zh).collect())
    }

    #[test]
    fn a_site_changes_its_brand_in_either_language() {
        for text in ["brand: \"#123456\"", "主色: \"#123456\""] {
            let (tokens, problems) = read(text);
            assert_eq!(problems, Vec::<String>::new());
            assert!(tokens.css().contains("--brand:#123456;"), "{}", tokens.css());
        }
    }

    #[test]
    fn lights_keep_their_colours() {
        assert_eq!(read("red: \"#FF0000\"").1, ["主题里没有可以改动的颜色`red`"]);
    }

    #[test]
    fn an_unquoted_hash_is_explained() {
        assert_eq!(read("brand: #123456").1, ["“#”后面的文字会被当作注释，不会发布"]);
        assert_eq!(read("brand:").1, ["`brand`后面没有颜色"]);
        assert_eq!(read("brand: blue").1, ["`blue`不是颜色"]);
    }
}
