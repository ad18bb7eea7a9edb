//! `daylight serve` in a process of its own, asked as a browser asks it.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::child;

/// A preview at work; it ends with this value.
pub struct Preview {
    child: Child,
    /// Its address, ending in `/`.
    pub address: String,
}

impl Preview {
    /// Starts it and waits for its first site.
    pub fn start(folder: &Path) -> io::Result<Self> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_daylight"));
        command.arg("serve").arg(folder).args(["--port", "0", "--today", "2026-10-15"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let mut line = String::new();
        let out = child.stdout.as_mut().expect("its output is a pipe");
        BufReader::new(out).read_line(&mut line)?;
        let (_, port) = line.split_once("http://127.0.0.1:").expect("it says its address");
        let (port, _) = port.split_once('/').expect("the address ends in `/`");
        Ok(Self { child, address: format!("http://127.0.0.1:{port}/") })
    }

    fn ask(&self, path: &str) -> io::Result<BufReader<TcpStream>> {
        let host = self.address.trim_start_matches("http://").trim_end_matches('/');
        let mut stream = TcpStream::connect(host)?;
        write!(stream, "GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")?;
        Ok(BufReader::new(stream))
    }

    /// The whole answer.
    pub fn get(&self, path: &str) -> io::Result<String> {
        let mut bytes = Vec::new();
        self.ask(path)?.read_to_end(&mut bytes)?;
        String::from_utf8(bytes).map_err(io::Error::other)
    }

    /// What open pages are told.
    pub fn events(&self) -> io::Result<Events> {
        let mut events = Events(self.ask("-daylight/events")?);
        events.next()?;
        Ok(events)
    }

    /// The most memory it held, in KiB.
    pub fn peak(&self) -> io::Result<u64> {
        child::peak(&self.child.id().to_string())
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The versions of the site, each when it is there.
pub struct Events(BufReader<TcpStream>);

impl Events {
    /// Waits for the next one.
    pub fn next(&mut self) -> io::Result<String> {
        loop {
            let mut line = String::new();
            if self.0.read_line(&mut line)? == 0 {
                return Err(io::Error::other("the preview has ended"));
            }
            if let Some(version) = line.strip_prefix("data: ") {
                return Ok(version.trim().to_owned());
            }
        }
    }
}
