//! The interview on a screen, in a pseudo terminal: what a founder presses and sees, and what is left when it ends.

use textwrap::core::display_width;

use crate::advisor::Advisor;
use crate::glass::Glass;
use crate::hostile_text::{HOSTILE, rulebook};
use crate::lunch::LUNCH;

const LUNCHTIME: &str = "ask --rules lunch.yaml --save mine.yaml";
const ENTER: &str = "\r";
const DOWN: &str = "\u{1b}[B";
const UP: &str = "\u{1b}[A";
const CTRL_C: &str = "\u{3}";

fn lunch() -> Advisor {
    Advisor::new().file("lunch.yaml", LUNCH)
}

fn snapshot(name: &str, screen: &str) {
    insta::with_settings!({omit_expression => true, prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!(name, screen);
    });
}

/// Arrows, a number, Space for several, a typed number with its reading, y; then the name, and the result.
#[test]
fn a_whole_interview_on_a_screen() {
    let advisor = lunch();
    let mut glass = Glass::begin(&advisor, LUNCHTIME, (80, 24));
    snapshot("screen-choice", &glass.screen());
    glass.press(&format!("{DOWN}{DOWN}{ENTER}"));
    glass.see("What do you like?");
    glass.press(&format!(" {DOWN}{DOWN} "));
    snapshot("screen-many", &glass.see_where("two marks", |screen| screen.matches("[x]").count() == 2));
    glass.press(ENTER);
    glass.see("What may it cost?");
    glass.press("$1 2");
    glass.see("> $1 2");
    glass.press(ENTER);
    // Nothing that was typed is lost for being wrong.
    snapshot("screen-number-refused", &glass.see("is no whole number"));
    glass.press("\u{7f}\u{7f}2");
    glass.see("Read as 12 euros.");
    glass.press(ENTER);
    glass.see("Do you have guests?");
    glass.press("y");
    glass.see("How many guests?");
    glass.press(&format!("4{ENTER}"));
    snapshot("screen-last", &glass.see("That was the last question."));
    glass.press(ENTER);
    glass.see("Company name");
    glass.press(&format!("Bolt & Söhne{ENTER}"));
    glass.hear("y = write mine.html");
    glass.press("y\n");
    let (said, code) = glass.end();
    assert_eq!(code, 0);
    assert!(said.contains("The page is in mine.html"), "{said}");
    assert!(advisor.read("mine.html").contains("<h1>Recommended: Stew; in a restaurant; the large one.</h1>"));
    // The answer is what stays in sight, and how to see more.
    assert!(!said.contains("Why not") && said.contains("See everything:"), "{said}");
    assert!(said.contains("Recommended: Stew; in a restaurant; the large one."), "{said}");
    let saved = advisor.read("mine.yaml");
    for line in ["company: \"Bolt & Söhne\"", "hunger: wolf", "tastes: [sweet, hot]", "money: 12", "number: 4"] {
        assert!(saved.contains(line), "`{line}` is not in\n{saved}");
    }
}

/// The page never takes the place of an earlier one, and nobody has to want it.
#[test]
fn a_page_is_offered_and_can_be_declined() {
    let advisor = lunch().file("mine.html", "an earlier page");
    let mut glass = Glass::start(&advisor, &format!("{LUNCHTIME} --plain"), (80, 24));
    glass.press("3\n1\n12\nn\nBolt\n");
    glass.hear("y = write mine-2.html");
    glass.press("\n");
    let (said, code) = glass.end();
    assert_eq!(code, 0);
    assert!(
        said.contains("advisor recommend --rules lunch.yaml mine.yaml") && !said.contains("The page is in"),
        "{said}"
    );
    assert_eq!(advisor.read("mine.html"), "an earlier page");
}

#[test]
fn one_can_hesitate_on_a_screen() {
    let advisor = lunch();
    let mut glass = Glass::begin(&advisor, LUNCHTIME, (80, 24));
    glass.press("b");
    glass.see("This is the first question.");
    glass.press("?");
    snapshot("screen-why", &glass.see("Why we ask"));
    glass.press("x");
    glass.see("1 of up to 5");
    glass.press("3");
    glass.see("2 of up to 5");
    glass.press("s");
    glass.see("3 of up to 5");
    glass.press("r");
    snapshot("screen-standings", &glass.see("How things stand"));
    glass.press("x");
    glass.see("What may it cost?");
    glass.press("l");
    snapshot("screen-answers", &glass.see("Your answers so far"));
    // Up from the first entry leads to the last, and Enter to its question.
    glass.press(&format!("{UP}{ENTER}"));
    glass.see("2 of up to 5");
    glass.press("b");
    // The answer of before is where the cursor is, and can stay.
    glass.see("›  3  Like a wolf (your answer)");
    glass.press(&format!("{UP}{ENTER}"));
    glass.see("3 of up to 5");
    assert!(advisor.read("mine.yaml").contains("hunger: some"));
    glass.press("q");
    let (said, code) = glass.end();
    assert!(said.contains("Your answers are saved. To continue: advisor ask --rules lunch.yaml"), "{said}");
    assert_eq!(code, 0);
    let mut glass = Glass::start(&advisor, "ask --rules lunch.yaml --answers mine.yaml", (80, 24));
    snapshot("screen-start", &glass.see("Picking up after 1 answer."));
    glass.press("q");
    assert_eq!(glass.end().1, 0);
}

