"""Erases what a person wrote on one board, and rewrites the texts that she shared with others.

Her entries lose their words. A text she had a hand in begins anew with the letters of the others
(`texts_rewritten`), and what told it before is blanked, whoever's entry that was: an update or a
splice of a colleague may hold her letters. See docs/decisions/0007-whose-letters.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from msgspec import UNSET, UnsetType

from accounts import actions as accounts
from common.clock import stamp
from common.ids import new_id
from common.wire import Wire, encode, pack
from contributions import append, journal, read
from contributions.door import SERVER, Act, action
from contributions.redact import erase_words, with_words
from contributions.streams import StreamKey

from . import attachments, rules, store, texts
from . import facts as f
from .chronicle import Chronicle, Spot, by_stream
from .fold import Happening, fold
from .joining import board_stream
from .models import Board, own_stream
from .rules import BoardRow
from .state import Layer, StreamState, TextDoc
from .wire import ImageItem, Item, StrokeItem

#: A line of the journal about what one person wrote on one board.
JOURNAL_KIND = "person_on_board"

#: why words go: she asked for it; or they stood in one text or one entry with hers
ASKED, SHARED = "person_asked", "text_rewritten"

#: a `texts_rewritten` entry tells at most so many texts, and about so many bytes of them
MOST_ITEMS, MOST_BYTES = 100, 48 * 1024

Layers = Mapping[str, Layer]


def declare() -> None:
    """Say how an erasure is made again in a restored database."""
    journal.register(JOURNAL_KIND, _again)


@action
def erase_on_board(
    act: Act,
    *,
    board: Board,
    person: str,
    by: str = SERVER,
    remove: bool = False,
    journalled: bool = True,
) -> int:
    """Erase what this person wrote on a board, and her pictures; how many entries lost their words.

    `remove`: and take the items off which she added and in which nobody else wrote. `journalled` is
    False where it is made again.
    """
    row = store.lock_boards([board.hex])[board.hex]
    log = accounts.lab_stream(board.lab)
    streams = _streams(row, person)
    heads = append.lock([log, *streams])
    chronicle = Chronicle(person, store.text_clients(row.id))
    for stream in streams:
        chronicle.hear(read.tail(stream, 0))
    if journalled:
        _note(act, board, chronicle, remove=remove)
    erased = _blank(log, chronicle, by)
    context = rules.load(row, [], act.now).context
    writer = _Writer(stamp(act.now), encode(dict(sorted(context.items()))).decode())
    layers = {stream: _layer(row, stream, owner, heads) for stream, owner in streams.items()}
    documents = _rewrite(writer, layers, chronicle, row.id)
    if remove:
        _remove(writer, layers, chronicle)
    append.append_many(heads, writer.drafts)
    _project(row.id, layers, documents)
    attachments.erase(board=board, person=person, by=by)
    return erased


def _streams(row: BoardRow, person: str) -> dict[str, str]:
    """The streams in which her words may be, where they exist: id → owner, the board's last."""
    own = own_stream(row.lab, row.id, person, disposable=row.disposable)
    wanted = {own.id: person, board_stream(row).id: ""}
    made = read.heads(wanted)
    return {stream: owner for stream, owner in wanted.items() if stream in made}


def _blank(log: StreamKey, chronicle: Chronicle, by: str) -> int:
    hers, others = (by_stream(spots) for spots in chronicle.to_blank())
    erased = 0
    for entries, reason in ((hers, ASKED), (others, SHARED)):
        if entries:
            erased += erase_words(
                log=log, entries=entries, reason=reason, actor=by, journalled=False
            )
    return erased


def _note(act: Act, board: Board, chronicle: Chronicle, *, remove: bool) -> None:
    """Write down outside the database what goes: which operations of hers, no word of them."""
    hers, _others = chronicle.to_blank()
    entries = by_stream(hers)
    ops = [op for name, seqs in entries.items() for _, _, op in with_words(name, seqs)]
    if ops:
        about = {"board": board.hex, "person": chronicle.person, "remove": remove, "ops": ops}
        journal.note(act, JOURNAL_KIND, about)


def _again(act: Act, about: journal.Data) -> journal.Lost:
    """Erase her words where this database still has some of them.

    What she wrote after an erasure that the database knows of is no concern of it.
    """
    board = Board.objects.across_labs().select_related("lab").filter(id=UUID(about["board"]))
    found, person = board.first(), about["person"]
    if found is None:
        return set()
    places = _places(found, person, about["ops"])
    if any(with_words(name, seqs) for name, seqs in by_stream(places.values()).items()):
        erase_on_board(board=found, person=person, remove=about["remove"], journalled=False)
    return {(person, op) for op in about["ops"] if op not in places}


def _places(board: Board, person: str, ops: Sequence[str]) -> dict[str, Spot]:
    """Where operations of hers stand on a board."""
    row = store.lock_boards([board.hex])[board.hex]
    return {
        op: Spot(*place) for op, place in read.accepted(_streams(row, person), person, ops).items()
    }


