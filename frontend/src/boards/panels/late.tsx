import { createElement, lazy, Suspense, useEffect, useState, type ComponentType, type ReactNode } from 'react';
import { patiently } from '../../api/patience';
import { useRead } from '../canvas/view/observe';
import { useWorkspace } from '../canvas/view/workspace';
import { Opening } from './states';
import { withWords } from './with-words';

/** What is seldom on a screen, fetched when it is; a phone brings it a moment after one can write. */
const loadTray = () => withWords(() => import('./tray'));
const loadQuestion = () => withWords(() => import('./removal'));
const loadReveal = () => withWords(() => import('./reveal'));
const loadTerms = () => withWords(() => import('./terms'));
export const loadSeldom = () => Promise.all([loadTray(), loadQuestion(), loadReveal()]);

type PropsOf<Part> = Part extends ComponentType<infer Props> ? Props : never;

/** A part that comes late, and until it is there nothing or what stands in for it. */
function late<Module, Name extends keyof Module>(load: () => Promise<Module>, name: Name, waiting: ReactNode = null) {
  const Part = lazy(async () => ({ default: (await patiently(load))[name] as ComponentType<unknown> }));
  return (props: PropsOf<Module[Name]>) => <Suspense fallback={waiting}>{createElement(Part, props as object)}</Suspense>;
}

const Tray = late(loadTray, 'NotPlacedTray');
const Question = late(loadQuestion, 'RemovalQuestion');
const Terms = late(loadTerms, 'TermsQuestion');

/** The question before the notes are revealed, once it is asked. */
export const LateReveal = late(loadReveal, 'RevealQuestion');

const waiting = <Opening />;
const TermsPage = late(loadTerms, 'TermsPage', waiting);

/** The tray of what was not placed, when something is in it. */
export function LateTray() {
  const { board } = useWorkspace();
  return useRead(board.tray.entries, (entries) => entries.length > 0) && <Tray />;
}

/** In place of a board that she may not see: not before she accepted its terms, or not at all. */
export const LateTermsPage = () => <TermsPage waiting={waiting} tray={<LateTray />} />;
export const LateNotMember = late(loadTerms, 'NotMember', waiting);

/** The question before something is deleted for everybody, when there is one. */
export function LateQuestion() {
  const { engine } = useWorkspace();
  return useRead(engine.removing, (ids) => ids !== null) && <Question />;
}

/** Whoever may do nothing may have terms to accept first. */
export function LateTerms() {
  const { board } = useWorkspace();
  return useRead(board.about, (about) => about?.may.length === 0) && <Terms />;
}

const Announcer = late(() => withWords(() => import('./announcer')), 'Announcer');

/** News begins so long after the board came: what came with it is read, not told. */
const SETTLED_MS = 3000;

/** Tells what others did, once the board is there and can be written on. */
export function LateAnnouncer() {
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(true), SETTLED_MS);
    return () => window.clearTimeout(timer);
  }, []);
  return settled && <Announcer />;
}
