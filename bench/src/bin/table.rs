//! `advisor batch` over a million rows against the csv crate reading the same table and writing it back: time on one core
//! and on all of them, and memory; and how long the program takes to start.
//!
//! `bench/run table` builds `advisor` and runs this. An argument sets the number of rows. On one core means that the system
//! gives the process no other, for both programs, by way of `taskset`. They take turns, and the least of their times counts.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use leadership_advisor_bench::Rules;

const ADVISOR: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/release/advisor");
const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/startup.yaml");
/// How often each program runs.
const TURNS: usize = 5;
const STARTS: usize = 50;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [from, to] = arguments.as_slice() {
        return copy(Path::new(from), Path::new(to));
    }
    let rows = arguments.first().map_or(1_000_000, |rows| rows.parse().expect("a number of rows"));
    let folder = std::env::temp_dir().join(format!("advisor-bench-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    rows_and_memory(rows, &folder);
    start_up(&folder);
    fs::remove_dir_all(&folder).expect("our own folder");
}

/// Runs of one program.
struct Runs {
    name: &'static str,
    command: Vec<PathBuf>,
    least: Duration,
    /// The most memory that it held, in kB.
    memory: u64,
}

impl Runs {
    fn new<const N: usize>(name: &'static str, command: [&Path; N]) -> Runs {
        let command = command.into_iter().map(Path::to_owned).collect();
        Runs { name, command, least: Duration::MAX, memory: 0 }
    }

    fn on_one_core(mut self, name: &'static str) -> Runs {
        let pinned = ["taskset", "--cpu-list", "0"].into_iter().map(PathBuf::from);
        self.command = pinned.chain(self.command).collect();
        Runs { name, ..self }
    }

    fn run(&mut self) {
        let [program, arguments @ ..] = self.command.as_slice() else { return };
        let start = Instant::now();
        let command = Command::new(program).args(arguments).stdout(Stdio::null()).spawn();
        let mut child = command.unwrap_or_else(|error| panic!("{}: {error}", program.display()));
        loop {
            let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
            let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
            self.memory =
                self.memory.max(peak.and_then(|peak| peak.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0));
            if let Some(status) = child.try_wait().expect("it runs") {
                assert!(status.success(), "{} ends well", self.name);
                self.least = self.least.min(start.elapsed());
                return;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

fn rows_and_memory(rows: usize, folder: &Path) {
    let rules = Rules::random(60, 16);
    let path = |name: &str| folder.join(name);
    let (table, tenth, book, out, again) =
        (path("in.csv"), path("tenth.csv"), path("rules.yaml"), path("out.csv"), path("copy.csv"));
    fs::write(&book, rules.yaml()).expect("a rulebook");
    write(&rules, rows, &table);
    write(&rules, rows / 10, &tenth);
    let this = std::env::current_exe().expect("this program");
    let advisor = Path::new(ADVISOR);
    let [command, rulebook, output] = ["batch", "--rules", "--output"].map(Path::new);
    let copying = || Runs::new("csv crate, read and written back", [&this, &table, &again]);
    let batch = |name, table: &Path| Runs::new(name, [advisor, command, table, rulebook, &book, output, &out]);
    let mut runs = [
        copying().on_one_core("csv crate, read and written back, one core"),
        batch("", &table).on_one_core("advisor batch, one core"),
        copying(),
        batch("advisor batch, all cores", &table),
    ];
    let mut small = batch("advisor batch, a tenth of the rows", &tenth);
    for _ in 0..TURNS {
        runs.iter_mut().for_each(Runs::run);
        let written = fs::read_to_string(&out).expect("the results").lines().count();
        assert_eq!(written, rows + 1, "a row for each row, and the header");
        small.run();
    }
    let megabytes = fs::metadata(&table).expect("a table").len() / 1_000_000;
    println!("{rows} rows of 16 answers, {megabytes} MB; 60 rules\n");
    println!("{:<46} {:>10} {:>10} {:>12}", "", "times", "seconds", "memory, MB");
    for pair in runs.chunks(2) {
        let base = pair[0].least;
        for Runs { name, least, memory, .. } in pair {
            let times = least.as_secs_f64() / base.as_secs_f64();
            println!("{name:<46} {times:>10.2} {:>10.2} {:>12.1}", least.as_secs_f64(), *memory as f64 / 1000.0);
        }
    }
    let Runs { name, least, memory, .. } = small;
    println!("{name:<46} {:>10} {:>10.2} {:>12.1}", "", least.as_secs_f64(), memory as f64 / 1000.0);
}

fn start_up(folder: &Path) {
    let rules = Rules::random(60, 16);
    let (one, book, answers) = (folder.join("one.csv"), folder.join("rules.yaml"), folder.join("answers.yaml"));
    write(&rules, 1, &one);
    let profile = &rules.profiles(1)[0];
    let lines = rules.numeric.iter().zip(profile).enumerate();
    let lines = lines.map(|(at, (numeric, value))| format!("  q{at}: {}{value}\n", if *numeric { "" } else { "a" }));
    fs::write(&answers, format!("answers:\n{}", lines.collect::<String>())).expect("answers");
    let this = std::env::current_exe().expect("this program");
    let trivial = this.with_file_name("nothing");
    let advisor = Path::new(ADVISOR);
    let [version, batch, recommend, rulebook] = ["--version", "batch", "recommend", "--rules"].map(Path::new);
    let mut runs = [
        Runs::new("a Rust program that does nothing", [&trivial]),
        Runs::new("advisor --version", [advisor, version]),
        Runs::new("advisor batch, one row, 60 rules", [advisor, batch, &one, rulebook, &book]),
        Runs::new("advisor recommend, 60 rules", [advisor, recommend, &answers, rulebook, &book]),
        Runs::new("advisor recommend, shipped rulebook", [advisor, recommend, Path::new(EXAMPLE)]),
    ];
    for _ in 0..STARTS {
        for run in &mut runs {
            let [program, arguments @ ..] = run.command.as_slice() else { continue };
            let start = Instant::now();
            let status = Command::new(program).args(arguments).stdout(Stdio::null()).status();
            assert!(status.expect("it runs").success(), "{} ends well", run.name);
            run.least = run.least.min(start.elapsed());
        }
    }
    println!("\n{:<46} {:>10} {:>10}", "", "times", "ms");
    let base = runs[0].least.as_secs_f64();
    for Runs { name, least, .. } in &runs {
        let time = least.as_secs_f64();
        println!("{name:<46} {:>10.1} {:>10.2}", time / base, time * 1e3);
    }
}

fn write(rules: &Rules, rows: usize, path: &Path) {
    let mut out = BufWriter::new(File::create(path).expect("a file"));
    writeln!(out, "id,{}", rules.questions().join(",")).expect("room");
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
