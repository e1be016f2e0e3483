//! A small static server for `dist/`, for this computer only.

use crate::process::Outcome;
use crate::site::{self, Build};
use crate::{browser, web};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use std::{fs, io, thread};

const FIRST_PORT: u16 = 8080;

#[derive(Debug, PartialEq, Eq)]
struct Options {
    release: bool,
    port: Option<u16>,
    open: bool,
}

/// Builds the site and serves it until it is interrupted.
pub(crate) fn run(words: &[&str]) -> Outcome {
    let options = options(words)?;
    let site = site::build(Build { release: options.release, offline: options.release })?;
    let listener = listen(options.port)?;
    let address = listener.local_addr().map_err(|error| format!("cannot tell the address: {error}"))?;
    println!("Postil is at http://{address}/ (Ctrl+C ends it)");
    if options.open {
        browser::open(&format!("http://{address}/"));
    }
    serve(&listener, &site);
    Ok(())
}

fn options(words: &[&str]) -> Outcome<Options> {
    let mut options = Options { release: false, port: None, open: true };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match *word {
            "--release" => options.release = true,
            "--no-open" => options.open = false,
            "--port" => options.port = Some(port(words.next())?),
            unknown => return Err(format!("`serve` takes --release, --port N and --no-open, not `{unknown}`")),
        }
    }
    Ok(options)
}

fn port(word: Option<&&str>) -> Outcome<u16> {
    word.and_then(|word| word.parse().ok()).ok_or_else(|| "--port needs a number from 0 to 65535".to_owned())
}

/// Listens on `port`, or on the first free one from 8080 on.
fn listen(port: Option<u16>) -> Outcome<TcpListener> {
    let tried: Vec<u16> = port.map_or_else(|| (FIRST_PORT..FIRST_PORT + 20).collect(), |port| vec![port]);
    let bound = tried.iter().find_map(|port| TcpListener::bind(("127.0.0.1", *port)).ok());
    bound.ok_or_else(|| format!("port {} is taken: give another with --port", tried[0]))
}

/// Answers every connection of `listener` with the files of `site`, each in a thread of its own.
pub(crate) fn serve(listener: &TcpListener, site: &Path) {
    let site: Arc<Path> = site.into();
    for stream in listener.incoming().flatten() {
        let site = Arc::clone(&site);
        // A browser that goes away in the middle of an answer is no fault of ours.
        thread::spawn(move || converse(&stream, &site).ok());
    }
}

fn converse(stream: &TcpStream, site: &Path) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let mut reader = BufReader::new(stream);
    while let Some(request) = request_line(&mut reader)? {
        answer(&mut &*stream, site, &request)?;
    }
    Ok(())
}

/// The first line of the next request, its other lines read over; none where the browser has said all.
fn request_line(reader: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut first = String::new();
    if reader.read_line(&mut first)? == 0 {
        return Ok(None);
    }
    let mut line = String::new();
    while reader.read_line(&mut line)? > 2 {
        line.clear();
    }
    Ok(Some(first))
}

fn answer(stream: &mut impl Write, site: &Path, request: &str) -> io::Result<()> {
    let mut words = request.split_whitespace();
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let file = file_for(target).map(|path| site.join(path));
    match (method, file) {
        ("GET" | "HEAD", Some(path)) => match fs::read(&path) {
            Ok(content) => respond(stream, "200 OK", web::mime_type(&path), &content, method == "HEAD"),
            Err(_) => respond(stream, "404 Not Found", "text/plain", b"There is no such file.\n", method == "HEAD"),
        },
        ("GET" | "HEAD", None) => respond(stream, "400 Bad Request", "text/plain", b"No such path.\n", false),
        _ => respond(stream, "405 Method Not Allowed", "text/plain", b"Only GET and HEAD.\n", false),
    }
}

/// The file that a request's target names, inside the site; none where it leads out of it.
fn file_for(target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let plain = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    if !plain || path.contains(['%', '\\']) {
        return None;
    }
    let index = path.is_empty() || path.ends_with('/');
    Some(if index { Path::new(path).join("index.html") } else { PathBuf::from(path) })
}

fn respond(stream: &mut impl Write, status: &str, kind: &str, content: &[u8], head: bool) -> io::Result<()> {
    let length = content.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nCache-Control: no-cache\r\n\
         X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n\r\n"
    )?;
    if head { Ok(()) } else { stream.write_all(content) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_stay_inside_the_site() {
        let cases = [
            ("/", Some("index.html")),
            ("/a/b.js?v=1", Some("a/b.js")),
            ("/a/", Some("a/index.html")),
            ("/../secret", None),
            ("/a/../../secret", None),
            ("/%2e%2e/secret", None),
            ("//etc/passwd", None),
            ("etc", None),
        ];
        for (target, file) in cases {
            assert_eq!(file_for(target).as_deref(), file.map(Path::new), "{target}");
        }
    }

    #[test]
    fn a_request_is_answered_with_its_file() {
        let site = std::env::temp_dir().join(format!("postil-serve-{}", std::process::id()));
        fs::create_dir_all(&site).unwrap();
        fs::write(site.join("index.html"), "hello").unwrap();
        let ask = |request: &str| {
            let mut answered = Vec::new();
            answer(&mut answered, &site, request).unwrap();
            String::from_utf8(answered).unwrap()
        };
        let page = ask("GET / HTTP/1.1");
        assert!(page.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 5"));
        assert!(page.ends_with("\r\n\r\nhello"));
        assert!(ask("HEAD / HTTP/1.1").ends_with("\r\n\r\n"));
        assert!(ask("GET /none HTTP/1.1").starts_with("HTTP/1.1 404"));
        assert!(ask("POST / HTTP/1.1").starts_with("HTTP/1.1 405"));
        fs::remove_dir_all(&site).unwrap();
    }

    #[test]
    fn options_are_read_and_unknown_ones_refused() {
        let read = options(&["--release", "--port", "9000", "--no-open"]).unwrap();
        assert_eq!(read, Options { release: true, port: Some(9000), open: false });
        assert!(options(&["--port"]).is_err() && options(&["--fast"]).is_err());
    }
}
