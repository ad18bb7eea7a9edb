//! Grids: the smallest places that somebody answers for.

use serde::Serialize;

use crate::plan::view::area::{GridItem, GridRow};
use crate::plan::view::atoms::{
    Feedback, Figure, Filter, Label, Light, LightCount, Pagination, TaskRow,
};
use crate::plan::view::head::Head;
use crate::plan::view::people::Holder;
use crate::plan::view::plot::GridBlock;

/// One page of the list of grids.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct GridsView {
    /// The page.
    pub head: Head,
    /// Heading in clauses: 534个基础网格，责任到人, or a street's.
    pub clauses: Vec<String>,
    /// Grids, posts, items; grids without tasks, grids without posts.
    pub figures: Vec<Figure>,
    /// By street or town.
    pub filters: Vec<Filter>,
    /// The grids by street or town, on the first page only.
    pub blocks: Vec<GridBlock>,
    /// The lights that occur in the blocks, for the key.
    pub lights: Vec<Light>,
    /// The grids of this page.
    pub rows: Vec<GridLine>,
    /// Where this page stands.
    pub pages: Pagination,
}

/// A grid in the list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct GridLine {
    /// Its page.
    pub href: String,
    /// The grid.
    pub grid: GridRow,
}

/// One grid.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct GridView {
    /// The page.
    pub head: Head,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Official code.
    pub code: Option<String>,
    /// 基础网格 or 专属网格.
    pub kind: String,
    /// The areas around it, widest first.
    pub within: Vec<Label>,
    /// The grid it is part of.
    pub parent: Option<Label>,
    /// Grids that are part of it.
    pub children: Vec<Label>,
    /// Posts responsible; empty is 网格员尚未公布.
    pub holders: Vec<Holder>,
    /// What is to be done in it; empty is 任务清单尚未公布.
    pub items: Vec<GridItem>,
    /// Lights of its tasks, worst first, zeros left out.
    pub counts: Vec<LightCount>,
    /// Tasks that touch it, worst first.
    pub rows: Vec<TaskRow>,
    /// Where to speak up.
    pub feedback: Feedback,
}
