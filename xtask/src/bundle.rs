//! Bundles the JavaScript.
//!
//! In go `www/` and the engine in `target/web/`, out come the scripts of a release, minified,
//! and a map of what each is made of. Never reads from the network.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::wasm::Engine;
use crate::{command, layout, npm};

/// How a script finds its engine.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Carried {
    Text,
    Base64,
    Beside,
}

struct Script {
    entry: &'static str,
    name: &'static str,
    engine: Engine,
    carried: Carried,
    options: &'static [&'static str],
    terser: &'static [&'static str],
}

const MODULE: &[&str] = &["--format=esm", "--charset=utf8"];

/// A classic script is read in the page's own character set, so it keeps to ASCII; so does what other bundlers read.
const SCRIPTS: [Script; 5] = [
    Script {
        entry: "epigraph.js",
        name: "epigraph.js",
        engine: Engine::Plain,
        carried: Carried::Text,
        options: MODULE,
        terser: &["--module"],
    },
    Script {
        entry: "epigraph.js",
        name: "epigraph.classic.js",
        engine: Engine::Plain,
        carried: Carried::Base64,
        options: &["--format=iife", "--charset=ascii"],
        terser: &["--format", "ascii_only=true"],
    },
    Script {
        entry: "epigraph.js",
        name: "bundle.js",
        engine: Engine::Whole,
        carried: Carried::Base64,
        options: MODULE,
        terser: &["--module"],
    },
    Script {
        entry: "core.js",
        name: "core.js",
        engine: Engine::Whole,
        carried: Carried::Beside,
        options: MODULE,
        terser: &["--module"],
    },
    Script {
        entry: "worker.js",
        name: "worker.js",
        engine: Engine::Whole,
        carried: Carried::Beside,
        options: MODULE,
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
        esbuild.args(aliases(script));
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
    layout::target().join("web").join(name).with_extension("json")
}

fn aliases(script: &Script) -> Vec<String> {
    let www = |name: &str| layout::www().join(name);
    let made = |name: &str| script.engine.folder().join(name);
    let pairs = [
        ("epigraph-glue", made("glue.js")),
        (
            "epigraph-wasm",
            www(match script.carried {
                Carried::Text => "wasm-text.js",
                Carried::Base64 => "wasm-inline.js",
                Carried::Beside => "wasm-beside.js",
            }),
        ),
        ("epigraph-wasm-text", made("epigraph.wasm.text.js")),
        ("epigraph-wasm-base64", made("epigraph.wasm.base64.js")),
        ("epigraph-open", www(if script.engine == Engine::Whole { "core.js" } else { "elsewhere.js" })),
        ("epigraph-aside", www(if script.carried == Carried::Beside { "aside.js" } else { "aside-none.js" })),
        ("epigraph-beside", www(if script.carried == Carried::Text { "beside-module.js" } else { "beside-script.js" })),
    ];
    pairs.map(|(name, path)| format!("--alias:{name}={}", path.display())).into()
}
