"""Hostile inputs, each near one limit of what is let in: rulebooks first, then what stands beside a rulebook.

A rulebook here is the text of its keys. `RULEBOOKS` gives it by name; `changed` makes the version that it is compared with.
"""

import random
import re

LARGEST = 2 * 1024 * 1024 - 200
HEAD = "rulebook: {id: h, version: 1, format: 1, title: T}\n"
OPTIONS = "[{id: a, title: A}, {id: b, title: B}]"


def questions(count, ask_if=lambda at: ""):
    return "questions:\n" + "".join(f"- {{id: q{at}, ask: Q{at}, type: yes_no{ask_if(at)}}}\n" for at in range(count))


def rule(name, condition, points):
    return f"{{id: {name}, if: {condition}, points: {{{points}}}, because: B}}"


def decision(rules, name="d", options=OPTIONS, more="", choose="one"):
    listed = "".join(f"  - {rule}\n" for rule in rules)
    return f"- id: {name}\n  title: D\n  choose: {choose}\n{more}  options: {options}\n  rules:\n{listed}"


def decide(rules, **how):
    return "decisions:\n" + decision(rules, **how)


def pair(at=0):
    return [rule("ra", f"{{q{at}: true}}", "a: 1"), rule("rb", f"{{q{at}: false}}", "b: 1")]


CASES = "cases:\n- {name: c, answers: {q0: yes}, expect: {d: a}}\n- {name: e, answers: {q0: no}, expect: {d: b}}\n"


def facts(count, condition):
    return "facts:\n" + "".join(f"- {{id: f{at}, if: {condition(at)}}}\n" for at in range(count))


def fit_in(make, *, step, largest=LARGEST):
    """As many as fit: `make(count)` must grow about evenly with its count."""
    size = len(make(step)) / step
    count = int(largest / size)
    while len(make(count)) > largest:
        count = count * 99 // 100
    return make(count)


def clauses(count, variables, seed):
    drawn = random.Random(seed)
    three = lambda: ", ".join(f"{{q{at}: {drawn.choice(['true', 'false'])}}}" for at in drawn.sample(range(variables), 3))
    return "{all: [" + ", ".join(f"{{any: [{three()}]}}" for _ in range(count)) + "]}"


def pigeons(birds, holes):
    at = lambda bird, hole: f"q{bird * holes + hole}"
    parts = ["{any: [" + ", ".join(f"{{{at(bird, hole)}: true}}" for hole in range(holes)) + "]}" for bird in range(birds)]
    parts += [f"{{any: [{{{at(one, hole)}: false}}, {{{at(other, hole)}: false}}]}}"
              for hole in range(holes) for one in range(birds) for other in range(one)]
    return "{all: [" + ", ".join(parts) + "]}"


def knapsack(count):
    drawn = random.Random(1)
    return [rule(f"r{at}", f"{{q{at}: true}}", f"{drawn.choice('ab')}: {drawn.randint(10**8, 10**9)}") for at in range(count)]


def chain_of_decisions(count, asked, condition):
    rows = [decision([rule(f"r{at}", condition(at, "true"), "a: 1"), rule(f"s{at}", condition(at, "false"), "b: 1")], name=f"d{at}")
            for at in range(count)]
    return HEAD + questions(asked) + "decisions:\n" + "".join(rows) + "cases: [{name: c, answers: {q0: yes}, expect: {d0: a}}]\n"


def either(at, value):
    other = "false" if value == "true" else "true"
    if at == 0:
        return f"{{q0: {value}}}"
    return f"{{any: [{{d{at - 1}: a, q{at}: {other}}}, {{d{at - 1}: b, q{at}: {value}}}]}}"


def nots(depth, inner):
    return "{not: " * depth + inner + "}" * depth


def bands(count):
    rows = [rule(f"r{at}", f"{{n: {{at_least: {at * 3 + 1}}}}}", f"{'ab'[at % 2]}: {at % 7 + 1}") for at in range(count)]
    return HEAD + "questions: [{id: n, ask: N, type: number, min: 0, max: 1000000}, {id: q0, ask: Q, type: yes_no}]\n" + decide(rows)


def many_options(count, rules):
    options = "[" + ", ".join(f"{{id: o{at}, title: O{at}}}" for at in range(count)) + "]"
    rows = [rule(f"r{at}", f"{{q{at % 60}: true, q{(at * 7 + 1) % 60}: false}}", f"o{at % count}: {at % 5 + 1}") for at in range(rules)]
    return HEAD + questions(60) + decide(rows, options=options)


