"""How the API description tells what may be refused."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiResponse

from common.errors import Refusal

from .errors import CsrfFailed, NotValid
from .serializers import RefusalOut


def refusals(*kinds: type[Refusal]) -> dict[int, OpenApiResponse]:
    """The answers by status, each naming its codes. Every route may say the first two."""
    by_status: dict[int, list[str]] = {}
    always: list[type[Refusal]] = [NotValid, CsrfFailed]
    for kind in [*always, *kinds]:
        by_status.setdefault(kind.status, []).append(f"`{kind.code}`")
    return {
        status: OpenApiResponse(RefusalOut, description=", ".join(codes))
        for status, codes in sorted(by_status.items())
    }
