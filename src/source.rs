//! Reads a portal folder and nothing else.

mod again;
mod encoding;
mod kind;

pub use again::read_again;

use std::fmt;
use std::fs;
use std::io::{self, Read as _};
use std::ops::Range;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Code, Diagnostic, lost_letters, say};
use crate::span::{FileId, Span};
use crate::summary;
use encoding::decode;

/// Where child portals lie.
pub const PORTALS: &str = "portals/";

/// Largest record file: a register of ten thousand short records fits.
const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// The machine refused: what was tried, where, and why.
#[derive(Debug)]
pub struct PathError {
    /// What was tried, as a verb: "read", "write".
    pub action: &'static str,
    /// Where.
    pub path: PathBuf,
    /// What the system said.
    pub source: io::Error,
}

impl PathError {
    /// For `map_err`.
    pub fn on(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self { action, path: path.to_owned(), source }
    }
}

impl fmt::Display for PathError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "cannot {} {}: {}", self.action, self.path.display(), self.source)
    }
}

impl std::error::Error for PathError {}

/// A file of the portal.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Relative to the portal, with `/`.
    pub path: String,
    /// The text, without a byte-order mark; `None` for assets and unreadable files.
    pub text: Option<Arc<str>>,
    /// Size on disk, in bytes.
    pub size: u64,
    /// Digest of the bytes.
    pub digest: [u8; 32],
    /// Where the bytes are, for assets that are copied.
    pub on_disk: PathBuf,
    /// Where its lines begin, once somebody has asked.
    pub lines: LineStarts,
}

/// The bytes at which the lines of a text begin, found when they are first asked for: a file with
/// ten thousand findings is walked through once.
#[derive(Debug, Clone, Default)]
pub struct LineStarts(OnceLock<Box<[usize]>>);

impl LineStarts {
    fn of(&self, text: &str) -> &[usize] {
        self.0.get_or_init(|| {
            let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
            std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect()
        })
    }
}

impl SourceFile {
    /// Whether there are bytes at all: a link out of the portal or to nothing has none.
    pub fn was_read(&self) -> bool {
        self.digest != [0; 32]
    }

    /// The byte at a line and a column in bytes, both from 1.
    pub fn offset(&self, (line, column): (usize, usize)) -> usize {
        let text = self.text.as_deref().unwrap_or_default();
        let above = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len);
        let at = (above.sum::<usize>() + column.saturating_sub(1)).min(text.len());
        (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
    }

    /// Line and column (in characters) of a byte, both from 1.
    pub fn line_and_column(&self, offset: u32) -> (usize, usize) {
        let text = self.text.as_deref().unwrap_or_default();
        let mut at = (offset as usize).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let starts = self.lines.of(text);
        let line = starts.partition_point(|start| *start <= at);
        let start = line.checked_sub(1).and_then(|line| starts.get(line)).copied().unwrap_or(0);
        let column = text.get(start..at).unwrap_or_default().chars().count() + 1;
        (line, column)
    }

    /// The bytes from the line of one place through the line of another, and the number of the
    /// first of them, from 1.
    pub fn lines_through(&self, from: usize, to: usize) -> (Range<usize>, usize) {
        let text = self.text.as_deref().unwrap_or_default();
        let starts = self.lines.of(text);
        let first = starts.partition_point(|start| *start <= from.min(text.len()));
        let after = starts.partition_point(|start| *start <= to.min(text.len()));
        let start = first.checked_sub(1).and_then(|line| starts.get(line)).copied().unwrap_or(0);
        let end = starts.get(after).copied().unwrap_or(text.len());
        (start..end, first)
    }
}

/// Everything a portal folder holds.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The files in path order. They are shared: a preview keeps several sets of them that differ in
    /// one file.
    pub files: Vec<Arc<SourceFile>>,
    /// Names of the folders below `portals/`, in order: child portals, whose files are their own.
    pub children: Vec<String>,
    /// What the portals below this one have handed over.
    pub handed: Vec<Handed>,
    /// Where the portal lies below the one that was asked for, such as `portals/county/`: findings
    /// name their files from there.
    pub shown_below: String,
}

