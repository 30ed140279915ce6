import { useRef } from 'react';
import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { ErrorNotice } from '../../../../shared/error-notice';
import { Button, Waiting } from '../../../../shared/ui';
import { useRead } from '../../../canvas/view/observe';
import { labelOf } from '../../../canvas/view/people';
import { useWorkspace } from '../../../canvas/view/workspace';
import { SidePanel } from '../../side-panel';
import styles from './flags.module.css';
import { useReasonNames } from './reasons';
import { useFlags, useSettling, type FlaggedItem } from './use-flags';

interface FlaggedPanelProps {
  onShow: (id: string) => void;
  onClose: () => void;
}

/** What participants asked the facilitator to look at, the oldest first. */
export function FlaggedPanel({ onShow, onClose }: FlaggedPanelProps) {
  const { t } = useLingui();
  const list = useRef<HTMLUListElement>(null);
  const flags = useFlags();
  const settling = useSettling();
  const settle = (item: string): void => {
    list.current?.focus();
    settling.mutate({ item, said: undefined });
  };
  return (
    <SidePanel name={t`Flagged`} kicker={<Trans>For the facilitator</Trans>} title={t`Flagged`} closer={t`Close`} onClose={onClose}>
      <div className={styles.panel}>
        <ErrorNotice error={flags.error ?? settling.error} onRetry={flags.refetch} />
        {flags.isPending && <Waiting>{t`One moment…`}</Waiting>}
        {flags.data?.flagged.length === 0 && (
          <p className={styles.hint}>
            <Trans>Nothing is flagged. When somebody asks you to look at a note, it stands here; nobody else is told.</Trans>
          </p>
        )}
        <ul ref={list} tabIndex={-1} className={styles.items} aria-label={t`Flagged`}>
          {flags.data?.flagged.map((line) => (
            <Line key={line.item} line={line} onShow={onShow} onSettle={settle} />
          ))}
        </ul>
      </div>
    </SidePanel>
  );
}

interface LineProps {
  line: FlaggedItem;
  onShow: (id: string) => void;
  onSettle: (id: string) => void;
}

function Line({ line, onShow, onSettle }: LineProps) {
  const { t } = useLingui();
  const { board } = useWorkspace();
  const author = useRead(board.people, (people) => labelOf(people, line.author));
  const names = useReasonNames();
  return (
    <li className={styles.item}>
      <blockquote className={styles.what} dir="auto">
        {line.excerpt || t`Nothing is written on it.`}
      </blockquote>
      <p className={styles.hint} dir="auto">
        {author || t`somebody`}
      </p>
      <ul className={styles.reasons} aria-label={t`What is the matter`}>
        {line.reasons.map((reason) => (
          <li key={reason}>{names[reason]}</li>
        ))}
      </ul>
      <p className={styles.hint}>{t`${plural(line.people, { one: '# person asks', other: '# people ask' })}`}</p>
      <div className={styles.deeds}>
        <Button onPress={() => onShow(line.item)}>
          <Trans>Show on the board</Trans>
        </Button>
        <Button onPress={() => onSettle(line.item)}>
          <Trans>I have looked at it</Trans>
        </Button>
      </div>
    </li>
  );
}
