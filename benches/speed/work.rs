//! One task of the made-up portal with everything that happened to it.

#![expect(clippy::format_push_string, reason = "records are written as text")]

use std::collections::BTreeSet;
use std::fmt::Write;

use chrono::{Datelike, Days, NaiveDate};

use crate::dice::Dice;
use crate::portal::{DOCUMENTS, Files, LEADERS, LIAISONS, Size, category, township};

/// How a task fares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// Work goes on, more or less as planned.
    UnderWay,
    /// Accepted.
    Closed,
    /// Reported as complete.
    Complete,
    /// Cancelled by a document.
    Cancelled,
    /// Paused by a document.
    Paused,
    /// Nothing was reported lately.
    Silent,
}

/// A step: first and last day, share.
struct Step {
    start: NaiveDate,
    due: NaiveDate,
    weight: u64,
}

/// A task and what becomes of it.
pub struct Work {
    at: usize,
    slug: String,
    title: String,
    category: String,
    lead: String,
    township: usize,
    start: NaiveDate,
    due: NaiveDate,
    steps: Vec<Step>,
    target: u64,
    fate: Fate,
    /// Speed in percent of the plan.
    pace: u64,
    /// Days by which the due date was moved.
    moved: Option<u64>,
}

const VERBS: [&str; 8] = ["新建", "改造", "整治", "推广", "培训", "修复", "验收", "扩建"];
const OBJECTS: [&str; 12] = [
    "农村公路",
    "灌溉渠系",
    "幼儿园",
    "卫生室",
    "安置房",
    "光伏电站",
    "污水管网",
    "林草植被",
    "便民站点",
    "养老床位",
    "冷链仓库",
    "防汛堤段",
];
const MEASURES: [&str; 6] = ["公里", "处", "户", "个", "亩", "套"];
const REPORTS: [&str; 8] = [
    "完成现场勘测和图纸会审，施工单位进场，材料检测合格率100%",
    "主体工程按周计划推进，管网同步开挖，沿线群众代表两次到场监督",
    "召开协调会解决用地和临时用电，新增作业面三个，夜间施工已报备",
    "完成阶段性自查，发现的质量问题逐条整改并留存影像，监理复核通过",
    "资金按合同节点支付，农民工工资专户足额到账，台账公开在村务栏",
    "受连续降雨影响，土方作业顺延，已调整工序优先完成室内安装",
    "组织受益群众评议，收集意见并逐条答复，满意率比上月有所提高",
    "试运行情况良好，编制移交清单，落实管护单位、人员和经费",
];

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).expect("a day of 2026")
}

fn after(day: NaiveDate, days: u64) -> NaiveDate {
    day + Days::new(days)
}

fn days(from: NaiveDate, until: NaiveDate) -> u64 {
    u64::try_from((until - from).num_days()).unwrap_or(0)
}

impl Work {
    /// The task of this number.
    pub fn new(at: usize, size: &Size, dice: &mut Dice) -> Self {
        let start = after(day(1, 8), dice.roll(290));
        let longest = days(start, day(12, 31));
        let due = after(start, (40 + dice.roll(260)).min(longest));
        let target = 10 + dice.roll(990);
        let place = dice.place(size.townships);
        let (verb, object) = (dice.pick(&VERBS), dice.pick(&OBJECTS));
        let title = format!("{}{verb}{object}{target}{}", township(place), dice.pick(&MEASURES));
        let department =
            dice.happens(75).then(|| format!("dept-{:03}", dice.place(size.departments)));
        let lead = department.unwrap_or_else(|| Size::township(place));
        let fate = match dice.roll(100) {
            0..18 => Fate::Closed,
            18..22 => Fate::Complete,
            22..24 => Fate::Cancelled,
            24..26 => Fate::Paused,
            26..36 => Fate::Silent,
            _ => Fate::UnderWay,
        };
        let room = days(due, day(12, 31));
        Self {
            at,
            slug: format!("work-{at:05}"),
            title,
            category: category(dice),
            lead,
            township: place,
            start,
            due,
            steps: steps(start, due, 2 + dice.roll(4)),
            target,
            fate,
            pace: 55 + dice.roll(60),
            moved: (room > 10 && dice.happens(12)).then(|| 1 + dice.roll(room)),
        }
    }

