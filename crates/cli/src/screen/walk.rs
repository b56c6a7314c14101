//! Any keys on a screen of any size: nothing panics, nothing overflows the screen, and every answer that was given is kept.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use anstream::adapter::strip_str;
use leadership_advisor::{Answer, Interview, Rulebook};
use proptest::prelude::*;
use textwrap::core::display_width;

use super::state::{Effect, Key, Screen};
use super::view;

const NUMBERS: &str = "
rulebook: {id: n, version: 1, format: 1, title: Numbers}
questions:
  - {id: sum, ask: How much?, type: number, unit: thousand USD, min: 0, max: 100000}
  - {id: sure, ask: Are you sure?, type: yes_no}
  - {id: some, ask: Which?, type: many, at_most: 1, answers: {a: The first, b: The second}}
decisions:
  - id: d
    title: What?
    choose: one
    options: [{id: x, title: X}, {id: y, title: Y}]
    rules:
      - {id: r, if: {sum: {above: 10}}, points: {x: 2}, because: It is much.}
      - {id: s, if: {sure: true}, points: {y: 1}, because: You are sure.}
      - {id: t, if: {some: a}, points: {y: 1}, because: The first.}
";

fn key() -> impl Strategy<Value = Key> {
    let typed = "[0-9 ?sbrlyn.,kmq$]".prop_map(|text| Key::Char(text.chars().next().unwrap_or(' ')));
    let moves = proptest::sample::select(vec![
        Key::Up,
        Key::Down,
        Key::PageUp,
        Key::PageDown,
        Key::Home,
        Key::End,
        Key::Enter,
        Key::Esc,
        Key::Backspace,
        Key::Pause,
    ]);
    prop_oneof![typed, moves]
}

/// A number that was answered before stands there to be changed; a letter typed at once is a command, and no billion.
#[test]
fn a_letter_behind_an_earlier_number_is_a_command() {
    let rulebook =
        Rulebook::parse("n.yaml", NUMBERS.replace(", min: 0, max: 100000", "")).expect("it is a good rulebook");
    let mut interview = Interview::new(rulebook.answers());
    let mut screen = Screen::new(String::new());
    for key in [Key::Enter, Key::Char('4'), Key::Char('5'), Key::Enter, Key::Char('b'), Key::Char('b'), Key::Enter] {
        screen.key(key, &mut interview);
    }
    assert_eq!(interview.answers().get("sum"), Some(Answer::Number(45)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_keys_on_any_screen(
        shipped: bool,
        keys in proptest::collection::vec((key(), 24_usize..120, 1_usize..40), 1..60),
    ) {
        let rulebook = match shipped {
            true => Rulebook::builtin(),
            false => Rulebook::parse("n.yaml", NUMBERS).expect("it is a good rulebook"),
        };
        let mut interview = Interview::new(rulebook.answers());
        let mut screen = Screen::new(String::new());
        for (key, width, height) in keys {
            let before = interview.answers().len();
            let effect = screen.key(key, &mut interview);
            prop_assert!(interview.answers().len() == before || matches!(effect, Effect::Changed | Effect::Finish));
            let lines = view::lines(&screen, &interview, (width, height));
            prop_assert_eq!(lines.len(), height);
            for line in &lines {
                let plain = strip_str(line).to_string();
                prop_assert!(display_width(&plain) <= width, "{} columns: {}", width, plain);
                prop_assert!(!plain.chars().any(char::is_control));
            }
        }
    }
}
