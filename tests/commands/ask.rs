//! `advisor ask`: whole interviews, typed into a pipe. Prompts go to standard error and the result to standard output, so
//! that `advisor ask > result.txt` works as a person expects.

use std::collections::BTreeSet;

use leadership_advisor::{Answer, Answers, Interview, Question, QuestionKind, Rulebook};

use crate::advisor::{Advisor, Run, root};
use crate::lunch::LUNCH;

fn ask(input: &str) -> Run {
    Advisor::new().file("lunch.yaml", LUNCH).feed("ask --rules lunch.yaml", input)
}

/// The arguments that a message suggests behind these words.
fn suggested<'r>(run: &'r Run, words: &str) -> &'r str {
    let (_, rest) = run.stderr.split_once(words).unwrap_or_else(|| panic!("`{words}` is not said:\n{run}"));
    rest.trim_start().lines().next().unwrap_or_default().trim().trim_start_matches("advisor ")
}

/// Numbers, ids, several numbers, a whole number, y; with a `?` and mistakes on the way.
#[test]
fn a_whole_interview_reads_like_this() {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH);
    let run = advisor.feed("ask --rules lunch.yaml", "?\n3\n1, 3\n?\nmuch\n12\ny\n4\n").exits(0);
    run.snapshot("ask-lunch");
    // What it says to type is typed, and does what it says.
    assert_eq!(advisor.run(suggested(&run, "See everything:")).exits(0).stdout, run.stdout);
}

#[test]
fn one_who_hesitates_is_led_through() {
    // Back at the first question; skip; back to it; another answer; back over an answer, which is shown and can stay.
    let run = ask("b\ns\nb\n2\nhot sweet\nb\nsour\n\ns\nn\n").exits(0);
    run.snapshot("ask-lunch-there-and-back");
}

#[test]
fn results_go_to_standard_output_and_everything_else_does_not() {
    let run = ask("wolf\n0\n5\nn\n").exits(0);
    assert!(run.stdout.starts_with("Lunch\n\nRecommended: Stew; at home.\n"), "{run}");
    assert!(!run.stdout.contains("A number from 1 to 3"), "a prompt among the results:\n{run}");
    assert!(run.stderr.contains("A number from 1 to 3") && !run.stderr.contains("Recommended"), "{run}");
}

#[test]
fn every_way_to_write_an_answer_is_understood() {
    for input in [
        "3\n3,1\n5\ny\n2\n",
        "wolf\nhot,sweet\n5\nyes\n2\n",
        "  wolf  \n 3 ; sweet \n 5 \n Y \n 2 \n",
        "3\r\n1 3\r\n5\r\nYES\r\n2\r\n",
    ] {
        let advisor = Advisor::new().file("lunch.yaml", LUNCH);
        advisor.feed("ask --rules lunch.yaml --save a.yaml", input).exits(0);
        let json = advisor.run("recommend --rules lunch.yaml a.yaml --format json").exits(0).json();
        let answers = r#"{"guests":true,"hunger":"wolf","money":5,"number":2,"tastes":["sweet","hot"]}"#;
        assert_eq!(json["answers"].to_string(), answers, "after {input:?}");
    }
}

#[test]
fn wrong_input_is_explained_and_asked_again() {
    for (before, wrong, said) in [
        ("", "4", "There is no answer 4. Pick a number from 1 to 3."),
        ("", "0", "There is no answer 0. Pick a number from 1 to 3."),
        ("", "99999999999999999999999", "isn't one of the answers. A number from 1 to 3."),
        ("", "wofl", "“wofl” isn't one of the answers. A number from 1 to 3."),
        ("", "", "Type an answer, or s if you don't know."),
        ("1\n", "1,2,3", "Pick up to 2."),
        ("1\n", "1,bitter", "“bitter” isn't one of the answers."),
        ("1\n", "0,1", "Use 0 by itself, for none of these."),
        ("1\n0\n", "7.5", "“7.5” is no whole number: it is counted in euros: leave out the rest."),
        ("1\n0\n", "1,2", "“1,2” can be read in two ways: write a point before tenths: 2.5m."),
        ("1\n0\n", "101", "Out of range. A whole number of euros, 0 to 100."),
        ("1\n0\n5\n", "perhaps", "Type y or n."),
    ] {
        let right = "1\n0\n5\nn\n".strip_prefix(before).expect("what is right begins with what came before");
        let clean = ask("1\n0\n5\nn\n").exits(0);
        let run = ask(&format!("{before}{wrong}\n{right}")).exits(0);
        // Wrapped where the terminal ends; the words are what counts.
        let words = run.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(said), "`{said}` is not said:\n{run}");
        assert_eq!(run.stdout, clean.stdout, "a mistake must not change the result");
    }
}

