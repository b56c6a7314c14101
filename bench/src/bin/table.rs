//! `advisor batch` over a million rows against the csv crate reading the same table and writing it back; memory, and start-up.
//!
//! `cargo build --release` at the root of the repository, then `cargo run --release --bin table` in this folder.
//! An argument sets the number of rows.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use leadership_advisor_bench::{Rules, least};

const ADVISOR: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/release/advisor");

fn main() {
    let rows = std::env::args().nth(1).map_or(1_000_000, |rows| rows.parse().expect("a number of rows"));
    let folder = std::env::temp_dir().join(format!("advisor-bench-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let rules = Rules::random(60, 16);
    let (table, book) = (folder.join("in.csv"), folder.join("rules.yaml"));
    fs::write(&book, rules.yaml()).expect("a rulebook");
    write(&rules, rows, &table);
    let size = fs::metadata(&table).expect("a table").len();
    println!("{rows} rows of 16 answers, {} MB; 60 rules\n", size / 1_000_000);

    let copied = least(3, || copy(&table, &folder.join("copy.csv")));
    println!("{:<52} {:>8.2} s", "csv crate, read and written back, one thread", copied.as_secs_f64());
    let runs: Vec<(Duration, u64)> = (0..3).map(|_| batch(&table, &book, &folder.join("out.csv"))).collect();
    let time = runs.iter().map(|(time, _)| *time).min().unwrap_or_default();
    let memory = runs.iter().map(|(_, memory)| *memory).max().unwrap_or_default();
    let ratio = time.as_secs_f64() / copied.as_secs_f64();
    println!("{:<52} {:>8.2} s   {ratio:.2} times", "advisor batch, start to end, all cores", time.as_secs_f64());
    println!("{:<52} {:>8.1} MB", "its memory at the most", memory as f64 / 1000.0);
    let written = fs::read_to_string(folder.join("out.csv")).expect("the results").lines().count();
    assert_eq!(written, rows + 1, "a row for each row, and the header");

    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/startup.yaml");
    let one = folder.join("one.csv");
    write(&rules, 1, &one);
    let trivial = Path::new(&std::env::current_exe().expect("this program")).with_file_name("nothing");
    let start = |command: &mut Command| {
        command.stdout(Stdio::null());
        least(50, || assert!(command.status().expect("it runs").success()))
    };
    println!();
    for (name, time) in [
        ("a Rust program that does nothing", start(&mut Command::new(trivial))),
        ("advisor --version", start(Command::new(ADVISOR).arg("--version"))),
        ("advisor batch, one row, 60 rules", start(Command::new(ADVISOR).arg("batch").arg(&one).arg("--rules").arg(&book))),
        ("advisor recommend, shipped rulebook, with analysis", start(Command::new(ADVISOR).arg("recommend").arg(example))),
    ] {
        println!("{name:<52} {:>8.2} ms", time.as_secs_f64() * 1e3);
    }
    fs::remove_dir_all(&folder).expect("our own folder");
}

fn write(rules: &Rules, rows: usize, path: &Path) {
    let mut out = BufWriter::new(File::create(path).expect("a file"));
    let columns: Vec<String> = (0..rules.numeric.len()).map(|at| format!("q{at}")).collect();
    writeln!(out, "id,{}", columns.join(",")).expect("room");
    for (at, profile) in rules.profiles(rows).iter().enumerate() {
        write!(out, "client-{at}").expect("room");
        for (numeric, value) in rules.numeric.iter().zip(profile) {
            write!(out, ",{}{value}", if *numeric { "" } else { "a" }).expect("room");
        }
        writeln!(out).expect("room");
    }
}

fn copy(from: &Path, to: &Path) {
    let mut reader = csv::Reader::from_path(from).expect("a table");
    let mut writer = csv::Writer::from_path(to).expect("a file");
    let mut record = csv::ByteRecord::new();
    while reader.read_byte_record(&mut record).expect("a row") {
        writer.write_byte_record(&record).expect("room");
    }
    writer.flush().expect("room");
}

/// The time of one run, and the most memory that it held, in kB.
fn batch(table: &Path, book: &Path, out: &Path) -> (Duration, u64) {
    let start = Instant::now();
    let mut command = Command::new(ADVISOR);
    command.arg("batch").arg(table).arg("--rules").arg(book).arg("--output").arg(out);
    let mut child = command.spawn().expect("`cargo build --release` at the root comes first");
    let mut most = 0;
    loop {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        most = most.max(peak.and_then(|peak| peak.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0));
        if let Some(status) = child.try_wait().expect("it runs") {
            assert!(status.success(), "no row fails");
            return (start.elapsed(), most);
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}
