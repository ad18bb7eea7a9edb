//! Words on the terminal: findings, refusals, sums.

use std::fmt::Display;
use std::io::{self, Write};

use crate::diagnostic::{self, Diagnostic, Language, Severity, Wording, say};
use crate::money::grouped;
use crate::source::{PathError, Sources};

/// Why a command could not run: one line, and what to do.
#[derive(Debug)]
pub(super) struct Refusal {
    message: Wording,
    help: Option<Wording>,
}

impl Refusal {
    /// A refusal in both languages.
    pub(super) fn new(message: Wording) -> Self {
        Self { message, help: None }
    }

    /// Adds what to do.
    pub(super) fn help(mut self, words: Wording) -> Self {
        self.help = Some(words);
        self
    }

    /// The refusal in one language.
    pub(super) fn text(&self, language: Language) -> String {
        let (error, help) = match language {
            Language::Chinese => ("错误：", "改法："),
            Language::English => ("error: ", "help: "),
        };
        let line = format!("{error}{}", language.of(&self.message));
        match &self.help {
            Some(words) => format!("{line}\n{help}{}", language.of(words)),
            None => line,
        }
    }

    /// Prints it.
    pub(super) fn show(&self, language: Language) {
        warn(self.text(language));
    }
}

impl From<PathError> for Refusal {
    fn from(error: PathError) -> Self {
        let path = error.path.display();
        let zh = format!("无法{}{path}：{}", action(error.action), reason(&error));
        let refusal = Self::new(say(zh, error.to_string()));
        match (error.action, error.source.kind()) {
            ("overwrite", _) => refusal.help(say(
                "这不是Daylight写的：把它移走，或用`--out`换一个文件夹",
                "move it away, or choose another folder with `--out`",
            )),
            ("write", io::ErrorKind::NotADirectory) => refusal.help(say(
                "用`--out`换一个文件夹，或把这里的文件移走",
                "choose another folder with `--out`, or move away what lies there",
            )),
            ("lock", _) => refusal.help(say("等它结束后再试", "try again when it has ended")),
            ("replace", io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices) => refusal
                .help(say(
                    "输出文件夹不能是挂载点，请用`--out`指定它下面的一个文件夹",
                    "the output folder cannot be a mount point: choose a folder below it",
                )),
            _ => refusal,
        }
    }
}

/// The verb of a refusal.
fn action(verb: &'static str) -> &'static str {
    match verb {
        "read" => "读取",
        "write" => "写入",
        "create" => "建立",
        "remove" => "删除",
        "move" => "移动",
        "replace" => "替换",
        "overwrite" => "覆盖",
        "lock" => "使用",
        _ => verb,
    }
}

/// What the system said, as far as a clerk meets it.
fn reason(error: &PathError) -> String {
    let known = match error.source.kind() {
        io::ErrorKind::NotFound => "不存在",
        io::ErrorKind::PermissionDenied => "没有权限",
        io::ErrorKind::AlreadyExists => "已有同名文件",
        io::ErrorKind::NotADirectory => "不是文件夹",
        io::ErrorKind::IsADirectory => "是文件夹",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "磁盘空间不足",
        io::ErrorKind::ReadOnlyFilesystem => "磁盘是只读的",
        io::ErrorKind::ResourceBusy if error.action == "lock" => "另一个生成正在进行",
        io::ErrorKind::ResourceBusy => "正在被使用",
        io::ErrorKind::InvalidFilename => "文件名不能用",
        io::ErrorKind::CrossesDevices => "它在另一个磁盘上",
        _ => return error.source.to_string(),
    };
    known.to_owned()
}

/// A line on standard output. A reader who has gone away is no error.
pub(super) fn print(line: impl Display) {
    let _ = writeln!(anstream::stdout(), "{line}");
}

/// A line on standard error.
pub(super) fn warn(line: impl Display) {
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// Findings with their source lines; colours go where the terminal has none.
pub(super) fn findings<'a>(
    problems: impl Iterator<Item = &'a Diagnostic>,
    sources: &Sources,
    language: Language,
) -> String {
    let texts = problems.map(|problem| diagnostic::text(problem, sources, language, true) + "\n");
    texts.collect::<Vec<_>>().join("\n")
}

/// How many findings there are of a severity.
pub(super) fn count(problems: &[Diagnostic], severity: Severity) -> usize {
    problems.iter().filter(|problem| problem.severity() == severity).count()
}

/// How many findings there are, as a sentence without its end.
pub(super) fn totals(problems: &[Diagnostic]) -> Wording {
    let [errors, warnings, notes] = [Severity::Error, Severity::Warning, Severity::Note]
        .map(|severity| figure(count(problems, severity)));
    say(
        format!("错误 {errors}，提醒 {warnings}，记录 {notes}"),
        format!("errors {errors}, warnings {warnings}, notes {notes}"),
    )
}

/// A count with thousands separators.
pub(super) fn figure(count: usize) -> String {
    grouped(i64::try_from(count).unwrap_or(i64::MAX))
}
