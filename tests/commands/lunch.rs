//! A small rulebook for tests that are about the program and not about the shipped rulebook, so that a better question
//! there breaks nothing here.
//!
//! Each question decides something of its own, so that none ever becomes needless and the questionnaire asks them all.

/// All four kinds of questions, one that depends on another, and every kind of outcome.
pub(crate) const LUNCH: &str = "\
rulebook:
  id: lunch
  version: 2.1
  format: 1
  title: Lunch
  summary: What to eat, and with whom.
  allow:
    no-why: It is for tests of both, questions that say why and questions that do not.
    rationale-repeats-condition: Its reasons are short, so that snapshots are.
    tie-by-order: Tests of ties rest on it.
    option-never-chosen: Salad is never more than the second.
    rule-never-matters: Its rules make reasons to show.
  sections: {hunger: Your hunger, company: Your company}
sources:
  - {id: cook, title: The cook's book, kind: document, claims: {stew: Stew fills, salad: Salad refreshes}}
  - {id: doctor, title: The doctor, kind: field, published: 1999, address: https://example.org/eat, claims: {eat: Eat}}
questions:
  - id: hunger
    section: hunger
    ask: How hungry are you?
    why: The hungrier you are, the more it takes.
    type: choice
    ordered: true
    answers: {none: Not at all, some: {label: A little, help: I could eat}, wolf: Like a wolf}
    sources: [cook/stew]
  - id: tastes
    section: hunger
    ask: What do you like?
    type: many
    at_most: 2
    answers: {sweet: Sweet things, sour: Sour things, hot: Hot things}
  - {id: money, section: company, ask: What may it cost?, type: number, unit: euros, min: 0, max: 100}
  - {id: guests, section: company, ask: Do you have guests?, why: Guests eat too., type: yes_no}
  - {id: number, section: company, ask: How many guests?, type: number, ask_if: {guests: true}}
facts:
  - {id: poor, if: {money: {below: 10}}}
decisions:
  - id: meal
    title: What should you eat?
    choose: one
    close_call: 1
    options:
      - {id: soup, title: Soup, summary: Warm and cheap.}
      - {id: stew, title: Stew, summary: It fills., details: {You need: [A pot, Time], You get: [Strength]}}
      - {id: salad, title: Salad}
    rules:
      - {id: wolves-want-stew, if: {hunger: wolf}, points: {stew: 3}, because: Stew fills you., sources: [cook/stew]}
      - {id: a-bite, if: {hunger: some}, points: {salad: 2, soup: 1}, because: A bite will do., sources: [cook/salad]}
      - {id: warmth, if: {hunger: {at_most: some}}, points: {soup: 1}, because: It warms., sources: [doctor/eat]}
      - {id: fasting, if: {hunger: none}, rules_out: [stew, salad], because: It would go to waste., sources: [cook]}
  - id: spices
    title: What goes in?
    choose: many
    options: [{id: sugar, title: Sugar}, {id: lemon, title: Lemon}, {id: chili, title: Chili}]
    rules:
      - {id: sweeten, if: {tastes: sweet}, points: {sugar: 1}, because: You like it sweet., sources: [cook]}
      - {id: sour, if: {tastes: sour}, points: {lemon: 2}, because: You like it sour., sources: [cook]}
      - {id: heat, if: {tastes: hot}, points: {chili: 1}, because: You like it hot., sources: [cook]}
  - id: place
    title: Where?
    choose: one
    options: [{id: home, title: At home}, {id: out, title: In a restaurant}]
    rules:
      - {id: save, if: {poor: true}, points: {home: 1}, because: It is cheaper., sources: [doctor]}
      - {id: spend, if: {poor: false}, points: {out: 1}, because: You can pay for it., sources: [doctor]}
  - id: table
    title: Which table?
    choose: one
    applies_if: {guests: true}
    options: [{id: small, title: The small one}, {id: large, title: The large one}]
    rules:
      - {id: few, if: {number: {at_most: 3}}, points: {small: 1}, because: You are few., sources: [cook]}
      - {id: crowd, if: {number: {above: 3}}, points: {large: 1}, because: You are many., sources: [cook]}
cases:
  - name: a wolf alone
    answers: {hunger: wolf, tastes: [hot], money: 5, guests: no}
    expect: {meal: stew, spices: {includes: [chili], excludes: [sugar]}, place: home, table: none}
    reasons: [wolves-want-stew]
  - name: nobody knows
    answers: {}
    expect: {meal: none, spices: none}
";
