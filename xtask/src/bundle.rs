//! Bundles the JavaScript.
//!
//! In go `www/` and the engine in `target/web/`, out come the scripts of a release, minified,
//! and a map of what each is made of. Never reads from the network.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::wasm::Engine;
use crate::{command, layout, npm, release, weigh};

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

/// What is fetched when it is wanted.
const PART: Script = Script {
    entry: "",
    name: "part.js",
    engine: Engine::Plain,
    carried: Carried::Text,
    options: MODULE,
    terser: &["--module"],
};

/// A classic script is read in the page's own character set, so it keeps to ASCII; so does what other bundlers read.
const SCRIPTS: [Script; 7] = [
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
    // Shares the engine that lies beside it with the widget on its page.
    Script {
        entry: "studio.js",
        name: "studio.js",
        engine: Engine::Whole,
        carried: Carried::Beside,
        options: &["--format=esm", "--charset=utf8", "--external:./core.js"],
        terser: &["--module"],
    },
    Script {
        entry: "studio-worker.js",
        name: "studio-worker.js",
        engine: Engine::Whole,
        carried: Carried::Beside,
        options: MODULE,
        terser: &["--module"],
    },
];

/// Writes the scripts to `folder`.
pub fn scripts(folder: &Path) -> Result<()> {
    npm::install(&layout::build_tools())?;
    parts(folder)?;
    for script in &SCRIPTS {
        bundle(script, &layout::www().join(script.entry), &folder.join(script.name))?;
    }
    Ok(())
}

/// Writes to `parts/` what `epigraph.js` fetches when it is wanted, and for it the hash of the one part that knows the
/// others.
fn parts(folder: &Path) -> Result<()> {
    let parts = folder.join("parts");
    fs::create_dir_all(&parts)?;
    let mut hashes = String::new();
    let mut words = Command::new("node");
    words.arg(layout::build_tools().join("words.mjs"));
    for language in languages()? {
        let entry = format!("more/words/{language}.js");
        let hash = part(&parts, &format!("words-{language}"), &entry)?;
        hashes += &format!("{language:?}: {hash:?}, ");
        words.arg(layout::www().join(entry));
    }
    write_module("languages.js", &format!("export const languages = {{ {hashes}}};\n"))?;
    write_module("languages-inside.js", &command::read(&mut words)?)?;
    let mut quotes = Vec::new();
    epigraph::print::json(&epigraph::builtin(), &mut quotes)?;
    fs::write(layout::target().join("web/quotes.json"), quotes)?;
    write_module("basic.js", &format!("export const hash = {:?};\n", part(&parts, "basic", "more/basic.js")?))?;
    write_module("picture.js", &format!("export const hash = {:?};\n", part(&parts, "picture", "more/picture.js")?))?;
    write_module("part.js", &format!("export const hash = {:?};\n", part(&parts, "more", "more/more.js")?))
}

/// The languages of the widget's words besides English: each a file, and a part that the page's language calls for.
fn languages() -> Result<Vec<String>> {
    let files = release::names(&layout::www().join("more/words"))?;
    Ok(files.iter().filter_map(|name| name.strip_suffix(".js")).map(str::to_owned).collect())
}

fn write_module(name: &str, text: &str) -> Result<()> {
    fs::write(layout::target().join("web").join(name), format!("// Made by `cargo xtask dist`.\n{text}"))
        .with_context(|| format!("cannot write {name}"))
}

/// Bundles one part to `NAME-HASH.js`: its hash.
fn part(folder: &Path, name: &str, entry: &str) -> Result<String> {
    let path = folder.join(name);
    bundle(&PART, &layout::www().join(entry), &path.with_extension("js"))?;
    let mut seal = Command::new("node");
    seal.arg(layout::build_tools().join("seal.mjs")).arg(path);
    Ok(command::read(&mut seal)?.trim().to_owned())
}

