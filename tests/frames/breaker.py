"""Somebody whose connection breaks the WebSocket protocol, or never gets so far."""

from __future__ import annotations

import asyncio
import json
import random
import time

from boards.wire import Close

from .findings import Record
from .framing import NOT_UNDERSTOOD, OPEN, RESET, SCENARIOS, Scenario, opening
from .grammar import Spoiler, World, readable
from .judge import first
from .raw import PING, TEXT, Raw, request, text
from .talker import JOIN, Seat

ENDS_WITHIN_S = 30.0
LISTENS_S = 0.15
GIVEN_UP_WITHIN_S = 40.0
#: a server that closes while more is on its way resets the connection, its last words are lost then
LAST_WORDS_ARE_LOST = 16_000
#: and it waits for our answer to its close frame no longer than a second
LINGERS_S = 0.8
FENCE = 424_242


async def misframe(seat: Seat, record: Record, rng: random.Random) -> None:
    """Break the framing in one way or another."""
    await broken(rng.choice(SCENARIOS), seat, record, rng, joins=rng.random() < 0.5)


async def broken(
    scenario: Scenario, seat: Seat, record: Record, rng: random.Random, *, joins: bool
) -> None:
    """Send one broken thing on an open socket; it must end as it is due."""
    sent = scenario.make(rng)
    raw = await Raw.dial(seat.port, seat.source)
    try:
        async with asyncio.timeout(ENDS_WITHIN_S):
            await _arrive(raw, seat, joins)
            began = time.monotonic()
            await _pieces(raw, sent, rng)
            late = time.monotonic() - began > LINGERS_S
            ended = await _outcome(raw)
    except TimeoutError:
        record.find(f"{scenario.name}: not at an end after {ENDS_WITHIN_S:.0f} s", [sent])
    except ConnectionError as error:
        record.find(f"{scenario.name}: {error}", [sent])
    else:
        record.counted[f"{scenario.name}: {ended}"] += 1
        excused = ended == RESET and (late or len(sent) > LAST_WORDS_ARE_LOST)
        if not (excused or _is_due(scenario, ended, joins)):
            took = time.monotonic() - began
            record.find(f"{scenario.name}: {ended} after {took:.1f} s, {joins=}: {raw.end}", [sent])
    finally:
        record.counted["broken framing"] += 1
        raw.drop()


async def misjoin(seat: Seat, record: Record, rng: random.Random) -> None:
    """Begin with a spoilt `join`, or something else; what is not understood can be mended."""
    spoiler = Spoiler(rng, World())
    sent = readable(spoiler.frame("join" if rng.random() < 0.8 else ""))
    raw = await Raw.dial(seat.port, seat.source)
    try:
        async with asyncio.timeout(ENDS_WITHIN_S):
            await _arrive(raw, seat, joins=False)
            await raw.write(text(sent))
            answer = await _first_answer(raw)
            ends = {"join_first": 4001, "reload_page": 4010}.get(answer)
            if ends:
                await raw.rest()
            elif answer == "not_understood":
                await raw.write(text(JOIN))
                answer = answer if await _first_answer(raw) == "welcome" else "never let in"
    except (TimeoutError, ConnectionError) as error:
        record.find(f"joining: {error!r}", [sent])
    else:
        record.counted[f"joining answered {answer}"] += 1
        if answer not in first(sent) or raw.end.code != (ends or 0):
            record.find(f"joining: {answer} and {raw.end}, not {set(first(sent))}", [sent])
    finally:
        record.counted["frames"] += 1
        raw.drop()


async def _first_answer(raw: Raw) -> str:
    while (heard := await raw.hear()) and heard[0] == PING:
        continue
    said = json.loads(heard[1]) if heard and heard[0] == TEXT else {"t": f"nothing: {raw.end}"}
    return str(said["code"] if said["t"] == "refused" else said["t"])


async def _arrive(raw: Raw, seat: Seat, joins: bool) -> None:
    status = await raw.shake(request(seat.path, seat.port, seat.cookie))
    if status != 101:
        raise ConnectionError(f"the handshake was answered {status}")
    if joins:
        await raw.write(text(JOIN))
        heard = await raw.hear()
        if not heard or json.loads(heard[1])["t"] != "welcome":
            raise ConnectionError(f"joining was answered {heard}")


async def _pieces(raw: Raw, sent: bytes, rng: random.Random) -> None:
    """In one piece, or cut somewhere; then a proper ping."""
    cut = rng.randrange(len(sent) + 1) if rng.random() < 0.5 else 0
    for piece in (sent[:cut], sent[cut:], text(f'{{"t":"ping","n":{FENCE}}}')):
        if piece and not await raw.write(piece):
            return
        await asyncio.sleep(0)


async def _outcome(raw: Raw) -> int:
    """The code of the close frame; OPEN where the ping was answered, RESET where nothing was."""
    while heard := await raw.hear(ENDS_WITHIN_S):
        opcode, payload = heard
        if opcode == TEXT and json.loads(payload).get("n") == FENCE:
            return OPEN
    return raw.end.code or RESET


def _is_due(scenario: Scenario, ended: int, joins: bool) -> bool:
    """Who is in the middle of a frame that never ends can answer no mark: too slow, in the end."""
    by_the_board = Close.TOO_SLOW if joins else NOT_UNDERSTOOD
    return ended in (*scenario.codes, by_the_board)


async def half_open(seat: Seat, record: Record, rng: random.Random) -> None:
    """Open a connection with something that is no handshake; the server must not fail on it."""
    sent = opening(rng, seat.path, seat.port)
    raw = await Raw.dial(seat.port, seat.source)
    try:
        async with asyncio.timeout(LISTENS_S):
            status = await raw.shake(sent)
    except TimeoutError:
        status = 0
    finally:
        record.counted["openings"] += 1
        raw.drop()
    record.counted[f"opening answered {status or 'with nothing'}"] += 1
    if status >= 500 and status != 505:
        record.find(f"an opening was answered {status}", [sent])


async def unending(seat: Seat, record: Record) -> None:
    """Openings that never end: silence, half a head, a head letter by letter. All are given up."""
    head = request(seat.path, seat.port, seat.cookie)
    lines = [await Raw.dial(seat.port, seat.source) for _ in range(3)]
    await lines[1].write(head[: len(head) // 2])
    line = head.index(b"\r\n") + 2  # who has begun a request is given up by another rule
    await lines[2].write(head[:line])
    trickle = asyncio.create_task(_letter_by_letter(lines[2], head[line:]))
    for raw in lines:
        try:
            await raw.rest(GIVEN_UP_WITHIN_S)
        except TimeoutError:
            record.find("an opening that never ends was not given up", [head])
        raw.drop()
        record.counted["openings without end"] += 1
    trickle.cancel()


async def _letter_by_letter(raw: Raw, head: bytes) -> None:
    for letter in head:
        if not await raw.write(bytes([letter])):
            return
        await asyncio.sleep(0.5)
