//! Some thousand damaged files: good rulebooks and answers with bytes cut, doubled, replaced and inserted.
//!
//! Whatever comes of one, nothing panics, every finding lies in its file and can be drawn, and a rulebook that is still
//! good can be evaluated. The damage is drawn from fixed seeds, so a failure is the same tomorrow.

use std::fs;

use leadership_advisor::{Budget, Diagnostics, Evaluation, Lints, Rulebook, Severity};
use leadership_advisor_report::{
    Brand, Mutation, TestRun, brand_file, findings, findings_json, findings_sarif, recommendation_json,
    recommendation_text, test_json, test_junit, test_text,
};

use crate::advisor::root;
use crate::lunch::LUNCH;

/// Marsaglia's xorshift: small, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n.max(1) as u64).unwrap_or_default()
    }

    fn pick<'t, T: ?Sized>(&mut self, from: &[&'t T]) -> &'t T {
        from[self.below(from.len())]
    }
}

/// What breaks YAML, text, the format or a number, when it stands where it should not.
const INSERTS: &[&[u8]] = &[
    b"[",
    b"]",
    b"{",
    b"}",
    b":",
    b": ",
    b"- ",
    b"\n",
    b"\r",
    b"\t",
    b" ",
    b"  ",
    b"#",
    b"\"",
    b"'",
    b"\\",
    b"|",
    b">",
    b"&a ",
    b"*a",
    b"!t ",
    b"<<: ",
    b"? ",
    b"---\n",
    b"...\n",
    b"%",
    b"@",
    b"`",
    b",",
    b"~",
    b"null",
    b"true",
    b"yes",
    b"not: ",
    b"all: ",
    b"0",
    b"-1",
    b"1.5",
    b"9223372036854775807",
    b"-9223372036854775808",
    b"9223372036854775808",
    b"1e400",
    b".nan",
    b"0x10",
    b"\0",
    b"\x1b[2J",
    b"\xff",
    b"\xc3",
    b"\xef\xbb\xbf",
    "\u{2028}".as_bytes(),
    "\u{85}".as_bytes(),
    "\u{fffe}".as_bytes(),
    "\u{202e}".as_bytes(),
    "\u{1f372}".as_bytes(),
    "\"\\ufffe\\e\"".as_bytes(),
    b"questions:",
    b"if: ",
    b"[]",
    b"{}",
    b"/",
    b"_",
];

/// A copy with one to four wounds.
fn damaged(text: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut text = text.to_vec();
    for _ in 0..=dice.below(4) {
        let at = dice.below(text.len() + 1);
        let most = if dice.below(4) == 0 { 400 } else { 12 };
        let until = (at + dice.below(most)).min(text.len());
        match dice.below(6) {
            0 => drop(text.drain(at..until)),
            1 => {
                let piece = text[at..until].to_vec();
                let to = dice.below(text.len() + 1);
                text.splice(to..to, piece);
            }
            2 => drop(text.splice(at..until, dice.pick(INSERTS).iter().copied())),
            3 => text.splice(at..at, dice.pick(INSERTS).iter().copied()).for_each(drop),
            4 => {
                if let Some(byte) = text.get_mut(at) {
                    *byte ^= 1 << dice.below(8);
                }
            }
            _ => text.truncate(if dice.below(8) == 0 { at } else { text.len() }),
        }
    }
    text
}

/// Every finding lies in its file and can be drawn, at any width.
fn are_sound(problems: &Diagnostics) {
    for finding in problems {
        let spans = [Some(finding.span), finding.related.as_ref().map(|(span, _)| *span)];
        for span in spans.into_iter().flatten() {
            let file = problems.files().file(span).expect("a finding lies in one of the files");
            let (start, end) = (span.start as usize, span.end as usize);
            assert!(start <= end && file.text.get(start..end).is_some(), "{start}..{end} is not in {}", file.name);
        }
        let place = problems.place(finding);
        assert!(place.line >= 1 && place.column >= 1 && !finding.message.is_empty());
    }
    for width in [0, 40, 200] {
        assert!(problems.is_empty() || !findings(problems, width).is_empty());
    }
    let lints = Lints::from(problems.clone());
    assert!(findings_json(&lints).contains("\"findings\""));
    assert!(findings_sarif(&lints).contains("\"runs\""));
    assert_eq!(problems.to_string().is_empty(), problems.is_empty());
}

/// Any result can be said, with as much analysis as a small budget gives.
fn is_told(evaluation: &Evaluation) {
    let analysed = evaluation.analysed(Budget(20));
    assert!(!recommendation_text(&analysed, 60).is_empty());
    assert!(!recommendation_json(&analysed).is_empty());
}

/// Whatever else can be done with what was read, is done.
fn holds(read: Result<Rulebook, Diagnostics>) -> bool {
    match read {
        Err(problems) => {
            assert!(problems.count(Severity::Error) > 0, "refused without a reason");
            are_sound(&problems);
            false
        }
        Ok(rulebook) => {
            are_sound(&rulebook.lint_within(Budget(20)).findings);
            let (cases, coverage) = (rulebook.run_cases().collect(), Some(rulebook.coverage()));
            let properties = rulebook.prove_all(Budget(20)).collect();
            // Larger ones have many mutants, and there are many damaged ones.
            let mutation = match rulebook.questions().len() {
                ..=5 => Mutation::Tried { test: rulebook.mutation_test(), in_full: true },
                _ => Mutation::NotAsked,
            };
            let run = TestRun { rulebook: &rulebook, cases, properties, coverage, mutation, fail_under: Some(50) };
            assert!([test_text(&run, 60), test_json(&run), test_junit(&run)].iter().all(|text| !text.is_empty()));
            rulebook.run_cases().step_by(7).for_each(|result| is_told(&result.evaluation));
            true
        }
    }
}

