"""The bugs that are planted: mistakes somebody could make, each with the shapes that show it."""

from __future__ import annotations

from .planted import Bug

#: numbers of the shapes (`shapes.py`)
BUGS = (
    Bug(
        "the late close of an old socket ends its successor too",
        (1,),
        "boards/room.py",
        "        self.members.discard(member)\n",
        "        self.members.difference_update(self.sockets_of(member.person))\n",
    ),
    Bug(
        "the browser still hears a socket it has let go of",
        (1,),
        "frontend/src/boards/sync/line.ts",
        "      if (this.#current === own) act();",
        "      act();",
    ),
    Bug(
        "no duplicate check",
        (2, 3),
        "boards/ledger.py",
        "        known = self.accepted.get((request.person, request.op_id))",
        "        known = None",
    ),
    Bug(
        "acknowledge before commit",
        (4,),
        "boards/room.py",
        "        return [member for member, _ in taken], Work(self._state(), requests)",
        "        state = self._state()\n"
        "        next_seq = state.streams[state.board_stream].head.seq\n"
        "        for member, request in taken:\n"
        "            next_seq += 1\n"
        "            member.tell(Accepted(request.op_id, state.board_stream, next_seq))\n"
        "        return [member for member, _ in taken], Work(self._state(), requests)",
    ),
    Bug(
        "a process never looks what others wrote",
        (5,),
        "boards/polling.py",
        "    if version != was.access_version:",
        "    if not heads or version:\n        return False\n    if version != was.access_version:",
    ),
    Bug(
        "the browser does not ask for what a beat says is there",
        (5,),
        "frontend/src/boards/sync/session.ts",
        "Object.entries(message.heads)) this.#streams.want(id, seq);",
        "[]) void message;",
    ),
    Bug(
        "the browser applies entries whatever their number",
        (5, 6),
        "frontend/src/boards/sync/streams.ts",
        "      if (entry.seq > head + 1) break;\n"
        "      if (entry.seq === head + 1) this.#apply(id, entry);",
        "      if (entry.seq > head) this.#apply(id, entry);",
    ),
    Bug(
        "the server does not catch up before it writes",
        (6, 7),
        "boards/batch.py",
        "    if head.seq > layer.head.seq:",
        "    if head.seq > layer.head.seq and not layer.below.items:",
    ),
    Bug(
        "a snapshot in memory is not made anew",
        (7,),
        "boards/state.py",
        "                stream.pieces = None\n",
        "                stream.pieces = stream.pieces or None\n",
    ),
    Bug(
        "a browser that is ahead of a restored server stays there",
        (8,),
        "frontend/src/boards/model/store.ts",
        "      for (const { id, kind, seq, hash, items } of streams) {\n",
        "      for (const { id, kind, seq, hash, items } of streams) {\n"
        "        const newer = before.get(id);\n"
        "        if (newer && newer.seq > seq) { this.#streams.set(id, newer); continue; }\n",
        more=(
            "      this.#streams.clear();\n",
            "      const before = new Map(this.#streams);\n      this.#streams.clear();\n",
        ),
        shown_by=16,
    ),
    Bug(
        "an edit that comes after the deletion is taken",
        (9,),
        "boards/ops.py",
        "    _demand_alive(subject.items)\n"
        "    _demand_mine_to_arrange(subject.items, sender)\n    words",
        "    _demand_mine_to_arrange(subject.items, sender)\n    words",
    ),
    Bug(
        "a late move brings a deleted note back in the browser",
        (9,),
        "frontend/src/boards/model/fold.ts",
        "into({ ...was, x, y, z }, zone)",
        "into({ ...was, x, y, z, deleted: undefined }, zone)",
    ),
    Bug(
        "one poison operation takes its batch with it",
        (10,),
        "boards/hub.py",
        "                self._one_by_one(taken, result)\n",
        "                for room, members, work in taken:\n"
        "                    for member, request in zip(members, work.requests, strict=True):\n"
        '                        member.refuse(request.op_id, "failed")\n',
    ),
    Bug(
        "an entry that a page cannot read stops it",
        (10,),
        "frontend/src/boards/sync/streams.ts",
        "      if (entry.seq > head + 1) break;\n",
        "      if (entry.seq > head + 1 || !('ids' in entry.facts || 'id' in entry.facts"
        " || 'moves' in entry.facts || 'items' in entry.facts)) break;\n",
    ),
    Bug(
        "a cursor from the future is good",
        (8, 11),
        "boards/joining.py",
        "    if not head.seq - TAIL_LIMIT <= cursor.seq <= head.seq:\n",
        "    if cursor.seq > head.seq:\n        return True\n"
        "    if not head.seq - TAIL_LIMIT <= cursor.seq:\n",
        shown_by=62,
    ),
    Bug(
        "a stream is read by whoever names it",
        (11,),
        "boards/consumers.py",
        "        if message.stream not in {stream.id for stream in room.streams_of(member)}:",
        "        if not message.stream:",
    ),
    Bug(
        "rights are as they were when last looked at",
        (12,),
        "boards/state.py",
        "        return dict(self.base.roles) if self._current() else {}",
        "        return dict(self.base.roles)",
        shown_by=21,
    ),
    Bug(
        "who was taken off the board goes on hearing",
        (12,),
        "boards/room.py",
        "            if member.person not in news.rules.roles or member.proof in news.spent:",
        "            if member.proof in news.spent:",
        more=(
            "                member.role = news.rules.roles[member.person]",
            '                member.role = news.rules.roles.get(member.person, "")',
        ),
        shown_by=13,
    ),
    Bug(
        "number outside the lock",
        (7,),
        "boards/batch.py",
        "    heads = append.lock([key for owners in keys for key in owners.values()])",
        "    heads = append.lock([key for owners in keys for key in owners.values()])\n"
        "    heads |= {s.id: s.head for work in works for s in work.state.streams.values()}",
    ),
    Bug(
        "private entries are sent to everybody",
        (),
        "boards/room.py",
        "self.sockets_of(owner) if owner else self.members",
        "self.members",
    ),
    Bug(
        "the other process's text edits are not read again",
        (6,),
        "boards/batch.py",
        "        overlay.forget_texts = True",
        "        overlay.forget_texts = False",
        shown_by=18,
    ),
)
