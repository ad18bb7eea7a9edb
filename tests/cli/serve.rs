//! The preview: what a browser is sent, and when it is told to ask again.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::Desk;
use super::family::family;

/// Longest a test waits before it fails.
const PATIENCE: Duration = Duration::from_secs(20);

/// A preview at work.
struct Preview {
    child: Child,
    port: u16,
}

impl Preview {
    fn start(desk: &Desk) -> Self {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin("daylight"));
        command.args(["serve", "content", "--port", "0"]).current_dir(&desk.base);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let address = line.split("http://127.0.0.1:").nth(1).unwrap();
        let port = address.split('/').next().unwrap().parse().unwrap();
        Self { child, port }
    }

    fn ask(&self, path: &str) -> BufReader<TcpStream> {
        self.ask_as(path, &format!("127.0.0.1:{}", self.port))
    }

    fn ask_as(&self, path: &str, host: &str) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        BufReader::new(stream)
    }

    /// The whole answer, head and body.
    fn get(&self, path: &str) -> String {
        let mut bytes = Vec::new();
        self.ask(path).read_to_end(&mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    fn events(&self) -> Events {
        Events(self.ask("/-daylight/events"))
    }

    /// Stops it as Ctrl-C does; how it ended.
    fn stop(mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Versions as an open page hears of them.
struct Events(BufReader<TcpStream>);

impl Events {
    fn next(&mut self) -> String {
        loop {
            let mut line = String::new();
            assert_ne!(self.0.read_line(&mut line).unwrap(), 0, "the stream has ended");
            if let Some(version) = line.strip_prefix("data: ") {
                return version.trim().to_owned();
            }
        }
    }
}

#[test]
fn pages_are_sent_with_the_script_that_reloads_them() {
    let desk = Desk::with_portal();
    desk.put("content/assets/图.txt", "a picture");
    let preview = Preview::start(&desk);
    let home = preview.get("/");
    assert!(home.starts_with("HTTP/1.1 200"), "{home}");
    assert!(home.contains("content-type: text/html; charset=utf-8"), "{home}");
    assert!(home.contains("connect-src 'self'"), "{home}");
    assert!(home.contains("<script src=\"/-daylight/reload.js\" data-version="), "{home}");
    assert!(preview.get("/-daylight/reload.js").contains("EventSource"));
    let folder = preview.get("/tasks/lift-retrofit");
    assert!(folder.starts_with("HTTP/1.1 308"), "{folder}");
    assert!(folder.contains("location: /tasks/lift-retrofit/"), "{folder}");
    assert!(preview.get("/tasks/lift-retrofit/").contains("加装电梯"));
    let style = home.split("<link rel=\"stylesheet\" href=\".").nth(1).unwrap();
    let style = preview.get(style.split('"').next().unwrap());
    assert!(style.contains("content-type: text/css"), "{style}");
    assert!(preview.get("/assets/%E5%9B%BE.txt").ends_with("a picture"));
    let missing = preview.get("/../content/portal.yaml");
    assert!(missing.starts_with("HTTP/1.1 404"), "{missing}");
    let root = format!("href=\"http://127.0.0.1:{}/style.css\"", preview.port);
    assert!(missing.contains(&root), "whatever its address, it finds its style: {missing}");
    assert!(!desk.at("public").exists(), "the output folder is never written");
}

#[test]
fn only_this_machine_is_answered() {
    let preview = Preview::start(&Desk::with_portal());
    let mut answer = String::new();
    preview.ask_as("/", "evil.example").read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 403"), "{answer}");
}

#[test]
fn a_mistake_is_shown_on_the_page_over_the_last_good_site() {
    let desk = Desk::with_portal();
    let preview = Preview::start(&desk);
    let mut events = preview.events();
    let first = events.next();
    desk.edit("content/tasks/lift-retrofit.yaml", "截止: ", "截至: ");
    assert_ne!(events.next(), first);
    let page = preview.get("/tasks/lift-retrofit/");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    for words in [
        "加装电梯60部",
        "处错误，网站没有更新",
        "<code>unknown-key</code>",
        "tasks/lift-retrofit.yaml:",
        "<mark>截至</mark>",
        "改法：是不是想写<code>截止</code>？",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    desk.edit("content/tasks/lift-retrofit.yaml", "截至: ", "截止: ");
    assert_eq!(events.next(), first, "the same files, the same version");
    assert!(!preview.get("/").contains("daylight-wrong"));
}

#[test]
fn if_the_first_build_fails_the_page_says_why() {
    let desk = Desk::with_portal();
    desk.edit("content/portal.yaml", "名称: ", "名称： ");
    let preview = Preview::start(&desk);
    let mut events = preview.events();
    let first = events.next();
    let page = preview.get("/anything/");
    assert!(page.starts_with("HTTP/1.1 500"), "{page}");
    assert!(page.contains("full-width-colon") && page.contains("reload.js"), "{page}");
    desk.edit("content/portal.yaml", "名称： ", "名称: ");
    assert_ne!(events.next(), first);
    assert!(preview.get("/").starts_with("HTTP/1.1 200"));
}

#[test]
fn files_that_are_not_content_reload_nothing() {
    let desk = Desk::with_portal();
    let preview = Preview::start(&desk);
    let mut events = preview.events();
    let first = events.next();
    desk.put("content/tasks/.lift-retrofit.yaml.swp", "an editor's own");
    desk.put("content/tasks/lift-retrofit.yaml~", "a backup");
    let same = desk.read("content/portal.yaml");
    desk.put("content/portal.yaml", &same);
    desk.edit("content/portal.yaml", "示例县政务公开门户", "另一个名称");
    assert_ne!(events.next(), first, "the next version is that of the edit");
    assert!(preview.get("/").contains("另一个名称"));
}

#[test]
fn a_folder_that_comes_later_is_watched_as_well() {
    let desk = Desk::with_portal();
    let preview = Preview::start(&desk);
    let mut events = preview.events();
    let first = events.next();
    let task = desk.read("content/tasks/lift-retrofit.yaml");
    desk.put("content/tasks/later/one.yaml", &task.replace("lift-retrofit", "later"));
    let second = events.next();
    assert_ne!(second, first);
    desk.edit("content/tasks/later/one.yaml", "老旧小区加装电梯60部", "后来的任务");
    while !preview.get("/").contains("后来的任务") {
        events.next();
    }
}

#[test]
fn portals_below_are_shown_in_their_places() {
    let desk = family();
    let preview = Preview::start(&desk);
    let moved = preview.get("/county/town");
    assert!(
        moved.starts_with("HTTP/1.1 308") && moved.contains("location: /county/town/"),
        "{moved}"
    );
    for (path, words) in [
        ("/", "岚江州重点工作公开网"),
        ("/county/", "澜东县重点工作公开网"),
        ("/county/town/tasks/reservoir/", "桐沙镇水利局"),
        ("/city/screens/", "lobby-fhd"),
        ("/city/screens/lobby-fhd/", "LED_DECK"),
        ("/county/data/summary.json", "daylight-summary"),
    ] {
        let page = preview.get(path);
        assert!(page.starts_with("HTTP/1.1 200") && page.contains(words), "{path}: {page}");
    }
    let compared = preview.get("/portals/");
    assert!(compared.contains("澜东县") && !compared.contains("还没有可用的数据"), "{compared}");
    let missing = preview.get("/county/nothing/");
    assert!(missing.starts_with("HTTP/1.1 404") && missing.contains("澜东县"), "{missing}");
}

#[test]
fn a_mistake_in_a_portal_below_is_shown_there_and_its_last_figures_above() {
    let desk = family();
    let preview = Preview::start(&desk);
    let mut events = preview.events();
    let first = events.next();
    desk.edit("content/portals/county/tasks/reservoir.yaml", "截止: ", "截至: ");
    assert_ne!(events.next(), first);
    let page = preview.get("/county/tasks/reservoir/");
    for words in ["HTTP/1.1 200", "unknown-key", "portals/county/tasks/reservoir.yaml:"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    for path in ["/", "/city/", "/county/town/"] {
        assert!(!preview.get(path).contains("daylight-wrong"), "{path}");
    }
    let compared = preview.get("/portals/");
    assert!(compared.contains("澜东县") && compared.contains("此后没有更新"), "{compared}");
    desk.edit("content/portals/county/tasks/reservoir.yaml", "截至: ", "截止: ");
    assert_eq!(events.next(), first, "the same files, the same version");
    assert!(!preview.get("/portals/").contains("此后没有更新"));
}

#[test]
fn what_a_portal_below_says_reaches_those_above_and_it_may_come_and_go() {
    let desk = family();
    let preview = Preview::start(&desk);
    let mut events = preview.events();
    events.next();
    desk.edit("content/portals/county/portals/town/portal.yaml", "简称: 桐沙镇", "简称: 新桐沙镇");
    events.next();
    assert!(preview.get("/county/portals/").contains("新桐沙镇"));
    assert!(preview.get("/").starts_with("HTTP/1.1 200"));
    std::fs::rename(desk.at("content/portals/city"), desk.at("content/portals/harbour")).unwrap();
    while !preview.get("/harbour/").contains("岚江市") {
        events.next();
    }
    assert!(preview.get("/city/").starts_with("HTTP/1.1 404"));
    assert!(preview.get("/portals/").contains("../harbour/"));
}

#[test]
fn ctrl_c_ends_it_well_and_a_port_in_use_is_named() {
    let desk = Desk::with_portal();
    let preview = Preview::start(&desk);
    let said = desk.run(&format!("serve content --port {}", preview.port));
    assert_eq!(said.code, 2);
    assert!(said.err.contains("已被占用"), "{}", said.err);
    let _open = preview.events();
    assert_eq!(preview.stop(), Some(0));
}
