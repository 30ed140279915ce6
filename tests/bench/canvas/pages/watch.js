/**
 * The bench's eyes in every page, put in before its scripts: when all that is in sight was first
 * painted, how far apart the frames are, and where the camera was meanwhile.
 *
 * A page sets `window.bench` as soon as it can be asked: `shown()`, `camera()`, `look(camera)`,
 * `place(id)`, `move(places)`, `turn(from, to)`. All in CSS pixels at zoom 1; a camera is where the
 * board's origin lies on the screen, and the zoom.
 */
window.watch = (() => {
  let frames = [];
  let seen = null;
  let last = 0;
  let running = false;

  const afterPaint = (then) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = then;
    requestAnimationFrame(() => channel.port2.postMessage(0));
  };

  function frame() {
    if (!running) return;
    const now = performance.now();
    if (last > 0) frames.push(now - last);
    last = now;
    const { x, y, zoom } = window.bench.camera();
    seen.left = Math.min(seen.left, x);
    seen.right = Math.max(seen.right, x);
    seen.top = Math.min(seen.top, y);
    seen.bottom = Math.max(seen.bottom, y);
    seen.least = Math.min(seen.least, zoom);
    seen.most = Math.max(seen.most, zoom);
    requestAnimationFrame(frame);
  }

  return {
    /** When all in sight was painted for the first time, in ms since the page was opened. */
    painted: new Promise((resolve) => {
      const look = () => {
        if (window.bench?.shown()) afterPaint(() => resolve(performance.now()));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    }),
    start() {
      const { x, y, zoom } = window.bench.camera();
      frames = [];
      last = 0;
      seen = { left: x, right: x, top: y, bottom: y, least: zoom, most: zoom };
      running = true;
      requestAnimationFrame(frame);
    },
    stop() {
      running = false;
      return { frames, seen, camera: window.bench.camera() };
    },
    /** Resolves when all in sight has been painted and nothing more is to come. */
    rest() {
      return new Promise((resolve) => {
        const began = performance.now();
        let calm = 0;
        const look = () => {
          calm = window.bench.shown() ? calm + 1 : 0;
          if (calm > 20 && performance.now() - began > 400) resolve();
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      });
    },
    /** Moves notes as others would, `times` times, so many ms apart; resolves when all was painted. */
    remote(steps, apart) {
      return new Promise((resolve) => {
        let next = 0;
        const timer = setInterval(() => {
          window.bench.move(steps[next++]);
          if (next < steps.length) return;
          clearInterval(timer);
          afterPaint(resolve);
        }, apart);
      });
    },
  };
})();
