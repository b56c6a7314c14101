//! What a founder reads is plain American business English. No test can tell good prose, but a phrase that was taken out once
//! does not come back, and no sentence grows beyond what can be read in one breath.

use leadership_advisor::Rulebook;

use crate::code::{blanked, without_tests};
use crate::none;
use crate::repository::sources;

/// What read as if translated, archaic, or like a riddle. In small letters; a phrase is found wherever it stands.
const BANNED: &[&str] = &[
    "want of",
    "whom it may",
    "somebody who",
    "an own domain",
    "a domain each",
    "to be rid of",
    "first strangers",
    "be adjustable",
    "counting the executives",
    "nobody left to blame",
    "head of revenue",
    "it would be “",
    "rests on one source",
    "it rests on these answers",
    "leave no room for",
    "worth finding out next",
    "they are no probabilities",
    "whatever the others are",
    "did not mean",
    "asks the time of nobody",
    "have even less",
    "too little is known",
];

/// A sentence of more words is two.
const MOST_WORDS: usize = 30;

/// The phrases of the list that stand in a text.
fn banned(text: &str) -> Vec<&'static str> {
    let text = text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    BANNED.iter().copied().filter(|phrase| text.contains(phrase)).collect()
}

/// The longest sentence of a text, in words.
fn longest(text: &str) -> usize {
    let words = |sentence: &str| sentence.split_whitespace().count();
    text.split_inclusive(['.', '?', '!', ':', ';']).map(words).max().unwrap_or(0)
}

#[test]
fn the_program_speaks_plainly() {
    let mut wrong = Vec::new();
    for file in sources() {
        if ["crates/report/src", "crates/sql/src", "crates/web/src", "crates/cli/src"]
            .iter()
            .any(|own| file.path.starts_with(own))
        {
            let said = blanked(without_tests(&file.text), true);
            wrong.extend(banned(&said).into_iter().map(|phrase| format!("{}: “{phrase}”", file.path)));
        }
    }
    none("phrases that nobody would say", &wrong);
}

/// Every text of the shipped rulebook that a founder reads, by where it stands. The flag says whether its sentences are
/// measured.
fn texts(rulebook: &Rulebook) -> Vec<(String, &str, bool)> {
    let mut texts: Vec<(String, &str, bool)> = Vec::new();
    for question in rulebook.questions() {
        texts.push((format!("{} ask", question.id), &question.ask, true));
        texts.push((format!("{} why", question.id), &question.why, false));
        for answer in question.answers() {
            for text in [&answer.label, &answer.help, &answer.if_so] {
                texts.push((format!("{}={}", question.id, answer.id), text, false));
            }
        }
    }
    for decision in rulebook.decisions() {
        texts.push((format!("{} title", decision.id), &decision.title, true));
        for option in decision.options() {
            let place = format!("{}/{}", decision.id, option.id);
            texts.push((place.clone(), &option.title, true));
            texts.push((place.clone(), &option.summary, true));
            let entries = option.details.iter().flat_map(|detail| &detail.entries);
            texts.extend(entries.map(|entry| (place.clone(), entry.as_str(), true)));
            texts.extend(option.details.iter().map(|detail| (place.clone(), detail.title.as_str(), true)));
            texts.push((place.clone(), &option.owner, true));
        }
        for rule in decision.rules() {
            texts.push((format!("{} because", rule.id), &rule.because, true));
        }
    }
    texts.extend(rulebook.headlines().iter().map(|headline| ("headline".to_owned(), headline.say.as_str(), true)));
    let contradictions = rulebook.contradictions().iter();
    texts.extend(contradictions.map(|one| ("contradiction".to_owned(), one.say.as_str(), true)));
    for source in rulebook.sources() {
        texts.push((format!("source {}", source.id), &source.title, false));
        texts.push((format!("source {}", source.id), &source.short, false));
    }
    for chart in rulebook.charts() {
        let boxes = chart.every_box().into_iter().flat_map(|part| [part.title.as_str(), part.note.as_str()]);
        texts.extend(boxes.map(|text| (format!("chart {}", chart.id), text, false)));
    }
    texts
}

#[test]
fn the_shipped_rulebook_speaks_plainly() {
    let mut wrong = Vec::new();
    for (place, text, measured) in texts(&Rulebook::builtin()) {
        wrong.extend(banned(text).into_iter().map(|phrase| format!("{place}: “{phrase}”")));
        if measured && longest(text) > MOST_WORDS {
            wrong.push(format!("{place}: a sentence of {} words", longest(text)));
        }
    }
    none("what a founder would not say", &wrong);
}

#[test]
fn phrases_and_long_sentences_are_found() {
    assert_eq!(banned("Choose what you would pay\n to be Rid of."), ["to be rid of"]);
    assert_eq!(longest("One. Two words. And three more?"), 3);
}
