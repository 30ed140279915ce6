"""The HTTP skin of the people side. Thin: read, ask an action, answer."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.hashers import make_password
from django.utils.translation import get_language
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from common import clock

from . import access, actions, consents, devices, errors, limits, queries, targets
from . import serializers as s
from .models import Lab, Person, User
from .openapi import refusals

LAB = OpenApiParameter("lab", str, description="The lab's id; left out: the one joined last.")


def caller(request: Request, lab_hex: str | None = None) -> Person | None:
    """Who asks, in this lab or in the one she joined last."""
    person = queries.person_from_cookies(request.COOKIES, lab_hex)
    if person is not None:
        actions.device_seen(devices.hashes_in(request.COOKIES))
    return person


def read(form: type[s.Strict], request: Request) -> Any:
    """What came in, if it has the form; raises Django REST framework's ValidationError."""
    serializer = form(data=request.data)
    serializer.is_valid(raise_exception=True)
    return serializer


def address_of(request: Request) -> str:
    """Where the request came from, as the transport knows it."""
    return cast(str, getattr(request._request, "client_address", ""))


def person_data(person: Person) -> dict[str, Any]:
    return {
        "id": person.hex,
        "label": person.label,
        "language": person.language,
        "roles": sorted(access.roles(person)),
    }


def lab_data(lab: Lab) -> dict[str, Any]:
    return {
        "id": lab.hex,
        "name": lab.name,
        "languages": lab.languages,
        "controller": lab.controller,
        "disposable": lab.disposable,
    }


def consent_texts(language: str) -> list[dict[str, Any]]:
    return [
        {
            "purpose": purpose.name,
            "version": purpose.version,
            "text": purpose.text(language),
            "required": purpose.required,
        }
        for purpose in consents.PURPOSES.values()
    ]


class LookView(APIView):
    """What a code leads to, before anybody says who she is."""

    @extend_schema(
        operation_id="join_look",
        request=s.LookIn,
        responses={200: s.LookOut} | refusals(errors.CodeUnknown, errors.TooManyTries),
    )
    def post(self, request: Request) -> Response:
        """The lab, what is joined, and what has to be agreed to."""
        text = read(s.LookIn, request).validated_data["code"]
        code = limits.try_join_code(address_of(request), text)
        language = get_language() or "en"
        view = targets.get(code.kind).describe(code, language)
        me = caller(request, code.lab.hex)
        return Response(
            {
                "lab": lab_data(code.lab),
                "target": {
                    "kind": code.kind,
                    "title": view.title,
                    "brief": view.brief,
                    "mode": view.mode,
                },
                "consents": consent_texts(language),
                "me": person_data(me) if me else None,
            }
        )


class JoinView(APIView):
    """Coming in with a code."""

    @extend_schema(
        operation_id="join",
        request=s.JoinIn,
        responses={200: s.JoinOut}
        | refusals(
            errors.CodeUnknown,
            errors.TooManyTries,
            errors.LabelMissing,
            errors.ConsentMissing,
            errors.NothingToJoin,
        ),
    )
    def post(self, request: Request) -> Response:
        """Become a person of the lab, on this device, and be admitted to the code's target."""
        form = read(s.JoinIn, request)
        code = limits.try_join_code(address_of(request), form.validated_data["code"])
        known = caller(request, code.lab.hex)
        joined = actions.join_with_code(join_code=code, who=form.newcomer(), known=known)
        limits.count_arrival(address_of(request))
        response = Response(
            {
                "person": person_data(joined.person),
                "path": joined.path,
                "resume_code": joined.resume_code,
            }
        )
        _give_device(request, response, joined.person, joined.device_secret)
        return response


class ResumeView(APIView):
    """Coming back on another device."""

    @extend_schema(
        operation_id="resume",
        request=s.ResumeIn,
        responses={200: s.ResumeOut} | refusals(errors.CodeUnknown, errors.TooManyTries),
    )
    def post(self, request: Request) -> Response:
        """Be the person again whose code this is."""
        text = read(s.ResumeIn, request).validated_data["code"]
        person = limits.try_resume_code(address_of(request), text)
        secret = actions.resume(person=person)
        response = Response({"person": person_data(person), "path": "/"})
        _give_device(request, response, person, secret)
        return response


def _give_device(request: Request, response: Response, person: Person, secret: str) -> None:
    """Let this browser be the person, and stay who it is in other labs."""
    kept = queries.kept_secrets(request.COOKIES, without=person.lab)
    devices.set_secrets(response, [secret, *kept])


class ResumeCodeView(APIView):
    """The code to come back with."""

    @extend_schema(
        operation_id="resume_code_renew",
        parameters=[LAB],
        request=None,
        responses={200: s.ResumeCodeOut} | refusals(errors.NotJoined),
    )
    def post(self, request: Request) -> Response:
        """A new one; the one before stops working."""
        person = access.demand_member(caller(request, request.query_params.get("lab")))
        return Response({"resume_code": actions.renew_resume_code(person=person)})


class LeaveView(APIView):
    """Leaving this device."""

    @extend_schema(operation_id="leave", request=s.LeaveIn, responses={204: None})
    def post(self, request: Request) -> Response:
        """Be nobody on this device, in one lab or in all; the person and what she wrote stay."""
        lab_hex = read(s.LeaveIn, request).validated_data.get("lab")
        hashes = devices.hashes_in(request.COOKIES)
        left = queries.people_of_device(hashes, lab_hex)
        for person in left:
            actions.leave_device(person=person, token_hashes=hashes)
        response = Response(status=204)
        kept = queries.kept_secrets(request.COOKIES, without=None)
        devices.set_secrets(response, kept)
        return response


