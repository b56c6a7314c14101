//! Keys that are easily got wrong: numbers of two digits, limits, long pages, a stop in the middle, answers begun before.

use crate::advisor::Advisor;
use crate::glass::Glass;
use crate::trip::TRIP;

const ENTER: &str = "\r";
const DOWN: &str = "\u{1b}[B";
const END: &str = "\u{1b}[F";

/// Twelve answers, of which three may be picked, and a reason to ask that is longer than a screen.
fn dozen() -> String {
    let answers = (1..=12).map(|nth| format!("a{nth}: {{label: Answer {nth}, help: What {nth} means}}"));
    let answers: Vec<String> = answers.collect();
    let why = "It matters a great deal. ".repeat(60);
    format!(
        "rulebook: {{id: dozen, version: 1, format: 1, title: Dozen}}\n\
         questions:\n  - {{id: q, ask: Which?, why: {why}, type: many, at_most: 3, answers: {{{}}}}}\n  \
         - {{id: one, ask: Which one?, type: choice, answers: {{{}}}}}\n\
         decisions:\n  - id: d\n    title: What?\n    choose: many\n    options: [{{id: x, title: X}}, {{id: y, title: Y}}]\n    \
         rules: [{{id: r, if: {{q: [a1, a2, a12]}}, points: {{x: 1}}}}, {{id: s, if: {{one: a11}}, points: {{y: 1}}}}]\n",
        answers.join(", "),
        answers.join(", ")
    )
}

fn begin(size: (u16, u16)) -> (Advisor, Glass) {
    let advisor = Advisor::new().file("dozen.yaml", dozen());
    let glass = Glass::begin(&advisor, "ask --rules dozen.yaml --save mine.yaml --all", size);
    (advisor, glass)
}

fn snapshot(name: &str, screen: &str) {
    insta::with_settings!({omit_expression => true, prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!(name, screen);
    });
}

#[test]
fn a_first_digit_waits_and_is_shown() {
    let (advisor, mut glass) = begin((80, 40));
    glass.press("1");
    snapshot("keys-digit", &glass.see("Enter takes it, or type a second digit."));
    glass.press("2");
    glass.see("› 12  [x] Answer 12");
    // No number is taken for another one.
    glass.press("15");
    glass.see("There is no 15");
    glass.press("1");
    glass.see("Enter takes it");
    glass.press(ENTER);
    glass.see("›  1  [x] Answer 1");
    // A pause decides as well.
    glass.press("1");
    glass.see_where("a pause", |screen| !screen.contains("[x] Answer 1\n"));
    glass.press("12");
    glass.see("[ ] Answer 12");
    glass.press("2");
    glass.see("›  2  [x] Answer 2");
    glass.press("34");
    glass.see("3 picked");
    glass.press("5");
    glass.see("You can pick 3. Remove one first.");
    glass.press(ENTER);
    glass.see("Which one?");
    glass.press("11");
    glass.see("That was the last question.");
    glass.press("q");
    assert_eq!(glass.end().1, 0);
    let saved = advisor.read("mine.yaml");
    assert!(saved.contains("q: [a2, a3, a4]") && saved.contains("one: a11"), "{saved}");
}

#[test]
fn a_page_scrolls_line_by_line_and_back() {
    let (_advisor, mut glass) = begin((40, 20));
    glass.press("l");
    snapshot("keys-narrow", &glass.see("No answers yet."));
    glass.press("?");
    let first = glass.see("Why we ask");
    glass.press(DOWN);
    glass.see_where("another line on top", |screen| *screen != *first);
    glass.press(END);
    let last = glass.see_where("the end", |screen| screen.contains("↑ more") && !screen.contains("↓ more"));
    assert!(last.contains("Why we ask"), "{last}");
    // Pressed at the end, Down does nothing that Up would have to undo.
    glass.press(&DOWN.repeat(5));
    glass.press("\u{1b}[A");
    glass.see("↓ more");
    glass.press("x");
    glass.see("Pick up to 3");
    glass.press("q");
    assert_eq!(glass.end().1, 0);
}

#[test]
fn none_of_these_is_shown_when_one_comes_back() {
    let (_advisor, mut glass) = begin((80, 40));
    glass.press("0");
    glass.see("Which one?");
    glass.press("b");
    glass.see("Your answer: none of these.");
    glass.press(ENTER);
    glass.see("Which one?");
    glass.press("q");
    assert_eq!(glass.end().1, 0);
}

#[test]
fn a_contradiction_is_pointed_out_on_a_screen() {
    let advisor = Advisor::new().file("trip.yaml", TRIP);
    let mut glass = Glass::begin(&advisor, "ask --rules trip.yaml --save mine.yaml --all", (80, 24));
    glass.press(&format!("2{DOWN}{DOWN} {ENTER}"));
    glass.see("Do you have a car?");
    glass.press("n");
    let screen = glass.see("Press b to change your answer.");
    assert!(screen.contains("Without a car you have little room for bags."), "{screen}");
    glass.press("b");
    glass.see("Do you have a car?");
    glass.press("q");
    assert_eq!(glass.end().1, 0);
}

#[test]
fn answers_that_were_begun_are_offered() {
    let begun = "rulebook: trip\nanswers: {people: few}\n";
    let advisor = Advisor::new().file("trip.yaml", TRIP).file("advisor-answers.yaml", begun);
    let mut glass = Glass::start(&advisor, "ask --rules trip.yaml", (80, 24));
    glass.hear("advisor-answers.yaml has 1 answer and isn't finished.");
    glass.press("\n");
    glass.see("Picking up after 1 answer.");
    glass.press("q");
    assert_eq!(glass.end().1, 0);
    let mut glass = Glass::start(&advisor, "ask --rules trip.yaml", (80, 24));
    glass.hear("Continue?");
    glass.press("n\n");
    glass.see("advisor-answers-2.yaml");
    glass.press("q");
    assert_eq!(glass.end().1, 0);
}
