//! How tasks are laid out and followed: registers, tables, phases, checklist, snapshots, benchmark.

use super::Element;
use crate::percent::Percent;
use crate::record::TaskKind;
use crate::slug::Slug;
use crate::span::Spanned;
use crate::yaml::Text;
use crate::{record, words};

record! {
    /// A register in which tasks of one kind are kept.
    Register {
        /// The kind.
        kind: Spanned<TaskKind> = "任务类型", "登记哪一类任务";
        /// The register's name.
        name: Text = "名称", "台账名称，例如 重点项目台账";
        /// What is kept in it.
        text: Option<Text> = "说明", "登记什么";
    }
}

words! {
    /// A projection of a plan's tasks.
    TableKind {
        /// Carrier, goal, budget.
        Projects = "projects" / "项目表";
        /// Stages with their dates.
        Timetable = "timetable" / "时间表";
        /// Who answers for what.
        Responsibility = "responsibility" / "责任表";
        /// Content, stage targets, deadline, person.
        Checklist = "checklist" / "清单";
        /// Targets, results and the difference 对账.
        Accounts = "accounts" / "对账表";
        /// What is done, who does it, who supervises, what has come of it.
        Questions = "questions" / "四问表";
    }
}

record! {
    /// A table as which a plan is published.
    PlanTable {
        /// Which.
        table: Spanned<TableKind> = "表", "项目表、时间表、责任表、清单、对账表或四问表";
        /// What it is called here.
        name: Text = "名称", "本方法里的叫法，例如 路线图";
        /// What it says.
        text: Option<Text> = "说明", "写明什么";
        /// The elements that a project table lists; carrier, goal, budget and due day if nothing
        /// is said.
        elements: Vec<Spanned<Element>> = "要素", "项目表列出哪些要素，不写的列项目载体、目标、经费预算、完成时限";
    }
}

impl PlanTable {
    /// The elements that a project table lists.
    pub fn listed(&self) -> Vec<Element> {
        if self.elements.is_empty() {
            return vec![Element::Carrier, Element::Goal, Element::Budget, Element::Due];
        }
        self.elements.iter().map(|element| element.value).collect()
    }
}

record! {
    /// A phase through which every task goes.
    Phase {
        /// Its id: stages name it.
        id: Spanned<Slug> = "编号", "重点环节的编号，阶段用它写明属于哪个环节";
        /// Its name.
        name: Text = "名称", "重点环节的名称";
        /// What it asks.
        text: Option<Text> = "说明", "这个环节做什么";
        /// Where no stage names a phase, the task is in this one until its planned progress
        /// reaches this; the last phase ends at 100.
        until: Spanned<Percent> = "推断至", "没有写明环节时，应完成进度不超过百分之几算在本环节；最后一个写100";
    }
}

record! {
    /// A step of the checklist by which a plan is supervised.
    CheckStep {
        /// Its id: a plan's checks name it.
        id: Spanned<Slug> = "编号", "环节的编号，方案的督导记录用它";
        /// Its name.
        name: Text = "名称", "环节名称";
        /// What is looked at.
        text: Option<Text> = "说明", "看什么";
    }
}

record! {
    /// A day of the year on which the state of things is fixed.
    SnapshotDay {
        /// Its name: 年中.
        name: Text = "名称", "时点的名称，例如 年中";
        /// The month.
        month: Spanned<u32> = "月", "几月";
        /// The day of the month.
        day: Spanned<u32> = "日", "几日";
    }
}

record! {
    /// A question that a unit's own standard must answer.
    Question {
        /// Its id: answers name it.
        id: Spanned<Slug> = "编号", "问题的编号，任务的对标用它";
        /// The question in short.
        name: Text = "名称", "问题";
        /// What an answer says.
        text: Option<Text> = "说明", "怎样回答";
    }
}

record! {
    /// A group of tasks across the catalogue.
    Topic {
        /// Its id: tasks name it.
        id: Spanned<Slug> = "编号", "专题的编号，任务用它";
        /// Its name.
        name: Text = "名称", "专题名称";
        /// What it gathers.
        text: Option<Text> = "说明", "收集哪些任务";
    }
}
