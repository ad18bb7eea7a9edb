//! Posts, units and chains.

use daylight::plan::view::atoms::UnitLabel;
use daylight::plan::view::people::{ChainLink, Holder, Rung};

use super::atoms::{label, plain, text};

pub fn holder(name: &str, post: &str) -> Holder {
    Holder {
        post: post.to_owned(),
        beside_unit: post.to_owned(),
        href: text("../../posts/x/"),
        name: (!name.is_empty()).then(|| name.to_owned()),
        vacant: false,
        acting: false,
        then: false,
        unit: None,
        remit: None,
        phone: None,
    }
}

pub fn unit(name: &str) -> UnitLabel {
    UnitLabel {
        name: name.to_owned(),
        short_name: name.to_owned(),
        href: text("../../units/x/"),
        head: None,
        phone: None,
    }
}

fn role(role: &str, duty: &str, accountable: bool) -> ChainLink {
    ChainLink {
        role: role.to_owned(),
        duty: (!duty.is_empty()).then(|| duty.to_owned()),
        accountable,
        holders: Vec::new(),
        units: Vec::new(),
        note: None,
    }
}

pub fn chain() -> Vec<ChainLink> {
    let lead = UnitLabel {
        head: Some(holder("陆行之", "局长")), ..unit("区住房和城乡建设局")
    };
    let others = ["区财政局", "区水务局", "区城市管理局", "北苑街道"];
    let handler = Holder {
        unit: Some(label("物业与改造科")),
        phone: text("0000-1234 5678"),
        ..holder("", "科长")
    };
    vec![
        ChainLink {
            holders: vec![holder("林书恒", "副区长")],
            ..role("责任领导", "牵头抓总", true)
        },
        ChainLink {
            units: vec![lead], ..role("牵头单位", "统筹协调、跟踪进度", true)
        },
        ChainLink {
            units: others.map(unit).to_vec(), ..role("配合单位", "积极参与", false)
        },
        ChainLink { holders: vec![handler], ..role("具体经办人", "", true) },
        ChainLink { units: vec![unit("区督查室")], ..role("督办单位", "", false) },
    ]
}

/// A chain with a vacancy, an unknown role and many cooperating units.
pub fn broken_chain() -> Vec<ChainLink> {
    let vacant = Holder { vacant: true, ..holder("", "副区长") };
    let acting =
        Holder { acting: true, ..holder("阿依古丽・买买提江", "常务副区长") };
    let many: Vec<_> = (1..=13).map(|at| unit(&format!("区第{at}配合单位"))).collect();
    vec![
        ChainLink { holders: vec![vacant, acting], ..role("责任领导", "牵头抓总", true) },
        role("牵头单位", "统筹协调、跟踪进度", true),
        ChainLink { units: many, ..role("配合单位", "积极参与", false) },
        ChainLink {
            note: text("本阶段由项目单位代为经办"), ..role("具体经办人", "", true)
        },
    ]
}

pub fn ladder() -> Vec<Rung> {
    let rung = |level: &str, duty: &str| Rung {
        level: level.to_owned(),
        duty: (!duty.is_empty()).then(|| duty.to_owned()),
        holders: Vec::new(),
        places: Vec::new(),
        missing: false,
    };
    vec![
        Rung { holders: vec![holder("崔望舒", "区长")], ..rung("区级", "统筹") },
        Rung {
            holders: vec![holder("林书恒", "副区长")],
            places: vec![label("区推进办"), label("第三执行小组")],
            ..rung("区级", "分管")
        },
        Rung { holders: vec![holder("陆行之", "局长")], ..rung("部门", "主抓") },
        Rung {
            holders: vec![holder("罗安", "街道办主任")], ..rung("乡镇街道", "落实")
        },
        Rung { missing: true, ..rung("村社区", "动员") },
        Rung {
            places: vec![plain("北苑三号院"), plain("北苑七号院")], ..rung("项目地", "")
        },
    ]
}
