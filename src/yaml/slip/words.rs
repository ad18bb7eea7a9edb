//! What each slip is called, and what mends it.

use serde_yaml::granit_parser::ErrorKind;

/// A meaning and a way to mend it, in both languages.
pub(super) type Words = ((&'static str, &'static str), (&'static str, &'static str));

pub(super) const FULL_WIDTH_COMMA: Words = (
    ("括号里用了全角逗号“，”", "a full-width comma between brackets"),
    (
        "改成半角逗号加一个空格；文字里的逗号，给整个值加引号",
        "write a comma and a space, or quote a value that contains it",
    ),
);
pub(super) const QUOTE: Words =
    (("引号没有成对", "a quotation mark is missing"), ("补上少写的引号", "close the quotes"));
pub(super) const AFTER_QUOTE: Words = (
    ("引号结束后还有文字", "text after the closing quotation mark"),
    ("把整个值放进一对引号，里面的引号用“”", "put the whole value into one pair of quotes"),
);
pub(super) const ESCAPE: Words = (
    ("双引号里的反斜杠写法不对", "a backslash in double quotes stands for nothing"),
    ("直接写字，或改用单引号", "write the character itself, or use single quotes"),
);
pub(super) const TAB: Words = (("用了制表符（Tab）缩进", "a tab used as indentation"), INDENT);
pub(super) const INDENT: (&str, &str) = (
    "同一级的键左边对齐，用空格缩进，不用制表符",
    "align keys of one level, indent with spaces, not tabs",
);
pub(super) const ALIGNMENT: Words = (("缩进没有对齐", "the indentation is not aligned"), INDENT);
pub(super) const KEY: Words = (
    ("这里应当是“键: 值”", "expected `key: value`"),
    (
        "键和值之间写半角冒号加空格；值里有冒号时整个值加引号；同一级的键左边对齐",
        "write `key: value` with a space, quote a value that contains a colon, align the keys",
    ),
);
pub(super) const BRACKET: Words = (
    ("括号没有成对", "a bracket is missing"),
    ("补上少写的括号，删去多余的括号", "close or remove the bracket"),
);
pub(super) const BETWEEN_BRACKETS: Words = (
    ("括号里的写法不对", "what stands between the brackets cannot be read"),
    (
        "每一项写成`键: 值`，各项之间一个半角逗号加一个空格；文字里有逗号、冒号的，给那个值加引号",
        "write `key: value`, a comma and a space between two; quote a value that holds them",
    ),
);
pub(super) const AFTER_BRACKET: Words = (
    ("括号后面还有文字", "words behind the closing bracket"),
    ("给整个值加上引号", "put the whole value into quotes"),
);
pub(super) const SECOND_COLON: Words = (
    ("值里又有冒号加空格，分不清哪个是键", "a second colon with a space in one line"),
    (
        "是另一个键的，另起一行写；是一段文字的，给整个值加上引号；括号里的几个键，用`{ }`括起来",
        "write another key on a line of its own, put a text into quotes, or `{ }` around several keys",
    ),
);
pub(super) const HASH: Words = (
    ("“#”后面的文字会被当作注释，不会发布", "what follows `#` is a comment and not published"),
    (
        "是表格里的出错值或列宽不够的，写上真正的值；值里有“#”时整个值加引号；是注释的，在“#”后面加一个空格",
        "write the real value in place of a table's error; quote a value with `#`; for a comment, put a space behind it",
    ),
);
pub(super) const NO_COMMA: Words = (
    ("括号里的两项之间少了逗号", "no comma between two entries in brackets"),
    ("两项之间写一个半角逗号加一个空格", "write a comma and a space between the two"),
);
pub(super) const NO_OPENING: Words = (
    ("有右括号`}`，没有左括号`{`", "a bracket `}` that was never opened"),
    ("在这一项的第一个键前面补上`{`", "write `{` before the first of its keys"),
);
pub(super) const ROUND_BRACKETS: Words = (
    ("这里用了圆括号", "round brackets around keys"),
    ("一对圆括号都改成花括号`{ }`", "write `{ }` in their place"),
);
pub(super) const LAST_COLON: Words = (
    ("值的末尾多了一个冒号", "a colon behind the value"),
    (
        "删去末尾的冒号；确实要写的，给整个值加上引号",
        "delete it, or put the whole value into quotes",
    ),
);
pub(super) const MIXED_QUOTES: Words = (
    ("引号一头是半角，一头是全角", "a plain quotation mark is closed by a curly one"),
    ("两头都用半角引号`\"`，或者两头都不用", "write `\"` on both sides, or on neither"),
);
pub(super) const FENCE: Words = (
    ("这一行是Markdown的代码标记，不是记录", "a mark of Markdown, which is no part of a record"),
    ("删去开头和结尾的这两行", "delete this line and the one that closes it"),
);
pub(super) const DASH: Words = (
    ("横线后面没有空格", "no space after the dash"),
    ("写成`- `，横线后面加一个空格", "write `- ` with a space"),
);
pub(super) const BULLET: Words = (
    ("列表每条前面的横线要用半角的“-”", "an item of a list begins with another mark than `-`"),
    ("改成`- `：英文输入法下的横线，后面一个空格", "write `- `: a hyphen and a space"),
);
pub(super) const SECOND_DASH: Words =
    (("横线写了两次", "two dashes before an item"), ("只留一个`- `", "leave one `- `"));
