import { lazy, Suspense, useState } from 'react';
import { useRead } from '../../canvas/view/observe';
import { useWorkspace } from '../../canvas/view/workspace';
import styles from '../board-screen.module.css';
import { BriefSheet } from '../brief';
import { LinkBanner } from '../link-banner';
import { ModeBanner } from '../mode-banner';
import { Outline } from '../outline';
import type { ScreenProps } from '../screen';
import { TopBar } from '../top-bar';
import { NotPlacedTray } from '../tray';
import { EditorSheet } from './editor-sheet';
import { Tabs, type Tab } from './tabs';
import { Write } from './write';

/** Loaded when it is looked at: who writes a note need not wait for it. */
const PhoneCanvas = lazy(async () => ({ default: (await import('./phone-canvas')).PhoneCanvas }));

const CommentsPanel = lazy(async () => ({ default: (await import('../comments')).CommentsPanel }));

const nothing = (): void => undefined;

/** A board in a hand: write, read the notes, look at the board. */
export function PhoneScreen({ title, brief, draft, onDraft }: ScreenProps) {
  const { board, engine } = useWorkspace();
  const writes = useRead(board.about, (about) => about?.may.includes('add_note') ?? false);
  const editing = useRead(engine.editing, (id) => id !== null);
  const discussing = useRead(engine.discussing, (id) => id !== null);
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
            view={null}
            onView={nothing}
            brief={brief !== null && tab !== 'write'}
            briefOpen={briefOpen}
            onBrief={() => setBriefOpen(true)}
          />
          <LinkBanner />
          <ModeBanner />
        </div>
        <NotPlacedTray />
        <div className={styles.column}>
          {tab === 'write' && (
            <Write draft={draft} onDraft={onDraft} prompt={brief?.title ?? null} onBrief={() => setBriefOpen(true)} />
          )}
          {tab === 'list' && (
            <div className={styles.scroll}>
              <div className={styles.sheet}>
                <Outline onShow={show} />
              </div>
            </div>
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
      {brief && briefOpen && <BriefSheet brief={brief} onClose={() => setBriefOpen(false)} />}
    </>
  );
}
