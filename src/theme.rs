//! A theme folder as data: templates, words, colours, styles.
//!
//! Layers lie on each other: the default theme, the theme chosen among those in the program, the
//! portal's own `theme/` folder. A file of a higher layer replaces the file of the same name;
//! words and colours are changed one by one.

mod blocked;
pub mod colour;
mod contrast;
mod covering;
mod markup;
pub mod tokens;
pub mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use crate::diagnostic::{Code, Diagnostic, nearest, say};
use crate::source::{SourceFile, Sources};
use crate::span::{FileId, Span, Spanned};
use crate::yaml;
use tokens::Tokens;
use words::{Layer, Words};

/// The themes inside the program, one folder each.
static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// The theme every other builds on.
pub const DEFAULT: &str = "default";

/// The sheet that comes before others.
const STYLE: &str = "style.css";

/// The program's script, by which pages age.
const SCRIPT: &str = "script.js";

/// The template that draws the lights: they look the same on every site.
const LIGHTS: &str = "components/light.html";

/// Where the portal's own layer lies.
const OWN: &str = "theme/";

/// A theme, its layers laid on each other.
#[derive(Debug, Clone)]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// Templates in force by name, such as `task.html`.
    pub templates: BTreeMap<String, Template>,
    /// Templates of the program in whose place the portal has its own.
    pub covered: BTreeMap<String, Template>,
    /// The names of the templates that are the portal's own.
    pub own: BTreeSet<String>,
    /// The words of the interface.
    pub words: Words,
    /// The colours.
    pub tokens: Tokens,
    /// Files to be published beside the pages, by name: `style.css`, `script.js` and whatever
    /// lies in `static/`.
    pub files: BTreeMap<String, ThemeBytes>,
    /// The style sheets of which `style.css` is made, by name.
    sheets: BTreeMap<String, Arc<str>>,
    /// Digest of everything above.
    pub digest: [u8; 32],
}

/// A template in force.
#[derive(Debug, Clone)]
pub struct Template {
    /// Where it is written.
    pub file: FileId,
    /// What is written.
    pub text: Arc<str>,
}

/// The content of a file that is published with the pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ThemeBytes {
    /// Embedded, or made of several.
    Here(Arc<[u8]>),
    /// Copied from the portal's `theme/static/`.
    Copied(FileId),
}

/// Lays the layers of a theme on each other. The program's own files join `sources` under
/// `theme:NAME/…`, so that findings in them have a place; they hold no records, so call this
/// after the records are read. `named` is the name with the place where it was chosen.
pub fn load(
    named: Spanned<&str>,
    sources: &mut Sources,
    problems: &mut Vec<Diagnostic>,
) -> Option<Theme> {
    if EMBEDDED.get_dir(named.value).is_none() {
        problems.push(unknown_theme(named));
        return None;
    }
    let own = own_files(sources, problems);
    problems.extend(blocked::blocked(&own, sources));
    let mut layers = vec![(Layer::Ground, embed(DEFAULT, sources))];
    if named.value != DEFAULT {
        layers.push((Layer::Ground, embed(named.value, sources)));
    }
    layers.push((Layer::Change, own));
    let mut theme = Theme {
        name: named.value.to_owned(),
        templates: BTreeMap::new(),
        covered: BTreeMap::new(),
        own: BTreeSet::new(),
        words: Words::default(),
        tokens: Tokens::plain(named.span.file),
        files: BTreeMap::new(),
        sheets: BTreeMap::new(),
        digest: [0; 32],
    };
    for (layer, files) in &layers {
        for (name, file) in files {
            theme.lay(*layer, name, *file, sources, problems);
        }
    }
    contrast::check(&theme.tokens, problems);
    problems.extend(theme.unused());
    theme.digest = digest(&layers, sources);
    theme.files.insert(STYLE.to_owned(), ThemeBytes::Here(theme.style().as_bytes().into()));
    Some(theme)
}

/// The names of the themes inside the program.
pub fn names() -> Vec<&'static str> {
    EMBEDDED.dirs().filter_map(|dir| dir.path().to_str()).collect()
}

fn unknown_theme(named: Spanned<&str>) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::ThemeFile,
        named.span,
        say(
            format!("没有叫`{}`的主题", named.value),
            format!("there is no theme `{}`", named.value),
        ),
    );
    match nearest(named.value, names()) {
        Some(name) => {
            problem.help(say(format!("是不是想写`{name}`？"), format!("did you mean `{name}`?")))
        }
        None => problem.help(say(
            format!("可用的主题：{}", names().join("、")),
            format!("known themes: {}", names().join(", ")),
        )),
    }
}

/// The files of one layer: name within the theme folder, and where it is.
type Files = Vec<(String, FileId)>;