/// Says which mutant it was, if one does harm.
fn each_mutant(seed: u64, count: u32, mut mutant: impl FnMut(&mut Dice) -> bool) {
    let mut dice = Dice(seed);
    let mut good = 0;
    for nth in 0..count {
        let state = dice.0;
        let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| mutant(&mut dice)));
        match done {
            Ok(is_good) => good += u32::from(is_good),
            Err(_) => panic!("mutant {nth}: to see it alone, begin with the seed {state}"),
        }
    }
    // If nothing survived, or everything, the wounds would test less than they seem to.
    assert!(good > count / 50 && good < count - count / 50, "{good} of {count} were still good");
}

#[test]
fn damaged_small_rulebooks_do_no_harm() {
    let database = fs::read(root().join("examples/database.yaml")).expect("the example is there");
    each_mutant(0x9e37_79b9_7f4a_7c15, 1500, |dice| {
        let text = damaged(dice.pick(&[LUNCH.as_bytes(), &database]), dice);
        holds(Rulebook::parse_files([("mutant.yaml", text)]))
    });
}

#[test]
fn one_damaged_file_of_the_shipped_rulebook_does_no_harm() {
    let folder = root().join("rules/revenue-leadership");
    let entries = fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("it can be read").path());
    let mut paths: Vec<_> = entries.filter(|path| path.extension().is_some_and(|ending| ending == "yaml")).collect();
    paths.sort();
    let files: Vec<(String, Vec<u8>)> = paths
        .iter()
        .map(|path| {
            (path.file_name().unwrap_or_default().to_string_lossy().into_owned(), fs::read(path).unwrap_or_default())
        })
        .collect();
    each_mutant(0xbf58_476d_1ce4_e5b9, 90, |dice| {
        let victim = dice.below(files.len());
        let mut files = files.clone();
        files[victim].1 = damaged(&files[victim].1, dice);
        holds(Rulebook::parse_files(files))
    });
}

#[test]
fn damaged_answers_do_no_harm() {
    let example = |name: &str| fs::read(root().join("examples").join(name)).expect("the example is there");
    let examples = [example("startup.yaml"), example("scale-up.yaml"), example("enterprise.yaml")];
    let lunch = Rulebook::parse("lunch.yaml", LUNCH).expect("lunch is right");
    let eaten: &[u8] =
        br#"{"rulebook": "lunch", "company": "Us \u2028", "answers": {"hunger": "wolf", "tastes": ["hot", "sour"],
        "money": -12, "guests": true, "number": 9223372036854775807}}"#;
    let shipped = Rulebook::builtin();
    each_mutant(0x94d0_49bb_1331_11eb, 1500, |dice| {
        let (rulebook, text) =
            if dice.below(2) == 0 { (&lunch, eaten) } else { (&shipped, examples[dice.below(3)].as_slice()) };
        match rulebook.parse_answers("mutant.yaml", damaged(text, dice)) {
            Err(problems) => {
                assert!(problems.count(Severity::Error) > 0, "refused without a reason");
                are_sound(&problems);
                false
            }
            Ok(answers) => {
                let evaluation = answers.evaluate();
                is_told(&evaluation);
                // What was understood can be saved and is understood again.
                let again = rulebook.parse_answers("saved.yaml", answers.to_yaml());
                assert!(again.is_ok_and(|again| again == answers), "saved as\n{}", answers.to_yaml());
                true
            }
        }
    });
}

#[test]
fn damaged_brands_and_logos_do_no_harm() {
    let example = |name: &str| fs::read(root().join("examples/brand").join(name)).expect("the example is there");
    let lunch = Rulebook::parse("lunch.yaml", LUNCH).expect("lunch is right");
    let answers = lunch.parse_answers("a.yaml", "answers: {hunger: some, guests: no}").expect("they are right");
    let evaluation = answers.evaluate();
    let analysed = evaluation.analysed(Budget(20));
    let (brand, logo) = (example("nordlicht.yaml"), example("nordlicht.svg"));
    let german = brand_file("de", &lunch).into_bytes();
    each_mutant(0xd6e8_feb8_6659_fd93, 800, |dice| {
        let (text, logo) = match dice.below(4) {
            0 => (brand.clone(), damaged(&logo, dice)),
            1 => (damaged(&german, dice), logo.clone()),
            _ => (damaged(&brand, dice), logo.clone()),
        };
        match Brand::parse("mutant.yaml", text, &lunch, |_| Ok(logo)) {
            Err(problems) => {
                assert!(problems.count(Severity::Error) > 0, "refused without a reason");
                are_sound(&problems);
                false
            }
            Ok(brand) => {
                let faces = [
                    brand.page(&analysed, None),
                    brand.board(&analysed, &brand.date(2026, 3, 31)),
                    brand.markdown(&analysed),
                    brand.text(&analysed, 60),
                ];
                // Styles are the only escapes, and no sentence brings any.
                assert!(faces.iter().take(3).all(|face| !face.contains(['\u{1b}', '\u{202e}', '\0'])));
                assert!(faces.iter().all(|face| !face.contains("<script")));
                true
            }
        }
    });
}
