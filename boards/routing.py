"""Where the board's sockets are."""

from __future__ import annotations

from django.urls import re_path

from .consumers import BoardSocket

websocket_urlpatterns = [re_path(r"^ws/boards/(?P<board>[0-9a-f]{32})$", BoardSocket.as_asgi())]
