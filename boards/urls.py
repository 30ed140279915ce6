"""Addresses of boards, under /api/."""

from __future__ import annotations

from django.urls import re_path

from . import attachment_views, evaluated_views, flag_views, home_views, people_views, views

BOARD = r"^boards/(?P<board>[0-9a-f]{32})"
ITEM = BOARD + r"/items/(?P<item>[0-9a-f]{32})"
FILE = r"^attachments/(?P<file>[0-9a-f]{32})"

urlpatterns = [
    re_path(r"^home$", home_views.HomeView.as_view()),
    re_path(r"^boards$", views.Boards.as_view()),
    re_path(BOARD + "$", views.BoardView.as_view()),
    re_path(BOARD + "/code$", views.Code.as_view()),
    re_path(BOARD + "/entries$", views.Entries.as_view()),
    re_path(BOARD + "/items$", views.Items.as_view()),
    re_path(ITEM + "/history$", views.History.as_view()),
    re_path(ITEM + "/lineage$", evaluated_views.LineageView.as_view()),
    re_path(r"^teams$", people_views.Teams.as_view()),
    re_path(BOARD + "/members$", people_views.Members.as_view()),
    re_path(BOARD + "/terms$", people_views.TermsView.as_view()),
    re_path(r"^lineage$", evaluated_views.EvaluatedBoards.as_view()),
    re_path(BOARD + "/lineage$", evaluated_views.Lineages.as_view()),
    re_path(ITEM + "/flag$", flag_views.ItemFlag.as_view()),
    re_path(ITEM + "/flag/settled$", flag_views.Settled.as_view()),
    re_path(BOARD + "/flags$", flag_views.Flags.as_view()),
    re_path(BOARD + "/attachments$", attachment_views.Attachments.as_view()),
    re_path(FILE + "$", attachment_views.Picture.as_view()),
    re_path(FILE + "/preview$", attachment_views.Preview.as_view()),
]
