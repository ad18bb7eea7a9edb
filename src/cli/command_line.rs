//! What was typed wrongly: said in Chinese above the words of the command line's own crate.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::terminal::warn;

/// Says what is wrong and ends, with 2; help and version end well.
pub(super) fn refuse(error: &Error) -> ! {
    if let Some(words) = chinese(error) {
        warn(format!("错误：{words}"));
    }
    error.exit()
}

/// What is wrong, unless it is a wish for help.
fn chinese(error: &Error) -> Option<String> {
    let said = |kind| error.get(kind).map(text);
    let argument = said(ContextKind::InvalidArg).unwrap_or_default();
    let value = said(ContextKind::InvalidValue).unwrap_or_default();
    let near =
        [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let near = near.into_iter().find_map(said).filter(|near| !near.is_empty());
    let near = near.map(|near| format!("，是不是想写`{near}`？")).unwrap_or_default();
    let words = match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => return None,
        ErrorKind::InvalidSubcommand => {
            let command = said(ContextKind::InvalidSubcommand).unwrap_or_default();
            format!("没有`{command}`这个命令{near}")
        }
        ErrorKind::UnknownArgument => format!("没有`{argument}`这个参数{near}"),
        ErrorKind::InvalidValue if value.is_empty() => format!("`{argument}`后面要写一个值"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("`{argument}`不能是`{value}`{near}")
        }
        ErrorKind::MissingRequiredArgument => format!("还缺参数`{argument}`"),
        ErrorKind::ArgumentConflict => format!("`{argument}`不能这样写，或者写了不止一次"),
        _ => "命令没有写对".to_owned(),
    };
    Some(words)
}

fn text(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join("`、`"),
        other => other.to_string(),
    }
}
