//! The `teilhabe` binary: one file per command in `commands/`, the work itself in the library.

mod commands;

use clap::Parser as _;

fn main() -> std::process::ExitCode {
    commands::run(commands::Cli::parse())
}
