"""Addresses of the challenges, under /api/."""

from django.urls import path, re_path

from . import file_views, views, writing_views

CHALLENGE = r"^challenges/(?P<challenge>[0-9a-f]{32})"
FILE = r"/files/(?P<brought>[0-9a-f]{32})"

urlpatterns = [
    path("challenges", views.ChallengesView.as_view()),
    re_path(CHALLENGE + "$", views.ChallengeView.as_view()),
    re_path(CHALLENGE + "/questions$", views.QuestionsView.as_view()),
    re_path(
        CHALLENGE + r"/questions/(?P<question>[0-9a-f]{32})/answer$", views.AnswerView.as_view()
    ),
    re_path(CHALLENGE + "/interest$", views.InterestView.as_view()),
    re_path(CHALLENGE + "/files$", file_views.FilesView.as_view()),
    re_path(CHALLENGE + FILE + "$", file_views.FileView.as_view()),
    re_path(CHALLENGE + FILE + "/preview$", file_views.FilePreviewView.as_view()),
    re_path(CHALLENGE + "/draft$", writing_views.DraftView.as_view()),
    re_path(CHALLENGE + "/publish$", writing_views.PublishView.as_view()),
    re_path(CHALLENGE + "/state$", writing_views.StateView.as_view()),
    re_path(CHALLENGE + "/decision$", writing_views.DecisionView.as_view()),
    re_path(CHALLENGE + "/versions$", writing_views.VersionsView.as_view()),
    re_path(CHALLENGE + "/readers$", writing_views.ReadersView.as_view()),
]
