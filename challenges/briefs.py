"""What a brief says, in one language and in all. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Literal

import msgspec

from common.ids import Id
from common.wire import Wire

Terms = Literal["open", "keep", "first_talk", "owner", "nda"]
Audience = Literal["public", "lab", "named"]


class Brief(Wire, omit_defaults=True):
    """A problem as its owner tells it. The lists hold one short line each."""

    title: str
    problem: str
    context: str = ""
    users: list[str] = []
    constraints: list[str] = []
    success: list[str] = []
    not_wanted: list[str] = []
    materials: list[str] = []
    first_questions: list[str] = []
    #: Text only: naming a firm here makes it no partner.
    possible_partners: list[str] = []

    @property
    def is_complete(self) -> bool:
        """Does it say what the problem is?"""
        return bool(self.title.strip() and self.problem.strip())

    @property
    def is_begun(self) -> bool:
        """Does it say anything?"""
        return tidy_brief(self) != Brief("", "")


class Criterion(Wire):
    """What answers are judged by: entered once, named in each language."""

    id: Id
    names: dict[str, str]


class Attached(Wire):
    """A file, and what it shows or holds, said in each language."""

    id: Id
    says: dict[str, str] = {}


class Content(Wire):
    """All that is published together: what stands in a version."""

    texts: dict[str, Brief]
    sector: str = ""
    ip_policy: Terms = "open"
    audience: Audience = "lab"
    criteria: list[Criterion] = []
    cover: Attached | None = None
    files: list[Attached] = []

    @property
    def file_ids(self) -> set[str]:
        """The files it shows, its cover among them."""
        return {one.id for one in (*self.files, self.cover) if one}


def best_language(has: Iterable[str], wanted: str) -> str:
    """The wanted language, else English, else the first there is."""
    all_of_them = list(has)
    return next((one for one in (wanted, "en") if one in all_of_them), all_of_them[0])


def tidy_brief(brief: Brief) -> Brief:
    """Without the spaces at the ends and the empty lines that are left while somebody writes."""
    said: dict[str, Any] = {name: _tidy(getattr(brief, name)) for name in brief.__struct_fields__}
    return Brief(**said)


def _tidy(value: str | list[str]) -> str | list[str]:
    if isinstance(value, str):
        return value.strip()
    return [line.strip() for line in value if line.strip()]


def tidy(content: Content) -> Content:
    """The content as it is published: languages nothing is said in are left out."""
    texts = {lang: tidy_brief(brief) for lang, brief in content.texts.items() if brief.is_begun}
    criteria = [
        msgspec.structs.replace(one, names={k: v.strip() for k, v in one.names.items()})
        for one in content.criteria
        if any(name.strip() for name in one.names.values())
    ]
    return msgspec.structs.replace(
        content,
        texts=texts,
        sector=content.sector.strip(),
        criteria=criteria,
        cover=content.cover and _tidy_file(content.cover),
        files=[_tidy_file(one) for one in content.files],
    )


def _tidy_file(file: Attached) -> Attached:
    said = {language: text.strip() for language, text in file.says.items()}
    return Attached(file.id, {language: text for language, text in said.items() if text})


def only_with(content: Content, pictures: Collection[str], files: Collection[str]) -> Content:
    """The content without files that are not there (any more); a cover has to be a picture."""
    cover = content.cover if content.cover and content.cover.id in pictures else None
    there = [one for one in content.files if one.id in files]
    return msgspec.structs.replace(content, cover=cover, files=there)


def missing(content: Content) -> list[str]:
    """What a brief still needs before it can be published, as names of fields: `problem.nl`."""
    texts = tidy(content).texts or dict(list(content.texts.items())[:1])
    return [
        f"{name}.{language}"
        for language, brief in texts.items()
        for name in ("title", "problem")
        if not getattr(brief, name).strip()
    ]


def flat(content: Content) -> dict[str, str | list[str]]:
    """Field → what it says, for comparing: `title.en`, `criterion.nl.…`, `sector`, `cover`."""
    said: dict[str, str | list[str]] = {
        "sector": content.sector,
        "ip_policy": content.ip_policy,
        "audience": content.audience,
    }
    for language, brief in content.texts.items():
        said |= {f"{name}.{language}": getattr(brief, name) for name in brief.__struct_fields__}
    for one in content.criteria:
        said |= {f"criterion.{language}.{one.id}": name for language, name in one.names.items()}
    if content.cover:
        said["cover"] = content.cover.id
        said |= {f"cover.{language}": text for language, text in content.cover.says.items()}
    said["files"] = [one.id for one in content.files]
    for file in content.files:
        said |= {f"file.{language}.{file.id}": text for language, text in file.says.items()}
    return said


def changes(before: Content, after: Content) -> dict[str, str | list[str]]:
    """The fields that differ, with what they say afterwards; empty where one went."""
    old, new = flat(before), flat(after)
    differs = [name for name in sorted(old | new) if (old.get(name) or "") != (new.get(name) or "")]
    return {name: new.get(name, "") for name in differs}
