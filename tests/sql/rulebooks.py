"""Random rulebooks that use every feature of the format, and random tables for a rulebook. JSON is YAML, so they are JSON."""

import json

PIECES = ["x", "y", "z", "w", "v"]


def table(random, questions, rows, unknown=0.25):
    """Rows of cells, `id` first. A question is `(id, kind, answers or bounds, at_most)`."""
    out = []
    for nth in range(rows):
        share = random.choice([0.0, unknown, unknown, 0.7])
        out.append([f"row-{nth}", *(cell(random, question) if random.random() >= share else "" for question in questions)])
    return out


def cell(random, question):
    _, kind, answers, at_most = question
    if kind == "choice":
        return random.choice(answers)
    if kind == "many":
        count = min(random.choice([0, 1, 1, 2, 3, 9]), at_most or 9, len(answers))
        return random.choice(["|", "|", "|", ", ", " | "]).join(random.sample(answers, count)) or "[]"
    if kind == "yes_no":
        return random.choice(["yes", "no", "true", "FALSE", "y", "N"])
    least, most = answers
    low, high = (-40 if least is None else least), (40 if most is None else most)
    number = random.choice([low, high, random.randint(low, high), random.randint(low, high)])
    written = [str(number), f"{number}.0", f" {number} ", f"{'-' if number < 0 else '+'}00{abs(number)}"]
    if least is None and most is None and random.random() < 0.1:
        return random.choice(["9223372036854775807", "-9223372036854775808"])
    return random.choice(written) if random.random() < 0.3 else written[0]


HOSTILE = ["?", "a'b", "a'; DROP TABLE companies; --", "|", "[", "]", "9223372036854775808", "99999999999999999999999999",
           "-9223372036854775809", "1e3", "45.5", "+-5", "5-", "--5", "+", "0x10", "ja", "_", "%", "\\"]


def spoiled(random, questions, rows):
    """Rows of which each has one cell that may be wrong. Nothing that people write for an id: `advisor batch` takes that."""
    out = table(random, questions, rows)
    for row in out:
        at = random.randrange(len(questions)) + 1
        kept = row[at]
        row[at] = random.choice([*HOSTILE, f"{kept}|{kept}", f"{kept}|nothing", f"[{kept}]", f"{kept}x"])
    return out


class Maker:
    def __init__(self, random):
        self.random = random
        self.questions, self.facts, self.decisions = [], [], []

    def rulebook(self):
        random = self.random
        for nth in range(random.randint(2, 6)):
            self.question(nth)
        for nth in range(random.randint(0, 4)):
            self.facts.append({"id": f"f{nth}", "if": self.condition(3, self.questions, self.facts, [])})
        # Questions that rest on facts stand behind them in nothing: the order of sections of a file does not count.
        if self.facts and random.random() < 0.5:
            self.question(len(self.questions), self.facts)
        for nth in range(random.randint(1, 4)):
            self.decision(nth)
        facts = self.facts[:]
        random.shuffle(facts)
        about = {"id": "random", "version": "1'--", "format": 1, "title": "*/ ; ' ` \" {{ x }} ${y}\n--"}
        return {"rulebook": about, "questions": self.questions, "facts": facts, "decisions": self.decisions}

    def question(self, nth, facts=()):
        random = self.random
        question = {"id": f"q{nth}", "ask": "?", "why": "'", "type": random.choice(["choice", "many", "number", "yes_no"])}
        if question["type"] in ("choice", "many"):
            question["answers"] = {answer: answer for answer in PIECES[: random.randint(2, 5)]}
        if question["type"] == "choice" and random.random() < 0.5:
            question["ordered"] = True
        if question["type"] == "many" and random.random() < 0.4:
            question["at_most"] = random.randint(1, 3)
        if question["type"] == "number":
            bounds = random.choice([{}, {"min": -5}, {"max": 30}, {"min": 0, "max": 20}])
            question.update(bounds)
        if self.questions and random.random() < 0.4:
            question["ask_if"] = self.condition(2, self.questions, list(facts), [])
        self.questions.append(question)

    def decision(self, nth):
        random = self.random
        options = [f"o{option}" for option in range(random.randint(1, 6))]
        scale = random.choice([1, 1, 1, 1 << 31, 1 << 37])
        decision = {"id": f"d-{nth}", "title": "it's", "choose": random.choice(["one", "one", "many"])}
        decision["options"] = [{"id": option, "title": option} for option in options]
        if decision["choose"] == "one" and random.random() < 0.7:
            decision["close_call"] = random.randint(0, 2) * scale
        if decision["choose"] == "many" and random.random() < 0.7:
            decision["threshold"] = random.randint(-1, 3) * scale
        if random.random() < 0.4:
            decision["applies_if"] = self.condition(2, self.questions, self.facts, self.decisions)
        rules = []
        for rule in range(random.randint(0, 12)):
            made = {"id": f"r{nth}_{rule}", "if": self.condition(3, self.questions, self.facts, self.decisions), "because": "."}
            given = random.sample(options, random.randint(0, min(3, len(options))))
            if given:
                made["points"] = {option: random.choice([-2, -1, 1, 1, 2, 3]) * scale for option in given}
            if random.random() < 0.15:
                made["rules_out"] = random.sample(options, 1)
            if "points" not in made and "rules_out" not in made:
                made["points"] = {options[0]: 1}
            rules.append(made)
        decision["rules"] = rules
        self.decisions.append(decision)

    def condition(self, depth, questions, facts, decisions):
        random = self.random
        out = {}
        for _ in range(random.choice([1, 1, 1, 2])):
            kind = random.random()
            if depth > 0 and kind < 0.35:
                word = random.choice(["all", "any", "any", "not"])
                parts = [self.condition(depth - 1, questions, facts, decisions) for _ in range(random.randint(1, 3))]
                out[word] = parts[0] if word == "not" else parts
            elif facts and kind < 0.5:
                out[random.choice(facts)["id"]] = random.choice([True, False])
            elif decisions and kind < 0.7:
                decision = random.choice(decisions)
                ids = [option["id"] for option in decision["options"]]
                out[decision["id"]] = random.choice([random.choice(ids), random.sample(ids, random.randint(1, len(ids)))])
            else:
                question = random.choice(questions)
                out[question["id"]] = self.test(question)
        return out

    def test(self, question):
        random = self.random
        kind = question["type"]
        if kind == "yes_no":
            return random.choice([True, False])
        if kind == "number":
            low, high = question.get("min", -9), question.get("max", 25)
            least = random.randint(low, high)
            return random.choice([
                least, {"at_least": least}, {"at_most": least}, {"above": least - 1}, {"below": least + 1},
                {"at_least": least, "below": random.randint(least, high) + 1},
            ])
        ids = list(question["answers"])
        some = random.sample(ids, random.randint(1, len(ids) - 1))
        if kind == "many":
            rest = [answer for answer in ids if answer not in some]
            return random.choice([some[0], some, {"all_of": some}, {"none_of": some}, {"all_of": some, "none_of": rest}])
        tests = [some[0], some, {"not": some[0]}, {"not": some}]
        if question.get("ordered"):
            tests += [{"at_least": some[0]}, {"at_most": some[0]}]
        return random.choice(tests)


