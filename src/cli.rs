//! Talks to the person at the terminal; the only asker of clock and environment.

mod build;
mod check;
mod command_line;
mod explain;
mod family;
mod frames;
mod new;
mod recompute;
mod schema;
mod serve;
mod terminal;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::{NaiveDate, TimeDelta};
use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::diagnostic::{Diagnostic, Language, say};
use crate::measure::Faces;
use crate::portal;
use crate::site::Request;
use crate::source::{self, Sources};
use crate::theme;
use crate::yaml::read_date;
use terminal::Refusal;

/// 把任务台账和典型案例做成政务公开网站 · turns task records into a public transparency portal
#[derive(Debug, Parser)]
#[command(name = "daylight", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// 提示信息的语言 · language of messages
    #[arg(long, global = true, default_value = "zh-CN", value_name = "zh-CN|en")]
    #[arg(value_parser = language)]
    lang: Language,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// 检查内容并生成网站 · check the content and publish the site
    Build(BuildArgs),
    /// 只检查，不生成 · check the content and write nothing
    Check(CheckArgs),
    /// 本机预览，改动后自动刷新 · preview on this machine, reloads on change
    Serve(ServeArgs),
    /// 把屏幕画面导出成图片 · write the slides of screens as pictures
    Frames(FramesArgs),
    /// 新建门户、一条记录或大屏播放机的文件 · start a portal, a record or a screen's machine
    New(NewArgs),
    /// 从排位数据文件重算得分和名次 · compute a ranking again from its file alone
    Recompute {
        /// 下载的 table.json 或 table.csv · table.json or table.csv of a month
        file: PathBuf,
    },
    /// 解释一个检查代码 · explain the code of a finding
    Explain {
        /// 例如 unknown-key · such as unknown-key
        code: String,
    },
    /// 输出编辑器用的JSON Schema · print a JSON Schema for editors
    Schema {
        /// 记录种类；不写则列出全部 · kind of record; lists all if missing
        kind: Option<String>,
    },
}

#[derive(Debug, Args)]
struct PortalArgs {
    /// 门户文件夹；不写就是当前文件夹（里面有portal.yaml），否则是content · folder of the portal; by default this folder if portal.yaml is in it, or else content
    #[arg(value_name = "PORTAL", default_value_os_t = nearest_portal(), hide_default_value = true)]
    folder: PathBuf,
    /// 以这一天为准，例如 2026-09-30 · as of this day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    today: Option<NaiveDate>,
}

#[derive(Debug, Args)]
struct BuildArgs {
    #[command(flatten)]
    portal: PortalArgs,
    /// 输出文件夹；不写就是门户旁边的public，子门户是其中同名的文件夹 · output folder; by default public beside the portal, for a child portal its folder in there
    #[arg(long, value_name = "OUT")]
    out: Option<PathBuf>,
    /// 主题名称 · name of the theme
    #[arg(long, value_name = "NAME", value_parser = PossibleValuesParser::new(theme::names()))]
    theme: Option<String>,
    /// 网站根网址 · address of the site's root
    #[arg(long, value_name = "URL", value_parser = address)]
    base_url: Option<String>,
    /// 全部重新生成 · render everything again
    #[arg(long)]
    fresh: bool,
    /// 同时使用几个处理器核 · how many cores to use
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
}

#[derive(Debug, Args)]
struct CheckArgs {
    #[command(flatten)]
    portal: PortalArgs,
    /// 输出格式 · form of the output
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// 有提醒也算不通过 · fail on warnings, too
    #[arg(long)]
    deny_warnings: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// 给人看 · for people
    Text,
    /// 给程序看 · for programs
    Json,
}

#[derive(Debug, Args)]
struct ServeArgs {
    #[command(flatten)]
    portal: PortalArgs,
    /// 端口 · port
    #[arg(long, default_value_t = 8000)]
    port: u16,
    /// 打开浏览器 · open the browser
    #[arg(long)]
    open: bool,
    /// 主题名称 · name of the theme
    #[arg(long, value_name = "NAME", value_parser = PossibleValuesParser::new(theme::names()))]
    theme: Option<String>,
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option, given or not")]
struct FramesArgs {
    #[command(flatten)]
    portal: PortalArgs,
    /// 屏幕规格，例如 gate-384 · profile of the screens
    #[arg(long, value_name = "PROFILE")]
    profile: String,
    /// 输出文件夹，每块屏幕一个子文件夹，子门户的在`子门户/`下 · output folder, with a folder for each screen, those of child portals in theirs
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// 从当天起每天一个文件夹 · a folder for each of so many days
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    days: Option<u32>,
    /// 另写GIF动图 · a GIF, too
    #[arg(long)]
    gif: bool,
    /// 另写APNG动图 · an APNG, too
    #[arg(long)]
    apng: bool,
    /// 另写MP4视频，需要ffmpeg · an MP4, too, where there is ffmpeg
    #[arg(long)]
    mp4: bool,
    /// 也导出曝光：图片不会自行撤下 · exposures, too: a picture cannot withdraw itself
    #[arg(long)]
    exposures: bool,
    /// 全部重新生成 · make everything again
    #[arg(long)]
    fresh: bool,
    /// 同时使用几个处理器核 · how many cores to use
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
}

#[derive(Debug, Args)]
struct NewArgs {
    /// 种类 · kind
    #[arg(value_parser = PossibleValuesParser::new(new::names()))]
    kind: String,
    /// 编号；portal写文件夹，update、change、closing写任务编号，holding写岗位编号，calendar写年份，kiosk写大屏编号 · id; folder of a portal, task of an update, change or closing, post of a holding, year of a calendar, screen of a kiosk
    id: Option<String>,
    /// 门户文件夹；不写就是当前文件夹（里面有portal.yaml），否则是content · folder of the portal; by default this folder if portal.yaml is in it, or else content
    #[arg(long, default_value_os_t = nearest_portal(), hide_default_value = true)]
    portal: PathBuf,
    /// 新门户的工作方法 · working method of a new portal
    #[arg(long, value_name = "NAME")]
    method: Option<String>,
    /// 新门户的级别：州、市、县或区，默认县 · level of a new portal: 州, 市, 县 or 区; 县 if nothing is said
    #[arg(long, value_name = "LEVEL")]
    level: Option<String>,
}

/// How a command ended that could run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exit {
    /// As it should.
    Good,
    /// The content has errors.
    Wrong,
}

