"""WebSocket frames that are none, and openings that never become a handshake."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from .raw import BINARY, CLOSE, CONTINUED, PING, PONG, TEXT, frame, masked, request, text

PROTOCOL_ERROR, NOT_UTF8, TOO_BIG, NORMAL = 1002, 1007, 1009, 1000
NOT_UNDERSTOOD, TOO_MUCH = 4001, 4029
OPEN, RESET = 0, -1
PING_TEXT = b'{"t":"ping","n":7}'

Make = Callable[[random.Random], bytes]


@dataclass(frozen=True)
class Scenario:
    """Bytes to send on an open socket. `codes` are those it may be closed with, OPEN and RESET."""

    name: str
    make: Make
    codes: frozenset[int]


def _mask(rng: random.Random) -> bytes:
    return rng.randbytes(4)


def _reserved_opcode(rng: random.Random) -> bytes:
    return frame(rng.choice((3, 4, 5, 6, 7, 11, 12, 13, 14, 15)), rng.randbytes(rng.randrange(126)))


def _reserved_bits(rng: random.Random) -> bytes:
    return frame(rng.choice((TEXT, BINARY, PING)), PING_TEXT, reserved=rng.randrange(1, 8))


def _unmasked(rng: random.Random) -> bytes:
    return frame(rng.choice((TEXT, BINARY, PING, CLOSE)), PING_TEXT, mask=None)


def _fragmented_control(rng: random.Random) -> bytes:
    return frame(rng.choice((PING, PONG, CLOSE)), b"\x03\xe8", fin=False)


def _long_control(rng: random.Random) -> bytes:
    return frame(rng.choice((PING, PONG, CLOSE)), rng.randbytes(rng.choice((126, 1_000, 70_000))))


def _continued_nothing(rng: random.Random) -> bytes:
    return frame(CONTINUED, PING_TEXT, fin=rng.random() < 0.5)


def _interrupted(rng: random.Random) -> bytes:
    begun = frame(rng.choice((TEXT, BINARY)), b"{", fin=False)
    return begun + frame(rng.choice((TEXT, BINARY)), PING_TEXT)


def _wide_length(rng: random.Random) -> bytes:
    return frame(TEXT, PING_TEXT, width=rng.choice((2, 8)))


def _impossible_length(rng: random.Random) -> bytes:
    return frame(TEXT, PING_TEXT, claims=2**63 + rng.randrange(2**62), width=8)


def _oversized(rng: random.Random) -> bytes:
    return text(b" " * (rng.choice((1, 3, 16)) * 1024 * 1024 + 1))


def _claims_oversized(rng: random.Random) -> bytes:
    return frame(TEXT, PING_TEXT, claims=2 ** rng.randrange(21, 62), width=8)


def _grows_oversized(rng: random.Random) -> bytes:
    piece = b" " * 65_536
    return frame(TEXT, piece, fin=False) + frame(CONTINUED, piece, fin=False) * 32


def _not_utf8(rng: random.Random) -> bytes:
    bad = rng.choice(
        (b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\x80", b"\xe2\x28")
    )
    return text(b'{"t":"ping","n":' + bad + b"}", mask=_mask(rng))


def _ends_in_a_character(rng: random.Random) -> bytes:
    return text('{"t":"😀'.encode()[: -rng.randrange(1, 4)])


def _bad_close_code(rng: random.Random) -> bytes:
    code = rng.choice((0, 1, 999, 1004, 1005, 1006, 1015, 1016, 2000, 2999, 5000, 65_535))
    return frame(CLOSE, code.to_bytes(2, "big"))


def _half_a_close_code(rng: random.Random) -> bytes:
    return frame(CLOSE, b"\x03")


def _bad_close_reason(rng: random.Random) -> bytes:
    return frame(CLOSE, b"\x03\xe8\xff\xfe")


def _proper_close(rng: random.Random) -> bytes:
    closing = frame(CLOSE, rng.choice((b"", b"\x03\xe8", b"\x0f\xa0bye")))
    return closing + rng.choice((b"", text(PING_TEXT), rng.randbytes(300)))


def _noise(rng: random.Random) -> bytes:
    return bytes([rng.randrange(256) | 0x70]) + rng.randbytes(rng.randrange(1, 2_000))


def _reserved_header(rng: random.Random) -> bytes:
    """Reserved bits in a header, and no more of the frame, or a length nobody may send."""
    return rng.choice((b"\xf8\xd2", b"\x72\xff" + b"\xda" * 8))


def _spoilt_mask(rng: random.Random) -> bytes:
    mask = _mask(rng)
    return frame(TEXT, masked(PING_TEXT, rng.randbytes(4)), mask=mask)


def _another_protocol(rng: random.Random) -> bytes:
    return rng.choice(
        (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"\x16\x03\x01\x02\x00\x01", b"EHLO x\r\n")
    )


def _single_bytes(rng: random.Random) -> bytes:
    size = rng.choice((1_000, 100_000))
    return frame(TEXT, b"[", fin=False) + frame(CONTINUED, b" ", fin=False) * size


def _empty_fragments(rng: random.Random) -> bytes:
    return frame(TEXT, b"", fin=False) + frame(CONTINUED, b"", fin=False) * 20_000


def _a_few_fragments(rng: random.Random) -> bytes:
    cut = rng.randrange(1, len(PING_TEXT))
    between = frame(PING, b"x") * rng.randrange(3)
    first = frame(TEXT, PING_TEXT[:cut], fin=False, mask=_mask(rng))
    return first + between + frame(CONTINUED, PING_TEXT[cut:], mask=_mask(rng))


def _pings(rng: random.Random) -> bytes:
    return frame(PING, rng.randbytes(rng.choice((0, 4, 125)))) * rng.choice((3, 5_000))


def _pongs(rng: random.Random) -> bytes:
    return frame(PONG, rng.randbytes(rng.choice((0, 4, 125)))) * rng.choice((3, 5_000))


def _empty_texts(rng: random.Random) -> bytes:
    return text(b"") * rng.choice((1, 10_000))


def _binary(rng: random.Random) -> bytes:
    return frame(BINARY, rng.choice((PING_TEXT, b"", rng.randbytes(1_000))))


def _many_proper(rng: random.Random) -> bytes:
    return text(PING_TEXT) * 5_000


def _scenario(make: Make, *codes: int) -> Scenario:
    return Scenario(make.__name__.strip("_").replace("_", " "), make, frozenset(codes))


SCENARIOS = (
    _scenario(_reserved_opcode, PROTOCOL_ERROR),
    _scenario(_reserved_bits, PROTOCOL_ERROR),
    _scenario(_reserved_header, PROTOCOL_ERROR),
    _scenario(_unmasked, PROTOCOL_ERROR),
    _scenario(_fragmented_control, PROTOCOL_ERROR),
    _scenario(_long_control, PROTOCOL_ERROR),
    _scenario(_continued_nothing, PROTOCOL_ERROR),
    _scenario(_interrupted, PROTOCOL_ERROR),
    _scenario(_wide_length, PROTOCOL_ERROR, OPEN),
    _scenario(_impossible_length, PROTOCOL_ERROR, TOO_BIG),
    _scenario(_oversized, TOO_BIG),
    _scenario(_claims_oversized, TOO_BIG),
    _scenario(_grows_oversized, TOO_BIG),
    _scenario(_not_utf8, NOT_UTF8, OPEN),
    _scenario(_ends_in_a_character, NOT_UTF8, OPEN),
    _scenario(_bad_close_code, PROTOCOL_ERROR),
    _scenario(_half_a_close_code, PROTOCOL_ERROR),
    _scenario(_bad_close_reason, NOT_UTF8, PROTOCOL_ERROR),
    _scenario(_proper_close, NORMAL, 1005, 4000, RESET),
    _scenario(_noise, PROTOCOL_ERROR),
    _scenario(_spoilt_mask, NOT_UTF8, OPEN),
    _scenario(_another_protocol, PROTOCOL_ERROR),
    _scenario(_single_bytes, TOO_MUCH, TOO_BIG),
    _scenario(_empty_fragments, TOO_MUCH, TOO_BIG),
    _scenario(_a_few_fragments, OPEN),
    _scenario(_pings, TOO_MUCH, OPEN),
    _scenario(_pongs, TOO_MUCH, OPEN),
    _scenario(_empty_texts, NOT_UNDERSTOOD, TOO_MUCH, OPEN),
    _scenario(_binary, OPEN),
    _scenario(_many_proper, TOO_MUCH),
)


def opening(rng: random.Random, path: str, port: int) -> bytes:
    """What comes before a handshake and is none."""
    return rng.choice(_OPENINGS)(rng, request(path, port), path, port)


def _cut_opening(rng: random.Random, whole: bytes, path: str, port: int) -> bytes:
    return whole[: rng.randrange(len(whole))]


def _flipped(rng: random.Random, whole: bytes, path: str, port: int) -> bytes:
    spoilt = bytearray(whole)
    for _ in range(rng.randrange(1, 6)):
        spoilt[rng.randrange(len(spoilt))] = rng.randrange(256)
    return bytes(spoilt)


def _headers(rng: random.Random, whole: bytes, path: str, port: int) -> bytes:
    name = rng.choice(list(_HEADERS))
    changed: dict[str, str | None] = {name: rng.choice(_HEADERS[name])}
    return request(path, port, "", **changed)


_HEADERS: dict[str, tuple[str | None, ...]] = {
    "Sec_WebSocket_Version": (None, "0", "12", "99", "x", "13, 8"),
    "Sec_WebSocket_Key": (None, "", "x", "a" * 200, "é"),
    "Sec_WebSocket_Protocol": ("é", ",,,", "a, a", "\x7f", "x" * 5_000),
    "Sec_WebSocket_Extensions": ("permessage-deflate; x=", ";;", "é", "a" * 4_000),
    "Connection": (None, "close", "keep-alive", ""),
    "Upgrade": ("h2c", "websocket, x", "WebSocket", ""),
    "Host": (None, "", "x:y:z", "[::1", "evil.example", "a" * 3_000),
    "Origin": (None, "null", "http://evil.example", "é", ""),
    "Cookie": ("livelab_device=" + "x" * 4_000, '="', "a=\x01", "é=é", ";" * 4_000),
    "Daphne_Root_Path": ("/ws", "é", "%ff", "/" * 3_000),
    "X_Forwarded_For": ("x", "1.2.3.4, é", "::1" * 50),
    "Transfer_Encoding": ("chunked", "x", "chunked, chunked"),
    "Content_Length": ("5", "-1", "x", "9" * 40),
    "": ("x",),
    "Expect": ("100-continue",),
}


def _many_headers(rng: random.Random, whole: bytes, path: str, port: int) -> bytes:
    lines = b"".join(b"X-%d: y\r\n" % n for n in range(rng.choice((100, 600, 5_000))))
    return whole[:-2] + lines + b"\r\n"


def _addresses(rng: random.Random, whole: bytes, path: str, port: int) -> bytes:
    strange = (
        *("/ws/boards/", "/ws/boards/x", "/ws/boards/" + "0" * 33, "/ws", "//", "/%", "/%ff%00"),
        *("*", "/ws/boards/../../etc", "http://x/", "/é", "/ws/boards/" + "a" * 20_000, "/\x00"),
        *("/?" + "x=1&" * 900, "", path + "?\x01", path + "#x", path.upper(), path + "/"),
    )
    return request(rng.choice(strange), port)


def _request_lines(rng: random.Random, whole: bytes, path: str, port: int) -> bytes:
    rest = whole.split(b"\r\n", 1)[1]
    strange = (
        *(b"POST %b HTTP/1.1", b"GET %b HTTP/1.0", b"GET %b HTTP/3", b"GET %b", b"%b"),
        *(b"get %b http/1.1", b"GET  %b HTTP/1.1", b"\r\n\r\nGET %b HTTP/1.1"),
        *(b"PRI * HTTP/2.0 %b", b"GET %b HTTP/1.1\x00"),
    )
    return rng.choice(strange) % path.encode() + b"\r\n" + rest


def _line_ends(rng: random.Random, whole: bytes, path: str, port: int) -> bytes:
    return whole.replace(b"\r\n", rng.choice((b"\n", b"\r", b"\r\n ", b"\r\n\t", b"\x0b", b"\x85")))


def _other_language(rng: random.Random, whole: bytes, path: str, port: int) -> bytes:
    return rng.choice(
        (
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + rng.randbytes(200),
            b"SSH-2.0-x\r\n",
            b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            rng.randbytes(rng.randrange(1, 3_000)),
            b"\x00" * 1_000,
            b"\r\n" * 1_000,
        )
    )


def _too_early(rng: random.Random, whole: bytes, path: str, port: int) -> bytes:
    return whole + rng.choice(SCENARIOS[:12]).make(rng)[:2_000]


def _body(rng: random.Random, whole: bytes, path: str, port: int) -> bytes:
    size = rng.choice((0, 10, 100_000))
    return request(path, port, Content_Length=str(size)) + rng.randbytes(size)


_OPENINGS = (
    *(_cut_opening, _flipped, _flipped, _headers, _headers, _headers, _many_headers, _addresses),
    *(_addresses, _request_lines, _line_ends, _other_language, _too_early, _body),
)
