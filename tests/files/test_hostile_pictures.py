"""S11: what is no picture, or one that would cost too much, is refused soon and small.

Where a process has to look at it, that process is given little: it must come to its end with less
than two seconds of work, and refuse without ever having held 64 MiB.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
from typing import Any, NamedTuple

import pytest
from PIL import Image

from common.errors import Refusal
from files import images
from files.errors import FilesBusy, ImageTooLarge, NotAnImage
from files.image_child import MEMORY, NOT_WORKING, SECONDS
from tests.files import corpus

#: starts another program and says what it cost; small itself, so that it hides nothing
MEASURE = """
import json, resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([code, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""


class Cost(NamedTuple):
    """How a process ended, its seconds of work, and the most memory it held (MiB)."""

    code: int
    seconds: float
    memory: float


def cost(data: bytes, command: list[str]) -> Cost:
    """Let the child look at these bytes."""
    with tempfile.TemporaryFile() as source:
        source.write(data)
        source.seek(0)
        done = subprocess.run(
            [sys.executable, "-I", "-S", "-c", MEASURE, *command],
            stdin=source, capture_output=True, check=True, timeout=60,
        )  # fmt: skip
    return Cost(*json.loads(done.stdout))


#: its sender can do something about these; about the others she cannot
TOO_LARGE = {
    "png of 50,000 by 50,000", "png of 30,000 by 30,000", "jpeg of 65,500 by 65,500",
    "jpeg of a thousand scans", "gif of 65,535 by 65,535", "webp of 16,384 by 16,384",
    "png of two billion by one", "script that begins like a gif",
}  # fmt: skip


@pytest.mark.parametrize("name", corpus.REFUSED)
def test_it_is_refused(name: str) -> None:
    """[F2.2]"""
    with pytest.raises(ImageTooLarge if name in TOO_LARGE else NotAnImage):
        images.reencode(corpus.made(name))


@pytest.mark.parametrize("name", corpus.HARMLESS)
def test_or_made_harmless(name: str) -> None:
    """[F3.1]"""
    made = images.reencode(corpus.made(name))
    assert corpus.opened(made.data).format == "WEBP"
    assert max(made.width, made.height) <= 2048


def test_in_little_time_and_memory() -> None:
    """All of them; most are refused by a look at their first bytes, and no process is started."""
    started = {name: kind for name in (*corpus.REFUSED, *corpus.HARMLESS) if (kind := looks(name))}
    assert len(corpus.REFUSED) + len(corpus.HARMLESS) >= 48
    assert len(corpus.REFUSED.keys() - started) >= 24
    for name, kind in started.items():
        spent = cost(corpus.made(name), images.command(kind))
        print(f"{name}: {spent}")
        assert spent.seconds < 2, name
        assert spent.memory < 64, name
        assert (spent.code != 0) == (name in corpus.REFUSED), name


def looks(name: str) -> str:
    """Its kind, if it comes so far that a process is started."""
    try:
        return images.looked_at(corpus.made(name)).kind
    except Refusal:
        return ""


@pytest.mark.parametrize(
    ("kind", "options", "per_pixel"),
    [
        ("PNG", {"mode": "RGB", "compress_level": 1}, 5),
        ("PNG", {"mode": "RGBA", "compress_level": 1}, 9),
        ("PNG", {"mode": "P", "transparency": 0, "compress_level": 1}, 9),
        ("GIF", {"mode": "P", "transparency": 0}, 9),
        ("WEBP", {"mode": "RGBA"}, 20),
        ("JPEG", {"mode": "RGB", "progressive": True, "subsampling": 0}, 7),
    ],
)
def test_the_largest_that_passes_the_look_is_still_decoded(
    kind: str, options: dict[str, Any], per_pixel: int
) -> None:
    """So the limits of the look are those of the child, and nobody is refused by accident."""
    side = int((images.MOST_MEMORY / per_pixel) ** 0.5)
    picture = Image.new(options.pop("mode"), (side, side))
    data = corpus.saved(picture, kind, **options)
    assert images.looked_at(data).memory > 0.7 * images.MOST_MEMORY
    assert images.reencode(data).width == 2048
    more = corpus.saved(picture.resize((side + 1, 2 * side)), kind, **options)
    with pytest.raises(ImageTooLarge):
        images.looked_at(more)


def test_a_file_of_too_many_bytes_is_refused() -> None:
    """[F2.2]"""
    with pytest.raises(ImageTooLarge):
        images.reencode(corpus.made("png") + bytes(images.MOST_BYTES))


# -- the process


def child(body: str) -> list[str]:
    """The child with its reading replaced: what would it still be able to do?"""
    code = f"""
import sys
sys.path.insert(0, {str(images.CHILD.parent)!r})
import image_child as child
child.begin({str(images.PACKAGES)!r}, "png", 1000)
{body}
"""
    return [sys.executable, "-I", "-S", "-c", code]


@pytest.mark.parametrize(
    "body",
    [
        "open('/etc/hostname')",
        "open('/dev/null', 'wb')",
        "import socket; socket.socket()",
        "import os; os.pipe()",
        "import subprocess; subprocess.run(['true'])",
        f"bytearray({MEMORY})",
        "while True: pass",
    ],
)
def test_the_process_can_do_nothing_else(body: str) -> None:
    """No file, no connection, no program, no more memory or time."""
    spent = cost(b"", child(body))
    print(body, spent)
    assert spent.code not in (0, NOT_WORKING)
    assert spent.seconds < SECONDS + 1
    assert spent.memory < MEMORY / 2**20


def test_without_its_body_that_process_ends_well() -> None:
    """Else the test above could not fail."""
    assert cost(b"", child("pass")).code == 0


def test_it_knows_nothing_of_us(monkeypatch: pytest.MonkeyPatch) -> None:
    """No environment, no folder, none of our modules."""
    monkeypatch.setenv("LIVELAB_DATABASE", "postgresql://secret")
    body = "import os, sys; assert not os.environ.get('LIVELAB_DATABASE'); assert 'files' not in sys.modules; assert 'django' not in sys.modules"  # noqa: E501
    started = []
    real = subprocess.Popen

    def spy(command: Any, **options: Any) -> Any:
        started.append(options)
        return real(child(body), **options)

    monkeypatch.setattr(subprocess, "Popen", spy)
    with pytest.raises(NotAnImage):
        images.reencode(corpus.made("png"))  # it ends well and says nothing: no answer
    assert started[0]["env"] == {}
    assert started[0]["cwd"] == "/"


def test_one_that_never_ends_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "DEADLINE_S", 0.3)
    idle = [sys.executable, "-I", "-S", "-c", "import signal; signal.pause()"]
    monkeypatch.setattr(images, "command", lambda kind: idle)
    with pytest.raises(NotAnImage):
        images.reencode(corpus.made("png"))


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\n",
        b"{}\nRIFF",
        b'{"width":1,"height":1,"sizes":[4,4]}\nRIFFRIFF',
        b'{"width":1,"height":1,"sizes":[9,9]}\n<script>alert(1)</script>',
        b'{"width":"1","height":1,"sizes":[1,1]}\nRIFF....WEBP',
        b"\xff" * 100,
    ],
)
def test_an_answer_that_is_none_is_not_believed(
    answer: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Should somebody take that process over, she still has to send a picture."""
    said = [sys.executable, "-I", "-S", "-c", f"import sys; sys.stdout.buffer.write({answer!r})"]
    monkeypatch.setattr(images, "command", lambda kind: said)
    with pytest.raises(NotAnImage):
        images.reencode(corpus.made("png"))


def test_an_answer_without_end_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    code = "import sys\nwhile True: sys.stdout.buffer.write(bytes(65536))"
    monkeypatch.setattr(images, "command", lambda kind: [sys.executable, "-c", code])
    monkeypatch.setattr(images, "MOST_ANSWERED", 2**20)
    with pytest.raises(NotAnImage):
        images.reencode(corpus.made("png"))


def test_an_installation_that_cannot_is_a_fault_and_no_refusal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nobody is told that her picture is bad because a library is missing."""
    monkeypatch.setattr(images, "PACKAGES", images.CHILD.parent)
    with pytest.raises(RuntimeError, match="pictures cannot be read here"):
        images.reencode(corpus.made("png"))


def test_only_so_many_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits too long is told to come again."""
    monkeypatch.setattr(images, "PATIENCE_S", 0.05)
    monkeypatch.setattr(images, "_turns", threading.BoundedSemaphore(1))
    with images._turn(), pytest.raises(FilesBusy):
        images.reencode(corpus.made("png"))
    assert images.reencode(corpus.made("png")).width == 96
