"""Pictures, made by code: proper ones, and ones that mean harm.

Each is small to store and quick to make; what it claims, or would become, need not be.
"""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from PIL import Image, ImageCms, PngImagePlugin

#: words that stand in what is not a picture, and must not come through
CANARY = b"kestrel-7f3a"
SCRIPT = b"<script>alert('" + CANARY + b"')</script>"
ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F


def drawn(width: int = 96, height: int = 64, mode: str = "RGB") -> Image.Image:
    """A picture whose four corners are told apart: red, green, blue, white."""
    picture = Image.new("RGB", (width, height), "white")
    picture.paste("red", (0, 0, width // 2, height // 2))
    picture.paste("lime", (width // 2, 0, width, height // 2))
    picture.paste("blue", (0, height // 2, width // 2, height))
    return picture.convert(mode)


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    """The picture as a file."""
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    """A file as a picture, all of it read."""
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def exif(orientation: int = 1) -> Image.Exif:
    """What a telephone writes: how it was held, whose it is, where it was."""
    made = Image.Exif()
    made[ORIENTATION] = orientation
    made[MAKER] = CANARY.decode()
    made.get_ifd(GPS).update({1: "N", 2: (52.0, 22.0, 11.5), 3: "E", 4: (4.0, 53.0, 42.5)})
    return made


def from_a_telephone(orientation: int = 1) -> bytes:
    """A JPEG with everything a camera adds, drawn as it was held."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return saved(
        drawn(), "JPEG", quality=95, exif=exif(orientation), icc_profile=profile,
        comment=CANARY, xmp=b"<x:xmpmeta>" + CANARY + b"</x:xmpmeta>",
    )  # fmt: skip


def png(width: int, height: int, data: bytes, *, bits: int = 8, colour: int = 0) -> bytes:
    """A PNG by hand: what it claims and what it holds need not agree."""
    head = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    return PNG + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def chunk(name: bytes, data: bytes) -> bytes:
    """One part of a PNG."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def with_chunks(*more: bytes) -> bytes:
    """A proper PNG with these parts before its pixels."""
    proper = saved(drawn(), "PNG")
    return proper[:33] + b"".join(more) + proper[33:]


def zeros(count: int) -> bytes:
    """So many zeros, packed to a thousandth: one packed block again and again."""
    packer = zlib.compressobj(9, wbits=-15)
    block = packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH)
    rest = packer.compress(bytes(count % 2**20)) + packer.flush()
    sums = (count % 65_521) << 16 | 1  # Adler-32 of nothing but zeros
    return b"\x78\xda" + block * (count // 2**20) + rest + struct.pack(">I", sums)


def jpeg_claiming(width: int, height: int) -> bytes:
    """A JPEG whose header says another size."""
    data = bytearray(saved(drawn(), "JPEG"))
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def many_scans(count: int) -> bytes:
    """A progressive JPEG that comes in this many scans: each is all of it anew."""
    data = saved(drawn(2000, 2000), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:last] + data[last:-2] * count + data[-2:]


def gif_with_frames(count: int) -> bytes:
    """A GIF of so many frames of one point."""
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    return gif_head(1, 1) + frame * count + b"\x3b"


def gif_head(width: int, height: int) -> bytes:
    return b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"


def gif_frame_larger_than_its_screen() -> bytes:
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, 65_535, 65_535, 0) + b"\x02\x02\x44\x01\x00"
    return gif_head(1, 1) + frame + b"\x3b"


def webp_claiming(width: int, height: int) -> bytes:
    """A WebP whose canvas says another size."""
    data = bytearray(saved(drawn(mode="RGBA"), "WEBP", exif=exif()))
    assert data[12:16] == b"VP8X"
    data[24:27], data[27:30] = (width - 1).to_bytes(3, "little"), (height - 1).to_bytes(3, "little")
    return bytes(data)


def animated(kind: str, frames: int, **options: Any) -> bytes:
    """The four corners first, then so many grey ones."""
    later = [Image.new("RGB", (96, 64), (n % 256,) * 3) for n in range(frames)]
    return saved(drawn(), kind, save_all=True, append_images=later, duration=40, **options)


def png_with_text_bomb(name: bytes) -> bytes:
    """A gigabyte of text, or of a profile, in a PNG's part."""
    return with_chunks(chunk(name, b"name\0\0" + zeros(2**30)))


def fits() -> bytes:
    """What opens FITS files unpacks without end (CVE-2026-40192); nobody asked us to open them."""
    cards = [b"SIMPLE  =                    T", b"ZCMPTYPE= 'GZIP_1  '", b"END"]
    return b"".join(card.ljust(80) for card in cards).ljust(2880) + zeros(2**26)


def zipped(**members: bytes) -> bytes:
    """A zip archive of these."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return out.getvalue()


def nested_zip(depth: int = 6) -> bytes:
    """An archive of ten archives of ten archives, and so on, of a megabyte of nothing each."""
    inside = zipped(nothing=bytes(2**20))
    for _ in range(depth):
        inside = zipped(**{f"part{number}__zip": inside for number in range(10)})
    return inside


def spreadsheet(name: str = "xl/workbook.xml") -> bytes:
    """What an office program saves, with something that runs inside."""
    return zipped(
        **{"[Content_Types]__xml": b"<Types/>", name: SCRIPT, "xl/vbaProject__bin": CANARY}
    )


def tiff_bomb() -> bytes:
    """A TIFF that says it is 60,000 by 60,000, all of one strip."""
    tags = ((256, 60_000), (257, 60_000), (258, 8), (259, 1), (262, 1), (273, 8), (278, 60_000))
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(tags)) + entries + bytes(4)


def laughing_svg() -> bytes:
    """A picture in XML whose one word is a billion words."""
    lines = [b'<!ENTITY l0 "lol">']
    lines += [b'<!ENTITY l%d "%b">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10)]
    return b"<!DOCTYPE svg [" + b"".join(lines) + b"]><svg><text>&l9;</text></svg>"


def webp_with(name: bytes, data: bytes) -> bytes:
    """A proper WebP with one part more."""
    made = saved(drawn(), "WEBP", exif=exif())
    part = name + struct.pack("<I", len(data)) + data + bytes(len(data) % 2)
    return made[:4] + struct.pack("<I", len(made) - 8 + len(part)) + made[8:] + part


def half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def polyglot_gif() -> bytes:
    """A GIF that is a script as well."""
    data = bytearray(saved(drawn(), "GIF"))
    return bytes(data) + b"*/=1;" + SCRIPT


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">' + SCRIPT + b"</svg>"
PNG = b"\x89PNG\r\n\x1a\n"

Maker = Callable[[], bytes]

#: what no picture is made of
REFUSED: dict[str, Maker] = {
    "nothing": lambda: b"",
    "one byte": lambda: b"\xff",
    "noise": lambda: bytes(range(256)) * 64,
    "html": lambda: b"<!doctype html>" + SCRIPT,
    "svg": lambda: SVG,
    "svg after an xml head": lambda: b'<?xml version="1.0"?>\n' + SVG,
    "pdf": lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</JS(app.alert(1))>>endobj",
    "zip": lambda: b"PK\x03\x04" + bytes(60),
    "program": lambda: b"\x7fELF\x02\x01\x01" + bytes(57),
    "bmp": lambda: saved(drawn(), "BMP"),
    "tiff": lambda: saved(drawn(), "TIFF"),
    "ico": lambda: saved(drawn(), "ICO"),
    "eps": lambda: saved(drawn(), "EPS"),
    "avif": lambda: saved(drawn(), "AVIF"),
    "fits bomb": fits,
    "png of 50,000 by 50,000": lambda: png(50_000, 50_000, zeros(6_251 * 50_000), bits=1),
    "png of 30,000 by 30,000": lambda: png(30_000, 30_000, zeros(3_751 * 30_000), bits=1),
    "png of two billion by one": lambda: png(2**31 - 1, 1, zeros(64)),
    "png without width": lambda: png(0, 9, zeros(64)),
    "png without pixels": lambda: PNG + chunk(b"IHDR", bytes(13)),
    "png cut in half": lambda: half(saved(drawn(400, 400).effect_spread(9), "PNG")),
    "png with a lying length": lambda: PNG + b"\xff\xff\xff\xffIHDR" + bytes(40),
    "png of a million parts": lambda: with_chunks(chunk(b"teXt", b"") * 700_000),
    "png profile bomb": lambda: png_with_text_bomb(b"iCCP"),
    "png text bomb": lambda: png_with_text_bomb(b"zTXt"),
    "jpeg of 65,500 by 65,500": lambda: jpeg_claiming(65_500, 65_500),
    "jpeg without height": lambda: jpeg_claiming(96, 0),
    "jpeg cut in half": lambda: half(saved(drawn(400, 400).effect_spread(9), "JPEG")),
    "jpeg of a thousand scans": lambda: many_scans(1_000),
    "jpeg of fill bytes": lambda: b"\xff\xd8" + b"\xff" * 2**20,
    "jpeg of empty segments": lambda: b"\xff\xd8" + b"\xff\xe1\0\2" * 500_000,
    "gif of 65,535 by 65,535": lambda: gif_head(65_535, 65_535) + b"\x3b",
    "gif frame larger than its screen": gif_frame_larger_than_its_screen,
    "gif head only": lambda: gif_head(1, 1),
    "webp of 16,384 by 16,384": lambda: webp_claiming(16_384, 16_384),
    "webp larger than its frame": lambda: webp_claiming(2_000, 2_000),
    "webp cut in half": lambda: half(saved(drawn(400, 400).effect_spread(9), "WEBP")),
    "nested zip": nested_zip,
    "spreadsheet": spreadsheet,
    "word document": lambda: spreadsheet("word/document.xml"),
    "java archive": lambda: zipped(**{"META-INF/MANIFEST__MF": b"Main-Class: Evil"}),
    "gzip bomb": lambda: gzip.compress(bytes(2**26)),
    "tiff bomb": tiff_bomb,
    "svg of a billion words": laughing_svg,
    "svg that reads a file": lambda: (
        b'<!DOCTYPE svg [<!ENTITY f SYSTEM "file:///etc/passwd">]><svg><text>&f;</text></svg>'
    ),
    "svg with a page inside": lambda: b"<svg><foreignObject>" + SCRIPT + b"</foreignObject></svg>",
    "svg that is packed": lambda: gzip.compress(SVG),
    "xml with a style sheet": lambda: b"<?xml-stylesheet href='javascript:alert(1)'?><x/>",
    "script that begins like a gif": lambda: b"GIF89a=1;" + SCRIPT,
    "html that begins like a png": lambda: PNG + SCRIPT * 20,
    "html that begins like a jpeg": lambda: b"\xff\xd8\xff" + SCRIPT * 20,
    "film": lambda: b"\0\0\0\x20ftypmp42" + bytes(64),
    "table": lambda: b"name;sum\n=cmd|'/c calc'!A1;1\n",
    "shortcut": lambda: b"[InternetShortcut]\nURL=file:///c:/windows/system32/calc.exe\n",
    "windows program": lambda: b"MZ" + bytes(126),
    "riff that is a sound": lambda: b"RIFF\x24\0\0\0WAVEfmt " + bytes(40),
}

#: what is a picture with more in it than it should have
HARMLESS: dict[str, Maker] = {
    "gif of 100,000 frames": lambda: gif_with_frames(100_000),
    "webp of 500 frames": lambda: animated("WEBP", 500),
    "png of 500 frames": lambda: animated("PNG", 500),
    "gif that is a script": polyglot_gif,
    "png with a script behind it": lambda: saved(drawn(), "PNG") + SCRIPT,
    "jpeg with a script in its comment": lambda: saved(drawn(), "JPEG", comment=SCRIPT),
    "jpeg with a zip behind it": lambda: saved(drawn(), "JPEG") + b"PK\x03\x04" + SCRIPT,
    "jpeg with a broken profile": lambda: saved(drawn(), "JPEG", icc_profile=CANARY * 99),
    "jpeg with broken exif": lambda: saved(drawn(), "JPEG", exif=b"Exif\0\0MM\0*" + CANARY * 99),
    "gif that is a java archive": lambda: (
        saved(drawn(), "GIF") + zipped(**{"META-INF/MANIFEST__MF": CANARY})
    ),
    "png with a zip in a part": lambda: with_chunks(chunk(b"zxIp", nested_zip(2) + CANARY)),
    "png that is a page of html": lambda: with_chunks(chunk(b"tEXt", b"x\0-->" + SCRIPT)),
    "png with a pdf behind it": lambda: saved(drawn(), "PNG") + b"%PDF-1.7\n" + CANARY,
    "jpeg that is a script": lambda: saved(
        drawn(), "JPEG", comment=b"*/=alert('" + CANARY + b"')/*"
    ),
    "webp with a script in a part of its own": lambda: webp_with(b"EVIL", SCRIPT),
    "two jpegs in one": lambda: saved(drawn(), "MPO", save_all=True, append_images=[drawn()]),
    "one pixel": lambda: saved(drawn(1, 1), "PNG"),
    "thin": lambda: saved(Image.new("L", (32_000, 1)), "PNG"),
}


def text_of(data: bytes) -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", data.decode())
    return info


#: proper pictures of every kind
PROPER: dict[str, Maker] = {
    "jpeg": from_a_telephone,
    "jpeg, progressive": lambda: saved(drawn(), "JPEG", progressive=True, quality=95),
    "jpeg, grey": lambda: saved(drawn(mode="L"), "JPEG"),
    "jpeg, four inks": lambda: saved(drawn(mode="CMYK"), "JPEG"),
    "png": lambda: saved(drawn(), "PNG", exif=exif(), pnginfo=text_of(CANARY)),
    "png, clear": lambda: saved(drawn(mode="RGBA"), "PNG"),
    "png, palette": lambda: saved(drawn(mode="P"), "PNG", transparency=0),
    "png, one bit": lambda: saved(drawn(mode="1"), "PNG"),
    "png, grey and clear": lambda: saved(drawn(mode="LA"), "PNG"),
    "png, 16 bits of grey": lambda: saved(drawn(mode="I;16"), "PNG"),
    "webp": lambda: saved(drawn(), "WEBP", exif=exif(), xmp=CANARY),
    "webp, exact and clear": lambda: saved(drawn(mode="RGBA"), "WEBP", lossless=True),
    "webp, moving": lambda: animated("WEBP", 3),
    "gif": lambda: saved(drawn(), "GIF", comment=CANARY),
    "gif, moving": lambda: animated("GIF", 3),
}


@cache
def made(name: str) -> bytes:
    """A picture of the corpus by its name."""
    return dict(everything())[name]()


def everything() -> Iterator[tuple[str, Maker]]:
    """Every picture there is here."""
    for part in (PROPER, HARMLESS, REFUSED):
        yield from part.items()
