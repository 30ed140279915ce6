import { useEffect, useMemo } from 'react';
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../../../shared/ui';
import { useKindNames } from '../../../canvas/view/kind-names';
import { useItem, useObservable, useRead } from '../../../canvas/view/observe';
import { labelOf } from '../../../canvas/view/people';
import { useWorkspace } from '../../../canvas/view/workspace';
import { SidePanel } from '../../side-panel';
import { Sheet } from '../../ui/sheet';
import styles from './history.module.css';
import { Origin } from './origin';
import { useStepWords } from './step-words';
import { stepsOf, type Change, type Step } from './telling';
import { useHistory } from './use-history';

const timeOf = (instant: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));

/** What went and what came, for the eye by its line, for the ear in words. */
function Letters({ change: { before, took, put, after } }: { change: Change }) {
  const { t } = useLingui();
  return (
    <p className={styles.letters} dir="auto">
      {before}
      {took && (
        <del>
          <span className="visually-hidden">{t`taken out:`} </span>
          {took}
        </del>
      )}
      {took && put && ' '}
      {put && (
        <ins>
          <span className="visually-hidden">{t`put in:`} </span>
          {put}
        </ins>
      )}
      {after}
    </p>
  );
}

function Words({ words }: { words: string }) {
  return (
    <p className={styles.letters} dir="auto">
      {words}
    </p>
  );
}

function Who({ id }: { id: string }) {
  const { t } = useLingui();
  const { board, me } = useWorkspace();
  const label = useRead(board.people, (people) => labelOf(people, id));
  return <strong dir="auto">{id === me ? t`you` : label || t`somebody`}</strong>;
}

function OneStep({ step }: { step: Step }) {
  const { i18n } = useLingui();
  const words = useStepWords();
  const { line, change } = step;
  return (
    <li className={styles.step} data-what={line.what}>
      <p className={styles.when}>
        {line.what !== 'rewritten' && <Who id={line.actor} />} <time dateTime={line.at}>{timeOf(line.at, i18n.locale)}</time>
      </p>
      <p className={styles.deed}>{words(step)}</p>
      {line.author !== undefined && line.created !== undefined && (
        <p className={styles.when}>
          <Trans>Written by</Trans> <Who id={line.author} />, <time dateTime={line.created}>{timeOf(line.created, i18n.locale)}</time>
        </p>
      )}
      {line.text && <Words words={line.text} />}
      {change && (line.what === 'added' ? <Words words={change.put} /> : <Letters change={change} />)}
      {line.erased && (
        <p className={styles.when}>
          <Trans>(The words were erased.)</Trans>
        </p>
      )}
    </li>
  );
}

/** Who wrote, moved, built on an item: the newest first. */
function History({ id }: { id: string }) {
  const { t } = useLingui();
  const { lines, isPending, isError, isFetching, hasNextPage, fetchNextPage, refetch } = useHistory(id);
  const steps = useMemo(() => stepsOf(lines), [lines]);
  return (
    <div className={styles.history} aria-busy={isFetching}>
      <Origin id={id} />
      {isPending && (
        <p role="status">
          <Trans>One moment…</Trans>
        </p>
      )}
      {isError && (
        <div role="alert">
          <p>
            <Trans>The history could not be read. It stays where it is.</Trans>
          </p>
          <Button onPress={() => void refetch()}>
            <Trans>Try again</Trans>
          </Button>
        </div>
      )}
      {steps.length > 0 && (
        <ol className={styles.steps} aria-label={t`What happened, the newest first`}>
          {steps.map((step) => (
            <OneStep key={step.line.seq} step={step} />
          ))}
        </ol>
      )}
      {hasNextPage && (
        <Button isDisabled={isFetching} onPress={() => void fetchNextPage()}>
          <Trans>Show what was before</Trans>
        </Button>
      )}
    </div>
  );
}

/** What became of the item that was asked for: beside the board in place of comments, or on a small screen over it. */
export function HistoryPanel() {
  const { t } = useLingui();
  const { board, engine, small } = useWorkspace();
  const id = useObservable(engine.recalling);
  const item = useItem(board.store, id ?? '');
  const names = useKindNames();
  // Comments that are asked for take its place.
  useEffect(() => engine.discussing.subscribe(() => engine.discussing.get() !== null && engine.recalling.set(null)), [engine]);
  if (id === null || !item) return null;
  const close = (): void => engine.recalling.set(null);
  if (!small) {
    return (
      <SidePanel key={id} name={t`History`} kicker={<Trans>History</Trans>} title={names(item)} closer={t`Close`} onClose={close}>
        <History id={id} />
      </SidePanel>
    );
  }
  return (
    <Sheet title={t`History`} onClose={close}>
      <p dir="auto">{names(item)}</p>
      <History id={id} />
    </Sheet>
  );
}