def choose_many(count, rules):
    options = "[" + ", ".join(f"{{id: o{at}, title: O{at}}}" for at in range(count)) + "]"
    rows = [rule(f"r{at}", f"{{q{at % 60}: true}}", f"o{at % count}: {at % 5 + 1}") for at in range(rules)]
    return HEAD + questions(60) + decide(rows, options=options, choose="{at_least: 3}")


def wide(count, asked):
    tests = ", ".join(f"{{q{at % asked}: {'true' if at % 3 else 'false'}}}" for at in range(count))
    return HEAD + questions(asked) + decide([rule("r", f"{{any: [{tests}]}}", "a: 1"), rule("s", "{q0: true}", "b: 1")]) + CASES


def drawn_charts(count):
    boxes = ", ".join(f"{{title: B{at}}}" for at in range(100))
    return HEAD + questions(60) + decide(pair()) + "charts:\n" + "".join(
        f"- {{id: c{at}, title: C, if: {{q{at % 60}: true}}, boxes: [{boxes}]}}\n" for at in range(count))


def said(key, count):
    return HEAD + questions(60) + decide(pair()) + f"{key}:\n" + "".join(
        f"- {{if: {{q{at % 60}: true, q{(at + 7) % 60}: false}}, say: Sentence {at}.}}\n" for at in range(count))


def asserted(count):
    return HEAD + questions(60) + decide(pair()) + "properties:\n" + "".join(
        f"- {{id: p{at}, says: P, never: {{q{at % 60}: true, d: {'ab'[at % 2]}}}}}\n" for at in range(count))


def documents(count):
    return HEAD + "sources:\n" + "".join(
        f"- {{id: s{at}, title: S{at}, claims: [{{id: c, says: C}}]}}\n" for at in range(count)) + questions(5) + decide(pair())


def cases(count, asked, answers):
    rows = []
    for at in range(count):
        given = ", ".join(f"q{(at * 7 + step) % asked}: {'yes' if (at + step) % 3 else 'no'}" for step in range(answers))
        rows.append(f"- {{name: c{at}, answers: {{{given}}}, expect: {{d: {'ab'[at % 2]}}}}}\n")
    return HEAD + questions(asked) + decide(pair()) + "cases:\n" + "".join(rows)


