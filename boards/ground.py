"""What one operation must know beyond the items it names: files, texts, what was done before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from common.wire import unpack
from contributions import lookup, read

from . import facts as f
from . import store, texts
from .ops import Refused
from .state import Layer, TextDoc
from .wire import AddImage, EditText, Item

if TYPE_CHECKING:
    from .ledger import Ledger


class Ground:
    """The ground one person's operation stands on, inside the transaction of a ledger."""

    def __init__(self, ledger: Ledger, person: str) -> None:
        self.ledger = ledger
        self.person = person

    # -- what was done before

    def number_of(self, op_id: str, *, private: bool) -> int:
        """The number of her own entry of this operation in the stream; 0 where it has none."""
        stream, key = self._layer(private=private).below.id, (self.person, op_id)
        known = self.ledger.accepted.get(key)
        known = known or lookup.accepted({(stream, *key)}).get(key)
        return known[1] if known and known[0] == stream else 0

    def all_hers(self, numbers: set[int], *, private: bool) -> bool:
        """Are all these entries of the stream hers?"""
        layer = self._layer(private=private)
        stored = {number for number in numbers if number <= layer.head.seq}
        new = [draft.actor for draft in self.ledger.drafts if draft.stream == layer.below.id]
        actors = {new[number - layer.head.seq - 1] for number in numbers - stored}
        return actors | read.actors(layer.below.id, stored) <= {self.person}

    def _layer(self, *, private: bool) -> Layer:
        return self.ledger.layer(self.person if private else "")

    # -- files

    def bind(self, op: AddImage) -> str:
        """Bind a file of hers on this board that is not bound yet: its digest."""
        file = self.ledger.files.get(op.file)
        if file is None or file.uploader != self.person:
            raise Refused("no_such_file")
        if file.item:
            raise Refused("file_taken")
        self.ledger.files[op.file] = file._replace(item=op.id)
        return file.digest

    # -- texts

    def edit(self, item: Item, op: EditText) -> f.EditWords:
        """Merge a text update; its splice."""
        document = self._text(item)
        if op.epoch != document.epoch:
            raise Refused("text_epoch")
        try:
            update = unpack(op.update)
        except ValueError as error:
            raise Refused("not_understood") from error
        if self.ledger.careful:
            return self._edit_alone(item.id, document, op.update, update)
        live = document.take()
        try:
            splice = texts.merge_into(live, update, self._is_hers)
        except Refused:
            self.ledger.overlay.texts[item.id] = document.given_back(live)
            raise
        self.ledger.overlay.texts[item.id] = TextDoc(document.epoch, None, live)
        return f.EditWords(op.update, *splice)

    def _edit_alone(self, item: str, document: TextDoc, packed: str, update: bytes) -> f.EditWords:
        """Looked at whole, so that it can be refused whatever is wrong with it."""
        merged = texts.merge(document.state, update, self._is_hers)
        self.ledger.overlay.texts[item] = TextDoc(document.epoch, merged.state)
        return f.EditWords(packed, *merged.splice)

    def _is_hers(self, client: int) -> bool:
        return self._lent_to(client) == self.person

    def _text(self, item: Item) -> TextDoc:
        known = self.ledger.known_text(item.id)
        return known or TextDoc(item.epoch, texts.base(item.text), edited=False)

    def _lent_to(self, client: int) -> str:
        """The person a number of the text merge was lent to, or ""."""
        known = self.ledger.overlay.base.text_clients.get(client)
        known = known or self.ledger.overlay.text_clients.get(client)
        if known is None:
            known = store.text_client(self.ledger.overlay.row.id, client)
            self.ledger.overlay.text_clients[client] = known
        return known
