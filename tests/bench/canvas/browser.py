"""A Chromium with one page of the bench: its input, its frames, its processor time."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import io
import json
import os
import re
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.async_api import Browser, CDPSession, Page, Playwright

from scripts.devlib import console, node_env, suites
from scripts.devlib.paths import FRONTEND
from tests.bench import machine, peers
from tests.bench.canvas.field import Field

PAGES = Path(__file__).with_name("pages")
WIDTH, HEIGHT = 1440, 900
#: a hand gives so many events a second, and waits when two are not yet worked off
EVENTS_PER_S, AHEAD = 75, 2
OPENING_MS = 120_000
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Whatever a page would fetch from elsewhere is not there.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


def build(folder: Path) -> None:
    """The pages: ours from the sources as shipped, the others from their locked packages."""
    ensure_packages()
    npm = node_env.ensure_tools()
    script = FRONTEND / "scripts" / "canvas-bench.mjs"
    console.say("building the pages of the canvas bench")
    console.quietly(peers.node(), script, folder, cwd=FRONTEND, env=npm.env)


def ensure_packages() -> None:
    """The packages of the other canvases, unless they are there already."""
    peers.ensure_packages(PAGES)


def versions() -> dict[str, str]:
    """The other canvases' versions, from their lock, and the browser's."""
    lock = json.loads((PAGES / "package-lock.json").read_text())["packages"]
    wanted = ("@excalidraw/excalidraw", "@xyflow/react", "react")
    found = {name: str(lock[f"node_modules/{name}"]["version"]) for name in wanted}
    said = console.capture(suites.find_chromium(), "--version").stdout
    number = re.search(r"\d+(\.\d+){3}", said)
    return found | {"chromium": number[0] if number else ""}


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The built pages over loopback; their address."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            """Nobody reads it."""

    handler = functools.partial(Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@asynccontextmanager
async def chromium(playwright: Playwright) -> AsyncIterator[Browser]:
    """A fresh browser, which goes before other processes where we may decide that."""
    browser = await playwright.chromium.launch(
        executable_path=suites.find_chromium(), args=list(FLAGS), headless=True
    )
    _go_first()
    try:
        yield browser
    finally:
        await browser.close()


def _go_first() -> None:
    for pid in processes():
        with contextlib.suppress(OSError):
            Path(f"/proc/{pid}/autogroup").write_text(str(machine.NICENESS))


def processes() -> list[int]:
    """All processes of the browsers that this process started; there is one at a time."""
    return [pid for pid in machine.tree(os.getpid()) if "chrom" in _program(pid)]


def _program(pid: int) -> str:
    with contextlib.suppress(OSError):
        return Path(os.readlink(f"/proc/{pid}/exe")).name
    return ""


@dataclass(frozen=True)
class Watched:
    """What a page showed while something was done to it."""

    frames: list[float]
    #: how far the camera went: its least and greatest x, y and zoom
    seen: dict[str, float]
    camera: dict[str, float]
    cpu_ms: float


@dataclass
class Open:
    """An open page of the bench."""

    page: Page
    cdp: CDPSession
    field: Field
    first_ms: float = 0.0

    async def ask(self, name: str, *given: Any) -> Any:
        """Calls what the page offers (see `watch.js`)."""
        return await self.page.evaluate(
            "([name, given]) => window.bench[name](...given)", [name, list(given)]
        )

    async def rest(self) -> None:
        """Until all is painted and nothing more is to come."""
        await self.page.evaluate("window.watch.rest()")

    async def watched(self, act: Callable[[], Awaitable[None]]) -> Watched:
        """Do something and see what it cost."""
        await self.page.evaluate("window.watch.start()")
        pids = processes()
        before = machine.cpu_seconds(pids)
        await act()
        after = machine.cpu_seconds(pids)
        seen = await self.page.evaluate("window.watch.stop()")
        return Watched(**seen, cpu_ms=(after - before) * 1e3)

    async def give(self, events: Sequence[dict[str, Any]]) -> None:
        """Real input, at the pace of a hand that waits when the page does not follow."""
        waiting = asyncio.Semaphore(AHEAD)

        async def one(event: dict[str, Any]) -> None:
            try:
                await self.cdp.send("Input.dispatchMouseEvent", event)
            finally:
                waiting.release()

        due = time.monotonic()
        tasks = []
        for event in events:
            await waiting.acquire()
            tasks.append(asyncio.create_task(one(event)))
            due = max(due + 1 / EVENTS_PER_S, time.monotonic())
            await asyncio.sleep(max(0.0, due - time.monotonic()))
        await asyncio.gather(*tasks)

    async def picture(self) -> Image.Image:
        """What the page looks like now."""
        return Image.open(io.BytesIO(await self.page.screenshot())).convert("RGB")


@asynccontextmanager
async def opened(
    playwright: Playwright, address: str, field: Field, slower: int = 1
) -> AsyncIterator[Open]:
    """A page in a browser of its own, all in sight painted; `slower`: so many times, as a phone."""
    async with chromium(playwright) as browser:
        page = await browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.set_default_timeout(OPENING_MS)
        cdp = await page.context.new_cdp_session(page)
        await cdp.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        await page.add_init_script(f"window.field = {json.dumps(field)};")
        await page.add_init_script(path=PAGES / "watch.js")
        await page.goto(address)
        one = Open(page, cdp, field)
        one.first_ms = await page.evaluate("window.watch.painted")
        yield one
