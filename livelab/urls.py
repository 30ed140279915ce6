"""Addresses: the API under /api/, the sockets under /ws/, everything else is the one page."""

from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularJSONAPIView

from . import views

urlpatterns = [
    path("api/health", views.health_view),
    path("api/schema", SpectacularJSONAPIView.as_view()),
    path("api/", include("accounts.urls")),
    path("api/", include("challenges.urls")),
    path("api/", include("boards.urls")),
    re_path(r"^api(?:/|$)", views.api_unknown),
    re_path(r"^(?!static/|ws/)", views.page),
]

handler400 = views.bad_request
handler403 = views.not_permitted
handler404 = views.not_found
handler500 = views.server_fault