pub(super) const STRAY_DASH: Words = (
    ("这里前面多了一个横线，把一条记录分成了两条", "a dash cuts a record in two"),
    (
        "把横线改成空格，和上一行左边对齐",
        "write a space in place of the dash, aligned with the line above",
    ),
);
pub(super) const RULER: Words = (
    ("这一行是分隔线，不是记录", "a line drawn between records is no part of them"),
    ("删去这一行，或者在前面加`# `", "delete the line, or write `# ` before it"),
);
pub(super) const REMARK: Words = (
    ("这一行不是“键: 值”，也接不上一行", "neither `key: value` nor more of the line above"),
    (
        "是上一行的后续文字的，比上一行多缩进两格；丢了键的，前面补上键；是说明的，前面加`# `；用不着的，删去这一行",
        "indent what goes on from the line above, write the key that was lost, write `# ` before a remark, or delete the line",
    ),
);
pub(super) const CONFLICT: Words = (
    ("这里有两个版本没有合并（git的冲突标记）", "two versions were not merged (a mark of git)"),
    (
        "留下对的一份，删去另一份和`<<<<<<<`、`=======`、`>>>>>>>`三行",
        "keep the right version, delete the other and the three lines of marks",
    ),
);
pub(super) const COMMENT: Words = (
    ("注释要用半角的“#”开头", "a comment begins with `#`"),
    ("改成`# `：英文输入法下的井号，后面一个空格", "write `# `, a hash and a space"),
);
pub(super) const FULL_WIDTH_BRACKET: Words = (
    ("括号是全角的", "a full-width bracket"),
    (
        "一对括号都改成半角：`{ }`或`[ ]`；是文字的，整个值加引号",
        "write `{ }` or `[ ]`, or quote a value that is a text",
    ),
);
pub(super) const FIRST_ITEM: Words = (
    ("这一条比下面各条缩进多了", "this item is indented further than those below"),
    ("和下面各条的横线左边对齐", "align its dash with those below"),
);
pub(super) const LIST: Words = (
    ("这里不能写列表", "a list cannot stand here"),
    (
        "没有内容的，删去这一行；是文字的，整个值加引号；是列表的，另起一行，每条以`- `开头",
        "delete a line without a value, quote a text, begin a list on a line of its own",
    ),
);
pub(super) const INVISIBLE: Words = (
    ("这里有看不见的字符", "an invisible character"),
    ("删去这个字符，重新输入这一处", "delete the character and type this part again"),
);
pub(super) const BOM: Words = (
    ("文件中间有字节顺序标记（BOM）", "a byte-order mark inside the file"),
    (
        "删去这一行开头看不见的字符；几个文件接在一起时容易带进来",
        "delete the invisible character; joining files leaves one behind",
    ),
);
pub(super) const SIGN: Words = (
    ("值不能用这个符号开头", "a value cannot begin with this sign"),
    ("给整个值加上引号", "put the whole value into quotes"),
);
pub(super) const DEEP: Words = (
    ("嵌套太深", "nested too deep"),
    ("删去多余的括号或缩进", "remove surplus brackets or indentation"),
);
pub(super) const BLOCK: Words = (
    ("`|`或`>`后面写错了", "wrong after `|` or `>`"),
    (
        "`|`后面直接换行，文字从下一行缩进写起",
        "end the line after `|` and indent the text below it",
    ),
);
pub(super) const OTHER: Words = (
    ("这里不是合法的YAML", "this is not YAML"),
    ("给整个值加上引号", "put the whole value into quotes"),
);

/// What kinds of errors mean.
pub(super) fn meaning(kind: &ErrorKind) -> Words {
    match kind {
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::DocumentIndicatorInQuotedScalar => QUOTE,
        ErrorKind::InvalidTrailingDoubleQuotedScalar
        | ErrorKind::InvalidTrailingSingleQuotedScalar => AFTER_QUOTE,
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate
        | ErrorKind::InvalidUnicodeEscape => ESCAPE,
        ErrorKind::TabInIndentation
        | ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::InvalidBlockEntryWhitespace
        | ErrorKind::InvalidMappingValueWhitespace => TAB,
        ErrorKind::InvalidIndentation
        | ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::UnexpectedEofBlockMapping
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::InvalidFlowScalarIndent
        | ErrorKind::ExpectedDocumentStart
        | ErrorKind::InvalidBlockScalarIndent => ALIGNMENT,
        ErrorKind::ZeroBlockScalarIndent | ErrorKind::InvalidBlockScalarHeader => BLOCK,
        ErrorKind::SimpleKeyExpected
        | ErrorKind::InvalidSimpleKey
        | ErrorKind::MappingValueNotAllowed
        | ErrorKind::MappingKeyNotAllowed => KEY,
        ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::InvalidColonPlacement
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::MisplacedFlowCollectionEnd
        | ErrorKind::MismatchedFlowCollectionEnd { .. } => BRACKET,
        ErrorKind::BlockEntryInFlowCollection
        | ErrorKind::BlockSequenceEntryNotAllowed
        | ErrorKind::PlainScalarStartsWithDashFlowIndicator => LIST,
        ErrorKind::BomInsideDocument => BOM,
        ErrorKind::UnexpectedCharacter { character } if !character.is_ascii_punctuation() => {
            INVISIBLE
        }
        ErrorKind::UnexpectedCharacter { .. } | ErrorKind::MissingAnchorOrAliasName => SIGN,
        ErrorKind::RecursionLimitExceeded => DEEP,
        _ => OTHER,
    }
}