/// The shipped questionnaire: settled early, it says so and what that saves, and goes on only if wanted.
#[test]
fn when_enough_is_known_it_says_so() {
    let advisor = Advisor::new();
    let mut glass = Glass::begin(&advisor, "ask --save mine.yaml", (80, 24));
    let mut screen = glass.screen();
    while !screen.contains("Settled:") {
        // The first answer to everything.
        glass.press(if screen.contains("[ ]") { " \r" } else { "1" });
        let at = screen.lines().next().unwrap_or_default().to_owned();
        screen = glass.see_where("another question", |screen| screen.lines().next() != Some(&at));
    }
    snapshot("screen-enough", &screen);
    glass.press("2");
    glass.see("of up to");
    // And back again: the question of whether to go on is no question of the rulebook's.
    glass.press("q");
    assert_eq!(glass.end().1, 0);
}

#[test]
fn an_interrupt_restores_the_screen_and_loses_nothing() {
    let advisor = lunch();
    let mut glass = Glass::begin(&advisor, LUNCHTIME, (80, 24));
    glass.press("3");
    glass.see("2 of up to");
    glass.press(CTRL_C);
    let (said, code) = glass.end();
    assert_eq!(code, 130);
    assert!(said.contains("Your answers are saved."), "{said}");
    assert!(advisor.read("mine.yaml").contains("hunger: wolf"));
}

#[test]
fn a_signal_restores_the_screen() {
    for signal in ["-TERM", "-HUP", "-INT"] {
        let advisor = lunch();
        let mut glass = Glass::begin(&advisor, LUNCHTIME, (80, 24));
        glass.press("3");
        glass.see("2 of up to");
        let sent = std::process::Command::new("kill").args([signal, &glass.process()]).status();
        assert!(sent.expect("there is a `kill`").success());
        let (said, code) = glass.end();
        assert_eq!(code, 130, "{signal}");
        assert!(said.contains("Your answers are saved."), "{said}");
    }
}

#[test]
fn a_closed_terminal_loses_nothing() {
    let advisor = lunch();
    let mut glass = Glass::begin(&advisor, LUNCHTIME, (80, 24));
    glass.press("3");
    glass.see("2 of up to");
    glass.close();
    assert!(advisor.read("mine.yaml").contains("hunger: wolf"));
}

/// Narrow, low, and changed in the middle: everything that is needed is in sight.
#[test]
fn every_size_shows_the_question_and_the_keys() {
    let advisor = Advisor::new();
    let mut glass = Glass::begin(&advisor, "ask --save mine.yaml", (40, 15));
    for (columns, lines) in [(40, 14), (120, 40), (30, 12), (80, 24)] {
        glass.resize(columns, lines);
        let fits = |screen: &str| {
            screen.lines().count() == usize::from(lines)
                && screen.lines().all(|line| display_width(line) <= usize::from(columns))
        };
        let screen = glass.see_where("a screen of the new size", fits);
        for part in ["›  1", "? why", "s don't know", "b back", "r standings", "l answers", "q save and leave"] {
            assert!(screen.contains(part), "`{part}` is not in sight at {columns}x{lines}:\n{screen}");
        }
    }
    glass.resize(40, 15);
    glass.press("1");
    glass.see("2 of up to");
    glass.press(DOWN);
    glass.press(DOWN);
    snapshot("screen-narrow", &glass.see("›  3"));
    glass.press("q");
    assert_eq!(glass.end().1, 0);
}

#[test]
fn wide_characters_keep_the_columns_right() {
    let wide = LUNCH
        .replace("How hungry are you?", "どのくらいお腹が空いていますか、正直に言ってください?")
        .replace("Not at all", "全然空いていませんし、しばらくは何も食べたくありません");
    let advisor = Advisor::new().file("lunch.yaml", wide);
    let mut glass = Glass::begin(&advisor, LUNCHTIME, (40, 15));
    glass.resize(40, 14);
    let fits = |screen: &str| screen.lines().count() == 14;
    let screen = glass.see_where("the new size", fits);
    assert!(screen.lines().all(|line| display_width(line) <= 40), "{screen}");
    snapshot("screen-wide", &screen);
    glass.press(CTRL_C);
    assert_eq!(glass.end().1, 130);
}

/// [`Glass`] fails on any sequence that is not the program's own.
#[test]
fn a_hostile_rulebook_cannot_reach_the_terminal() {
    let advisor = Advisor::new().file("h.yaml", rulebook(HOSTILE));
    let mut glass = Glass::begin(&advisor, "ask --rules h.yaml --save a.yaml", (80, 24));
    assert!(glass.screen().contains("x␛[2J"), "{}", glass.screen());
    glass.press("?");
    glass.see("Why we ask");
    glass.press("x");
    glass.see("? why");
    glass.press("1");
    glass.see(" · 2");
    glass.press("l");
    glass.see("Your answers so far");
    glass.press("q");
    assert_eq!(glass.end().1, 0);
}

#[test]
fn without_colour_nothing_is_styled() {
    let (plain, coloured) = (lunch(), lunch().environment(&[]));
    for (advisor, styled) in [(&plain, false), (&coloured, true)] {
        let mut glass = Glass::begin(advisor, LUNCHTIME, (80, 24));
        assert_eq!(glass.styled, styled);
        glass.press(CTRL_C);
        assert_eq!(glass.end().1, 130);
    }
}

/// A terminal that cannot move its cursor, and a person who cannot see it, are asked line by line.
#[test]
fn simple_terminals_are_asked_line_by_line() {
    let dumb = lunch().environment(&[("NO_COLOR", "1"), ("TERM", "dumb")]);
    for (advisor, arguments) in [(dumb, LUNCHTIME.to_owned()), (lunch(), format!("{LUNCHTIME} --plain"))] {
        let mut glass = Glass::start(&advisor, &arguments, (80, 24));
        glass.press("3\nq\n");
        let (said, code) = glass.end();
        assert!(said.contains("A number from 1 to 3"), "{said}");
        assert_eq!(code, 0);
        assert!(advisor.read("mine.yaml").contains("hunger: wolf"));
    }
}
