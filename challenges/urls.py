"""Addresses of the challenges, under /api/."""

from django.urls import path, re_path

from . import views

urlpatterns = [
    path("challenges", views.ChallengesView.as_view()),
    re_path(r"^challenges/(?P<challenge>[0-9a-f]{32})$", views.ChallengeView.as_view()),
]
