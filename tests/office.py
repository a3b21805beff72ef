"""Word and PDF documents made by the tests themselves, as small as their readers take them."""
import io
import zipfile
from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN = "word/document.xml"
TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
</Types>"""
RELATIONS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
</Relationships>"""


def run(text):
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(text):
    return f"<w:p>{run(text) if text else ''}</w:p>"


def row(*cells):
    return "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"


def part(content, element="document"):
    """A part whose body is `content`, XML of paragraphs and tables."""
    body = f"<w:body>{content}</w:body>" if element == "document" else content
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{element} xmlns:w="{WORD}">{body}</w:{element}>'.encode()


def zipped(members, method=zipfile.ZIP_DEFLATED):
    """A zip archive of (name, bytes) pairs or of a mapping."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members.items() if isinstance(members, dict) else members:
            archive.writestr(zipfile.ZipInfo(name) if isinstance(name, str) else name, content, method)
    return file.getvalue()


def docx(content, parts=None, method=zipfile.ZIP_DEFLATED):
    """A .docx whose body is `content`; `parts`: further parts, or others in the place of the usual ones."""
    members = {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, MAIN: part(content)}
    return zipped({**members, **(parts or {})}, method)


def docx_of(text):
    """A .docx with one paragraph for each line of the text."""
    return docx("".join(paragraph(line) for line in text.split("\n")))


# --- PDF ----------------------------------------------------------------------------------------

PAGE_WIDTH, PAGE_HEIGHT, MARGIN, SIZE = 595, 842, 74, 16
CHARACTERS = (PAGE_WIDTH - 2 * MARGIN) // SIZE  # of a line, as 公文 have: 28
LINES = 22


def wide(character):
    return ord(character) >= 0x1100


def width_of(text):
    return sum(2 if wide(c) else 1 for c in text)


def broken(line, columns=2 * CHARACTERS):
    """The line as a page shows it: broken at its width, no closing mark at the start of a line."""
    lines, at = [""], 0
    for character in line:
        step = 2 if wide(character) else 1
        if at + step > columns and character not in "，。、；：？！”’）》】":
            lines.append("")
            at = 0
        lines[-1] += character
        at += step
    return lines


def pages_of(text):
    """[[line of a page]]: paragraphs broken at the page's width, pages full, page numbers below."""
    lines = [one for line in text.split("\n") for one in broken(line)]
    return [lines[at:at + LINES] for at in range(0, max(len(lines), 1), LINES)]


def pdf_of(text, number_pages=True):
    """A PDF of the text: a font that is not embedded, its characters named by a ToUnicode map, as usual."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", None]
    codes = {character: number for number, character in enumerate(sorted(set(text) | set("0123456789—　 ")), 1)}
    mapping = "".join(f"<{code:04X}> <{character.encode('utf-16-be').hex().upper()}>\n" for character, code in codes.items())
    pieces = mapping.splitlines()
    blocks = "".join(f"{len(pieces[at:at + 100])} beginbfchar\n" + "\n".join(pieces[at:at + 100]) + "\nendbfchar\n"
                     for at in range(0, len(pieces), 100))
    cmap = ("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
            "1 begincodespacerange <0000> <FFFF> endcodespacerange\n" + blocks + "endcmap end end")
    narrow = " ".join(f"{code} [500]" for character, code in codes.items() if not wide(character))
    objects.append("<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>")
    objects.append("<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
                   f"/Supplement 0>>/DW 1000/W[{narrow}]/FontDescriptor 6 0 R>>")
    objects.append(f"<</Length {len(cmap)}>>\nstream\n{cmap}\nendstream")
    objects.append("<</Type/FontDescriptor/FontName/Song/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880"
                   "/Descent -120/CapHeight 880/StemV 80>>")
    kids = []
    for number, lines in enumerate(pages_of(text), 1):
        drawn = [(MARGIN, PAGE_HEIGHT - 90 - at * 30, line) for at, line in enumerate(lines)]
        if number_pages:
            drawn.append((PAGE_WIDTH // 2 - 20, 50, f"— {number} —"))
        content = "\n".join(f"BT /F1 {SIZE} Tf 1 0 0 1 {x} {y} Tm <{''.join(f'{codes[c]:04X}' for c in line)}> Tj ET"
                            for x, y, line in drawn if line.strip())
        objects.append(f"<</Length {len(content)}>>\nstream\n{content}\nendstream")
        kids.append(len(objects) + 1)
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {PAGE_WIDTH} {PAGE_HEIGHT}]"
                       f"/Resources<</Font<</F1 3 0 R>>>>/Contents {len(objects)} 0 R>>")
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(f'{kid} 0 R' for kid in kids)}]>>"
    return pdf(objects)


def pdf(objects, trailer=""):
    """A PDF file of these objects; the first is the catalogue."""
    result, places = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(result))
        result += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return result + (f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\n"
                     f"startxref\n{len(result)}\n%%EOF\n").encode("latin-1")


def scanned_pdf():
    """A page with a picture and no text."""
    return pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {PAGE_WIDTH} {PAGE_HEIGHT}]/Contents 4 0 R/Resources<<>>>>",
                "<</Length 22>>\nstream\n0 0 595 842 re 0.5 g f\nendstream"])


def locked_pdf():
    """A PDF that opens with a password only (standard security handler, revision 2; the keys are not those of an
    empty password)."""
    key = "00" * 32
    return pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 0/Kids[]>>",
                f"<</Filter/Standard/V 1/R 2/O<{'41' * 32}>/U<{key}>/P -4>>"],
               trailer=f"/Encrypt 3 0 R/ID[<{'00' * 16}><{'00' * 16}>]")
