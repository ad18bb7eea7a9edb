//! `daylight new kiosk`: the kit is complete, its files are what their systems read, and what it
//! shows a screen is always whole.

use std::path::Path;
use std::process::{Command, Output};

use quick_xml::Reader;
use quick_xml::events::Event;

use super::{Desk, files};

/// A desk with the kit of the screen `lobby-fhd`.
fn kit() -> Desk {
    let desk = Desk::with_portal();
    let portal = desk.read("content/portal.yaml");
    desk.put("content/portal.yaml", &format!("{portal}\n网址: https://www.example.gov.cn/open\n"));
    let said = desk.run("new kiosk lobby-fhd");
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("kiosk-lobby-fhd/先读这里.txt"), "{}", said.out);
    desk
}

/// The kit's files as texts, by path.
fn texts(desk: &Desk) -> Vec<(String, String)> {
    files(&desk.at("kiosk-lobby-fhd"))
        .into_iter()
        .map(|(path, bytes)| (path.display().to_string(), String::from_utf8(bytes).unwrap()))
        .collect()
}

fn is(path: &str, ending: &str) -> bool {
    Path::new(path).extension().is_some_and(|its| its == ending)
}

fn ran(command: &mut Command) -> Output {
    command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"))
}

fn passes(command: &mut Command) {
    let output = ran(command);
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_kit_knows_the_panel_of_its_screen() {
    let conf = kit().read("kiosk-lobby-fhd/linux/kiosk.conf");
    assert!(conf.contains("WIDTH='1920'\nHEIGHT='1080'"), "{conf}");
}

#[test]
fn a_kit_is_made_for_a_screen_of_the_portal() {
    let desk = Desk::with_portal();
    assert_eq!(desk.run("new screen hall").code, 0);
    let said = desk.run("new kiosk hal");
    assert_eq!((said.code, said.err.contains("是不是`hall`？")), (2, true), "{}", said.err);
    assert_eq!(desk.run("new kiosk hall").code, 0);
}

#[test]
fn a_screen_that_cannot_be_read_is_shown_with_its_mistake() {
    let desk = Desk::with_portal();
    desk.put("content/screens/lobby.yaml", "编号: lobby\n名称: [大厅屏\n规格: lobby-fhd\n");
    let said = desk.run("new kiosk lobby");
    assert_eq!((said.code, said.out.contains("yaml-syntax")), (1, true), "{}", said.out);
    assert!(said.out.contains("screens/lobby.yaml:2:5"), "{}", said.out);
}

#[test]
fn the_kit_has_what_both_systems_and_the_signers_need() {
    let texts = texts(&kit());
    for path in [
        "先读这里.txt",
        "交接单.html",
        "验收单.html",
        "亮度计划.html",
        "linux/install.sh",
        "linux/kiosk-update",
        "linux/daylight-kiosk.service",
        "linux/waiting.html",
        "windows/setup.ps1",
        "windows/task-watch.xml",
        "windows/waiting.html",
    ] {
        assert!(texts.iter().any(|(known, _)| known == path), "{path}");
    }
}

#[test]
fn every_file_of_the_repository_is_in_the_kit() {
    let texts = texts(&kit());
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/new/kiosk");
    for (path, _) in files(&kept).into_iter().filter(|(path, _)| path.iter().count() > 1) {
        let path = path.display().to_string();
        assert!(texts.iter().any(|(known, _)| *known == path), "{path}");
    }
}

#[test]
fn the_kit_is_filled_in_for_the_screen() {
    let desk = kit();
    let conf = desk.read("kiosk-lobby-fhd/linux/kiosk.conf");
    assert!(conf.contains("SCREEN='lobby-fhd'\n"), "{conf}");
    assert!(conf.contains("URL='https://www.example.gov.cn/open/screens/lobby-fhd/'\n"), "{conf}");
    let settings = desk.read("kiosk-lobby-fhd/windows/settings.ps1");
    assert!(settings.contains("$Screen = 'lobby-fhd'\r\n"), "{settings}");
    for (path, text) in texts(&desk) {
        for word in ["SCREEN", "NAME", "URL", "WIDTH", "HEIGHT", "STYLE", "LEDGER"] {
            assert!(!text.contains(&format!("@{word}@")), "{path} holds @{word}@");
        }
    }
}

#[test]
fn a_kit_without_a_screen_or_a_portal_says_what_is_to_be_filled_in() {
    let desk = Desk::new();
    assert_eq!(desk.run("new kiosk").code, 0);
    for key in ["SCREEN", "URL", "WIDTH", "HEIGHT"] {
        let line = format!("{key}='待填写'\n");
        assert!(desk.read("kiosk/linux/kiosk.conf").contains(&line), "{line}");
    }
}

#[test]
fn a_kit_overwrites_nothing() {
    let desk = kit();
    let before = texts(&desk);
    assert_eq!(desk.run("new kiosk lobby-fhd").code, 2);
    assert_eq!(texts(&desk), before);
    desk.put("half/windows/watch.ps1", "mine");
    assert_eq!(desk.run("new kiosk ./half").code, 2);
    assert_eq!(files(&desk.at("half")).len(), 1, "not even the files that are missing");
}

#[test]
fn scripts_parse() {
    let desk = kit();
    for (path, text) in texts(&desk) {
        let file = desk.at("kiosk-lobby-fhd").join(&path);
        if text.starts_with("#!/bin/bash\n") {
            passes(Command::new("bash").arg("-n").arg(&file));
        } else if text.starts_with("#!/usr/bin/env python3\n") {
            let parse = "import ast, sys; ast.parse(open(sys.argv[1], encoding='utf-8').read())";
            passes(Command::new("python3").args(["-c", parse]).arg(&file));
        } else {
            assert!(!text.starts_with("#!"), "{path} is for another interpreter");
        }
    }
}

#[test]
fn xml_and_json_are_well_formed() {
    let desk = kit();
    let mut seen = 0;
    for (path, text) in texts(&desk) {
        if is(&path, "xml") {
            seen += 1;
            let mut reader = Reader::from_str(&text);
            reader.config_mut().check_end_names = true;
            while !matches!(reader.read_event().expect(&path), Event::Eof) {}
        } else if is(&path, "json") {
            seen += 1;
            serde_json::from_str::<serde_json::Value>(&text).expect(&path);
        }
    }
    assert_eq!(seen, 4);
}

#[test]
fn windows_reads_its_files_as_they_are_meant() {
    for (path, text) in texts(&kit()) {
        let for_windows = path.starts_with("windows/") || is(&path, "txt");
        let bare = text.replace("\r\n", "").contains(['\r', '\n']);
        assert_eq!(text.contains('\r'), for_windows, "{path}");
        assert!(!for_windows || !bare, "{path} has a bare line end");
        let marked = is(&path, "ps1") || is(&path, "txt");
        assert_eq!(text.starts_with('\u{feff}'), marked, "{path}");
        if is(&path, "cmd") {
            assert!(text.is_ascii(), "{path}: the command prompt knows no UTF-8");
        }
    }
}

#[test]
fn no_file_names_another_host() {
    for (path, text) in texts(&kit()) {
        for (at, _) in text.match_indices("://") {
            let rest = &text[at + 3..];
            let known = [
                "127.0.0.1:",
                "www.example.gov.cn/open/screens/lobby-fhd/",
                // A local file; the name of a format, which nobody asks; the pattern of an address.
                "/",
                "$STATE/",
                "schemas.microsoft.com/windows/2004/02/mit/task",
                "[^/]+",
            ];
            assert!(
                known.iter().any(|host| rest.starts_with(host)),
                "{path}: {}",
                &text[at..at + 40]
            );
        }
    }
}

/// A machine's folders, with a server's folder to take from.
struct Machine {
    desk: Desk,
}

impl Machine {
    fn new() -> Self {
        let machine = Self { desk: kit() };
        machine.serve("1111111111111111", "");
        assert!(machine.update(), "a first version is taken");
        machine
    }

    /// Puts a version on the server.
    fn serve(&self, version: &str, revoked: &str) {
        let deck = format!("deck-{version}.js");
        self.put(&deck, &format!(r#"LED_DECK({{"screen":"lobby-fhd","version":"{version}"}});"#));
        self.put(
            "index.html",
            &format!("<!doctype html>\n{version} {{\"screen\":\"lobby-fhd\"}}\n</html>\n"),
        );
        self.put(
            "manifest.js",
            &format!(
                r#"LED_MANIFEST({{"schema":1,"screen":"lobby-fhd","version":"{version}","deck":"{deck}","revoked":[{revoked}]}});"#
            ),
        );
    }

    fn put(&self, name: &str, text: &str) {
        self.desk.put(&format!("server/{name}"), text);
    }

    fn shown(&self, name: &str) -> Option<String> {
        std::fs::read_to_string(self.desk.at(&format!("state/screen/{name}"))).ok()
    }

    fn script(&self, argument: &Path) -> bool {
        let script = self.desk.at("kiosk-lobby-fhd/linux/kiosk-update");
        let mut command = Command::new("bash");
        command.arg(script).arg(argument);
        command.env("KIOSK_STATE", self.desk.at("state")).env("KIOSK_RUN", self.desk.at("run"));
        ran(&mut command).status.success()
    }

    /// Whether an update was taken.
    fn update(&self) -> bool {
        self.script(&self.desk.at("server"))
    }

    /// The server has not been heard of for long.
    fn goes_offline(&self) {
        std::fs::remove_file(self.desk.at("run/contact")).unwrap();
        assert!(self.script(Path::new("offline")));
    }
}

#[test]
fn a_screen_takes_whole_versions_only() {
    let machine = Machine::new();
    let [index, manifest] = ["index.html", "manifest.js"].map(|name| machine.shown(name));
    let spoil: [(&str, &str); 6] = [
        ("deck-2222222222222222.js", r#"LED_DECK({"screen":"lobby-fhd","version":"22222222"#),
        ("deck-2222222222222222.js", "<!doctype html><p>502</p></html>"),
        ("index.html", "<!doctype html>\n<p>half"),
        ("manifest.js", "<!doctype html><p>502</p></html>"),
        ("manifest.js", r#"LED_MANIFEST({"screen":"gate-384","version":"2222222222222222"});"#),
        (
            "manifest.js",
            r#"LED_MANIFEST({"screen":"lobby-fhd","version":"../../x","deck":"../x"});"#,
        ),
    ];
    for (name, text) in spoil {
        machine.serve("2222222222222222", "");
        machine.put(name, text);
        assert!(!machine.update(), "{name}: {text}");
        assert_eq!(machine.shown("index.html"), index, "{name}: {text}");
        assert_eq!(machine.shown("manifest.js"), manifest, "{name}: {text}");
    }
    machine.serve("2222222222222222", "");
    assert!(machine.update());
    assert!(machine.shown("manifest.js").unwrap().contains("deck-2222222222222222.js"));
    assert!(machine.shown("index.html").unwrap().contains("2222222222222222"));
    assert!(machine.shown("deck-1111111111111111.js").is_some(), "it may still be on the wall");
}

#[test]
fn what_is_revoked_goes_even_if_the_new_version_cannot_be_had() {
    let machine = Machine::new();
    machine.serve("2222222222222222", r#""exposures/2026-003""#);
    machine.put("deck-2222222222222222.js", "");
    assert!(!machine.update());
    let manifest = machine.shown("manifest.js").unwrap();
    assert!(manifest.contains(r#""revoked":["exposures/2026-003"]"#), "{manifest}");
    assert!(manifest.contains("deck-1111111111111111.js"), "{manifest}");
}

#[test]
fn a_screen_that_hears_nothing_is_told_so_by_the_missing_manifest() {
    let machine = Machine::new();
    machine.goes_offline();
    assert_eq!(machine.shown("manifest.js"), None);
    assert!(machine.shown("index.html").is_some(), "it goes on playing");
    assert!(machine.update());
    assert!(machine.shown("manifest.js").is_some(), "it is heard of again");
}

#[test]
fn an_address_without_its_last_slash_is_the_same_address() {
    let machine = Machine::new();
    for address in ["https://www.example.gov.cn/a", "https://www.example.gov.cn/a/"] {
        let conf = machine.desk.read("kiosk-lobby-fhd/linux/kiosk.conf");
        let usual = "https://www.example.gov.cn/open/screens/lobby-fhd/";
        machine.desk.put("kiosk.conf", &conf.replace(usual, address));
        machine.desk.put("bin/curl", "#!/bin/bash\necho \"${@: -1}\" >\"$ASKED\"\nexit 1\n");
        passes(Command::new("chmod").arg("+x").arg(machine.desk.at("bin/curl")));
        let mut command = Command::new("bash");
        command.arg(machine.desk.at("kiosk-lobby-fhd/linux/kiosk-update"));
        let path = std::env::var("PATH").unwrap();
        command.env("PATH", format!("{}:{path}", machine.desk.at("bin").display()));
        command.env("KIOSK_CONF", machine.desk.at("kiosk.conf"));
        command.env("KIOSK_STATE", machine.desk.at("state"));
        command.env("KIOSK_RUN", machine.desk.at("run")).env("ASKED", machine.desk.at("asked"));
        ran(&mut command);
        let asked = machine.desk.read("asked");
        assert!(asked.starts_with("https://www.example.gov.cn/a/manifest.js?t="), "{asked}");
    }
}

#[test]
fn settings_filled_in_with_notepad_are_read_as_they_are_meant() {
    let desk = kit();
    let conf = desk.read("kiosk-lobby-fhd/linux/kiosk.conf");
    let notepad = format!("\u{feff}{}", conf.replace('\n', "\r\n"));
    desk.put("kiosk-lobby-fhd/linux/kiosk.conf", &notepad);
    desk.put("to/here", "");
    let install = desk.read("kiosk-lobby-fhd/linux/install.sh");
    let line = install.lines().find(|line| line.contains("|| sed")).expect("it mends them");
    let mut command = Command::new("bash");
    command.arg("-c").arg(line);
    command.env("HERE", desk.at("kiosk-lobby-fhd/linux")).env("TO", desk.at("to"));
    passes(&mut command);
    assert_eq!(desk.read("to/kiosk.conf"), conf);
}
