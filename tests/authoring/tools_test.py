#!/usr/bin/env python3
"""What people who write rules have: check, test with todo, whole texts, mutation, init, schema, the guide."""
import json
import os
import re
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from program import ROOT, ProgramCase, run  # noqa: E402

README = (ROOT / "rules/README.md").read_text(encoding="utf-8")
UNKNOWN = {"openings.yaml": lambda text: text.replace("find:", "fnd:")}


class Check(ProgramCase):
    def test_the_shipped_pack_is_clean(self):
        self.expect(run("check", ROOT / "rules", "--strict"), 0)

    def test_exit_codes(self):
        self.expect(run("check", self.tiny_pack()), 0)
        self.expect(run("check", self.tiny_pack(UNKNOWN, "broken")), 1)
        self.expect(run("check", self.folder / "nowhere"), 2, "options.no_pack")
        unused = {"macros.yaml": lambda text: text + "closed: 关\n"}
        self.expect(run("check", self.tiny_pack(unused, "unused")), 0)
        self.expect(run("check", self.folder / "unused", "--strict"), 1, "ruleset.unused_macro")

    def test_json_has_the_rule(self):
        report = json.loads(run("check", self.tiny_pack(UNKNOWN), "--json").out)
        finding = next(one for one in report["findings"] if one["code"] == "ruleset.unknown_key")
        self.assertEqual((finding["rule"], finding["line"], finding["column"]), ("opening.shop", 3, 3))

    def test_the_language_of_messages(self):
        pack = self.tiny_pack(UNKNOWN)
        chinese, english = "不认识的键“fnd”", "unknown key 'fnd'"
        for arguments, env, words in (
                ([], {}, english), ([], {"LC_ALL": "zh_CN.GBK"}, chinese), ([], {"LC_ALL": "", "LANG": "zh_CN.UTF-8"}, chinese),
                ([], {"LC_ALL": "de_DE", "LANG": "zh_CN"}, english), (["--lang", "zh"], {"LC_ALL": "C"}, chinese),
                (["--lang=en"], {"LC_ALL": "zh_CN"}, english), ([], {"LC_ALL": "", "LC_MESSAGES": "zh_TW"}, chinese)):
            with self.subTest(f"{arguments} {env}"):
                self.expect(run("check", pack, *arguments, env=env), 1, words)
        self.assertEqual(run("check", pack, "--json", "--lang", "zh").out, run("check", pack, "--json").out)
        self.expect(run("check", pack, "--lang", "fr"), 2)

    def test_traditional_and_full_width_literals(self):
        pack = self.tiny_pack({"macros.yaml": "opened: '(?:開設|開辦)'\n", "cities.txt": "武漢\n"})
        self.expect(run("check", pack, "--strict"), 0)
        self.expect(run("test", pack), 0)


class Test(ProgramCase):
    def test_todo_fails_when_it_passes(self):
        todo = {"openings.yaml": lambda t: t.replace("name: 青年书店}", "name: 书店}, todo: names are too long")}
        done = run("test", self.tiny_pack(todo))
        self.assertEqual((done.code, done.out), (0, "2 tests, 0 failed, 1 still to do\n"))
        passes = {"openings.yaml": lambda t: t.replace("name: 青年书店}", "name: 青年书店}, todo: names are too long")}
        done = run("test", self.tiny_pack(passes, "passes"))
        self.assertEqual(done.code, 1)
        self.assertIn("it passes now: take out `todo: names are too long`", done.out)

    def test_whole_texts(self):
        pack = self.tiny_pack({"openings.test.yaml": "- text: 武汉开设青年书店。\n  expect: {openings: [{name: 青年书店}]}\n"
                                                     "- text: 武汉有书店。\n  expect: {openings: [{name: 青年书店}]}\n"})
        done = run("test", pack)
        self.assertEqual(done.code, 1)
        self.assertEqual(done.out, """pack/openings.test.yaml:3:3: pack/openings.test.yaml
  text:     武汉有书店。
  expected: {"openings":[{"name":"青年书店"}]}
  got:      {"openings":[]}
4 tests, 1 failed
""")
        self.assertEqual(run("test", pack, "--filter", "opening.shop").out, "2 tests, 0 failed\n")
        broken = self.tiny_pack({"openings.test.yaml": "- {text: 武汉, expct: {}}\n"}, "broken")
        self.expect(run("check", broken), 1, "broken/openings.test.yaml:1:", "did you mean 'expect'")

    def test_json(self):
        pack = self.tiny_pack({"openings.yaml": lambda t: t.replace("name: 青年书店}", "name: 书店}")})
        report = json.loads(run("test", pack, "--json").out)
        self.assertEqual((report["tests"], report["failed"], report["todo"]), (2, 1, 0))
        failure = report["failures"][0]
        self.assertEqual((failure["name"], failure["line"], failure["got"]),
                         ("opening.shop", 5, [{"place": "武汉", "name": "青年书店"}]))

    def test_mutation(self):
        pack = self.tiny_pack({"openings.yaml": lambda t: t.replace("  tests:", "  not_after: 大\n  tests:")})
        done = run("test", pack, "--mutate")
        self.assertEqual(done.code, 1)
        self.assertEqual(done.out, "pack/macros.yaml:1:1: macro opened: alternative 2: 开办\n"
                                   "pack/openings.yaml:1:3: opening.shop: not_after\n4 removals, 2 that no test notices\n")
        report = json.loads(run("test", pack, "--mutate", "--json").out)
        self.assertEqual([one["what"] for one in report["unnoticed"]], ["alternative 2: 开办", "not_after"])
        noticed = {"openings.yaml": lambda t: t.replace("    - {text: 武汉有", "    - {text: 武汉开办青年书店。, expect: {name: 青年书店}}\n    - {text: 武汉有")}
        done = run("test", self.tiny_pack(noticed, "noticed"), "--mutate")
        self.assertEqual((done.code, done.out), (0, "3 removals, 0 that no test notices\n"))


