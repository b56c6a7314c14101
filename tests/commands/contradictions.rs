//! Answers that do not fit together: pointed out when they are given, and in the report.

use crate::advisor::Advisor;
use crate::trip::TRIP;

const SAYS: &str = "Without a car you have little room for bags.";

#[test]
fn a_report_has_a_note() {
    let advisor = Advisor::new().file("trip.yaml", TRIP).file("a.yaml", "answers: {wants: [bags], car: no}");
    for (format, note) in [
        ("text", format!("Check your answers: {SAYS}")),
        ("markdown", format!("**Check your answers:** {SAYS}")),
        ("html", format!("<strong>Check your answers: </strong>{SAYS}")),
        ("board", format!("<strong>Check your answers: </strong>{SAYS}")),
    ] {
        let run = advisor.run(&format!("recommend --rules trip.yaml a.yaml --format {format}")).exits(0);
        assert!(run.stdout.contains(&note), "{run}");
    }
    let json = advisor.run("recommend --rules trip.yaml a.yaml --format json").exits(0).json();
    assert_eq!(json["contradictions"], serde_json::json!([SAYS]));
    let fitting = advisor.run("recommend --rules trip.yaml a.yaml --set car=yes --format json").exits(0).json();
    assert_eq!(fitting["contradictions"], serde_json::json!([]));
}

/// It is said once, when the second of the two answers is given, and the answer can be changed.
#[test]
fn the_questionnaire_points_it_out_when_it_is_given() {
    let advisor = Advisor::new().file("trip.yaml", TRIP);
    let run = advisor.feed("ask --rules trip.yaml --save a.yaml --all", "2\n3\nn\nb\ny\n100\n\n").exits(0);
    let said = format!("{SAYS} Type b to change your answer.");
    let text = run.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(text.matches(&said).count(), 1, "{run}");
    assert!(advisor.read("a.yaml").contains("car: yes"), "{run}");
}

#[test]
fn it_may_name_questions_and_facts_alone() {
    let wrong = TRIP.replace("{car: false, wants: bags}", "{way: train}");
    let run = Advisor::new().file("trip.yaml", wrong).run("rules check trip.yaml").exits(1);
    assert!(run.stdout.contains("`way` cannot be named here"), "{run}");
    let shown = Advisor::new().file("trip.yaml", TRIP).run("rules show trip.yaml car").exits(0);
    assert!(shown.stdout.contains("Contradictions that depend on it (1)"), "{shown}");
}
