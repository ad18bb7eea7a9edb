//! `portal.yaml`: identity, government marks, method, policies.

use chrono::NaiveDate;

use super::{Ref, Unit};
use crate::slug::Slug;
use crate::span::Spanned;
use crate::yaml::{Node, Text};
use crate::{record, words};

record! {
    /// How to reach the organiser.
    ContactRecord {
        /// Office telephone.
        phone: Spanned<Text> = "电话", "联系电话";
        /// Address.
        address: Option<Text> = "地址", "联系地址";
        /// Office hours.
        hours: Option<Text> = "办公时间", "办公时间";
        /// The hotline; 12345 if nothing is said.
        hotline: Option<Text> = "热线", "政务服务热线，默认12345";
    }
}

record! {
    /// The letterbox for opinions.
    LetterboxRecord {
        /// Its name.
        name: Text = "名称", "信箱名称，例如 州长信箱";
        /// Its address on the web.
        url: Option<Spanned<Text>> = "网址", "信箱网址";
        /// Postal address.
        address: Option<Text> = "地址", "信函地址";
    }
}

record! {
    /// Police record of the site 公安备案.
    PoliceRecord {
        /// Number.
        number: Text = "编号", "公安备案号";
        /// Record page.
        url: Spanned<Text> = "网址", "备案查询网址";
    }
}

words! {
    /// How a person is named.
    Naming {
        Full = "full" / "姓名和职务";
        PostOnly = "post_only" / "只写职务";
    }
}

record! {
    /// Who is named how.
    NamingPolicy {
        /// Leaders; full if nothing is said.
        leaders: Option<Naming> = "领导", "领导如何署名，默认姓名和职务";
        /// Heads of departments and townships; full if nothing is said.
        heads: Option<Naming> = "单位负责人", "单位负责人如何署名，默认姓名和职务";
        /// Handlers; post only if nothing is said.
        handlers: Option<Naming> = "经办人", "经办人如何署名，默认只写职务";
    }
}

record! {
    /// How long exposures stay.
    RetentionPolicy {
        /// Days with the label 已整改 after acceptance; 30 if nothing is said.
        rectified_days: Option<Spanned<u32>> = "整改后天数", "整改销号后保留天数，默认30";
        /// Months at most for a unit; 12 if nothing is said, and never more.
        unit_months: Option<Spanned<u32>> = "单位最长月数", "单位曝光最长月数，默认12，也是上限";
        /// Months at most for a named person; 6 if nothing is said, and never more.
        person_months: Option<Spanned<u32>> = "个人最长月数", "点名最长月数，默认6，也是上限";
    }
}

record! {
    /// Which theme.
    ThemeChoice {
        /// Its name; `default` if nothing is said.
        name: Option<Spanned<Text>> = "名称", "主题名称，默认 default";
    }
}

record! {
    /// The portal above this one.
    ParentPortalRecord {
        /// Its name.
        name: Text = "名称", "上级门户名称";
        /// Its address, `../` if nothing is said.
        url: Option<Spanned<Text>> = "网址", "上级门户网址，默认../";
    }
}

record! {
    /// A portal below this one.
    ChildPortalRecord {
        /// The name of its folder.
        id: Spanned<Slug> = "编号", "子门户的文件夹名，也是它在网址里的名字";
        /// Its short name.
        name: Option<Text> = "名称", "对照表和大屏上的名称，默认用汇总里的";
        /// Its published summary, if its content does not lie in `portals/`.
        summary: Option<Spanned<Text>> = "汇总", "内容不在portals里的，写它公布的summary.json或所在文件夹";
        /// Its address; `<id>/` if nothing is said.
        url: Option<Spanned<Text>> = "网址", "子门户网址，默认为编号加/";
        /// Days after which its summary is old; 7 if nothing is said.
        old_after_days: Option<Spanned<u32>> = "陈旧天数", "汇总超过多少天算没有更新，默认7";
    }
}

record! {
    /// The portal itself.
    PortalRecord {
        /// Name of the site.
        name: Text = "名称" | "网站名称", "门户名称";
        /// Its short name, for tables of the portal above and screens.
        short_name: Option<Text> = "简称", "上级门户对照表里的名称，例如 澜东县";
        /// The portal above this one.
        parent: Option<ParentPortalRecord> = "上级门户", "上级门户，页面顶部有链接";
        /// What portals below this one are called; 下级门户 if nothing is said.
        children_word: Option<Text> = "子门户统称", "例如 县市区，默认下级门户";
        /// Portals below this one about which something is to be said.
        children: Vec<ChildPortalRecord> = "子门户", "需要说明的子门户；portals里的不写也会生成";
        /// Purpose line under the name.
        purpose: Option<Text> = "宗旨", "名称下面的一句话";
        /// The organising government.
        organiser: Text = "主办单位", "主办单位全称";
        /// The undertaking office.
        undertaker: Option<Text> = "承办单位", "承办单位全称";
        /// Its unit record.
        unit: Option<Ref<Unit>> = "单位", "主办政府的单位编号";
        /// Contact.
        contact: ContactRecord = "联系方式", "联系方式";
        /// Letterbox.
        letterbox: Option<LetterboxRecord> = "信箱", "意见信箱";
        /// Domain.
        domain: Text = "域名", "网站域名";
        /// Full address of the root, for the sitemap.
        base_url: Option<Spanned<Text>> = "网址", "网站根网址，用于网站地图";
        /// Site identification code 网站标识码.
        site_id_code: Spanned<Text> = "网站标识码", "10位网站标识码";
        /// ICP number.
        icp: Text = "ICP备案号" | "ICP备案", "ICP备案号";
        /// Police record.
        police: PoliceRecord = "公安备案", "公安备案";
        /// Address of the party and government mark 党政机关标识.
        party_mark_url: Spanned<Text> = "党政机关标识网址", "党政机关标识查询网址";
        /// Address of 为政府网站找错.
        find_error_url: Spanned<Text> = "找错网址", "“我为政府网站找错”网址";
        /// Working method: its name, or `{base: name, …}` with fields that override it.
        method: Node = "工作方法", "工作方法的名称，或在其基础上改动";
        /// Pinned day for archives and demonstrations.
        as_of: Option<Spanned<NaiveDate>> = "数据日期" | "存档日期", "固定的日期，用于存档和演示";
        /// Invented data: every page says 演示数据 and is `noindex`.
        demonstration: Option<bool> = "演示", "演示数据写“是”";
        /// Naming policy.
        naming: Option<NamingPolicy> = "署名", "署名规则";
        /// Retention policy.
        retention: Option<RetentionPolicy> = "保留期限", "曝光保留期限";
        /// Theme.
        theme: Option<ThemeChoice> = "主题", "主题";
        /// Subject words for the home page's meta tags.
        keywords: Vec<Text> = "关键词", "首页关键词";
        /// Description for the home page's meta tags.
        description: Option<Text> = "描述", "首页描述";
    }
}
