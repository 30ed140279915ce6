"""The tables of the log, and the triggers that keep them append-only."""

from typing import Any

from django.db import migrations, models

from contributions import triggers


def protect(apps: Any, schema_editor: Any) -> None:
    triggers.install(schema_editor.connection)


def unprotect(apps: Any, schema_editor: Any) -> None:
    triggers.lift(schema_editor.connection)


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Erasure",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "stream",
                        "seq",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("stream", models.CharField(max_length=32)),
                ("seq", models.BigIntegerField()),
                ("at", models.CharField(max_length=27)),
                ("reason", models.CharField(max_length=40)),
            ],
            options={
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Words",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "stream",
                        "seq",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("stream", models.CharField(max_length=32)),
                ("seq", models.BigIntegerField()),
                ("bytes", models.BinaryField()),
                ("salt", models.BinaryField(max_length=16)),
            ],
            options={
                "verbose_name_plural": "words",
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "stream",
                        "seq",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("stream", models.CharField(max_length=32)),
                ("seq", models.BigIntegerField()),
                ("op_id", models.CharField(max_length=32)),
                ("at", models.CharField(max_length=27)),
                ("actor", models.CharField(max_length=32)),
                ("verb", models.CharField(max_length=40)),
                ("context", models.TextField()),
                ("facts", models.TextField()),
                ("commitment", models.BinaryField(max_length=32)),
                ("hash", models.BinaryField(max_length=32)),
            ],
            options={
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("stream", "actor", "op_id"), name="accepted_once_per_actor"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Stream",
            fields=[
                ("id", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("lab", models.CharField(max_length=32)),
                ("kind", models.CharField(max_length=24)),
                ("object_id", models.CharField(max_length=32)),
                ("disposable", models.BooleanField(default=False)),
                ("head_seq", models.BigIntegerField(default=0)),
                ("head_hash", models.BinaryField(max_length=32)),
                ("created_at", models.CharField(max_length=27)),
            ],
            options={
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "object_id"), name="one_stream_per_object"
                    )
                ],
            },
        ),
        migrations.RunPython(protect, unprotect),
    ]
