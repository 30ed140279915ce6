"""Messages made from their own declarations in boards/wire.py, and then spoilt, by chance.

Whatever is declared there is made and spoilt here without anybody remembering to.
"""

from __future__ import annotations

import base64
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from msgspec import inspect
from pycrdt import Doc, Text

from boards import wire
from common.ids import new_id, random_id

from .jsonish import Literally, Members, render

CLIENT: Any = inspect.type_info(wire.ClientMessage)
TEXTS = (
    "",
    "žluťoučký kůň",
    "👩‍👩‍👧",
    "漢字",
    "\u0000",
    "<b>&",
    "‮",
    "x" * 4_000,
    "😀" * 2_000,
    "a\nb",
)
SURROGATES = ('"\\ud800"', '"a\\udc00b"', '"\\ud83d\\ud83d\\ude00"', '"\\udfff"')
HUGE = ("1e400", "-1e400", "9" * 400, "1" + "0" * 5_000, "-" + "9" * 5_000, "0." + "1" * 3_000)
NO_NUMBERS = ("NaN", "Infinity", "-Infinity", "01", "+1", "1.", ".5", "0x10", "1_000")
WRONG: tuple[Any, ...] = (None, True, False, 0, 1, -1, 1.5, "", "x", [], {}, [[]], {"t": "op"}, "0")
#: fields that a server sets, and others that mean something to somebody (S8)
FOREIGN_FIELDS = ("author", "actor", "role", "seq", "at", "board", "hash", "mode", "__proto__", "")

#: what is longer closes the socket; that is a matter of framing
LONGEST_READ = 900_000


def readable(text: str) -> str:
    """A text that is not too long to be looked at."""
    return text if len(text) < LONGEST_READ else text[:100]


@dataclass
class World:
    """The ids a sender may name: hers, others' on this board, and those of other boards."""

    mine: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    #: op_ids that were used before
    said: list[str] = field(default_factory=list)

    def remember(self, message: dict[str, Any]) -> None:
        """What a valid operation made, to be named again."""
        self.said = [*self.said[-200:], message["op_id"]]
        if message["op"]["t"] == "add_note":
            self.mine = [*self.mine[-200:], message["op"]["id"]]

    def id(self, rng: random.Random) -> str:
        """An id, most often one that there is."""
        kind = rng.random()
        known = self.mine if kind < 0.75 else self.foreign if kind < 0.85 else self.said
        return rng.choice(known) if known and kind < 0.95 else new_id()


@dataclass(frozen=True)
class Place:
    """Where in a message something stands, and what is declared to stand there."""

    holder: Any
    key: Any
    declared: Any
    needed: bool = True


class Grammar:
    """Makes messages as they are declared."""

    def __init__(self, rng: random.Random, world: World) -> None:
        self.rng = rng
        self.world = world

    def message(self, tag: str = "") -> dict[str, Any]:
        """A valid message of this kind; else of any, and three of five are operations."""
        tag = tag or ("op" if self.rng.random() < 0.6 else self.rng.choice(CLIENT.types).tag)
        made: dict[str, Any] = self.value(next(one for one in CLIENT.types if one.tag == tag))
        return made

    def value(self, declared: Any) -> Any:
        """Something that is allowed there."""
        make = _MAKERS[type(declared)]
        return make(self, declared)

    def struct(self, declared: Any) -> dict[str, Any]:
        """An object with its tag and its fields."""
        made = {declared.tag_field: declared.tag} if declared.tag_field else {}
        for one in declared.fields:
            if one.required or self.rng.random() < 0.6:
                made[one.encode_name] = self.value(one.type)
        if made.get("t") == "add_note":
            made["id"] = new_id()
        elif made.get("t") == "op" and self.rng.random() < 0.9:
            made |= {"op_id": new_id(), "private": False}
        return made

    def list_of(self, declared: Any) -> list[Any]:
        """A list, short most of the time, at its limits now and then."""
        least, most = declared.min_length or 0, declared.max_length or 20
        size = self.rng.choice((least, least + 1, min(3, most)))
        if self.rng.random() < 0.01:
            size = most
        return [self.value(declared.item_type) for _ in range(size)]

    def text(self, declared: Any) -> str:
        """A string of the declared form."""
        pattern = declared.pattern or ""
        if "{32}" in pattern:
            return self.world.id(self.rng)
        if "{64}" in pattern:
            return self.rng.randbytes(32).hex()
        if "{1,64}" in pattern:
            return "".join(self.rng.choices("09AZaz", k=self.rng.choice((1, 2, 64))))
        if declared.max_length:
            return self.rng.choice(
                ("", "AAA=", "?", "A" * declared.max_length, *[update(self.rng)] * 4)
            )
        return self.rng.choice(TEXTS)

    def number(self, declared: Any) -> int:
        """A whole number, often at a limit."""
        least = -(2**63) if declared.ge is None else declared.ge
        most = 2**63 if declared.le is None else declared.le
        return self.rng.choice((least, most, 0, 1, self.rng.randint(0, 2**15)))

    def one_of(self, declared: Any) -> Any:
        """One of several kinds."""
        return self.value(self.rng.choice(declared.types))