/// What a portal has handed over to the one above it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Handed {
    /// The name of its folder.
    pub name: String,
    /// Its summary, if there is one.
    pub file: Option<FileId>,
    /// Whether the summary is of its content as it is.
    pub is_renewed: bool,
}

impl Sources {
    /// A file by its id.
    pub fn file(&self, id: FileId) -> &SourceFile {
        self.files.get(id.0 as usize).expect("file ids are only made by these sources")
    }

    /// All files with their ids, in path order.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        (0_u32..).map(FileId).zip(self.files.iter().map(|file| &**file))
    }

    /// What stands at a place, without its quotes.
    pub fn written(&self, at: Span) -> &str {
        let file = self.files.get(at.file.0 as usize);
        let text = file.and_then(|file| file.text.as_deref()).unwrap_or_default();
        let written = text.get(at.start as usize..at.end as usize).unwrap_or_default();
        written.trim_matches(['"', '\'', ' '])
    }

    /// The name of a file as findings show it.
    pub fn shown(&self, file: &SourceFile) -> String {
        format!("{}{}", self.shown_below, file.path)
    }

    /// Takes in what a portal below this one hands over: its summary, if it ever had one.
    pub fn hand_over(&mut self, name: &str, summary: Option<Vec<u8>>, is_renewed: bool) {
        let path = format!("{PORTALS}{name}/{}", summary::PATH);
        let file = summary.map(|bytes| self.enter(path, &bytes));
        self.handed.push(Handed { name: name.to_owned(), file, is_renewed });
    }

    /// Takes in a summary that lies somewhere else, under the path that names it. Nothing is taken
    /// in if it cannot be read.
    pub fn fetch(&mut self, name: &str, root: &Path, path: &str) {
        let file = summary_at(&root.join(path)).map(|bytes| self.enter(path.to_owned(), &bytes));
        self.handed.push(Handed { name: name.to_owned(), file, is_renewed: true });
    }

    fn enter(&mut self, path: String, bytes: &[u8]) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(Arc::new(SourceFile {
            lines: LineStarts::default(),
            on_disk: PathBuf::from(&path),
            path,
            size: bytes.len() as u64,
            digest: *blake3::hash(bytes).as_bytes(),
            text: Some(String::from_utf8_lossy(bytes).into()),
        }));
        id
    }

    /// A file that cannot be read, so that the finding about it has a place.
    fn without_text(&mut self, path: &str) -> Span {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(Arc::new(SourceFile {
            lines: LineStarts::default(),
            on_disk: PathBuf::from(path),
            path: path.to_owned(),
            text: None,
            size: 0,
            digest: [0; 32],
        }));
        Span::start_of(id)
    }

    /// A portal given as texts, for tests and converters: (path, text).
    pub fn from_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let file = |(path, text): (&str, &str)| SourceFile {
            lines: LineStarts::default(),
            path: path.to_owned(),
            text: Some(text.into()),
            size: text.len() as u64,
            digest: *blake3::hash(text.as_bytes()).as_bytes(),
            on_disk: PathBuf::from(path),
        };
        let mut files: Vec<_> = texts.into_iter().map(|text| Arc::new(file(text))).collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self { files, ..Self::default() }
    }
}

/// Whether a file holds records or words (and is read as text) rather than being copied. A theme's
/// sheets are looked into, though they are published as they are.
fn is_text(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    if path.starts_with("summaries/") {
        return ending == "json";
    }
    !path.starts_with("assets/")
        && (ending == "css" || !path.starts_with("theme/static/"))
        && matches!(ending, "yaml" | "yml" | "md" | "html" | "css" | "js" | "xml" | "txt" | "svg")
}

