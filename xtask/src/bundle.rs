//! Bundles the JavaScript.
//!
//! In go `www/` and the engine in `target/web/`, out come the three scripts of a release, minified,
//! and a map of what each is made of. Never reads from the network.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::{command, layout, npm};

/// How a script finds its engine.
enum Engine {
    Text,
    Base64,
    Beside,
}

struct Script {
    entry: &'static str,
    name: &'static str,
    engine: Engine,
    options: &'static [&'static str],
    terser: &'static [&'static str],
}

/// A classic script is read in the page's own character set, so it keeps to ASCII.
const SCRIPTS: [Script; 3] = [
    Script {
        entry: "epigraph.js",
        name: "epigraph.js",
        engine: Engine::Text,
        options: &["--format=esm", "--charset=utf8"],
        terser: &["--module"],
    },
    Script {
        entry: "epigraph.js",
        name: "epigraph.classic.js",
        engine: Engine::Base64,
        options: &["--format=iife", "--charset=ascii"],
        terser: &["--format", "ascii_only=true"],
    },
    Script {
        entry: "core.js",
        name: "core.js",
        engine: Engine::Beside,
        options: &["--format=esm", "--charset=utf8"],
        terser: &["--module"],
    },
];

/// Writes the scripts to `folder`.
pub fn scripts(folder: &Path) -> Result<()> {
    npm::install(&layout::build_tools())?;
    for script in &SCRIPTS {
        let mut esbuild = npm::program(&layout::build_tools(), "esbuild");
        esbuild.arg(layout::www().join(script.entry)).args(script.options);
        esbuild.args(["--bundle", "--minify", "--target=es2022", "--legal-comments=none", "--log-level=warning"]);
        esbuild.args(aliases(&script.engine));
        esbuild.arg(format!("--outfile={}", folder.join(script.name).display()));
        esbuild.arg(format!("--metafile={}", map(script.name).display()));
        let warnings = command::read(esbuild.current_dir(layout::root()))?;
        print!("{warnings}");
        shorten(&folder.join(script.name), script)?;
    }
    Ok(())
}

/// What esbuild leaves to be said in fewer letters: 3 % in brotli.
fn shorten(path: &Path, script: &Script) -> Result<()> {
    let mut terser = npm::program(&layout::build_tools(), "terser");
    terser.arg(path).args(["--ecma", "2022", "--compress", "passes=2", "--mangle"]).args(script.terser);
    command::read(terser.arg("--output").arg(path)).map(drop)
}

/// What a script is made of, as esbuild tells it.
pub fn map(name: &str) -> PathBuf {
    layout::engine().join(name).with_extension("json")
}

fn aliases(engine: &Engine) -> Vec<String> {
    let wasm = layout::www().join(match engine {
        Engine::Text => "wasm-text.js",
        Engine::Base64 => "wasm-inline.js",
        Engine::Beside => "wasm-beside.js",
    });
    let made = layout::engine();
    let pairs = [
        ("epigraph-glue", made.join("glue.js")),
        ("epigraph-wasm", wasm),
        ("epigraph-wasm-text", made.join("epigraph.wasm.text.js")),
        ("epigraph-wasm-base64", made.join("epigraph.wasm.base64.js")),
    ];
    pairs.map(|(name, path)| format!("--alias:{name}={}", path.display())).into()
}