#[test]
fn quitting_keeps_the_answers_and_shows_no_result() {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH);
    let run = advisor.feed("ask --rules lunch.yaml", "wolf\nhot\nq\n3\n").exits(0);
    assert_eq!(run.stdout, "");
    assert!(advisor.read("advisor-answers.yaml").contains("tastes: [hot]"));
    let again = advisor.feed(suggested(&run, "Your answers are saved. To continue:"), "q\n").exits(0);
    again.says(&["Picking up after 2 answers.", "What may it cost?"]);
    // Nothing answered, nothing saved.
    let advisor = Advisor::new().file("lunch.yaml", LUNCH);
    advisor.feed("ask --rules lunch.yaml", "q\n").exits(0).says(&["No answers yet."]);
    assert_eq!(advisor.names(), ["lunch.yaml"]);
}

#[test]
fn input_that_ends_early_gives_the_result_so_far() {
    let run = ask("wolf\n").exits(0);
    assert!(run.stdout.contains("Recommended: Stew."), "{run}");
    assert!(run.stdout.contains("Left open: 3 questions"), "{run}");
    run.says(&["The input ended before the questions did. Your answers are saved."]);
    let run = ask("").exits(0);
    assert!(run.stdout.contains("No recommendation yet."), "{run}");
    run.says(&["The input ended before the questions did. No answers yet."]);
}

/// Without a subcommand the program asks: what a newcomer types first must do the thing.
#[test]
fn without_a_subcommand_the_program_asks() {
    let run = Advisor::new().feed("", "q\n").exits(0);
    run.says(&["Revenue leadership", "Your question", "1 of up to "]);
}

/// The shipped questionnaire from end to end, for each example: the library says what will be asked, the pipe answers it,
/// and what was saved gives what was shown.
#[test]
fn the_examples_can_be_typed_in() {
    let rulebook = Rulebook::builtin();
    for example in ["startup", "scale-up", "enterprise"] {
        let path = root().join(format!("examples/{example}.yaml"));
        let given = rulebook.load_answers(path).expect("the example is right");
        let mut interview = Interview::new(rulebook.answers());
        let mut input = String::new();
        loop {
            let Some(question) = interview.question() else {
                if interview.remainder().more == 0 {
                    break;
                }
                interview.go_on();
                input += "y\n";
                continue;
            };
            match given.get(&question.id) {
                Some(answer) => {
                    input += &typed(question, &answer);
                    interview.answer(answer).expect("the example is right");
                }
                None => {
                    input += "s";
                    interview.skip();
                }
            }
            input += "\n";
        }
        let advisor = Advisor::new();
        let asked = advisor.feed("ask --save mine.yaml", &input).exits(0);
        let recommended = advisor.run("recommend mine.yaml").exits(0);
        assert_eq!(asked.stdout, recommended.stdout);
        let saved = rulebook.parse_answers("mine.yaml", advisor.read("mine.yaml")).expect("what is saved is valid");
        assert!(saved == *interview.answers(), "another set of answers was saved than was typed");
        for decision in rulebook.decisions() {
            let id = decision.id.as_str();
            // What is not asked, since it cannot change which options are chosen, may still change their order.
            let chosen = |answers: &Answers| -> BTreeSet<String> {
                answers.evaluate().outcome(id).expect("a decision").into_iter().map(str::to_owned).collect()
            };
            assert_eq!(chosen(&saved), chosen(&given), "{example}, {id}");
        }
    }
}

