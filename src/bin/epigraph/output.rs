//! Where output goes: a file, or standard output.
//!
//! Bytes go in; they are in the file, or a sentence says why not. What a quote holds that would steer a
//! terminal does not reach one. Never asks before it overwrites, as other tools.

use crate::failure::Failure;
use anstream::{AutoStream, ColorChoice};
use clap::Args;
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Where to write.
#[derive(Args)]
pub(crate) struct Output {
    /// Write to this file; standard output unless given
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
}

impl Output {
    /// Whether standard output is meant.
    pub(crate) fn is_stdout(&self) -> bool {
        self.output.as_deref().is_none_or(|file| file == Path::new("-"))
    }

    /// Lets `write` write, and returns what it returns.
    pub(crate) fn write<T>(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<T>) -> Result<T, Failure> {
        match &self.output {
            Some(file) if !self.is_stdout() => to_file(file, write),
            _ => to_stdout(write),
        }
    }
}

/// Lets `write` write to a file.
fn to_file<T>(file: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<T>) -> Result<T, Failure> {
    let failed = |error| Failure::writing(file, &error);
    let mut out = BufWriter::new(File::create(file).map_err(failed)?);
    let done = write(&mut out).map_err(failed)?;
    out.flush().map_err(failed)?;
    Ok(done)
}

/// Lets `write` write to standard output.
pub(crate) fn to_stdout<T>(write: impl FnOnce(&mut dyn Write) -> io::Result<T>) -> Result<T, Failure> {
    let failed = |error| Failure::writing(Path::new("standard output"), &error);
    let mut out = BufWriter::new(io::stdout().lock());
    let done = write(&mut out).map_err(failed)?;
    out.flush().map_err(failed)?;
    Ok(done)
}

/// The same; what stands in escape sequences is left out where standard output is no terminal that shows it, or the
/// reader does not want it (`NO_COLOR`).
pub(crate) fn to_terminal<T>(write: impl FnOnce(&mut dyn Write) -> io::Result<T>) -> Result<T, Failure> {
    let failed = |error| Failure::writing(Path::new("standard output"), &error);
    let stdout = io::stdout();
    let choice = if stdout.is_terminal() { AutoStream::choice(&stdout) } else { ColorChoice::Never };
    let mut out = BufWriter::new(AutoStream::new(stdout.lock(), choice));
    let done = write(&mut out).map_err(failed)?;
    out.flush().map_err(failed)?;
    Ok(done)
}

/// Says something on standard error, behind the program's name.
pub(crate) fn tell(sentence: &str) {
    // Where not even that can be written, nobody is there to be told.
    let _ = writeln!(io::stderr(), "epigraph: {}", plain(sentence));
}

/// A text in which no character steers a terminal: all but line ends and tabs are shown as U+FFFD.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    let steers = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    if text.contains(steers) { Cow::Owned(text.replace(steers, "\u{FFFD}")) } else { Cow::Borrowed(text) }
}
