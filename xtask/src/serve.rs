//! Serves the demo from `dist/`.
//!
//! In goes a port, out come the files of `dist/` over HTTP, on this machine only. Never serves a
//! file from elsewhere, never lists a folder, never changes one.

use std::fs;
use std::io::Cursor;
use std::path::PathBuf;

use anyhow::{Result, anyhow};
use tiny_http::{Header, Method, Request, Response, Server};

use crate::{dist, layout};

/// Browsers ask for several files at once.
const THREADS: usize = 4;

pub fn serve(port: u16) -> Result<()> {
    // First, so that a taken port is known before the build.
    let server = Server::http(("127.0.0.1", port)).map_err(|error| {
        anyhow!("cannot listen on port {port} ({error}): end what uses it, or choose another with --port N")
    })?;
    dist::fill()?;
    let port = server.server_addr().to_ip().map_or(port, |address| address.port());
    println!("\nhttp://127.0.0.1:{port}/   (Ctrl+C ends)");
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| server.incoming_requests().for_each(answer));
        }
    });
    Ok(())
}

fn answer(request: Request) {
    let response = match request.method() {
        Method::Get | Method::Head => file(request.url()),
        _ => plain(405, "only GET and HEAD"),
    };
    // A reader who left in the middle is none of our business.
    let _ = request.respond(response);
}

fn file(url: &str) -> Response<Cursor<Vec<u8>>> {
    let Some(path) = path(url) else { return plain(404, "not found") };
    let Ok(bytes) = fs::read(layout::dist().join(&path)) else { return plain(404, "not found") };
    let kind = media_type(path.extension().and_then(|end| end.to_str()).unwrap_or_default());
    Response::from_data(bytes)
        .with_header(header("Content-Type", kind))
        .with_header(header("Cache-Control", "no-cache"))
}

fn plain(status: u16, text: &str) -> Response<Cursor<Vec<u8>>> {
    Response::from_string(text)
        .with_status_code(status)
        .with_header(header("Content-Type", "text/plain; charset=utf-8"))
        .with_header(header("Cache-Control", "no-cache"))
}

/// The file that an address names, inside `dist/`; nothing for one that leads out of it.
fn path(url: &str) -> Option<PathBuf> {
    let address = url.split(['?', '#']).next()?.strip_prefix('/')?;
    let address = if address.is_empty() { "index.html" } else { address };
    // The files of a release have plain names: whatever else is asked for is not there.
    let plain = |name: &str| {
        !name.starts_with('.') && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
    };
    address.split('/').all(|name| !name.is_empty() && plain(name)).then(|| PathBuf::from(address))
}

fn media_type(ending: &str) -> &'static str {
    match ending {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "md" | "ts" | "" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("names and values above are plain ASCII")
}

#[cfg(test)]
mod tests {
    use super::path;
    use std::path::Path;

    #[test]
    fn addresses_stay_inside() {
        assert_eq!(path("/").as_deref(), Some(Path::new("index.html")));
        assert_eq!(path("/epigraph.js?v=1").as_deref(), Some(Path::new("epigraph.js")));
        for outside in
            ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "//etc/passwd", "/a/..\\b", "/c:/x", "epigraph.js", "/.git"]
        {
            assert_eq!(path(outside), None, "{outside}");
        }
    }
}
