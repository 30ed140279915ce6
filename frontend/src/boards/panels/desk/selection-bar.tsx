import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { toScreen } from '../../canvas/camera';
import type { Command } from '../../canvas/commands';
import { around, type Rect } from '../../canvas/geometry';
import { useObservable, useRead } from '../../canvas/view/observe';
import { useWorkspace } from '../../canvas/view/workspace';
import { colourOf } from '../../model/kinds';
import { useCommandNames } from './command-names';
import { Steps } from './steps';
import styles from './selection-bar.module.css';
import {
  AcrossIcon, BottomIcon, CentreIcon, ColourIcon, CommentIcon, CopyIcon, DownIcon, FlagIcon, GroupIcon, HistoryIcon, LeftIcon, LinkIcon, MiddleIcon, RightIcon, ShowIcon, StepsIcon, TidyIcon, TopIcon,
} from './icons';
import { IconButton } from '../ui/icon-button';
import { BinIcon, PenIcon } from '../ui/icons';
import { Swatches } from '../ui/swatches';

/** Between the bar and what is chosen. */
const AIR = 14;
/** What the tool bar takes at the foot of the canvas; in a hand it has three rows. */
const FOOT = 88;
const FOOT_SMALL = 168;

const LINING: readonly (readonly [id: string, icon: ReactNode])[] = [
  ['align_left', <LeftIcon key="left" />],
  ['align_centre', <CentreIcon key="centre" />],
  ['align_right', <RightIcon key="right" />],
  ['align_top', <TopIcon key="top" />],
  ['align_middle', <MiddleIcon key="middle" />],
  ['align_bottom', <BottomIcon key="bottom" />],
  ['spread_across', <AcrossIcon key="across" />],
  ['spread_down', <DownIcon key="down" />],
];

/** What is done to several things at once, or to the one whose bar was asked for, near them, once the hands are off them. */
export function SelectionBar({ commands }: { commands: readonly Command[] }) {
  const { board, engine } = useWorkspace();
  const count = useRead(engine.selection, ({ size }) => size);
  const asked = useObservable(engine.gathering);
  const editing = useRead(engine.editing, (id) => id !== null);
  const busy = useRead(engine.grip, (grip) => grip === 'notes');
  const drawing = useRead(engine.marquee, (box) => box !== null);
  const writes = useRead(board.about, (about) => about?.may.includes('move_items') ?? false);
  useEffect(() => {
    if (editing) engine.gathering.set(false);
  }, [engine, editing]);
  const wanted = count > 1 || (count === 1 && asked);
  return wanted && writes && !busy && !drawing ? <Bar commands={commands} /> : null;
}

/** The room that is chosen, on the screen. */
function useRoom(): Rect | null {
  const { board, engine } = useWorkspace();
  const selection = useObservable(engine.selection);
  const camera = useObservable(engine.camera);
  useSyncExternalStore(board.store.subscribe, board.store.items);
  const bounds = around([...selection].flatMap((id) => engine.scene.at(id) ?? []));
  if (!bounds) return null;
  const from = toScreen(camera, { x: bounds.left, y: bounds.top });
  const to = toScreen(camera, { x: bounds.right, y: bounds.bottom });
  return { left: from.x, top: from.y, right: to.x, bottom: to.y };
}

const within = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

/** Lays the bar over what is chosen, under it where there is no room, and always on the canvas. */
function usePlaced(): React.RefObject<HTMLDivElement | null> {
  const { small } = useWorkspace();
  const bar = useRef<HTMLDivElement>(null);
  const room = useRoom();
  useLayoutEffect(() => {
    const element = bar.current;
    const canvas = element?.parentElement;
    if (!element || !canvas || !room) return;
    const [width, height] = [element.offsetWidth, element.offsetHeight];
    const over = room.top - AIR - height;
    const top = over < AIR ? room.bottom + AIR : over;
    element.style.top = `${within(top, AIR, canvas.clientHeight - (small ? FOOT_SMALL : FOOT) - height)}px`;
    element.style.left = `${within((room.left + room.right - width) / 2, AIR, canvas.clientWidth - width - AIR)}px`;
  });
  return bar;
}

type Opened = 'lining' | 'colours' | 'steps' | null;