class MeView(APIView):
    """Who this browser is."""

    @extend_schema(operation_id="me", parameters=[LAB], responses={200: s.MeOut})
    def get(self, request: Request) -> Response:
        """The person, the log-in and the lab; each null where there is none."""
        person = caller(request, request.query_params.get("lab"))
        user = request.user if isinstance(request.user, User) else None
        return Response(
            {
                "person": person_data(person) if person else None,
                "user": {"name": user.name} if user else None,
                "lab": lab_data(person.lab) if person else None,
            }
        )


class FirstView(APIView):
    """The lab's first administrator."""

    @extend_schema(
        operation_id="first",
        request=s.FirstIn,
        responses={200: s.MeOut}
        | refusals(errors.LinkUnknown, errors.EmailTaken, errors.PasswordWeak, errors.TooManyTries),
    )
    def post(self, request: Request) -> Response:
        """Use the one-time link: make a log-in (or use one's own) and be logged in with it."""
        form = read(s.FirstIn, request)
        said = form.validated_data
        queries.demand_first_link(said["token"], clock.now())
        existing = own_login(request, said["email"], said["password"])
        if existing is None:
            s.demand_good_password(said["password"], said["email"])
        person = actions.claim_first_link(
            secret=said["token"],
            email=said["email"],
            password_hash="" if existing else make_password(said["password"]),
            existing=existing,
            who=actions.Newcomer(label=said["label"], language=said["language"]),
        )
        user = cast(User, person.user)
        login(request._request, user, backend="django.contrib.auth.backends.ModelBackend")
        return Response(
            {
                "person": person_data(person),
                "user": {"name": user.name},
                "lab": lab_data(person.lab),
            }
        )


def own_login(request: Request, name: str, password: str) -> User | None:
    """The log-in with this name, if the password is its own; raises EmailTaken if not."""
    user = queries.user_by_name(name)
    if user is None:
        return None
    limits.demand_login_room(address_of(request), name)
    if authenticate(request._request, username=name, password=password) is None:
        limits.count_failed_login(address_of(request), name)
        raise errors.EmailTaken
    return user


class LoginView(APIView):
    """Logging in."""

    @extend_schema(
        operation_id="login",
        request=s.LoginIn,
        responses={200: s.MeOut} | refusals(errors.LoginFailed, errors.TooManyTries),
    )
    def post(self, request: Request) -> Response:
        """Log in; the session gets a new key and the page a new CSRF token."""
        said = read(s.LoginIn, request).validated_data
        limits.demand_login_room(address_of(request), said["name"])
        user = authenticate(request._request, username=said["name"], password=said["password"])
        if not isinstance(user, User):
            limits.count_failed_login(address_of(request), said["name"])
            raise errors.LoginFailed
        login(request._request, user)
        person = queries.latest_person_of(user)
        return Response(
            {
                "person": person_data(person) if person else None,
                "user": {"name": user.name},
                "lab": lab_data(person.lab) if person else None,
            }
        )


class LogoutView(APIView):
    """Logging out."""

    @extend_schema(operation_id="logout", request=None, responses={204: None})
    def post(self, request: Request) -> Response:
        """End the session. What this device is by a code stays: `leave` ends that."""
        user = request.user
        logout(request._request)
        for person in queries.people_of_user(user) if isinstance(user, User) else ():
            actions.leave_device(person=person, token_hashes=[])
        return Response(status=204)


class LabView(APIView):
    """The caller's lab."""

    @extend_schema(
        operation_id="lab",
        parameters=[LAB],
        responses={200: s.LabOut} | refusals(errors.NotJoined),
    )
    def get(self, request: Request) -> Response:
        """Its name, languages and who is responsible for its data."""
        person = access.demand_member(caller(request, request.query_params.get("lab")))
        return Response(lab_data(person.lab))


class ConsentsView(APIView):
    """What the caller agreed to."""

    @extend_schema(
        operation_id="consents",
        parameters=[LAB],
        responses={200: s.ConsentOut(many=True)} | refusals(errors.NotJoined),
    )
    def get(self, request: Request) -> Response:
        """Every purpose with its present text and what she agreed to."""
        person = access.demand_member(caller(request, request.query_params.get("lab")))
        return Response(_consents(person))

    @extend_schema(
        operation_id="consents_change",
        request=s.ConsentIn,
        responses={200: s.ConsentOut(many=True)}
        | refusals(errors.NotJoined, errors.LastAdministrator),
    )
    def post(self, request: Request) -> Response:
        """Give or take back one. Taking back the required one ends taking part."""
        said = read(s.ConsentIn, request).validated_data
        person = access.demand_member(caller(request, said.get("lab")))
        if said["given"]:
            language = get_language() or "en"
            actions.give_consent(person=person, purpose=said["purpose"], language=language)
        else:
            actions.withdraw_consent(person=person, purpose=said["purpose"])
        return Response(_consents(person))


def _consents(person: Person) -> list[dict[str, Any]]:
    held = {one.purpose: one for one in queries.consents_of(person) if one.withdrawn_at is None}
    return [
        text
        | {
            "given_at": held[text["purpose"]].given_at if text["purpose"] in held else None,
            "given_version": held[text["purpose"]].version if text["purpose"] in held else None,
        }
        for text in consent_texts(get_language() or "en")
    ]
