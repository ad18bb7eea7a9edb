//! The working method as data: words, thresholds, rhythm, required elements, steps of approval.
//!
//! The five methods of the source documents are files beside this one, and what all of them share
//! is in `common/`; a portal selects one, or brings its own, and may override any field. No code
//! asks which method it is.

mod check;
mod figures;
mod gate;
mod lay_over;
mod load;
mod page;
mod plan;
mod scoring;
mod sense;
mod supervision;

pub use load::{method, names};
pub use page::{PageKind, PageName, Part};
pub use plan::{CheckStep, Phase, PlanTable, Question, Register, SnapshotDay, TableKind, Topic};
pub use scoring::{Grade, RhythmWords, Scoring};
pub use supervision::{
    ClassRule, DutyList, EscalationLevel, ListOf, Period, Rhythm, RhythmKind, SelfCheck, System,
    SystemKind,
};

use crate::record::{
    ApprovalStep, AreaLevel, LeaderClass, Naming, Role, SupervisionClass, TaskKind, UnitClass,
};
use crate::slug::Slug;
use crate::span::Spanned;
use crate::yaml::Text;
use crate::{record, words};

words! {
    /// The nine lights.
    Light {
        Done = "done" / "已办结";
        Cancelled = "cancelled" / "已取消";
        Paused = "paused" / "经批准暂停";
        Awaiting = "awaiting" / "待验收";
        Upcoming = "upcoming" / "未到启动期";
        Red = "red" / "红灯滞后";
        Silent = "silent" / "未按期填报";
        Yellow = "yellow" / "黄灯预警";
        Green = "green" / "正常推进";
    }
}

words! {
    /// What a rule looks at. The first rule that matches decides the light.
    Condition {
        /// Closed and not reopened.
        Closed = "closed" / "已销号";
        /// Cancelled, carried over or merged, with a document.
        GivenUp = "given_up" / "已取消";
        /// Paused, with a document.
        Paused = "paused" / "已暂停";
        /// Completion reported, not yet closed.
        Completed = "completed" / "已报完成";
        /// The start lies in the future.
        NotDueToStart = "not_due_to_start" / "未到开始日期";
        /// The task's due date has passed.
        TaskOverdue = "task_overdue" / "任务逾期";
        /// A stage has been overdue for more than `over` days.
        StageOverdue = "stage_overdue" / "阶段逾期";
        /// Lag of `from` points or more, or of more than `over` points.
        Lag = "lag" / "进度滞后";
        /// Reported as not begun, more than `over` months after the start.
        NotBegun = "not_begun" / "未启动";
        /// No substantial update within the rhythm plus `over` days.
        Silent = "silent" / "未填报";
        /// Always.
        Otherwise = "otherwise" / "其他";
    }
}

record! {
    /// A rule of the lights.
    Rule {
        /// Its number, printed with every light it decides.
        number: Text = "编号", "规则编号";
        /// The light it gives.
        light: Light = "灯", "亮什么灯";
        /// What it looks at.
        when: Condition = "条件", "看什么";
        /// More than this many days, points or months.
        over: Option<u32> = "超过", "超过多少天、百分点或个月";
        /// This many points or more.
        from: Option<u32> = "达到", "达到多少个百分点";
        /// The rule in words, for the page of rules; `{…}` are its thresholds and its word: `over`,
        /// `from`, `until` and `below` (where a rule before it on the same matter begins), `word`.
        /// What stands in `[…]` is said only if each figure in it is set and not 0.
        text: Text = "说明", "规则说明，界限写成{over}、{from}、{until}、{below}，灯的说法写成{word}";
        /// The reason in a sentence; `{…}` are figures: `as_of` (the day the report speaks of),
        /// reported (the day of the last substantial report), planned, actual, lag, due, days,
        /// stage, months, date, `closed_on`, number (of the closing), document, what.
        sentence: Text = "句式", "理由句式";
        /// The sentence where a figure is missing because nothing was reported.
        unreported: Option<Text> = "未填报句式", "没有填报过、缺少数字时的理由句式";
    }
}

record! {
    /// The words of a light.
    LightWords {
        /// The light.
        light: Light = "灯", "灯";
        /// The word.
        word: Text = "说法", "全称";
        /// The short word.
        short: Text = "简称", "简称";
        /// The word when the light is red because a date has passed.
        overdue_word: Option<Text> = "逾期说法", "因逾期亮灯时的全称";
        /// The word of a task that goes on in another plan's task: it was not given up.
        carried_word: Option<Text> = "结转说法", "结转的任务亮这种灯时的全称，例如 已结转";
        /// The word of a task that became part of another.
        merged_word: Option<Text> = "并入说法", "并入其他任务的亮这种灯时的全称，例如 已并入";
        /// One character for the light's history.
        mark: Text = "一字", "亮灯记录用的一个字";
    }
}