function Bar({ commands }: { commands: readonly Command[] }) {
  const { t } = useLingui();
  const { engine } = useWorkspace();
  const bar = usePlaced();
  const [opened, setOpened] = useState<Opened>(null);
  useLayoutEffect(() => {
    const element = bar.current;
    // The keyboard stays on the canvas when the bar that has it goes.
    return () => {
      if (element?.contains(document.activeElement)) engine.focus(null);
    };
  }, [bar, engine]);
  const count = useRead(engine.selection, ({ size }) => size);
  const toggle = (what: Opened): void => setOpened(opened === what ? null : what);
  const leave = (event: React.KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    if (opened === null) engine.focus([...engine.selection.get()][0] ?? null);
    else {
      // What has the keyboard goes with the row.
      bar.current?.querySelector<HTMLElement>('[aria-expanded=true]')?.focus();
      setOpened(null);
    }
  };
  return (
    <div ref={bar} className={styles.bar} role="toolbar" aria-label={t`${plural(count, { one: '# chosen', other: '# chosen' })}`} data-own-gestures onKeyDown={leave}>
      <div className={styles.row}>
        <span className={styles.count} aria-hidden="true">
          {count}
        </span>
        {count === 1 && <CommandButton id="edit" icon={<PenIcon />} commands={commands} />}
        <CommandButton id="tidy" icon={<TidyIcon />} commands={commands} />
        {commands.some(({ id, possible }) => id === 'align_left' && possible?.(engine)) && (
          <IconButton label={t`Line up and spread`} icon={<LeftIcon />} aria-expanded={opened === 'lining'} onClick={() => toggle('lining')} />
        )}
        <CommandButton id="child" icon={<LinkIcon />} commands={commands} />
        <CommandButton id="group" icon={<GroupIcon />} commands={commands} />
        {count === 1 && <CommandButton id="discuss" icon={<CommentIcon />} commands={commands} />}
        {count === 1 && <CommandButton id="history" icon={<HistoryIcon />} commands={commands} />}
        <CommandButton id="flag" icon={<FlagIcon />} commands={commands} />
        <IconButton label={t`Colour of what is chosen`} icon={<ColourIcon />} aria-expanded={opened === 'colours'} onClick={() => toggle('colours')} />
        <IconButton label={t`Move and resize by steps`} icon={<StepsIcon />} aria-expanded={opened === 'steps'} onClick={() => toggle('steps')} />
        <CommandButton id="duplicate" icon={<CopyIcon />} commands={commands} />
        <CommandButton id="zoom_chosen" icon={<ShowIcon />} commands={commands} />
        <CommandButton id="delete" icon={<BinIcon />} commands={commands} />
      </div>
      {opened === 'lining' && (
        <div className={styles.row} role="group" aria-label={t`Line up and spread`}>
          {LINING.map(([id, icon]) => (
            <CommandButton key={id} id={id} icon={icon} commands={commands} />
          ))}
        </div>
      )}
      {opened === 'colours' && <Colours />}
      {opened === 'steps' && <Steps />}
    </div>
  );
}

function Colours() {
  const { board, engine } = useWorkspace();
  useSyncExternalStore(board.store.subscribe, board.store.items);
  const found = new Set([...engine.selection.get()].map((id) => engine.scene.item(id)).flatMap((item) => (item ? (colourOf(item) ?? []) : [])));
  const [colour = null] = found;
  return (
    <div className={styles.row}>
      <Swatches value={found.size === 1 ? colour : null} onChange={(next) => engine.paintWith(next)} />
    </div>
  );
}

interface CommandButtonProps {
  id: string;
  icon: ReactNode;
  commands: readonly Command[];
}

/** A button that does what a command does, by its name and its keys, where there is anything to do it to. */
function CommandButton({ id, icon, commands }: CommandButtonProps) {
  const { engine } = useWorkspace();
  const names = useCommandNames();
  const command = commands.find((each) => each.id === id);
  if (!command || command.possible?.(engine) === false) return null;
  const [key] = command.keys;
  const shortcut = key?.replace('Mod', 'Control').replace(/(?<![A-Za-z])[a-z]$/, (letter) => letter.toUpperCase());
  return <IconButton label={names[id] ?? id} icon={icon} {...(shortcut !== undefined && { shortcut })} onClick={() => command.run(engine)} />;
}
