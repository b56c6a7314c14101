//! What stands on a screen of some size: a state and a size give lines. No terminal is needed to know it.
//!
//! A screen has a head (where we are, the question), a body that scrolls where it is too long, and a foot (what to say, the
//! keys). On a very low screen the head scrolls with the body.

use std::ops::Range;

use anstyle::Style;
use leadership_advisor::{Answer, Interview, Question, QuestionKind};
use leadership_advisor_report::{
    ACCENT, DIM, Page, STRONG, answer_in_words, count, enough_text, standings_text, why_asked_text,
};

use super::state::{Screen, View};
use crate::prompt;

/// The fewest lines that a scrolling body is given.
const LEAST_BODY: usize = 5;

/// So much of an answer tells it apart.
const LABEL: usize = 24;

/// A text in which one part must be seen.
struct Body {
    lines: Vec<String>,
    focus: Range<usize>,
    /// It is a page to read, scrolled by so many lines, and not a list with a cursor.
    scrolled: Option<usize>,
}

/// The lines of the screen: at most so many, each at most so wide, as far as a page goes.
pub(super) fn lines(screen: &Screen, interview: &Interview, (width, height): (usize, usize)) -> Vec<String> {
    let head = head(screen, interview, width);
    let mut body = body(screen, interview, width);
    let mut foot = foot(screen, interview, width);
    // What is picked stays in sight where the list does not.
    let picked = picked(screen, interview, width);
    if head.len() + body.lines.len() + foot.len() > height && foot.len() + picked.len() + LEAST_BODY <= height {
        foot.splice(..0, picked);
    }
    let mut lines = head;
    if lines.len() + foot.len() + LEAST_BODY.min(body.lines.len()) > height {
        let moved = lines.len();
        body.focus = body.focus.start + moved..body.focus.end + moved;
        lines.append(&mut body.lines);
        body.lines = std::mem::take(&mut lines);
    }
    // Where even that is too little, the keys give way to what they act on.
    let least = LEAST_BODY.min(body.lines.len()).min(height);
    foot.truncate(height.saturating_sub(lines.len() + least));
    let room = height.saturating_sub(lines.len() + foot.len());
    screen.furthest.set(body.lines.len().saturating_sub(room));
    lines.extend(window(body, room));
    let gap = height.saturating_sub(lines.len() + foot.len());
    lines.extend(std::iter::repeat_n(String::new(), gap));
    lines.append(&mut foot);
    lines
}

/// The part of a body that fits, with what must be seen in its middle, and marks where there is more.
fn window(body: Body, room: usize) -> Vec<String> {
    let total = body.lines.len();
    if total <= room {
        return body.lines;
    }
    let middle = (body.focus.start + body.focus.end) / 2;
    let first = match body.scrolled {
        Some(scrolled) => scrolled.min(total - room),
        None if body.focus.end < room => 0,
        None => middle.saturating_sub(room / 2).min(body.focus.start.saturating_sub(1)).min(total - room),
    };
    let mut shown: Vec<String> = body.lines.into_iter().skip(first).take(room).collect();
    if room >= 3 {
        let mark = |arrow: &str| format!("{DIM}  {arrow} more{DIM:#}");
        if let Some(line) = shown.first_mut().filter(|_| first > 0) {
            *line = mark("↑");
        }
        if let Some(line) = shown.last_mut().filter(|_| first + room < total) {
            *line = mark("↓");
        }
    }
    shown
}

fn split(page: Page) -> Vec<String> {
    page.finish().lines().map(str::to_owned).collect()
}

fn head(screen: &Screen, interview: &Interview, width: usize) -> Vec<String> {
    let mut page = Page::new(width);
    match (screen.view, interview.question()) {
        (View::Answers, _) => page.styled(0, STRONG, "Your answers so far"),
        (View::Why, Some(_)) => page.styled(0, STRONG, "Why we ask"),
        (View::Standings, _) => page.styled(0, STRONG, "How things stand"),
        (View::Company, _) => page.styled(0, STRONG, "Company name, for the top of the result?"),
        (View::Start | View::Enough, _) | (View::Question | View::Why, None) => {
            page.styled(0, ACCENT.bold(), interview.rulebook().title());
        }
        (View::Question, Some(question)) => {
            let progress = interview.progress();
            let section = interview.section().map_or(interview.rulebook().title(), |section| section.title.as_str());
            let place = format!("{section}  ·  {} of up to {}", progress.at, progress.of);
            page.styled(0, ACCENT, &place);
            page.line("");
            page.styled(0, STRONG, &question.ask);
            if let QuestionKind::Many { at_most: Some(most), .. } = question.kind {
                let picked = screen.marked.iter().filter(|mark| **mark).count();
                page.styled(0, DIM, &format!("Pick up to {most} · {picked} picked"));
            }
        }
    }
    page.line("");
    split(page)
}

