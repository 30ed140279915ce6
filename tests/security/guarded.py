"""The headers that keep other content out, as every answer carries them."""

from __future__ import annotations

from typing import Any


def rules(answer: Any) -> dict[str, str]:
    parts = [part.strip() for part in answer.headers["Content-Security-Policy"].split(";")]
    return dict(part.split(" ", 1) for part in parts)


def assert_guarded(answer: Any) -> None:
    """They are all there; cookies are out of reach of scripts and of other sites."""
    policy = rules(answer)
    assert "unsafe" not in str(policy)
    assert "*" not in str(policy)
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["base-uri"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert policy["img-src"] == "'self' data: blob:"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "camera=(self)" in answer.headers["Permissions-Policy"]
    for name, cookie in answer.cookies.items():
        assert cookie["samesite"] == "Lax", name
        if not cookie.value:  # it is taken away
            continue
        assert cookie["httponly"] or name in READ_BY_PAGES, name


def assert_inert(answer: Any) -> None:
    """A file somebody brought: nothing in it is ever run, wherever it is opened."""
    policy = answer.headers["Content-Security-Policy"]
    assert policy == "default-src 'none'; frame-ancestors 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "filename" in answer.headers["Content-Disposition"]


#: they hold no secret of somebody's, and pages have to read them
READ_BY_PAGES = ("csrftoken", "livelab_language")
