/**
 * React Flow on the same notes, with the means its users have against many nodes: only those in sight
 * are given to it, by squares; from afar one canvas behind it draws all.
 */

import { memo, useCallback, useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { Handle, Position, ReactFlow, ReactFlowProvider, useOnViewportChange, useReactFlow } from '@xyflow/react';
import '@xyflow/react/dist/style.css';

const { notes, links, side, paints, start, ink } = window.field;
const SQUARE = 512;
const FAR = 0.3;
const squareOf = (x, y) => `${Math.floor(x / SQUARE)},${Math.floor(y / SQUARE)}`;

/** All notes; which of them are nodes now. */
class Windowed {
  nodes = [];
  edges = [];
  far = false;
  camera = { ...start };
  #range = '';
  #all = new Map(notes.map((note) => [note.id, { ...note }]));
  #squares = new Map();
  #made = new Map();
  #linked = new Map();
  #selected = new Set();
  #listeners = new Set();

  constructor() {
    for (const note of this.#all.values()) this.#enter(note);
    for (const link of links) {
      const edge = { id: link.id, source: link.from, target: link.to, style: { stroke: ink, strokeWidth: 2 } };
      for (const id of [link.from, link.to]) this.#linked.set(id, [...(this.#linked.get(id) ?? []), edge]);
    }
    this.cull();
  }

  subscribe = (listener) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  place(id) {
    const { x, y } = this.#all.get(id);
    return { x, y };
  }

  looked(camera) {
    this.camera = camera;
    this.cull();
  }

  /** Gives React Flow what lies in the squares in sight, and both ends of what connects it. */
  cull() {
    const { x, y, zoom } = this.camera;
    const far = zoom < FAR;
    const [left, top] = [Math.floor((-x / zoom - side) / SQUARE), Math.floor((-y / zoom - side) / SQUARE)];
    const [right, bottom] = [Math.floor((innerWidth - x) / zoom / SQUARE), Math.floor((innerHeight - y) / zoom / SQUARE)];
    const range = far ? 'far' : [left, top, right, bottom].join();
    if (range !== this.#range) {
      this.#range = range;
      this.far = far;
      const ids = new Set(this.#selected);
      if (!far) for (const id of this.#inSquares(left, top, right, bottom)) ids.add(id);
      this.#give(ids);
    }
    this.draw();
  }

  /** Draws from afar; wipes otherwise. */
  draw() {
    const pen = this.canvas?.getContext('2d');
    if (!pen || (!this.far && !this.drawn)) return;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, innerWidth, innerHeight);
    this.drawn = this.far;
    if (!this.far) return;
    const { x, y, zoom } = this.camera;
    pen.setTransform(zoom, 0, 0, zoom, x, y);
    pen.strokeStyle = ink;
    pen.lineWidth = 2;
    pen.beginPath();
    for (const { from, to } of links) {
      const [a, b] = [this.#all.get(from), this.#all.get(to)];
      pen.moveTo(a.x + side, a.y + side / 2);
      pen.lineTo(b.x, b.y + side / 2);
    }
    pen.stroke();
    for (const note of this.#all.values()) {
      pen.fillStyle = paints[note.colour];
      pen.fillRect(note.x, note.y, side, side);
    }
  }

  moved(places) {
    let seen = false;
    for (const { id, x, y, dragging = false } of places) {
      const note = this.#all.get(id);
      this.#leave(note);
      Object.assign(note, { x, y });
      this.#enter(note);
      const node = this.#made.get(id);
      if (!node) continue;
      seen = true;
      this.#made.set(id, { ...node, position: { x, y }, dragging });
    }
    if (this.far) this.draw();
    else if (seen) this.#renew();
  }

  changed(changes) {
    const moves = changes.flatMap((one) => (one.type === 'position' && one.position ? [{ id: one.id, ...one.position, dragging: one.dragging }] : []));
    for (const one of changes) {
      const node = this.#made.get(one.id);
      if (one.type === 'dimensions' && node) this.#made.set(one.id, { ...node, measured: one.dimensions });
      if (one.type !== 'select' || !node) continue;
      if (one.selected) this.#selected.add(one.id);
      else this.#selected.delete(one.id);
      this.#made.set(one.id, { ...node, selected: one.selected });
    }
    this.moved(moves);
    this.#renew();
  }

  #renew() {
    this.nodes = this.nodes.map(({ id }) => this.#made.get(id));
    this.#tell();
  }

  #give(ids) {
    const edges = new Set([...ids].flatMap((id) => this.#linked.get(id) ?? []));
    for (const { source, target } of edges) ids.add(source).add(target);
    this.nodes = [...ids].map((id) => this.#node(id));
    this.edges = [...edges];
    this.#tell();
  }

  #node(id) {
    const made = this.#made.get(id);
    if (made) return made;
    const { x, y, colour, text } = this.#all.get(id);
    const node = {
      id, type: 'note', position: { x, y }, width: side, height: side, data: { colour, text }, ariaLabel: text,
      measured: { width: side, height: side },
    };
    this.#made.set(id, node);
    return node;
  }

  *#inSquares(left, top, right, bottom) {
    for (let column = left; column <= right; column++) {
      for (let row = top; row <= bottom; row++) yield* this.#squares.get(`${column},${row}`) ?? [];
    }
  }

  #enter({ id, x, y }) {
    const square = squareOf(x, y);
    this.#squares.set(square, (this.#squares.get(square) ?? new Set()).add(id));
  }

  #leave({ id, x, y }) {
    this.#squares.get(squareOf(x, y))?.delete(id);
  }

  #tell() {
    for (const listener of this.#listeners) listener();
  }
}

const board = new Windowed();

const NoteNode = memo(function NoteNode({ data, selected }) {
  return (
    <div className="note" style={{ background: paints[data.colour] }} data-selected={selected || undefined}>
      <Handle type="target" position={Position.Left} />
      {data.text}
      <Handle type="source" position={Position.Right} />
    </div>
  );
});
const KINDS = { note: NoteNode };

function Flow() {
  const nodes = useSyncExternalStore(board.subscribe, () => board.nodes);
  const edges = useSyncExternalStore(board.subscribe, () => board.edges);
  const flow = useReactFlow();
  const canvas = useRef(null);
  const changed = useCallback((changes) => board.changed(changes), []);
  useLayoutEffect(() => {
    board.canvas = canvas.current;
    board.draw();
  }, [nodes]);
  useOnViewportChange({ onChange: useCallback(({ x, y, zoom }) => board.looked({ x, y, zoom }), []) });
  useEffect(() => {
    window.bench = {
      shown: () => board.far || board.nodes.every(({ id }) => document.querySelector(`.react-flow__node[data-id="${id}"]`)?.style.visibility === 'visible'),
      camera: () => flow.getViewport(),
      look: (camera) => flow.setViewport(camera),
      place: (id) => board.place(id),
      move: (places) => board.moved(places),
      // It takes 500 pixels of a wheel as a doubling.
      turn: (from, to) => 500 * Math.log2(from / to),
    };
  }, [flow]);
  return (
    <>
      <canvas ref={canvas} width={innerWidth} height={innerHeight} style={{ position: 'absolute', inset: 0 }} />
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={KINDS}
        onNodesChange={changed}
        defaultViewport={start}
        minZoom={0.05}
        panOnScroll
        panOnScrollSpeed={1}
        style={{ background: 'transparent' }}
      />
    </>
  );
}

const style = document.createElement('style');
style.textContent = `
  body { margin: 0; font: 500 16px/1.3 sans-serif; }
  .note { width: 100%; height: 100%; box-sizing: border-box; padding: 14px; overflow: hidden; contain: layout style; box-shadow: 0 1px 3px #0003; }
  .note[data-selected] { outline: 3px solid #2563eb; }`;
document.head.append(style);
createRoot(document.getElementById('root')).render(
  <ReactFlowProvider>
    <Flow />
  </ReactFlowProvider>,
);