/// The bytes of one file that lies in no portal.
#[expect(clippy::disallowed_methods, reason = "this is the module that reads")]
pub fn bytes(path: &Path) -> Result<Vec<u8>, PathError> {
    fs::read(path).map_err(PathError::on("read", path))
}

/// Reads a portal. Findings about names, links and encodings are reported; the machine's refusals
/// are errors. Hidden files other than records and editors' backups are passed over; of child portals only the names
/// are read.
pub fn read(root: &Path, problems: &mut Vec<Diagnostic>) -> Result<Sources, PathError> {
    let real_root = root.canonicalize().map_err(PathError::on("read", root))?;
    let mut found: Vec<(String, PathBuf)> = Vec::new();
    let mut outside: Vec<String> = Vec::new();
    let mut unreadable: Vec<String> = Vec::new();
    let mut sources = Sources::default();
    let mut walk = WalkDir::new(&real_root).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) if passed_over(&entry) => {
                skip(&entry, &mut walk);
                continue;
            }
            Ok(entry) => entry,
            Err(error) => match broken_link(&error, &real_root) {
                Some(path) => {
                    outside.push(path);
                    continue;
                }
                None => return Err(refusal(error, root)),
            },
        };
        let path = entry.path();
        let name = relative(path, &real_root);
        if leaves(path, &real_root) {
            outside.push(name);
        } else if let Some(child) = child(&entry, &name) {
            sources.children.push(child.to_owned());
            skip(&entry, &mut walk);
        } else if entry.file_type().is_file() {
            found.push((name, path.to_owned()));
        } else if !entry.file_type().is_dir() {
            unreadable.push(name);
        }
    }
    found.sort();
    let loaded: Vec<_> = found.par_iter().map(|(name, path)| load(name, path)).collect();
    for (id, loaded) in (0_u32..).map(FileId).zip(loaded) {
        let (file, fault) = loaded?;
        problems.extend(fault.map(|fault| fault.at(id)));
        problems.extend(file.text.iter().flat_map(|text| lost_letters(Span::start_of(id), text)));
        sources.files.push(Arc::new(file));
    }
    report_outside(outside, &mut sources, problems);
    problems.extend(unreadable.iter().map(|path| no_file(path, &mut sources)));
    let is_portal = |file: &Arc<SourceFile>| matches!(&*file.path, "portal.yaml" | "portal.yml");
    if !sources.files.iter().any(is_portal) {
        let words = say("文件夹里没有`portal.yaml`", "there is no `portal.yaml` in the folder");
        let problem =
            Diagnostic::new(Code::NoPortalFile, sources.without_text("portal.yaml"), words);
        problems.push(problem.help(say(
            "核对文件夹；还没有门户的，用`daylight new portal`新建",
            "check the folder, or create a portal with `daylight new portal`",
        )));
    }
    Ok(sources)
}

/// Paths that lead out of the portal, as files without text so that the finding has a place.
fn report_outside(paths: Vec<String>, sources: &mut Sources, problems: &mut Vec<Diagnostic>) {
    for path in paths {
        // Everything below a linked folder is outside as well: one finding is enough.
        let known = |file: &SourceFile| path.starts_with(&format!("{}/", file.path));
        if sources.files.iter().any(|file| file.text.is_none() && known(file)) {
            continue;
        }
        let words = say(
            format!("`{path}`是指向门户文件夹之外的链接，或链接已失效"),
            format!("`{path}` links out of the portal or to nothing"),
        );
        let problem = Diagnostic::new(Code::LinkOutside, sources.without_text(&path), words);
        problems
            .push(problem.help(say("把文件本身复制进来", "copy the file itself into the portal")));
    }
}

/// A pipe, a socket or a device: to read one would be to wait for ever.
fn no_file(path: &str, sources: &mut Sources) -> Diagnostic {
    let words = say(
        format!("`{path}`不是文件也不是文件夹，没有读取"),
        format!("`{path}` is neither a file nor a folder and was not read"),
    );
    Diagnostic::new(Code::StrayFile, sources.without_text(path), words)
        .help(say("删去它，或换成文件", "delete it, or put a file in its place"))
}