fn bundle(script: &Script, entry: &Path, path: &Path) -> Result<()> {
    let mut esbuild = npm::program(&layout::build_tools(), "esbuild");
    esbuild.arg(entry).args(script.options);
    esbuild.args(["--bundle", "--minify", "--target=es2022", "--legal-comments=none", "--log-level=warning"]);
    esbuild.args(aliases(script));
    esbuild.arg(format!("--outfile={}", path.display()));
    esbuild.arg(format!("--metafile={}", map(script.name).display()));
    let warnings = command::read(esbuild.current_dir(layout::root()))?;
    print!("{warnings}");
    shorten(path, script)
}

/// What esbuild leaves to be said in fewer letters: 3 % in brotli.
fn shorten(path: &Path, script: &Script) -> Result<()> {
    let ways: &[&str] = if script.name == "epigraph.js" { &WAYS } else { &["passes=2"] };
    let mut smallest: Option<(u64, Vec<u8>)> = None;
    let bundled = fs::read(path)?;
    for way in ways {
        fs::write(path, &bundled)?;
        let mut terser = npm::program(&layout::build_tools(), "terser");
        terser.arg(path).args(["--ecma", "2022", "--compress", way, "--mangle"]).args(script.terser);
        command::read(terser.arg("--output").arg(path))?;
        let weight = if ways.len() > 1 { weigh::file(path)?.brotli } else { 0 };
        if smallest.as_ref().is_none_or(|(least, _)| weight < *least) {
            smallest = Some((weight, fs::read(path)?));
        }
    }
    Ok(fs::write(path, smallest.map(|(_, text)| text).unwrap_or(bundled))?)
}

/// Ways of writing the same: which of them packs smallest hangs on chance, and on a few dozen bytes hangs the budget. No
/// function expression here is called with `new`, so all may be arrows.
const WAYS: [&str; 7] = [
    "passes=2,unsafe_arrows",
    "passes=2,unsafe_arrows,join_vars=false",
    "passes=2,unsafe_arrows,inline=1",
    "passes=2,unsafe_arrows,sequences=false",
    "passes=2,unsafe_arrows,lhs_constants=false,sequences=false",
    "passes=2,unsafe_arrows,hoist_funs,sequences=false",
    "passes=2,unsafe_arrows,hoist_funs,conditionals=false",
];

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
        ("epigraph-built-in", www(if script.engine == Engine::Whole { "built-in.js" } else { "engine.js" })),
        ("epigraph-open", www(if script.engine == Engine::Whole { "core.js" } else { "elsewhere.js" })),
        ("epigraph-aside", www(if script.carried == Carried::Beside { "aside.js" } else { "aside-none.js" })),
        ("epigraph-more", www(if script.carried == Carried::Text { "more-beside.js" } else { "more-inside.js" })),
        ("epigraph-part", layout::target().join("web/part.js")),
        (
            "epigraph-languages",
            if script.carried == Carried::Text {
                www("more/languages-beside.js")
            } else {
                layout::target().join("web/languages-inside.js")
            },
        ),
        ("epigraph-language-parts", layout::target().join("web/languages.js")),
        (
            "epigraph-picture",
            www(if script.carried == Carried::Text { "more/picture-beside.js" } else { "more/picture-inside.js" }),
        ),
        ("epigraph-picture-part", layout::target().join("web/picture.js")),
        (
            "epigraph-basic",
            www(if script.carried == Carried::Text { "more/basic-beside.js" } else { "more/basic-none.js" }),
        ),
        ("epigraph-basic-part", layout::target().join("web/basic.js")),
        ("epigraph-quotes", layout::target().join("web/quotes.json")),
        ("client-zip", layout::build_tools().join("node_modules/client-zip")),
        ("epigraph-beside", www(if script.carried == Carried::Text { "beside-module.js" } else { "beside-script.js" })),
    ];
    pairs.map(|(name, path)| format!("--alias:{name}={}", path.display())).into()
}
