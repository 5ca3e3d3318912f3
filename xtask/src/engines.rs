//! Finds Firefox and WebKit for the stories that are told in three engines, or brings them.
//!
//! In goes the machine as it is, out come the paths of what starts, and for each that cannot be had a
//! sentence that says so. Chromium is not among them: without it no story is told at all.

use std::path::PathBuf;

use crate::{browser, debian, steps};

pub struct Engine {
    pub name: &'static str,
    /// Tells the stories where its program is; empty where there is none.
    pub variable: &'static str,
    programs: &'static [&'static str],
    places: &'static [&'static str],
    /// What it answers to without opening a window.
    word: &'static str,
    /// What else must be on the path.
    needs: &'static [&'static str],
    packages: &'static [&'static str],
    advice: &'static str,
}

pub const ENGINES: [Engine; 2] = [
    Engine {
        name: "Firefox",
        variable: "EPIGRAPH_FIREFOX",
        programs: &["firefox", "firefox-esr"],
        places: &[
            "/Applications/Firefox.app/Contents/MacOS/firefox",
            "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
        ],
        word: "--version",
        needs: &[],
        packages: &["firefox-esr"],
        advice: "install Firefox",
    },
    // It opens a window, for which there need be no screen.
    Engine {
        name: "WebKit",
        variable: "EPIGRAPH_WEBKIT",
        programs: &["WebKitWebDriver"],
        places: &[],
        word: "--help",
        needs: &["Xvfb"],
        packages: &["webkit2gtk-driver", "xvfb"],
        advice: "on Linux, install WebKitGTK's WebKitWebDriver and Xvfb",
    },
];

impl Engine {
    /// The path of its program, or a sentence that says what is missing.
    pub fn find(&self) -> Result<PathBuf, String> {
        let mut refusal = String::new();
        if self.installed().is_none() && debian::can_install() {
            let done = steps::quiet(&format!("Debian's {}", self.name), || debian::install(self.packages));
            refusal = done.err().map(|error| format!(" ({error:#})")).unwrap_or_default();
        }
        let Engine { name, advice, .. } = self;
        self.installed().ok_or_else(|| format!("no story was told in {name}, which is not here{refusal}: {advice}"))
    }

    fn installed(&self) -> Option<PathBuf> {
        let there = |name: &&str| browser::on_path(&[name]).iter().any(|path| path.is_file());
        if !self.needs.iter().all(there) {
            return None;
        }
        let places = self.places.iter().map(PathBuf::from);
        browser::on_path(self.programs).into_iter().chain(places).find(|path| browser::answers(path, self.word))
    }
}
