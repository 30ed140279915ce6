import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { isRefusal, useLook } from '../../api/queries';
import type { Joined, Look } from '../../api/types';
import { readCode, showCode, withoutKey } from '../../shared/code';
import { ErrorNotice, ErrorSentence } from '../../shared/error-notice';
import { go, safePath, usePlace } from '../../shared/routing/place';
import { Screen } from '../../shared/screen';
import { Waiting } from '../../shared/ui';
import { CodeForm } from '../code-form';
import { ConsentStep } from './consent-step';
import { forgetDraft, useDraft } from './draft';
import { InStep } from './in-step';
import { KnownStep } from './known-step';
import { LookStep } from './look-step';
import { YouStep } from './you-step';

/** A code somebody followed or typed: what it opens, then who she is, then what she agrees to, then in. */
export default function Join({ typed, onWayIn }: { typed: string; onWayIn: () => void }) {
  const read = readCode(typed);
  const look = useLook(read.complete ? read.code : '');
  if (!read.complete) return <AskAgain typed={typed} error={null} />;
  if (look.data) return <Way code={read.code} look={look.data} onWayIn={onWayIn} />;
  if (isRefusal(look.error, 404, 400)) return <AskAgain typed={read.code} error={look.error} />;
  if (look.error) return <Stuck error={look.error} onRetry={look.refetch} />;
  return (
    <Waiting whole>
      <Trans>Looking up your code…</Trans>
    </Waiting>
  );
}

function AskAgain({ typed, error }: { typed: string; error: Error | null }) {
  const { t } = useLingui();
  return (
    <Screen title={t`Which code do you have?`}>
      <CodeForm
        label={t`Join code`}
        hint={<Trans>Eight letters and digits, from the screen or from your card.</Trans>}
        verb={<Trans>Next</Trans>}
        initial={showCode(withoutKey(readCode(typed).code))}
        error={error ? <ErrorSentence error={error} /> : undefined}
        onCode={(code) => go(`/join/${code}`)}
      />
    </Screen>
  );
}

function Stuck({ error, onRetry }: { error: Error; onRetry: () => unknown }) {
  const { t } = useLingui();
  return (
    <Screen title={t`Almost there`}>
      <ErrorNotice error={error} onRetry={onRetry} />
    </Screen>
  );
}

type Step = 'look' | 'you' | 'consent' | 'in';
const STEPS: readonly Step[] = ['look', 'you', 'consent', 'in'];

/** The step is in the address, so that the phone's own way back goes one step back. */
function useStep(code: string): [Step, (step: Step, replace?: boolean) => void] {
  const asked = usePlace().query.get('step');
  const step = STEPS.find((known) => known === asked) ?? 'look';
  const to = (next: Step, replace = false): void => go(`/join/${code}?step=${next}`, { replace });
  return [step, to];
}

interface WayProps {
  code: string;
  look: Look;
  /** She has decided to come in. */
  onWayIn: () => void;
}

function Way({ code, look, onWayIn }: WayProps) {
  const { i18n } = useLingui();
  const [step, to] = useStep(code);
  const [draft, change] = useDraft(code, i18n.locale);
  const [joined, setJoined] = useState<Joined | null>(null);
  const finish = (answer: Joined): void => {
    forgetDraft(code);
    setJoined(answer);
    if (answer.resume_code === null) go(safePath(answer.path), { replace: true });
    else to('in', true);
  };
  if (joined?.resume_code) return <InStep joined={joined} code={joined.resume_code} />;
  if (look.me) return <KnownStep code={code} look={look} me={look.me} onIn={finish} />;
  if (step === 'you') {
    return <YouStep look={look} draft={draft} change={change} onNext={() => to('consent')} />;
  }
  if (step === 'consent' && draft.label.trim() !== '') {
    return <ConsentStep code={code} look={look} draft={draft} change={change} onIn={finish} />;
  }
  const begin = (): void => {
    onWayIn();
    to('you');
  };
  return <LookStep look={look} onNext={begin} />;
}
