//! Prints the inspection of plan files, one JSON object per line, and the time taken to standard error.

use std::time::Instant;

fn main() {
    let options = formats::xplan::Options::default();
    let names: Vec<String> = std::env::args().skip(1).collect();
    let (mut files, mut spent) = (0, std::time::Duration::ZERO);
    for name in &names {
        let Ok(bytes) = std::fs::read(name) else {
            eprintln!("cannot read {name}");
            continue;
        };
        let start = Instant::now();
        let reports = formats::xplan::read(&bytes, name, &options);
        spent += start.elapsed();
        files += 1;
        for report in reports {
            match serde_json::to_string(&report) {
                Ok(line) => println!("{line}"),
                Err(error) => eprintln!("{name}: {error}"),
            }
        }
    }
    eprintln!("{files} files in {spent:?}");
}