fn passed_over(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let is_told = entry.file_type().is_file() && is_hidden_record(&name);
    entry.depth() > 0 && is_nobodys(&name) && !is_told
}

/// Whether a file or folder is hidden or an editor's backup.
fn is_nobodys(name: &str) -> bool {
    name.starts_with('.') || name.ends_with('~')
}

/// Whether a hidden file has the name of a record: somebody may wait for it. What systems and
/// editors put beside a file is named `._a.yaml`, `.#a.yaml`, `.~a.yaml`.
pub fn is_hidden_record(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let Some(bare) = name.strip_prefix('.').filter(|bare| !bare.starts_with(['.', '_', '#', '~']))
    else {
        return false;
    };
    [".yaml", ".yml", ".md"]
        .iter()
        .any(|ending| bare.len() > ending.len() && bare.ends_with(ending))
}

/// The name of a child portal, if this is its folder.
fn child<'a>(entry: &DirEntry, name: &'a str) -> Option<&'a str> {
    let is_folder = entry.depth() == 2 && entry.file_type().is_dir();
    name.strip_prefix(PORTALS).filter(|_| is_folder)
}

/// Goes on behind an entry, leaving out what lies in it.
fn skip(entry: &DirEntry, walk: &mut walkdir::IntoIter) {
    if entry.file_type().is_dir() {
        walk.skip_current_dir();
    }
}

fn relative(path: &Path, root: &Path) -> String {
    let inside = path.strip_prefix(root).unwrap_or(path);
    let parts = inside.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy()),
        _ => None,
    });
    parts.collect::<Vec<_>>().join("/")
}

/// A link's target lies outside the root. Plain files cannot: only links are resolved.
fn leaves(path: &Path, root: &Path) -> bool {
    path.canonicalize().map_or(true, |real| !real.starts_with(root))
}

/// A link to nothing or in a circle is the author's mistake, not the machine's.
fn broken_link(error: &walkdir::Error, root: &Path) -> Option<String> {
    let path = error.path()?;
    let link = path.symlink_metadata().ok()?.file_type().is_symlink();
    (link || error.loop_ancestor().is_some()).then(|| relative(path, root))
}

fn refusal(error: walkdir::Error, root: &Path) -> PathError {
    let path = error.path().unwrap_or(root).to_owned();
    PathError { action: "read", path, source: error.into() }
}

/// The bytes of a summary: a file, or in a folder that was published.
#[expect(clippy::disallowed_methods, reason = "this is the module that reads")]
fn summary_at(path: &Path) -> Option<Vec<u8>> {
    let places = [path.to_owned(), path.join(summary::PATH), path.join("summary.json")];
    let file = places.iter().find(|place| place.is_file())?;
    let small = fs::metadata(file).is_ok_and(|found| found.len() <= MAX_BYTES);
    small.then(|| fs::read(file).ok()).flatten()
}