def update(rng: random.Random) -> str:
    """A text update as Yjs makes them, whole or with a few bytes changed."""
    document: Doc[Any] = Doc(client_id=rng.choice((1, 16, 17, 2**31)))
    document["t"] = text = Text()
    for _ in range(rng.randrange(1, 4)):
        text += rng.choice(("a", "漢", "😀"))
    data = bytearray(document.get_update())
    for _ in range(rng.choice((0, 0, 1, 3))):
        data[rng.randrange(len(data))] = rng.randrange(256)
    return base64.b64encode(data).decode()


_MAKERS: dict[type, Callable[[Grammar, Any], Any]] = {
    inspect.StructType: Grammar.struct,
    inspect.ListType: Grammar.list_of,
    inspect.StrType: Grammar.text,
    inspect.IntType: Grammar.number,
    inspect.UnionType: Grammar.one_of,
    inspect.BoolType: lambda grammar, _: grammar.rng.random() < 0.5,
    inspect.LiteralType: lambda grammar, declared: grammar.rng.choice(declared.values),
    inspect.NoneType: lambda _grammar, _declared: None,
}


def places(value: Any, declared: Any) -> Iterator[Place]:
    """Everything that stands in a message, with what is declared for it."""
    if isinstance(declared, inspect.UnionType):
        declared = next((one for one in declared.types if _is(value, one)), None)
    if isinstance(declared, inspect.StructType) and type(value) is dict:
        for one in declared.fields:
            if one.encode_name in value:
                yield Place(value, one.encode_name, one.type, one.required)
                yield from places(value[one.encode_name], one.type)
    elif isinstance(declared, inspect.ListType) and type(value) is list:
        for index, inner in enumerate(value):
            yield Place(value, index, declared.item_type)
            yield from places(inner, declared.item_type)


def _is(value: Any, declared: Any) -> bool:
    if isinstance(declared, inspect.StructType):
        return type(value) is dict and value.get(declared.tag_field) == declared.tag
    return value is None if isinstance(declared, inspect.NoneType) else not isinstance(value, dict)


