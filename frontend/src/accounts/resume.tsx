import { Trans, useLingui } from '@lingui/react/macro';
import { Refusal } from '../api/http';
import { useResume } from '../api/queries';
import { PERSONAL_LENGTH } from '../shared/code';
import { ErrorNotice, ErrorSentence } from '../shared/error-notice';
import { Link } from '../shared/routing/link';
import { go } from '../shared/routing/place';
import { Screen } from '../shared/screen';
import styles from './accounts.module.css';
import { CodeForm } from './code-form';

/** Back in, on this device, as the person one was. */
export default function Resume() {
  const { t } = useLingui();
  const resume = useResume();
  const refused = resume.error instanceof Refusal ? resume.error : null;
  const enter = (code: string): void =>
    resume.mutate({ code }, { onSuccess: () => go('/lab') });
  return (
    <Screen
      title={t`Go on where you were`}
      lead={<Trans>When you joined, you got a code of your own. It brings you back as yourself.</Trans>}
    >
      <CodeForm
        label={t`Your personal code`}
        hint={<Trans>Not the code on the screen: the one you wrote down.</Trans>}
        verb={<Trans>Go on</Trans>}
        length={PERSONAL_LENGTH}
        busy={resume.isPending}
        error={refused ? <ErrorSentence error={refused} /> : undefined}
        onCode={enter}
      />
      {!refused && <ErrorNotice error={resume.error} />}
      <p className={styles.line}>
        <Link to="/">
          <Trans>I have a join code</Trans>
        </Link>
      </p>
    </Screen>
  );
}
