#!/usr/bin/env python3
"""same_tables.py WRITTEN READ: every cell with Chinese of the tables in WRITTEN stands in the same place in READ,
where a spreadsheet program wrote them after reading them. Exit code 1 with the first differences."""
import csv
import pathlib
import re
import sys


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def differences(written, read):
    found = rows(read)
    for number, row in enumerate(rows(written)):
        for column, cell in enumerate(row):
            other = found[number][column] if number < len(found) and column < len(found[number]) else "(no cell)"
            if re.search(r"[\u4e00-\u9fff]", cell) and cell != other:
                yield f"{written.name}:{number + 1}:{column + 1}: {cell!r}, read as {other!r}"


def main(written, read):
    tables = sorted(pathlib.Path(written).glob("*.csv"))
    found = [line for table in tables for line in differences(table, pathlib.Path(read) / table.name)]
    print("\n".join(found[:20]) or f"{len(tables)} tables: every Chinese cell is where it was")
    return 1 if found or not tables else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
