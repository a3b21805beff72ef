#!/usr/bin/env python3
"""FAULTS.md 65–70: schemas that cannot be used are refused, records that break theirs are kept aside."""
import json
import os
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from program import TINY, ProgramCase, run  # noqa: E402

SCHEMA = "schemas/opening.schema.json"
PLACE = f"pack/{SCHEMA}"
TEXT = (TINY / SCHEMA).read_text(encoding="utf-8")


def with_name(**keywords):
    """The schema with further keywords on its property `name`."""
    schema = json.loads(TEXT)
    schema["properties"]["name"].update(keywords)
    return json.dumps(schema)


def nested(levels):
    schema = json.loads(TEXT)
    for _ in range(levels):
        schema = {"allOf": [schema]}
    return json.dumps(schema)


# name: (the schema, words of the message beside its path)
BROKEN = {
    "065_no_json": (TEXT[:-3], []),
    "065_a_nul_behind_it": (TEXT.encode() + b"\0", []),
    "065_a_key_twice": (TEXT.replace('"type": "object",', '"type": "object", "type": "object",'), ["type"]),
    "065_too_deep": (nested(40), ["32"]),
    "066_a_loop": (with_name(**{"$ref": "#/properties/name"}), ["/properties/name"]),
    "066_a_missing_reference": (with_name(**{"$ref": "#/definitions/none"}), ["#/definitions/none"]),
    "066_a_remote_reference": (with_name(**{"$ref": "http://example.com/a.json"}), ["http://example.com/a.json"]),
    "066_a_file": (with_name(**{"$ref": "file:///etc/passwd"}), ["file:///etc/passwd"]),
    "067_an_unknown_type": (with_name(type="texts"), ["/properties/name/type"]),
    "067_required_is_no_list": (TEXT.replace('["id", "place", "name"]', '"id"'), ["/required"]),
    "067_multiple_of_nothing": (with_name(multipleOf=0), ["/properties/name/multipleOf"]),
    "067_a_bad_pattern": (with_name(pattern="("), ["/properties/name/pattern"]),
    "068_a_keyword_that_is_not_implemented": (with_name(unevaluatedItems=False), ["unevaluatedItems"]),
}


class Schemas(ProgramCase):
    def refuses(self, schema, words):
        pack = self.tiny_pack({SCHEMA: schema})
        text = self.write("a.txt", "武汉开设青年书店。")
        done = self.expect(run("extract", text, "--rules", pack, "-o", self.folder / "out"), 2, PLACE, *words)
        self.assertEqual(done.out, "")
        self.assertFalse((self.folder / "out").exists(), "nothing is written")

    def test_fault_069_patterns_count_characters(self):
        pack = self.tiny_pack({SCHEMA: with_name(pattern="^[\\u4e00-\\u9fff]{4}$")})
        text = self.write("a.txt", "武汉开设青年书店。沅川开办花店。")
        done = self.expect(run("extract", text, "--rules", pack, "-o", self.folder / "out"), 1, "rejects.jsonl")
        record = json.loads((self.folder / "out/records.jsonl").read_text(encoding="utf-8"))
        self.assertEqual([one["name"] for one in record["openings"]], ["青年书店"], str(done))

    def test_fault_070_a_record_that_fails_is_kept_with_its_reasons(self):
        text = self.write("a.txt", "武汉开设青年书店。沅川开办青年青年青年店。")
        self.expect(run("extract", text, "--rules", self.tiny_pack(), "-o", self.folder / "out"), 1, "a.txt: error:", "validate.reject")
        record = json.loads((self.folder / "out/records.jsonl").read_text(encoding="utf-8"))
        self.assertEqual([one["name"] for one in record["openings"]], ["青年书店"])
        reject = json.loads((self.folder / "out/rejects.jsonl").read_text(encoding="utf-8"))
        self.assertEqual(reject["record"]["name"], "青年青年青年店")
        self.assertEqual([reason["pointer"] for reason in reject["reasons"]], ["/name"])


def add_case(name, case):
    setattr(Schemas, f"test_fault_{name}", lambda self: self.refuses(*case))


for each in BROKEN.items():
    add_case(*each)

if __name__ == "__main__":
    unittest.main(verbosity=1)
