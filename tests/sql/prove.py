"""Runs queries of `advisor rules sql` on real engines and compares what they give with `advisor batch`, byte for byte.

    prove.py --advisor target/debug/advisor                  a quick look, on the engines that this machine has
    prove.py --advisor target/debug/advisor --all --require  all of it, and an engine that is missing is a failure

Row order means nothing in SQL, so both sides are sorted. What a row's error says differs, since a query knows no line
numbers; that it has one must not.
"""

import argparse
import csv
import io
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import guide
from engines import ENGINES, Missing
from rulebooks import Maker, large, questions_of, questions_of_schema, spoiled, table

SEED = 20261128
# A choice, several answers of which two may be given, a number, yes or no: what the shipped rulebook has not all of.
EXAMPLE = Path(__file__).parents[2] / "examples" / "database.yaml"


class Program:
    def __init__(self, path, scratch):
        self.path, self.scratch = path, scratch

    def run(self, *arguments, ends=(0,)):
        done = subprocess.run([self.path, *map(str, arguments)], capture_output=True, text=True)
        if done.returncode not in ends:
            raise SystemExit(f"advisor {' '.join(map(str, arguments))} ended with {done.returncode}:\n{done.stderr}")
        return done.stdout

    def sql(self, dialect, rules, *more):
        return self.run("rules", "sql", *rules, "--dialect", dialect, "--from", "companies", *more)

    def batch(self, rules, columns, rows):
        file = self.scratch / "companies.csv"
        with file.open("w", newline="") as out:
            csv.writer(out, lineterminator="\n").writerows([columns, *rows])
        rules = [word for path in rules for word in ("--rules", path)]
        return list(csv.reader(io.StringIO(self.run("batch", file, *rules, ends=(0, 1)))))[1:]


