//! An interview that is put away after each step, as JSON, goes on as if nobody had.

use leadership_advisor::{AnswerError, Interview, InterviewState, Rulebook};

use crate::interview::{draw, drawn};
use crate::root;

/// How many founders are followed, and how many steps each takes at most.
const FOUNDERS: usize = 12;
const STEPS: usize = 45;

/// Put away, and taken up again.
fn resumed(interview: &Interview) -> Interview {
    let kept = serde_json::to_string(&interview.state()).expect("it is JSON");
    let state: InterviewState = serde_json::from_str(&kept).expect("it is read");
    let (resumed, mistakes) = Interview::resume(interview.rulebook(), &state);
    assert!(mistakes.is_empty(), "{mistakes}");
    resumed
}

/// All that a face can see of an interview.
fn seen(interview: &Interview) -> String {
    let question = interview.question().map(|question| &question.id);
    let past: Vec<_> = interview.past().map(|(question, answer)| (&question.id, answer)).collect();
    let decisions = interview.rulebook().decisions().iter();
    let settled: Vec<_> = decisions.map(|decision| interview.is_settled(&decision.id)).collect();
    format!("{question:?} {:?} {past:?} {settled:?} {:?}", interview.progress(), interview.answers())
}

/// Answers, passes over, goes back, goes on, as a person may.
fn step(interview: &mut Interview, seed: &mut u64) {
    let Some(question) = interview.question() else {
        return interview.go_on();
    };
    match (draw(seed, 8), drawn(question, seed)) {
        (0, _) => {
            interview.back();
        }
        (1, _) => {
            interview.keep();
        }
        (2, _) => {
            let past: Vec<String> = interview.past().map(|(question, _)| question.id.clone()).collect();
            past.get(draw(seed, past.len())).iter().for_each(|id| assert!(interview.revisit(id)));
        }
        (3 | 4, _) | (_, None) => interview.skip(),
        (_, Some(answer)) => {
            let id = question.id.clone();
            interview.answer_to(&id, answer).expect("it is drawn from what the question takes");
        }
    }
}

#[test]
fn an_interview_goes_on_where_it_was_put_away() {
    let rulebook = Rulebook::builtin();
    let mut seed = 7;
    for founder in 0..FOUNDERS {
        let begin = if founder % 4 == 3 { Interview::asking_all } else { Interview::new };
        let mut interview = begin(rulebook.answers());
        interview.set_company(Some("Söhne \"& Co\"\n".to_owned()));
        for _ in 0..STEPS {
            let mut again = resumed(&interview);
            assert_eq!(seen(&again), seen(&interview));
            let mut same = seed;
            step(&mut again, &mut same);
            step(&mut interview, &mut seed);
            assert_eq!(seen(&again), seen(&interview), "and goes on alike");
        }
    }
}

/// Between two requests the rulebook may have become another one.
#[test]
fn an_interview_goes_on_with_a_changed_rulebook() {
    let shipped = Rulebook::builtin();
    let mut interview = Interview::new(shipped.answers());
    let mut seed = 3;
    (0..9).for_each(|_| step(&mut interview, &mut seed));
    let layered = Rulebook::load(root().join("examples/practice.yaml")).expect("it is a good rulebook");
    let (again, mistakes) = Interview::resume(&layered, &interview.state());
    assert!(mistakes.is_empty(), "{mistakes}");
    assert_eq!(again.answers().len(), interview.answers().len());
    let (past, before) = (again.past().count(), interview.past().count());
    assert!(past <= before && again.question().is_some(), "{past} of {before}");

    let lunch = "
    rulebook: {id: lunch, version: 1, format: 1, title: Lunch}
    questions: [{id: hungry, ask: Hungry?, type: yes_no}]
    decisions: [{id: meal, title: What to eat?, choose: one, options: [{id: soup, title: Soup}], rules: []}]
    ";
    let lunch = Rulebook::parse("lunch.yaml", lunch).expect("it is a good rulebook");
    let (again, mistakes) = Interview::resume(&lunch, &interview.state());
    assert_eq!((again.answers().len(), mistakes.len()), (0, interview.answers().len()));
    assert!(mistakes.iter().all(|mistake| matches!(mistake, AnswerError::UnknownQuestion { .. })));
}

