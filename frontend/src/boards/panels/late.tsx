import { lazy, Suspense, useEffect, useState } from 'react';
import { patiently } from '../../api/patience';
import { useRead } from '../canvas/view/observe';
import { useWorkspace } from '../canvas/view/workspace';
import { withWords } from './with-words';

/** What is seldom on a screen, fetched when it is; a phone brings it a moment after one can write. */
const loadTray = () => withWords(() => import('./tray'));
const loadQuestion = () => withWords(() => import('./removal'));
const loadReveal = () => withWords(() => import('./reveal'));
export const loadSeldom = () => Promise.all([loadTray(), loadQuestion(), loadReveal()]);

const NotPlacedTray = lazy(async () => ({ default: (await patiently(loadTray)).NotPlacedTray }));
const RemovalQuestion = lazy(async () => ({ default: (await patiently(loadQuestion)).RemovalQuestion }));

/** The tray of what was not placed, when something is in it. */
export function LateTray() {
  const { board } = useWorkspace();
  const isUsed = useRead(board.tray.entries, (entries) => entries.length > 0);
  if (!isUsed) return null;
  return (
    <Suspense fallback={null}>
      <NotPlacedTray />
    </Suspense>
  );
}

/** The question before something is deleted for everybody, when there is one. */
export function LateQuestion() {
  const { engine } = useWorkspace();
  const asked = useRead(engine.removing, (ids) => ids !== null);
  if (!asked) return null;
  return (
    <Suspense fallback={null}>
      <RemovalQuestion />
    </Suspense>
  );
}

const RevealQuestion = lazy(async () => ({ default: (await patiently(loadReveal)).RevealQuestion }));

/** The question before the notes are revealed, once it is asked. */
export function LateReveal(props: { onClose: () => void }) {
  return (
    <Suspense fallback={null}>
      <RevealQuestion {...props} />
    </Suspense>
  );
}

const loadAnnouncer = () => withWords(() => import('./announcer'));
const Announcer = lazy(async () => ({ default: (await patiently(loadAnnouncer)).Announcer }));

/** News begins so long after the board came: what came with it is read, not told. */
const SETTLED_MS = 3000;

/** Tells what others did, once the board is there and can be written on. */
export function LateAnnouncer() {
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(true), SETTLED_MS);
    return () => window.clearTimeout(timer);
  }, []);
  if (!settled) return null;
  return (
    <Suspense fallback={null}>
      <Announcer />
    </Suspense>
  );
}
