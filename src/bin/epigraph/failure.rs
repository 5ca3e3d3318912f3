//! Why a verb stopped: a closed pipe, of which nothing is said, or a sentence for standard error.
//!
//! Errors of files and of the library come in with the name of their file. Never prints.

use epigraph::Error;
use std::fmt::Display;
use std::io;
use std::path::{Path, PathBuf};

/// Why a verb stopped.
pub(crate) enum Failure {
    /// Nobody reads what is written any more.
    Closed,
    /// Something went wrong: `FILE: what`.
    Told(String),
    /// The library read no collection in a file.
    Refused(PathBuf, Error),
}

impl Failure {
    /// Something is wrong with a file.
    pub(crate) fn of(file: &Path, what: impl Display) -> Self {
        Self::Told(format!("{}: {what}", file.display()))
    }

    /// The sentence for standard error, if there is one.
    pub(crate) fn sentence(self) -> Option<String> {
        match self {
            Self::Closed => None,
            Self::Told(sentence) => Some(sentence),
            Self::Refused(file, error) => Some(format!("{}: {error}", file.display())),
        }
    }

    /// Reading failed.
    pub(crate) fn reading(file: &Path, error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::of(file, "found no such file; check its name"),
            io::ErrorKind::PermissionDenied => {
                Self::of(file, "found no permission to read it; check its owner and mode")
            }
            io::ErrorKind::IsADirectory => Self::of(file, "found a folder, expected a file; name one inside it"),
            _ => Self::of(file, error),
        }
    }

    /// Writing failed.
    pub(crate) fn writing(file: &Path, error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Closed,
            io::ErrorKind::NotFound => Self::of(file, "found no folder to write it in; make the folder first"),
            io::ErrorKind::PermissionDenied => {
                Self::of(file, "found no permission to write it; check its owner and mode")
            }
            io::ErrorKind::IsADirectory => Self::of(file, "found a folder, expected a file; name one inside it"),
            _ => Self::of(file, error),
        }
    }
}
