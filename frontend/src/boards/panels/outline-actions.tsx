import { useEffect, useId, useRef, useState, useSyncExternalStore } from 'react';
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../shared/ui';
import { isColoured } from '../model/kinds';
import type { Colour, Relation, ViewConnector, ViewItem } from '../sync';
import { recall } from '../canvas/commands';
import { COLOURS } from '../canvas/paint';
import { useKindNames } from '../canvas/view/kind-names';
import { useItem, useItems, useObservable } from '../canvas/view/observe';
import { useWorkspace } from '../canvas/view/workspace';
import { LateFlagSheet } from './flag-late';
import { moveInto } from './outline-deeds';
import { shortly, useLinkWords } from './outline-links';
import { linksOf } from './outline-order';
import { useOutline, type Unfolded } from './outline-state';
import styles from './outline.module.css';
import { maySay } from './said';
import { useColourNames } from './ui/colours';
import { useRelationNames } from './ui/relations';

/** Others to connect with that are listed at most. */
const LISTED = 40;

function Zone({ item }: { item: ViewItem }) {
  const { t } = useLingui();
  const { board, engine } = useWorkspace();
  const { goTo, say } = useOutline();
  const names = useKindNames();
  const id = useId();
  const zones = useItems(board.store).filter(({ kind }) => kind === 'zone');
  if (item.kind === 'zone' || zones.length === 0 || !engine.desk.mayTouch(item.id, 'move_items')) return null;
  const move = (zone: string | null): void => {
    moveInto(engine, item.id, zone);
    say(t`Moved`);
    goTo(item.id);
  };
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{t`Move to`}</label>
      <select id={id} data-mark="zone" value={item.zone ?? ''} onChange={(event) => move(event.target.value || null)}>
        <option value="">{t`In no zone`}</option>
        {zones.map((zone) => (
          <option key={zone.id} value={zone.id}>
            {shortly(names(zone))}
          </option>
        ))}
      </select>
    </div>
  );
}

