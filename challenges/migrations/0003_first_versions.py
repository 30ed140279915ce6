from django.db import migrations


def keep_what_is_published(apps, schema_editor):
    """What is open already was published once: that is its first version."""
    Version = apps.get_model("challenges", "ChallengeVersion")
    for challenge in apps.get_model("challenges", "Challenge")._base_manager.exclude(state="draft"):
        content = {
            "texts": challenge.texts,
            "sector": challenge.sector,
            "ip_policy": challenge.ip_policy,
            "audience": challenge.audience,
            "criteria": challenge.criteria,
        }
        at = challenge.opened_at or challenge.posted_at
        Version(challenge=challenge, number=1, by="0" * 32, at=at, content=content).save()
        challenge.version, challenge.saved_at = 1, at
        challenge.save()


class Migration(migrations.Migration):
    dependencies = [
        ("challenges", "0002_versions_readers_questions"),
    ]

    operations = [
        migrations.RunPython(keep_what_is_published, migrations.RunPython.noop),
    ]