fn body(screen: &Screen, interview: &Interview, width: usize) -> Body {
    let text = |text: String| {
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        Body { focus: 0..0, lines, scrolled: Some(screen.cursor) }
    };
    match screen.view {
        View::Start => {
            let mut page = Page::new(width);
            page.paragraph(0, interview.rulebook().summary());
            page.gap();
            page.paragraph(0, &screen.note);
            page.gap();
            page.paragraph(0, "At every question, you can say you don't know, ask why, or go back.");
            text(page.finish())
        }
        View::Why => text(why_asked_text(interview, width)),
        View::Standings => text(standings_text(interview, width)),
        View::Company => Body { lines: vec![typed(&screen.typed, width)], focus: 0..1, scrolled: None },
        View::Enough => enough(screen, interview, width),
        View::Answers => {
            let rows: Vec<(String, &str)> = interview
                .past()
                .map(|(question, answer)| {
                    let answer = answer.map_or_else(|| "open".to_owned(), |answer| answer_in_words(question, &answer));
                    (format!("{} → {answer}", question.ask), "")
                })
                .collect();
            list(&rows, screen.cursor, None, width)
        }
        View::Question => match interview.question() {
            Some(question) => answers(screen, question, interview.answers().get(&question.id).as_ref(), width),
            None => Body { lines: Vec::new(), focus: 0..0, scrolled: None },
        },
    }
}

fn enough(screen: &Screen, interview: &Interview, width: usize) -> Body {
    let remainder = interview.remainder();
    let mut lines: Vec<String> = if remainder.saved > 0 || remainder.more > 0 {
        enough_text(&remainder, width).lines().map(str::to_owned).collect()
    } else {
        vec!["That was the last question.".to_owned()]
    };
    lines.push(String::new());
    let mut choices = vec![("Show me the recommendation".to_owned(), "")];
    if remainder.more > 0 {
        let most = if remainder.more > 1 { "up to " } else { "" };
        choices.push((format!("Continue with {most}{}", count(remainder.more, "more question")), ""));
    }
    let mut list = list(&choices, screen.cursor, None, width);
    let focus = list.focus.start + lines.len()..list.focus.end + lines.len();
    lines.append(&mut list.lines);
    Body { lines, focus, scrolled: None }
}

/// What may be answered.
fn answers(screen: &Screen, question: &Question, given: Option<&Answer>, width: usize) -> Body {
    if let QuestionKind::Number { .. } = question.kind {
        let mut page = Page::new(width);
        page.styled(0, DIM, &prompt::how_to_answer(question));
        if !screen.typed.trim().is_empty() {
            let read = prompt::read(question, &screen.typed);
            let read = read.map(|answer| prompt::reading(question, &screen.typed, &answer).unwrap_or_default());
            page.styled(0, DIM, &read.unwrap_or_default());
        }
        let mut lines = vec![typed(&screen.typed, width), String::new()];
        lines.append(&mut split(page));
        return Body { lines, focus: 0..1, scrolled: None };
    }
    let said = |is_given: bool| if is_given { " (your answer)" } else { "" };
    let rows: Vec<(String, &str)> = match question.kind {
        QuestionKind::YesNo => [("Yes", true), ("No", false)]
            .map(|(word, yes)| (format!("{word}{}", said(given == Some(&Answer::YesNo(yes)))), ""))
            .to_vec(),
        _ => {
            let is_given = |id: &str| matches!(given, Some(Answer::Choice(given)) if given == id);
            let rows = question.answers().iter();
            rows.map(|row| (format!("{}{}", row.label, said(is_given(&row.id))), row.help.as_str())).collect()
        }
    };
    let marked = matches!(question.kind, QuestionKind::Many { .. }).then_some(screen.marked.as_slice());
    list(&rows, screen.cursor, marked, width)
}