impl Rule {
    /// Why it lights its light, as far as the rule alone tells it.
    pub fn shade(&self) -> Shade {
        let dated = matches!(self.when, Condition::TaskOverdue | Condition::StageOverdue);
        if dated { Shade::DatePassed } else { Shade::Plain }
    }
}

/// Why a light is lit, as far as it is called otherwise for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shade {
    /// For no reason that has a word of its own.
    #[default]
    Plain,
    /// A date has passed: 红灯逾期 rather than 红灯滞后.
    DatePassed,
    /// The task goes on in another plan's task: 已结转, not 已取消.
    CarriedOver,
    /// The task became part of another: 已并入, not 已取消.
    Merged,
}

impl LightWords {
    /// The word for a shade, if there is one of its own.
    fn of(&self, shade: Shade) -> Option<&str> {
        match shade {
            Shade::Plain => None,
            Shade::DatePassed => self.overdue_word.as_deref(),
            Shade::CarriedOver => self.carried_word.as_deref(),
            Shade::Merged => self.merged_word.as_deref(),
        }
    }
}

words! {
    /// An element a task may have to have.
    Element {
        Carrier = "carrier" / "项目载体";
        Budget = "budget" / "经费预算";
        Due = "due" / "完成时限";
        LeadUnit = "lead_unit" / "牵头单位";
        Cooperating = "cooperating" / "配合单位";
        Goal = "goal" / "目标";
        Standard = "standard" / "标准";
        Leader = "leader" / "责任领导";
        Handler = "handler" / "经办人";
        Supervising = "supervising" / "督办单位";
        Stages = "stages" / "阶段计划";
        Rewards = "rewards" / "奖惩";
        Blocks = "blocks" / "四个心中有数";
    }
}

impl Element {
    /// What it is called in an English sentence.
    pub fn in_english(self) -> &'static str {
        match self {
            Self::Carrier => "carrying project",
            Self::Budget => "budget",
            Self::Due => "due day",
            Self::LeadUnit => "lead unit",
            Self::Cooperating => "cooperating units",
            Self::Goal => "goal",
            Self::Standard => "standard",
            Self::Leader => "responsible leader",
            Self::Handler => "handler",
            Self::Supervising => "supervising unit",
            Self::Stages => "plan of stages",
            Self::Rewards => "rewards and penalties",
            Self::Blocks => "four things to know",
        }
    }
}

record! {
    /// A named set of required elements, such as 五要素 or 三定.
    ElementSet {
        /// Its name.
        name: Text = "名称", "名称";
        /// The elements.
        elements: Vec<Spanned<Element>> = "要素", "要素";
        /// What the method calls them, where it has words of its own: 定时间.
        words: Vec<ElementWord> = "说法", "要素在本方法里的叫法";
    }
}

record! {
    /// What the method calls an element.
    ElementWord {
        /// The element.
        element: Spanned<Element> = "要素", "要素";
        /// The word.
        word: Text = "叫法", "叫法，例如 定时间";
    }
}

impl ElementSet {
    /// What an element is called in this set.
    pub fn word(&self, element: Element) -> &str {
        let own = self.words.iter().find(|word| word.element.value == element);
        own.map_or(element.zh(), |own| own.word.as_str())
    }
}

record! {
    /// A step of the ladder of responsibility.
    LadderStep {
        /// Who stands there.
        who: Text = "谁", "层级";
        /// What they do.
        does: Text = "做什么", "职责";
        /// Those who hold one of these roles in a task stand here.
        roles: Vec<Spanned<Role>> = "角色", "担任这些角色的在这一级";
        /// Posts of these classes stand here: those in the units that stand here, or else in the
        /// organising government.
        posts: Vec<Spanned<LeaderClass>> = "岗位类型", "这些类型的岗位在这一级：在这一级的单位里，没有写单位的在主办政府里";
        /// Units of these classes stand here; execution groups only if they assist the leader.
        units: Vec<Spanned<UnitClass>> = "单位类型", "这些类型的单位在这一级";
        /// Areas of these levels stand here, with their responsible posts: those that the task
        /// touches, in which its grids lie, and of the units that carry it out.
        areas: Vec<Spanned<AreaLevel>> = "区域层级", "任务涉及的、任务的网格和承办单位所在的这些层级的区域在这一级";
        /// The grids whose lists name the task stand here.
        grids: Option<bool> = "网格", "任务清单里有这项任务的网格在这一级";
        /// Nobody is named here, and nobody is missing: the public.
        open: Option<bool> = "不指定", "不必有具体的人，例如群众";
    }
}

record! {
    /// A role's duty in words.
    RoleDuty {
        /// The role.
        role: Spanned<Role> = "角色", "角色";
        /// Its duty.
        duty: Text = "职责", "职责";
    }
}

