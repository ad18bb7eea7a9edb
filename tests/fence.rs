//! Fenced blocks of the documents: files of examples, and the output they lead to.

use std::ops::Range;

/// A file an example adds to the base portal.
#[derive(Debug, Clone)]
pub(crate) struct Given {
    /// Relative to the portal.
    pub(crate) path: String,
    /// What it says.
    pub(crate) text: String,
    /// `encoding=GBK`: written in another encoding.
    pub(crate) encoding: Option<String>,
    /// `size=400KB`: filled up to this many bytes.
    pub(crate) size: Option<usize>,
    /// `link=/etc/hosts`: a symbolic link.
    pub(crate) link: Option<String>,
    /// `gone`: the base portal's file is taken away.
    pub(crate) gone: bool,
}

/// A fenced block: what stands behind the backticks, and between them.
pub(crate) struct Fence {
    /// `yaml file=tasks/a.yaml`.
    pub(crate) info: String,
    /// The lines between.
    pub(crate) text: String,
    /// The heading above it, without its signs.
    pub(crate) heading: String,
    /// The bytes of the page that hold `text`.
    pub(crate) place: Range<usize>,
}

impl Fence {
    /// The file it holds, if it is one.
    pub(crate) fn given(&self) -> Option<Given> {
        let value = |key: &str| {
            let mut words = self.info.split(' ').filter_map(|word| word.split_once('='));
            words.find(|(name, _)| *name == key).map(|(_, value)| value.to_owned())
        };
        Some(Given {
            path: value("file")?,
            text: self.text.clone(),
            encoding: value("encoding"),
            size: value("size").map(|size| bytes(&size)),
            link: value("link"),
            gone: self.info.split(' ').any(|word| word == "gone"),
        })
    }
}

fn bytes(size: &str) -> usize {
    let number = |unit: &str| size.strip_suffix(unit).and_then(|n| n.parse::<usize>().ok());
    let megabytes = number("MB").map(|n| n * 1024 * 1024);
    megabytes.or_else(|| number("KB").map(|n| n * 1024)).expect("a size ends in KB or MB")
}

/// The fenced blocks of a page, in its order.
pub(crate) fn fences(page: &str) -> Vec<Fence> {
    let mut fences: Vec<Fence> = Vec::new();
    let mut open: Option<Fence> = None;
    let mut heading = String::new();
    let mut at = 0;
    for line in page.split_inclusive('\n') {
        let next = at + line.len();
        match (open.take(), line.trim_end().strip_prefix("```")) {
            (None, Some(info)) => {
                let (info, heading) = (info.to_owned(), heading.clone());
                open = Some(Fence { info, text: String::new(), heading, place: next..next });
            }
            (Some(mut fence), Some("")) => {
                fence.place.end = at;
                fences.push(fence);
            }
            (Some(mut fence), _) => {
                fence.text.push_str(line);
                open = Some(fence);
            }
            (None, None) if line.starts_with('#') => {
                line.trim_matches(['#', ' ', '\n']).clone_into(&mut heading);
            }
            (None, None) => {}
        }
        at = next;
    }
    fences
}
