import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useMe } from '../api/queries';
import type { Challenge, Question } from '../api/types';
import { ErrorNotice } from '../shared/error-notice';
import { onSubmit } from '../shared/form';
import { Button, TextField } from '../shared/ui';
import styles from './challenges.module.css';
import { useAnswer, useAsk, useQuestions } from './queries';

/** What people asked the owner, and the answers that every team sees. Only for who is in the lab. */
export function Questions({ challenge }: { challenge: Challenge }) {
  const me = useMe();
  const questions = useQuestions(challenge.id, Boolean(me.data?.person) && challenge.state !== 'draft');
  if (challenge.state === 'draft' || !me.data?.person) return null;
  const asked = questions.data ?? [];
  if (asked.length === 0 && !challenge.may_join_in) return null;
  return (
    <section className={styles.asked} aria-labelledby="questions">
      <h2 id="questions">
        <Trans>Questions to the owner</Trans>
      </h2>
      <p className={styles.soft}>
        <Trans>Every team sees the questions and the answers.</Trans>
      </p>
      {asked.length > 0 && (
        <ol className={styles.questions}>
          {asked.map((question) => (
            <li key={question.id}>
              <One question={question} challenge={challenge} />
            </li>
          ))}
        </ol>
      )}
      {challenge.may_join_in && <Ask id={challenge.id} />}
    </section>
  );
}

function One({ question, challenge }: { question: Question; challenge: Challenge }) {
  const [open, setOpen] = useState(false);
  const asker = question.asked_by;
  const answerer = question.answered_by;
  const answered = question.answer !== '';
  return (
    <>
      <p className={styles.question}>{question.text || <Trans>(The words were erased.)</Trans>}</p>
      <p className={styles.soft}>
        <Trans>Asked by {asker}</Trans>
      </p>
      {answered ? (
        <div className={styles.answer}>
          <p>{question.answer}</p>
          <p className={styles.soft}>{answerer}</p>
        </div>
      ) : (
        <p className={styles.waits}>
          <Trans>Waits for an answer</Trans>
        </p>
      )}
      {challenge.may_write &&
        (open ? (
          <Answer id={challenge.id} question={question} onDone={() => setOpen(false)} />
        ) : (
          <Button onPress={() => setOpen(true)}>
            {answered ? <Trans>Answer better</Trans> : <Trans>Answer</Trans>}
            <span className="visually-hidden"> {question.text}</span>
          </Button>
        ))}
    </>
  );
}

function Answer({ id, question, onDone }: { id: string; question: Question; onDone: () => void }) {
  const { t } = useLingui();
  const say = useAnswer(id, question.id);
  const [text, setText] = useState(question.answer);
  const submit = onSubmit(() => {
    if (text.trim() === '') return false;
    say.mutate({ text: text.trim() }, { onSuccess: onDone });
    return true;
  });
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextField label={t`Your answer`} lines={3} value={text} onChange={setText} autoFocus />
      <ErrorNotice error={say.error} />
      <div className={styles.row}>
        <Button type="submit" kind="go" busy={say.isPending}>
          <Trans>Tell every team</Trans>
        </Button>
        <Button onPress={onDone}>
          <Trans>Not now</Trans>
        </Button>
      </div>
    </form>
  );
}

function Ask({ id }: { id: string }) {
  const { t } = useLingui();
  const ask = useAsk(id);
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const submit = onSubmit(() => {
    const said = text.trim();
    setTried(said === '');
    if (said !== '') ask.mutate({ text: said }, { onSuccess: () => setText('') });
    return said !== '';
  });
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextField
        label={t`Your question`}
        lines={2}
        value={text}
        onChange={setText}
        maxLength={1000}
        error={tried && text.trim() === '' ? t`Type your question first.` : undefined}
      />
      <ErrorNotice error={ask.error} />
      <div>
        <Button type="submit" busy={ask.isPending}>
          <Trans>Ask the owner</Trans>
        </Button>
      </div>
    </form>
  );
}
