//! Finds a compiler for WebAssembly.
//!
//! In goes the machine as it is, out comes a `cargo` that builds for `wasm32-unknown-unknown`. Tried
//! in this order: the target is installed; rustup adds it; a compiler that has the standard library
//! as source builds that too; Debian's packages bring such a compiler. Never waits long for a
//! download, and does not repeat one within a day after it was refused.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Result, bail};

use crate::{command, debian, layout, steps};

pub const TARGET: &str = "wasm32-unknown-unknown";

/// What Debian calls its newest compiler, its standard library as source, and a linker.
const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];
const RUSTUP_LIMIT: Duration = Duration::from_secs(60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// The crates of the standard library that end up in the engine. A ready-made one is compiled for
/// speed; so are these, that the engine is the same size wherever it is built.
const STANDARD: [&str; 6] = ["core", "alloc", "std", "compiler_builtins", "dlmalloc", "hashbrown"];

/// A compiler for WebAssembly.
pub enum Toolchain {
    /// The one that runs us, with its ready-made standard library.
    Ready,
    /// One that compiles the standard library from source.
    Source { cargo: PathBuf, rustc: PathBuf, linker: Option<PathBuf> },
}

impl Toolchain {
    pub fn find() -> Result<Self> {
        if target_is_installed() {
            return Ok(Self::Ready);
        }
        if rustup_adds_target() && target_is_installed() {
            return Ok(Self::Ready);
        }
        if let Some(found) = with_source() {
            return Ok(found);
        }
        if debian::can_install() {
            steps::quiet("Debian's compiler for WebAssembly", || debian::install(&PACKAGES))?;
            if let Some(found) = with_source() {
                return Ok(found);
            }
        }
        bail!(
            "no compiler for WebAssembly: run `rustup target add {TARGET}`, or `rustup component add rust-src`, \
             or on Debian as root `apt-get install {}`",
            PACKAGES.join(" ")
        )
    }

    /// How the engine is built, for a reader.
    pub fn describe(&self) -> String {
        match self {
            Self::Ready => String::from("ready-made standard library"),
            Self::Source { rustc, .. } => format!("standard library built by {}", rustc.display()),
        }
    }

    /// `cargo VERB --target wasm32-unknown-unknown`, to which the caller adds what to build.
    pub fn cargo(&self, verb: &str) -> Command {
        match self {
            Self::Ready => {
                let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
                cargo.args([verb, "--target", TARGET]);
                cargo
            }
            Self::Source { cargo, rustc, linker } => {
                let mut cargo = Command::new(cargo);
                cargo.args([verb, "--target", TARGET, "-Z", "build-std=std,panic_abort"]);
                for name in STANDARD {
                    cargo.arg("--config").arg(format!("profile.release.package.{name}.opt-level=3"));
                }
                cargo.env("RUSTC", rustc).env("RUSTC_BOOTSTRAP", "1").env_remove("RUSTUP_TOOLCHAIN");
                if let Some(linker) = linker {
                    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
                }
                cargo
            }
        }
    }
}

fn target_is_installed() -> bool {
    sysroot(Command::new("rustc")).is_some_and(|root| root.join("lib/rustlib").join(TARGET).join("lib").is_dir())
}

fn sysroot(mut rustc: Command) -> Option<PathBuf> {
    command::read(rustc.args(["--print", "sysroot"])).ok().map(|root| PathBuf::from(root.trim()))
}

/// Asks rustup, unless it refused within a day.
fn rustup_adds_target() -> bool {
    let refused = layout::target().join("rustup-refused-wasm");
    let age = fs::metadata(&refused).and_then(|stamp| stamp.modified()).ok().and_then(|then| then.elapsed().ok());
    if age.is_some_and(|age| age < DAY) || !command::works(Command::new("rustup").arg("--version")) {
        return false;
    }
    let mut rustup = Command::new("rustup");
    rustup.args(["target", "add", TARGET]).stdout(Stdio::null()).stderr(Stdio::null());
    let added = steps::quiet("rustup target add", || Ok(command::run_within(RUSTUP_LIMIT, &mut rustup).is_ok()));
    let added = added.unwrap_or(false);
    if !added {
        println!("rustup could not add the target; trying what else builds it");
        let _ = fs::create_dir_all(layout::target()).and_then(|()| fs::write(refused, ""));
    }
    added
}

/// The first compiler on this machine that has the standard library as source beside it.
pub fn with_source() -> Option<Toolchain> {
    let rustup = command::read(Command::new("rustup").args(["toolchain", "list"])).unwrap_or_default();
    let own = sysroot(Command::new("rustc"));
    let others = rustup.lines().filter_map(|line| line.split_whitespace().next()).filter_map(|name| {
        let mut rustc = Command::new("rustup");
        rustc.args(["run", name, "rustc"]);
        sysroot(rustc)
    });
    own.into_iter().chain(others).chain([PathBuf::from("/usr")]).find_map(|root| from_source(&root))
}

fn from_source(root: &Path) -> Option<Toolchain> {
    let [cargo, rustc] =
        ["cargo", "rustc"].map(|name| root.join("bin").join(name).with_extension(std::env::consts::EXE_EXTENSION));
    let source = root.join("lib/rustlib/src/rust/library/std/Cargo.toml");
    if !(source.is_file() && cargo.is_file() && new_enough(&rustc)) {
        return None;
    }
    // rustup's compilers carry a linker; a distribution's need the one of their LLVM.
    let linker = if has_own_linker(root) { None } else { Some(wasm_linker()?) };
    Some(Toolchain::Source { cargo, rustc, linker })
}

/// Whether a compiler is of this crate's own lowest version or above.
fn new_enough(rustc: &Path) -> bool {
    let Ok(version) = command::read(Command::new(rustc).arg("--version")) else { return false };
    let minor = |text: &str| text.split('.').nth(1).and_then(|minor| minor.parse::<u32>().ok());
    let needed = minor(env!("CARGO_PKG_RUST_VERSION"));
    version.split(' ').nth(1).and_then(minor) >= needed
}

fn has_own_linker(root: &Path) -> bool {
    let hosts = fs::read_dir(root.join("lib/rustlib")).into_iter().flatten().flatten();
    hosts
        .into_iter()
        .any(|host| host.path().join("bin/rust-lld").with_extension(std::env::consts::EXE_EXTENSION).is_file())
}

/// `wasm-ld` or the newest `wasm-ld-22` and the like.
fn wasm_linker() -> Option<PathBuf> {
    let folder = Path::new("/usr/bin");
    let version = |path: &PathBuf| -> Option<u32> {
        path.file_name()?.to_str()?.strip_prefix("wasm-ld")?.trim_start_matches('-').parse().ok()
    };
    let newest = fs::read_dir(folder).ok()?.flatten().map(|file| file.path()).filter(|path| version(path).is_some());
    newest.max_by_key(version).or_else(|| Some(folder.join("wasm-ld")).filter(|plain| plain.is_file()))
}