def _layer(row: BoardRow, stream: str, owner: str, heads: Mapping[str, append.Head]) -> Layer:
    items = store.load_items(row.id, stream)
    return Layer(StreamState(stream, owner, heads[stream], items), heads[stream])


class _Writer:
    """Drafts the server's own entries and folds them."""

    def __init__(self, at: str, context: str) -> None:
        self.at = at
        self.context = context
        self.drafts: list[append.Draft] = []

    def write(self, layer: Layer, verb: str, facts: Wire, words: Wire | None = None) -> None:
        """One entry, with what it makes of the items."""
        said = None if words is None else encode(words)
        self.drafts.append(
            append.Draft(
                stream=layer.below.id,
                op_id=new_id(),
                at=self.at,
                actor=SERVER,
                verb=verb,
                context=self.context,
                facts=encode(facts),
                words=said,
            )
        )
        layer.drafted += 1
        number = layer.head.seq + layer.drafted
        layer.change(fold(layer, Happening(verb, number, self.at, SERVER, facts, words)))


class _New(NamedTuple):
    """A text as it is from now on; `whole` is None where nothing is left of it."""

    item: f.RewrittenItem
    whole: f.WholeText | None
    document: TextDoc | None


def _rewrite(
    writer: _Writer, layers: Layers, chronicle: Chronicle, board: str
) -> dict[str, TextDoc | None]:
    """Write every text anew that lost letters or its teller; their documents from now on."""
    found: dict[str, TextDoc | None] = {}
    concerned = sorted(chronicle.touched | chronicle.to_tell_anew())
    for layer in layers.values():
        items = [item for item in map(layer.get, concerned) if item is not None]
        new = [_new(chronicle, board, item) for item in items]
        found |= {one.item.id: one.document for one in new}
        for part in _parts(new):
            told = [one.whole for one in part if one.whole]
            facts = f.TextsRewritten([one.item for one in part])
            writer.write(layer, "texts_rewritten", facts, f.WholeTexts(told) if told else None)
    return found


def _new(chronicle: Chronicle, board: str, item: Item) -> _New:
    known = store.load_text(board, item.id)
    if item.id not in chronicle.touched:
        return _told_anew(item, known)
    state = chronicle.without_her(item.id, known.state if known else texts.base(item.text))
    epoch, text = item.epoch + 1, texts.text_of(state) if state else ""
    digest, path = (UNSET, UNSET) if item.author == chronicle.person else _beside(item)
    empty = not text and digest is UNSET and path is UNSET
    packed = pack(state) if state else None
    whole = None if empty else f.WholeText(item.id, text, packed, digest, path)
    document = TextDoc(epoch, state) if state else None
    return _New(f.RewrittenItem(item.id, epoch), whole, document)


def _told_anew(item: Item, known: TextDoc | None) -> _New:
    """A text without letters of hers: nothing changes but which entry tells it."""
    state = pack(known.state) if known else None
    whole = f.WholeText(item.id, item.text, state, *_beside(item))
    return _New(f.RewrittenItem(item.id, item.epoch), whole, known)


def _beside(item: Item) -> tuple[str | UnsetType, list[int] | UnsetType]:
    """What an item says besides its text: a picture's digest, a line's path."""
    digest = item.digest if isinstance(item, ImageItem) else UNSET
    return digest, (item.path or UNSET) if isinstance(item, StrokeItem) else UNSET


def _parts(new: Iterable[_New]) -> Iterator[list[_New]]:
    """In parts that one entry each may tell."""
    part: list[_New] = []
    size = 0
    for one in new:
        more = len(encode(one.whole)) if one.whole else 0
        if part and (len(part) == MOST_ITEMS or size + more > MOST_BYTES):
            yield part
            part, size = [], 0
        part.append(one)
        size += more
    if part:
        yield part


def _remove(writer: _Writer, layers: Layers, chronicle: Chronicle) -> None:
    for layer in layers.values():
        items = [item for item in map(layer.get, sorted(chronicle.touched)) if item is not None]
        ids = [item.id for item in items if _only_hers(item, chronicle.person)]
        for start in range(0, len(ids), MOST_ITEMS):
            facts = f.ItemsDeleted(ids[start : start + MOST_ITEMS])
            writer.write(layer, "items_deleted", facts)


def _only_hers(item: Item, person: str) -> bool:
    return item.author == person and not item.text and item.deleted is UNSET


def _project(board: str, layers: Layers, documents: Mapping[str, TextDoc | None]) -> None:
    """Bring the projection in line, in the same transaction."""
    store.save_items(
        [
            (board, item, stream, layer.below.owner, kept.item.deleted is True, kept.data)
            for stream, layer in layers.items()
            for item, kept in layer.items.items()
            if kept
        ]
    )
    store.drop_texts(board, [item for item, document in documents.items() if document is None])
    kept = [(board, item, doc.epoch, doc.state) for item, doc in documents.items() if doc]
    store.save_texts(kept)
