#!/usr/bin/env python3
"""The tree itself: includes, rule ids and tests, names, no machine's paths, no words to match in C++."""
import pathlib
import re
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCES = sorted(p for p in (ROOT / "src").rglob("*") if p.suffix in (".hpp", ".cpp", ".inc"))
STAGES = {"source", "decode", "normalize", "segment", "match", "resolve", "link", "assemble", "validate", "write"}

# STYLE.md: what each folder may include of the others.
BASE = {"zhailu", "base"}
ALLOWED = {
    "zhailu": {"zhailu"},
    "base": {"zhailu", "base"},
    "model": {"zhailu", "base", "model"},
    "schema": {"zhailu", "base", "schema"},
    "ruleset": {"zhailu", "base", "model", "schema", "ruleset"},
    **{stage: {"zhailu", "base", "model", "ruleset", "schema", stage} for stage in STAGES},
    "pipeline": {"zhailu", "base", "model", "schema", "ruleset", "pipeline"} | STAGES,
    "authoring": {"zhailu", "base", "model", "schema", "ruleset", "pipeline", "authoring"} | STAGES,
    "cli": {"zhailu", "authoring", "cli"},
}

# Which files may speak to which library (LIBRARIES.md, STYLE.md).
LIBRARIES = {
    "re2": lambda path: path == "base/pattern.cpp",
    "yaml-cpp": lambda path: path == "ruleset/yaml_reader.cpp",
    "CLI": lambda path: path.startswith("cli/"),
    "nlohmann": lambda path: path.split("/")[0] in ("schema", "validate", "write"),
    "libxml": lambda path: path.startswith("decode/"),
    "zip.h": lambda path: path == "base/zip_archive.cpp",
    "spawn.h": lambda path: path == "decode/child_process.cpp",
    "xlsxwriter": lambda path: path == "write/xlsx_tables.cpp",
    "sqlite3": lambda path: path == "write/sqlite_tables.cpp",
    "opencc": lambda path: path.startswith("normalize/"),
    "openssl": lambda path: path == "base/hash.cpp",
    "unicode": lambda path: path.split("/")[0] in ("decode", "normalize", "resolve")
    or path in ("source/member_path.cpp", "authoring/display_width.cpp"),
}

# Files whose Chinese literals are no words to be matched, or that may have them, each with its reason.
CHINESE_ALLOWED = {
    "authoring/chinese_messages.cpp": "messages in Chinese",
    "authoring/new_pack.cpp": "the files of a new pack, which clerks read",
    "authoring/rules_schema.cpp": "titles that editors show",
    "ruleset/key_tables.cpp": "descriptions of keys in Chinese",
    "base/diagnostic.cpp": "the frame of messages in Chinese",
    "resolve/numerals.cpp": "the digits of the language: 一二三 are numbers by definition, as 1 2 3 are",
    "resolve/chinese_calendar.cpp": "names of the sixty-year cycle and of solar terms, a closed table",
    "ruleset/rule_reader.cpp": "examples in hints",
    "write/record_tables.cpp": "titles of columns",
    "write/link_tables.cpp": "titles of columns",
    "write/flat_table.cpp": "titles of columns",
    "write/archive_tables.cpp": "titles of columns",
    "write/data_package.cpp": "the title of the package",
    "write/xlsx_tables.cpp": "the sheet that says what is what",
    "write/sqlite_tables.cpp": "the separator of lists",
    "write/cell_text.cpp": "the separator of lists",
}


def of(path):
    return path.relative_to(ROOT / "src").as_posix()


def without_comments(text):
    return re.sub(r"//[^\n]*|/\*.*?\*/", "", text, flags=re.S)


def rule_files():
    return sorted((ROOT / "rules").rglob("*.yaml"))


def rules():
    """(file, line, id, text) of every rule: the entries of lists that begin with an id."""
    for path in rule_files():
        if path.name in ("pack.yaml", "layout.yaml"):
            continue
        text = path.read_text(encoding="utf-8")
        starts = [m.start() for m in re.finditer(r"^- ", text, re.M)] + [len(text)]
        for begin, end in zip(starts, starts[1:]):
            body = text[begin:end]
            name = re.search(r"^(?:- |  )id: *(\S+)", body, re.M)
            yield path, text.count("\n", 0, begin) + 1, name and name[1], body


