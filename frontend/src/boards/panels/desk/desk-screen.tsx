import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { useLingui } from '@lingui/react/macro';
import { deskCommands } from '../../canvas/desk-commands';
import { BoardCanvas } from '../../canvas/view/board-canvas';
import { useObservable, useRead } from '../../canvas/view/observe';
import { useWorkspace } from '../../canvas/view/workspace';
import { Value } from '../../model/value';
import styles from '../board-screen.module.css';
import { BriefDrawer } from '../brief';
import { CommentsPanel } from '../comments';
import { Composer } from '../composer';
import { Invitation } from '../invitation';
import { LinkBanner } from '../link-banner';
import { ModeBanner } from '../mode-banner';
import { Outline } from '../outline';
import { sentAnew } from '../picture/send-anew';
import type { ScreenProps } from '../screen';
import { LateFlagSheet } from '../flag-late';
import { TopBar } from '../top-bar';
import { NotPlacedTray } from '../tray';
import { IconButton } from '../ui/icon-button';
import { Clipboard } from './clipboard';
import { DeskToolBar } from './desk-tool-bar';
import { DropHere } from './drop-here';
import { FindPanel } from './find-panel';
import { useFolded } from './folded';
import { NOTHING_FOUND } from './found';
import { FollowButtons } from './follow-buttons';
import { FollowFrame } from './follow-frame';
import { Follower } from './following';
import { FoundMarks } from './found-marks';
import { FindIcon } from './icons';
import type { Incoming } from './incoming';
import { LinkBar } from './link-bar';
import { MinimapCorner } from './minimap';
import { Palette } from './palette';
import { Printed } from './printed';
import { SelectionBar } from './selection-bar';
import { Shortcuts } from './shortcuts';
import { TellView } from './tell-view';
import { TheirChoices } from './their-choices';
import { useDeskKeys } from './use-desk-keys';
import { ViewSwitch, type View } from './view-switch';

const FlaggedButton = lazy(async () => ({ default: (await import('./flags')).FlaggedButton }));
const FlaggedPanel = lazy(async () => ({ default: (await import('./flags')).FlaggedPanel }));
const HistoryPanel = lazy(async () => ({ default: (await import('./history/history-panel')).HistoryPanel }));
const PicturesSheet = lazy(async () => ({ default: (await import('./pictures-sheet')).PicturesSheet }));
const TemplateChooser = lazy(async () => ({ default: (await import('./template-chooser')).TemplateChooser }));

/** What lies over everything, one at a time: all keys, or what can be done now. */
type Opened = 'help' | 'palette' | null;

/** The search: what it found is marked on the board. */
function useFinding() {
  const [open, setOpen] = useState(false);
  const [marked] = useState(() => new Value(NOTHING_FOUND));
  const find = useCallback(() => {
    setOpen(true);
    const field = document.querySelector<HTMLInputElement>('[data-find]');
    field?.focus();
    field?.select();
  }, []);
  return { open, find, marked, close: () => setOpen(false) };
}

