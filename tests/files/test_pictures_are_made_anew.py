"""What is kept of a picture are its pixels, upright, and nothing else of what came in."""

from __future__ import annotations

import hashlib

import pytest
from PIL import Image, ImageCms

from files import images
from files.image_child import LARGE, SMALL
from tests.files import corpus

CORNERS = {(8, 8): "red", (88, 8): "lime", (8, 56): "blue", (88, 56): "white"}
COLOURS = {"red": (255, 0, 0), "lime": (0, 255, 0), "blue": (0, 0, 255), "white": (255, 255, 255)}


def looks_right(picture: Image.Image, tolerance: int = 40) -> bool:
    """Are the four corners where they were drawn?"""
    seen = picture.convert("RGB")
    return all(near(seen.getpixel(at), COLOURS[name], tolerance) for at, name in CORNERS.items())


def near(seen: object, wanted: tuple[int, int, int], tolerance: int) -> bool:
    assert isinstance(seen, tuple)
    return all(abs(a - b) <= tolerance for a, b in zip(seen, wanted, strict=True))


GREY = {"jpeg, grey", "png, one bit", "png, grey and clear", "png, 16 bits of grey"}
#: printer's inks and small palettes do not hold these colours exactly
ROUGH = {"jpeg, four inks": 90, "png, palette": 60, "gif": 60, "gif, moving": 60}


@pytest.mark.parametrize("name", corpus.PROPER)
def test_a_picture_of_every_kind_looks_as_it_did(name: str) -> None:
    made = images.reencode(corpus.made(name))
    for data in (made.data, made.preview):
        picture = corpus.opened(data)
        assert (picture.format, picture.size) == ("WEBP", (96, 64))
        assert getattr(picture, "n_frames", 1) == 1
        if name not in GREY:
            clear = name == "png, palette"  # one of its colours shines through
            assert clear or looks_right(picture, ROUGH.get(name, 40)), name
    assert (made.width, made.height) == (96, 64)


def test_greys_stay_as_dark_as_they_were() -> None:
    for mode in ("L", "LA", "I;16"):
        drawn = Image.new("L", (64, 64), 77)
        wide = drawn.convert("I").point(lambda value: value * 257)
        picture = wide.convert("I;16") if mode == "I;16" else drawn.convert(mode)
        seen = corpus.opened(images.reencode(corpus.saved(picture, "PNG")).data).convert("L")
        value = seen.getpixel((32, 32))
        assert isinstance(value, int)
        assert abs(value - 77) < 4, mode


def test_what_shines_through_goes_on_shining_through() -> None:
    picture = corpus.drawn(mode="RGBA")
    picture.putalpha(Image.new("L", (96, 64), 120))
    for kind in ("PNG", "WEBP"):
        seen = corpus.opened(images.reencode(corpus.saved(picture, kind)).data)
        assert seen.mode == "RGBA"
        alpha = seen.getchannel("A").getpixel((40, 30))
        assert isinstance(alpha, int)
        assert abs(alpha - 120) < 6


@pytest.mark.parametrize("held", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_it_stands_upright_however_the_camera_was_held(held: int, kind: str) -> None:
    """[F3.2]"""
    turns = Image.Transpose
    undo = {
        2: turns.FLIP_LEFT_RIGHT, 3: turns.ROTATE_180, 4: turns.FLIP_TOP_BOTTOM,
        5: turns.TRANSPOSE, 6: turns.ROTATE_90, 7: turns.TRANSVERSE, 8: turns.ROTATE_270,
    }  # fmt: skip
    as_held = corpus.drawn().transpose(undo[held]) if held > 1 else corpus.drawn()
    made = images.reencode(corpus.saved(as_held, kind, exif=corpus.exif(held), quality=95))
    assert (made.width, made.height) == (96, 64)
    assert looks_right(corpus.opened(made.data)), held


@pytest.mark.parametrize("name", [*corpus.PROPER, *corpus.HARMLESS])
def test_nothing_comes_along_but_pixels(name: str) -> None:
    """[F3.4] No place, no owner, no comment, no profile, no script, no second file."""
    data = corpus.made(name)
    made = images.reencode(data)
    for part in (made.data, made.preview):
        assert corpus.CANARY not in part
        assert chunks(part) <= {b"VP8 ", b"VP8L", b"VP8X", b"ALPH"}, name
        picture = corpus.opened(part)
        assert not dict(picture.getexif())
        assert not {"exif", "xmp", "icc_profile", "comment"} & set(picture.info)


def chunks(webp: bytes) -> set[bytes]:
    """The parts a WebP consists of, which end where the file does."""
    found, at = set(), 12
    assert len(webp) == int.from_bytes(webp[4:8], "little") + 8
    while at < len(webp):
        found.add(webp[at : at + 4])
        size = int.from_bytes(webp[at + 4 : at + 8], "little")
        at += 8 + size + size % 2
    return found


def test_the_corpus_says_what_it_should_hide() -> None:
    """Else the test above could not fail."""
    loud = [name for name in corpus.PROPER if corpus.CANARY in corpus.made(name)]
    loud += [name for name in corpus.HARMLESS if corpus.CANARY in corpus.made(name)]
    assert len(loud) >= 10
    assert dict(corpus.opened(corpus.from_a_telephone()).getexif())


def test_colours_are_those_of_the_profile() -> None:
    """A camera's wide colours come out as a browser shows them without the profile."""
    grey = Image.new("RGB", (64, 64), (55, 55, 55))
    sent = corpus.saved(grey, "PNG", icc_profile=linear_profile())
    made = corpus.opened(images.reencode(sent).data)
    seen = made.getpixel((32, 32))
    assert isinstance(seen, tuple)
    assert all(120 < value < 136 for value in seen)  # 55 of 255 in straight light


def test_a_profile_for_other_colours_is_passed_over() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    made = images.reencode(corpus.saved(corpus.drawn(), "PNG", icc_profile=profile))
    assert looks_right(corpus.opened(made.data))


def linear_profile() -> bytes:
    """sRGB with its curves made straight."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    curve = b"curv" + bytes(8)
    for at in range(128 + 4, 128 + 4 + 12 * int.from_bytes(data[128:132], "big"), 12):
        name, where = bytes(data[at : at + 4]), int.from_bytes(data[at + 4 : at + 8], "big")
        if name in (b"rTRC", b"gTRC", b"bTRC"):
            data[where : where + 12] = curve
    return bytes(data)


def test_large_ones_are_made_smaller_and_small_ones_stay() -> None:
    """[F3.1]"""
    large = corpus.saved(corpus.drawn(4000, 1000), "JPEG")
    made = images.reencode(large)
    assert (made.width, made.height) == (LARGE, 512)
    assert corpus.opened(made.data).size == (LARGE, 512)
    assert corpus.opened(made.preview).size == (SMALL, 128)
    small = images.reencode(corpus.saved(corpus.drawn(40, 30), "PNG"))
    assert corpus.opened(small.preview).size == (40, 30)


def test_of_a_moving_picture_the_first_frame_is_kept() -> None:
    """[F3.3]"""
    for name in ("gif, moving", "webp, moving", "webp of 500 frames", "png of 500 frames"):
        made = images.reencode(corpus.made(name))
        assert looks_right(corpus.opened(made.data), 60), name


def test_the_digest_is_of_the_bytes_that_are_served() -> None:
    """[F3.5]"""
    made = images.reencode(corpus.made("png"))
    assert made.digest == hashlib.sha256(made.data).hexdigest()