/// Numbered entries, one of them under the cursor.
fn list(rows: &[(String, &str)], cursor: usize, marked: Option<&[bool]>, width: usize) -> Body {
    let (mut lines, mut focus) = (Vec::new(), 0..0);
    for (nth, (row, help)) in rows.iter().enumerate() {
        let on = nth == cursor;
        let mark = match marked.map(|marked| marked.get(nth) == Some(&true)) {
            None => "",
            Some(true) => "[x] ",
            Some(false) => "[ ] ",
        };
        let mut page = Page::new(width);
        let marker = format!("{} {:>2}  {mark}", if on { "›" } else { " " }, nth + 1);
        let style = if on { STRONG } else { Style::new() };
        page.item(0, &marker, if on { ACCENT.bold() } else { ACCENT }, style, row);
        page.styled(marker.chars().count(), DIM, help);
        let mut entry = split(page);
        if on {
            focus = lines.len()..lines.len() + entry.len();
        }
        lines.append(&mut entry);
    }
    Body { lines, focus, scrolled: None }
}

/// A field with what was typed so far, its end in sight.
fn typed(text: &str, width: usize) -> String {
    let text = leadership_advisor_report::clean(text);
    let room = width.saturating_sub(4);
    let skip = text.chars().count().saturating_sub(room / 2);
    let tail: String = if text.chars().count() > room { text.chars().skip(skip).collect() } else { text.into_owned() };
    format!("{ACCENT}> {ACCENT:#}{STRONG}{tail}{STRONG:#}▏")
}

fn foot(screen: &Screen, interview: &Interview, width: usize) -> Vec<String> {
    let mut page = Page::new(width);
    page.line("");
    if !screen.note.is_empty() && screen.view != View::Start {
        page.styled(0, STRONG, &screen.note);
        page.line("");
    }
    for line in joined(&keys(screen, interview), page.width()) {
        page.styled(0, DIM, &line);
    }
    split(page)
}

/// The answers that are picked where there may be several, in few words. Nothing elsewhere.
fn picked(screen: &Screen, interview: &Interview, width: usize) -> Vec<String> {
    let question = interview.question().filter(|_| screen.view == View::Question);
    let marked = question.into_iter().flat_map(|question| question.answers().iter().zip(&screen.marked).enumerate());
    let picked: Vec<String> = marked
        .filter(|(_, (_, mark))| **mark)
        .map(|(nth, (answer, _))| {
            let label: String = answer.label.chars().take(LABEL).collect();
            let cut = if answer.label.chars().count() > LABEL { "…" } else { "" };
            format!("{} {}{cut}", nth + 1, label.trim_end())
        })
        .collect();
    let mut page = Page::new(width);
    if !picked.is_empty() {
        page.line("");
        page.item(0, "Picked: ", ACCENT, Style::new(), &picked.join("; "));
    }
    split(page)
}

/// The keys that mean something now. A key and what it does stay on one line.
fn keys(screen: &Screen, interview: &Interview) -> Vec<&'static str> {
    let commands = ["? why", "s don't know", "b back", "r standings", "l answers", "q save and leave"];
    match screen.view {
        View::Start => vec!["Enter begin", "q leave"],
        View::Why | View::Standings => vec!["↑↓ scroll", "any other key: back to the question", "q save and leave"],
        View::Answers => vec!["↑↓ move", "Enter change it", "Esc back to the question", "q save and leave"],
        View::Company => vec!["Enter continue, with or without a name", "Esc back"],
        View::Enough => vec!["↑↓ move", "Enter choose", "b back", "r standings", "l answers", "q save and leave"],
        View::Question => {
            let how: &[&str] = match interview.question().map(|question| &question.kind) {
                Some(QuestionKind::Many { .. }) => {
                    &["↑↓ move", "Space or number pick", "0 none of these", "Enter done"]
                }
                Some(QuestionKind::Number { .. }) if !screen.typed.is_empty() => {
                    return vec!["Enter done", "Esc clear, to use the other keys"];
                }
                Some(QuestionKind::Number { .. }) => &["Enter done"],
                Some(QuestionKind::YesNo) => &["↑↓ move", "Enter or y, n"],
                _ => &["↑↓ move", "Enter or number choose"],
            };
            how.iter().chain(&commands).copied().collect()
        }
    }
}

/// Keys in as few lines as they need.
fn joined(keys: &[&str], width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for key in keys {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 3 + key.chars().count() <= width => {
                line.push_str(" · ");
                line.push_str(key);
            }
            _ => lines.push((*key).to_owned()),
        }
    }
    lines
}
