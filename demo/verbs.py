"""What the demo says in the log: only that a lab was taken away."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from common.ids import Id
from common.wire import Wire
from contributions.verbs import Verb, register


class LabRemoved(Wire):
    lab: Id


def declare() -> None:
    """Register the verb (called once, in `AppConfig.ready`)."""
    register(
        Verb(
            "lab_removed",
            "lab",
            _("A disposable lab was removed with all that was in it"),
            LabRemoved,
            None,
            "https://w3id.org/xapi/dod-isd/verbs/removed",
        )
    )