function ColourField({ item }: { item: ViewItem }) {
  const { t } = useLingui();
  const { engine } = useWorkspace();
  const names = useColourNames();
  const id = useId();
  if (!isColoured(item) || !engine.desk.mayTouch(item.id, 'colour_items')) return null;
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{t`Colour`}</label>
      <select id={id} value={item.colour} onChange={(event) => engine.desk.colour([item.id], event.target.value as Colour)}>
        {COLOURS.map((each) => (
          <option key={each} value={each}>
            {names[each]}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A connection of this item, and away with it. */
function LinkLine({ id, link }: { id: string; link: ViewConnector }) {
  const { t } = useLingui();
  const { board, engine } = useWorkspace();
  const words = useLinkWords();
  const said = words(id, link, (end) => board.store.item(end));
  return (
    <li>
      <span dir="auto">{said}</span>
      {engine.desk.mayDeleteLink(link.id) && (
        <Button kind="bare" aria-label={t`Delete the connection: ${said}`} onPress={() => engine.desk.deleteLink(link.id)}>
          <Trans>Delete</Trans>
        </Button>
      )}
    </li>
  );
}

/** What this item is to another, which is found by typing. */
function Connect({ item, onDone }: { item: ViewItem; onDone: () => void }) {
  const { t } = useLingui();
  const { board, engine } = useWorkspace();
  const { say } = useOutline();
  const names = useKindNames();
  const relations = useRelationNames();
  const [relation, setRelation] = useState<Relation>('builds_on');
  const [sought, setSought] = useState('');
  const [picked, setPicked] = useState('');
  const ids = [useId(), useId(), useId()];
  const first = useRef<HTMLSelectElement>(null);
  useEffect(() => first.current?.focus(), []);
  const words = sought.trim().toLowerCase();
  const found = useItems(board.store)
    .filter(({ id, kind }) => id !== item.id && kind !== 'zone')
    .map((other) => ({ id: other.id, name: names(other) }))
    .filter(({ name }) => name.toLowerCase().includes(words))
    .slice(0, LISTED);
  const other = found.find(({ id }) => id === picked) ?? found[0];
  const connect = (): void => {
    if (!other || engine.desk.connect(item.id, other.id, relation) === null) return;
    say(t`Connected`);
    onDone();
  };
  return (
    <form
      className={styles.connect}
      aria-label={t`Connect`}
      onSubmit={(event) => {
        event.preventDefault();
        connect();
      }}
    >
      <div className={styles.field}>
        <label htmlFor={ids[0]}>{t`What this one is to the other`}</label>
        <select ref={first} id={ids[0]} value={relation} onChange={(event) => setRelation(event.target.value as Relation)}>
          {Object.entries(relations).map(([name, said]) => (
            <option key={name} value={name}>
              {said}
            </option>
          ))}
        </select>
      </div>
      <div className={styles.field}>
        <label htmlFor={ids[1]}>{t`Find the other by its words`}</label>
        <input id={ids[1]} type="search" autoComplete="off" value={sought} onChange={(event) => setSought(event.target.value)} />
      </div>
      <div className={styles.field}>
        <label htmlFor={ids[2]}>{t`The other`}</label>
        <select id={ids[2]} value={other?.id ?? ''} disabled={!other} onChange={(event) => setPicked(event.target.value)}>
          {!other && <option value="">{t`nothing found`}</option>}
          {found.map(({ id, name }) => (
            <option key={id} value={id}>
              {shortly(name)}
            </option>
          ))}
        </select>
      </div>
      <Button type="submit" kind="go" isDisabled={!other}>
        <Trans>Connect</Trans>
      </Button>
    </form>
  );
}

interface RowActionsProps {
  id: string;
  what: Unfolded;
  chosen: boolean;
}

/** What can be done to one item, unfolded below its row. */
export function RowActions({ id, what, chosen }: RowActionsProps) {
  const { t } = useLingui();
  const { board, engine, small } = useWorkspace();
  const { choose, goTo, show, unfold } = useOutline();
  const item = useItem(board.store, id);
  const links = useSyncExternalStore(board.store.subscribe, () => linksOf(board.store, id));
  const about = useObservable(board.about);
  const [flagging, setFlagging] = useState(false);
  if (!item) return null;
  const connects = item.kind !== 'zone' && maySay(about, item, 'add_connector');
  return (
    <div className={styles.actions} role="group" aria-label={t`Actions`}>
      <div className={styles.fields}>
        <Zone item={item} />
        <ColourField item={item} />
      </div>
      {what === 'connect' && connects && (
        <Connect
          item={item}
          onDone={() => {
            unfold(id, null);
            goTo(id);
          }}
        />
      )}
      {links.length > 0 && (
        <ul className={styles.links} aria-label={t`Connections`}>
          {links.map((link) => (
            <LinkLine key={link.id} id={id} link={link} />
          ))}
        </ul>
      )}
      <div className={styles.deeds}>
        <Button onPress={() => engine.discussing.set(id)}>
          <Trans>Comments</Trans>
        </Button>
        <Button onPress={() => recall(engine, id)}>
          <Trans>History</Trans>
        </Button>
        {!item.minePrivate && (
          <Button onPress={() => setFlagging(true)}>
            <Trans>Flag</Trans>
          </Button>
        )}
        {connects && what !== 'connect' && (
          <Button onPress={() => unfold(id, 'connect')}>
            <Trans>Connect</Trans>
          </Button>
        )}
        {!small && item.kind !== 'zone' && item.kind !== 'cluster' && engine.desk.mayTouch(id, 'group_items') && (
          <Button onPress={() => choose(id)}>{chosen ? <Trans>Not chosen any more</Trans> : <Trans>Choose for a group</Trans>}</Button>
        )}
        {item.group !== undefined && engine.desk.mayTouch(id, 'group_items') && (
          <Button
            onPress={() => {
              engine.desk.ungroup([id]);
              goTo(id);
            }}
          >
            <Trans>Out of its group</Trans>
          </Button>
        )}
        {engine.desk.mayTouch(id, 'lock_items') && (
          <Button onPress={() => engine.desk.lock([id], item.locked === undefined)}>{item.locked === undefined ? <Trans>Lock</Trans> : <Trans>Unlock</Trans>}</Button>
        )}
        <Button onPress={() => show(id)}>
          <Trans>Show on the board</Trans>
        </Button>
      </div>
      {flagging && <LateFlagSheet id={id} onClose={() => setFlagging(false)} />}
    </div>
  );
}
