"""Addresses of the people side, under /api/."""

from django.urls import path, re_path

from . import login_links_views, organisations_views, people_views, views

PERSON = r"^people/(?P<person>[0-9a-f]{32})"

ORGANISATION = r"^organisations/(?P<organisation>[0-9a-f]{32})"

urlpatterns = [
    path("join/look", views.LookView.as_view()),
    path("join", views.JoinView.as_view()),
    path("resume", views.ResumeView.as_view()),
    path("resume/code", views.ResumeCodeView.as_view()),
    path("leave", views.LeaveView.as_view()),
    path("me", views.MeView.as_view()),
    path("first", views.FirstView.as_view()),
    path("login", views.LoginView.as_view()),
    path("logout", views.LogoutView.as_view()),
    path("lab", views.LabView.as_view()),
    path("consents", views.ConsentsView.as_view()),
    path("people", people_views.PeopleView.as_view()),
    re_path(PERSON + "$", people_views.PersonView.as_view()),
    re_path(PERSON + "/roles$", people_views.RolesView.as_view()),
    re_path(PERSON + "/name$", people_views.NameView.as_view()),
    re_path(PERSON + "/stay$", people_views.StayView.as_view()),
    re_path(PERSON + "/devices/end$", people_views.DevicesView.as_view()),
    re_path(PERSON + "/organisation$", organisations_views.BelongsView.as_view()),
    re_path(PERSON + "/reset$", login_links_views.ResetLinkView.as_view()),
    path("invitations", login_links_views.InvitationsView.as_view()),
    path("invitations/look", login_links_views.LinkLookView.as_view()),
    path("invitations/accept", login_links_views.AcceptView.as_view()),
    re_path(
        r"^invitations/(?P<invitation>[0-9a-f]{32})/revoke$",
        login_links_views.InvitationRevokeView.as_view(),
    ),
    path("reset", login_links_views.ResetView.as_view()),
    path("password", login_links_views.PasswordView.as_view()),
    path("organisations", organisations_views.OrganisationsView.as_view()),
    re_path(ORGANISATION + "$", organisations_views.OrganisationView.as_view()),
    re_path(ORGANISATION + "/retired$", organisations_views.RetiredView.as_view()),
    re_path(PERSON + "/code$", people_views.HandOutCodeView.as_view()),
]
