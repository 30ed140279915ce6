"""The HTTP skin of one-time links to a log-in, and of passwords."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from django.contrib.auth import login
from django.contrib.auth.hashers import make_password
from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from common import clock

from . import access, actions, errors, limits, login_links
from . import login_links_serializers as s
from .models import LoginLink, Person, User
from .openapi import refusals
from .people_views import reader
from .serializers import MeOut, demand_good_password
from .views import LAB, address_of, caller, consent_texts, lab_data, own_login, person_data, read

REFUSED = (errors.NotJoined, errors.OtherLab, errors.RoleMissing)
LINKS = (errors.LinkUnknown, errors.TooManyTries)
BACKEND = "django.contrib.auth.backends.ModelBackend"


@contextmanager
def no_guessing(request: Request) -> Iterator[None]:
    """Wrong links from one place are counted; after too many nothing from there is looked at."""
    limits.demand_link_room(address_of(request))
    try:
        yield
    except errors.LinkUnknown:
        limits.count_wrong_link(address_of(request))
        raise


def administrator(request: Request) -> Person:
    by = access.demand_member(caller(request, request.query_params.get("lab")))
    access.demand_role(by, by.lab, access.ADMINISTRATORS)
    return by


def link_data(link: LoginLink) -> dict[str, Any]:
    return {
        "id": link.hex,
        "kind": link.kind,
        "role": link.role,
        "note": link.person.label if link.person else link.note,
        "made_by": link.made_by.label if link.made_by else "",
        "created_at": link.created_at,
        "expires_at": link.expires_at,
    }


def made_data(made: actions.Made) -> dict[str, Any]:
    return {"link": link_data(made.link), "token": made.secret}


def signed_in(request: Request, user: User, person: Person) -> Response:
    """Logged in from here on; the session gets a new key and the page a new CSRF token."""
    login(request._request, user, backend=BACKEND)
    return Response(
        {"person": person_data(person), "user": {"name": user.name}, "lab": lab_data(person.lab)}
    )


class InvitationsView(APIView):
    """The one-time links of a lab."""

    @extend_schema(
        operation_id="invitations",
        parameters=[LAB],
        responses={200: s.LinkOut(many=True)} | refusals(*REFUSED),
    )
    def get(self, request: Request) -> Response:
        """Those that somebody may still open, newest first; never their secrets."""
        lab = administrator(request).lab
        found = login_links.open_invitations(lab, clock.now())
        return Response([link_data(one) for one in found])

    @extend_schema(
        operation_id="invite",
        parameters=[LAB],
        request=s.InviteIn,
        responses={200: s.MadeOut} | refusals(*REFUSED),
    )
    def post(self, request: Request) -> Response:
        """A link that gives whoever opens it a log-in with a role."""
        by = administrator(request)
        said = read(s.InviteIn, request).validated_data
        return Response(made_data(actions.invite(lab=by.lab, by=by, **said)))


class InvitationRevokeView(APIView):
    """One of them."""

    @extend_schema(
        operation_id="invitation_revoke", request=None, responses={204: None} | refusals(*REFUSED)
    )
    def post(self, request: Request, invitation: str) -> Response:
        """Withdraw it, if nobody used it yet."""
        found = login_links.anywhere(invitation)
        by = caller(request, found.lab.hex) if found else None
        if found is None or by is None:
            access.demand_member(caller(request))
            raise errors.OtherLab
        actions.revoke_login_link(link=found, by=by)
        return Response(status=204)


class ResetLinkView(APIView):
    """A way in for somebody who forgot her password."""

    @extend_schema(
        operation_id="person_reset",
        request=None,
        responses={200: s.MadeOut}
        | refusals(*REFUSED, errors.GoneFromLab, errors.NoLogin, errors.LoginElsewhere),
    )
    def post(self, request: Request, person: str) -> Response:
        """A link to a new password; the one before stops working."""
        found, by = reader(request, person)
        return Response(made_data(actions.make_reset_link(person=found, by=by)))


class LinkLookView(APIView):
    """What a link is for, before it is used."""

    @extend_schema(
        operation_id="invitation_look",
        request=s.TokenIn,
        responses={200: s.LinkLookOut} | refusals(*LINKS),
    )
    def post(self, request: Request) -> Response:
        """The lab, the role, what has to be agreed to; or whose password it changes."""
        secret = read(s.TokenIn, request).validated_data["token"]
        with no_guessing(request):
            link = login_links.demand(secret, None, clock.now())
        user = link.person.user if link.person else None
        return Response(
            {
                "kind": link.kind,
                "role": link.role,
                "lab": lab_data(link.lab),
                "login": user.name if user else "",
                "consents": consent_texts(get_language() or "en"),
            }
        )


class AcceptView(APIView):
    """Using an invitation."""

    @extend_schema(
        operation_id="invitation_accept",
        request=s.AcceptIn,
        responses={200: MeOut}
        | refusals(*LINKS, errors.EmailTaken, errors.PasswordWeak, errors.ConsentMissing),
    )
    def post(self, request: Request) -> Response:
        """Make a log-in (or use one's own), have the role, and be logged in."""
        form = read(s.AcceptIn, request)
        said = form.validated_data
        with no_guessing(request):
            login_links.demand(said["token"], LoginLink.Kind.INVITATION, clock.now())
            existing = own_login(request, said["name"], said["password"])
            if existing is None:
                demand_good_password(said["password"], said["name"])
            person = actions.accept_invitation(
                secret=said["token"],
                name=said["name"],
                password_hash="" if existing else make_password(said["password"]),
                existing=existing,
                who=form.newcomer(),
            )
        return signed_in(request, cast(User, person.user), person)


class ResetView(APIView):
    """Using a link to a new password."""

    @extend_schema(
        operation_id="reset",
        request=s.ResetIn,
        responses={200: MeOut} | refusals(*LINKS, errors.PasswordWeak),
    )
    def post(self, request: Request) -> Response:
        """Have it, be signed out everywhere else, and be logged in here."""
        said = read(s.ResetIn, request).validated_data
        with no_guessing(request):
            link = login_links.demand(said["token"], LoginLink.Kind.RESET, clock.now())
            user = cast(User, cast(Person, link.person).user)
            demand_good_password(said["password"], user.name)
            hashed = make_password(said["password"])
            person = actions.reset_password(secret=said["token"], password_hash=hashed)
        return signed_in(request, cast(User, person.user), person)


class PasswordView(APIView):
    """One's own password."""

    @extend_schema(
        operation_id="password",
        request=s.PasswordIn,
        responses={204: None}
        | refusals(errors.NotJoined, errors.LoginFailed, errors.PasswordWeak, errors.TooManyTries),
    )
    def post(self, request: Request) -> Response:
        """Another one; every other session ends, this one gets a new key."""
        user = request.user
        if not isinstance(user, User):
            raise errors.NotJoined
        said = read(s.PasswordIn, request).validated_data
        limits.demand_login_room(address_of(request), user.name)
        if not user.check_password(said["old"]):
            limits.count_failed_login(address_of(request), user.name)
            raise errors.LoginFailed
        demand_good_password(said["new"], user.name)
        actions.change_password(user=user, password_hash=make_password(said["new"]))
        login(request._request, user, backend=BACKEND)
        return Response(status=204)
