"""Whoever asks too much is told so by name, over real sockets; and nobody else is hurt by it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any, ClassVar

import pytest
import pytest_asyncio

from boards.flood import (
    BLAMELESS,
    FLOOD_SECONDS,
    KNOCKING,
    KNOCKS_AT_ONCE,
    PERSON_FRAMES_PER_SECOND,
    SOCKETS_PER_PERSON,
)
from common.ids import new_id
from livelab.limits import OPENINGS
from tests.kill.server import Place, Server

from .raw import PING, PONG, TEXT, Raw, frame, request, text
from .storm import Lab, lab
from .talker import JOIN, Seat
from .witness import innocent

CLASS = 60
VENUE = "127.9.9.9"


pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["daphne", "uvicorn"])
async def place(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Lab]:
    """A server, its board and its people. Each test has people and addresses of its own."""
    server = Server(Place(tmp_path_factory.mktemp("home"), server=request.param))
    async with lab(server, boards=1, people=20 + CLASS) as made:
        yield made


@pytest_asyncio.fixture(autouse=True, loop_scope="module")
async def phones_put_away() -> AsyncIterator[None]:
    """At the end of each test."""
    yield
    await asyncio.gather(*(phone.leave() for phone in Phone.all))
    Phone.all.clear()


class Phone:
    """A socket that says what it is told to, answers marks, and keeps what it hears."""

    all: ClassVar[list[Phone]] = []

    def __init__(self, raw: Raw) -> None:
        self.all.append(self)
        self.raw = raw
        self.heard: list[dict[str, Any]] = []
        self.pongs = 0
        self.listening = asyncio.create_task(self._listen())

    @classmethod
    async def dial(cls, seat: Seat) -> Phone:
        """Shake hands."""
        raw = await Raw.dial(seat.port, seat.source)
        assert await raw.shake(request(seat.path, seat.port, seat.cookie)) == 101
        return cls(raw)

    @classmethod
    async def join(cls, seat: Seat) -> Phone:
        """Shake hands and join; the welcome or the goodbye was heard."""
        phone = await cls.dial(seat)
        await phone.raw.write(text(JOIN))
        await phone.until(lambda: bool(phone.heard))
        return phone

    @property
    def codes(self) -> list[str]:
        """What it was refused or sent away with."""
        return [said["code"] for said in self.heard if said["t"] in ("refused", "bye")]

    def count(self, kind: str) -> int:
        """How often it heard this."""
        return sum(said["t"] == kind for said in self.heard)

    async def say(self, **message: Any) -> None:
        """Send a message, as long as anybody is there."""
        await self.raw.write(text(json.dumps(message)))

    async def until(self, so: Any) -> None:
        """Wait for what is to come; or for the end."""
        async with asyncio.timeout(30):
            while not so() and not self.listening.done():
                await asyncio.sleep(0.01)

    async def _listen(self) -> None:
        while heard := await self.raw.hear(60):
            opcode, payload = heard
            if opcode == PING:
                await self.raw.write(frame(PONG, payload))
            self.pongs += opcode == PONG
            if opcode != TEXT:
                continue
            said = json.loads(payload)
            self.heard.append(said)
            if said["t"] == "mark":
                await self.say(t="seen", n=said["n"])

    async def leave(self) -> None:
        """Be gone."""
        self.raw.drop()
        self.listening.cancel()
        await asyncio.gather(self.listening, return_exceptions=True)


async def test_ten_sockets_of_one_person_get_no_more_than_about_one(place: Lab) -> None:
    """[B8.18] Nine thousand pings on ten sockets; her quiet window notices nothing, nor others."""
    seat = place.seat(place.boards[0], 3)
    async with innocent(place.seat(place.boards[0], 3)) as colleague:
        quiet = await Phone.join(seat)
        loud = [await Phone.join(seat) for _ in range(10)]
        began = asyncio.get_running_loop().time()
        pings = b"".join(text(f'{{"t":"ping","n":{n}}}') for n in range(900))
        await asyncio.gather(*(phone.raw.write(pings) for phone in loud))
        await quiet.say(t="ping", n=1)
        await quiet.until(lambda: quiet.count("pong"))
        closed = [phone for phone in loud if await _ended(phone)]
        took = asyncio.get_running_loop().time() - began
        answered = sum(phone.count("pong") for phone in loud)
        assert answered <= PERSON_FRAMES_PER_SECOND * (FLOOD_SECONDS + took) + 10 * BLAMELESS
        assert len(closed) >= 8
        assert {phone.raw.end.code for phone in closed} == {4029}
        assert all("too_much" in phone.codes for phone in closed)
        assert quiet.codes == []
        assert quiet.count("pong") == 1
    assert colleague.wrong == []
    assert colleague.took


async def _ended(phone: Phone) -> bool:
    """Was it sent away? Else it answers."""
    before = phone.count("pong")
    await phone.say(t="ping", n=1)
    await phone.until(lambda: phone.count("pong") > before or phone.raw.end.code)
    return bool(phone.raw.end.code)


async def test_the_oldest_silent_socket_makes_room(place: Lab) -> None:
    """[B8.22] A phone whose connections died unheard gets in again, however many they were."""
    seat = place.seat(place.boards[0], 4)
    phones = [await Phone.join(seat) for _ in range(SOCKETS_PER_PERSON)]
    await phones[0].say(t="ping", n=1)
    await phones[0].until(lambda: phones[0].count("pong"))
    newest = await Phone.join(seat)
    await phones[1].until(lambda: False)
    assert newest.count("welcome") == 1
    assert (phones[1].codes, phones[1].raw.end.code) == (["too_much"], 4029)
    assert not phones[0].codes
    assert not phones[2].codes


async def test_a_class_behind_one_address_comes_in_at_once(place: Lab) -> None:
    """[B8.24] [B8.26] Sixty phones; while others there only knock, who was in before is let in."""
    seats = [replace(place.seat(place.boards[0], 20 + n), source=VENUE) for n in range(CLASS)]
    phones = await asyncio.gather(*(Phone.join(seat) for seat in seats))
    assert [phone.count("welcome") for phone in phones] == [1] * CLASS
    await asyncio.gather(*(phone.leave() for phone in phones))
    nobody = replace(seats[0], cookie="")
    knocking = await asyncio.gather(*(Phone.dial(nobody) for _ in range(KNOCKING + 20)))
    refused = [phone for phone in knocking if await _refused(phone)]
    assert len(refused) == 20
    assert {(phone.codes[0], phone.raw.end.code) for phone in refused} == {("too_much", 4029)}
    again = await Phone.join(seats[0])
    elsewhere = await Phone.join(place.seat(place.boards[0], 6))
    newcomer = await Phone.join(replace(place.seat(place.boards[0], 6), source=VENUE))
    assert (again.count("welcome"), elsewhere.count("welcome")) == (1, 1)
    assert newcomer.count("welcome") == 1  # it is the cookie that is known


async def _refused(phone: Phone) -> bool:
    """Was it sent away at the door? Else nothing was said yet."""
    await phone.raw.write(frame(PING, b"?"))
    await phone.until(lambda: phone.heard or phone.pongs)
    return "too_much" in phone.codes


async def test_one_cookie_does_not_knock_without_end(place: Lab) -> None:
    """[B8.23] Joining again and again costs a look into the database each time."""
    seat = place.seat(place.boards[0], 8)
    welcomes = refusals = 0
    for _ in range(KNOCKS_AT_ONCE + 20):
        phone = await Phone.join(seat)
        welcomes += phone.count("welcome")
        refusals += phone.codes == ["too_much"]
        await phone.leave()
    assert welcomes + refusals == KNOCKS_AT_ONCE + 20
    assert refusals
    other = await Phone.join(place.seat(place.boards[0], 9))
    assert other.count("welcome") == 1


async def test_many_questions_at_once_are_refused_by_name(place: Lab) -> None:
    """[B8.21] Three hundred pulls at once: some are answered, the others `too_much`; she stays."""
    seat = place.seat(place.boards[0], 10)
    phone = await Phone.join(seat)
    stream = phone.heard[0]["streams"][0]["id"]
    note = {"t": "add_note", "id": new_id(), "x": 0, "y": 0, "z": "V", "colour": "blue", "text": ""}
    await phone.say(t="op", op_id=new_id(), private=False, op=note)
    await phone.until(lambda: phone.count("entries"))
    pull = text(json.dumps({"t": "pull", "stream": stream, "since": 0}))
    await phone.raw.write(pull * 300)
    await phone.until(lambda: phone.count("entries") + phone.count("refused") >= 301)
    assert set(phone.codes) == {"too_much"}
    assert phone.count("entries") > 1
    assert not await _ended(phone)


async def test_connections_that_say_nothing_are_bounded_by_address(place: Lab) -> None:
    """[B8.5] Elsewhere everybody is served meanwhile."""
    seat = place.seat(place.boards[0], 12)
    lines = [Phone(await Raw.dial(seat.port, "127.9.9.10")) for _ in range(OPENINGS + 50)]
    for phone in lines[OPENINGS:]:
        await phone.until(lambda: False)  # cut off
    assert sum(not phone.listening.done() for phone in lines) >= OPENINGS - 50
    phone = await Phone.join(seat)
    assert phone.count("welcome") == 1
