import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type ReactNode } from 'react';
import { CODE_LENGTH, readCode, showCode, type ReadCode } from '../shared/code';
import { onSubmit } from '../shared/form';
import { Button, TextField } from '../shared/ui';
import styles from './accounts.module.css';
import { tidy } from './tidy';

interface CodeFormProps {
  label: string;
  hint: ReactNode;
  /** The word on the button. */
  verb: ReactNode;
  /** Something else on the screen is the obvious way on. */
  aside?: boolean;
  initial?: string;
  /** How many symbols such a code has. */
  length?: number;
  busy?: boolean;
  /** What the server said about the code. */
  error?: ReactNode;
  onCode: (code: string) => void;
}

/** Codes are shown as XXXX-XXXX and read however they are typed, pasted or heard. */
export function CodeForm(props: CodeFormProps) {
  const { label, hint, verb, aside = false, initial = '', length = CODE_LENGTH, busy = false, error, onCode } = props;
  const [typed, setTyped] = useState(initial);
  const [tried, setTried] = useState(false);
  const read = readCode(typed, length);
  const complaint = useComplaint(read, typed, length);

  const type = (text: string): void => {
    setTried(false);
    setTyped(text.length > typed.length ? tidy(text, length) : text);
  };
  const submit = onSubmit(() => {
    setTried(true);
    if (read.complete) onCode(read.code);
    return read.complete;
  });
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextField
        label={label}
        hint={hint}
        code
        value={typed}
        onChange={type}
        error={tried && !read.complete ? complaint : typed === initial || tried ? error : undefined}
        placeholder={showCode('X'.repeat(length))}
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="characters"
        spellCheck="false"
      />
      <Button type="submit" kind={aside ? 'calm' : 'go'} busy={busy} wide>
        {verb}
      </Button>
    </form>
  );
}

function useComplaint(read: ReadCode, typed: string, length: number): ReactNode {
  const { t } = useLingui();
  const strange = read.strange.join(' ');
  const count = read.code.length;
  if (typed.trim() === '') return t`Type the code first.`;
  if (strange !== '') return <Trans>There is no {strange} in a code. Look at it once more.</Trans>;
  return <Trans>Such a code has {length} symbols; this one has {count}.</Trans>;
}
