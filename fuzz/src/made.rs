//! Rulebooks drawn from bytes: small, with every feature of the format, and mostly valid.
//!
//! Names are picked among those that may stand at a place, so that most of what is drawn gets past the checks. Texts are drawn
//! from a few that are hard to show. Numbers are few and close together, so that ties and edges are common.

use arbitrary::{Result, Unstructured};

/// What is hard to show: in a terminal, in Markdown, in HTML, in YAML. As they stand in a text in double quotes.
const TEXTS: &[&str] = &[
    "Plain",
    "Two words",
    "x\\e[2J\\a\\u009b5m\\r\\n y",
    "\\u202eturned\\u2066",
    "<b>&amp;\\\"</b>",
    "| a | b |",
    "`x` *y* _z_",
    "# a",
    "- a: b",
    "[a](b) ![c]",
    "größer 市場 👩‍💼",
    "Vertriebsverantwortlichkeitsbereichsleitung",
    "https://a.org/?b=<c>",
    "A sentence, of several words, that does not fit into one line and must be wrapped somewhere in between.",
    "a\\tb",
    "''",
    "$5",
    "]]>",
    "--",
    "1.10",
    "yes",
    "http://x y",
    "\\u200b",
    "<br>",
];
const ANSWERS: [&str; 4] = ["a", "b", "c", "d"];
const OPTIONS: [&str; 4] = ["w", "x", "y", "z"];

/// A rulebook, what tests it, and two sets of answers to it, as files.
pub struct Made {
    pub rulebook: String,
    /// Cases, properties and former questions, to stand behind the rulebook. They need not hold.
    pub tested: String,
    pub answers: [String; 2],
}

enum Kind {
    YesNo,
    Choice(usize, bool),
    Many(usize),
    Number(i64, i64),
}

struct Draw<'u, 'b> {
    u: &'u mut Unstructured<'b>,
    questions: Vec<Kind>,
    facts: usize,
    /// How many options each decision has.
    decisions: Vec<usize>,
}

/// Draws from the bytes as far as they reach; behind their end everything is the simplest there is.
pub fn made(u: &mut Unstructured<'_>) -> Result<Made> {
    let mut draw = Draw { u, questions: Vec::new(), facts: 0, decisions: Vec::new() };
    let (head, sources) = (draw.head()?, draw.sources()?);
    let questions = draw.questions()?;
    let facts = draw.facts()?;
    let decisions = draw.decisions()?;
    let shown = draw.shown()?;
    let tested = draw.tested()?;
    let answers = [draw.answers_file()?, draw.answers_file()?];
    Ok(Made { rulebook: [head, sources, questions, facts, decisions, shown].concat(), tested, answers })
}

impl Draw<'_, '_> {
    fn below(&mut self, end: usize) -> Result<usize> {
        self.u.int_in_range(0..=end.saturating_sub(1))
    }

    fn one_in(&mut self, of: usize) -> Result<bool> {
        Ok(self.below(of)? + 1 == of)
    }

    fn text(&mut self) -> Result<String> {
        Ok(format!("\"{}\"", self.u.choose(TEXTS)?))
    }

    /// `key: "text", ` now and then.
    fn maybe(&mut self, key: &str) -> Result<String> {
        Ok(if self.one_in(3)? { format!(", {key}: {}", self.text()?) } else { String::new() })
    }

    fn number(&mut self) -> Result<i64> {
        Ok(match self.below(40)? {
            38 => i64::MAX,
            39 => i64::MIN,
            few => i64::try_from(few % 9).unwrap_or(0) - 2,
        })
    }

    fn head(&mut self) -> Result<String> {
        let (title, summary) = (self.text()?, self.maybe("summary")?);
        let section = self.text()?;
        Ok(format!("rulebook: {{id: m, version: 1, format: 1, title: {title}{summary}, sections: {{s: {section}}}}}\n"))
    }