/// Puts an embedded theme among the sources.
fn embed(theme: &str, sources: &mut Sources) -> Files {
    let mut found = Vec::new();
    let folder = EMBEDDED.get_dir(theme).expect("the name was looked up before");
    gather(folder, &mut found);
    found.sort_unstable_by_key(|(path, _)| *path);
    let mut files = Vec::new();
    for (path, bytes) in found {
        let name = path.strip_prefix(theme).unwrap_or(path).trim_start_matches('/');
        let id = FileId(u32::try_from(sources.files.len()).unwrap_or(u32::MAX));
        let path = format!("theme:{theme}/{name}");
        sources.files.push(Arc::new(SourceFile {
            lines: crate::source::LineStarts::default(),
            text: std::str::from_utf8(bytes).ok().map(Arc::from),
            size: bytes.len() as u64,
            digest: *blake3::hash(bytes).as_bytes(),
            on_disk: PathBuf::from(&path),
            path,
        }));
        files.push((name.to_owned(), id));
    }
    files
}

fn gather(folder: &Dir<'static>, found: &mut Vec<(&'static str, &'static [u8])>) {
    let files = folder.files().filter_map(|file| Some((file.path().to_str()?, file.contents())));
    found.extend(files);
    folder.dirs().for_each(|inner| gather(inner, found));
}

/// The portal's own layer; a file that it may not change or that nobody uses is reported.
fn own_files(sources: &Sources, problems: &mut Vec<Diagnostic>) -> Files {
    let own = |(id, file): (FileId, &SourceFile)| {
        file.path.strip_prefix(OWN).map(|name| (name.to_owned(), id))
    };
    let mut used = Files::new();
    for (name, file) in sources.iter().filter_map(own) {
        match Part::of(&name) {
            Some(Part::Template(LIGHTS)) => problems.push(fixed_lights(file)),
            Some(Part::Published(STYLE)) => problems.push(second_style(file)),
            Some(Part::Published(SCRIPT)) if name != SCRIPT => problems.push(second_script(file)),
            Some(Part::Style(_)) | None => problems.push(stray_file(&name, file)),
            Some(Part::Template(_) | Part::Words | Part::Tokens | Part::Published(_)) => {
                used.push((name, file));
            }
        }
    }
    used
}

fn fixed_lights(file: FileId) -> Diagnostic {
    Diagnostic::new(
        Code::ThemeFile,
        Span::start_of(file),
        say("灯的形状、颜色和名称不能改", "lights keep their shapes, colours and words"),
    )
    .help(say(
        format!("删去`theme/templates/{LIGHTS}`"),
        format!("delete `theme/templates/{LIGHTS}`"),
    ))
}

fn second_style(file: FileId) -> Diagnostic {
    let words = say(
        format!("`{STYLE}`由主题的颜色和样式合成，不能另放一个"),
        format!("`{STYLE}` is made of the theme's colours and sheets and takes no second one"),
    );
    Diagnostic::new(Code::ThemeFile, Span::start_of(file), words).help(say(
        "颜色写在`theme/tokens.yaml`；别的样式改名为`theme/static/local.css`，在`layout.html`里引用",
        "put colours into `theme/tokens.yaml`, rename the sheet, and link it in `layout.html`",
    ))
}

fn second_script(file: FileId) -> Diagnostic {
    let words = say(
        format!("`static/{SCRIPT}`会顶替让灯按日期变化的脚本"),
        format!("`static/{SCRIPT}` would take the place of the script by which lights age"),
    );
    Diagnostic::new(Code::ThemeFile, Span::start_of(file), words).help(say(
        "另加的脚本改名为`theme/static/local.js`，在`layout.html`里引用；确实要换掉自带脚本的，放到\
         `theme/script.js`",
        "rename it to `theme/static/local.js` and link it in `layout.html`; what is to replace the \
         built-in one lies at `theme/script.js`",
    ))
}

fn stray_file(name: &str, file: FileId) -> Diagnostic {
    Diagnostic::new(
        Code::StrayFile,
        Span::start_of(file),
        say(format!("主题用不到`{name}`"), format!("the theme has no use for `{name}`")),
    )
    .help(say(
        "主题文件夹里可以放`templates/*.html`、`words.yaml`、`tokens.yaml`和`static/`下的文件",
        "a theme folder holds `templates/*.html`, `words.yaml`, `tokens.yaml` and `static/`",
    ))
}

