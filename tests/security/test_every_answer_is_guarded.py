"""Every answer, errors and files included, carries the headers that keep other content out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from livelab.static import BuiltFrontend
from tests.accounts.browser import HOST, Browser

from .guarded import assert_guarded, rules
from .routes import api_routes

PAGES = ["/", "/join/ABCDEFGH", "/boards/" + "0" * 32, "/first", "/labs/x/y?z=1", "/favicon.ico"]
OTHERS = ["/api/health", "/api/schema", "/api/nothing", "/api", "/static/none.js", "/ws/x"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", [*PAGES, *OTHERS, *api_routes()])
@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete", "options", "trace"])
def test_headers(path: str, method: str) -> None:
    client = Client(raise_request_exception=False, headers={"host": HOST})
    answer = client.generic(method.upper(), path)
    assert answer.status_code < 500
    assert_guarded(answer)
    assert answer.headers.get("Cache-Control") == (
        None if path.startswith("/static/") else "no-store"
    )
    assert rules(answer)["connect-src"] == f"'self' ws://{HOST}"


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_the_page_holds_nothing_inline(path: str) -> None:
    answer = Browser().get(path)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<style" not in page
    assert " style=" not in page
    assert all(' src="/static/' in part for part in page.split("<script")[1:])
    assert "csrftoken" in answer.cookies


@pytest.mark.django_db
def test_the_page_speaks_the_visitors_language() -> None:
    assert '<html lang="nl">' in Browser(language="nl").get("/").content.decode()
    chosen = Browser(language="nl")
    chosen.client.cookies["livelab_language"] = "en"
    assert '<html lang="en">' in chosen.get("/").content.decode()


@pytest.mark.django_db
def test_the_page_names_what_was_built(settings: Any, tmp_path: Path) -> None:
    settings.FRONTEND_DIST = tmp_path
    assert "not built" in Browser().get("/").content.decode()
    (tmp_path / ".vite").mkdir()
    (tmp_path / ".vite" / "manifest.json").write_text(
        '{"src/app/main.tsx": {"file": "assets/main-1.js", "isEntry": true,'
        ' "css": ["assets/a.css"], "imports": ["_shared.js"], "dynamicImports": ["board.tsx"]},'
        ' "_shared.js": {"file": "assets/shared-2.js", "css": ["assets/b.css"]},'
        ' "board.tsx": {"file": "assets/board-3.js"}}'
    )
    page = Browser().get("/").content.decode()
    assert '<script type="module" src="/static/assets/main-1.js"></script>' in page
    assert '<link rel="modulepreload" href="/static/assets/shared-2.js">' in page
    assert page.count('rel="stylesheet"') == 2
    assert "board-3" not in page


def test_files_are_kept_for_ever_if_their_name_tells_their_content(
    settings: Any, tmp_path: Path, rf: Any
) -> None:
    for name in ("assets/main-Ab12_-Xy.js", "favicon.svg", ".vite/manifest.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    settings.STATIC_ROOT = tmp_path
    serve = BuiltFrontend(lambda request: None)
    built = serve(rf.get("/static/assets/main-Ab12_-Xy.js"))
    assert built.headers["Cache-Control"] == "max-age=315360000, public, immutable"
    assert built.content == b"x"
    assert serve(rf.get("/static/favicon.svg")).headers["Cache-Control"] == "max-age=60, public"
    assert serve(rf.get("/static/.vite/manifest.json")) is None
    assert serve(rf.get("/static/../settings.py")) is None


@pytest.mark.django_db
def test_an_unknown_host_is_refused() -> None:
    answer = Client(headers={"host": "evil.example"}).get("/api/health")
    assert answer.status_code == 400
    assert answer.json()["code"] == "bad_request"
    assert rules(answer)["connect-src"] == "'self'"


def test_a_fault_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("the secret is tr0ub4dor")

    monkeypatch.setattr("livelab.health.look", broken)
    answer = Client(raise_request_exception=False, headers={"host": HOST}).get("/api/health")
    assert answer.status_code == 500
    assert answer.json()["code"] == "server_fault"
    assert b"tr0ub4dor" not in answer.content
    assert b"Traceback" not in answer.content
    assert_guarded(answer)


#: status → a request that is answered with it: path, method, what is sent
ERRORS: dict[int, tuple[str, str, dict[str, Any]]] = {
    400: ("/api/join/look", "POST", {"data": b"{", "content_type": "application/json"}),
    401: ("/api/lab", "GET", {}),
    403: ("/api/leave", "POST", {"headers": {"origin": "http://evil.example"}}),
    404: ("/api/nothing", "GET", {}),
    405: ("/", "PUT", {}),
    406: ("/api/me", "GET", {"headers": {"accept": "text/html"}}),
    413: ("/api/join/look", "POST", {"data": b" " * 300_000, "content_type": "application/json"}),
    415: ("/api/join/look", "POST", {"data": b"x", "content_type": "text/plain"}),
}


@pytest.mark.django_db
@pytest.mark.parametrize("status", ERRORS)
def test_what_is_refused_is_guarded(status: int) -> None:
    """Whoever refuses it: Django, its framework or we."""
    path, method, sent = ERRORS[status]
    client = Client(raise_request_exception=False, headers={"host": HOST})
    answer = client.generic(method, path, **sent)
    assert answer.status_code == status
    assert_guarded(answer)


@pytest.mark.django_db
def test_built_files_are_guarded() -> None:
    """Each file that there is, as the server hands it out."""
    built = [one for one in settings.STATIC_ROOT.rglob("*") if one.suffix in (".js", ".css")]
    assert built, "build the browser application first"
    for file in built:
        answer = Browser().get(f"{settings.STATIC_URL}{file.relative_to(settings.STATIC_ROOT)}")
        assert answer.status_code == 200
        assert_guarded(answer)
