"""The examples of docs/sql.md, run as they stand there: what they give is what `advisor batch` gives.

Only places differ: a folder stands for the bucket, and DuckDB for the warehouse behind dbt.
"""

import csv
import importlib.metadata as metadata
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

from engines import text

GUIDE = Path(__file__).parents[2] / "docs" / "sql.md"
# What a table of companies may hold besides the rulebook's own ids. `batch` reads none of it without being told.
STAGE = {"searching": "Seed", "early": "Series A", "": "n/a"}


def block(heading, language):
    """The first block of a language below a heading of the guide."""
    section = GUIDE.read_text().split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    found = re.search(rf"^```{language}\n(.*?)^```", section, re.DOTALL | re.MULTILINE)
    if not found:
        raise SystemExit(f"docs/sql.md: there is no {language} below {heading}")
    return found[1]


def spark(program, session, columns, rows):
    """Parquet in, Parquet out, by the guide's own lines."""
    sales = program.scratch / "sales"
    fields = ", ".join(f"`{column}` string" for column in columns)
    frame = session.createDataFrame([tuple(cell or None for cell in row) for row in rows], fields)
    frame.write.parquet(str(sales / "companies"))
    query = program.scratch / "advice.sql"
    program.run("rules", "sql", "--dialect", "spark", "--from", "companies", "--stamp", "--output", query)
    code = block("In Spark", "python").replace("s3://sales", str(sales)).replace('"advice.sql"', repr(str(query)))
    exec(code, {"spark": session})  # The guide is ours.
    return [[text(cell) for cell in row][:-3] for row in session.read.parquet(str(sales / "advice")).collect()]


def dbt(program, columns, rows):
    """A project of dbt with the guide's model over a table with columns and values of its own."""
    import duckdb

    version = metadata.version("dbt-core")
    project = program.scratch / "warehouse"
    for folder in ("models", "seeds"):
        (project / folder).mkdir(parents=True)
    at = columns.index("stage")
    own = ["account_id", *("growth_stage" if column == "stage" else column for column in columns[1:])]
    with (project / "seeds" / "companies.csv").open("w", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows([own, *([*row[:at], STAGE.get(row[at], row[at]), *row[at + 1 :]] for row in rows)])
    settings = {"name": "sales", "profile": "sales", "seeds": {"sales": {"companies": {
        "+column_types": {column: "varchar" for column in own}}}}}
    (project / "dbt_project.yml").write_text(json.dumps(settings))
    target = {"type": "duckdb", "path": str(project / "sales.duckdb"), "threads": 2}
    (project / "profiles.yml").write_text(json.dumps({"sales": {"target": "test", "outputs": {"test": target}}}))
    mapping = {"id": "account_id", "columns": {"stage": "growth_stage"}, "values": {"stage": {spelled: id or None for id, spelled in STAGE.items()}}}
    (project / "companies.json").write_text(json.dumps(mapping))
    line = block("In dbt", "console").removeprefix("$ advisor ").strip()
    words = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', line.replace("bigquery", "duckdb"))]
    subprocess.run([Path(program.path).resolve(), *words], check=True, cwd=project)
    for step in ("seed", "run"):
        command = [Path(sys.executable).parent / "dbt", "--no-send-anonymous-usage-stats", step, "--profiles-dir", "."]
        done = subprocess.run(command, cwd=project, capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"dbt {step}:\n{done.stdout}{done.stderr}")
    connection = duckdb.connect(str(project / "sales.duckdb"))
    got = connection.execute("SELECT * FROM advice").fetchall()
    connection.close()
    shutil.rmtree(project)
    return version, [[text(cell) for cell in row][:-3] for row in got]
