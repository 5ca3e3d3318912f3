//! Why a verb stopped: a closed pipe, of which nothing is said, or a sentence for standard error.
//!
//! Errors of files and of the library come in with the name of their file. Never prints.

use std::fmt::Display;
use std::io;
use std::path::Path;

/// Why a verb stopped.
pub(crate) enum Failure {
    /// Nobody reads what is written any more.
    Closed,
    /// Something went wrong: `FILE: what`.
    Told(String),
}

impl Failure {
    /// Something is wrong with a file.
    pub(crate) fn of(file: &Path, what: impl Display) -> Self {
        Self::Told(format!("{}: {what}", file.display()))
    }

    /// Reading or writing failed.
    pub(crate) fn io(file: &Path, error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Closed,
            io::ErrorKind::NotFound => Self::of(file, "found no such file; check its name"),
            io::ErrorKind::PermissionDenied => Self::of(file, "found no permission to open it; check its owner and mode"),
            io::ErrorKind::IsADirectory => Self::of(file, "found a folder, expected a file; name one inside it"),
            _ => Self::of(file, error),
        }
    }
}
