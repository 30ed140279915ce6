import { useRef, useState, type ReactNode } from 'react';
import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery } from '@tanstack/react-query';
import { send } from '../../api/http';
import { isRefusal } from '../../api/queries';
import type { components } from '../../api/rest.gen';
import type { BoardSummary } from '../../api/types';
import { ErrorNotice } from '../../shared/error-notice';
import { Link } from '../../shared/routing/link';
import { match } from '../../shared/routing/match';
import { usePlace } from '../../shared/routing/place';
import { Button, LinkButton, Wordmark } from '../../shared/ui';
import { ReadAloud } from '../../shared/ui/read-aloud';
import styles from './terms.module.css';
import { Sheet } from './ui/sheet';

type Terms = components['schemas']['TermsOut'];

const pathOf = (board: string): string => `/api/boards/${encodeURIComponent(board)}/terms`;

function useTerms() {
  const { path } = usePlace();
  const board = match('/boards/:id', path)?.id ?? '';
  const asked = useQuery({
    queryKey: ['boards', board, 'terms'],
    queryFn: ({ signal }) => send<Terms>('GET', pathOf(board), { signal }),
    staleTime: 0,
    gcTime: 0,
  });
  const accept = useMutation({
    mutationFn: ({ policy, version, language }: Terms) => send<Terms>('POST', pathOf(board), { body: { policy, version, language } }),
    onError: (error) => isRefusal(error, 409) && void asked.refetch(),
  });
  return { asked, accept };
}

/** What is agreed, sentence by sentence, in the language it is written in. */
function Words({ terms, error }: { terms: Terms; error: Error | null }) {
  const words = useRef<HTMLDivElement>(null);
  return (
    <div ref={words} className={styles.words}>
      <ReadAloud words={() => words.current?.innerText ?? ''} />
      <ul lang={terms.language}>
        {terms.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className={styles.soft}>
        <Trans>It is kept that you accepted, when, and in which words. You are asked again when the terms change.</Trans>
      </p>
      <ErrorNotice error={error} />
    </div>
  );
}

function AcceptButton({ busy, onPress }: { busy: boolean; onPress: () => void }) {
  return (
    <Button kind="go" busy={busy} onPress={onPress}>
      <Trans>I accept</Trans>
    </Button>
  );
}

/** The boards she is on, for who was moved to another. */
function Elsewhere() {
  const { data = [] } = useQuery({
    queryKey: ['boards'],
    queryFn: ({ signal }) => send<BoardSummary[]>('GET', '/api/boards', { signal }),
    staleTime: 0,
  });
  if (data.length === 0) return null;
  return (
    <section className={styles.elsewhere} aria-labelledby="elsewhere">
      <h2 id="elsewhere">
        <Trans>You take part here</Trans>
      </h2>
      <ul>
        {data.map(({ id, title }) => (
          <li key={id}>
            <Link to={`/boards/${id}`}>{title}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A page in place of a board. */
function Instead({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.page}>
      <Wordmark label="LiveLab" />
      <h1>{title}</h1>
      {children}
    </div>
  );
}

export function NotMember({ children }: { children?: ReactNode }) {
  return (
    <Instead title={<Trans>You are not on this board</Trans>}>
      <p role="alert">
        <Trans>The board may be closed, or you were taken off it. Ask the facilitator for the code to join.</Trans>
      </p>
      {children}
      <LinkButton to="/">
        <Trans>All boards</Trans>
      </LinkButton>
    </Instead>
  );
}

interface TermsPageProps {
  /** What is shown while it is asked whether there are terms. */
  waiting: ReactNode;
  /** What of hers was not placed. */
  tray: ReactNode;
}

/** In place of a board that nobody sees before she accepted, or that she is not on. */
export function TermsPage({ waiting, tray }: TermsPageProps) {
  const { asked, accept } = useTerms();
  if (asked.isPending) return waiting;
  const terms = asked.data;
  if (!terms?.needed) {
    return (
      <NotMember>
        <Elsewhere />
        {tray}
      </NotMember>
    );
  }
  const take = (): void => accept.mutate(terms, { onSuccess: () => window.location.reload() });
  return (
    <Instead title={<Trans>Before you see this board</Trans>}>
      <p className={styles.about}>{terms.title}</p>
      <Words terms={terms} error={accept.error} />
      <AcceptButton busy={accept.isPending || accept.isSuccess} onPress={take} />
    </Instead>
  );
}

function Bar({ children }: { children: ReactNode }) {
  return (
    <div className={styles.bar} role="status">
      {children}
    </div>
  );
}

/** Over a board that one reads, and writes on once one accepted. */
export function TermsQuestion() {
  const { t } = useLingui();
  const { asked, accept } = useTerms();
  const [later, setLater] = useState(false);
  const terms = asked.data;
  if (!terms?.needed) return null;
  const bar = (
    <Bar>
      <p>
        <Trans>You read along. To write, accept the terms of this challenge.</Trans>
      </p>
      <Button onPress={() => setLater(false)}>
        <Trans>Read the terms</Trans>
      </Button>
    </Bar>
  );
  if (later) return bar;
  return (
    <>
      {bar}
      <Sheet
        title={t`Before you write: whose ideas they are`}
        question
        onClose={() => setLater(true)}
        actions={
          <>
            <Button onPress={() => setLater(true)}>
              <Trans>Only read for now</Trans>
            </Button>
            {/* The board says by itself when she may write: then this is gone. */}
            <AcceptButton busy={accept.isPending || accept.isSuccess} onPress={() => accept.mutate(terms)} />
          </>
        }
      >
        <Words terms={terms} error={accept.error} />
      </Sheet>
    </>
  );
}
