"""Rows belong to a lab, and whoever reads them says which.

`Person.objects.in_lab(lab)` reads one lab. A query that names no lab raises `LabNotNamed`, unless
it is written as `across_labs()`, which is easy to find and to question in a review.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar
from uuid import UUID

from django.db import models

if TYPE_CHECKING:
    from .models import Lab

M = TypeVar("M", bound=models.Model, covariant=True)


class LabNotNamed(Exception):
    """A query on rows of labs did not say which: `in_lab(lab)` or, on purpose, `across_labs()`."""


class LabQuerySet(models.QuerySet[M]):
    """A query that reaches the database only after its lab was named."""

    _lab_named = False

    def named(self) -> Self:
        """The same query, marked as one that knows which lab it reads."""
        clone = self._chain()  # type: ignore[attr-defined]
        clone._lab_named = True
        return clone  # type: ignore[no-any-return]

    def _clone(self) -> Self:
        clone = super()._clone()  # type: ignore[misc]
        clone._lab_named = self._lab_named
        return clone  # type: ignore[no-any-return]

    def _demand_lab(self) -> None:
        # Rows reached from an object (`lab.boards`) are that object's.
        if not (self._lab_named or "instance" in self._hints):  # type: ignore[attr-defined]
            raise LabNotNamed(f"{self.model.__name__}: say in_lab(lab) or across_labs()")

    def _fetch_all(self) -> None:
        self._demand_lab()
        super()._fetch_all()

    def iterator(self, *args: Any, **kwargs: Any) -> Any:
        self._demand_lab()
        return super().iterator(*args, **kwargs)

    def count(self) -> int:
        self._demand_lab()
        return super().count()

    def exists(self) -> bool:
        self._demand_lab()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._demand_lab()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        self._demand_lab()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._demand_lab()
        return super().delete()

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Any:
        self._demand_lab()
        return super().resolve_expression(*args, **kwargs)


class LabManager(models.Manager[M]):
    """The manager of every model that belongs to a lab; `lab_path` says over which fields."""

    lab_path: ClassVar[str] = "lab"

    def get_queryset(self) -> LabQuerySet[M]:
        """A query that still has to name its lab."""
        return LabQuerySet(self.model, using=self._db)

    def in_lab(self, lab: Lab | UUID | str) -> LabQuerySet[M]:
        """The rows of this lab."""
        return self.get_queryset().filter(**{self.lab_path: getattr(lab, "pk", lab)}).named()

    def across_labs(self) -> LabQuerySet[M]:
        """The rows of all labs: for look-ups by something unguessable, and for upkeep."""
        return self.get_queryset().named()


class PersonLabManager(LabManager[M]):
    """For rows that hang on a person: their lab is the person's."""

    lab_path = "person__lab"
