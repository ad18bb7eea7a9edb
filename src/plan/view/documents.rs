//! Basis documents with the header that government notices carry.

use serde::Serialize;

use crate::plan::view::atoms::{Attachment, Day, Label};
use crate::plan::view::head::Head;

/// The list of documents.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct DocumentsView {
    /// The page.
    pub head: Head,
    /// Documents, newest first; those that carry out another one follow it.
    pub documents: Vec<DocumentEntry>,
}

/// A document. Its anchor is its id.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct DocumentEntry {
    /// Its id.
    pub id: String,
    /// 名称.
    pub title: String,
    /// 索引号.
    pub index_number: Option<String>,
    /// 主题分类.
    pub topic: Option<String>,
    /// 发布机构.
    pub issuer: String,
    /// 成文日期.
    pub formed_on: Option<Day>,
    /// 发布日期.
    pub published_on: Day,
    /// 文号.
    pub number: Option<String>,
    /// 效力状态: 有效, 已修改, 废止, 失效.
    pub effect: String,
    /// It is in force.
    pub in_force: bool,
    /// 废止日期.
    pub repealed_on: Option<Day>,
    /// 内容概述.
    pub summary: Option<String>,
    /// The document it carries out.
    pub parent: Option<Label>,
    /// Documents that carry it out: the eight of 1+8.
    pub children: Vec<Label>,
    /// Plans that rest on it.
    pub plans: Vec<Label>,
    /// Tasks that rest on it, as a figure with their list.
    pub tasks: Option<Label>,
    /// Files.
    pub attachments: Vec<Attachment>,
}