/** A board on a desk: the canvas with its tools, or the list. */
export function DeskScreen({ title, brief, draft, onDraft }: ScreenProps) {
  const { board, engine } = useWorkspace();
  const { t } = useLingui();
  const writes = useRead(board.about, (about) => about?.may.includes('add_note') ?? false);
  const [view, setView] = useState<View>('canvas');
  const [briefOpen, setBriefOpen] = useState(false);
  const facilitates = useRead(board.about, (about) => about?.you.role === 'facilitator');
  const [reviewing, setReviewing] = useState(false);
  const flagging = useObservable(engine.flagging);
  const recalling = useRead(engine.recalling, (id) => id !== null);
  const choosing = useObservable(engine.choosing);
  const [opened, setOpened] = useState<Opened>(null);
  const finding = useFinding();
  const [folded, fold] = useFolded();
  const [incoming, setIncoming] = useState<Incoming | null>(null);
  const noneIncoming = useCallback(() => setIncoming(null), []);
  const [follower] = useState(() => new Follower(engine, () => window.matchMedia('(prefers-reduced-motion: reduce)').matches));
  const { find } = finding;
  const all = useMemo(
    () => deskCommands({ find, help: () => setOpened('help'), palette: () => setOpened('palette'), list: () => setView('list'), map: fold }),
    [find, fold],
  );
  const commands = useMemo(() => (view === 'canvas' ? all : all.filter(({ part }) => part === 'board')), [all, view]);
  useDeskKeys(engine, commands);
  useEffect(() => {
    engine.sendAnew.set((files) => sentAnew(board.about.get()?.board.id ?? '', files));
  }, [board, engine]);
  const show = (id: string): void => {
    setView('canvas');
    // The canvas gets its size when it is shown.
    requestAnimationFrame(() => engine.choose(id));
  };
  const marks = (
    <>
      <FoundMarks marked={finding.marked} />
      <TheirChoices />
    </>
  );
  return (
    <>
      <TopBar
        title={title}
        views={
          <>
            <ViewSwitch view={view} onView={setView} />
            <IconButton label={t`Find on the board`} shortcut="Control+F" icon={<FindIcon />} aria-expanded={finding.open} onClick={finding.open ? finding.close : find} />
            {facilitates && (
              <Suspense fallback={null}>
                <FlaggedButton open={reviewing} onOpen={() => setReviewing(!reviewing)} />
              </Suspense>
            )}
          </>
        }
        brief={brief !== null}
        briefOpen={briefOpen}
        onBrief={() => setBriefOpen(!briefOpen)}
        beside={(person) => <FollowButtons person={person} follower={view === 'canvas' ? follower : null} />}
      />
      <LinkBanner />
      <ModeBanner />
      <div className={styles.middle}>
        <div className={styles.column}>
          {view === 'canvas' ? (
            <BoardCanvas commands={commands} marks={marks}>
              <Invitation />
              <DropHere onFiles={setIncoming} />
              <LinkBar />
              <SelectionBar commands={commands} />
              <MinimapCorner folded={folded} onFold={fold} />
              <FollowFrame follower={follower} />
              <TellView />
              <DeskToolBar onHelp={() => setOpened('help')} />
            </BoardCanvas>
          ) : (
            <div className={styles.scroll} data-beside={finding.open || undefined}>
              <div className={styles.sheet}>
                {writes && <Composer draft={draft} onDraft={onDraft} />}
                <Outline onShow={show} />
              </div>
            </div>
          )}
          {finding.open && <FindPanel view={view} marked={finding.marked} onClose={finding.close} />}
          <NotPlacedTray />
        </div>
        <CommentsPanel />
        {recalling && (
          <Suspense fallback={null}>
            <HistoryPanel />
          </Suspense>
        )}
        {facilitates && reviewing && (
          <Suspense fallback={null}>
            <FlaggedPanel onShow={show} onClose={() => setReviewing(false)} />
          </Suspense>
        )}
        {brief && briefOpen && <BriefDrawer brief={brief} onClose={() => setBriefOpen(false)} />}
      </div>
      <Printed title={title} />
      <Clipboard onFiles={setIncoming} />
      {incoming && (
        <Suspense fallback={null}>
          <PicturesSheet incoming={incoming} onClose={noneIncoming} />
        </Suspense>
      )}
      {flagging !== null && <LateFlagSheet id={flagging} onClose={() => engine.flagging.set(null)} />}
      {opened === 'help' && <Shortcuts commands={all} onClose={() => setOpened(null)} />}
      {opened === 'palette' && <Palette commands={commands} onClose={() => setOpened(null)} />}
      {choosing && (
        <Suspense fallback={null}>
          <TemplateChooser onClose={() => engine.choosing.set(false)} />
        </Suspense>
      )}
    </>
  );
}
