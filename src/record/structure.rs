//! Documents, units, posts, holdings, areas and grids: who and where.

use chrono::NaiveDate;

use super::{Area, Document, Grid, Post, Ref, Task, Unit};
use crate::slug::Slug;
use crate::span::Spanned;
use crate::yaml::Text;
use crate::{record, words};

words! {
    /// Whether a document is in force.
    DocumentEffect {
        InForce = "in_force" / "有效";
        Amended = "amended" / "已修改";
        Repealed = "repealed" / "废止";
        Expired = "expired" / "失效";
    }
}

record! {
    /// A basis document 依据文件.
    DocumentRecord {
        /// Its id.
        id: Spanned<Slug> = "编号", "文件的永久编号";
        /// Its name.
        title: Text = "名称" | "标题", "文件名称";
        /// Document number, such as 机关代字〔2017〕14号.
        number: Option<Spanned<Text>> = "文号", "发文字号，例如 云政发〔2024〕1号";
        /// The issuing organ.
        issuer: Text = "发布机构" | "发文机关", "发文机关";
        /// Day of writing.
        formed_on: Option<Spanned<NaiveDate>> = "成文日期", "成文日期";
        /// Day of publication.
        published_on: Spanned<NaiveDate> = "发布日期", "发布日期";
        /// Index number.
        index_number: Option<Text> = "索引号", "信息索引号";
        /// Subject class.
        topic: Option<Text> = "主题分类", "主题分类";
        /// Whether it is in force; in force if nothing is said.
        effect: Option<DocumentEffect> = "效力状态", "有效、已修改、废止或失效";
        /// Day it ceased to be in force.
        repealed_on: Option<Spanned<NaiveDate>> = "废止日期", "失效日期";
        /// The document it carries out.
        parent: Option<Ref<Document>> = "上位文件", "所配套的文件编号";
        /// The document it interprets 政策解读.
        interprets: Option<Ref<Document>> = "解读文件", "政策解读写它解读的文件编号，两份文件互相链接";
        /// What it says, in a sentence or two.
        summary: Option<Text> = "摘要", "内容概述";
        /// Attachments under `assets/`.
        attachments: Vec<Spanned<Text>> = "附件", "assets 下的文件";
    }
}

words! {
    /// What kind of organ a unit is.
    UnitClass {
        Party = "party" / "党委";
        Congress = "congress" / "人大";
        Government = "government" / "政府";
        Conference = "conference" / "政协";
        Department = "department" / "部门";
        County = "county" / "县市";
        Township = "township" / "乡镇街道";
        VillageCommittee = "village_committee" / "村委会";
        Section = "section" / "科室站所";
        LeadingGroup = "leading_group" / "领导小组";
        PromotionOffice = "promotion_office" / "推进办";
        ExecutionGroup = "execution_group" / "执行小组";
        Headquarters = "headquarters" / "指挥部";
        TaskForce = "task_force" / "专班";
        SupervisionOffice = "supervision_office" / "督查室";
        Discipline = "discipline" / "纪检监察";
        ProjectOwner = "project_owner" / "项目单位";
        ThirdParty = "third_party" / "第三方机构";
    }
}

words! {
    /// What a duty is founded on.
    DutyKind {
        Department = "department" / "部门职责";
        Territorial = "territorial" / "属地责任";
        DualPost = "dual_post" / "一岗多责";
    }
}

record! {
    /// A duty of a unit.
    DutyRecord {
        /// What it is founded on.
        kind: DutyKind = "类型", "部门职责、属地责任或一岗多责";
        /// The duty.
        text: Text = "内容", "职责内容";
        /// The basis.
        basis: Option<Ref<Document>> = "依据", "依据文件编号";
    }
}

record! {
    /// A unit 单位.
    UnitRecord {
        /// Its id.
        id: Spanned<Slug> = "编号", "单位的永久编号";
        /// Full name.
        name: Text = "名称", "单位全称";
        /// Short name for lists and screens.
        short_name: Option<Text> = "简称", "列表和大屏用的简称";
        /// What kind of organ.
        class: UnitClass = "类型", "部门、县市、乡镇街道、领导小组等";
        /// The unit it belongs to.
        parent: Option<Ref<Unit>> = "上级单位" | "隶属", "上级单位编号";
        /// The area it serves.
        area: Option<Ref<Area>> = "区域", "所在区域编号";
        /// Class in which it is ranked.
        rank_class: Option<Text> = "考核类别", "排位时的分组";
        /// Duties.
        duties: Vec<DutyRecord> = "职责", "职责清单";
        /// Posts of a group's members.
        members: Vec<Ref<Post>> = "成员", "领导小组、执行小组的成员岗位";
        /// The leader's post it assists (execution groups).
        assists: Option<Ref<Post>> = "协助岗位", "执行小组协助的领导岗位";
        /// Office telephone.
        office_phone: Option<Spanned<Text>> = "办公电话", "公开的办公电话";
        /// Office address.
        address: Option<Text> = "办公地址", "办公地址";
        /// First day of existence.
        from: Option<Spanned<NaiveDate>> = "成立日期", "成立日期";
        /// Last day of existence.
        until: Option<Spanned<NaiveDate>> = "撤销日期", "撤销日期";
    }
}

words! {
    /// Rank of a post in the chain of responsibility.
    LeaderClass {
        Main = "main" / "主要领导";
        Deputy = "deputy" / "分管领导";
        Liaison = "liaison" / "联系领导";
        Head = "head" / "部门主要负责人";
        DeputyHead = "deputy_head" / "部门分管负责人";
        Section = "section" / "科室负责人";
        Handler = "handler" / "经办人";
        Village = "village" / "村社负责人";
        GridWorker = "grid_worker" / "网格员";
    }
}

