"""One vocabulary of refusals: a stable code and a helpful sentence, over HTTP and socket alike."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.functional import Promise

Sentence = str | Promise

REFUSALS: dict[str, type[Refusal]] = {}


class Refusal(Exception):
    """The product says no. Subclasses give `code` (stable), `sentence` and `status` (HTTP).

    A sentence may hold `{names}` filled from `details`, which also go to the client as data.
    """

    code: ClassVar[str]
    sentence: ClassVar[Sentence]
    status: ClassVar[int] = 400

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "code" not in cls.__dict__:
            return
        known = REFUSALS.setdefault(cls.code, cls)
        if known is not cls and known.__qualname__ != cls.__qualname__:
            raise TypeError(f"two refusals share the code {cls.code!r}")

    def __init__(self, **details: Any) -> None:
        super().__init__(self.code)
        self.details = details

    @property
    def message(self) -> str:
        """The sentence in the active language, its names filled in."""
        text = str(self.sentence)
        return text.format(**self.details) if self.details else text

    def as_data(self) -> dict[str, Any]:
        """`{code, message[, details]}`, as every HTTP answer and socket frame carries it."""
        data: dict[str, Any] = {"code": self.code, "message": self.message}
        return data | {"details": self.details} if self.details else data
