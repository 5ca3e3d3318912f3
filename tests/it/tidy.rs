//! The rules of the house that a program can check.

use std::fs;
use std::path::{Path, PathBuf};

const LONGEST: usize = 450;

/// Every source file below `folder` with one of the endings.
fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                if !entry.ends_with("node_modules") && !entry.ends_with("target") {
                    folders.push(entry);
                }
            } else if entry.extension().is_some_and(|e| endings.iter().any(|ending| e == *ending)) {
                found.push(entry);
            }
        }
    }
    assert!(!found.is_empty(), "nothing in {folder}");
    found
}

fn sources() -> Vec<(PathBuf, String)> {
    let folders = ["src", "www", "tests", "xtask"];
    let all = folders.iter().flat_map(|folder| files(folder, &["rs", "js", "mjs", "css", "html", "ts"]));
    all.map(|file| (file.clone(), fs::read_to_string(file).unwrap())).collect()
}

#[test]
fn no_file_is_longer_than_450_lines() {
    for (file, text) in sources() {
        let lines = text.lines().count();
        assert!(lines <= LONGEST, "{} has {lines} lines", file.display());
    }
}

#[test]
fn every_file_opens_by_saying_what_it_is() {
    for (file, text) in sources() {
        let opening = match file.extension().and_then(|ending| ending.to_str()) {
            Some("rs") => "//! ",
            Some("css") => "/*",
            Some("html") => "<!",
            _ => "//",
        };
        let first = text.lines().find(|line| !line.starts_with("#!") && *line != "// @ts-check").unwrap_or_default();
        assert!(first.starts_with(opening) || first.starts_with("/**"), "{} opens with {first:?}", file.display());
    }
}

#[test]
fn a_module_uses_only_modules_listed_above_it() {
    let map = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let modules: Vec<&str> = map
        .lines()
        .filter_map(|line| line.strip_prefix("mod ").or_else(|| line.strip_prefix("pub mod ")))
        .filter_map(|line| line.strip_suffix(';'))
        .collect();
    assert!(modules.len() > 5, "{modules:?}");
    for (at, module) in modules.iter().enumerate() {
        let mut inside = vec![format!("src/{module}.rs")];
        inside.extend([format!("src/plain/{module}.rs")].into_iter().filter(|file| Path::new(file).exists()));
        let folder = format!("src/{module}");
        if Path::new(env!("CARGO_MANIFEST_DIR")).join(&folder).is_dir() {
            inside.extend(files(&folder, &["rs"]).into_iter().map(|file| file.display().to_string()));
        }
        for file in inside {
            let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&file)).unwrap();
            let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            for used in code.split("crate::").skip(1) {
                let used: String = used.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                if let Some(place) = modules.iter().position(|module| *module == used) {
                    assert!(place <= at, "{file} uses {used}, which is listed below {module}");
                }
            }
        }
    }
}

#[test]
fn only_the_door_names_javascript_values() {
    for file in files("src", &["rs"]).into_iter().filter(|file| !file.ends_with("web.rs")) {
        let text = fs::read_to_string(&file).unwrap();
        assert!(!text.contains("JsValue") && !text.contains("wasm_bindgen"), "{}", file.display());
    }
}

#[test]
fn the_command_line_uses_only_what_the_library_shows() {
    let map = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let shown: Vec<&str> = map
        .lines()
        .filter_map(|line| line.strip_prefix("pub use ").or_else(|| line.strip_prefix("pub mod ")))
        .flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_'))
        .collect();
    let mut used = 0;
    for file in files("src/bin", &["rs"]) {
        let text = fs::read_to_string(&file).unwrap();
        assert!(!text.contains("#[path") && !text.contains("include!"), "{}", file.display());
        for names in text.split("epigraph::").skip(1) {
            let names = match names.strip_prefix('{') {
                Some(names) => names.split('}').next().unwrap_or_default(),
                None => names.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default(),
            };
            for name in names.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|name| !name.is_empty()) {
                assert!(shown.contains(&name), "{} uses {name}", file.display());
                used += 1;
            }
        }
    }
    assert!(used > 10, "{used} uses");
}

#[test]
fn no_page_script_holds_a_sink_for_html_or_code() {
    for file in files("www", &["js"]) {
        let text = fs::read_to_string(&file).unwrap();
        for sink in
            ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "style="]
        {
            assert!(!text.contains(sink), "{} holds {sink}", file.display());
        }
    }
}

#[test]
fn the_changelog_has_one_heading_for_what_is_unreleased() {
    let log = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("CHANGELOG.md")).unwrap();
    assert_eq!(log.lines().filter(|line| line.starts_with("## ") && line.contains("Unreleased")).count(), 1);
}

