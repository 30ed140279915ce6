"""Channels as its tutorial shows it: one `group_send` a message, one `send` a socket; on Daphne."""

from __future__ import annotations

import json
import sys
from typing import Any

from channels.generic.websocket import AsyncWebsocketConsumer
from channels.routing import ProtocolTypeRouter, URLRouter
from django.conf import settings
from django.urls import re_path

settings.configure(
    SECRET_KEY="for measuring only",
    ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=["channels"],
    CHANNEL_LAYERS={"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}},
)


class ChatConsumer(AsyncWebsocketConsumer):
    """The tutorial's, its room from the path."""

    async def connect(self) -> None:
        """Join the room's group."""
        self.room_group_name = f"chat_{self.scope['url_route']['kwargs']['room_name']}"
        await self.channel_layer.group_add(self.room_group_name, self.channel_name)
        await self.accept()

    async def disconnect(self, close_code: int) -> None:
        """Leave it."""
        await self.channel_layer.group_discard(self.room_group_name, self.channel_name)

    async def receive(self, text_data: str) -> None:
        """Send what came to the group."""
        message = json.loads(text_data)["message"]
        await self.channel_layer.group_send(
            self.room_group_name, {"type": "chat.message", "message": message}
        )

    async def chat_message(self, event: dict[str, Any]) -> None:
        """Send what the group was told to this socket."""
        await self.send(text_data=json.dumps({"message": event["message"]}))


def main(port: int) -> None:
    """Serve until told to stop."""
    from daphne.server import Server

    sockets = URLRouter([re_path(r"^(?P<room_name>\w+)$", ChatConsumer.as_asgi())])
    application = ProtocolTypeRouter({"websocket": sockets})
    Server(application, endpoints=[f"tcp:port={port}:interface=127.0.0.1"]).run()


if __name__ == "__main__":
    import django

    django.setup()
    main(int(sys.argv[1]))
