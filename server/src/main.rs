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
    commands::run(commands::Cli::parse())
}