#[test]
fn what_ships_hangs_on_no_variable_of_the_environment_but_those_known() {
    // Cargo's own, and where to look for a browser that tests are run in.
    const KNOWN: [&str; 8] = [
        "CARGO",
        "CARGO_CFG_TARGET_FAMILY",
        "CARGO_FEATURE_OPEN",
        "CARGO_MANIFEST_DIR",
        "CARGO_PKG_RUST_VERSION",
        "OUT_DIR",
        "PATH",
        "CHROME",
    ];
    let mut read = 0;
    for file in ["src", "xtask/src"].iter().flat_map(|folder| files(folder, &["rs"])) {
        let text = fs::read_to_string(&file).unwrap();
        for unseen in ["env::vars", "use std::env::"] {
            assert!(!text.contains(unseen), "{} holds {unseen}", file.display());
        }
        for rest in ["env::var(", "env::var_os(", "env!("].iter().flat_map(|call| text.split(call).skip(1)) {
            let name = rest.strip_prefix('"').and_then(|rest| rest.split('"').next()).unwrap_or_default();
            assert!(KNOWN.contains(&name), "{} reads {name}", file.display());
            read += 1;
        }
    }
    assert!(read > 5, "{read} variables");
}

#[test]
fn nothing_is_left_for_later() {
    for (file, text) in sources().into_iter().filter(|(file, _)| !file.ends_with("tidy.rs")) {
        for stub in ["todo!(", "unimplemented!(", "TODO", "FIXME", "#[ignore", ".skip(true", "test.only"] {
            assert!(!text.contains(stub), "{} holds {stub}", file.display());
        }
    }
}

#[test]
fn each_feature_names_tests_that_are_there() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let table = fs::read_to_string(folder.join("features.md")).unwrap();
    let rows: Vec<&str> = table.lines().filter(|line| line.starts_with("| ")).skip(1).collect();
    assert!(rows.len() > 40, "{} features", rows.len());
    for row in rows {
        let [what, has, proofs] = row.trim_matches('|').split(" | ").collect::<Vec<_>>()[..] else {
            panic!("three columns, not {row}");
        };
        assert!(["yes", "partly: ", "no: "].iter().any(|word| has.trim().starts_with(word)), "{what}: found {has}");
        for proof in proofs.split("; `") {
            let (file, name) = proof.split_once("`: “").unwrap_or_else(|| panic!("{what}: no test in {proof}"));
            let file = file.trim().trim_start_matches('`');
            let name = name.split('”').next().unwrap_or_default();
            let text = fs::read_to_string(folder.join(file)).unwrap_or_else(|_| panic!("{what}: no file {file}"));
            let tests = text
                .lines()
                .filter(|line| ["test(", "story(", "live(", "fails(", "fn "].iter().any(|word| line.contains(word)));
            assert!(tests.into_iter().any(|line| line.contains(name)), "{what}: {file} has no test “{name}”");
        }
    }
}

/// Where the links of a document lead, and the names that its headings have in addresses.
fn links(document: &str) -> (Vec<&str>, Vec<String>) {
    let mut code = false;
    let (mut links, mut headings) = (Vec::new(), Vec::new());
    for line in document.lines() {
        code ^= line.starts_with("```");
        if code || line.starts_with("    ") {
            continue;
        }
        links.extend(line.split("](").skip(1).map(|rest| rest.split(')').next().unwrap_or_default()));
        if line.starts_with('#') {
            let name = line.trim_start_matches('#').trim().to_lowercase();
            let kept = name.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
            headings.push(kept.map(|c| if c == ' ' { '-' } else { c }).collect());
        }
    }
    (links, headings)
}

#[test]
fn no_link_of_a_document_leads_nowhere_where_it_is_read() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |file: &str| fs::read_to_string(root.join(file)).unwrap();
    // What else a crate and the npm package hold of what stands beside the README.
    let (crates, npm) = (read("Cargo.toml"), read("xtask/src/dist.rs"));
    for document in ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "tests/features.md"] {
        let text = read(document);
        let (links, headings) = links(&text);
        for link in links.into_iter().filter(|link| !link.starts_with("https://")) {
            if let Some(name) = link.strip_prefix('#') {
                assert!(headings.iter().any(|heading| heading == name), "{document} has no heading for {link}");
                continue;
            }
            let file = root.join(document).parent().unwrap().join(link);
            assert!(file.is_file(), "{document} links to {link}, which is not there");
            if document != "tests/features.md" {
                let packed = link.strip_prefix("www/").unwrap_or(link);
                assert!(crates.contains(&format!("\"/{link}\"")), "{document} links to {link}, which no crate holds");
                assert!(
                    npm.contains(&format!("\"{packed}\"")),
                    "{document} links to {link}, which dist/ does not hold"
                );
            }
        }
    }
}