def sorted_bytes(rows):
    """Rows as the bytes of a table, in order, with what an error says left out."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(sorted([*row[:-1], "error" if row[-1] else ""] for row in rows))
    return out.getvalue().encode()


def same(what, batch, own):
    one, other = sorted_bytes(batch), sorted_bytes(own)
    if one == other:
        return
    lines = zip(one.decode().splitlines(), other.decode().splitlines())
    first = next((pair for pair in lines if pair[0] != pair[1]), (f"{len(batch)} rows", f"{len(own)} rows"))
    raise SystemExit(f"{what}: the engine disagrees with advisor batch\n  batch  {first[0]}\n  engine {first[1]}")


class Proof:
    def __init__(self, program, engine, sizes):
        self.program, self.engine, self.sizes = program, engine, sizes
        self.dialect = engine.dialect
        self.shipped = questions_of_schema(program.run("rules", "schema"))
        self.example = questions_of_schema(program.run("rules", "schema", EXAMPLE))

    def compare(self, what, rules, columns, rows, batch=None):
        self.engine.load(columns, rows)
        own = self.engine.query(self.program.sql(self.dialect, rules))
        self.engine.close()
        same(f"{self.engine.dialect}, {what}", batch or self.program.batch(rules, columns, rows), own)

    def shipped_rulebook(self):
        columns = ["id", *(question[0] for question in self.shipped)]
        rows = table(random.Random(SEED), self.shipped, self.sizes.profiles)
        wrong = spoiled(random.Random(SEED + 1), self.shipped, self.sizes.spoiled)
        rows += [[f"spoiled-{row[0]}", *row[1:]] for row in wrong]
        self.compare("the shipped rulebook", [], columns, rows)
        return f"{self.sizes.profiles} profiles and {self.sizes.spoiled} rows with mistakes on the shipped rulebook"

    def random_rulebooks(self):
        maker = random.Random(SEED + 2)
        count = self.sizes.rulebooks[self.dialect]
        for nth in range(count):
            rulebook = Maker(maker).rulebook()
            path = self.program.scratch / "random.yaml"
            path.write_text(json.dumps(rulebook))
            questions = questions_of(rulebook)
            columns = ["id", *(question[0] for question in questions)]
            rows = table(maker, questions, 150, unknown=0.4) + [
                [f"spoiled-{row[0]}", *row[1:]] for row in spoiled(maker, questions, 50)
            ]
            self.compare(f"random rulebook {nth}", [path], columns, rows)
        return f"{count} random rulebooks"

    def large_rulebook(self):
        path = self.program.scratch / "large.yaml"
        rulebook = large(random.Random(SEED + 3), 1000)
        path.write_text(json.dumps(rulebook))
        questions = questions_of(rulebook)
        rows = table(random.Random(SEED + 4), questions, 500)
        self.compare("1,000 rules", [path], ["id", *(question[0] for question in questions)], rows)
        return "a rulebook of 1,000 rules"

    def names_and_values(self):
        """Hostile names of columns and hostile spellings of answers."""
        choices = [question for question in self.example if question[1] == "choice"]
        first, second, third = choices[0], choices[1], next(one for one in self.example if one[1] == "many")
        names = {first[0]: "a\"b`c'; --", second[0]: "\\ */ %s :x ?"}
        spelled = {answer: f"{nth} o'clock \\' \\\" $x */ -- ;" for nth, answer in enumerate(first[2])}
        members = {answer: f"it's {nth}\\" for nth, answer in enumerate(third[2][:2])}
        mapping = {
            "id": "Company Name",
            "columns": names,
            "values": {
                first[0]: {**{text: answer for answer, text in spelled.items()}, "n/a": None},
                third[0]: {text: answer for answer, text in members.items()},
            },
        }
        path = self.program.scratch / "map.json"
        path.write_text(json.dumps(mapping))
        rows = table(random.Random(SEED + 5), self.example, 400)
        columns = ["id", *(question[0] for question in self.example)]
        batch = self.program.batch([EXAMPLE], columns, rows)
        at, many = columns.index(first[0]), columns.index(third[0])
        for row in rows:
            row[at] = spelled.get(row[at], "n/a")
            for answer, text in members.items():
                row[many] = "|".join(text if part == answer else part for part in row[many].replace(", ", "|").replace(" | ", "|").split("|"))
        own = ["Company Name", *(names.get(column, column) for column in columns[1:])]
        self.engine.load(own, rows)
        got = self.engine.query(self.program.sql(self.dialect, [EXAMPLE], "--map", path))
        self.engine.close()
        same(f"{self.dialect}, names and values of a map", batch, got)
        return "hostile names and spellings in a map"

    def arrays(self):
        """Several answers in a column that is an array of texts."""
        columns = ["id", *(question[0] for question in self.example)]
        rows = table(random.Random(SEED + 9), self.example, 200)
        many = next(question[0] for question in self.example if question[1] == "many")
        at = columns.index(many)
        for row in rows:
            row[at] = row[at].replace(", ", "|").replace(" | ", "|").replace("[]", "")
        path = self.program.scratch / "arrays.json"
        path.write_text(json.dumps({"arrays": [many]}))
        self.engine.load(columns, rows)
        listed = ", ".join(f"{self.engine.array.format(column)} AS {column}" if column == many else column for column in columns)
        kind = "TEMPORARY VIEW" if self.dialect == "spark" else "VIEW"
        self.engine.statement(f"CREATE {kind} in_arrays AS SELECT {listed} FROM companies")
        text = self.program.run("rules", "sql", EXAMPLE, "--dialect", self.dialect, "--from", "in_arrays", "--map", path)
        got = self.engine.query(text)
        self.engine.close()
        same(f"{self.dialect}, arrays", self.program.batch([EXAMPLE], columns, rows), got)
        return "arrays"

    def long_chain(self):
        """Facts that rest on each other, nearly as often as the dialect is given stages."""
        length = {"spark": 32}.get(self.dialect, 385)
        rulebook = {
            "rulebook": {"id": "chain", "version": "1", "format": 1, "title": "chain"},
            "questions": [{"id": "q", "ask": "?", "type": "yes_no"}],
            "facts": [{"id": "f0", "if": {"q": True}}]
            + [{"id": f"f{nth}", "if": {"any": [{f"f{nth - 1}": False}, {"all": [{f"f{nth - 1}": False}, {"q": True}]}]}} for nth in range(1, length)],
            "decisions": [{"id": "d", "title": "?", "choose": "one", "options": [{"id": "a", "title": "a"}, {"id": "b", "title": "b"}],
                           "rules": [{"id": "r", "if": {f"f{length - 1}": True}, "points": {"b": 1}},
                                     {"id": "s", "if": {"q": True}, "points": {"a": 1}}]}],
        }
        path = self.program.scratch / "chain.yaml"
        path.write_text(json.dumps(rulebook))
        self.compare("a chain of facts", [path], ["id", "q"], [["1", "yes"], ["2", "no"], ["3", ""]])
        return f"a chain of {length} facts"

    def forms(self):
        columns = ["id", *(question[0] for question in self.example)]
        rows = table(random.Random(SEED + 6), self.example, 50)
        batch = self.program.batch([EXAMPLE], columns, rows)
        self.engine.load(columns, rows)
        made = []
        for form in ("view", "table", "function"):
            if (form == "function" and self.dialect in ("sqlite", "spark")) or (form, self.dialect) == ("table", "spark"):
                continue
            statement = self.program.sql(self.dialect, [EXAMPLE], "--as", form, "--name", f"as_{form}", "--stamp")
            self.engine.statement(statement)
            if form == "function":
                got = [self.engine.query(f"SELECT * FROM as_function('{row[0]}')") for row in rows[:3]]
                got, wanted = [row for rows in got for row in rows], batch[:3]
            else:
                got, wanted = self.engine.query(f"SELECT * FROM as_{form}"), batch
            same(f"{self.dialect}, --as {form}", wanted, [row[:-3] for row in got])
            if not all(row[-3] == "database" and len(row[-1]) == 64 for row in got):
                raise SystemExit(f"{self.dialect}, --stamp: {got[0][-3:]}")
            made.append(form)
        self.engine.close()
        return f"as {', '.join(made)}"

    def explanations(self):
        """The rules that `--explain` names are the reasons that `advisor recommend` gives."""
        columns = ["id", *(question[0] for question in self.example)]
        rows = table(random.Random(SEED + 7), self.example, self.sizes.explained)
        self.engine.load(columns, rows)
        got = {row[0]: row for row in self.engine.query(self.program.sql(self.dialect, [EXAMPLE], "--explain"))}
        self.engine.close()
        kinds = {question[0]: question[1] for question in self.example}
        for row in rows:
            answers = {}
            for id, cell in zip(columns[1:], row[1:]):
                if cell:
                    parts = [part.strip() for part in cell.strip("[]").replace(",", "|").split("|") if part.strip()]
                    number = kinds[id] == "number" and int(cell.strip().removesuffix(".0"))
                    answers[id] = {"many": parts, "number": number}.get(kinds[id], cell)
            file = self.program.scratch / "answers.json"
            file.write_text(json.dumps({"answers": answers}))
            record = json.loads(self.program.run("recommend", "--rules", EXAMPLE, file, "--format", "json"))
            for nth, decision in enumerate(record["decisions"]):
                standing = {one["option"]: one for one in decision["ranking"]}
                chosen = [(option, [reason["rule"] for reason in standing[option]["reasons"]]) for option in decision["outcome"]]
                said = got[row[0]][4 + 4 * nth]
                if "=" in said or len(chosen) > 1:
                    said = [(part.partition("=")[0], part.partition("=")[2].split("|")) for part in said.split(";")]
                else:
                    said = [(decision["outcome"][0], [rule for rule in said.split("|") if rule])] if chosen else []
                if [(option, sorted(rules)) for option, rules in chosen] != [(option, sorted(rules)) for option, rules in said]:
                    raise SystemExit(f"{self.dialect}, --explain, {row[0]}, {decision['id']}:\n  {chosen}\n  {said}")
        return f"{len(rows)} explanations"


    def guide(self):
        """The example of docs/sql.md for Spark."""
        columns, rows = few(self.shipped)
        got = guide.spark(self.program, self.engine.session, columns, rows)
        same("Spark, docs/sql.md", self.program.batch([], columns, rows), got)
        return "the guide's example"


def few(questions):
    return ["id", *(question[0] for question in questions)], table(random.Random(SEED + 10), questions, 200)


class Quick:
    profiles, spoiled, explained = 300, 200, 3
    rulebooks = {"duckdb": 10, "sqlite": 10, "postgres": 3, "spark": 2}


class All:
    profiles, spoiled, explained = 20_000, 2_000, 10
    rulebooks = {"duckdb": 200, "sqlite": 100, "postgres": 40, "spark": 5}


def parsed(program, scratch):
    """Engines that cannot be run here: a parser that knows their dialects reads the text."""
    import sqlglot
    import sqlglot.errors

    maker = random.Random(SEED + 8)
    count = 0
    for nth in range(6):
        path = scratch / "parsed.yaml"
        path.write_text(json.dumps(Maker(maker).rulebook()))
        for dialect in ("bigquery", "snowflake", "duckdb", "postgres", "sqlite", "spark"):
            rules = [path] if nth else []
            more = ["--explain", "--stamp"] if nth % 2 else []
            text = program.sql(dialect, rules, *more)
            try:
                trees = [tree for tree in sqlglot.parse(text, read=dialect) if tree]
            except sqlglot.errors.ParseError as error:
                raise SystemExit(f"{dialect}: sqlglot does not read the query: {error}") from None
            if len(trees) != 1:
                raise SystemExit(f"{dialect}: the query is {len(trees)} statements")
            count += 1
    return f"sqlglot {sqlglot.__version__} parses {count} queries in six dialects"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--advisor", required=True)
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument("--all", action="store_true", help="20,000 profiles and 200 rulebooks instead of a quick look")
    parser.add_argument("--require", action="store_true", help="fail where an engine is missing")
    parser.add_argument("--dbt", action="store_true", help="run the example for dbt on DuckDB as well; needs dbt-duckdb")
    arguments = parser.parse_args()
    missing = []
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        program = Program(arguments.advisor, scratch)
        for name in arguments.engines.split(","):
            try:
                engine = ENGINES[name](scratch)
            except Missing as lacks:
                missing.append(name)
                print(f"{name}: skipped, since this machine lacks {lacks}", flush=True)
                continue
            try:
                proof = Proof(program, engine, All if arguments.all else Quick)
                steps = [proof.shipped_rulebook, proof.random_rulebooks, proof.names_and_values, proof.forms]
                steps += [proof.large_rulebook] if arguments.all or name in ("duckdb", "sqlite") else []
                steps += [proof.explanations, proof.long_chain]
                steps += [proof.arrays] if hasattr(engine, "array") else []
                steps += [proof.guide] if name == "spark" and arguments.all else []
                for step in steps:
                    # Spark compiles a query for longer than it runs these, unless it is told not to.
                    engine.hurry() if name == "spark" and step != proof.shipped_rulebook else None
                    before = time.monotonic()
                    done = step()
                    print(f"{name} {engine.version}: {done}: as advisor batch, {time.monotonic() - before:.1f} s", flush=True)
            finally:
                getattr(engine, "stop", lambda: None)()
        if arguments.dbt:
            columns, rows = few(questions_of_schema(program.run("rules", "schema")))
            version, got = guide.dbt(program, columns, rows)
            same("dbt, docs/sql.md", program.batch([], columns, rows), got)
            print(f"dbt {version}: the guide's example: as advisor batch", flush=True)
        try:
            print(parsed(program, scratch), flush=True)
        except ImportError:
            missing.append("sqlglot")
            print("sqlglot: skipped, since this machine lacks the Python package", flush=True)
    if missing and arguments.require:
        sys.exit(f"missing: {', '.join(missing)}")


if __name__ == "__main__":
    main()
