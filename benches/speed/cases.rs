//! Commendations, exposures and practices of the made-up portal, with their approvals.

use std::fmt::Write;

use crate::dice::Dice;
use crate::portal::{Files, Size, township};

/// One of each for so many tasks.
const TASKS_A_CASE: usize = 100;

/// Steps of approval with the post that takes each; an exposure passes all of them.
const STEPS: [(&str, &str, u32); 8] = [
    ("起草", "editor", 1),
    ("初审", "deputy", 2),
    ("复审", "director", 3),
    ("终审", "leader-0", 4),
    ("保密审查", "secrecy", 4),
    ("合法性审核", "legal", 5),
    ("签发", "leader-1", 6),
    ("政府或行政首长批准", "governor", 6),
];

fn approvals(month: u32) -> String {
    let mut out = "审批:\n".to_owned();
    for (step, post, day) in STEPS {
        let _ = writeln!(
            out,
            "  - {{环节: {step}, 岗位: {post}, 日期: 2026-{month:02}-{day:02}, 结论: 通过}}"
        );
    }
    out
}

/// Writes all of them.
pub fn write_cases(size: &Size, dice: &mut Dice, files: &mut Files) {
    for at in 0..(size.tasks / TASKS_A_CASE).max(6) {
        let month = u32::try_from(2 + dice.roll(8)).expect("a month");
        let task = format!("work-{:05}", dice.place(size.tasks));
        let number = format!("2026-{:04}", at + 1);
        let texts = [
            ("commendations", commendation(&number, month, &task, size, dice)),
            ("exposures", exposure(&number, month, &task, size, dice)),
            ("practices", practice(&number, month, &task, size, dice)),
        ];
        for (folder, text) in texts {
            files.insert(format!("cases/{folder}/{number}.md"), text);
        }
    }
    for (slug, title) in [("about", "关于本站"), ("accessibility", "无障碍说明")] {
        let text = format!("---\n编号: {slug}\n标题: {title}\n发布日期: 2026-01-06\n---\n{PROSE}");
        files.insert(format!("pages/{slug}.md"), text);
    }
}

fn commendation(number: &str, month: u32, task: &str, size: &Size, dice: &mut Dice) -> String {
    let unit = dice.place(size.departments);
    format!(
        "---\n编号: {number}\n标题: 通报表扬第{unit}工作局\n表扬对象: {{单位: dept-{unit:03}}}\n\
         事迹: 提前{days}天完成{count}处工程，群众满意率居首位\n任务: [{task}]\n决定日期: 2026-{month:02}-06\n\
         发布日期: 2026-{month:02}-10\n核实单位: supervision\n{approvals}---\n{PROSE}",
        days = 5 + dice.roll(30),
        count = 5 + dice.roll(100),
        approvals = approvals(month),
    )
}

fn exposure(number: &str, month: u32, task: &str, size: &Size, dice: &mut Dice) -> String {
    let at = dice.place(size.townships);
    let unit = Size::township(at);
    let closed = format!(
        "状态: 已销号\n  提交日期: 2026-{month:02}-20\n  销号日期: 2026-{month:02}-25\n  核查岗位: verifier"
    );
    let outcome = if dice.happens(50) { closed } else { "状态: 整改中".to_owned() };
    format!(
        "---\n编号: {number}\n文号: 曝光〔2026〕{serial}号\n标题: {name}{count}个点位围挡后停工\n情形: 2\n\
         责任单位: {unit}\n责任岗位: [{unit}-head]\n事实:\n  \
         - {{内容: {count}个点位围挡后连续20天无人施工, 来源: 州督查室现场督查}}\n  \
         - {{内容: 填报进度高于现场进度12个百分点, 来源: 第三方核查}}\n任务: [{task}]\n\
         告知日期: 2026-{month:02}-02\n发布日期: 2026-{month:02}-10\n整改:\n  \
         挂牌编号: 挂牌〔2026〕{serial}号\n  时限: 2026-{month:02}-28\n  要求: 恢复施工并公开工期\n  {outcome}\n\
         {approvals}---\n{PROSE}",
        serial = number.trim_start_matches("2026-").trim_start_matches('0'),
        name = township(at),
        count = 2 + dice.roll(9),
        approvals = approvals(month),
    )
}

fn practice(number: &str, month: u32, task: &str, size: &Size, dice: &mut Dice) -> String {
    let unit = dice.place(size.departments);
    format!(
        "---\n编号: practice-{number}\n标题: 一张图管到底的做法\n单位: dept-{unit:03}\n任务: [{task}]\n\
         摘要: 审批时间从{before}天缩短到{after}天\n发布日期: 2026-{month:02}-12\n来源: 州推进办\n---\n{PROSE}",
        before = 30 + dice.roll(30),
        after = 5 + dice.roll(20),
    )
}

const PROSE: &str = "\
督查组到现场逐点核对，**每一处都拍照留底**。发现的问题当场反馈，由责任单位签字确认。

## 怎样做的

1. 每周五开一次碰头会，只说没办成的事；
2. 每月25日前填报，附两张以上现场照片；
3. 群众打12345反映的，三天内答复。

> 办得好不好，住在这里的人说了算。

下一步，由[州督查室](unit:supervision)跟踪回访，结果在本站公开。
";
