//! A year's public holidays and the weekend days worked in exchange, as the State Council
//! announces them.

use chrono::NaiveDate;

use crate::record;
use crate::span::Spanned;
use crate::yaml::Text;

record! {
    /// A public holiday.
    HolidayRecord {
        /// Its name.
        name: Text = "名称", "节日名称";
        /// First day off.
        from: Spanned<NaiveDate> = "开始", "放假的第一天";
        /// Last day off; the first if nothing is said.
        until: Option<Spanned<NaiveDate>> = "结束", "放假的最后一天，只放一天不填";
    }
}

record! {
    /// The working days of a year 工作日历. It takes the place of the one in the program.
    CalendarRecord {
        /// The year.
        year: Spanned<u32> = "年份", "年份，例如 2027";
        /// The notice that announced it.
        source: Text = "通知" | "依据", "国务院办公厅的通知和文号";
        /// Days off.
        holidays: Vec<HolidayRecord> = "放假", "放假安排";
        /// Saturdays and Sundays that are worked.
        working_days: Vec<Spanned<NaiveDate>> = "上班" | "调休上班", "调休上班的周六、周日";
    }
}
