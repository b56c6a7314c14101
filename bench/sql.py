"""`advisor rules sql` on DuckDB beside `advisor batch`, and how a query's time grows with rules. Needs the Python package duckdb.

Rules and profiles are random. Times are the processor's, of all threads together, since wall time says little on a machine
that others use. DuckDB reads the same CSV file and writes its result as CSV, as `advisor batch` does, with two threads.
"""

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests" / "sql"))
from rulebooks import PIECES, large  # noqa: E402

ADVISOR = os.environ.get("ADVISOR", HERE.parent / "target" / "release" / "advisor")


def measured(work):
    """Seconds of the processor and seconds on the wall."""

    def spent():
        own, below = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
        return own.ru_utime + own.ru_stime + below.ru_utime + below.ru_stime

    before, start = spent(), time.monotonic()
    work()
    return spent() - before, time.monotonic() - start


def profiles(connection, rows, to):
    answers = ", ".join(f"'{answer}'" for answer in PIECES)
    columns = ", ".join(
        f"CASE WHEN random() < 0.2 THEN NULL ELSE [{answers}][1 + CAST(floor(random() * 5) AS INTEGER)] END AS q{nth}" for nth in range(16)
    )
    connection.execute(f"COPY (SELECT range AS id, {columns} FROM range({rows})) TO '{to}' (HEADER)")


def query(rules, folder):
    path = folder / f"rules-{rules}.yaml"
    path.write_text(json.dumps(large(random.Random(rules), rules)))
    command = [ADVISOR, "rules", "sql", path, "--dialect", "duckdb", "--from", "companies"]
    return path, subprocess.run(command, check=True, capture_output=True, text=True).stdout


def view(connection, file):
    connection.execute(f"CREATE OR REPLACE VIEW companies AS SELECT * FROM read_csv('{file}', header = true, all_varchar = true)")


def main():
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        connection = duckdb.connect()
        connection.execute("SET threads TO 2")
        connection.execute(f"SET temp_directory = '{folder}'")
        file, out, other = folder / "companies.csv", folder / "duckdb.csv", folder / "batch.csv"
        profiles(connection, rows, file)
        path, text = query(60, folder)
        view(connection, file)
        print(f"{rows} rows of 16 answers, {file.stat().st_size >> 20} MB; 60 rules; duckdb {duckdb.__version__}, 2 threads\n", flush=True)
        print(f"{'':44}{'times':>7}{'processor, s':>14}{'wall, s':>9}")
        batch = measured(lambda: subprocess.run([ADVISOR, "batch", file, "--rules", path, "--output", other], check=True))
        copied = measured(lambda: connection.execute(f"COPY (SELECT * FROM companies) TO '{out}' (HEADER)"))
        scored = measured(lambda: connection.execute(f"COPY ({text}) TO '{out}' (HEADER)"))
        timed = [("advisor batch", batch), ("DuckDB, read and written back", copied), ("DuckDB, the query", scored)]
        for name, (processor, wall) in timed:
            print(f"{name:44}{processor / batch[0]:7.2f}{processor:14.1f}{wall:9.1f}", flush=True)
        same = "SELECT count(*) FROM ({} EXCEPT ALL {})".format(
            *(f"SELECT * FROM read_csv('{name}', header = true, all_varchar = true)" for name in (out, other))
        )
        different = connection.execute(same).fetchone()[0]
        print(f"\nrows that differ: {different}", flush=True)
        assert different == 0

        rows = max(rows // 100, 1)
        profiles(connection, rows, file)
        connection.execute("DROP VIEW companies")
        connection.execute(f"CREATE TABLE companies AS SELECT * FROM read_csv('{file}', header = true, all_varchar = true)")
        print(f"\n{rows} rows in a table of DuckDB\n\n{'rules':>6}{'text, kB':>10}{'plan, s':>9}{'run, s':>8}{'us/row':>8}{'batch, us/row':>15}")
        for rules in (10, 60, 100, 300, 1000):
            path, text = query(rules, folder)
            plan = measured(lambda: connection.execute(f"EXPLAIN {text}").fetchall())[0]
            run = measured(lambda: connection.execute(f"CREATE OR REPLACE TABLE results AS {text}"))[0]
            batch = measured(lambda: subprocess.run([ADVISOR, "batch", file, "--rules", path, "--output", other], check=True))[0]
            scale = 1e6 / rows
            print(f"{rules:6}{len(text) / 1e3:10.0f}{plan:9.2f}{run:8.2f}{run * scale:8.2f}{batch * scale:15.2f}", flush=True)


if __name__ == "__main__":
    main()
