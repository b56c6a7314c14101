//! What a report says beside its result: lists of a decision that follows another, steps by their time, and which reasons come
//! only from sellers.

use crate::advisor::{Advisor, Run};

const MOVE: &str = "\
rulebook: {id: move, version: 1, format: 1, title: Move}
sources:
  - {id: broker, title: Why you should move, kind: field, seller: yes}
  - {id: census, title: How people move, kind: field}
questions:
  - {id: cramped, ask: Are you cramped?, why: Space is the usual reason., type: yes_no}
  - {id: far, ask: Is work far away?, why: Trips cost time., type: yes_no}
decisions:
  - id: go
    title: Move or stay?
    choose: one
    options: [{id: stay, title: Stay}, {id: move, title: Move}]
    rules:
      - {id: space, if: {cramped: true}, points: {move: 2}, because: Rooms do not grow. You will not either., sources: [broker]}
      - {id: trip, if: {far: true}, points: {move: 1}, because: You lose an hour a day., sources: [broker, census]}
      - {id: room, if: {cramped: false}, points: {stay: 1}, because: You have what you need., sources: [census]}
  - id: who
    title: Who carries?
    choose: one
    follows: go
    options:
      - {id: movers, title: Movers, summary: A firm does it., details: {What to ask the movers: [Are you insured?, When can you come?]}}
      - {id: nobody, title: Nobody}
    rules:
      - {id: hire, if: {go: move}, points: {movers: 1}, because: Backs are dear., sources: [census]}
      - {id: none, if: {go: stay}, points: {nobody: 1}, because: Nothing has to be carried., sources: [census]}
  - id: steps
    title: What comes first
    choose: many
    display: checklist
    options:
      - {id: lamps, title: Take down the lamps, when: Week one}
      - {id: books, title: Pack the books, when: Week one}
      - {id: plants, title: Give away the plants, when: Week one}
      - {id: attic, title: Clear the attic, when: Week one, summary: It is full.}
      - {id: landlord, title: Tell the landlord, when: Week one, owner: Ada, first: yes}
      - {id: keys, title: Hand over the keys, when: Week two}
    rules:
      - id: leave
        if: {go: move}
        points: {lamps: 5, books: 4, plants: 3, attic: 2, landlord: 1, keys: 1}
        because: It takes time.
        sources: [census]
";

fn recommend(answers: &str, format: &str) -> Run {
    let advisor = Advisor::new().file("move.yaml", MOVE);
    advisor.feed(&format!("recommend - --rules move.yaml --format {format} --date 2026-03-31"), answers).exits(0)
}

fn text(answers: &str) -> Run {
    Advisor::new().file("move.yaml", MOVE).feed("recommend - --rules move.yaml", answers).exits(0)
}

fn markdown(answers: &str) -> Run {
    Advisor::new().file("move.yaml", MOVE).feed("recommend - --rules move.yaml --format markdown", answers).exits(0)
}

const LEAVE: &str = "answers: {cramped: yes, far: yes}";
const STAY: &str = "answers: {cramped: no}";

#[test]
fn as_text_and_as_markdown() {
    text(LEAVE).snapshot("advice-text");
    markdown(LEAVE).snapshot("advice-markdown");
}

#[test]
fn lists_are_shown_where_a_decision_follows_another_and_nothing_where_there_are_none() {
    for run in [text(LEAVE), markdown(LEAVE), recommend(LEAVE, "html"), recommend(LEAVE, "board")] {
        assert!(run.stdout.contains("What to ask the movers") && run.stdout.contains("Are you insured?"), "{run}");
    }
    for run in [text(STAY), markdown(STAY), recommend(STAY, "html")] {
        assert!(!run.stdout.contains("What to ask the movers") && run.stdout.contains("Nobody"), "{run}");
    }
}

/// Three of one time, behind what comes first whatever its points; the rest is named and waits.
#[test]
fn steps_stand_by_their_time() {
    for run in [text(LEAVE), markdown(LEAVE), recommend(LEAVE, "html")] {
        let steps = ["Tell the landlord", "Take down the lamps", "Pack the books", "Give away the plants", "Week two"];
        let order = steps.iter().chain(&["Hand over the keys", "Later, once these are under way", "Clear the attic"]);
        let shown = run.stdout.rsplit_once("What comes first").map_or("", |(_, shown)| shown);
        let places: Vec<Option<usize>> = order.map(|step| shown.find(step)).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}\n{run}");
    }
    let sheet = recommend(LEAVE, "board").stdout;
    let sheet = sheet.split("Contents").next().unwrap_or_default();
    assert!(sheet.contains("Tell the landlord") && !sheet.contains("Clear the attic"), "{sheet}");
}

#[test]
fn which_reasons_come_only_from_sellers_is_said_once() {
    let says = "One of the two reasons comes only from firms that sell services in this field: “Rooms do not grow.”";
    for run in [text(LEAVE), markdown(LEAVE), recommend(LEAVE, "html")] {
        let said = run.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(said.matches(says).count(), 1, "{run}");
    }
    for run in [text(STAY), text("answers: {cramped: yes}")] {
        let all = run.stdout.contains("The one reason for this comes only from firms");
        assert!(all != run.stdout.contains("You have what you need."), "{run}");
    }
}
