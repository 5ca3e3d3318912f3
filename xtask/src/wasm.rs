//! Builds the engine, twice.
//!
//! In goes the crate, out come for each [`Engine`] a module, the glue that calls it, and the module as text, for
//! scripts that carry it inside. Leaves them as they are when neither the compiled crate nor what makes them
//! of it changed.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::Result;
use base64::{Engine as _, prelude::BASE64_STANDARD};
use wasm_bindgen_cli_support::Bindgen;

use crate::letters::Text;
use crate::toolchain::Toolchain;
use crate::{brief, command, floor, layout, letters, npm, part, shorten, slim, steps, sweep, trim};

/// What the browsers that we support can do; `floor` checks that no more is used.
const FEATURES: [&str; 7] = [
    "--mvp-features",
    "--enable-bulk-memory",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-reference-types",
];

/// A function with one caller is put into it only up to this size: beyond, the module is shorter but
/// packs worse, by 4 % in brotli.
const INLINE: u32 = 10;

/// The same for the engine that is made fast. Browsers run a function as they first made it until it returns, and only
/// what is called again as they made it better: what goes through a whole collection calls a function for each of it.
const INLINE_WHOLE: u32 = 1;

/// What the optimizer puts into a function's every caller: a few instructions.
const INLINE_ALWAYS: u32 = 6;

/// How large a function the compiler puts into its callers, in its own measure. Found by trying: 0 to 75
/// make 2 % of difference in brotli, and 40 is the best of them.
const INLINING: &str = "-Cllvm-args=-inline-threshold=40";

/// What a build leaves in its folder for the others.
const OUTPUTS: [&str; 4] = ["epigraph.wasm", "glue.js", "epigraph.wasm.text.js", "epigraph.wasm.base64.js"];

/// How the crate is compiled.
pub enum Library {
    /// As any stable toolchain compiles it. This is what is shipped.
    Usual,
    /// With a standard library made for size and panics that abort at once: for comparison.
    Smallest,
}

/// Which engine.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// For the built-in collection alone: what a reader downloads, so it is made small.
    Plain,
    /// For any collection, of any size: made fast.
    Whole,
}

impl Engine {
    pub const ALL: [Self; 2] = [Self::Plain, Self::Whole];

    /// Where its module, its glue and its texts are.
    pub fn folder(self) -> PathBuf {
        layout::target().join(if self == Self::Plain { "web" } else { "web-whole" })
    }

    fn name(self) -> &'static str {
        if self == Self::Plain { "plain" } else { "whole" }
    }
}

/// Builds both engines.
pub fn build() -> Result<()> {
    let toolchain = Toolchain::find()?;
    Engine::ALL.into_iter().try_for_each(|engine| build_one(&toolchain, engine))
}

fn build_one(toolchain: &Toolchain, kind: Engine) -> Result<()> {
    let name = kind.name();
    let step = format!("{name} engine, {}", toolchain.describe());
    let raw = steps::loud(&step, || compile(toolchain, kind, &Library::Usual))?;
    let folder = kind.folder();
    let engine = folder.join("epigraph.wasm");
    let source = folder.join("compiled.wasm");
    let bytes = fs::read(&raw)?;
    if kind == Engine::Whole {
        brief::check(&bytes)?;
    }
    let tools = [std::env::current_exe()?, layout::build_tools().join("package-lock.json")];
    let made = OUTPUTS.iter().all(|name| tools.iter().all(|tool| newer(&folder.join(name), tool)));
    if fs::read(&source).is_ok_and(|before| before == bytes) && made {
        return Ok(());
    }
    npm::install(&layout::build_tools())?;
    fs::create_dir_all(&folder)?;
    steps::quiet(&format!("{name} engine, wasm-bindgen"), || {
        let (mut module, ids) = parse(&bytes)?;
        let mut emptied = trim::panics(&mut module)?;
        if kind == Engine::Whole {
            emptied.extend(trim::unread(&mut module)?);
        }
        sweep::unused(&mut module, &ids, &sweep::Uses::read(&bytes)?, &emptied)?;
        bind(module, &folder)
    })?;
    steps::quiet(&format!("{name} engine, wasm-opt"), || optimize(kind, &folder.join("glue_bg.wasm"), &engine))?;
    floor::check(&fs::read(&engine)?)?;
    steps::quiet(&format!("{name} engine as text"), || write_inline(&folder, &fs::read(&engine)?))?;
    // Last, so that an interrupted build starts over.
    Ok(fs::write(source, bytes)?)
}

