//! What is said of what browsers refuse, and how it is mended.

use crate::diagnostic::{Code, Diagnostic, Wording, say};
use crate::span::{FileId, Span};

/// Most characters of an address that a finding repeats.
const SHOWN: usize = 60;

/// Where something stands that browsers refuse.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    span: Span,
    written: &'a str,
}

impl<'a> Place<'a> {
    /// A place in a text.
    pub fn new(file: FileId, text: &'a str, start: usize, end: usize) -> Self {
        Self {
            span: Span::new(file, start, end),
            written: text.get(start..end).unwrap_or_default(),
        }
    }

    fn says(self, words: Wording, help: Wording) -> Diagnostic {
        Diagnostic::new(Code::BlockedContent, self.span, words).help(help)
    }

    /// An address outside the site, or what stands in place of one.
    pub fn far(self) -> Diagnostic {
        let shown = match self.written.char_indices().nth(SHOWN) {
            Some((end, _)) => format!("{}…", self.written.get(..end).unwrap_or_default()),
            None => self.written.to_owned(),
        };
        let small = shown.to_ascii_lowercase();
        if small.starts_with("javascript:") {
            return self.says(
                say(
                    format!("链接里的脚本`{shown}`，浏览器不会运行"),
                    format!("browsers do not run the script in the link `{shown}`"),
                ),
                say("改成网页的地址，或改用按钮", "lead to a page, or use a button"),
            );
        }
        if small.starts_with("data:") {
            return self.says(
                say(
                    format!("直接写在里面的内容`{shown}`，浏览器不会显示"),
                    format!("browsers do not show what is written into the file: `{shown}`"),
                ),
                say(
                    "存成文件放进`theme/static/`，模板里写`{{ head.root }}文件名`，样式表里写文件名",
                    "save it in `theme/static/`; name it `{{ head.root }}NAME` in templates, `NAME` in sheets",
                ),
            );
        }
        self.says(
            say(
                format!("网页只用本网站的文件，`{shown}`浏览器会拦下"),
                format!("pages take from their own site alone, and browsers refuse `{shown}`"),
            ),
            say(
                "把文件下载到`theme/static/`，模板里写`{{ head.root }}文件名`，样式表里写文件名；\
                 别的网站的表单改成链接",
                "put the file into `theme/static/`; name it `{{ head.root }}NAME` in templates, \
                 `NAME` in sheets; make a link of another site's form",
            ),
        )
    }

    /// A script in the page itself.
    pub fn script(self) -> Diagnostic {
        self.says(
            say("直接写在网页里的脚本，浏览器不会运行", "browsers do not run a script within a page"),
            say(
                "把脚本存成`theme/static/local.js`，这里写`<script src=\"{{ head.root }}local.js\"></script>`",
                "save it as `theme/static/local.js`, and write `<script src=\"{{ head.root }}local.js\"></script>`",
            ),
        )
    }

    /// A script in an attribute.
    pub fn handler(self) -> Diagnostic {
        self.says(
            say(
                format!("`{}`里的脚本，浏览器不会运行", self.written),
                format!("browsers do not run the script in `{}`", self.written),
            ),
            say(
                "删去它，在`theme/static/local.js`里用`addEventListener`写",
                "delete it, and use `addEventListener` in `theme/static/local.js`",
            ),
        )
    }

    /// Looks in an attribute.
    pub fn style(self) -> Diagnostic {
        self.says(
            say("`style`里的样式，浏览器不会采用", "browsers do not use the looks in `style`"),
            say(
                "改成`class`，样式写在`theme/static/local.css`里",
                "use a `class`, with its rule in `theme/static/local.css`",
            ),
        )
    }

    /// A sheet in the page itself.
    pub fn sheet(self) -> Diagnostic {
        self.says(
            say("直接写在网页里的样式，浏览器不会采用", "browsers do not use a sheet within a page"),
            say(
                "存成`theme/static/local.css`，写`<link rel=\"stylesheet\" href=\"{{ head.root }}local.css\">`引用",
                "save it as `theme/static/local.css`, and link it: `<link rel=\"stylesheet\" href=\"{{ head.root }}local.css\">`",
            ),
        )
    }

    /// A film, a sound or another page within the page.
    pub fn part(self, word: &str) -> Diagnostic {
        self.says(
            say(
                format!("网页里的`<{}>`，浏览器不会显示", self.written),
                format!("browsers do not show `<{}>` on a page", self.written),
            ),
            say(
                format!(
                    "改成链接；确实要放的，只放本网站的文件，并在这个模板里写\
                     `{{% block policy %}}; {word} 'self'{{% endblock policy %}}`"
                ),
                format!(
                    "make it a link, or, for a file of the site, write \
                     `{{% block policy %}}; {word} 'self'{{% endblock policy %}}`"
                ),
            ),
        )
    }

    /// A face that a sheet brings.
    pub fn face(self) -> Diagnostic {
        self.says(
            say("样式表带来的字体，浏览器不会下载", "browsers do not fetch a sheet's own faces"),
            say(
                "删去`@font-face`，用读者电脑里的字体",
                "delete the `@font-face` and use the faces of the reader's machine",
            ),
        )
    }

    /// A word that opens a page's policy.
    pub fn policy(self) -> Diagnostic {
        self.says(
            say(
                format!("网页的安全策略不能放开`{}`", self.written),
                format!("the policy of pages must not allow `{}`", self.written),
            ),
            say("删去它，只写`'self'`", "delete it and write `'self'` alone"),
        )
    }

    /// A page without a policy.
    pub fn no_policy(self) -> Diagnostic {
        self.says(
            say("整页的模板里没有安全策略", "a template of a whole page has no policy"),
            say(
                "从自带的`layout.html`里抄回`<meta http-equiv=\"Content-Security-Policy\" …>`那一行",
                "take over the line `<meta http-equiv=\"Content-Security-Policy\" …>` of the built-in `layout.html`",
            ),
        )
    }
}
