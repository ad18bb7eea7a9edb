//! Slips whose words name what was written.

use crate::diagnostic::{Code, Diagnostic, say};
use crate::span::Span;

/// A line that belongs to the key above it and is not indented.
pub fn below(key: &str, is_block: bool, span: Span) -> Diagnostic {
    if is_block {
        let words = say(
            format!("`{key}`下面的文字没有缩进"),
            format!("the text below `{key}` is not indented"),
        );
        return Diagnostic::new(Code::YamlSyntax, span, words).help(say(
            format!("文字的每一行都比`{key}`多缩进两格"),
            format!("indent every line of the text by two spaces more than `{key}`"),
        ));
    }
    let words = say(
        format!("`{key}`的值写到了下一行，没有缩进"),
        format!("the value of `{key}` stands on the next line and is not indented"),
    );
    Diagnostic::new(Code::YamlSyntax, span, words).help(say(
        format!("接到`{key}: `后面，写在同一行"),
        format!("write it behind `{key}: ` in the same line"),
    ))
}

/// An item that lacks its dash.
pub fn lacks_dash(key: &str, span: Span) -> Diagnostic {
    let words = say(
        format!("另一条记录从`{key}`开始，前面少了横线"),
        format!("another record begins with `{key}` and lacks its dash"),
    );
    Diagnostic::new(Code::YamlSyntax, span, words).help(say(
        format!("写成`- {key}: …`，下面各行不动"),
        format!("write `- {key}: …`; what stands below it may stay as it is"),
    ))
}

pub fn unknown_anchor(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::YamlSyntax,
        span,
        say(format!("没有叫`&{name}`的锚点"), format!("there is no anchor `&{name}`")),
    )
    .help(say(
        "星号开头的文字要加引号；引用锚点的，先在前面定义",
        "quote a text that begins with an asterisk, or define the anchor before",
    ))
}

pub fn unused_anchor(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::YamlSyntax,
        span,
        say(
            format!("`&{name}`被当作锚点，不会发布"),
            format!("`&{name}` is read as an anchor and not published"),
        ),
    )
    .help(say(
        format!("“&”开头的文字要加引号；锚点用不到的，删去`&{name}`"),
        format!("quote a text that begins with `&`; delete an anchor `&{name}` nobody uses"),
    ))
}
