import { useEffect, useId, useRef, useSyncExternalStore, type ReactNode } from 'react';
import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { COMMANDS, type Command } from '../commands';
import { hearKeys } from '../tools/keyboard';
import { hearPointers } from '../tools/pointers';
import { hearWheel } from '../tools/wheel';
import styles from './board-canvas.module.css';
import { Cursors } from './cursors';
import { GuideLines } from './guides';
import { NoteCard } from './note-card';
import { SelectionFrame } from './selection-frame';
import { useObservable } from './observe';
import { useWorkspace } from './workspace';

interface BoardCanvasProps {
  /** What the keys do. */
  commands?: readonly Command[];
  /** What lies over the canvas: the tool bar, an invitation. */
  children?: ReactNode;
  /** What is marked on the board and moves with it. For the eye only. */
  marks?: ReactNode;
}

/** So that keys work at once; the ring comes with the first key. */
function focusQuietly(viewport: HTMLElement): void {
  const loud = (): void => {
    delete viewport.dataset.quiet;
    viewport.removeEventListener('keydown', loud);
    viewport.removeEventListener('blur', loud);
  };
  viewport.dataset.quiet = '';
  viewport.focus({ preventScroll: true });
  viewport.addEventListener('keydown', loud);
  viewport.addEventListener('blur', loud);
}

/** Gives the engine its elements and the tools their ears, as long as the canvas is shown. */
function useStage(commands: readonly Command[]) {
  const { engine } = useWorkspace();
  const region = useRef<HTMLElement>(null);
  const viewport = useRef<HTMLDivElement>(null);
  const back = useRef<HTMLDivElement>(null);
  const front = useRef<HTMLDivElement>(null);
  const lens = useRef<HTMLDivElement>(null);
  const world = useRef<HTMLDivElement>(null);
  const loose = useRef<SVGSVGElement>(null);
  const above = useRef<HTMLDivElement>(null);
  const known = useRef(commands);
  useEffect(() => {
    known.current = commands;
  }, [commands]);
  useEffect(() => {
    const view = viewport.current;
    if (!region.current || !view || !back.current || !front.current || !lens.current || !world.current || !loose.current || !above.current)
      return undefined;
    engine.attach({
      viewport: view,
      back: back.current,
      front: front.current,
      lens: lens.current,
      world: world.current,
      loose: loose.current,
      above: above.current,
    });
    const keys = hearKeys(region.current, view, engine, () => known.current);
    const deaf = [hearPointers(view, engine, keys), hearWheel(view, engine), keys.stop];
    const sizes = new ResizeObserver(() => engine.resized());
    sizes.observe(view);
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    const repaint = (): void => engine.stage.repaint();
    dark.addEventListener('change', repaint);
    if (document.activeElement === document.body) focusQuietly(view);
    return () => {
      deaf.forEach((stop) => stop());
      sizes.disconnect();
      dark.removeEventListener('change', repaint);
      engine.leaveEditing(false);
      engine.detach();
    };
  }, [engine]);
  return { region, viewport, back, front, lens, world, loose, above };
}

function Notes() {
  const { engine } = useWorkspace();
  return useObservable(engine.mounted).map((id) => <NoteCard key={id} id={id} />);
}

function MarqueeBox() {
  const { engine } = useWorkspace();
  const box = useObservable(engine.marquee);
  if (!box) return null;
  const { left, top, right, bottom } = box;
  return <div className={styles.marquee} style={{ left, top, width: right - left, height: bottom - top }} />;
}

function CanvasName({ id }: { id: string }) {
  const { board } = useWorkspace();
  const { t } = useLingui();
  const count = useSyncExternalStore(board.store.subscribe, () => board.store.items().length);
  const links = useSyncExternalStore(board.store.subscribe, () => board.store.connectors().length);
  return (
    <p id={id} className="visually-hidden">
      <span>{t`${plural(count, { one: '# item', other: '# items' })}`}</span>, <span>{t`${plural(links, { one: '# connection', other: '# connections' })}`}</span>.{' '}
      <Trans>Arrow keys go from note to note, and what you type is written in the chosen one. Alt+N writes a new one, F1 lists all keys.</Trans>
    </p>
  );
}

export function BoardCanvas({ commands = COMMANDS, children, marks }: BoardCanvasProps) {
  const { t } = useLingui();
  const { engine } = useWorkspace();
  const { region, viewport, back, front, lens, world, loose, above } = useStage(commands);
  const grip = useObservable(engine.grip);
  const hint = useId();
  return (
    <section ref={region} className={styles.region} aria-label={t`Canvas`}>
      <div
        ref={viewport}
        className={styles.viewport}
        role="application"
        aria-label={t`Board`}
        aria-describedby={hint}
        tabIndex={0}
        data-grip={grip}
      >
        <div ref={back} className={styles.back} aria-hidden="true" />
        <div className={styles.ground} />
        <div ref={lens} className={styles.world}>
          <div ref={world} className={styles.world}>
            <svg ref={loose} className={styles.loose} aria-hidden="true" />
            <Notes />
          </div>
        </div>
        <div ref={front} className={styles.front} aria-hidden="true" />
        <div ref={above} className={styles.above} aria-hidden="true">
          {marks}
          <SelectionFrame />
          <GuideLines />
          <Cursors />
        </div>
        <MarqueeBox />
      </div>
      <CanvasName id={hint} />
      {children}
    </section>
  );
}
