import { Trans, useLingui } from '@lingui/react/macro';
import { Screen } from '../shared/screen';
import { Colours } from './colours';
import { Controls } from './controls';
import styles from './design.module.css';
import { Messages } from './messages';
import { Over } from './over';
import { Scale } from './scale';

/** All there is to build a screen of, in all its states: for who builds one, and for who looks whether it is sound. */
export default function DesignPage() {
  const { t } = useLingui();
  return (
    <Screen
      wide
      title={t`What screens are made of`}
      lead={<Trans>Take what is here before you make something new. What you make new, show here in all its states.</Trans>}
    >
      <div className={styles.parts}>
        <Colours />
        <Scale />
        <Controls />
        <Messages />
        <Over />
        <Tone />
      </div>
    </Screen>
  );
}

/** How we speak; the whole of it is `docs/tone-of-voice.md`. */
function Tone() {
  return (
    <section className={styles.part} aria-labelledby="tone">
      <h2 id="tone">
        <Trans>How we speak</Trans>
      </h2>
      <ul>
        <li>
          <Trans>To one person, as you would across a table: short, plain, calm.</Trans>
        </li>
        <li>
          <Trans>Say what happened, what it means for her, and what she can do. Nobody is to blame.</Trans>
        </li>
        <li>
          <Trans>A button says what it does: “Make the board”, not “Submit”.</Trans>
        </li>
        <li>
          <Trans>An empty place teaches the next step.</Trans>
        </li>
        <li>
          <Trans>No exclamation marks, no jargon, no jokes where somebody may be in trouble.</Trans>
        </li>
      </ul>
    </section>
  );
}