/// Runs the command that the person typed.
pub fn run() -> ExitCode {
    let Arguments { command, lang } = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => command_line::refuse(&error),
    };
    let done = match command {
        Command::Build(args) => build::build(&args, lang),
        Command::Check(args) => check::check(&args, lang),
        Command::Serve(args) => serve::serve(args, lang),
        Command::Frames(args) => frames::frames(&args, lang),
        Command::New(args) => new::new(&args, lang),
        Command::Recompute { file } => recompute::recompute(&file, lang),
        Command::Explain { code } => explain::explain(&code, lang),
        Command::Schema { kind } => schema::schema(kind.as_deref()),
    };
    match done {
        Ok(Exit::Good) => ExitCode::SUCCESS,
        Ok(Exit::Wrong) => ExitCode::from(1),
        Err(refusal) => {
            refusal.show(lang);
            ExitCode::from(2)
        }
    }
}

fn language(text: &str) -> Result<Language, String> {
    match text.to_ascii_lowercase().replace('_', "-").as_str() {
        "zh-cn" | "zh" => Ok(Language::Chinese),
        "en" => Ok(Language::English),
        _ => Err("zh-CN, en".to_owned()),
    }
}

fn day(text: &str) -> Result<NaiveDate, String> {
    read_date(text).ok_or_else(|| "例如 · such as 2026-09-30".to_owned())
}

fn address(text: &str) -> Result<String, String> {
    let is_address = portal::is_root_address(text);
    is_address
        .then(|| text.to_owned())
        .ok_or_else(|| "例如 · such as https://www.a.example/".into())
}

/// Today in China (UTC+8), where the portals are.
#[expect(clippy::disallowed_methods, reason = "the command line is the only asker of the clock")]
fn now() -> NaiveDate {
    (chrono::Utc::now() + TimeDelta::hours(8)).date_naive()
}

/// The portal that is meant where none is named: the folder in which the person stands, if it is
/// one, or else `content`.
fn nearest_portal() -> PathBuf {
    PathBuf::from(if is_portal(Path::new("")) { "." } else { "content" })
}

/// Whether a folder is a portal's.
fn is_portal(folder: &Path) -> bool {
    ["portal.yaml", "portal.yml"].iter().any(|name| folder.join(name).is_file())
}

/// Reads a portal's files and what is wrong with them as files.
fn read(folder: &Path) -> Result<(Sources, Vec<Diagnostic>), Refusal> {
    is_folder(folder)?;
    let mut problems = Vec::new();
    let sources = source::read(folder, &mut problems)?;
    Ok((sources, problems))
}

/// Refuses what is no folder.
fn is_folder(folder: &Path) -> Result<(), Refusal> {
    if folder.is_file() {
        return Err(a_file(folder));
    }
    if !folder.is_dir() {
        let folder = folder.display();
        let words = say(
            format!("找不到门户文件夹 {folder}"),
            format!("there is no portal folder {folder}"),
        );
        return Err(Refusal::new(words).help(say(
            format!("先进入门户文件夹再输入命令，或用 `daylight new portal {folder}` 新建一个"),
            format!("go into the portal's folder, or make one: `daylight new portal {folder}`"),
        )));
    }
    Ok(())
}

/// Somebody named `portal.yaml` rather than its folder.
fn a_file(path: &Path) -> Refusal {
    let above = path.parent().filter(|above| *above != Path::new(""));
    let (path, above) = (path.display(), above.unwrap_or(Path::new(".")).display());
    let words = say(format!("{path} 是文件，门户是一个文件夹"), format!("{path} is a file"));
    Refusal::new(words)
        .help(say(format!("写它所在的文件夹：{above}"), format!("name the folder: {above}")))
}

impl PortalArgs {
    /// What the command asks of a build.
    fn request<'a>(
        &self,
        theme: Option<&'a str>,
        base_url: Option<&'a str>,
        faces: &'a Faces,
    ) -> Request<'a> {
        Request { today: self.today, now: now(), theme, base_url, faces }
    }
}
