"""What tells that a script ran, or would have but for the content security policy."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Dialog, Page, Request

from tests.browser.lab import RunningLab

#: in every page, before anything else of it: a setter that tells, and a listener to the policy
FIRST = """
  Object.defineProperty(window, '__ran', {
    configurable: false, get() { return undefined },
    set(number) { window.__told('ran', String(number)) },
  });
  document.addEventListener('securitypolicyviolation', (event) => {
    const what = `${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`;
    window.__told('policy', `${what} ${event.sample}`);
  });
"""
#: what no page of ours has: handlers, frames, plug-ins, addresses that are programs, odd prototypes
STRANGE = """
() => {
  const found = [];
  for (const one of document.querySelectorAll('*')) {
    for (const {name, value} of one.attributes) {
      if (name.startsWith('on') || name === 'srcdoc') found.push(`${one.tagName} ${name}`);
      const address = ['href', 'src', 'action', 'formaction', 'xlink:href', 'data'].includes(name);
      if (address && !/^(\\/(?!\\/)|#|https?:|mailto:|blob:|data:image\\/|$)/i.test(value.trim()))
        found.push(`${one.tagName} ${name}=${value}`);
    }
  }
  const tags = 'iframe, frame, object, embed, base, portal, script:not([src^="/static/"])';
  found.push(...[...document.querySelectorAll(tags)].map((one) => one.outerHTML.slice(0, 120)));
  if ('__ran' in {}) found.push('every object has __ran');
  return found;
}
"""


class Sensors:
    """Listen in every page of a browser profile."""

    def __init__(self, context: BrowserContext, lab: RunningLab) -> None:
        self.home = urlsplit(lab.url).netloc
        #: kind → what was told
        self.told: list[tuple[str, str]] = []
        context.expose_function("__told", lambda kind, what: self.told.append((kind, what)))
        context.add_init_script(FIRST)
        context.on("dialog", self._dialog)
        context.on("request", self._request)

    def _dialog(self, dialog: Dialog) -> None:
        self.told.append(("dialog", dialog.message))
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != self.home:
            self.told.append(("foreign", request.url))

    def count(self, kind: str) -> int:
        """How often this was told."""
        return sum(one == kind for one, _ in self.told)

    def look(self, page: Page, where: str) -> None:
        """Nothing ran, nothing was stopped by the policy, nothing strange stands in the page."""
        strange: Any = page.evaluate(STRANGE)
        assert strange == [], (where, strange)
        assert self.told == [], (where, self.told)
