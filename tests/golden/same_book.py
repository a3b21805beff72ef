#!/usr/bin/env python3
"""same_book.py FOLDER: every cell of records.xlsx and records.sqlite is that of the CSV of the same name. Needs openpyxl.

A CSV guards a text with a leading ', shows truth as true and false, days as 2021-06-25; a database keeps lists as JSON.
Exit code 1 with the first differences."""
import csv
import datetime
import json
import pathlib
import sqlite3
import sys

import openpyxl


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def as_shown(value):
    """A cell of the workbook as the CSV shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return str(value)


def without_guard(text):
    return text[1:] if text.startswith("'") else text


def differences(folder):
    book = openpyxl.load_workbook(folder / "records.xlsx", read_only=False)
    front = {row[1].value: row[0].value for row in book.worksheets[0].iter_rows(max_col=2)}
    base = sqlite3.connect(folder / "records.sqlite")
    cells = 0
    for path in sorted(folder.glob("*.csv")):
        written = rows(path)
        sheet = book[front[path.stem]]
        count, = base.execute(f'SELECT count(*) FROM "{path.stem}"').fetchone()
        if count != len(written) - 1:
            yield f"{path.name}: {len(written) - 1} rows, {count} in the database"
        found = list(sheet.iter_rows(values_only=True))
        if len(found) != len(written):
            yield f"{path.name}: {len(written)} rows, {len(found)} in the workbook"
        for number, (row, other) in enumerate(zip(written[1:], found[1:]), 2):
            for column, (cell, shown) in enumerate(zip(row, other)):
                cells += 1
                if without_guard(cell) != as_shown(shown):
                    yield f"{path.name}:{number}:{written[0][column]}: {cell!r}, in the workbook {shown!r}"
    if base.execute("PRAGMA foreign_key_check").fetchall():
        yield "foreign keys do not hold"
    print(f"{cells} cells compared")


def main(folder):
    found = list(differences(pathlib.Path(folder)))
    print("\n".join(found[:20]) or "every cell is the same")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
