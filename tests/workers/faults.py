"""What can happen to a Redis, done to a real one."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from typing import NamedTuple

import redis.asyncio as redis

from scripts.devlib.services import PrivateRedis


class Fault(NamedTuple):
    """Something that befalls Redis, and how it ends. `lasts`: whether it is away in between."""

    name: str
    strike: Callable[[PrivateRedis], Awaitable[None]]
    end: Callable[[PrivateRedis], Awaitable[None]]
    lasts: bool = True


async def _kill(server: PrivateRedis) -> None:
    _signal(server, signal.SIGKILL)
    await asyncio.to_thread(server.stop)  # waits until it is gone


async def _start(server: PrivateRedis) -> None:
    await asyncio.to_thread(server.start)


async def _freeze(server: PrivateRedis) -> None:
    _signal(server, signal.SIGSTOP)


async def _thaw(server: PrivateRedis) -> None:
    _signal(server, signal.SIGCONT)


async def _cut(server: PrivateRedis) -> None:
    async with redis.from_url(server.url) as client:
        await client.execute_command("CLIENT", "KILL", "TYPE", "pubsub")


async def _nothing(server: PrivateRedis) -> None:
    """It is over at once."""


def _signal(server: PrivateRedis, what: signal.Signals) -> None:
    assert server.pid
    os.kill(server.pid, what)


KILLED = Fault("killed", _kill, _start)
FROZEN = Fault("frozen", _freeze, _thaw)
CUT = Fault("subscribers cut", _cut, _nothing, lasts=False)
FAULTS = (KILLED, FROZEN, CUT)


async def subscribers(server: PrivateRedis, board: str) -> int:
    """How many processes follow a board through this Redis."""
    group = f"asgi__group__board.{board}"
    async with redis.from_url(server.url) as client:
        ((_, count),) = await client.pubsub_numsub(group)
        return int(count)