record! {
    /// A ground of exposure.
    Ground {
        /// In words.
        text: Text = "说明", "什么情形";
        /// Whether the unit is asked for an explanation before anything is said of it.
        explained: Option<bool> = "要求说明", "曝光前是否先要求单位作出说明";
    }
}

record! {
    /// What the tasks of the method are called together.
    Works {
        /// The name: 一线工作.
        name: Text = "名称", "全部任务合起来的叫法，例如 一线工作";
        /// The word by which they are counted.
        measure: Text = "量词", "数任务用的量词，例如 项、件";
        /// The series of monthly bulletins about them; by the name if nothing is said.
        bulletin: Option<Text> = "通报", "逐月通报的叫法，例如 一线工作通报";
    }
}

impl Works {
    /// The series of monthly bulletins: 一线工作通报.
    pub fn bulletin(&self) -> String {
        let own = self.bulletin.as_deref().map(str::to_owned);
        own.unwrap_or_else(|| format!("{}通报", self.name.as_str()))
    }
}

record! {
    /// What a level of government calls itself and its own; texts of a method say `{level}`,
    /// `{below}` and `{liaison}`.
    Level {
        /// The word of the level: 州, 县.
        name: Text = "级别", "级别，例如 县：县长、县政府、全县";
        /// What lies below it.
        below: Text = "下级", "下一级属地的统称，例如 乡镇";
        /// Who keeps contact for the leaders.
        liaison: Text = "联系领导", "协助领导联系协调的岗位，例如 政府办正副主任";
        /// The level of its area, for a new portal; a company has none.
        area: Option<AreaLevel> = "区域层级", "这一级区域的层级，新建门户用；企业、学校没有区域的不写";
    }
}

record! {
    /// A working method.
    Method {
        /// Its id.
        id: Spanned<Slug> = "编号", "方法编号";
        /// Its name.
        name: Text = "名称", "方法名称";
        /// What it is, in a sentence.
        summary: Text = "摘要", "方法概述";
        /// Its watchwords, in a line.
        slogan: Option<Text> = "口号", "一句话的口号";
        /// What its tasks are called together.
        works: Works = "工作称谓", "全部任务合起来叫什么、怎么数";
        /// How a bulletin that is read aloud addresses those who hear it.
        audience: Text = "广播称呼", "广播稿开头怎样称呼听众，例如 各位居民、各位乡亲";
        /// The level of the government that works by it.
        level: Option<Spanned<Text>> = "级别", "政府的级别：州、市、县或区，说法跟着变";
        /// What each level is called.
        levels: Vec<Level> = "各级叫法", "各个级别怎样称呼";
        /// The parts it is made of.
        mechanisms: Vec<Part> = "机制", "方法的各个组成部分";
        /// What its pages are called.
        pages: Vec<PageName> = "栏目", "各栏目在本方法里的叫法";
        /// Registers in which tasks are kept.
        registers: Vec<Register> = "台账", "分类登记任务的台账";
        /// Tables as which a plan is published.
        tables: Vec<PlanTable> = "分表", "方案公布成哪几张表";
        /// Phases through which every task goes.
        phases: Vec<Phase> = "重点环节", "每项任务依次经过的环节";
        /// Steps by which a plan is supervised.
        checklist: Vec<CheckStep> = "督导环节", "逐项督导方案的环节";
        /// Days of the year on which the state of things is fixed.
        snapshots: Vec<SnapshotDay> = "时点", "每年对照的时点";
        /// Questions that a unit's own standard must answer.
        benchmark: Vec<Question> = "对标问题", "制定标准要回答的问题";
        /// Groups of tasks across the catalogue.
        topics: Vec<Topic> = "专题", "跨类别的专题";
        /// Words of the lights.
        lights: Vec<LightWords> = "灯", "各种灯的说法";
        /// Rules of the lights; the first that matches decides.
        rules: Vec<Rule> = "亮灯规则", "亮灯规则，从上到下第一条符合的为准";
        /// Days between two updates.
        rhythm_days: u32 = "填报周期", "多少天填报一次";
        /// Days of grace before silence.
        silence_grace_days: u32 = "填报宽限", "超过周期多少天算未按期填报";
        /// Days before the due date at which a task is flagged 临期.
        due_soon_days: Vec<u32> = "临期天数", "临期提醒天数";
        /// A change this many days or fewer before the due date is marked 临期改期.
        late_change_days: u32 = "临期改期天数", "距完成时限多少天内改期算临期改期";
        /// Sets of required elements.
        elements: Vec<ElementSet> = "要素", "要素要求";
        /// Shortcomings for which units look in themselves.
        self_checks: Vec<SelfCheck> = "自查内容", "单位自查的内容";
        /// Systems of supervision.
        systems: Vec<System> = "督查制度", "督查工作的各项制度";
        /// Ways of supervising.
        modes: Vec<Part> = "督查方式", "督查的各种方式";
        /// How often tasks of a class are supervised.
        classes: Vec<ClassRule> = "督办分级", "各级任务怎样督办";
        /// What happens again and again.
        rhythms: Vec<Rhythm> = "工作节奏", "按周期进行的公开、督查、考核和活动";
        /// Lists of duties and tasks.
        duty_lists: Vec<DutyList> = "责任清单", "列出哪些清单";
        /// Levels to which an open problem is carried, from the unit upwards.
        escalation: Vec<EscalationLevel> = "协调层级", "问题由下而上提交的层级";
        /// What follows from results.
        consequences: Vec<Part> = "结果运用", "督查和考核的结果怎样运用";
        /// Situations in which mistakes are tolerated.
        tolerance: Vec<Text> = "容错情形", "可以容错的情形";
        /// Grounds of exposure, numbered in order.
        grounds: Vec<Ground> = "问责情形", "曝光的各种情形";
        /// The ladder of responsibility, from top to bottom.
        ladder: Vec<LadderStep> = "责任链条", "责任链条";
        /// The chain of promotion, from top to bottom.
        promotion: Vec<LadderStep> = "推进链条", "推进链条";
        /// Duties of the roles.
        roles: Vec<RoleDuty> = "角色职责", "角色职责";
        /// Approval steps of an exposure.
        exposure_approvals: Vec<Spanned<ApprovalStep>> = "曝光审批", "曝光必经环节";
        /// Approval steps of a commendation.
        commendation_approvals: Vec<Spanned<ApprovalStep>> = "表扬审批", "表扬必经环节";
        /// Approval steps of a bulletin; all up to 签发 if nothing is said.
        bulletin_approvals: Vec<Spanned<ApprovalStep>> = "通报审批", "通报必经环节，默认到签发为止";
        /// Working days of a publicity period.
        publicity_days: u32 = "公示工作日", "公示几个工作日";
        /// Days in which an appeal against an exposure must be decided (政府督查工作条例 article 17).
        appeal_days: u32 = "复核天数", "异议受理以后多少天内作出复核决定";
        /// How handlers are named unless the portal says otherwise.
        handlers: Option<Naming> = "经办人署名", "经办人默认署名";
        /// Scores and ranks.
        scoring: Scoring = "评分", "计分和排位";
    }
}

