"""Whoever reads rows of labs says which lab."""

from typing import Any

import pytest

from accounts.actions import Newcomer, enrol
from accounts.models import (
    Consent,
    DeviceToken,
    FirstLink,
    JoinCode,
    Lab,
    LabNotNamed,
    LoginLink,
    Organisation,
    Person,
    ResumeCode,
    Role,
)
from boards.models import Attachment, Board, BoardMember
from challenges.models import Challenge, ChallengeVersion, Interest, NamedPerson, Question

KINDS = [
    Attachment,
    Board,
    BoardMember,
    Challenge,
    ChallengeVersion,
    Consent,
    DeviceToken,
    FirstLink,
    Interest,
    JoinCode,
    LoginLink,
    NamedPerson,
    Organisation,
    Person,
    Question,
    ResumeCode,
    Role,
]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "ask",
    [
        lambda objects: list(objects.all()),
        lambda objects: objects.get(pk=1),
        lambda objects: objects.first(),
        lambda objects: objects.filter(pk=1).exists(),
        lambda objects: objects.count(),
        lambda objects: list(objects.values_list("pk")),
        lambda objects: list(objects.iterator()),
        lambda objects: objects.filter(pk=1).update(pk=2),
        lambda objects: objects.all().delete(),
        lambda objects: objects.aggregate(),
        lambda objects: objects.in_bulk([1]),
        lambda objects: list(Lab.objects.filter(pk__in=objects.values("pk"))),
    ],
)
def test_a_question_without_a_lab_is_refused(kind: Any, ask) -> None:
    with pytest.raises(LabNotNamed):
        ask(kind.objects)


def test_a_lab_sees_its_own_people_only(glass: Lab, bicycles: Lab) -> None:
    rosa = enrol(lab=glass, who=Newcomer("Rosa"), role="participant")
    jan = enrol(lab=bicycles, who=Newcomer("Jan"), role="participant")
    assert list(Person.objects.in_lab(glass)) == [rosa]
    assert list(Person.objects.in_lab(bicycles.pk)) == [jan]
    assert Role.objects.in_lab(glass).get().person_id == rosa.pk
    assert Person.objects.across_labs().count() == 2


def test_rows_reached_from_an_object_are_its_own(glass: Lab, bicycles: Lab) -> None:
    rosa = enrol(lab=glass, who=Newcomer("Rosa"), role="participant")
    enrol(lab=bicycles, who=Newcomer("Jan"), role="participant")
    assert list(glass.people.all()) == [rosa]
    assert rosa.roles.get().role == "participant"
