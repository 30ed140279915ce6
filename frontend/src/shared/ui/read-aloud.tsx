import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { usePlain } from '../plain';
import { Button } from './button';

/** Slower than talk: somebody follows with a finger. */
const RATE = 0.9;

/** Reads words aloud with the device's own voice, in the page's language; nothing where it has none. */
export function ReadAloud({ words }: { words: () => string }) {
  const { i18n } = useLingui();
  const plain = usePlain();
  const [speaking, setSpeaking] = useState(false);
  const canSpeak = 'speechSynthesis' in window;
  useEffect(
    () => () => {
      if (canSpeak) window.speechSynthesis.cancel();
    },
    [canSpeak],
  );
  if (!plain || !canSpeak) return null;
  const toggle = (): void => {
    window.speechSynthesis.cancel();
    setSpeaking(!speaking);
    if (speaking) return;
    const said = new SpeechSynthesisUtterance(words());
    said.lang = i18n.locale;
    said.rate = RATE;
    said.onend = said.onerror = () => setSpeaking(false);
    window.speechSynthesis.speak(said);
  };
  return (
    <div>
      <Button onPress={toggle}>
        <svg width="22" height="22" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
          <path d={speaking ? 'M7 7h10v10H7z' : 'M4 9.5v5h3.5L12 19V5L7.5 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11'} />
        </svg>{' '}
        {speaking ? <Trans>Stop reading</Trans> : <Trans>Read aloud</Trans>}
      </Button>
    </div>
  );
}