impl Method {
    /// What its level is called, if it names one that is known.
    pub fn own_level(&self) -> Option<&Level> {
        let name = self.level.as_ref()?;
        self.levels.iter().find(|level| level.name == name.value)
    }

    /// Days before the due date at which a task of a class is flagged 临期.
    pub fn due_soon_days(&self, class: Option<SupervisionClass>) -> &[u32] {
        let rule = self.classes.iter().find(|rule| Some(rule.class.value) == class);
        let own = rule.map(|rule| rule.due_soon_days.as_slice()).filter(|days| !days.is_empty());
        own.unwrap_or(&self.due_soon_days)
    }

    /// What the register of a kind of task is called; the kind's own name if there is none.
    pub fn register(&self, kind: TaskKind) -> &str {
        let own = self.registers.iter().find(|register| register.kind.value == kind);
        own.map_or(kind.zh(), |own| &own.name)
    }

    /// What a class of supervision is called; a method without classes has no word for it.
    pub fn class(&self, class: SupervisionClass) -> Option<&str> {
        let own = self.classes.iter().find(|rule| rule.class.value == class);
        own.map(|own| own.name.as_str())
    }

    /// The word of a light in a shade.
    pub fn word(&self, light: Light, shade: Shade) -> &str {
        let Some(words) = self.words(light) else { return light.zh() };
        words.of(shade).unwrap_or(&words.word)
    }

    /// The short word of a light.
    pub fn short(&self, light: Light) -> &str {
        self.words(light).map_or(light.zh(), |words| &words.short)
    }

    /// The short word of a light in a shade. A task that goes on elsewhere has one word only: cut
    /// short, it would be said to be dropped.
    pub fn short_of(&self, light: Light, shade: Shade) -> &str {
        let passed_on = matches!(shade, Shade::CarriedOver | Shade::Merged);
        let own = self.words(light).and_then(|words| words.of(shade));
        own.filter(|_| passed_on).unwrap_or_else(|| self.short(light))
    }

    /// A light as what a task does: 亮红灯, 亮黄牌. A short word that is no lamp and no plate
    /// stands for itself.
    pub fn lit(&self, light: Light) -> String {
        let short = self.short(light);
        let shines = short.ends_with(['灯', '牌']) && !short.starts_with('亮');
        if shines { format!("亮{short}") } else { short.to_owned() }
    }

    /// The words of a light; the light's own word if the method has none.
    pub fn words(&self, light: Light) -> Option<&LightWords> {
        self.lights.iter().find(|words| words.light == light)
    }
}