class Tree(unittest.TestCase):
    def report(self, problems):
        self.assertEqual(problems, [], "\n" + "\n".join(problems))

    def test_includes_follow_the_table(self):
        problems = []
        for path in SOURCES:
            folder = of(path).split("/")[0]
            for name in re.findall(r'^\s*#include "([^"]+)"', path.read_text(encoding="utf-8"), re.M):
                target = name.split("/")[0] if "/" in name else "(no folder)"
                if target not in ALLOWED[folder]:
                    problems.append(f"{of(path)}: {folder}/ may not include {name}")
                elif not (ROOT / "src" / name).exists():
                    problems.append(f"{of(path)}: there is no {name}")
        self.report(problems)

    def test_libraries_are_spoken_to_by_their_files_only(self):
        problems = []
        for path in SOURCES:
            for name in re.findall(r"^\s*#include <([^>]+)>", path.read_text(encoding="utf-8"), re.M):
                allowed = LIBRARIES.get(name.split("/")[0])
                if allowed and not allowed(of(path)):
                    problems.append(f"{of(path)}: may not include <{name}>")
        self.report(problems)

    def test_every_message_about_rules_has_its_chinese(self):
        """What has a blank in it is said to somebody: the words of ruleset/ and of patterns stand in the table."""
        table = re.sub(r'"\s*\n\s*"', "", (ROOT / "src/authoring/chinese_messages.cpp").read_text(encoding="utf-8"))
        no_messages = re.compile(r'end of |illegal |^ |^, |a union of|a clause is|a search begins|accepted it|^\^| -> |^Key\b')
        problems = []
        for path in SOURCES:
            if of(path).split("/")[0] != "ruleset" and of(path) != "base/pattern.cpp" or of(path) == "ruleset/key_tables.cpp":
                continue
            text = re.sub(r'"\s*\n\s*"', "", without_comments(path.read_text(encoding="utf-8")))
            for literal in re.findall(r'(?<!R)"((?:[^"\\\n]|\\.)*)"', text):
                if " " in literal and not no_messages.search(literal) and f'{{"{literal}"' not in table:
                    problems.append(f'{of(path)}: "{literal}" has no Chinese')
        self.report(problems)

    def test_public_headers_show_no_library(self):
        problems = [f"{of(path)}: <{name}>" for path in SOURCES if of(path).startswith("zhailu/")
                    for name in re.findall(r"#include <([^>]+)>", path.read_text(encoding="utf-8"))
                    if "/" in name and name != "tl/expected.hpp"]
        self.report(problems)

    def test_headers_are_included_once(self):
        self.report([of(p) for p in SOURCES if p.suffix == ".hpp" and "#pragma once" not in p.read_text(encoding="utf-8")])

    def test_files_are_named_by_the_style(self):
        bad_words = {"utils", "util", "common", "manager", "helpers", "misc"}
        problems = [of(p) for p in SOURCES if not re.fullmatch(r"[a-z0-9_]+\.(hpp|cpp|inc)", p.name) or p.stem in bad_words]
        self.report(problems)

    def test_no_words_to_match_stand_in_cpp(self):
        problems = []
        for path in SOURCES:
            if path.suffix == ".inc" or of(path) in CHINESE_ALLOWED or of(path).startswith("cli/"):
                continue  # tables of characters; what people read
            for literal in re.findall(r'"((?:[^"\\\n]|\\.)*)"', without_comments(path.read_text(encoding="utf-8"))):
                if len(re.findall(r"[\u4e00-\u9fff]", literal)) >= 1:
                    problems.append(f'{of(path)}: "{literal}"')
        self.report(problems)

    def test_allowed_exceptions_exist(self):
        self.report([name for name in CHINESE_ALLOWED if not (ROOT / "src" / name).exists()])

    def test_rule_ids_are_unique(self):
        seen, problems = {}, []
        for path, line, name, _ in rules():
            if name in seen:
                problems.append(f"{path.name}:{line}: {name} is also at {seen[name]}")
            seen[name] = f"{path.name}:{line}"
            if not name or not re.fullmatch(r"[a-z0-9_]+(\.[a-z0-9_]+)+", name):
                problems.append(f"{path.name}:{line}: '{name}' is no dotted id")
        self.report(problems)

    def test_every_rule_has_a_positive_and_a_negative_test(self):
        problems = []
        for path, line, name, body in rules():
            tests = body[body.index("tests:"):] if "tests:" in body else ""
            expects = re.findall(r"expect: *(\S+)", tests)
            negative = [one for one in expects if one.startswith("none")]
            if not negative:
                problems.append(f"{path.relative_to(ROOT)}:{line}: {name} has no test that expects none")
            if len(expects) == len(negative) and "expect:\n" not in tests:
                problems.append(f"{path.relative_to(ROOT)}:{line}: {name} has no test that expects a find")
        self.report(problems)

    def test_word_lists_hold_each_word_once(self):
        problems = []
        for path in sorted((ROOT / "rules/lexicons").rglob("*.txt")):
            words = [line.split("\t")[0] for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
            problems += [f"{path.name}: {word}" for word in sorted({w for w in words if words.count(w) > 1})]
        self.report(problems)

    def test_no_path_of_a_machine_is_written_down(self):
        problems = []
        for folder in ("src", "rules", "schemas", "tests", "scripts", "samples"):
            for path in sorted((ROOT / folder).rglob("*")):
                if not path.is_file() or path == pathlib.Path(__file__).resolve() or path.suffix == ".pyc":
                    continue
                for number, line in enumerate(path.read_bytes().splitlines(), 1):
                    if re.search(rb"/(?:home|work|root)/[a-z]", line):
                        problems.append(f"{path.relative_to(ROOT)}:{number}: {line.decode('utf-8', 'replace').strip()[:80]}")
        self.report(problems)

    def test_docs_name_files_that_exist(self):
        problems = []
        for doc in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "rules/README.md", ROOT / "samples/README.md"]:
            if not doc.exists():
                problems.append(f"{doc.name} is missing")
                continue
            for name in re.findall(r"`((?:src|rules|schemas|tests|scripts|samples)/[A-Za-z0-9_./-]+)`", doc.read_text(encoding="utf-8")):
                if not (ROOT / name).exists():
                    problems.append(f"{doc.name}: {name} is gone")
        self.report(problems)


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=1))