    fn sources(&mut self) -> Result<String> {
        let kind = ["document", "field"][self.below(2)?];
        let (title, claim, address, short) = (self.text()?, self.text()?, self.maybe("address")?, self.maybe("short")?);
        Ok(format!("sources: [{{id: src, title: {title}, kind: {kind}{address}{short}, claims: {{c/d: {claim}}}}}]\n"))
    }

    fn cited(&mut self) -> Result<&'static str> {
        Ok(["", "", ", sources: [src]", ", sources: [src/c/d, src]"][self.below(4)?])
    }

    fn questions(&mut self) -> Result<String> {
        let mut out = "questions:\n".to_owned();
        for at in 0..=self.below(5)? {
            let kind = match self.below(5)? {
                0 => Kind::YesNo,
                1 => Kind::Choice(self.below(3)? + 2, false),
                2 => Kind::Choice(self.below(3)? + 2, true),
                3 => Kind::Many(self.below(3)? + 2),
                _ => {
                    let (low, high) = (self.number()?, self.number()?);
                    Kind::Number(low.min(high), low.max(high))
                }
            };
            let (ask, why) = (self.text()?, self.maybe("why")?);
            let nature = ["", ", nature: choice", ", nature: grows", ", section: s"][self.below(4)?];
            out += &format!("  - {{id: q{at}, ask: {ask}{why}{nature}{}", self.cited()?);
            if at > 0 && self.one_in(3)? {
                out += &format!(", ask_if: {}", self.condition(at, 2)?);
            }
            out += &match &kind {
                Kind::YesNo => {
                    let so = if self.one_in(3)? { ", if_so: {yes: you had it, no: you had none}" } else { "" };
                    format!(", type: yes_no{so}}}\n")
                }
                Kind::Choice(many, ordered) => format!(", type: choice, ordered: {ordered}{}}}\n", self.labels(*many)?),
                Kind::Many(many) => {
                    let most = if self.one_in(2)? { ", at_most: 1" } else { "" };
                    format!(", type: many{most}{}}}\n", self.labels(*many)?)
                }
                Kind::Number(low, high) => {
                    let unit = ["", ", unit: \"thousand USD\"", ", unit: \"<i>\\e\""][self.below(3)?];
                    let bounds = if self.one_in(2)? { format!(", min: {low}, max: {high}") } else { String::new() };
                    format!(", type: number{unit}{bounds}}}\n")
                }
            };
            self.questions.push(kind);
        }
        Ok(out)
    }

    fn labels(&mut self, many: usize) -> Result<String> {
        let mut labels = Vec::new();
        for id in ANSWERS.iter().take(many) {
            let label = self.text()?;
            labels.push(match self.below(3)? {
                0 => format!("{id}: {{label: {label}, help: {}}}", self.text()?),
                1 => format!("{id}: {{label: {label}, if_so: you had {id}}}"),
                _ => format!("{id}: {label}"),
            });
        }
        Ok(format!(", answers: {{{}}}", labels.join(", ")))
    }

    /// A condition on the first so many questions, on facts and on decisions as far as there are any by now.
    fn condition(&mut self, questions: usize, depth: usize) -> Result<String> {
        if depth > 0 && self.one_in(3)? {
            let (first, second) = (self.condition(questions, depth - 1)?, self.condition(questions, depth - 1)?);
            return Ok(match self.below(4)? {
                0 => format!("{{not: {first}}}"),
                1 => format!("{{all: [{first}, {second}]}}"),
                2 => format!("{{any: [{first}, {second}]}}"),
                _ => "{all: []}".to_owned(),
            });
        }
        let names = questions + self.facts + self.decisions.len();
        let at = self.below(names)?;
        let yes = self.u.arbitrary::<bool>()?;
        if at >= questions + self.facts {
            let decision = at - questions - self.facts;
            let options = self.decisions.get(decision).copied().unwrap_or(1);
            return Ok(format!("{{d{decision}: {}}}", OPTIONS[self.below(options)?]));
        }
        if at >= questions {
            return Ok(format!("{{f{}: {yes}}}", at - questions));
        }
        Ok(format!("{{q{at}: {}}}", self.test(at)?))
    }

    fn test(&mut self, question: usize) -> Result<String> {
        let (form, first, second) = (self.below(6)?, self.below(4)?, self.below(4)?);
        let (low, high) = (self.number()?, self.number()?);
        let of = |many: usize| (ANSWERS[first % many], ANSWERS[second % many]);
        Ok(match self.questions.get(question) {
            None | Some(Kind::YesNo) => (form % 2 == 0).to_string(),
            Some(Kind::Choice(many, ordered)) => match (form, of(*many)) {
                (0, (one, other)) if one != other => format!("[{one}, {other}]"),
                (1, (one, _)) => format!("{{not: {one}}}"),
                (2, (one, _)) if *ordered => format!("{{at_least: {one}}}"),
                (3, (one, _)) if *ordered => format!("{{at_most: {one}}}"),
                (_, (one, _)) => one.to_owned(),
            },
            Some(Kind::Many(many)) => match (form, of(*many)) {
                (0, (one, other)) if one != other => format!("{{all_of: [{one}, {other}]}}"),
                (1, (one, _)) => format!("{{none_of: [{one}]}}"),
                (_, (one, _)) => one.to_owned(),
            },
            Some(Kind::Number(..)) => match form {
                0 => format!("{{at_least: {low}}}"),
                1 => format!("{{below: {high}}}"),
                2 => format!("{{above: {low}, at_most: {high}}}"),
                _ => low.to_string(),
            },
        })
    }

    fn facts(&mut self) -> Result<String> {
        let mut out = String::new();
        for at in 0..self.below(4)? {
            out += &format!("  - {{id: f{at}, if: {}}}\n", self.condition(self.questions.len(), 2)?);
            self.facts += 1;
        }
        if self.one_in(3)? {
            let condition = self.condition(self.questions.len(), 1)?;
            out = format!("{out}contradictions: [{{if: {condition}, say: {}}}]\n", self.text()?);
        }
        Ok(if self.facts > 0 { format!("facts:\n{out}") } else { out })
    }

    fn decisions(&mut self) -> Result<String> {
        let mut out = "decisions:\n".to_owned();
        for at in 0..=self.below(3)? {
            let options = self.below(4)? + 1;
            out += &format!("  - id: d{at}\n    title: {}\n", self.text()?);
            out += match self.below(5)? {
                0 => "    choose: many\n    threshold: 2\n    display: checklist\n",
                1 => "    choose: many\n    display: warnings\n",
                2 => "    choose: one\n    close_call: 1\n",
                3 => "    choose: one\n    main: true\n",
                _ => "    choose: one\n",
            };
            if self.one_in(4)? {
                out += &format!("    applies_if: {}\n", self.condition(self.questions.len(), 1)?);
            }
            if at > 0 && self.one_in(8)? {
                out += &format!("    follows: d{}\n", at - 1);
            }
            out += "    options:\n";
            for id in OPTIONS.iter().take(options) {
                let (title, summary, when, owner) =
                    (self.text()?, self.maybe("summary")?, self.maybe("when")?, self.maybe("owner")?);
                let details =
                    if self.one_in(4)? { format!(", details: {{Owns: [{}]}}", self.text()?) } else { String::new() };
                out +=
                    &format!("      - {{id: {id}, title: {title}{summary}{when}{owner}{details}{}}}\n", self.cited()?);
            }
            out += "    rules:\n";
            for rule in 0..=self.below(7)? {
                let condition = self.condition(self.questions.len(), 2)?;
                let option = OPTIONS[self.below(options)?];
                let effect = match self.below(6)? {
                    0 => format!("rules_out: [{option}]"),
                    1 if options > 1 => format!("points: {{{option}: -1}}, rules_out: [{}]", OPTIONS[0]),
                    more => format!("points: {{{option}: {}}}", more / 2 + 1),
                };
                let because = self.maybe("because")?;
                out += &format!("      - {{id: r{at}-{rule}, if: {condition}, {effect}{because}{}}}\n", self.cited()?);
            }
            self.decisions.push(options);
        }
        Ok(out)
    }

    fn shown(&mut self) -> Result<String> {
        let mut out = String::new();
        if self.one_in(2)? {
            let condition = self.condition(self.questions.len(), 1)?;
            let (first, last) = (self.text()?, self.text()?);
            out += &format!("headlines:\n  - {{if: {condition}, say: {first}}}\n  - {{say: {last}}}\n");
        }
        if self.one_in(2)? {
            let condition = self.condition(self.questions.len(), 1)?;
            let mut boxes = format!("{{title: {}, style: strong}}", self.text()?);
            for _ in 0..self.below(5)? {
                let (title, note) = (self.text()?, self.maybe("note")?);
                boxes = match self.below(3)? {
                    0 => format!("{boxes}, {{title: {title}{note}, style: dashed}}"),
                    1 => format!("{{title: {title}{note}, if: {condition}, below: [{boxes}]}}"),
                    _ => format!("{{title: {title}{note}, below: [{boxes}]}}"),
                };
            }
            out += &format!("charts: [{{id: c, title: {}, boxes: [{boxes}]}}]\n", self.text()?);
        }
        let ordered = |kind: &Kind| if let Kind::Choice(many, true) = kind { Some(*many) } else { None };
        if let Some((at, many)) = self.questions.iter().enumerate().find_map(|(at, kind)| Some((at, ordered(kind)?))) {
            let (title, area, level) = (self.text()?, self.text()?, self.text()?);
            let levels = vec![level; many].join(", ");
            out += &format!(
                "assessments: [{{id: s, title: {title}, levels: [{levels}], areas: [{{title: {area}, question: q{at}}}]}}]\n"
            );
        }
        Ok(out)
    }

    /// Cases that mostly pass expect nothing but what is there; the others say what they find.
    fn tested(&mut self) -> Result<String> {
        let mut out = String::new();
        for at in 0..self.below(4)? {
            let (answers, options) = (self.given()?, self.decisions.first().copied().unwrap_or(1));
            let option = OPTIONS[self.below(options)?];
            let expected =
                ["", ", expect: {d0: none}", ", expect: {d0: OPTION}", ", expect: {d0: {excludes: [OPTION]}}"];
            let expected = expected[self.below(4)?].replace("OPTION", option);
            let note = self.maybe("note")?;
            out += &format!("  - {{name: case {at}, answers: {{{answers}}}{expected}, reasons: []{note}}}\n");
        }
        if !out.is_empty() {
            out = format!("cases:\n{out}");
        }
        if self.one_in(2)? {
            let (when, claim) = (self.condition(self.questions.len(), 1)?, self.condition(self.questions.len(), 1)?);
            let word = ["never", "always"][self.below(2)?];
            out += &format!("properties:\n  - {{id: p, when: {when}, {word}: {claim}{}}}\n", self.maybe("says")?);
        }
        if self.one_in(4)? {
            out += "former: [{question: old, now: q0, answers: {a: null}}]\n";
        }
        Ok(out)
    }

    /// Some answers, as they stand in a mapping.
    fn given(&mut self) -> Result<String> {
        let mut given = Vec::new();
        for at in 0..self.questions.len() {
            let (is_open, first, number) = (self.one_in(3)?, self.below(4)?, self.number()?);
            let of = |many: &usize| ANSWERS[first % many];
            let answer = match self.questions.get(at) {
                _ if is_open => continue,
                None => continue,
                Some(Kind::YesNo) => ["yes", "no"][first % 2].to_owned(),
                Some(Kind::Choice(many, _)) => of(many).to_owned(),
                Some(Kind::Many(many)) => {
                    if first == 3 {
                        "[]".to_owned()
                    } else {
                        format!("[{}]", of(many))
                    }
                }
                Some(Kind::Number(low, high)) => number.clamp(*low, *high).to_string(),
            };
            given.push(format!("q{at}: {answer}"));
        }
        Ok(given.join(", "))
    }

    fn answers_file(&mut self) -> Result<String> {
        let company = self.text()?;
        Ok(format!("{{company: {company}, answers: {{{}}}}}", self.given()?))
    }
}
