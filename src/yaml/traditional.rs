//! Words written in traditional characters, as some input methods leave them.

/// The traditional forms of the characters of all keys, in the order of [`SIMPLIFIED`].
const TRADITIONAL: &str = "與專個臨衆會體黨關內決況準減幾劃則別辦務動區協單參發變臺號後啓員場處備復頭獎實審寬對導層屬崗應廢開異錄徑態總懲戰戶揚護報掛據數舊時機權條來構標樣檔匯滯燈點熱牽狀獻環現電畫監碼確離稱籤簡類級納線經結統維編縮網羣職聯節裝見觀規計訂認議許論設訪證評識詞話語誤說諾讀調負貢責賬質費載邊過進跡選採釋銷錯鍵長門問間階陳隸難項預領頻題顏額饋驗驟";

/// What they are simplified to.
const SIMPLIFIED: &str = "与专个临众会体党关内决况准减几划则别办务动区协单参发变台号后启员场处备复头奖实审宽对导层属岗应废开异录径态总惩战户扬护报挂据数旧时机权条来构标样档汇滞灯点热牵状献环现电画监码确离称签简类级纳线经结统维编缩网群职联节装见观规计订认议许论设访证评识词话语误说诺读调负贡责账质费载边过进迹选采释销错键长门问间阶陈隶难项预领频题颜额馈验骤";

/// A word with its characters in the form in which keys are written.
pub(super) fn simplified(word: &str) -> String {
    let plain = |mark: char| {
        let at = TRADITIONAL.chars().position(|known| known == mark);
        at.and_then(|at| SIMPLIFIED.chars().nth(at)).unwrap_or(mark)
    };
    word.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_has_its_simple_form() {
        assert_eq!(TRADITIONAL.chars().count(), SIMPLIFIED.chars().count());
        for (written, meant) in [("標題", "标题"), ("牽頭單位", "牵头单位"), ("编号", "编号")]
        {
            assert_eq!(simplified(written), meant);
        }
    }
}