def text_of(size):
    return HEAD + questions(3) + decide([rule("r", "{q0: true}", "a: 1").replace("because: B", "because: " + "word " * (size // 5)),
                                         rule("s", "{q0: false}", "b: 1")]) + CASES


def rulebook_of(asked, rules, each=1):
    rows = [rule(f"r{at}", "{" + ", ".join(f"q{(at * 3 + step * 11) % asked}: {'true' if (at + step) % 2 else 'false'}"
                                           for step in range(each)) + "}", f"{'ab'[at % 2]}: {at % 9 + 1}") for at in range(rules)]
    return HEAD + questions(asked) + decide(rows) + CASES


def tripling(at):
    before = f"f{at - 1}"
    return "{q0: true}" if at == 0 else f"{{any: [{{{before}: true, q{at}: true}}, {{{before}: false, q{at}: false}}, {{{before}: true}}]}}"


def parity(at):
    before = f"f{at - 1}"
    if at == 0:
        return "{q0: true}"
    return f"{{any: [{{all: [{{{before}: true}}, {{q{at}: false}}]}}, {{all: [{{{before}: false}}, {{q{at}: true}}]}}]}}"


RULEBOOKS = {
    "questions": lambda: fit_in(lambda n: HEAD + questions(n) + decide(pair()) + CASES, step=1000, largest=10_000 * 40),
    "questions-rules": lambda: rulebook_of(3000, 3000),
    "rules": lambda: rulebook_of(400, 20_000),
    "rules-of-three": lambda: rulebook_of(200, 8000, each=3),
    "rules-few-questions": lambda: rulebook_of(20, 2000, each=3),
    "facts-chain": lambda: HEAD + questions(5000) + facts(5000, parity) + decide([rule("r", "{f4999: true}", "a: 1"), *pair()]) + CASES,
    "facts-parity-30": lambda: HEAD + questions(30) + facts(30, parity) + decide([rule("r", "{f29: true}", "a: 2"), *pair()]) + CASES,
    "facts-tripling": lambda: HEAD + questions(40) + facts(40, tripling) + decide([rule("r", "{f39: true}", "a: 2"), *pair()]) + CASES,
    "facts-of-nots": lambda: HEAD + questions(1) + facts(1600, lambda at: nots(100, f"{{f{at - 1}: true}}") if at else "{q0: true}")
        + decide([rule("r", "{f1599: true}", "a: 2")]) + CASES,
    "rules-of-nots": lambda: HEAD + questions(50) + decide([rule(f"r{at}", nots(110, f"{{q{at % 50}: true}}"), f"{'ab'[at % 2]}: 1")
                                                           for at in range(2400)]) + CASES,
    "ask-if-chain": lambda: HEAD + questions(3100, lambda at: f", ask_if: {{q{at - 1}: true}}" if at else "") + decide(pair(3099)) + CASES,
    "ask-if-wide": lambda: HEAD + questions(300, lambda at: ", ask_if: {any: [" + ", ".join(f"{{q{n}: true}}" for n in range(at)) + "]}"
                                           if at else "") + decide(pair(299)) + CASES,
    "wide-any": lambda: wide(90_000, 9000),
    "wide-any-few": lambda: wide(90_000, 300),
    "cases": lambda: cases(19_000, 200, 4),
    "cases-long": lambda: cases(600, 400, 300),
    "cases-rules": lambda: rulebook_of(200, 9000).replace(CASES, cases(14_000, 200, 1).split("cases:")[1].join(["cases:", ""])),
    "decisions": lambda: chain_of_decisions(500, 1000, lambda at, value: f"{{q{at}: {value}}}"),
    "decisions-parity": lambda: chain_of_decisions(400, 400, either),
    "options": lambda: many_options(64, 900),
    "options-many": lambda: choose_many(64, 2000),
    "bands": lambda: bands(7000),
    "satisfiable": lambda: HEAD + questions(150) + decide([rule("r", clauses(630, 150, 3), "a: 2"), *pair()]) + CASES,
    "pigeons": lambda: HEAD + questions(90) + decide([rule("r", pigeons(10, 9), "a: 2"), *pair()]) + CASES,
    "knapsack": lambda: HEAD + questions(40) + decide(knapsack(40)) + CASES,
    "charts": lambda: drawn_charts(1200),
    "headlines": lambda: said("headlines", 20_000),
    "contradictions": lambda: said("contradictions", 20_000),
    "properties": lambda: asserted(1000),
    "sources": lambda: documents(20_000),
    "long-text": lambda: text_of(LARGEST - 1000),
    "long-texts": lambda: HEAD + questions(3) + decide([rule(f"r{at}", f"{{q{at % 3}: true}}", "a: 1").replace("B}", "word " * 180 + "}")
                                                       for at in range(2000)]) + CASES,
    "anchors": lambda: HEAD + "questions: [{id: q0, ask: Q, type: yes_no}]\n" + "sources:\n- &s {id: s, title: &t "
        + "w" * 4000 + "}\n" + "".join("- *s\n" for _ in range(90_000)) + decide(pair()),
    "anchored-texts": lambda: HEAD + "questions:\n- {id: q0, ask: &t " + "w" * 1_000_000 + ", type: yes_no}\n"
        + "".join(f"- {{id: q{at}, ask: *t, type: yes_no}}\n" for at in range(1, 9)) + decide(pair()),
    "long-key": lambda: HEAD + questions(300) + decide([rule("r", "{? " + "q" * 1_000_000 + " : true}", "a: 1"), *pair()]),
    "unknown-keys": lambda: HEAD + questions(300) + decide(pair()) + "".join(f"unknown{at}: 1\n" for at in range(100_000)),
    "unknown-ids": lambda: HEAD + questions(1000) + decide([rule(f"r{at}", f"{{x{at}: true}}", "a: 1") for at in range(15_000)]),
    "one-line": lambda: "{rulebook: {id: h, version: 1, format: 1, title: T}, questions: ["
        + ", ".join(f"{{id: q{at}, ask: Q, type: yes_no, x: 1}}" for at in range(9000)) + "]}",
    "depth": lambda: HEAD + "questions: " + "[" * 500_000 + "]" * 500_000,
    "broken-lines": lambda: HEAD + questions(10) + "decisions:\n" + "- {id: d, title: 'x\n" * 90_000,
    "sequence": lambda: HEAD + "questions:\n" + "- \n" * 480_000,
}


def changed(text):
    """The version after, for `rules diff`: another text, other points, other ids for everything that is a question."""
    return text.replace("title: A}", "title: Another}").replace("points: {a: 1}", "points: {a: 3}", 1)


def renamed(text):
    """The version after with other ids for all questions, facts, rules and cases, and for all else the same."""
    return re.sub(r"\b([qfrsc])(\d+)\b", r"\1x\2", text)
