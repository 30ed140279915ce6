/** Excalidraw on the same notes: a rectangle with a text in it each, connectors are bound arrows. */

import { CaptureUpdateAction, convertToExcalidrawElements, Excalidraw } from '@excalidraw/excalidraw';
import '@excalidraw/excalidraw/index.css';
import { createRoot } from 'react-dom/client';

const { notes, links, side, paints, start, ink } = window.field;
const LIBERATION = 2;

const rectangle = ({ id, x, y, colour, text }) => ({
  type: 'rectangle', id, x, y, width: side, height: side, backgroundColor: paints[colour], fillStyle: 'solid',
  roughness: 0, strokeWidth: 1, label: { text, fontSize: 16, fontFamily: LIBERATION },
});
const arrow = ({ id, from, to, x, y, dx, dy }) => ({
  type: 'arrow', id, x, y, width: dx, height: dy, points: [[0, 0], [dx, dy]], strokeColor: ink, roughness: 0, strokeWidth: 2,
  start: { id: from }, end: { id: to },
});

const elements = convertToExcalidrawElements([...notes.map(rectangle), ...links.map(arrow)], { regenerateIds: false });
let api = null;

/** The canvas that holds what is drawn, apart from what is being touched. */
const drawing = () => document.querySelector('canvas.excalidraw__canvas.static');

/** Is there colour where the first notes should be? */
function shown() {
  const canvas = drawing();
  if (!api || !canvas || !canvas.width) return false;
  const { scrollX, scrollY, zoom } = api.getAppState();
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  return notes.slice(0, 3).every(({ x, y }) => {
    const [left, top] = [(x + 6 + scrollX) * zoom.value, (y + 6 + scrollY) * zoom.value];
    if (left < 0 || top < 0 || left > innerWidth || top > innerHeight) return true;
    const [red, green, blue] = pen.getImageData(left * devicePixelRatio, top * devicePixelRatio, 1, 1).data;
    return red + green + blue > 0 && red + green + blue < 3 * 250;
  });
}

const element = (id) => api.getSceneElementsMapIncludingDeleted?.().get(id) ?? api.getSceneElements().find((each) => each.id === id);

/** As its collaboration does: newer versions of some elements in a new list of all. */
function move(places) {
  const to = new Map(places.map((place) => [place.id, place]));
  const next = api.getSceneElementsIncludingDeleted().map((each) => {
    const target = to.get(each.containerId ?? each.id);
    if (!target) return each;
    const was = each.containerId ? element(each.containerId) : each;
    const version = each.version + 1;
    return { ...each, x: each.x + target.x - was.x, y: each.y + target.y - was.y, version, versionNonce: version * 7919 };
  });
  api.updateScene({ elements: next, captureUpdate: CaptureUpdateAction.NEVER });
}

const appState = ({ x, y, zoom }) => ({ scrollX: x / zoom, scrollY: y / zoom, zoom: { value: zoom } });

function ready(given) {
  if (api) return;
  api = given;
  window.bench = {
    shown,
    camera() {
      const { scrollX, scrollY, zoom } = api.getAppState();
      return { x: scrollX * zoom.value, y: scrollY * zoom.value, zoom: zoom.value };
    },
    look: (camera) => api.updateScene({ appState: appState(camera) }),
    place: (id) => ({ x: element(id).x, y: element(id).y }),
    move,
    // It takes the turn of a wheel as hundredths of zoom.
    turn: (from, to) => (from - to) * 100,
  };
}

createRoot(document.getElementById('root')).render(
  <div style={{ position: 'absolute', inset: 0 }}>
    <Excalidraw
      excalidrawAPI={ready}
      initialData={{ elements, scrollToContent: false, appState: { ...appState(start), viewBackgroundColor: '#ffffff' } }}
    />
  </div>,
);
