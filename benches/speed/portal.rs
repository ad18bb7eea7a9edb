//! A made-up portal of any size: varied, without errors and warnings, the same every time.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

use crate::cases;
use crate::dice::Dice;
use crate::work::{Work, write_work};

/// Files of the portal by their path.
pub type Files = BTreeMap<String, String>;

/// How many there are of everything.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Tasks.
    pub tasks: usize,
    /// Departments, which lead three quarters of the tasks.
    pub departments: usize,
    /// Townships, which lead the others.
    pub townships: usize,
}

/// Leaders in charge.
pub const LEADERS: usize = 9;
/// Leaders who keep contact.
pub const LIAISONS: usize = 6;
/// Basis documents.
pub const DOCUMENTS: usize = 40;
const COUNTIES: usize = 12;
/// Categories at the three levels: so many on the first, so many below each.
const CATALOGUE: [usize; 3] = [8, 5, 3];

impl Size {
    /// Everything in proportion to the tasks.
    pub fn of(tasks: usize) -> Self {
        Self {
            tasks,
            departments: (tasks / 40).clamp(24, 120),
            townships: (tasks / 20).clamp(48, 400),
        }
    }

    /// The areas a township and a task may lie in.
    pub fn township(at: usize) -> String {
        format!("town-{at:03}")
    }
}

/// The slug of a category of the third level.
pub fn category(dice: &mut Dice) -> String {
    let [first, second, third] = CATALOGUE.map(|count| dice.place(count));
    format!("cat-{first}-{second}-{third}")
}

/// Writes a portal into a folder that is not there yet.
pub fn write_portal(folder: &Path, tasks: usize) -> io::Result<()> {
    let size = Size::of(tasks);
    let mut dice = Dice::new(20_260_101);
    let mut files = Files::new();
    files.insert("portal.yaml".to_owned(), PORTAL.to_owned());
    files.insert("assets/opinion.txt".to_owned(), "关于推进重点工作的意见\n".repeat(200));
    files.insert("documents.yaml".to_owned(), documents());
    files.insert("areas.yaml".to_owned(), areas(&size));
    files.insert("plans/plan-2026.yaml".to_owned(), plan(&size));
    files.insert("units/government.yaml".to_owned(), GOVERNMENT.to_owned() + &leaders());
    files.insert("units/departments.yaml".to_owned(), units("dept", size.departments));
    files.insert("units/townships.yaml".to_owned(), units("town", size.townships));
    for at in 0..tasks {
        write_work(&Work::new(at, &size, &mut dice), &mut dice, &mut files);
    }
    cases::write_cases(&size, &mut dice, &mut files);
    for (path, text) in &files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a file lies in a folder"))?;
        fs::write(path, text)?;
    }
    Ok(())
}

fn documents() -> String {
    let mut out = String::new();
    for at in 0..DOCUMENTS {
        let _ = writeln!(
            out,
            "- {{编号: doc-{at}, 名称: 关于推进第{at}批重点工作的意见, 文号: 岚政发〔2026〕{number}号, \
             发布机构: 岚江州人民政府, 成文日期: 2026-01-04, 发布日期: 2026-01-06, \
             摘要: 明确第{at}批重点工作的目标、责任和时限}}",
            number = at + 1
        );
    }
    out
}

fn areas(size: &Size) -> String {
    let mut out = "- {编号: prefecture, 名称: 岚江州, 层级: 市州}\n".to_owned();
    for at in 0..COUNTIES {
        let name = county(at);
        let _ = writeln!(
            out,
            "- {{编号: county-{at}, 名称: {name}县, 层级: 县市区, 上级区域: prefecture}}"
        );
    }
    for at in 0..size.townships {
        let (slug, name, county) = (Size::township(at), township(at), at % COUNTIES);
        let _ = writeln!(
            out,
            "- {{编号: {slug}, 名称: {name}, 层级: 乡镇街道, 上级区域: county-{county}, \
             责任岗位: {slug}-head}}"
        );
    }
    out
}

fn county(at: usize) -> String {
    let first = [
        "碧峡", "松涧", "桐沙", "岩蒲", "朵洛", "洛桑", "吉朵", "措林", "桑措", "林卡", "渡口",
        "榆荫",
    ];
    first.get(at % first.len()).map_or_else(String::new, |name| (*name).to_owned())
}

/// The name of a township.
pub fn township(at: usize) -> String {
    format!("{}第{}镇", county(at), at / COUNTIES + 1)
}

fn plan(size: &Size) -> String {
    let mut out = format!(
        "编号: plan-2026\n名称: 岚江州2026年重点工作\n简称: 2026年重点工作\n类型: 年度计划\n\
         开始: 2026-01-01\n结束: 2026-12-31\n公布日期: 2026-01-06\n文件: doc-0\n宣布总数:\n\
         \x20 - {{统计对象: 任务, 说法: 项, 数量: {}, 出处: 岚政发〔2026〕1号}}\n目录:\n",
        size.tasks
    );
    let [first, second, third] = CATALOGUE;
    for a in 0..first {
        let _ = writeln!(
            out,
            "  - 编号: cat-{a}\n    名称: 第{a}类工作\n    责任领导: leader-{a}\n    下级:"
        );
        for b in 0..second {
            let _ = writeln!(
                out,
                "      - 编号: cat-{a}-{b}\n        名称: 第{a}类第{b}项\n        下级:"
            );
            for c in 0..third {
                let _ = writeln!(
                    out,
                    "          - {{编号: cat-{a}-{b}-{c}, 名称: 第{a}类第{b}项第{c}目}}"
                );
            }
        }
    }
    out
}