class Init(ProgramCase):
    def test_a_new_pack_is_clean_and_its_tests_pass(self):
        made = self.expect(run("init", self.folder / "mine"), 0)
        self.assertIn("mine/pack.yaml", made.out)
        self.expect(run("check", self.folder / "mine", "--strict"), 0)
        done = run("test", self.folder / "mine", "--filter", "fair")
        self.assertEqual((done.code, done.out), (0, "3 tests, 0 failed\n"), str(done))
        json.loads((self.folder / "mine/.vscode/settings.json").read_text(encoding="utf-8"))

    def test_what_is_there_is_left_alone(self):
        self.write("mine/pack.yaml", "name: mine\n")
        self.expect(run("init", self.folder / "mine"), 2, "options.folder_taken")
        self.assertEqual(os.listdir(self.folder / "mine"), ["pack.yaml"])
        self.assertEqual(os.listdir(self.folder), ["mine"])


class Schema(ProgramCase):
    def keys(self):
        for kind in ("rules", "manifest", "tests"):
            schema = json.loads(self.expect(run("schema", kind), 0).out)
            for name, table in schema["definitions"].items():
                for key, value in table["properties"].items():
                    yield name, key, value

    def test_every_key_is_described_in_both_languages_and_stands_in_the_reference(self):
        reference = README[README.index("# Reference"):]
        for table, key, value in self.keys():
            with self.subTest(f"{table}: {key}"):
                english, chinese = value["description"].split("\n")
                self.assertRegex(english, r"^[\x20-\x7e甲乙丙、…]+$")
                self.assertRegex(chinese, "[\u4e00-\u9fff]")
                self.assertRegex(reference, rf"(?<![\w]){key}(?![\w])")

    def test_the_reference_has_no_other_keys(self):
        known = {key for _, key, _ in self.keys()}
        tables = README[README.index("## Rules"):README.index("### activity lists")]
        rows = re.findall(r"^\| (`[a-z_]+`(?:, `[a-z_]+`)*) \|", tables, re.M)
        names = {name for row in rows for name in re.findall("`([a-z_]+)`", row)}
        self.assertGreater(len(names), 30)
        self.assertEqual(names - known, set())

    def test_the_loader_takes_the_keys_of_the_schema(self):
        schema = json.loads(run("schema", "rules").out)["definitions"]["rule"]["properties"]
        for key in schema:
            pack = self.tiny_pack({"openings.yaml": lambda t: t.replace("  tests:", f"  {key}: 1\n  tests:")}, f"pack_{key}")
            self.assertNotIn("unknown_key", run("check", pack).err)

    def test_shipped_rule_files_fit_the_schema(self):
        try:
            import jsonschema
            import yaml
        except ImportError:
            self.skipTest("python3-jsonschema and python3-yaml are not installed")
        schema = json.loads(run("schema", "rules").out)
        loader = type("Loader", (yaml.SafeLoader,), {})  # days stay texts, as YAML 1.2 has them
        loader.yaml_implicit_resolvers = {
            sign: [(tag, form) for tag, form in all if not tag.endswith(":timestamp")]
            for sign, all in yaml.SafeLoader.yaml_implicit_resolvers.items()}
        for path in sorted((ROOT / "rules").glob("*/*.yaml")):
            if path.parent.name == "macros" or path.name.endswith(".test.yaml"):
                continue
            with self.subTest(path.name):
                jsonschema.validate(yaml.load(path.read_text(encoding="utf-8"), loader), schema)


class Guide(ProgramCase):
    def test_the_guide_alone_makes_a_new_record_type(self):
        guide = README[:README.index("# Reference")]
        files = re.findall(r"^\d\. `gifts/(\S+)`.*?```\w+\n(.*?)```", guide, re.M | re.S)
        self.assertEqual(len(files), 5)
        for name, text in files:
            self.write(f"gifts/{name}", text)
        self.expect(run("check", self.folder / "gifts", "--strict"), 0)
        for word in ("gift", "donation"):
            self.assertEqual(run("test", self.folder / "gifts", "--filter", word).out.splitlines()[-1][-9:], " 0 failed")
        text = self.write("a.txt", "2024年7月2日，仪式在沅川市图书馆举行。沅川市总工会向柳坪县档案馆捐赠物资。其中有图书300册、电脑5台。\n")
        done = self.expect(run("extract", text, "--rules", self.folder / "gifts"), 0)
        donation = json.loads(done.out)["donations"][0]
        self.assertEqual((donation["donor"], donation["recipient"], donation["gifts"], donation["start"]),
                         ("沅川市总工会", "柳坪县档案馆", ["图书300册", "电脑5台"], "2024-07-02"))


if __name__ == "__main__":
    unittest.main(verbosity=1)
