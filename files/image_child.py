"""Makes a picture anew out of untrusted bytes. A process of its own, started by `images.reencode`:

    python -I -S image_child.py PACKAGES KIND PIXELS     (bytes on stdin, the answer on stdout)

It imports nothing of LiveLab, gives up what it does not need before it reads a byte, and is killed
when it takes too long. Its answer is a line of JSON, then the picture, then its preview.
"""

from __future__ import annotations

import io
import json
import sys
import traceback
import warnings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from PIL.Image import Image as Picture
    from PIL.Image import Transpose
    from PIL.ImageCms import ImageCmsProfile
    from PIL.ImageFile import ImageFile

#: what it may have: bytes of address space, seconds of processor
MEMORY, SECONDS = 320 * 2**20, 4
#: the longer side of the picture and of its preview, in pixels
LARGE, SMALL = 2048, 512
QUALITY = 84
ORIENTATION = 0x0112
#: how the camera was held → the turn that puts the picture upright (Pillow's numbers)
TURNS = (None, None, 0, 3, 1, 5, 4, 6, 2)
#: exit code: it could not even begin, whatever the bytes
NOT_WORKING = 70


def main(packages: str, kind: str, pixels: str) -> None:
    """Read, make anew, answer. Whatever goes wrong ends the process with a code that is not 0."""
    try:
        begin(packages, kind, int(pixels))
    except Exception:
        traceback.print_exc()
        sys.exit(NOT_WORKING)
    answer(reader(kind)(io.BytesIO(sys.stdin.buffer.read())))


def begin(packages: str, kind: str, pixels: int) -> None:
    """Import all that will be needed, by doing it once; then no file can be opened any more."""
    sys.path.insert(0, packages)
    from PIL import Image

    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = pixels
    tiny, exif = io.BytesIO(), Image.Exif()
    exif[ORIENTATION] = 6
    more = {} if kind == "gif" else {"exif": exif, "icc_profile": srgb().tobytes()}
    Image.new("RGB", (3, 2)).save(tiny, kind, **more)
    tiny.seek(0)
    made_anew(reader(kind)(tiny))
    give_up()


def reader(kind: str) -> type[ImageFile]:
    """Pillow's class for one kind; nothing is guessed."""
    from PIL import GifImagePlugin, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

    readers: dict[str, type[ImageFile]] = {
        "gif": GifImagePlugin.GifImageFile,
        "jpeg": JpegImagePlugin.JpegImageFile,
        "png": PngImagePlugin.PngImageFile,
        "webp": WebPImagePlugin.WebPImageFile,
    }
    return readers[kind]


def give_up() -> None:
    """No more memory, time, files or connections than said above."""
    try:
        import resource
    except ImportError:  # Windows: only the deadline holds there
        return
    for name, most in (
        ("RLIMIT_AS", MEMORY),
        ("RLIMIT_CPU", SECONDS),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_CORE", 0),
        ("RLIMIT_NOFILE", 3),
    ):
        which = getattr(resource, name)
        hard = resource.getrlimit(which)[1]
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(which, (least, least))


def answer(picture: ImageFile) -> None:
    """Write the picture and its preview."""
    large, small = made_anew(picture)
    parts = [saved(large), saved(small)]
    head = {"width": large.width, "height": large.height, "sizes": [len(part) for part in parts]}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + b"".join(parts))
    sys.stdout.buffer.flush()


def made_anew(picture: ImageFile) -> tuple[Picture, Picture]:
    """The first frame, upright, in sRGB, no larger than needed; and its preview."""
    turn, profile = turn_of(picture), picture.info.get("icc_profile")
    large = shrunk(decoded(picture), LARGE)
    if turn is not None:
        large = large.transpose(turn)
    large = in_srgb(large, profile)
    return large, shrunk(large.copy(), SMALL)


def decoded(picture: ImageFile) -> Picture:
    """Eight bits a channel: RGB, or RGBA where something shines through."""
    most = min(1.0, LARGE / max(picture.size))
    width, height = (max(1, int(side * most)) for side in picture.size)
    picture.draft("RGB", (width, height))  # a JPEG is decoded smaller where that will do
    picture.load()
    plain: Picture = picture
    if plain.mode.startswith("I"):  # 16 bits of grey
        plain = plain.point(lambda value: value * (1 / 256)).convert("L")
    clear = plain.mode in ("RGBA", "LA", "PA") or "transparency" in plain.info
    wanted = "RGBA" if clear else "RGB"
    return plain if plain.mode == wanted else plain.convert(wanted)


def turn_of(picture: ImageFile) -> Transpose | None:
    """The turn that puts the picture upright, or None."""
    from PIL.Image import Transpose

    try:
        told: Any = picture.getexif().get(ORIENTATION, 1)
    except Exception:  # what is no Exif says nothing
        return None
    turn = TURNS[told] if told in range(len(TURNS)) else None
    return None if turn is None else Transpose(turn)


def shrunk(picture: Picture, side: int) -> Picture:
    """At most so large; never larger than it was."""
    from PIL.Image import Resampling

    picture.thumbnail((side, side), Resampling.BICUBIC, reducing_gap=2.0)
    return picture


def in_srgb(picture: Picture, profile: bytes | None) -> Picture:
    """Colours as a browser understands them without the profile."""
    from PIL import ImageCms

    if not profile:
        return picture
    try:
        theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        seen = ImageCms.profileToProfile(picture, theirs, srgb(), outputMode=picture.mode)
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):  # what is no profile says nothing
        return picture
    return seen or picture


def srgb() -> ImageCmsProfile:
    """The colours browsers take for granted."""
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def saved(picture: Picture) -> bytes:
    """WebP bytes of the pixels, with nothing beside them."""
    picture.info.clear()
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=QUALITY, method=2)
    return out.getvalue()


if __name__ == "__main__":
    main(*sys.argv[1:])
