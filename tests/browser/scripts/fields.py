"""Every field in which somebody may write freely, as the API and the wire declare them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import yaml
from msgspec import inspect

from boards import wire as w
from tests.browser.lab import ROOT

API: Any = yaml.safe_load((ROOT / "docs" / "openapi.yaml").read_text())


def written_over_rest() -> set[str]:
    """`METHOD /path field` of every free text that a request may carry, headers included."""
    found = set()
    for path, methods in API["paths"].items():
        for method, said in methods.items():
            if isinstance(said, dict):
                headers = [one for one in said.get("parameters", ()) if one["in"] == "header"]
                found |= {f"{method.upper()} {path} {one['name']}" for one in headers}
                for content in said.get("requestBody", {}).get("content", {}).values():
                    fields = _texts(content.get("schema", {}), "")
                    found |= {f"{method.upper()} {path} {field}" for field in fields}
    return found


def _texts(schema: Any, path: str) -> Iterator[str]:
    if "$ref" in schema:
        schema = API["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    for one in (*schema.get("allOf", ()), *schema.get("oneOf", ()), *schema.get("anyOf", ())):
        yield from _texts(one, path)
    for name, inner in schema.get("properties", {}).items():
        yield from _texts(inner, f"{path}.{name}" if path else name)
    if "items" in schema:
        yield from _texts(schema["items"], path)
    if isinstance(schema.get("additionalProperties"), dict):
        yield from _texts(schema["additionalProperties"], f"{path}.*")
    free = not {"enum", "pattern", "format"} & set(schema)
    if "string" in _types(schema) and free:
        yield path


def _types(schema: Any) -> list[str]:
    kind = schema.get("type", [])
    return kind if isinstance(kind, list) else [kind]


def written_on_boards() -> set[str]:
    """`operation.field` of every free text that an operation may carry."""
    return {
        f"{kind.__struct_config__.tag}.{field.encode_name}"
        for kind in get_args(w.Operation)
        for field in inspect.type_info(kind).fields  # type: ignore[attr-defined]  # a struct
        if isinstance(field.type, inspect.StrType) and not field.type.pattern
    }
