//! Charts, drawn as SVG: boxes below one another with lines between them.
//!
//! The first row of several boxes stands side by side, as people draw organisations; what is below it hangs from a line
//! at the left, which keeps the drawing narrow. Where even that is too wide for a telephone, a second drawing, with every
//! row hung from the left, takes its place there. The words of a chart are its description.

use leadership_advisor::{BoxStyle, DrawnBox, DrawnChart};
use maud::{Markup, html};
use textwrap::{Options, WordSplitter};

use super::shown;
use crate::wording::Wording;

/// Sizes in pixels. A box is as wide as two words; letters are taken to be a little wider than they are.
const WIDTH: usize = 156;
const LETTERS: usize = 18;
const NOTE_LETTERS: usize = 22;
const LINE: usize = 16;
const NOTE_LINE: usize = 14;
const PADDING: usize = 9;
const GUTTER: usize = 16;
const DROP: usize = 28;
const STACK_DROP: usize = 12;
const INDENT: usize = 18;
/// So many boxes stand side by side; more hang from the left.
const MOST_BESIDE: usize = 4;
/// A drawing up to this wide fits a telephone.
const NARROW: usize = 320;

/// A chart with its title, drawn once, or twice where one drawing does not suit every width.
pub(super) fn figure(nth: usize, drawn: &DrawnChart<'_>, say: &Wording) -> Markup {
    let wide = Drawing::of(&drawn.boxes, true);
    let narrow = (wide.width > NARROW).then(|| Drawing::of(&drawn.boxes, false));
    let words = in_words(&drawn.boxes, say);
    html! {
        figure {
            figcaption { h3 { (shown(&drawn.chart.title)) } }
            @match narrow {
                None => (wide.svg(&format!("chart-{nth}"), "", &drawn.chart.title, &words)),
                Some(narrow) => {
                    (wide.svg(&format!("chart-{nth}"), "wide", &drawn.chart.title, &words))
                    (narrow.svg(&format!("chart-{nth}-narrow"), "narrow", &drawn.chart.title, &words))
                },
            }
        }
    }
}