class Spoiler:
    """Spoils messages in one place or several."""

    def __init__(self, rng: random.Random, world: World) -> None:
        self.rng = rng
        self.grammar = Grammar(rng, world)
        self.spoilt = (
            *(self.wrong_type, self.missing, self.added, self.beyond, self.surrogate, self.huge),
            *(self.twice, self.deep, self.wrong_id, self.wrong_tag, self.another_list),
        )
        self.garbled = (
            *(self.cut, self.followed, self.without_tag, self.escaped, self.two, self.buried),
        )

    def frame(self, tag: str = "") -> str:
        """A message (of this kind): one of six as it should be, the others spoilt."""
        message = self.grammar.message(tag)
        chance = self.rng.random()
        if chance < 0.16:
            if message["t"] == "op":
                self.grammar.world.remember(message)
            return render(message, self.rng)
        if chance < 0.28:
            return self.rng.choice(self.garbled)(message)
        for _ in range(self.rng.choice((1, 1, 1, 2, 3))):
            found = list(places(message, CLIENT))
            if found:
                self.rng.choice(self.spoilt)(self.rng.choice(found))
        return render(message, self.rng)

    # -- one place

    def wrong_type(self, place: Place) -> None:
        """Something that is no such thing."""
        place.holder[place.key] = self.rng.choice(WRONG)

    def missing(self, place: Place) -> None:
        """Nothing where something has to be."""
        del place.holder[place.key]

    def added(self, place: Place) -> None:
        """A field nobody declared."""
        if isinstance(place.holder, dict):
            place.holder[self.rng.choice(FOREIGN_FIELDS)] = self.rng.choice(WRONG)

    def beyond(self, place: Place) -> None:
        """Just past a limit."""
        declared = place.declared
        if isinstance(declared, inspect.IntType):
            least, most = declared.ge or 0, declared.le or 2**63
            place.holder[place.key] = self.rng.choice((least - 1, most + 1, 1.0, -0.0, "1"))
        elif isinstance(declared, inspect.ListType):
            held = place.holder[place.key]
            few = held if type(held) is list and held else [None]
            size = (declared.max_length or 20) + 1
            place.holder[place.key] = (few * size)[:size]
        elif isinstance(declared, inspect.StrType):
            place.holder[place.key] = "z" * ((declared.max_length or 70_000) + 1)
        else:
            place.holder[place.key] = 2**64

    def surrogate(self, place: Place) -> None:
        """Half of a character, in a value or in a name."""
        half = Literally(self.rng.choice(SURROGATES))
        if self.rng.random() < 0.8 or not isinstance(place.holder, dict):
            place.holder[place.key] = half
        else:
            place.holder[half] = place.holder.pop(place.key)

    def huge(self, place: Place) -> None:
        """A number nobody can hold, or none at all."""
        place.holder[place.key] = Literally(self.rng.choice(HUGE + NO_NUMBERS))

    def twice(self, place: Place) -> None:
        """The same again: a name in an object, an element of a list."""
        value = place.holder[place.key]
        if type(value) is dict:
            again = self.rng.choice([*value.items(), ("t", "op"), ("id", "a" * 32)])
            place.holder[place.key] = Members([*value.items(), again])
        elif type(value) is list:
            place.holder[place.key] = value * self.rng.choice((2, 2, 200))

    def deep(self, place: Place) -> None:
        """Very many brackets."""
        place.holder[place.key] = Literally(self._brackets())

    def _brackets(self) -> str:
        depth = self.rng.choice((10, 200, 1_000, 1_000, 5_000, 100_000))
        opened, closed = self.rng.choice((("[", "]"), ('{"t":', "}"), ('{"op":', "}")))
        depth = min(depth, 120_000 // len(opened))
        return opened * depth + ("0" + closed * depth if self.rng.random() < 0.7 else "")

    def wrong_id(self, place: Place) -> None:
        """Nearly an id, or one of somebody else."""
        one = random_id()
        place.holder[place.key] = self.rng.choice(
            (one.upper(), one[:31], one + "0", one + "\n", " " + one, one[:31] + "\u0000", one)
        )

    def wrong_tag(self, place: Place) -> None:
        """Another kind than its fields say, or none there is."""
        if isinstance(place.holder, dict):
            tags = ("op", "join", "welcome", "entries", "reveal", "add_note", "", "OP", None, 7)
            place.holder["t"] = self.rng.choice(tags)

    def another_list(self, place: Place) -> None:
        """A list for a thing, a thing for a list."""
        value = place.holder[place.key]
        place.holder[place.key] = value[0] if isinstance(value, list) and value else [value]

    # -- the whole frame

    def cut(self, message: Any) -> str:
        """The end is missing."""
        whole = render(message, self.rng)
        return whole[: self.rng.randrange(1, len(whole))]

    def followed(self, message: Any) -> str:
        """Something comes before or after it."""
        more = self.rng.choice(("x", "}", ",", "\u0000", "null", "\ufeff", "//", "\x1f"))
        whole = render(message, self.rng)
        return more + whole if self.rng.random() < 0.3 else whole + more

    def without_tag(self, message: Any) -> str:
        """It does not say what it is."""
        del message["t"]
        return render(message, self.rng)

    def escaped(self, message: Any) -> str:
        """Names written as escapes, quotes of another kind."""
        whole = json.dumps(message)
        return self.rng.choice(
            (
                whole.replace('"t"', '"\\u0074"'),
                whole.replace('"', "'"),
                whole.replace(":", ": \t\n\r"),
                whole.replace('"op_id"', '"op\\u005fid"'),
                whole.replace("\\", "\\\\x"),
            )
        )

    def two(self, message: Any) -> str:
        """Two messages in one frame, or a list of them."""
        first, second = render(message, self.rng), render(self.grammar.message(), self.rng)
        return self.rng.choice((first + second, f"[{first},{second}]", f"{first}\n{second}"))

    def buried(self, message: Any) -> str:
        """Before it says what it is comes something very deep, or very long."""
        first = self.rng.choice((self._brackets(), '"' + "x" * 100_000 + '"', "9" * 5_000))
        return f'{{"x":{first},' + render(message, self.rng)[1:]