/// Compiles the crate and returns the module as the linker left it.
pub fn compile(toolchain: &Toolchain, engine: Engine, library: &Library) -> Result<PathBuf> {
    let (folder, extra): (&str, &[&str]) = match (engine, library) {
        (Engine::Whole, _) => ("wasm-whole", &[]),
        (Engine::Plain, Library::Usual) => ("wasm", &[]),
        (Engine::Plain, Library::Smallest) => ("wasm-smallest", &["-Z", "build-std-features=optimize_for_size"]),
    };
    let target = layout::target().join(folder);
    let features = if engine == Engine::Plain { "web" } else { "web,open" };
    let mut cargo = toolchain.cargo("build");
    cargo.args(["--package", "epigraph", "--lib", "--release", "--no-default-features", "--features", features]);
    cargo.args(["--locked", "--quiet"]).args(extra).arg("--target-dir").arg(&target).current_dir(layout::root());
    // A developer's own flags would change what is shipped; this machine's paths do not belong in it.
    cargo.env_remove("CARGO_ENCODED_RUSTFLAGS");
    cargo.env(
        "RUSTFLAGS",
        match (engine, library) {
            (Engine::Whole, _) => sweep::LINK.to_owned(),
            (Engine::Plain, Library::Usual) => [sweep::LINK, INLINING].join(" "),
            (Engine::Plain, Library::Smallest) => String::from("-Zunstable-options -Cpanic=immediate-abort"),
        },
    );
    cargo.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", if engine == Engine::Whole { "2" } else { "z" });
    command::run(&mut cargo)?;
    Ok(target.join(crate::toolchain::TARGET).join("release/epigraph.wasm"))
}

/// The module, and its functions in the order in which the linker numbered them.
fn parse(wasm: &[u8]) -> Result<(walrus::Module, Vec<walrus::FunctionId>)> {
    let (send, receive) = std::sync::mpsc::channel();
    let mut config = walrus::ModuleConfig::new();
    config.on_parse(move |module, ids| {
        let count = u32::try_from(module.funcs.iter().count())?;
        (0..count).try_for_each(|index| Ok(send.send(ids.get_func(index)?)?))
    });
    let module = config.parse(wasm)?;
    drop(config);
    Ok((module, receive.iter().collect()))
}

/// Writes `glue.js` and `glue_bg.wasm`.
pub fn bind(compiled: walrus::Module, folder: &Path) -> Result<()> {
    Bindgen::new()
        .input_module("glue", compiled)
        .web(true)?
        .typescript(true)
        .omit_default_module_path(true)
        .reset_state_function(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)?;
    let (script, wasm) = (folder.join("glue.js"), folder.join("glue_bg.wasm"));
    let mut module = walrus::Module::from_file(&wasm)?;
    let glue = shorten::names(&mut module, &fs::read_to_string(&script)?)?;
    fs::write(script, slim::glue(&glue)?)?;
    module.emit_wasm_file(wasm)
}

pub fn optimize(engine: Engine, from: &Path, to: &Path) -> Result<()> {
    let mut opt = npm::program(&layout::build_tools(), "wasm-opt");
    opt.args([from.as_os_str(), OsStr::new("-o"), to.as_os_str()]);
    opt.args(["--converge", "--strip-debug", "--strip-producers", "--strip-target-features"]).args(FEATURES);
    if engine == Engine::Plain {
        opt.arg("-Oz");
        opt.arg(format!("--one-caller-inline-max-function-size={INLINE}"));
        opt.arg(format!("--always-inline-max-function-size={INLINE_ALWAYS}"));
    } else {
        opt.arg("-O3");
        opt.arg(format!("--one-caller-inline-max-function-size={INLINE_WHOLE}"));
    }
    command::read(&mut opt).map(drop)
}

/// The smallest deflate of `bytes`, without a header.
pub fn deflate(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    zopfli::compress(zopfli::Options::default(), zopfli::Format::Deflate, bytes, &mut out)?;
    Ok(out)
}

/// Two ways to carry the engine inside a script: letters where it is read as UTF-8, base64 in ASCII.
fn write_inline(folder: &Path, wasm: &[u8]) -> Result<()> {
    let base64 = BASE64_STANDARD.encode(deflate(wasm)?);
    let (parted, starts) = part::part(wasm)?;
    let Text { text, rare, frequent } = letters::write(&parted);
    fs::write(folder.join("epigraph.wasm.base64.js"), format!("export default \"{base64}\";\n"))?;
    let script = format!(
        "export const rare = \"{rare}\";\nexport const frequent = \"{frequent}\";\nexport const text = \"{text}\";\n\
         export const starts = {starts:?};\n"
    );
    Ok(fs::write(folder.join("epigraph.wasm.text.js"), script)?)
}

fn newer(made: &Path, source: &Path) -> bool {
    let time = |path: &Path| fs::metadata(path).and_then(|data| data.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
    time(made) > time(source)
}
