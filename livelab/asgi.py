"""The application as the server runs it: pages and API through Django, sockets behind the guard."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "livelab.settings")
_http = get_asgi_application()

from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from django.urls import re_path  # noqa: E402

from boards.routing import websocket_urlpatterns  # noqa: E402

from .origins import OriginGuard, refuse  # noqa: E402

_sockets = URLRouter([*websocket_urlpatterns, re_path(r"", refuse)])  # type: ignore[arg-type]

application = ProtocolTypeRouter({"http": _http, "websocket": OriginGuard(_sockets)})
