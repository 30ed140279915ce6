import { useLingui } from '@lingui/react/macro';
import { setPlain, usePlain } from '../plain';

/** Turns plain language on and off; `short` shows a sign only. */
export function PlainSwitch({ className, short = false }: { className: string | undefined; short?: boolean }) {
  const { t } = useLingui();
  const plain = usePlain();
  const words = t`Easy to read`;
  return (
    <button type="button" className={className} aria-pressed={plain} title={words} onClick={() => setPlain(!plain)}>
      <span aria-hidden="true">Aa</span>
      <span className={short ? 'visually-hidden' : undefined}>{words}</span>
    </button>
  );
}
