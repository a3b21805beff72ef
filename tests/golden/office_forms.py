#!/usr/bin/env python3
"""Documents made by LibreOffice, for ./test heavy: the texts of formats_test.py as official documents are set (two blanks of
indent by the paragraph's format, no empty lines) in .docx, and from that .doc and .pdf in one and in two columns."""
import pathlib
import subprocess
import sys
import tempfile

from formats_test import names, records_of, same_of, texts

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import office  # noqa: E402

TWO_COLUMNS = '<w:sectPr><w:cols w:num="2" w:space="425"/></w:sectPr>'
FLOORS = {".docx": 1.0, ".doc": 1.0, ".pdf": 0.99, ".pdf, two columns": 0.97}


def paragraph(line):
    indent = '<w:pPr><w:ind w:firstLine="640"/></w:pPr>' if len(line) > 40 else ""
    size = '<w:rPr><w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr>'
    return f'<w:p>{indent}<w:r>{size}<w:t xml:space="preserve">{office.escape(line)}</w:t></w:r></w:p>'


def convert(folder, suffix, form):
    subprocess.run(["soffice", "--headless", "--convert-to", form, "--outdir", folder / suffix, *sorted(folder.glob("*.docx"))],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600)
    return records_of(folder / suffix)


def make(folder, end=""):
    folder.mkdir()
    for name, text in texts().items():
        body = "".join(paragraph(line.strip()) for line in text.split("\n") if line.strip())
        (folder / f"{name}.docx").write_bytes(office.docx(body + end))


def main():
    bad = []
    with tempfile.TemporaryDirectory() as place:
        one, two = pathlib.Path(place) / "one", pathlib.Path(place) / "two"
        make(one)
        make(two, TWO_COLUMNS)
        expected = records_of(one)
        forms = {".doc": convert(one, "doc", "doc:MS Word 97"), ".pdf": convert(one, "pdf", "pdf"),
                 ".pdf, two columns": convert(two, "pdf", "pdf")}
        for form, got in forms.items():
            same = whole = 0
            for name, record in expected.items():
                part = same_of(names(record), names(got[name]))
                same, whole = same + part[0], whole + part[1]
                for one_difference in part[2]:
                    print(f"  {form} {name}: {one_difference[:120]}")
            print(f"{form}: {same} of {whole} people, dates and organizations as in .docx")
            if same < FLOORS[form] * whole:
                bad.append(form)
    if bad:
        sys.exit(f"below the floor: {', '.join(bad)}")


if __name__ == "__main__":
    main()