impl LeaderClass {
    /// Whether it is a leader's of the government, who answers for tasks of many units.
    pub fn is_leader(self) -> bool {
        match self {
            Self::Main | Self::Deputy | Self::Liaison => true,
            Self::Head
            | Self::DeputyHead
            | Self::Section
            | Self::Handler
            | Self::Village
            | Self::GridWorker => false,
        }
    }
}

record! {
    /// The four duties that come with every post 一岗多责.
    CrossDuties {
        /// Integrity.
        integrity: Text = "廉政", "廉政责任，没有时写“不适用”";
        /// Petitions.
        petition: Text = "信访", "信访责任，没有时写“不适用”";
        /// Work safety.
        safety: Text = "安全", "安全责任，没有时写“不适用”";
        /// Environment.
        environment: Text = "环保", "环保责任，没有时写“不适用”";
    }
}

record! {
    /// A post 岗位: the unit of responsibility.
    PostRecord {
        /// Its id.
        id: Spanned<Slug> = "编号", "岗位的永久编号";
        /// Its title.
        label: Text = "名称" | "职务", "职务名称，例如 副州长";
        /// The unit.
        unit: Ref<Unit> = "单位", "所在单位编号";
        /// Rank in the chain of responsibility.
        class: LeaderClass = "类型" | "层级", "主要领导、分管领导、经办人等";
        /// Order among posts of a class; smaller first.
        order: Option<u32> = "排序", "同类岗位中的次序，小的在前";
        /// Division of work.
        division: Option<Text> = "分工" | "分管工作", "分管工作";
        /// The four cross duties.
        cross_duties: Option<CrossDuties> = "一岗多责", "廉政、信访、安全、环保四项责任";
        /// Office telephone.
        office_phone: Option<Spanned<Text>> = "办公电话", "公开的办公电话";
        /// First day of existence.
        from: Option<Spanned<NaiveDate>> = "设立日期", "设立日期";
        /// Last day of existence.
        until: Option<Spanned<NaiveDate>> = "撤销日期", "撤销日期";
    }
}

record! {
    /// Who held a post, from when until when 任职.
    HoldingRecord {
        /// The post.
        post: Ref<Post> = "岗位", "岗位编号";
        /// The holder's name.
        name: Spanned<Text> = "姓名", "任职人姓名";
        /// Tells persons of one name apart; not published.
        person: Option<Spanned<Slug>> = "人员编号", "同名的人各写一个自定的编号来区分，不公布；不要写身份证号码";
        /// First day.
        from: Spanned<NaiveDate> = "开始" | "任职日期", "任职的第一天";
        /// Last day; still holding if nothing is said.
        until: Option<Spanned<NaiveDate>> = "结束" | "免职日期", "任职的最后一天，在任不填";
        /// Only acting.
        acting: Option<bool> = "主持工作" | "代理", "是否主持工作";
        /// The appointing document.
        document: Option<Ref<Document>> = "依据", "任免文件编号";
    }
}

words! {
    /// Level of an area, from wide to narrow.
    AreaLevel {
        Province = "province" / "省";
        Prefecture = "prefecture" / "市州";
        County = "county" / "县市区";
        Township = "township" / "乡镇街道";
        Zone = "zone" / "片区";
        Village = "village" / "村社区";
        Site = "site" / "项目地";
    }
}

record! {
    /// An area 区域.
    AreaRecord {
        /// Its id.
        id: Spanned<Slug> = "编号", "区域的永久编号";
        /// Its name.
        name: Text = "名称", "区域名称";
        /// Its level.
        level: AreaLevel = "层级" | "级别", "县市区、乡镇街道、片区、村社区等";
        /// The area around it.
        parent: Option<Ref<Area>> = "上级区域" | "上级", "上级区域编号";
        /// Official division code.
        code: Option<Text> = "代码" | "行政区划代码", "行政区划代码";
        /// The post responsible for it.
        responsible: Option<Ref<Post>> = "责任岗位", "属地责任岗位编号";
    }
}

words! {
    /// Kind of grid.
    GridKind {
        Basic = "basic" / "基础网格";
        Special = "special" / "专属网格";
    }
}

record! {
    /// One thing to do in a grid.
    GridItemRecord {
        /// What.
        text: Text = "内容", "工作内容";
        /// How often.
        rhythm: Option<Text> = "频次", "多久一次";
        /// The task it belongs to.
        task: Option<Ref<Task>> = "任务", "对应任务编号";
    }
}

record! {
    /// A grid 网格.
    GridRecord {
        /// Its id.
        id: Spanned<Slug> = "编号", "网格的永久编号";
        /// Its name.
        name: Text = "名称", "网格名称";
        /// Official code.
        code: Option<Text> = "代码", "网格编码";
        /// Its kind; basic if nothing is said.
        kind: Option<GridKind> = "类型", "基础网格或专属网格";
        /// The area it lies in.
        area: Ref<Area> = "区域", "所在区域编号";
        /// The grid it is part of.
        parent: Option<Ref<Grid>> = "上级网格", "上级网格编号";
        /// Posts responsible.
        posts: Vec<Ref<Post>> = "岗位" | "网格员", "网格责任岗位编号";
        /// What is to be done in it.
        items: Vec<GridItemRecord> = "任务清单" | "清单", "网格任务清单";
    }
}
