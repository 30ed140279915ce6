"""Addresses of the people side, under /api/."""

from django.urls import path

from . import views

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
]
