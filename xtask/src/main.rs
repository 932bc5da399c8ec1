//! The project's tools: `cargo xtask serve`, `cargo xtask test` and what they are made of.
//!
//! Invariant: this crate starts `app` and `server` as programs and never depends on them, so that the tools build
//! (and can say what is wrong) when the product does not.

mod bench;
mod checks;
mod ci;
mod feature;
mod front;
mod i18n;
mod paths;
mod podman;
mod postgres;
mod run;
mod schemathesis;
mod serve;
mod setup;
mod steps;
mod tidy;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    about = "The project's tools",
    disable_help_subcommand = true
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Installs what the other commands need, and nothing twice
    Setup,
    /// Builds the front end into <target>/site: WASM, JavaScript, style sheet, manifest
    Build {
        /// Small and slow to build, as shipped (the default)
        #[arg(long, conflicts_with = "dev")]
        release: bool,
        /// Quick to build, large
        #[arg(long)]
        dev: bool,
    },
    /// Builds the style sheet from style/ and checks it
    Css,
    /// Sets up, builds, loads the demo and serves it on 127.0.0.1:3000
    Serve,
    /// Sets up and runs everything that CI runs
    Test {
        /// Only these steps (and what they need), separated by commas
        #[arg(long, value_delimiter = ',')]
        only: Vec<String>,
        /// Names the steps and stops
        #[arg(long)]
        list: bool,
    },
    /// Checks the rules of the code's shape that the compiler cannot see
    Tidy,
    /// Sizes of WASM, JavaScript and CSS against their budgets
    Size,
    /// Measures the release server and prints a table
    Bench {
        /// Seconds per page and round
        #[arg(long, default_value_t = 10)]
        seconds: u32,
        /// A few rounds of everything with a development build: shows that it runs, not how quick it is
        #[arg(long)]
        quick: bool,
        /// Writes docs/benchmarks.md
        #[arg(long)]
        write: bool,
        /// Only these groups, separated by commas: serve, figures, exports, plans, browser
        #[arg(long, value_delimiter = ',')]
        only: Vec<String>,
        /// Measures what was built last instead of building it
        #[arg(long)]
        built: bool,
    },
    /// Tries the API against its own description, as visitor and as each role, on a demo of its own
    Schemathesis {
        /// Only as these (visitor, reader, editor, clerk, administrator), separated by commas
        #[arg(long = "as", value_delimiter = ',')]
        only: Vec<String>,
        /// Examples of each kind for each endpoint
        #[arg(long, default_value_t = 6)]
        examples: u32,
    },
    /// Lists all files of a feature
    Feature {
        /// The feature's folder name, such as statements
        name: String,
    },
    /// Fails with texts that nothing shows; what is missing, the build names
    I18n,
    /// Known vulnerabilities in dependencies, where the network allows asking
    Advisories,
    /// Rewrites the files that are generated from code
    Generate,
}

fn main() -> std::process::ExitCode {
    match dispatch(Arguments::parse().command) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            std::process::ExitCode::FAILURE
        }
    }
}

fn dispatch(command: Command) -> Result<()> {
    let paths = paths::Paths::find()?;
    match command {
        Command::Setup => setup::install(&paths, &setup::EVERYTHING),
        Command::Build { dev, .. } => {
            let profile = if dev {
                front::Profile::Dev
            } else {
                front::Profile::Release
            };
            setup::install(&paths, &setup::FRONT_END)?;
            front::build(&paths, profile)
        }
        Command::Css => front::css::report(&paths),
        Command::Serve => serve::serve(&paths),
        Command::Test { only, list } => ci::test(&paths, &only, list),
        Command::Tidy => tidy::tidy(&paths),
        Command::Size => front::size::report(&paths),
        Command::Bench {
            seconds,
            quick,
            write,
            only,
            built,
        } => bench::bench(
            &paths,
            &bench::Wish {
                seconds,
                quick,
                write,
                only,
                built,
            },
        ),
        Command::Schemathesis { only, examples } => schemathesis::schemathesis(&paths, &only, examples),
        Command::Feature { name } => feature::list(&paths, &name),
        Command::I18n => i18n::check(&paths),
        Command::Advisories => checks::deny::advisories(&paths),
        Command::Generate => checks::generated::write(&paths),
    }
}