/// `Chief executive; below: Head of sales (leaving), Marketing.` for whoever does not see the drawing.
fn in_words(boxes: &[DrawnBox<'_>], say: &Wording) -> String {
    let words = boxes.iter().map(|one| {
        let note = if one.note.is_empty() { String::new() } else { format!(" ({})", one.note) };
        let title = format!("{}{note}", one.title);
        if one.below.is_empty() { title } else { say.chart_above(title, in_words(&one.below, say)) }
    });
    words.collect::<Vec<_>>().join("; ")
}

/// Boxes and lines with their places.
#[derive(Default)]
struct Drawing {
    boxes: Vec<Placed>,
    lines: Vec<String>,
    width: usize,
    height: usize,
}

struct Placed {
    style: BoxStyle,
    x: usize,
    y: usize,
    title: Vec<String>,
    note: Vec<String>,
}

impl Placed {
    fn height(&self) -> usize {
        2 * PADDING + LINE * self.title.len() + NOTE_LINE * self.note.len()
    }
}

impl Drawing {
    fn of(boxes: &[DrawnBox<'_>], beside: bool) -> Self {
        let mut drawing = Drawing::default();
        let mut y = 1;
        for one in boxes {
            y = drawing.place(one, 1, y, beside) + DROP;
        }
        drawing.width = drawing.boxes.iter().map(|one| one.x + WIDTH).max().unwrap_or(0) + 1;
        drawing.height = drawing.boxes.iter().map(|one| one.y + one.height()).max().unwrap_or(0) + 1;
        drawing
    }

    /// Places a box with all below it, from this left edge and top on, and gives back the lowest point.
    fn place(&mut self, one: &DrawnBox<'_>, x: usize, y: usize, beside: bool) -> usize {
        let middle = x + spine(one);
        match one.below.as_slice() {
            [only] if beside => {
                let bottom = self.put(one, middle - WIDTH / 2, y);
                self.lines.push(format!("M{middle} {bottom}v{DROP}"));
                self.place(only, x, bottom + DROP, beside)
            }
            row if beside && stands_beside(row) => {
                let bottom = self.put(one, middle - WIDTH / 2, y);
                let (mut left, mut lowest) = (x, bottom);
                for below in row {
                    let centre = left + WIDTH / 2;
                    self.lines.push(format!("M{middle} {bottom}v{half}H{centre}v{half}", half = DROP / 2));
                    // The first row is the only one that stands side by side.
                    lowest = lowest.max(self.place(below, left, bottom + DROP, false));
                    left += breadth(below) + GUTTER;
                }
                lowest
            }
            below => {
                let bottom = self.put(one, x, y);
                self.stack(below, x, bottom)
            }
        }
    }

    /// Boxes below one another, hung from a line at the left.
    fn stack(&mut self, boxes: &[DrawnBox<'_>], x: usize, top: usize) -> usize {
        let mut bottom = top;
        for below in boxes {
            let y = bottom + STACK_DROP;
            let placed = self.boxes.len();
            bottom = self.place(below, x + INDENT, y, false);
            let middle = self.boxes.get(placed).map_or(y, |one| y + one.height() / 2);
            self.lines.push(format!("M{} {top}V{middle}h{}", x + INDENT / 2, INDENT / 2));
        }
        bottom
    }

    fn put(&mut self, one: &DrawnBox<'_>, x: usize, y: usize) -> usize {
        let (title, note) = (lines(one.title, LETTERS), lines(one.note, NOTE_LETTERS));
        let placed = Placed { style: one.style, x, y, title, note };
        let bottom = y + placed.height();
        self.boxes.push(placed);
        bottom
    }

    fn svg(&self, id: &str, class: &str, title: &str, words: &str) -> Markup {
        html! {
            svg.chart.(class) role="img" aria-labelledby={ (id) "-title " (id) "-words" }
                viewBox={ "0 0 " (self.width) " " (self.height) } width=(self.width) height=(self.height) {
                title id={ (id) "-title" } { (shown(title)) }
                desc id={ (id) "-words" } { (shown(words)) }
                path.line d=(self.lines.join("")) {}
                @for one in &self.boxes { (one.svg()) }
            }
        }
    }
}

impl Placed {
    fn svg(&self) -> Markup {
        let middle = self.x + WIDTH / 2;
        let first = self.y + PADDING + 13;
        let notes = first + LINE * self.title.len() - 1;
        html! {
            g class=(self.style.name()) {
                rect x=(self.x) y=(self.y) width=(WIDTH) height=(self.height()) rx="5" {}
                @for (nth, line) in self.title.iter().enumerate() { text x=(middle) y=(first + LINE * nth) { (line) } }
                @for (nth, line) in self.note.iter().enumerate() { text.note x=(middle) y=(notes + NOTE_LINE * nth) { (line) } }
            }
        }
    }
}

/// Whether boxes stand side by side where they can.
fn stands_beside(row: &[DrawnBox<'_>]) -> bool {
    (2..=MOST_BESIDE).contains(&row.len())
}

/// How far from the left edge of all below it the middle of a box is: above the middle of the first row.
fn spine(one: &DrawnBox<'_>) -> usize {
    match one.below.as_slice() {
        [only] => spine(only),
        [before @ .., _] if stands_beside(&one.below) => {
            let last = before.iter().map(|below| breadth(below) + GUTTER).sum::<usize>();
            (last + WIDTH) / 2
        }
        _ => WIDTH / 2,
    }
}

/// How wide a box is with all below it hung from the left.
fn breadth(one: &DrawnBox<'_>) -> usize {
    let below = one.below.iter().map(|below| INDENT + breadth(below)).max();
    below.unwrap_or(0).max(WIDTH)
}

/// The lines of a text in a box. A word that is longer than a line is cut.
fn lines(text: &str, letters: usize) -> Vec<String> {
    let text = shown(text);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return Vec::new();
    }
    let options = Options::new(letters).break_words(true).word_splitter(WordSplitter::NoHyphenation);
    textwrap::wrap(&text, options).into_iter().map(std::borrow::Cow::into_owned).collect()
}
