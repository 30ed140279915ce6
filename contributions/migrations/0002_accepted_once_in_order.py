"""The index that lets no operation in twice begins with the operation's id.

Ids made by clients follow time, so what is new goes where the last one went, whoever wrote it, and
a commit touches one page of the index and not one for each author.
"""

from typing import Any

from django.db import migrations, models

from contributions import triggers


def protect(apps: Any, schema_editor: Any) -> None:
    triggers.install(schema_editor.connection)


def unprotect(apps: Any, schema_editor: Any) -> None:
    triggers.lift(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("contributions", "0001_initial")]

    operations = [
        migrations.RunPython(unprotect, protect),
        migrations.RemoveConstraint(model_name="contribution", name="accepted_once_per_actor"),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.UniqueConstraint(
                fields=("op_id", "actor", "stream"), name="accepted_once_per_actor"
            ),
        ),
        migrations.RunPython(protect, unprotect),
    ]
