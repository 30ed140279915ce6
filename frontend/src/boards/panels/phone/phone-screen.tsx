import { lazy, Suspense, useEffect, useState } from 'react';
import { patiently } from '../../../api/patience';
import { bring } from '../../../shared/language';
import { useRead } from '../../canvas/view/observe';
import { useWorkspace } from '../../canvas/view/workspace';
import styles from '../board-screen.module.css';
import { LateTray, loadSeldom } from '../late';
import { LinkBanner } from '../link-banner';
import { ModeBanner } from '../mode-banner';
import type { ScreenProps } from '../screen';
import { TopBar } from '../top-bar';
import { withWords } from '../with-words';
import { EditorSheet } from './editor-sheet';
import { Tabs, type Tab } from './tabs';
import { Write } from './write';

const loadNotes = () => withWords(() => import('./phone-notes'));
const loadCanvas = () => withWords(() => import('./phone-canvas'));

/** Loaded a moment after one can write, or when they are looked at: who writes a note need not wait for them. */
const PhoneNotes = lazy(async () => ({ default: (await patiently(loadNotes)).PhoneNotes }));
const PhoneCanvas = lazy(async () => ({ default: (await patiently(loadCanvas)).PhoneCanvas }));

const loadBrief = () => withWords(() => import('../brief'));
const BriefSheet = lazy(async () => ({ default: (await patiently(loadBrief)).BriefSheet }));
const loadComments = () => withWords(() => import('../comments'));
const CommentsPanel = lazy(async () => ({ default: (await patiently(loadComments)).CommentsPanel }));

/** Seldom asked for in a hand: it comes with the words of a desk. */
const loadHistory = async () => (await Promise.all([import('../desk/history/history-panel'), bring('desk'), bring('later')]))[0];
const HistoryPanel = lazy(async () => ({ default: (await patiently(loadHistory)).HistoryPanel }));

const AHEAD_MS = 5_000;

/** Brings the other faces and the brief while there is a line: without one they are there too. */
function useAllFaces(): void {
  useEffect(() => {
    const timer = window.setTimeout(() => {
      void Promise.all([loadNotes(), loadCanvas(), loadBrief(), loadSeldom()]).catch(() => undefined);
    }, AHEAD_MS);
    return () => window.clearTimeout(timer);
  }, []);
}

/** A board in a hand: write, read the notes, look at the board. */
export function PhoneScreen({ title, brief, draft, onDraft }: ScreenProps) {
  const { board, engine } = useWorkspace();
  const writes = useRead(board.about, (about) => about?.may.includes('add_note') ?? false);
  const editing = useRead(engine.editing, (id) => id !== null);
  const discussing = useRead(engine.discussing, (id) => id !== null);
  const recalling = useRead(engine.recalling, (id) => id !== null);
  useAllFaces();
  const [chosen, setTab] = useState<Tab>('write');
  const [briefOpen, setBriefOpen] = useState(false);
  const tab = chosen === 'write' && !writes ? 'list' : chosen;
  const show = (id: string): void => {
    setTab('canvas');
    requestAnimationFrame(() => engine.choose(id));
  };
  return (
    <>
      <div className={styles.front} inert={editing}>
        <div className={styles.spare}>
          <TopBar
            title={title}
            brief={brief !== null && tab !== 'write'}
            briefOpen={briefOpen}
            onBrief={() => setBriefOpen(true)}
          />
          <LinkBanner />
          <ModeBanner />
        </div>
        <LateTray />
        <div className={styles.column}>
          {tab === 'write' && (
            <Write draft={draft} onDraft={onDraft} prompt={brief?.title ?? null} onBrief={() => setBriefOpen(true)} />
          )}
          {tab === 'list' && (
            <Suspense fallback={null}>
              <PhoneNotes onShow={show} />
            </Suspense>
          )}
          {tab === 'canvas' && (
            <Suspense fallback={null}>
              <PhoneCanvas />
            </Suspense>
          )}
        </div>
        <div className={styles.spare}>
          <Tabs tab={tab} onTab={setTab} writes={writes} />
        </div>
      </div>
      <EditorSheet />
      {discussing && (
        <Suspense fallback={null}>
          <CommentsPanel />
        </Suspense>
      )}
      {recalling && (
        <Suspense fallback={null}>
          <HistoryPanel />
        </Suspense>
      )}
      {brief && briefOpen && (
        <Suspense fallback={null}>
          <BriefSheet brief={brief} onClose={() => setBriefOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