/// Why it asks, how things stand, what was answered, back to the first answer, and numbers as people write them.
#[test]
fn line_mode_has_the_commands_of_the_screen() {
    let lunch = LUNCH.replace("unit: euros, min: 0, max: 100", "unit: thousand euros, min: 0, max: 100000");
    let advisor = Advisor::new().file("lunch.yaml", lunch);
    let run = advisor.feed("ask --rules lunch.yaml", "wolf\nhot\n2.5m\nr\nl\nl 9\nL1\nsome\nb\n\nn\nBolt\n").exits(0);
    run.snapshot("ask-commands");
    assert!(advisor.read("advisor-answers.yaml").contains("money: 2500"));
    assert!(run.stdout.starts_with("Lunch: Bolt\n"), "{run}");
}

/// The shipped rulebook says when enough is known, and goes on for the rest if that is wanted.
#[test]
fn enough_is_said_to_be_enough() {
    let rulebook = Rulebook::builtin();
    let mut interview = Interview::new(rulebook.answers());
    let mut asked = 0;
    while let Some(question) = interview.question() {
        let first = question.answers().first().map(|answer| answer.id.clone()).expect("it offers answers");
        let is_many = matches!(question.kind, QuestionKind::Many { .. });
        let answer = if is_many { Answer::Many(vec![first]) } else { Answer::Choice(first) };
        interview.answer(answer).expect("it is offered");
        asked += 1;
    }
    let input = |rest: &str| format!("{}{rest}", "1\n".repeat(asked));
    let run = Advisor::new().feed("ask", input("n\nBolt\n")).exits(0);
    let run = run.says(&["Settled: “Who should lead revenue?” and", "Continue with them?"]);
    assert!(run.stdout.starts_with("Revenue leadership: Bolt\n"), "{run}");
    let on = Advisor::new().feed("ask", input("y\n1\nq\n")).exits(0);
    let questions = |run: &Run| run.stderr.lines().filter(|line| line.contains(" of up to ")).count();
    assert_eq!(questions(&on), questions(&run) + 2, "{on}");
}

/// Input that never ends, and that nobody typed, must not be read for ever.
#[test]
#[cfg(unix)]
fn endless_input_comes_to_an_end() {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH);
    let endless = |what: &str, behind: &str| {
        let mut command = std::process::Command::new("sh");
        let plain = advisor.command("ask --rules lunch.yaml");
        command.current_dir(plain.get_current_dir().expect("it has a folder")).env("COLUMNS", "80");
        command.args(["-c", &format!(r#"{what} | "$0" ask --rules lunch.yaml {behind}"#)]).arg(plain.get_program());
        Run::of(what, &command.output().expect("there is a shell"))
    };
    endless("yes maybe", "").exits(2).says(&["100 lines in a row answered nothing"]);
    endless("yes b", "").exits(2).says(&["100 lines in a row answered nothing"]);
    endless("yes maybe", "2>&-").exits(2);
    endless("yes maybe | tr -d '\\n'", "").exits(2).says(&["100 lines in a row answered nothing"]);
    // Nobody reads the questions any more.
    endless("yes '1\nb'", "2>&1 >/dev/null | head -5").exits(0);
}

/// An answer as somebody types it who reads the numbers off the screen.
fn typed(question: &Question, answer: &Answer) -> String {
    let number = |id: &String| {
        let position = question.answers().iter().position(|possible| possible.id == *id);
        (position.expect("the answer is offered") + 1).to_string()
    };
    match answer {
        Answer::Choice(id) => number(id),
        Answer::Many(ids) if ids.is_empty() => "0".to_owned(),
        Answer::Many(ids) => ids.iter().map(number).collect::<Vec<_>>().join(","),
        Answer::Number(number) => number.to_string(),
        Answer::YesNo(yes) => {
            assert!(matches!(question.kind, QuestionKind::YesNo));
            if *yes { "y" } else { "n" }.to_owned()
        }
    }
}

/// What cannot change any outcome any more is asked only of those who want to be asked everything.
#[test]
fn what_cannot_matter_is_asked_only_with_all() {
    let asked = |arguments: &str| {
        let run = Advisor::new().feed(arguments, "1\n".repeat(80)).exits(0);
        run.stderr.lines().filter(|line| line.contains(" of up to ")).count()
    };
    let (few, all) = (asked("ask --save few.yaml"), asked("ask --all --save all.yaml"));
    assert!(few < all, "{few} questions, and {all} with --all");
}
