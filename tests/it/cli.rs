//! The command line from outside: what it prints, where, and how it ends.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A file of four quotes, one of them twice, and a record without a text.
const QUOTES: &str = "\
{\"text\": \"Begin, be bold, and venture to be wise.\", \"author\": \"Horace\", \"source\": \"Epistles\", \"topic\": \"Beginning\", \"tags\": [\"courage\"], \"lang\": \"en\"}
{\"author\": \"Nobody\"}
{\"text\": \"Nothing is ours, except time.\", \"author\": \"Seneca\", \"part\": {\"number\": 1, \"title\": \"Time\"}}
{\"text\": \"nothing is OURS except time\", \"kind\": \"paraphrase\", \"url\": \"https://example.org/\"}
{\"text\": \"%\\n— Someone\\n> [x](y)\", \"author\": \"A. Nonymous\"}
";

/// A folder of a test's own, gone at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("cli-{name}"));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("quotes.jsonl"), QUOTES).unwrap();
        Self(folder)
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_epigraph"));
        command.args(words).current_dir(&self.0).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
        command
    }

    fn run(&self, words: &[&str]) -> Output {
        self.command(words).stdin(Stdio::null()).output().unwrap()
    }

    /// Runs a command that reads `input`.
    fn feed(&self, words: &[&str], input: &[u8]) -> Output {
        let mut command = self.command(words);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        child.wait_with_output().unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// All that a command printed, as it is kept in `tests/data/cli/`.
fn told(words: &[&str], output: &Output) -> String {
    let words: Vec<String> =
        words.iter().map(|word| if word.contains(' ') { format!("'{word}'") } else { String::from(*word) }).collect();
    let text = |bytes: &[u8]| {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        text.replace('\r', "␍").replace("epigraph.exe", "epigraph")
    };
    let errors: String = text(&output.stderr).lines().map(|line| format!("! {line}\n")).collect();
    let code = output.status.code().unwrap();
    format!("$ epigraph {}\n{}{errors}[{code}]\n", words.join(" "), text(&output.stdout))
}

/// Compares with the file in `tests/data/cli/`; with `EPIGRAPH_ACCEPT` set writes it instead.
#[track_caller]
fn as_kept(name: &str, told: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/cli").join(format!("{name}.txt"));
    if std::env::var_os("EPIGRAPH_ACCEPT").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        return fs::write(file, told).unwrap();
    }
    let kept = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    assert_eq!(told, kept, "run again with EPIGRAPH_ACCEPT=1 if this is right: {}", file.display());
}

/// Runs each command and compares what all of them print.
#[track_caller]
fn session(name: &str, commands: &[&[&str]]) {
    let folder = Folder::new(name);
    let all: Vec<String> = commands.iter().map(|words| told(words, &folder.run(words))).collect();
    as_kept(name, &all.join("\n"));
}

#[test]
fn check_says_what_is_in_a_file() {
    let folder = Folder::new("check");
    fs::write(folder.0.join("nobody.jsonl"), "{\"author\": \"A\"}\n{\"author\": \"B\"}\n").unwrap();
    fs::write(folder.0.join("torn.json"), "[{\"text\": \"Begin").unwrap();
    let commands: [&[&str]; 3] = [&["check", "quotes.jsonl"], &["check", "nobody.jsonl"], &["check", "torn.json"]];
    let all: Vec<String> = commands.iter().map(|words| told(words, &folder.run(words))).collect();
    as_kept("check", &all.join("\n"));
}

#[test]
fn find_shows_the_answers() {
    session(
        "find",
        &[
            &["find", "quotes.jsonl", "nothng"],
            &["find", "quotes.jsonl", "time", "--limit", "1"],
            &["find", "quotes.jsonl", "time", "--filter", "author:seneca"],
            &["find", "quotes.jsonl", "time length:..28"],
            &["find", "quotes.jsonl", "-time", "--filter", "-length:..30"],
            &["find", "quotes.jsonl", "-time"],
            &["find", "quotes.jsonl", "time elephants"],
            &["find", "quotes.jsonl", "elephants"],
            &["find", "quotes.jsonl", "time", "--filter", "author:homer"],
            &["find", "quotes.jsonl", "time", "--filter", "author:horace"],
            &["find", "quotes.jsonl", "elephants", "--filter", "author:horace"],
            &["find", "quotes.jsonl", "timw", "--filter", "author:homer"],
        ],
    );
}

#[test]
fn convert_says_what_is_lost() {
    session(
        "convert",
        &["json", "csv", "markdown", "fortune"]
            .map(|to| ["convert", "quotes.jsonl", "--to", to])
            .each_ref()
            .map(|words| &words[..]),
    );
}

#[test]
fn html_is_a_page_of_all_quotes() {
    session("html", &[&["html", "quotes.jsonl"]]);
}

#[test]
fn the_help_needs_no_manual() {
    session(
        "help",
        &[
            &["--help"],
            &["check", "--help"],
            &["find", "--help"],
            &["pack", "--help"],
            &["html", "--help"],
            &["convert", "--help"],
        ],
    );
}

#[test]
fn what_goes_wrong_is_one_sentence_and_a_code() {
    let folder = Folder::new("errors");
    fs::write(folder.0.join("empty.json"), "[]").unwrap();
    fs::write(folder.0.join("page.html"), "<!doctype html><title>A</title>").unwrap();
    fs::write(folder.0.join("cut.pack"), "EPIGRAPH\u{1}\0\0\0").unwrap();
    fs::write(folder.0.join("torn.pack"), "EPIGR").unwrap();
    let commands: [&[&str]; 12] = [
        &["check", "missing.json"],
        &["check", "."],
        &["check", "empty.json"],
        &["check", "page.html"],
        &["check", "cut.pack"],
        &["find", "torn.pack", "time"],
        &["html", "quotes.jsonl", "--template", "page.html"],
        &["convert", "quotes.jsonl", "--to", "json", "-o", "missing/out.json"],
        &["convert", "quotes.jsonl", "--to", "docx"],
        &["find", "quotes.jsonl"],
        &["find", "quotes.jsonl", "time", "--limit", "0"],
        &["polish", "quotes.jsonl"],
    ];
    let all: Vec<String> = commands.iter().map(|words| told(words, &folder.run(words))).collect();
    as_kept("errors", &all.join("\n"));
}

#[test]
fn a_dash_is_standard_input() {
    let folder = Folder::new("stdin");
    for words in [["check", "-"], ["find", "-"], ["convert", "-"], ["html", "-"]] {
        let more: &[&str] = match words[0] {
            "find" => &["time"],
            "convert" => &["--to", "json"],
            _ => &[],
        };
        let with = |file| [&[words[0], file], more].concat();
        let (piped, named) = (folder.feed(&with("-"), QUOTES.as_bytes()), folder.run(&with("quotes.jsonl")));
        assert!(piped.status.success(), "{}", told(&with("-"), &piped));
        let named = String::from_utf8(named.stdout).unwrap().replace("quotes.jsonl:", "-:");
        assert_eq!(String::from_utf8(piped.stdout).unwrap(), named);
    }
}

#[test]
fn a_pack_is_searched_checked_and_converted_like_its_source() {
    let folder = Folder::new("pack");
    let packed = folder.run(&["pack", "quotes.jsonl", "-o", "quotes.pack"]);
    assert_eq!(told(&[], &packed), "$ epigraph \n[0]\n");
    let bytes = fs::read(folder.0.join("quotes.pack")).unwrap();
    assert_eq!(epigraph::Index::open(bytes.clone()).unwrap().len(), 4);
    assert_eq!(folder.run(&["pack", "quotes.jsonl"]).stdout, bytes);
    assert_eq!(folder.run(&["pack", "quotes.pack"]).stdout, bytes);
    let both = |words: [&str; 4], file: &str| {
        let words = words.map(|word| if word == "FILE" { file } else { word });
        let words = words.iter().copied().filter(|word| !word.is_empty()).collect::<Vec<_>>();
        String::from_utf8(folder.run(&words).stdout).unwrap()
    };
    for words in [["find", "FILE", "time", ""], ["convert", "FILE", "--to", "json"], ["convert", "FILE", "--to", "csv"]]
    {
        assert_eq!(both(words, "quotes.pack"), both(words, "quotes.jsonl"));
    }
    let check = both(["check", "FILE", "", ""], "quotes.pack");
    assert!(check.starts_with("format       pack\nquotes       4\n"), "{check}");
}

#[test]
fn what_was_converted_is_read_again() {
    let folder = Folder::new("again");
    for to in ["json", "csv", "markdown", "fortune"] {
        let done = folder.run(&["convert", "quotes.jsonl", "--to", to, "-o", "out"]);
        assert_eq!((done.status.code(), done.stdout.as_slice()), (Some(0), b"".as_slice()));
        let check = String::from_utf8(folder.run(&["check", "out"]).stdout).unwrap();
        assert!(check.starts_with(&format!("format       {to}\n")), "{check}");
        assert!(check.contains("\nskipped      0\nduplicates   1\n"), "{check}");
    }
}

#[test]
fn a_closed_pipe_is_quiet() {
    let folder = Folder::new("closed");
    let many: String = (0..20_000).map(|at| format!("{{\"text\": \"Time and tide number {at}.\"}}\n")).collect();
    fs::write(folder.0.join("many.jsonl"), many).unwrap();
    let commands: [&[&str]; 6] = [
        &["convert", "many.jsonl", "--to", "json"],
        &["convert", "many.jsonl", "--to", "csv"],
        &["html", "many.jsonl"],
        &["pack", "many.jsonl"],
        &["find", "many.jsonl", "tide", "--limit", "20000"],
        &["check", "many.jsonl"],
    ];
    for words in commands {
        let mut child = folder.command(words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // Closed before anything is written.
        drop(child.stdout.take());
        let mut errors = String::new();
        child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
        assert_eq!((child.wait().unwrap().code(), errors.as_str()), (Some(0), ""), "{words:?}");
    }
}

#[test]
fn nothing_steers_a_terminal_that_is_none() {
    let folder = Folder::new("plain");
    fs::write(
        folder.0.join("red.json"),
        "[{\"text\": \"\\u001b[31mRed\\u001b[0m time\", \"topic\": \"\\u001b]0;x\\u0007\"}]",
    )
    .unwrap();
    for words in [["find", "red.json", "time"], ["find", "quotes.jsonl", "time"]] {
        let mut command = folder.command(&words);
        for command in [
            &mut command,
            folder.command(&words).env("CLICOLOR_FORCE", "1"),
            folder.command(&words).env("NO_COLOR", "1"),
        ] {
            let output = command.output().unwrap();
            let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
            assert!(text.contains("ime"), "{text}");
            assert!(!text.contains(['\u{1b}', '\u{7}', '\r']), "{text:?}");
        }
    }
}

/// `script` lends a terminal.
#[cfg(target_os = "linux")]
#[test]
fn what_matched_is_marked_on_a_terminal_unless_the_reader_does_not_want_it() {
    let folder = Folder::new("terminal");
    let line = format!("'{}' find quotes.jsonl wise", env!("CARGO_BIN_EXE_epigraph"));
    let on_terminal = |name: &str, value: &str| {
        let mut command = Command::new("script");
        command.args(["--quiet", "--return", "--command", &line, "/dev/null"]).current_dir(&folder.0);
        // Each has a say in whether a terminal is marked; what is under test alone may speak.
        for inherited in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLORTERM", "CI"] {
            command.env_remove(inherited);
        }
        command.env("TERM", "xterm").env(name, value).stdin(Stdio::null());
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    let marked = on_terminal("LANG", "C.UTF-8");
    assert!(marked.contains("to be \u{1b}[1;4mwise\u{1b}[0m.”"), "{marked:?}");
    let plain = on_terminal("NO_COLOR", "1");
    assert!(plain.contains("to be wise.”") && !plain.contains('\u{1b}'), "{plain:?}");
    let dumb = on_terminal("TERM", "dumb");
    assert!(dumb.contains("to be wise.”") && !dumb.contains('\u{1b}'), "{dumb:?}");
}

#[test]
fn every_shell_gets_its_completions() {
    let folder = Folder::new("completions");
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let output = folder.run(&["completions", shell]);
        let script = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && script.contains("convert") && script.contains("template"), "{shell}");
    }
}