/// What is wrong with a file as a whole.
#[derive(Debug, PartialEq, Eq)]
enum Fault {
    /// Larger than a record file may be; its size.
    TooLarge(u64),
    /// In another encoding than UTF-8, if it can be told in which.
    OtherEncoding(Option<&'static str>),
    /// A document of another program; what it is.
    Document(&'static str, &'static str),
    /// Under `assets`, and not what its name says or not to be published; its path.
    Asset(String, kind::Wrong),
}

#[expect(clippy::disallowed_methods, reason = "this is the module that reads")]
fn load(name: &str, path: &Path) -> Result<(SourceFile, Option<Fault>), PathError> {
    let size = fs::metadata(path).map_err(PathError::on("read", path))?.len();
    let mut file = SourceFile {
        lines: LineStarts::default(),
        path: name.to_owned(),
        text: None,
        size,
        digest: [0; 32],
        on_disk: path.to_owned(),
    };
    if !is_text(name) {
        let mut hasher = blake3::Hasher::new();
        let reader = fs::File::open(path).map_err(PathError::on("read", path))?;
        hasher.update_reader(reader).map_err(PathError::on("read", path))?;
        file.digest = *hasher.finalize().as_bytes();
        return Ok((file, asset_fault(name, path)?));
    }
    if size > MAX_BYTES {
        return Ok((file, Some(Fault::TooLarge(size))));
    }
    let bytes = fs::read(path).map_err(PathError::on("read", path))?;
    file.digest = *blake3::hash(&bytes).as_bytes();
    let (text, fault) = decode(bytes);
    file.text = text.map(Into::into);
    Ok((file, fault))
}

/// What is wrong with a file under `assets`, as far as its beginning tells.
#[expect(clippy::disallowed_methods, reason = "this is the module that reads")]
fn asset_fault(name: &str, path: &Path) -> Result<Option<Fault>, PathError> {
    if !name.starts_with("assets/") {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    let length = kind::bytes_to_read(name);
    if length > 0 {
        let file = fs::File::open(path).map_err(PathError::on("read", path))?;
        file.take(length).read_to_end(&mut bytes).map_err(PathError::on("read", path))?;
    }
    Ok(kind::wrong(name, &bytes).map(|wrong| Fault::Asset(name.to_owned(), wrong)))
}

impl Fault {
    fn at(&self, id: FileId) -> Diagnostic {
        match self {
            Self::TooLarge(size) => too_large(id, *size),
            Self::OtherEncoding(name) => not_utf8(id, *name),
            Self::Document(zh, en) => no_text(id, (zh, en)),
            Self::Asset(path, wrong) => wrong.at(id, path),
        }
    }
}

fn too_large(id: FileId, size: u64) -> Diagnostic {
    let megabytes = size / 1024 / 1024;
    Diagnostic::new(
        Code::FileTooLarge,
        Span::start_of(id),
        say(format!("文件有{megabytes} MB，太大了"), format!("the file has {megabytes} MB")),
    )
    .help(say("把记录分成几个文件", "split the records into several files"))
}

fn no_text(id: FileId, (zh, en): (&str, &str)) -> Diagnostic {
    let words = say(
        format!("文件其实是{zh}，只是改了名字，读不出来"),
        format!("the file is {en} under another name and cannot be read"),
    );
    Diagnostic::new(Code::NotUtf8, Span::start_of(id), words).help(say(
        "打开它，照着内容另写一个纯文本的记录文件；原件改回原来的后缀，放进`assets`或移走",
        "write its content into a plain text file, and put the document under its own name into `assets`",
    ))
}

fn not_utf8(id: FileId, guess: Option<&'static str>) -> Diagnostic {
    let words = match guess {
        Some(name) => say(
            format!("文件的编码是{name}，不是UTF-8"),
            format!("the file is encoded as {name}, not UTF-8"),
        ),
        None => say("文件不是UTF-8编码的文本", "the file is not UTF-8 text"),
    };
    Diagnostic::new(Code::NotUtf8, Span::start_of(id), words).help(say(
        "用记事本打开，“另存为”时把编码选成UTF-8",
        "open it in an editor and save it as UTF-8",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_themes_sheets_are_read_and_its_pictures_copied() {
        for (path, expected) in [
            ("theme/static/local.css", true),
            ("theme/templates/a.html", true),
            ("theme/static/a.svg", false),
            ("theme/static/a.js", false),
            ("assets/a.css", false),
        ] {
            assert_eq!(is_text(path), expected, "{path}");
        }
    }

    #[test]
    fn columns_count_characters() {
        let sources = Sources::from_texts([("a.yaml", "标题: x\n任务: y\n")]);
        let file = sources.file(FileId(0));
        assert_eq!(file.line_and_column(0), (1, 1));
        assert_eq!(file.line_and_column(10), (2, 1));
        assert_eq!(file.line_and_column(13), (2, 2));
    }
}
