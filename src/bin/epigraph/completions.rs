//! `epigraph completions`: a script that lets a shell complete the command line.

use crate::failure::Failure;
use crate::{Line, output};
use clap::{Args, CommandFactory};
use clap_complete::Shell;

/// Write a script that lets your shell complete verbs and options
#[derive(Args)]
#[command(after_help = "Example:\n  epigraph completions bash > ~/.local/share/bash-completion/completions/epigraph")]
pub(crate) struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(&self) -> Result<(), Failure> {
        // Made in memory: clap stops the program where it cannot write.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Line::command(), "epigraph", &mut script);
        output::to_stdout(|out| out.write_all(&script))
    }
}
