import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { Trans, useLingui } from '@lingui/react/macro';
import { useKindNames } from '../../canvas/view/kind-names';
import { useItems, useObservable } from '../../canvas/view/observe';
import { labelOf } from '../../canvas/view/people';
import { useWorkspace } from '../../canvas/view/workspace';
import type { Person, ViewItem } from '../../sync';
import { outlineOf, type Group, type Part } from '../outline-order';
import styles from './printed.module.css';

/** Is the page being put on paper? Known in time: what it shows then is made before the browser looks. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const paper = window.matchMedia('print');
    const become = (now: boolean) => (): void => flushSync(() => setPrinting(now));
    const [begin, end] = [become(true), become(false)];
    const turn = (): void => (paper.matches ? begin() : end());
    paper.addEventListener('change', turn);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      paper.removeEventListener('change', turn);
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  return printing;
}

/** The board on paper: a list by zones, each note with who wrote it. Only there while it is printed. */
export function Printed({ title }: { title: string }) {
  return usePrinting() ? <Paper title={title} /> : null;
}

function Paper({ title }: { title: string }) {
  const { i18n } = useLingui();
  const { board } = useWorkspace();
  const parts = outlineOf(useItems(board.store));
  const people = useObservable(board.people);
  const today = new Intl.DateTimeFormat(i18n.locale, { dateStyle: 'long', timeStyle: 'short' }).format(new Date());
  return (
    <article className={styles.paper} data-printed>
      <header>
        <h1>{title}</h1>
        <p className={styles.soft}>
          <Trans>As it was on {today}</Trans>
        </p>
      </header>
      {parts.map((part) => (
        <Zone key={part.zone?.id ?? 'none'} part={part} people={people} only={parts.length === 1} />
      ))}
    </article>
  );
}

interface ZoneProps {
  part: Part;
  people: readonly Person[];
  only: boolean;
}

function Zone({ part: { zone, groups, count }, people, only }: ZoneProps) {
  const { t } = useLingui();
  const name = zone?.text.trim().split('\n', 1)[0];
  return (
    <section>
      {!(only && !zone) && (
        <h2>
          {zone ? (name === '' ? t`zone without a title` : name) : t`In no zone`} <span className={styles.soft}>{count}</span>
        </h2>
      )}
      {groups.map((group) => (
        <Notes key={group.title?.id ?? 'loose'} group={group} people={people} />
      ))}
    </section>
  );
}

function Notes({ group: { title, items }, people }: { group: Group; people: readonly Person[] }) {
  const words = useKindNames();
  return (
    <>
      {title && <h3>{title.text.trim()}</h3>}
      <ul>
        {items.map((item) => (
          <li key={item.id} dir="auto">
            {words(item)} <Author item={item} people={people} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** Nothing where authors are not told. */
function Author({ item, people }: { item: ViewItem; people: readonly Person[] }) {
  const label = labelOf(people, item.author);
  return label === '' ? null : <span className={styles.soft}>— {label}</span>;
}
