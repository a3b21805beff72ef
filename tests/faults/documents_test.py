#!/usr/bin/env python3
"""FAULTS.md 29–37 and 78: Word and PDF documents and zip archives, good and bad, through the whole program."""
import gzip
import json
import os
import pathlib
import random
import stat
import struct
import sys
import unittest
import warnings
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import office  # noqa: E402
from program import TINY, ProgramCase, peak_memory, run  # noqa: E402

GOOD = "武汉开设青年书店。"
DOC = gzip.decompress((pathlib.Path(__file__).parent / "data/brief.doc.gz").read_bytes())


class Documents(ProgramCase):
    def extract(self, *arguments, code=0, **options):
        """{path: record} and {path: error entry} of the files and folders."""
        done = self.expect(run("extract", *arguments, "--rules", TINY, "-o", self.folder / "out", "--format", "jsonl",
                               "--with-text", **options), code)
        lines = {}
        for name in ("records", "errors"):
            text = (self.folder / f"out/{name}.jsonl").read_text(encoding="utf-8")
            lines[name] = [json.loads(line) for line in text.splitlines()]
        self.report = json.loads((self.folder / "out/run.json").read_text(encoding="utf-8"))
        self.done = done
        return ({one["document"]["path"]: one for one in lines["records"]},
                {one["path"]: one for one in lines["errors"]})

    def one(self, name, content):
        records, errors = self.extract(self.write(name, content))
        self.assertEqual(errors, {})
        return records[name]

    def text_of(self, name, content):
        return self.one(name, content)["document"]["text"]

    def refused(self, name, content, code, *words, **options):
        """One document that is no record but an error entry with this code."""
        records, errors = self.extract(self.write(name, content), code=1, **options)
        self.assertEqual(records, {})
        self.assertEqual((errors[name]["code"], errors[name]["stage"]), (code, "decode"), errors[name])
        for word in words:
            self.assertIn(word, errors[name]["message"])
        return errors[name]

    # --- .docx

    def test_a_docx_is_its_paragraphs_and_rows(self):
        content = office.paragraph("关于会议的通知") + office.paragraph("") + office.paragraph(GOOD) + \
            "<w:tbl>" + office.row("姓名", "职务") + office.row("韩牧野", "") + "</w:tbl>"
        record = self.one("a.docx", office.docx(content))
        document = record["document"]
        self.assertEqual(document["text"], f"关于会议的通知\n\n{GOOD}\n姓名\u3000职务\n韩牧野\n")
        self.assertEqual((document["encoding"], document["encoding_basis"], document["replaced"]), ("UTF-8", "docx", 0))
        begin, end = record["openings"][0]["span"]
        self.assertEqual(document["text"][begin:end], "武汉开设青年书店")

    def test_the_kind_is_told_by_content(self):
        self.assertEqual(self.text_of("a.txt", office.docx(office.paragraph(GOOD))), GOOD + "\n")
        self.assertEqual(self.text_of("a.zip", office.docx(office.paragraph(GOOD))), GOOD + "\n")
        self.assertEqual(self.text_of("a.pdf", GOOD), GOOD)

    def test_notes_stand_behind_the_text_and_headers_in_a_warning(self):
        notes = "<w:footnote w:id='0' w:type='separator'><w:p/></w:footnote><w:footnote w:id='2'>" + \
            office.paragraph("见本报三月号。") + "</w:footnote>"
        header = office.paragraph("桐原县机关事务简报第三期")
        record = self.one("a.docx", office.docx(office.paragraph(GOOD), {
            "word/footnotes.xml": office.part(notes, "footnotes"),
            "word/header1.xml": office.part(header, "hdr"),
            "word/footer1.xml": office.part(office.paragraph("第1页 共5页"), "ftr")}))
        self.assertEqual(record["document"]["text"], f"{GOOD}\n\n见本报三月号。\n")
        warnings = {one["code"]: one for one in record["document"]["warnings"]}
        self.assertIn("桐原县机关事务简报第三期", json.dumps(warnings["page_matter_left_out"], ensure_ascii=False))
        self.assertNotIn("共5页", json.dumps(warnings, ensure_ascii=False))

    def test_the_main_part_may_have_another_name(self):
        relations = office.RELATIONS.replace("word/document.xml", "/word/document2.xml")
        content = office.zipped({"[Content_Types].xml": office.TYPES, "_rels/.rels": relations,
                                 "word/document2.xml": office.part(office.paragraph(GOOD))})
        self.assertEqual(self.text_of("a.docx", content), GOOD + "\n")

    def test_fault_029_nothing_outside_is_read(self):
        self.write("canary", "CANARY-29")
        xml = office.part(office.paragraph(GOOD)).decode().replace(
            "?>", f'?><!DOCTYPE a [<!ENTITY e SYSTEM "file://{self.folder}/canary">]>', 1).replace(GOOD, "&e;")
        self.refused("a.docx", office.docx("", {office.MAIN: xml}), "xml_entity_refused")
        self.assertNotIn("CANARY-29", self.done.out + self.done.err)

    def test_fault_030_entities_are_not_expanded(self):
        entities = '<!ENTITY a0 "武汉">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
        xml = office.part(office.paragraph("x")).decode().replace("?>", f"?><!DOCTYPE a [{entities}]>", 1).replace(">x<", ">&a11;<")
        self.refused("a.docx", office.docx("", {office.MAIN: xml}), "xml_entity_refused")

    def test_fault_031_a_bomb_is_not_unpacked(self):
        large = office.part(office.paragraph("武" * (30 << 20)))  # 90 MB in some 90 kB
        self.refused("a.docx", office.docx("", {office.MAIN: large}), "zip_bomb")
        steep = office.part(office.paragraph("武" * (2 << 20)))  # 6 MB in some 6 kB
        self.refused("b.docx", office.docx("", {office.MAIN: steep}), "zip_bomb", "200 times")

    def test_fault_032_a_docx_that_is_cut_or_changed(self):
        whole = office.docx(office.paragraph(GOOD * 200))
        for kept in (40, len(whole) // 2, len(whole) - 30):
            records, errors = self.extract(self.write("cut.docx", whole[:kept]), code=1)
            self.assertIn(errors["cut.docx"]["code"], ("corrupt_docx", "unsupported_format"), errors)
        entry = whole.index(b"word/document.xml") + len(b"word/document.xml")
        self.refused("crc.docx", whole[:entry + 30] + bytes([whole[entry + 30] ^ 255]) + whole[entry + 31:], "corrupt_docx")

    def test_fault_032_a_lie_about_the_size(self):
        content = bytearray(office.docx(office.paragraph(GOOD * 50)))
        directory = content.index(b"PK\1\2", content.rindex(b"_rels/.rels"))
        place = directory + 24  # the unpacked size of word/document.xml in the directory
        size = struct.unpack_from("<I", content, place)[0]
        struct.pack_into("<I", content, place, size - 7)
        self.refused("a.docx", bytes(content), "corrupt_docx")

    def test_fault_032_an_unknown_method_and_a_locked_member(self):
        for name, at, value, code in (("method", 10, 97, "corrupt_docx"), ("locked", 8, 1, "encrypted")):
            content = bytearray(office.docx(office.paragraph(GOOD)))
            directory = content.index(b"PK\1\2", content.rindex(b"_rels/.rels"))
            struct.pack_into("<H", content, directory + at, value)
            local = struct.unpack_from("<I", content, directory + 42)[0]
            struct.pack_into("<H", content, local + at - 2, value)
            self.refused(f"{name}.docx", bytes(content), code)

    def test_fault_032_an_office_file_under_a_password(self):
        content = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500)
        self.refused("a.docx", content, "encrypted", "password")

    def test_fault_033_names_that_lead_out_are_harmless(self):
        names = ["../../escape.docx", "/etc/escape.docx", "a/../../b.docx", "..\\c.docx"]
        document = office.docx(office.paragraph(GOOD))
        link = zipfile.ZipInfo("link.txt")
        link.create_system = 3
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        before = sorted(path for path in self.folder.rglob("*"))
        archive = self.write("texts/a.zip", office.zipped([(name, document) for name in names] + [(link, "/etc/passwd")]))
        done = self.expect(run("extract", archive, "--rules", TINY, "-o", self.folder / "out", "--format", "jsonl,json"), 0)
        paths = [json.loads(line)["document"]["path"] for line in (self.folder / "out/records.jsonl").read_text().splitlines()]
        self.assertEqual(paths, ["a.zip/%2E%2E/%2E%2E/escape.docx", "a.zip/%2E%2E/c.docx", "a.zip/%2Fetc/escape.docx",
                                 "a.zip/a/%2E%2E/%2E%2E/b.docx"], str(done))
        self.assertEqual(json.loads((self.folder / "out/run.json").read_text())["skipped"],
                         [{"path": "a.zip/link.txt", "reason": "symbolic link"}])
        made = [path for path in self.folder.rglob("*") if path not in before and "out" not in path.parts[len(self.folder.parts):]]
        self.assertEqual(sorted(path.name for path in made), ["a.zip", "texts"])

    def test_fault_034_too_many_members(self):
        parts = {f"word/media/{number}.png": b"" for number in range(20_000)}
        self.refused("a.docx", office.docx(office.paragraph(GOOD), parts), "corrupt_docx", "4096")
        records, errors = self.extract(self.write("b.zip", office.zipped({f"{n}.txt": GOOD for n in range(5000)})), code=1)
        self.assertEqual((records, errors["b.zip"]["code"]), ({}, "too_many_members"))

    def test_fault_034_a_part_that_is_there_twice(self):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            content = office.zipped([("[Content_Types].xml", office.TYPES), (office.MAIN, office.part(office.paragraph("甲"))),
                                     (office.MAIN, office.part(office.paragraph("乙")))])
        self.refused("a.docx", content, "corrupt_docx", "twice")

    def test_fault_034_an_archive_inside_an_archive(self):
        inner = office.zipped({"b.txt": GOOD})
        records, errors = self.extract(self.write("a.zip", office.zipped({"in.zip": inner, "c.txt": GOOD})), code=1)
        self.assertEqual(list(records), ["a.zip/c.txt"])
        self.assertEqual(errors["a.zip/in.zip"]["code"], "nested_archive")

    def test_fault_035_elements_nested_too_deep(self):
        for depth, deep in ((100_000, True), (200, False)):
            content = "<w:sdt>" * depth + office.paragraph(GOOD) + "</w:sdt>" * depth
            if deep:
                self.refused("deep.docx", office.docx(content, method=zipfile.ZIP_STORED), "corrupt_docx", "deep")
            else:
                self.assertEqual(self.text_of("flat.docx", office.docx(content)), GOOD + "\n")

    def test_fault_036_content_counts_and_not_the_name(self):
        self.refused("a.docx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + bytes(100), "unsupported_format", "OLE")
        self.refused("b.docx", b"\x89PNG\r\n\x1a\n" + bytes(100), "binary", "PNG")
        self.assertEqual(self.text_of("c.docx", GOOD), GOOD)

    def test_fault_037_damaged_documents_leave_their_neighbours(self):
        good = office.docx(office.paragraph(GOOD))
        for number in range(12):
            self.write(f"texts/{number:02}.docx", good if number % 3 == 0 else good[:100 + 40 * number])
        self.write("texts/a.pdf", b"%PDF-1.4\nnothing")
        self.write("texts/b.doc", DOC[:3000])
        records, errors = self.extract(self.folder / "texts", code=1)
        self.assertEqual(sorted(records), ["00.docx", "03.docx", "06.docx", "09.docx"])
        self.assertEqual(len(errors), 10)
        self.assertTrue(all(len(record["openings"]) == 1 for record in records.values()))

    # --- .pdf and .doc

    def test_a_pdf_is_read_line_by_line(self):
        long = "为深入贯彻落实上级部署，桐原县机关事务服务中心于9月12日上午召开主题教育动员大会，全体干部参加。"
        record = self.one("a.pdf", office.pdf_of(f"　　{long}\n　　{GOOD}\n"))
        self.assertEqual(record["document"]["encoding_basis"], "pdf")
        self.assertEqual(record["document"]["text"].splitlines()[:2], ["　　" + long, "　　" + GOOD])
        self.assertEqual(len(record["openings"]), 1)

    def test_a_scan_is_named(self):
        self.refused("a.pdf", office.scanned_pdf(), "no_text", "OCR")

    def test_a_locked_pdf_is_named(self):
        self.refused("a.pdf", office.locked_pdf(), "encrypted", "password")

    def test_a_broken_pdf_is_named(self):
        self.refused("a.pdf", b"%PDF-1.4\n" + b"junk " * 100, "corrupt_pdf")

    def test_a_doc_is_its_paragraphs_and_rows(self):
        for name in ("a.doc", "b.wps"):
            document = self.one(name, DOC)["document"]
            self.assertEqual(document["encoding_basis"], "doc")
            self.assertEqual(document["text"].strip(), "桐原县机关事务服务中心简报\n2021年7月1日\n"
                             "7月1日上午，县机关事务服务中心主任陆文昭主持召开座谈会。\n姓名\u3000职务\n韩牧野\u3000支部书记")

    def test_a_locked_doc_is_named(self):
        locked = bytearray(DOC)
        locked[locked.index(b"\xec\xa5") + 11] |= 1  # fEncrypted of the file information block
        self.refused("a.doc", bytes(locked), "encrypted", "password")

    def test_without_its_reader_only_that_document_is_lost(self):
        self.write("texts/a.pdf", office.pdf_of(GOOD))
        self.write("texts/b.doc", DOC)
        self.write("texts/c.txt", GOOD)
        self.write("texts/d.docx", office.docx(office.paragraph(GOOD)))
        records, errors = self.extract(self.folder / "texts", code=1, env={"PATH": str(self.folder)})
        self.assertEqual(sorted(records), ["c.txt", "d.docx"])
        self.assertEqual({path: one["code"] for path, one in errors.items()}, {"a.pdf": "reader_missing", "b.doc": "reader_missing"})
        self.assertIn("poppler-utils", errors["a.pdf"]["message"])
        self.assertIn("antiword", errors["b.doc"]["message"])

    def reader(self, name, script):
        path = self.write(f"bin/{name}", "#!/bin/sh\n" + script)
        path.chmod(0o755)
        return {"PATH": f"{self.folder}/bin:{os.environ['PATH']}"}

    def test_a_reader_without_end_is_stopped(self):
        env = self.reader("pdftotext", "exec yes 武汉开设青年书店。")
        self.refused("a.pdf", office.pdf_of(GOOD), "budget_exceeded", "64 MiB", env=env)

    def test_a_reader_that_dies_is_named(self):
        env = self.reader("pdftotext", "kill -SEGV $$")
        self.refused("a.pdf", office.pdf_of(GOOD), "budget_exceeded", env=env)

    def test_a_reader_gets_the_bytes_and_no_name(self):
        env = self.reader("pdftotext", f'echo "$@" > {self.folder}/arguments; cat > {self.folder}/bytes; env > {self.folder}/env; '
                          f'echo "<doc><page><word>{GOOD}</word></page></doc>"')
        content = office.pdf_of(GOOD)
        self.write("-opw.pdf", content)
        done = self.expect(run("extract", "--rules", TINY, "--", "-opw.pdf", cwd=self.folder, env={**env, "SECRET": "x"}), 0)
        self.assertIn("青年书店", done.out)
        self.assertEqual((self.folder / "arguments").read_text(), "-bbox-layout -enc UTF-8 - -\n")
        self.assertEqual((self.folder / "bytes").read_bytes(), content)
        self.assertNotIn("SECRET", (self.folder / "env").read_text())

    # --- .zip

    def test_members_of_an_archive_are_documents(self):
        members = [("2020/第1期.txt", GOOD), ("XXXX.docx", office.docx(office.paragraph(GOOD))), ("c.pdf", office.pdf_of(GOOD)),
                   ("图.jpg", b"\xff\xd8\xff"), ("__MACOSX/._c.txt", b"x"), (".git/d.txt", b"x"), ("坏.docx", b"PK\3\4 word/document")]
        self.write("texts/简报.zip", office.zipped(members).replace(b"XXXX.docx", "成员.docx".encode("gbk")))
        self.write("texts/简报.txt", GOOD)
        records, errors = self.extract(self.folder / "texts", code=1)
        self.assertEqual(list(records), ["简报.txt", "简报.zip/2020/第1期.txt", "简报.zip/c.pdf", "简报.zip/成员.docx"])
        self.assertEqual(list(errors), ["简报.zip/坏.docx"])
        self.assertTrue(all(len(record["openings"]) == 1 for record in records.values()))
        self.assertEqual([(one["path"], one["reason"]) for one in self.report["skipped"]],
                         [("简报.zip/.git/d.txt", "hidden folder"), ("简报.zip/__MACOSX/._c.txt", "hidden folder"), ("简报.zip/图.jpg", "suffix")])

    def test_the_same_bytes_for_any_number_of_jobs(self):
        self.write("texts/a.zip", office.zipped({f"{n}.docx": office.docx(office.paragraph(GOOD * n)) for n in range(1, 30)}))
        outs = [run("extract", self.folder / "texts", "--rules", TINY, "--jobs", jobs).out for jobs in ("1", "8")]
        self.assertEqual(outs[0].count("\n"), 29)
        self.assertEqual(outs[0], outs[1])

    def test_an_archive_of_shared_bytes_is_a_bomb(self):
        block = office.zipped({"a.txt": "武" * (1 << 20)})
        local, directory = block[:block.index(b"PK\1\2")], block[block.index(b"PK\1\2"):block.index(b"PK\5\6")]
        count = 4000  # 4,000 names for one 3 MB text: 12 GB
        entries = b"".join(directory.replace(b"a.txt", f"{n:05}"[-5:].encode()) for n in range(count))
        end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count, count, len(entries), len(local), 0)
        records, errors = self.extract(self.write("a.zip", local + entries + end), code=1)
        self.assertEqual((records, errors["a.zip"]["code"]), ({}, "zip_bomb"))

    def test_a_damaged_archive_and_a_locked_member_are_entries(self):
        whole = bytearray(office.zipped({"a.txt": GOOD, "b.txt": GOOD * 3}))
        self.write("texts/cut.zip", bytes(whole[:50]))
        directory = whole.index(b"PK\1\2")
        whole[directory + 8] |= 1
        whole[6] |= 1
        self.write("texts/locked.zip", bytes(whole))
        self.write("texts/c.txt", GOOD)
        records, errors = self.extract(self.folder / "texts", code=1)
        self.assertEqual(sorted(records), ["c.txt", "locked.zip/b.txt"])
        self.assertEqual({path: one["code"] for path, one in errors.items()},
                         {"cut.zip": "corrupt_zip", "locked.zip/a.txt": "encrypted"})

    def test_two_members_of_one_name(self):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            content = office.zipped([("a.txt", GOOD), ("a.txt", GOOD * 2)])
        records, errors = self.extract(self.write("a.zip", content), code=1)
        self.assertEqual(len(records["a.zip/a.txt"]["openings"]), 1)
        self.assertEqual(errors["a.zip/a.txt"]["code"], "duplicate_member")

    def test_memory_does_not_grow_with_the_members(self):
        draw = random.Random(5)
        words = ["".join(chr(draw.randrange(0x4E00, 0x9FA5)) for _ in range(30)) + "。" for _ in range(10_000)]

        def peak(count):
            members = {f"{n}.txt": GOOD + "".join(draw.sample(words, len(words))) for n in range(count)}  # 0.9 MB each
            path = self.write(f"{count}.zip", office.zipped(members))
            code, memory = peak_memory("extract", path, "--rules", TINY, "--jobs", "1", "--quiet", out=self.folder / "out.jsonl")
            self.assertEqual(code, 0)
            return memory

        few, many = peak(4), peak(12)
        self.assertLess(many, few * 1.25, "MB")


if __name__ == "__main__":
    unittest.main(verbosity=1)
