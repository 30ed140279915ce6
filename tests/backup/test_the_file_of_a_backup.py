"""The file of a backup is whole under its name, or not there; one that is not whole is refused."""

from __future__ import annotations

import json
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from livelab.backup import bundle
from livelab.backup.errors import Refused

ABOUT: dict[str, Any] = {
    "id": "a" * 32,
    "taken_at": "2026-03-09T08:00:00.000000Z",
    "database": "sqlite",
    "labs": ["b" * 32],
    "migrations": {"boards": ["0001_initial"]},
}
SEED = random.SystemRandom().randrange(1, 10**6)


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A backup with a database and a picture."""
    path = tmp_path / "lab.backup"
    with bundle.written(path) as writer:
        writer.add("livelab.sqlite3", [random.Random(7).randbytes(20_000), b"x" * 20_000])
        writer.add("files/ab/ab.picture", [b"picture"], squeeze=False)
        writer.close(**ABOUT)
    return path


def is_refused(path: Path) -> str:
    """The sentence with which it is refused."""
    with pytest.raises(Refused) as refusal, bundle.opened(path):
        pass
    return str(refusal.value)


def test_what_went_in_comes_out(whole: Path, tmp_path: Path) -> None:
    with bundle.opened(whole) as backup:
        assert backup.manifest.labs == ["b" * 32]
        assert backup.names("files/") == ["files/ab/ab.picture"]
        backup.extract("livelab.sqlite3", tmp_path / "out")
    assert (tmp_path / "out").read_bytes()[20_000:] == b"x" * 20_000
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o600
    assert whole.stat().st_mode & 0o777 == 0o600


def test_it_is_never_written_over(whole: Path) -> None:
    with pytest.raises(Refused), bundle.written(whole):
        pass


def test_one_that_fails_on_the_way_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "lab.backup"

    def half() -> Iterator[bytes]:
        yield b"half"
        raise LookupError

    with pytest.raises(LookupError), bundle.written(path) as writer:
        writer.add("livelab.sqlite3", half())
    assert list(tmp_path.iterdir()) == []


def test_one_that_was_cut_off_is_refused_wherever_it_was_cut(whole: Path, tmp_path: Path) -> None:
    print(f"seed {SEED}")
    content, dice = whole.read_bytes(), random.Random(SEED)
    torn = tmp_path / "torn"
    for cut in [0, 1, len(content) - 1, *dice.sample(range(len(content)), 200)]:
        torn.write_bytes(content[:cut])
        assert "Nothing was changed" in is_refused(torn), cut


def test_one_turned_bit_in_what_it_holds_is_found(whole: Path, tmp_path: Path) -> None:
    """Some bytes of an archive mean nothing: what is read is as it was written, or refused."""
    print(f"seed {SEED}")
    content, dice = whole.read_bytes(), random.Random(SEED)
    turned, unharmed = tmp_path / "turned", 0
    for at in dice.sample(range(len(content)), 400):
        bit = 1 << dice.randrange(8)
        turned.write_bytes(content[:at] + bytes([content[at] ^ bit]) + content[at + 1 :])
        try:
            with bundle.opened(turned) as backup:
                assert backup.archive.read("livelab.sqlite3")[20_000:] == b"x" * 20_000
                assert backup.archive.read("files/ab/ab.picture") == b"picture"
                unharmed += 1
        except Refused:
            continue
    assert unharmed < 20


def test_what_is_no_backup_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other"
    assert "cannot be read" in is_refused(path)
    path.write_text("a letter")
    assert "never was a backup" in is_refused(path)
    for manifest in (None, "{}", "[]", json.dumps(ABOUT | {"format": "other/1", "members": {}})):
        with zipfile.ZipFile(path, "w") as archive:
            if manifest is not None:
                archive.writestr("manifest.json", manifest)
        assert "no backup of a LiveLab" in is_refused(path)


def test_members_come_as_the_manifest_names_them(whole: Path) -> None:
    with zipfile.ZipFile(whole, "a") as archive:
        archive.writestr("files/more", b"more")
    assert "not hold what its manifest names" in is_refused(whole)
