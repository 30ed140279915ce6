"""Each installation signs with a key of its own, made at its first start."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from secrets import token_urlsafe

import pytest

from livelab.secret_key import BadSecretKey, load_keys


def test_it_is_long_private_and_kept(tmp_path: Path) -> None:
    (key,) = load_keys(tmp_path / "home")
    file = tmp_path / "home" / "secret_key"
    assert len(key) >= 50
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert load_keys(tmp_path / "home") == [key]
    assert load_keys(tmp_path / "elsewhere") != [key]


def test_two_first_starts_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(load_keys, [tmp_path] * 16))
    assert len({tuple(keys) for keys in found}) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["secret_key"]


def test_older_keys_are_still_believed(tmp_path: Path) -> None:
    (old,) = load_keys(tmp_path)
    new = token_urlsafe(60)
    (tmp_path / "secret_key").write_text(f"{new}\n{old}\n")
    assert load_keys(tmp_path) == [new, old]


@pytest.mark.parametrize("text", ["", "\n\n", "short", "a" * 60, "django-insecure"])
def test_a_key_nobody_should_sign_with_stops_the_start(tmp_path: Path, text: str) -> None:
    (tmp_path / "secret_key").write_text(text)
    with pytest.raises(BadSecretKey):
        load_keys(tmp_path)
