import { useEffect, useRef } from 'react';
import { useLingui } from '@lingui/react/macro';
import { Minimap } from '../../canvas/minimap';
import { useWorkspace } from '../../canvas/view/workspace';
import { MapIcon } from './icons';
import styles from './minimap.module.css';

function SmallMap() {
  const { engine } = useWorkspace();
  const root = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLElement>(null);
  const map = useRef<Minimap | null>(null);
  useEffect(() => {
    const region = root.current?.parentElement;
    if (!region || !root.current || !canvas.current || !frame.current) return undefined;
    const made = (map.current = new Minimap(engine, { root: root.current, canvas: canvas.current, frame: frame.current }));
    const sizes = new ResizeObserver(() => made.looked());
    sizes.observe(region);
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    const repaint = (): void => made.repaint();
    dark.addEventListener('change', repaint);
    return () => {
      sizes.disconnect();
      dark.removeEventListener('change', repaint);
      made.dispose();
    };
  }, [engine]);
  return (
    <div
      ref={root}
      className={styles.map}
      data-own-gestures
      data-small-map
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        // The keyboard stays on the board.
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        map.current?.lookAt({ x: event.clientX, y: event.clientY });
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) map.current?.lookAt({ x: event.clientX, y: event.clientY });
      }}
    >
      <canvas ref={canvas} />
      <i ref={frame} className={styles.frame} />
    </div>
  );
}

interface MinimapCornerProps {
  folded: boolean;
  onFold: () => void;
}

/** The small map in its corner. For the eye and the hand only: keys and the list have ways of their own. */
export function MinimapCorner({ folded, onFold }: MinimapCornerProps) {
  const { t } = useLingui();
  return (
    <div className={styles.corner} aria-hidden="true">
      {!folded && <SmallMap />}
      <button type="button" tabIndex={-1} className={styles.fold} title={folded ? t`Show the small map (M)` : t`Fold the small map away (M)`} onPointerDown={(event) => event.preventDefault()} onClick={onFold}>
        <MapIcon />
      </button>
    </div>
  );
}
