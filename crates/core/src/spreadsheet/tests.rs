//! The table of rules, tried one by one.

use super::{CellRule, DecimalMark, Heading, SheetMap, SheetReader};
use crate::answers::{Answer, AnswerError, AnswerErrorCode};
use crate::rulebook::Rulebook;

const PANTRY: &str = "
rulebook: {id: pantry, version: 1, format: 1, title: Pantry}
questions:
  - id: last_meal
    ask: What did you eat last?
    type: choice
    answers: {none: Nothing yet, grown_up: \"Grown beyond one team\", soup: Soup, soup_2: soup}
  - id: tastes
    ask: What do you like?
    type: many
    at_most: 2
    answers: {hot: \"Hot, or very hot\", sweet: Sweet things, sour: Sour, none: None of these}
  - {id: money, ask: What may it cost?, type: number, unit: euros}
  - {id: budget, ask: And in a year?, type: number, unit: thousand euros}
  - {id: share, ask: How much of it?, type: number, unit: percent}
  - {id: guests, ask: Do you have guests?, type: yes_no}
  - {id: friends, ask: Do you have guests?, type: yes_no}
decisions:
  - {id: meal, title: What to eat?, choose: one, options: [{id: stew, title: Stew}], rules: []}
";

fn pantry() -> Rulebook {
    Rulebook::parse("pantry.yaml", PANTRY).expect("it is valid")
}

fn reader(map: &str) -> SheetReader {
    let rulebook = pantry();
    let map = SheetMap::parse(&rulebook, "map.yaml", map).expect("the map is valid");
    SheetReader::new(&rulebook, map)
}

#[test]
fn each_rule_reads_its_cells() {
    let reader = reader("{}").with_decimal(DecimalMark::Point);
    use CellRule::{Amount, Empty, Exact, Grouped, Label, List, Missing, YesNo};
    for (question, cell, rule, answer) in [
        ("last_meal", " ", Empty, None),
        ("last_meal", "none", Exact, Some(Answer::from("none"))),
        ("last_meal", "soup", Exact, Some(Answer::from("soup"))),
        ("last_meal", "grown beyond  ONE team", Label, Some(Answer::from("grown_up"))),
        ("last_meal", "Grown up", Label, Some(Answer::from("grown_up"))),
        ("last_meal", "N/A", Missing, None),
        ("last_meal", "#N/A", Missing, None),
        ("last_meal", "—", Missing, None),
        ("tastes", "hot|sour", Exact, Some(Answer::from(["hot", "sour"]))),
        ("tastes", "hot, sour", Exact, Some(Answer::from(["hot", "sour"]))),
        ("tastes", "[]", Exact, Some(Answer::Many(vec![]))),
        ("tastes", "none", Exact, Some(Answer::from(["none"]))),
        ("tastes", "hot, or very hot", Label, Some(Answer::from(["hot"]))),
        ("tastes", "Hot, or very hot; sweet things", List, Some(Answer::from(["hot", "sweet"]))),
        ("tastes", "Sweet things, Hot, or very hot", List, Some(Answer::from(["sweet", "hot"]))),
        ("tastes", "Sour\nsweet", List, Some(Answer::from(["sour", "sweet"]))),
        ("tastes", "['sour', 'sweet']", List, Some(Answer::from(["sour", "sweet"]))),
        ("money", "45", Exact, Some(Answer::Number(45))),
        ("money", "45.0", Exact, Some(Answer::Number(45))),
        ("money", "1200.00", Amount, Some(Answer::Number(1200))),
        ("money", "2.5k", Amount, Some(Answer::Number(2500))),
        ("money", "€12", Amount, Some(Answer::Number(12))),
        ("money", "1,200", Grouped, Some(Answer::Number(1200))),
        ("money", "1,200.00", Grouped, Some(Answer::Number(1200))),
        ("budget", "$2.5m", Amount, Some(Answer::Number(2500))),
        ("share", "45 %", Amount, Some(Answer::Number(45))),
        ("money", "-", Missing, None),
        ("guests", "yes", Exact, Some(Answer::YesNo(true))),
        ("guests", "TRUE", Exact, Some(Answer::YesNo(true))),
        ("guests", "1", YesNo, Some(Answer::YesNo(true))),
        ("guests", "0.0", YesNo, Some(Answer::YesNo(false))),
        ("guests", "na", Missing, None),
    ] {
        let read = reader.read(question, cell).unwrap_or_else(|error| panic!("{question}, {cell:?}: {error}"));
        assert_eq!((read.rule, read.answer), (rule, answer), "{question}, {cell:?}");
    }
}

#[test]
fn what_is_unclear_or_unknown_is_refused() {
    use AnswerErrorCode::{UnclearAnswer, UnclearNumber, UnknownAnswer, UnknownQuestion, WrongType};
    let point = reader("{}").with_decimal(DecimalMark::Point);
    for (question, cell, code) in [
        ("last_meal", "SOUP", UnclearAnswer),
        ("last_meal", "grown beyond", UnknownAnswer),
        ("tastes", "hot, very hot", UnknownAnswer),
        ("tastes", "unknown", UnknownAnswer),
        ("money", "1,2", UnclearNumber),
        ("money", "1.200", UnclearNumber),
        ("money", "1.5", UnclearNumber),
        ("money", "#REF!", UnclearNumber),
        ("budget", "$2,500,000", UnclearNumber),
        ("guests", "2", WrongType),
        ("guests", "maybe", WrongType),
        ("gusts", "yes", UnknownQuestion),
    ] {
        let read = point.read(question, cell);
        assert_eq!(read.as_ref().map_err(AnswerError::code), Err(code), "{question}, {cell:?}");
    }
    let near = point.read("last_meal", "Grown beyond one tem").expect_err("it is misspelled");
    assert_eq!(near.help(), Some("did you mean “Grown beyond one team” (`grown_up`)?"));
    assert_eq!(near.near(), Some("grown_up"));
    let piece = point.read("tastes", "sweet things; soar").expect_err("it is misspelled");
    assert_eq!(piece.to_string(), "`soar` is no answer to `tastes`");
    assert_eq!(piece.near(), Some("sour"));
}

#[test]
fn numbers_are_read_by_the_mark_of_their_country() {
    let read = |decimal: Option<DecimalMark>, cell: &str| {
        let reader = decimal.into_iter().fold(reader("{}"), SheetReader::with_decimal);
        reader.read("money", cell).ok().and_then(|read| read.answer)
    };
    let (point, comma) = (Some(DecimalMark::Point), Some(DecimalMark::Comma));
    for (cell, unsaid, with_point, with_comma) in [
        ("1,200", None, Some(1200), None),
        ("1.200", None, None, Some(1200)),
        ("1,200.00", Some(1200), Some(1200), None),
        ("1.200,00", Some(1200), None, Some(1200)),
        ("1,200,000", Some(1_200_000), Some(1_200_000), None),
        ("1.200.000", Some(1_200_000), None, Some(1_200_000)),
        ("45,0", Some(45), None, Some(45)),
        ("1200,00", Some(1200), None, Some(1200)),
        ("1200.00", Some(1200), Some(1200), None),
        ("2,5k", Some(2500), None, Some(2500)),
        ("1,2", None, None, None),
        ("45.0", Some(45), Some(45), Some(45)),
    ] {
        let number = |number: Option<i64>| number.map(Answer::Number);
        assert_eq!(read(None, cell), number(unsaid), "{cell} with nothing said");
        assert_eq!(read(point, cell), number(with_point), "{cell} with a point");
        assert_eq!(read(comma, cell), number(with_comma), "{cell} with a comma");
    }
}

#[test]
fn headers_are_ids_texts_or_names_of_rows() {
    let reader = reader("{}");
    let question = |id: &str| Heading::Question(id.to_owned());
    assert_eq!(reader.heading("last_meal"), question("last_meal"));
    assert_eq!(reader.heading("Last meal:"), question("last_meal"));
    assert_eq!(reader.heading(" what did you eat last"), question("last_meal"));
    assert_eq!(reader.heading("id"), Heading::Name(0));
    assert_eq!(reader.heading("Company Name"), Heading::Name(2));
    assert_eq!(reader.heading("guests"), question("guests"));
    assert_eq!(
        reader.heading("Do you have guests?"),
        Heading::Unclear(vec!["guests".to_owned(), "friends".to_owned()])
    );
    assert_eq!(reader.heading("mony"), Heading::Other(Some("money".to_owned())));
    assert_eq!(reader.heading("What may it cos?"), Heading::Other(Some("money".to_owned())));
    assert_eq!(reader.heading("Owner"), Heading::Other(None));
}

#[test]
fn a_map_has_the_last_word() {
    let map = "
        id: Account
        columns: {last_meal: Meal, guests: null}
        values:
          last_meal: {none: soup, \"TBD\": null, Broth: soup}
          tastes: {spicy: hot, all: [hot, sweet]}
          guests: {ja: yes, nein: no}
          money: {much: 90}
        missing: [open]
        decimal: comma
    ";
    let reader = reader(map);
    assert_eq!(reader.heading("meal"), Heading::Question("last_meal".to_owned()));
    assert_eq!(reader.heading("account"), Heading::Name(0));
    // What the map gave another column, or none, has no column of its own any more.
    for other in ["last_meal", "What did you eat last?", "guests", "id"] {
        assert!(matches!(reader.heading(other), Heading::Other(_)), "{other}");
    }
    for (question, cell, answer) in [
        ("last_meal", "none", Some(Answer::from("soup"))),
        ("last_meal", " broth ", Some(Answer::from("soup"))),
        ("last_meal", "tbd", None),
        ("last_meal", "Open", None),
        ("tastes", "spicy", Some(Answer::from(["hot"]))),
        ("tastes", "Spicy; sour", Some(Answer::from(["hot", "sour"]))),
        ("tastes", "ALL", Some(Answer::from(["hot", "sweet"]))),
        ("guests", "ja", Some(Answer::YesNo(true))),
        ("money", "much", Some(Answer::Number(90))),
        ("money", "1.200", Some(Answer::Number(1200))),
    ] {
        assert_eq!(reader.read(question, cell).map(|read| read.answer), Ok(answer), "{question}, {cell:?}");
    }
    assert!(reader.read("money", "n/a").is_err());
    assert_eq!(reader.map().headers().collect::<Vec<_>>(), ["Account", "Meal"]);
}

#[test]
fn all_that_is_wrong_with_a_map_is_said_at_once() {
    let map = "
colums: {}
columns: {mael: X, last_meal: Meal, money: Meal}
values:
  last_meal: {a: sup, b: soup, B: none}
  tastes: hot
  guests: {x: perhaps}
decimal: dot
";
    let problems = SheetMap::parse(&pantry(), "map.yaml", map).expect_err("much is wrong");
    let said: Vec<String> = problems.iter().map(|problem| problem.message.clone()).collect();
    assert_eq!(said.len(), 8, "{said:#?}");
    assert!(SheetMap::parse(&pantry(), "map.yaml", "# nothing\n").is_ok());
    assert!(SheetMap::parse(&pantry(), "map.yaml", "{").is_err());
}