    /// What the plan asks for by a day, in percent.
    fn planned(&self, day: NaiveDate) -> u64 {
        let share = |step: &Step| {
            let whole = days(step.start, step.due) + 1;
            let elapsed = if day < step.start { 0 } else { days(step.start, day) + 1 };
            step.weight * elapsed.min(whole) / whole
        };
        self.steps.iter().map(share).sum()
    }

    /// The stage at work on a day.
    fn step(&self, day: NaiveDate) -> usize {
        let open = self.steps.iter().position(|step| day <= step.due);
        open.unwrap_or(self.steps.len() - 1)
    }

    fn handler(&self) -> String {
        format!("{}-handler", self.lead)
    }
}

/// Cuts a task into steps that follow each other.
fn steps(start: NaiveDate, due: NaiveDate, count: u64) -> Vec<Step> {
    let length = days(start, due) + 1;
    let step = |at: u64| {
        let (from, to) = (at * length / count, (at + 1) * length / count);
        let weight = (at + 1) * 100 / count - at * 100 / count;
        Step { start: after(start, from), due: after(start, to - 1), weight }
    };
    (0..count).map(step).collect()
}

/// Writes the task, its updates, changes and closing.
pub fn write_work(work: &Work, dice: &mut Dice, files: &mut Files) {
    let folder = work.category.rsplit_once('-').map_or("", |(above, _)| above);
    files.insert(format!("tasks/{folder}/{}.yaml", work.slug), task(work, dice));
    let finished = write_updates(work, dice, files);
    write_changes(work, dice, files);
    if let (Fate::Closed, Some(finished)) = (work.fate, finished) {
        let (slug, at) = (&work.slug, work.at);
        let closed = after(finished, 4 + dice.roll(3));
        ledger(files, "closings", closed).push_str(&format!(
            "- 任务: {slug}\n  编号: 岚销〔2026〕{at}号\n  日期: {closed}\n  完成日期: {finished}\n  \
             核验岗位: verifier\n  结论: 现场抽查{checked}处，资料齐全，同意销号\n  佐证:\n    \
             - {{类型: 文件, 名称: 验收单（公开版）}}\n    - {{类型: 照片, 名称: 完工照片}}\n",
            checked = 2 + dice.roll(9)
        ));
    }
}

/// The file of a ledger for a month.
fn ledger<'a>(files: &'a mut Files, name: &str, day: NaiveDate) -> &'a mut String {
    files.entry(format!("{name}/2026-{:02}.yaml", day.month())).or_default()
}

fn task(work: &Work, dice: &mut Dice) -> String {
    let Work { slug, title, category, lead, start, due, target, .. } = work;
    let mut out = format!(
        "编号: {slug}\n标题: {title}\n短标题: 第{at}号工作\n任务号: 第{at}项\n类型: {kind}\n\
         类别: {category}\n开始: {start}\n截止: {due}\n目标: {due}前完成{title}，质量合格率不低于95%，群众满意率不低于90%\n\
         标准: 工程质量验收合格；资料归档；移交管护单位并公示7天\n项目载体: {title}工程\n牵头单位: {lead}\n\
         责任领导: leader-{leader}\n联系领导: liaison-{liaison}\n配合单位: [{cooperating}]\n\
         督办单位: supervision\n经办人: {handler}\n区域: [{area}]\n依据: [doc-{first}, doc-{second}]\n",
        at = work.at,
        kind = dice.pick(&["重点工作", "重点项目", "职能目标", "民生实事"]),
        leader = dice.place(LEADERS),
        liaison = dice.place(LIAISONS),
        cooperating = cooperating(work, dice),
        handler = work.handler(),
        area = Size::township(work.township),
        first = dice.place(DOCUMENTS / 2),
        second = DOCUMENTS / 2 + dice.place(DOCUMENTS / 2),
    );
    let _ = writeln!(out, "经费预算: {{金额: {}万元, 来源: 州级财政和县级配套}}", target * 8);
    write_steps(work, dice, &mut out);
    let _ = writeln!(
        out,
        "指标:\n  - {{编号: amount, 名称: 完成数量, 类型: 数量, 单位: 处, 目标值: {target}, 基数: 0, 口径: 以上, 方向: 越高越好}}\n\
         心中有数:\n  要求: 按期完成{target}处，能用得上、管得住\n  现状: 已落实用地和资金，施工单位按合同组织人员进场\n  \
         问题困难: {trouble}\n  对策措施: 由牵头单位每周调度一次，需要协调的事项三日内提交推进办\n  梳理日期: {start}",
        trouble = dice.pick(&REPORTS),
    );
    out
}

