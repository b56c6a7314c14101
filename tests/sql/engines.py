"""The engines that can be run here: each takes a table of text and a query, and gives rows of text.

An engine that a machine does not have raises `Missing` with what it lacks.
"""

import csv
import importlib
import os
import shutil
import sqlite3
import subprocess
import tempfile
from pathlib import Path


class Missing(Exception):
    """The machine does not have the engine."""


def quoted(name, sign='"'):
    return sign + name.replace(sign, sign + sign) + sign


def text(value):
    return "" if value is None else str(value)


class DuckDB:
    dialect = "duckdb"
    # How a column of text becomes one of arrays.
    array = "string_split({}, '|')"

    def __init__(self, scratch):
        try:
            self.module = importlib.import_module("duckdb")
        except ImportError:
            raise Missing("the Python package duckdb") from None
        self.version = self.module.__version__
        self.scratch = Path(scratch)

    def open(self):
        self.connection = self.module.connect()
        self.connection.execute("SET threads TO 2")

    def load(self, columns, rows):
        self.open()
        listed = ", ".join(f"{quoted(column)} VARCHAR" for column in columns)
        self.connection.execute(f"CREATE TABLE companies ({listed})")
        file = self.scratch / "duckdb.csv"
        with file.open("w", newline="") as out:
            csv.writer(out, lineterminator="\n").writerows(rows)
        form = "FORMAT csv, HEADER false, DELIMITER ',', QUOTE '\"', ESCAPE '\"', NULLSTR '', AUTO_DETECT false"
        self.connection.execute(f"COPY companies FROM '{file}' ({form})")

    def statement(self, sql):
        self.connection.execute(sql)

    def query(self, sql):
        return [[text(cell) for cell in row] for row in self.connection.execute(sql).fetchall()]

    def close(self):
        self.connection.close()


class SQLite:
    dialect = "sqlite"
    version = sqlite3.sqlite_version

    def __init__(self, scratch):
        if sqlite3.sqlite_version_info < (3, 35):
            raise Missing("SQLite 3.35 or later")

    def load(self, columns, rows):
        self.connection = sqlite3.connect(":memory:")
        self.connection.execute(f"CREATE TABLE companies ({', '.join(quoted(column) + ' TEXT' for column in columns)})")
        places = ", ".join("?" for _ in columns)
        self.connection.executemany(
            f"INSERT INTO companies VALUES ({places})", [[cell or None for cell in row] for row in rows]
        )

    def statement(self, sql):
        self.connection.execute(sql.rstrip().removesuffix(";"))

    def query(self, sql):
        return [[text(cell) for cell in row] for row in self.connection.execute(sql)]

    def close(self):
        self.connection.close()


class Postgres:
    """A server of its own, in a scratch folder and on a socket there, for as long as the test runs."""

    dialect = "postgres"
    # How a column of text becomes one of arrays.
    array = "string_to_array({}, '|')"

    def __init__(self, scratch):
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
        initdb = found[-1] if found else shutil.which("initdb")
        if not initdb:
            raise Missing("PostgreSQL's initdb")
        self.programs = Path(initdb).parent
        # The path of a socket must be short.
        self.folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
        # PostgreSQL does not run as the administrator.
        self.user = []
        if os.getuid() == 0:
            self.user = ["runuser", "-u", "nobody", "--"]
            shutil.chown(self.folder, "nobody")
        data = self.folder / "data"
        self.run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        options = f"-c listen_addresses='' -k {self.folder} -c fsync=off"
        self.run("pg_ctl", "-D", data, "-o", options, "-l", self.folder / "log", "-w", "start")
        self.version = self.psql("SHOW server_version").strip().splitlines()[-1]

    def run(self, program, *arguments):
        command = [*self.user, self.programs / program, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, cwd=self.folder)
        if done.returncode != 0:
            raise RuntimeError(f"{program}: {done.stdout}{done.stderr}")

    def psql(self, sql, *more):
        command = [self.programs / "psql", "-h", self.folder, "-U", "postgres", "-d", "postgres", "-X", "-q", "--csv"]
        command += ["-v", "ON_ERROR_STOP=1", *more]
        done = subprocess.run(command, input=sql, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
        return done.stdout

    def load(self, columns, rows):
        listed = ", ".join(f"{quoted(column)} TEXT" for column in columns)
        lines = ["DROP TABLE IF EXISTS companies CASCADE;", f"CREATE TABLE companies ({listed});", "COPY companies FROM STDIN;"]
        escape = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
        lines += ["\t".join(cell.translate(escape) if cell else "\\N" for cell in row) for row in rows]
        self.psql("\n".join([*lines, "\\.", ""]))

    def statement(self, sql):
        self.psql(sql)

    def query(self, sql):
        return list(csv.reader(self.psql(sql.rstrip().removesuffix(";") + ";").splitlines()))[1:]

    def close(self):
        pass

    def stop(self):
        self.run("pg_ctl", "-D", self.folder / "data", "-m", "fast", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


class Spark:
    dialect = "spark"
    # How a column of text becomes one of arrays.
    array = "split({}, '[|]')"

    def __init__(self, scratch):
        if not shutil.which("java"):
            raise Missing("a Java runtime")
        try:
            sql = importlib.import_module("pyspark.sql")
            self.types = importlib.import_module("pyspark.sql.types")
        except ImportError:
            raise Missing("the Python package pyspark") from None
        builder = sql.SparkSession.builder.master("local[2]").appName("rulebook")
        settings = {
            "spark.ui.enabled": "false",
            "spark.sql.shuffle.partitions": "2",
            "spark.default.parallelism": "2",
            "spark.sql.warehouse.dir": str(Path(scratch) / "warehouse"),
            "spark.log.level": "ERROR",
        }
        for key, value in settings.items():
            builder = builder.config(key, value)
        self.session = builder.getOrCreate()
        self.session.sparkContext.setLogLevel("ERROR")
        self.version = self.session.version

    def hurry(self):
        """Queries are carried out as they are and not compiled first: soon done with few rows."""
        self.session.conf.set("spark.sql.codegen.wholeStage", "false")
        self.session.conf.set("spark.sql.codegen.factoryMode", "NO_CODEGEN")

    def load(self, columns, rows):
        # CSV would be Spark's own reading; this keeps every text as it is.
        fields = [self.types.StructField(column, self.types.StringType()) for column in columns]
        rows = [tuple(cell or None for cell in row) for row in rows]
        frame = self.session.createDataFrame(rows, self.types.StructType(fields))
        frame.createOrReplaceTempView("companies")

    def statement(self, sql):
        self.session.sql(sql.rstrip().removesuffix(";"))

    def query(self, sql):
        return [[text(cell) for cell in row] for row in self.session.sql(sql).collect()]

    def close(self):
        pass

    def stop(self):
        self.session.stop()


ENGINES = {engine.dialect: engine for engine in (DuckDB, SQLite, Postgres, Spark)}