/// A state may come back from a stranger's browser.
#[test]
fn a_state_that_was_tampered_with_does_no_harm() {
    let rulebook = Rulebook::builtin();
    let mut interview = Interview::new(rulebook.answers());
    let mut seed = 5;
    (0..6).for_each(|_| step(&mut interview, &mut seed));
    let state = serde_json::to_value(interview.state()).expect("it is JSON");
    let ids: Vec<&str> = rulebook.questions().iter().map(|question| question.id.as_str()).collect();
    let everything = serde_json::json!(ids.iter().chain(&ids).chain(&["nonsense"]).collect::<Vec<_>>());
    for (key, value) in [
        ("current", serde_json::json!("nonsense")),
        ("current", serde_json::json!("area_planning")),
        ("past", everything.clone()),
        ("past", serde_json::json!([])),
        ("may_come", everything),
        ("may_come", serde_json::json!([])),
        ("scope", serde_json::json!("all")),
        ("answers", serde_json::json!({"nonsense": 1, "stage": ["scaling"], "hurts": "apart"})),
        ("fingerprint", serde_json::json!("")),
    ] {
        let mut state = state.clone();
        state.as_object_mut().expect("it is an object").insert(key.to_owned(), value);
        let state: InterviewState = serde_json::from_value(state).expect("it has the form of a state");
        let (mut again, _) = Interview::resume(&rulebook, &state);
        let asked = |interview: &Interview| {
            let asked = interview.evaluation().asked();
            asked.map(|question| question.id.clone()).collect::<Vec<_>>()
        };
        for _ in 0..60 {
            assert!(again.question().is_none_or(|question| asked(&again).contains(&question.id)), "{key}");
            step(&mut again, &mut seed);
        }
    }
}

/// A double click, or a page that was left.
#[test]
fn an_answer_to_another_question_is_refused() {
    let mut interview = Interview::new(Rulebook::builtin().answers());
    let first = interview.question().map(|question| question.id.clone()).expect("a question");
    interview.skip();
    let second = interview.question().map(|question| question.id.clone()).expect("a question");
    let before = interview.answers().clone();
    let error = interview.answer_to(&first, "one").expect_err("it was asked before");
    assert_eq!(error.to_string(), format!("`{first}` is not asked now"));
    assert_eq!(error.help(), Some(format!("answer `{second}`, or go back").as_str()));
    assert_eq!((error.code().name(), error.near()), ("not-asked", Some(second.as_str())));
    assert_eq!(*interview.answers(), before);
    // A click that comes twice skips, keeps and goes back once.
    assert_eq!(interview.skip_question(&first), Err(error.clone()));
    assert_eq!(interview.keep_question(&first), Err(error.clone()));
    assert_eq!(interview.back_from(&first), Err(error));
    assert_eq!(interview.question().map(|question| &question.id), Some(&second));
    assert_eq!(interview.back_from(&second), Ok(true));
    assert_eq!(interview.keep_question(&first), Ok(true));
    assert_eq!(interview.question().map(|question| &question.id), Some(&second));
    let unknown = interview.skip_question("no_such_question").expect_err("there is no such question");
    assert_eq!(unknown.code().name(), "unknown-question");
    while interview.question().is_some() {
        interview.skip();
    }
    assert_eq!(interview.answer(true), Err(AnswerError::NothingAsked));
    assert_eq!(interview.answer_to(&first, true), Err(AnswerError::NothingAsked));
}

/// States that were kept before they had a number are read; those of a later version would be misread, and are refused.
#[test]
fn states_of_earlier_versions_are_read_and_of_later_ones_refused() {
    let mut interview = Interview::new(Rulebook::builtin().answers());
    interview.skip();
    let mut state = serde_json::to_value(interview.state()).expect("it is JSON");
    let keys = state.as_object_mut().expect("it is an object");
    assert_eq!(keys.remove("format"), Some(1.into()));
    let (resumed, mistakes) =
        Interview::resume(&Rulebook::builtin(), &serde_json::from_value(state.clone()).expect("it is read"));
    assert!(mistakes.is_empty());
    assert_eq!(seen(&resumed), seen(&interview));
    state["format"] = 2.into();
    let refusal = serde_json::from_value::<InterviewState>(state).expect_err("it is of a later version");
    assert_eq!(refusal.to_string(), "the state of an interview has the format 2; this version reads formats up to 1");
}