def questions_of(rulebook):
    def kept(question):
        kind = question["type"]
        answers = (question.get("min"), question.get("max")) if kind == "number" else list(question.get("answers", ()))
        return (question["id"], kind, answers, question.get("at_most"))

    return [kept(question) for question in rulebook["questions"]]


def questions_of_schema(schema):
    """The questions of any rulebook, by the JSON Schema that `advisor rules schema` prints."""
    schema = json.loads(schema)
    answers = schema["definitions"]["case"]["properties"]["answers"]["properties"]

    def ids(name):
        found = schema["definitions"][name]
        return [value for value in found.get("enum", [one.get("const") for one in found.get("oneOf", found.get("anyOf", []))])]

    out = []
    for id, taken in answers.items():
        values = ids(f"answer to {id}") if f"answer to {id}" in schema["definitions"] else None
        if "items" in taken:
            out.append((id, "many", values, taken.get("maxItems")))
        elif values:
            out.append((id, "choice", values, None))
        elif "integer" in str(taken.get("type")):
            out.append((id, "number", (taken.get("minimum"), taken.get("maximum")), None))
        elif "flag" in str(taken):
            out.append((id, "yes_no", None, None))
        else:
            raise ValueError(f"{id}: the kind of this question is not read from the schema yet")
    return out


def large(random, rules):
    """A rulebook of so many rules over sixteen questions."""
    questions = [{"id": f"q{nth}", "ask": "?", "why": ".", "type": "choice", "ordered": True,
                  "answers": {answer: answer for answer in PIECES}} for nth in range(16)]
    options = [f"o{nth}" for nth in range(4)]

    def rule(nth):
        tests = {f"q{at}": random.sample(PIECES, random.randint(1, 3)) for at in random.sample(range(16), random.randint(1, 3))}
        points = {option: random.randint(1, 3) for option in random.sample(options, random.randint(1, 2))}
        return {"id": f"r{nth}", "if": tests, "points": points, "because": "."}

    decision = {"id": "d", "title": "?", "choose": "one", "close_call": 1, "rules": [rule(nth) for nth in range(rules)]}
    decision["options"] = [{"id": option, "title": option} for option in options]
    about = {"id": "large", "version": "1", "format": 1, "title": "large"}
    return {"rulebook": about, "questions": questions, "decisions": [decision]}
