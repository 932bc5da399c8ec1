//! The `teilhabe` binary: one file per command in `commands/`, the work itself in the library.

mod commands;

use clap::Parser as _;

fn main() -> std::process::ExitCode {
    // First of all: the child that sets PDFs needs neither runtime nor configuration.
    let mut words = std::env::args_os().skip(1);
    if words.next().is_some_and(|word| word == server::pdf::COMMAND) {
        let space = words.next();
        return server::pdf::child(space.as_deref().and_then(|space| space.to_str()));
    }
    let cli = commands::Cli::parse();
    own_files_alone();
    commands::run(cli)
}

/// Database, files, exports and archives hold names and addresses: nobody else on the machine reads what is made here.
#[cfg(unix)]
fn own_files_alone() {
    rustix::process::umask(rustix::fs::Mode::RWXG | rustix::fs::Mode::RWXO);
}

#[cfg(not(unix))]
const fn own_files_alone() {}