fn leaders() -> String {
    let mut posts = String::new();
    let mut holdings = "任职:\n".to_owned();
    let mut hold = |post: &str, at: usize| {
        let name = person(at);
        let _ = writeln!(holdings, "  - {{岗位: {post}, 姓名: {name}, 开始: 2024-01-10}}");
    };
    for (at, post) in ["governor", "editor", "deputy", "director", "secrecy", "legal", "verifier"]
        .iter()
        .enumerate()
    {
        hold(post, at);
    }
    for at in 0..LEADERS {
        let _ = writeln!(
            posts,
            "  - {{编号: leader-{at}, 名称: 副州长, 单位: government, 类型: 分管领导, 排序: {at}, 分工: 分管第{at}类工作}}"
        );
        hold(&format!("leader-{at}"), 10 + at);
    }
    for at in 0..LIAISONS {
        let _ = writeln!(
            posts,
            "  - {{编号: liaison-{at}, 名称: 副秘书长, 单位: government, 类型: 联系领导, 排序: {at}}}"
        );
        hold(&format!("liaison-{at}"), 30 + at);
    }
    posts + &holdings
}

/// A name for every number.
fn person(at: usize) -> String {
    const FAMILY: [&str; 12] =
        ["沈", "何", "江", "卢", "唐", "秦", "季", "陆", "方", "韩", "庄", "易"];
    const GIVEN: [&str; 10] = ["砚", "若", "映", "知", "望", "怀", "临", "青", "渡", "润"];
    const LAST: [&str; 9] = ["秋", "川", "雪", "微", "舒", "远", "风", "禾", "舟"];
    let part = |words: &[&str], at: usize| {
        words.get(at % words.len()).copied().unwrap_or_default().to_owned()
    };
    part(&FAMILY, at)
        + &part(&GIVEN, at / FAMILY.len())
        + &part(&LAST, at / FAMILY.len() / GIVEN.len())
}

/// Departments or townships with a head, a deputy and a handler each.
fn units(kind: &str, count: usize) -> String {
    let (mut units, mut posts, mut holdings) =
        ("单位:\n".to_owned(), "岗位:\n".to_owned(), "任职:\n".to_owned());
    for at in 0..count {
        let slug = format!("{kind}-{at:03}");
        let (name, class, area, first) = if kind == "dept" {
            (format!("岚江州第{at}工作局"), "部门", "prefecture".to_owned(), 100)
        } else {
            (format!("{}人民政府", township(at)), "乡镇街道", Size::township(at), 400)
        };
        let _ = writeln!(
            units,
            "  - 编号: {slug}\n    名称: {name}\n    类型: {class}\n    上级单位: government\n    \
             区域: {area}\n    职责:\n      - {{类型: 部门职责, 内容: 负责{name}牵头的重点工作和要素保障, 依据: doc-{doc}}}\n    \
             办公电话: 0000-81{at:05}",
            doc = at % DOCUMENTS
        );
        for (place, (role, title, class)) in [
            ("head", "局长", "部门主要负责人"),
            ("second", "副局长", "部门分管负责人"),
            ("handler", "经办科科长", "经办人"),
        ]
        .into_iter()
        .enumerate()
        {
            let _ = writeln!(
                posts,
                "  - {{编号: {slug}-{role}, 名称: {title}, 单位: {slug}, 类型: {class}}}"
            );
            let name = person(first + at * 3 + place);
            let _ =
                writeln!(holdings, "  - {{岗位: {slug}-{role}, 姓名: {name}, 开始: 2024-01-10}}");
        }
    }
    units + &posts + &holdings
}

const PORTAL: &str = "\
名称: 岚江州重点工作公开网
宗旨: 件件有着落，事事看得见
主办单位: 岚江州人民政府
单位: government
联系方式: {电话: 0000-8100000, 热线: \"12345\"}
域名: www.lanjiang.example
网址: https://www.lanjiang.example/
网站标识码: \"0000000000\"
ICP备案号: 岚ICP备00000000号-1
公安备案:
  编号: 岚公网安备00000000000000号
  网址: https://police.example/record/00000000000000/
党政机关标识网址: https://party-mark.example/0000000000/
找错网址: https://find-error.example/?site=0000000000
工作方法: six-mechanisms
演示: 是
";

const GOVERNMENT: &str = "\
单位:
  - {编号: government, 名称: 岚江州人民政府, 简称: 州政府, 类型: 政府, 区域: prefecture, 办公电话: 0000-8100017}
  - {编号: supervision, 名称: 岚江州人民政府督查室, 类型: 督查室, 上级单位: government, 区域: prefecture, 办公电话: 0000-8100018}
  - {编号: promotion, 名称: 岚江州重点工作推进办公室, 类型: 推进办, 上级单位: government, 区域: prefecture, 办公电话: 0000-8100019}
岗位:
  - {编号: governor, 名称: 州长, 单位: government, 类型: 主要领导}
  - {编号: editor, 名称: 信息科科长, 单位: promotion, 类型: 科室负责人}
  - {编号: deputy, 名称: 副主任, 单位: promotion, 类型: 部门分管负责人}
  - {编号: director, 名称: 主任, 单位: promotion, 类型: 部门主要负责人}
  - {编号: secrecy, 名称: 保密科科长, 单位: promotion, 类型: 科室负责人}
  - {编号: legal, 名称: 法制科科长, 单位: promotion, 类型: 科室负责人}
  - {编号: verifier, 名称: 督查室主任, 单位: supervision, 类型: 部门主要负责人}
";