/// What a file is in a theme, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part<'a> {
    Template(&'a str),
    Words,
    Tokens,
    Style(&'a str),
    Published(&'a str),
}

impl<'a> Part<'a> {
    fn of(name: &'a str) -> Option<Self> {
        match (name, name.strip_prefix("templates/"), name.strip_prefix("static/")) {
            ("words.yaml", ..) => Some(Self::Words),
            ("tokens.yaml", ..) => Some(Self::Tokens),
            (SCRIPT, ..) => Some(Self::Published(name)),
            (_, Some(template), _) if ending(template) == "html" => Some(Self::Template(template)),
            (_, _, Some(inner)) if !inner.is_empty() => Some(Self::Published(inner)),
            (sheet, None, None) if ending(sheet) == "css" => Some(Self::Style(sheet)),
            _ => None,
        }
    }
}

fn ending(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

impl Theme {
    /// Lays one file on what is there.
    fn lay(
        &mut self,
        layer: Layer,
        name: &str,
        file: FileId,
        sources: &Sources,
        problems: &mut Vec<Diagnostic>,
    ) {
        let source = sources.file(file);
        match (Part::of(name), &source.text) {
            (Some(Part::Template(name)), Some(text)) => {
                let template = Template { file, text: text.clone() };
                let before = self.templates.insert(name.to_owned(), template);
                self.covered.extend(before.map(|before| (name.to_owned(), before)));
                if layer == Layer::Change {
                    self.own.insert(name.to_owned());
                }
            }
            (Some(Part::Words), Some(text)) => {
                if let Some(node) = yaml::parse(file, text, 0, problems) {
                    self.words.take_over(&node, layer, problems);
                }
            }
            (Some(Part::Tokens), Some(text)) => {
                if let Some(node) = yaml::parse(file, text, 0, problems) {
                    self.tokens.take_over(&node, problems);
                }
            }
            (Some(Part::Style(name)), Some(text)) => {
                self.sheets.insert(name.to_owned(), text.clone());
            }
            (Some(Part::Published(name)), text) => {
                let bytes = match (layer, text) {
                    (_, Some(text)) => ThemeBytes::Here(text.as_bytes().into()),
                    (Layer::Ground, None) => ThemeBytes::Here(embedded_bytes(&source.path)),
                    (Layer::Change, None) => ThemeBytes::Copied(file),
                };
                self.files.insert(name.to_owned(), bytes);
            }
            // A file that is not UTF-8 was reported when it was read; a stray one as well.
            (Some(Part::Template(_) | Part::Words | Part::Tokens | Part::Style(_)), None)
            | (None, _) => {}
        }
    }

    /// The portal's own templates that are no page of the program's, and that no other includes: as
    /// when a name has a slip.
    fn unused(&self) -> Vec<Diagnostic> {
        let mentions = |name: &str| {
            let quoted = [format!("\"{name}\""), format!("'{name}'")];
            self.templates.values().any(|it| quoted.iter().any(|name| it.text.contains(name)))
        };
        let is_page = |name: &&String| !name.contains('/') && !self.covered.contains_key(*name);
        let unused = self.own.iter().filter(is_page).filter(|name| !mentions(name));
        let shipped = self.templates.keys().filter(|name| !self.own.contains(*name));
        let shipped: Vec<&str> = shipped.chain(self.covered.keys()).map(String::as_str).collect();
        let one = |name: &String| {
            let file = self.templates.get(name)?.file;
            let problem = stray_file(&format!("templates/{name}"), file);
            // The ending, which all have, makes none alike.
            let stem = name.trim_end_matches(".html");
            let stems = shipped.iter().map(|known| known.trim_end_matches(".html"));
            Some(match nearest(stem, stems) {
                Some(near) => problem.help(say(
                    format!("是不是想写`templates/{near}.html`？"),
                    format!("did you mean `templates/{near}.html`?"),
                )),
                None => problem,
            })
        };
        unused.filter_map(one).collect()
    }

    /// Whether a file is one of the portal's own templates.
    pub fn is_own(&self, file: FileId) -> bool {
        let own = |name: &String| self.templates.get(name).is_some_and(|held| held.file == file);
        self.own.iter().any(own)
    }

    /// The one style sheet of the site: the colours in force, then the theme's sheets.
    fn style(&self) -> String {
        let first = self.sheets.get(STYLE);
        let others = self.sheets.iter().filter(|(name, _)| *name != STYLE).map(|(_, text)| text);
        let sheets = first.into_iter().chain(others).map(|text| &**text);
        std::iter::once(&*self.tokens.css()).chain(sheets).collect()
    }
}

/// The bytes of an embedded picture.
fn embedded_bytes(path: &str) -> Arc<[u8]> {
    let inside = path.strip_prefix("theme:").unwrap_or(path);
    EMBEDDED.get_file(inside).expect("the path was made from an embedded file").contents().into()
}

fn digest(layers: &[(Layer, Files)], sources: &Sources) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    for (name, file) in layers.iter().flat_map(|(_, files)| files) {
        hasher.update(name.as_bytes());
        hasher.update(&[0]);
        hasher.update(&sources.file(*file).digest);
    }
    *hasher.finalize().as_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid(files: &[(&str, &str)]) -> (Theme, Sources, Vec<Diagnostic>) {
        let mut sources = Sources::from_texts(files.iter().copied());
        let mut problems = Vec::new();
        let named = Spanned::new(DEFAULT, Span::start_of(FileId(0)));
        let theme = load(named, &mut sources, &mut problems).expect("the default theme exists");
        (theme, sources, problems)
    }

    #[test]
    fn the_default_theme_has_no_problems_and_every_file_a_place() {
        let (theme, sources, problems) = laid(&[]);
        assert_eq!(problems, []);
        let file = theme.templates.get("exposure.html").expect("a template").file;
        assert_eq!(sources.file(file).path, "theme:default/templates/exposure.html");
    }

    #[test]
    fn a_template_that_is_no_page_and_that_nobody_includes_is_stray() {
        let found = |files: &[(&str, &str)]| {
            let (_, _, problems) = laid(files);
            let help = |problem: Diagnostic| problem.help.map(|help| help.zh);
            problems.into_iter().filter_map(help).collect::<Vec<_>>()
        };
        let slip = ("theme/templates/hom.html", "一");
        assert_eq!(found(&[slip]), ["是不是想写`templates/home.html`？"]);
        let home = ("theme/templates/home.html", "{% include \"hom.html\" %}");
        assert_eq!(found(&[slip, home]), Vec::<String>::new());
        let strange = found(&[("theme/templates/我的.html", "一")]);
        assert!(strange.iter().all(|help| help.starts_with("主题文件夹里可以放")), "{strange:?}");
    }

    #[test]
    fn a_portal_replaces_a_template_a_word_and_a_colour() {
        let (theme, sources, problems) = laid(&[
            ("theme/templates/404.html", "没有这一页"),
            ("theme/words.yaml", "exposures: {title: 亮相台}"),
            ("theme/tokens.yaml", "主色: \"#123456\""),
        ]);
        assert_eq!(problems, []);
        let template = theme.templates.get("404.html").expect("a template");
        assert_eq!(sources.file(template.file).path, "theme/templates/404.html");
        assert_eq!(theme.words.get("exposures", "title"), "亮相台");
        assert!(theme.style().starts_with(":root{--brand:#123456;"));
    }

    #[test]
    fn the_style_sheet_has_the_colours_whose_contrast_is_checked() {
        let style = laid(&[]).0.style().to_lowercase();
        for colour in contrast::fixed().map(|colour| colour.css().to_lowercase()) {
            assert!(style.contains(&colour), "{colour}");
        }
    }

    #[test]
    fn lights_look_the_same_on_every_site() {
        let (_, _, problems) = laid(&[("theme/templates/components/light.html", "")]);
        assert_eq!(problems.first().map(|problem| problem.code), Some(Code::ThemeFile));
    }

    #[test]
    fn a_second_style_sheet_is_not_passed_over_in_silence() {
        let (_, sources, problems) = laid(&[("theme/static/style.css", "body{color:red}")]);
        let found = problems.first().map(|one| (one.code, &*sources.file(one.span.file).path));
        assert_eq!(found, Some((Code::ThemeFile, "theme/static/style.css")));
        let (theme, _, problems) = laid(&[("theme/static/local.css", "body{color:red}")]);
        assert_eq!((problems, theme.files.contains_key("local.css")), (vec![], true));
    }

    #[test]
    fn a_second_script_does_not_take_the_place_of_the_first_in_silence() {
        let (_, sources, problems) = laid(&[("theme/static/script.js", "1")]);
        let found = problems.first().map(|one| (one.code, &*sources.file(one.span.file).path));
        assert_eq!(found, Some((Code::ThemeFile, "theme/static/script.js")));
        for path in ["theme/script.js", "theme/static/local.js", "theme/static/a/script.js"] {
            assert_eq!(laid(&[(path, "1")]).2, [], "{path}");
        }
    }

    #[test]
    fn any_change_changes_the_digest() {
        let plain = laid(&[]).0.digest;
        assert_eq!(plain, laid(&[]).0.digest);
        assert_ne!(plain, laid(&[("theme/templates/404.html", "没有这一页")]).0.digest);
    }

    #[test]
    fn files_no_theme_can_use_are_reported() {
        for path in ["theme/template/404.html", "theme/local.css"] {
            let (_, _, problems) = laid(&[(path, "")]);
            assert_eq!(problems.first().map(|problem| problem.code), Some(Code::StrayFile));
        }
    }

    #[test]
    fn an_unknown_theme_is_reported_where_it_was_chosen() {
        let mut problems = Vec::new();
        let named = Spanned::new("defualt", Span::new(FileId(0), 7, 14));
        assert!(load(named, &mut Sources::default(), &mut problems).is_none());
        let help = problems.first().and_then(|problem| problem.help.as_ref());
        assert_eq!(help.map(|help| help.zh.as_str()), Some("是不是想写`default`？"));
    }
}
