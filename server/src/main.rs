//! The `teilhabe` binary: one file per command in `commands/`, the work itself in the library.

mod commands;

use clap::Parser as _;

fn main() -> std::process::ExitCode {
    // First of all: the child that sets PDFs needs neither runtime nor configuration.
    if std::env::args_os()
        .nth(1)
        .is_some_and(|word| word == server::pdf::COMMAND)
    {
        return server::pdf::child();
    }
    commands::run(commands::Cli::parse())
}
