/**
 * The page of the canvas bench: the shipped canvas with its tool bar on a board without a server. What
 * is on it comes from the bench (`window.field`); what others do comes in as entries through the store.
 */

import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import '../../../shared/tokens.css';
import '../../../shared/base.css';
import { createRoot } from 'react-dom/client';
import { I18nProvider } from '@lingui/react';
import { i18n } from '@lingui/core';
import { bring, speak } from '../../../shared/language';
import { DeskToolBar } from '../../panels/desk/desk-tool-bar';
import type { ConnectorItem, Entry, Item, NoteItem } from '../../sync';
import type { Camera } from '../camera';
import { seen } from '../camera';
import { Engine } from '../engine';
import { UNITS, type Point } from '../geometry';
import { FAR } from '../stage';
import { BoardCanvas } from '../view/board-canvas';
import { WorkspaceContext } from '../view/workspace';
import { FakeBoard, ME } from './fake-board';

interface FieldNote extends Point {
  readonly id: string;
  readonly colour: NoteItem['colour'];
  readonly text: string;
}

interface FieldLink {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

interface Field {
  readonly notes: readonly FieldNote[];
  readonly links: readonly FieldLink[];
  readonly start: Camera;
}

interface Placed extends Point {
  readonly id: string;
}

const BOARD = 'board';
const AUTHOR = 'b'.repeat(32);
const AT = '2026-03-12T08:00:00.000000Z';

const toItem = ({ id, x, y, colour, text }: FieldNote, i: number): NoteItem => ({
  kind: 'note', id, author: AUTHOR, created: AT, changed: AT, x: x * UNITS, y: y * UNITS, z: `U${i.toString(36).padStart(5, '0')}V`, colour, text, epoch: 0,
});

const toConnector = ({ id, from, to }: FieldLink): ConnectorItem => ({
  kind: 'connector', id, author: AUTHOR, created: AT, changed: AT, source: from, target: to, relation: 'builds_on', text: '', epoch: 0,
});

const page = window as unknown as { field: Field; bench: unknown };

function open({ notes, links, start }: Field): { board: FakeBoard; engine: Engine } {
  const items: Item[] = [...notes.map(toItem), ...links.map(toConnector)];
  const people = [{ id: AUTHOR, label: 'Sparrow', role: 'participant', here: true }];
  const board = new FakeBoard({ items, people });
  const engine = new Engine(board);
  engine.look(start);
  return { board, engine };
}

/** As a frame from the socket with an entry of each who moved something. */
function movedByOthers(board: FakeBoard, places: readonly Placed[]): void {
  board.store.change(() => {
    for (const { id, x, y } of places) {
      const seq = (board.store.stream(BOARD)?.seq ?? 0) + 1;
      const item = board.store.item(id);
      const facts = { moves: [{ id, x: Math.round(x * UNITS), y: Math.round(y * UNITS), z: item && 'z' in item ? item.z : 'U' }] };
      const entry = { seq, at: AT, actor: AUTHOR, verb: 'items_moved', op: `o${seq}`, facts, words: null };
      board.store.applyEntry(BOARD, entry as Entry);
    }
  });
}

/** Is everything in sight an element, or drawn because it is far? */
function shown(engine: Engine): boolean {
  const camera = engine.camera.get();
  if (camera.zoom < FAR) return true;
  const view = seen(camera, { width: window.innerWidth, height: window.innerHeight });
  return engine.scene.within(view).every((id) => engine.stage.element(id));
}

await speak('en');
await Promise.all([bring('boards'), bring('later'), bring('desk')]);
const { board, engine } = open(page.field);
page.bench = {
  shown: () => shown(engine),
  camera: () => engine.camera.get(),
  look: (camera: Camera) => engine.look(camera),
  place(id: string) {
    const at = engine.scene.at(id);
    return at && { x: at.x / UNITS, y: at.y / UNITS };
  },
  move: (places: readonly Placed[]) => movedByOthers(board, places),
  // It takes the turn of a wheel as hundredths of the logarithm.
  turn: (from: number, to: number) => 100 * Math.log(from / to),
};

const nothing = (): void => undefined;
const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root.');
createRoot(root).render(
  <I18nProvider i18n={i18n}>
    <WorkspaceContext value={{ board, engine, me: ME, small: false }}>
      <BoardCanvas>
        <DeskToolBar onHelp={nothing} />
      </BoardCanvas>
    </WorkspaceContext>
  </I18nProvider>,
);