fn cooperating(work: &Work, dice: &mut Dice) -> String {
    let lead = work.lead.as_str();
    let units = [dice.place(24), dice.place(24)].map(|at| format!("dept-{at:03}"));
    let others: BTreeSet<&str> =
        units.iter().map(String::as_str).filter(|unit| *unit != lead).collect();
    others.into_iter().collect::<Vec<_>>().join(", ")
}

fn write_steps(work: &Work, dice: &mut Dice, out: &mut String) {
    out.push_str("阶段:\n");
    for (at, Step { start, due, weight }) in work.steps.iter().enumerate() {
        let _ = writeln!(
            out,
            "  - 编号: step-{at}\n    名称: {name}\n    权重: {weight}\n    开始: {start}\n    截止: {due}\n    \
             目标: 完成本阶段全部{count}处工程量\n    验收标准: 自检合格，资料随工程同步归档",
            name = dice.pick(&[
                "前期手续",
                "招标采购",
                "主体施工",
                "设备安装",
                "调试运行",
                "移交管护"
            ]),
            count = 1 + dice.roll(60),
        );
    }
}

/// Monthly reports; the day on which the task was finished.
fn write_updates(work: &Work, dice: &mut Dice, files: &mut Files) -> Option<NaiveDate> {
    let last_month = match work.fate {
        Fate::Silent => 7,
        Fate::Cancelled | Fate::Paused => 6,
        Fate::UnderWay | Fate::Closed | Fate::Complete => 9,
    };
    let mut reached = 0;
    for month in 1..=last_month {
        let (spoken, reported) = (day(month, 25), after(day(month, 26), dice.roll(3)));
        if spoken < work.start {
            continue;
        }
        let asked = work.planned(spoken) * work.pace / 100;
        reached = asked.clamp(reached, 98);
        let ends = matches!(work.fate, Fate::Closed | Fate::Complete);
        let finished = ends && (month == last_month || work.planned(spoken) >= 100);
        let file = files.entry(format!("updates/2026-{month:02}/{}.yaml", work.lead)).or_default();
        let step = work.step(spoken);
        let (progress, text) = (if finished { 100 } else { reached }, dice.pick(&REPORTS));
        let _ = writeln!(
            file,
            "- 任务: {slug}\n  截至: {spoken}\n  填报日期: {reported}\n  进度: {progress}\n  阶段: step-{step}\n  \
             进展: {text}，累计完成{done}处\n  下一步: {next}\n  指标值: [{{指标: amount, 数值: {done}}}]",
            slug = work.slug,
            done = work.target * progress / 100,
            next = dice.pick(&REPORTS),
        );
        if dice.happens(35) {
            let _ = writeln!(file, "  佐证:\n    - {{类型: 照片, 名称: {month}月施工现场照片}}");
        }
        if finished {
            let _ = writeln!(file, "  完成日期: {spoken}");
            return Some(spoken);
        }
    }
    None
}

fn write_changes(work: &Work, dice: &mut Dice, files: &mut Files) {
    let slug = &work.slug;
    if let Some(days) = work.moved {
        let on = after(work.start, 5);
        let (old, new) = (work.due, after(work.due, days));
        ledger(files, "changes", on).push_str(&format!(
            "- {{任务: {slug}, 变更事项: 完成时限, 原值: {old}, 新值: {new}, 日期: {on}, 原因类别: {word}, \
             原因: 用地手续晚于预期, 批准: 州重点工作推进办公室, 文件: doc-{document}}}\n",
            word = dice.pick(&["征地拆迁", "资金", "天气", "设计变更", "招标采购"]),
            document = dice.place(DOCUMENTS),
        ));
    }
    let what = match work.fate {
        Fate::Cancelled => "取消",
        Fate::Paused => "暂停",
        Fate::UnderWay | Fate::Closed | Fate::Complete | Fate::Silent => return,
    };
    let on = day(7, 6).max(after(work.start, 6));
    ledger(files, "changes", on).push_str(&format!(
        "- {{任务: {slug}, 变更事项: {what}, 日期: {on}, 原因类别: 政策调整, 原因: 上级规划调整, \
         批准: 州人民政府常务会议, 文件: doc-{}}}\n",
        dice.place(DOCUMENTS)
    ));
}
