//! What would change a result, in sentences; a decision that follows another one in a line; ties without a winner.

use crate::advisor::{Advisor, Run};
use crate::trip::TRIP;

fn recommend(answers: &str, more: &str) -> Run {
    let advisor = Advisor::new().file("trip.yaml", TRIP);
    advisor.feed(&format!("recommend --rules trip.yaml - {more}"), format!("answers: {{{answers}}}")).exits(0)
}

/// The lines under a heading, as one text.
fn under(run: &Run, heading: &str) -> String {
    let lines = run.stdout.lines().skip_while(|line| line.trim() != heading).skip(1);
    let lines = lines.take_while(|line| !line.is_empty()).map(str::trim);
    lines.collect::<Vec<_>>().join(" ")
}

#[test]
fn they_read_like_this() {
    for (name, answers) in [
        ("alone", "people: one, wants: [quiet], car: yes, budget: 100"),
        ("group", "people: many, wants: [quiet], car: yes, budget: 100"),
        ("tie", "people: few, wants: [quiet, stops], car: yes, budget: 100"),
        ("open", "wants: [quiet]"),
    ] {
        recommend(answers, "").snapshot(&format!("trip-{name}"));
        recommend(answers, "--format markdown").snapshot(&format!("trip-{name}-markdown"));
    }
    recommend("people: one, wants: [quiet], car: yes, budget: 100", "--all-ways").snapshot("trip-alone-all-ways");
}

#[test]
fn only_what_can_happen_is_told() {
    let answers = "people: many, wants: [stops], car: yes, budget: 100";
    let run = recommend(answers, "");
    let told = under(&run, "What would change it");
    // A group does not shrink, and a car is not given away.
    for never in ["two to four of you", "you went alone", "you had no car"] {
        assert!(!told.contains(never), "{run}");
    }
    assert!(told.contains("If you wanted quiet too, “Take the train” would tie"), "{run}");
    // It stays in the list of all, and in the JSON.
    assert!(recommend(answers, "--all-ways").stdout.contains("How many of you travel? → Two to four"), "{run}");
    let json = recommend(answers, "--format json").json();
    let analysis = &json["decisions"][0]["analysis"];
    let shrinks = |list: &str| analysis[list].to_string().contains("\"to\":\"few\"");
    assert!(shrinks("flips") && !shrinks("ways"), "{analysis:#}");
}

#[test]
fn what_is_added_and_what_is_dropped_is_said() {
    let run = recommend("people: few, wants: [quiet, bags], car: yes, budget: 100", "");
    let told = under(&run, "What would change it");
    assert!(told.contains("If you wanted to stop on the way too, we would recommend “Take the car”."), "{run}");
    let run = recommend("people: one, wants: [stops, bags], car: yes, budget: 100", "");
    let told = under(&run, "What would change it");
    assert!(told.contains("(and no longer “Room for bags”), we would recommend “Take the train”"), "{run}");
}

#[test]
fn what_follows_has_one_line_and_a_tie_no_winner() {
    let run = recommend("people: one, wants: [quiet], car: yes, budget: 100", "");
    let line = "What should you book? Seats on the train. Follows from “How should you travel?”.";
    assert!(run.stdout.contains(line), "{run}");
    assert!(!run.stdout.contains("They sell out."), "{run}");
    let tie = recommend("people: few, wants: [quiet, stops], car: yes, budget: 100", "");
    assert!(tie.stdout.contains("It's a tie: “Take the car” has just as many points"), "{tie}");
    for claim in ["Why:", "Why not", "Clear"] {
        let told = tie.stdout.split("What should you book?").next().unwrap_or_default();
        assert!(!told.contains(claim), "{tie}");
    }
    // A change that only leads to a tie decides nothing, and is not told beside one that does.
    let run = recommend("people: few, wants: [stops], car: yes, budget: 100", "");
    assert!(!under(&run, "What would change it").contains("would tie"), "{run}");
}

/// A title that fills the terminal leaves no column beside it.
#[test]
fn what_follows_stands_below_its_title_where_there_is_no_room() {
    let long = TRIP.replace("What should you book?", "What should you book before all the others do?");
    let advisor = Advisor::new().file("trip.yaml", long).columns(30);
    let run = advisor.feed("recommend --rules trip.yaml -", "answers: {people: one, wants: [quiet]}").exits(0);
    assert!(run.stdout.lines().all(|line| line.chars().count() <= 30), "{run}");
    assert!(run.stdout.contains("\n  Seats on the train. Follows"), "{run}");
}

#[test]
fn a_decision_follows_from_one_above_it() {
    let below = TRIP.replace("    follows: way\n", "    follows: booking\n");
    let run = Advisor::new().file("trip.yaml", below).run("rules check trip.yaml").exits(1);
    assert!(run.stdout.contains("`booking` cannot be named here"), "{run}");
    let unknown = TRIP.replace("    follows: way\n", "    follows: wya\n");
    let run = Advisor::new().file("trip.yaml", unknown).run("rules check trip.yaml").exits(1);
    assert!(run.stdout.contains("did you mean `way`?"), "{run}");
    let unordered = TRIP.replace("    ordered: true\n", "");
    let run = Advisor::new().file("trip.yaml", unordered).run("rules check trip.yaml").exits(1);
    assert!(run.stdout.contains("have no order, so it cannot grow"), "{run}");
    Advisor::new().file("trip.yaml", TRIP).run("rules check trip.yaml --deny-warnings").exits(0);
}
