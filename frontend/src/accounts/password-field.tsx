import { useLingui, Trans } from '@lingui/react/macro';
import { useState, type ReactNode } from 'react';
import { Checkbox, TextField } from '../shared/ui';

interface PasswordFieldProps {
  value: string;
  onChange: (value: string) => void;
  /** A new one is to be thought of; otherwise the browser may fill in the one it knows. */
  fresh?: boolean;
  error?: ReactNode;
}

const LEAST = 8;

export function PasswordField({ value, onChange, fresh = false, error }: PasswordFieldProps) {
  const { t } = useLingui();
  const [shown, setShown] = useState(false);
  return (
    <div>
      <TextField
        label={t`Password`}
        hint={fresh ? <Trans>At least {LEAST} characters; three or four words are good.</Trans> : undefined}
        type={shown ? 'text' : 'password'}
        autoComplete={fresh ? 'new-password' : 'current-password'}
        value={value}
        onChange={onChange}
        error={error}
        isRequired
      />
      <Checkbox isSelected={shown} onChange={setShown}>
        <Trans>Show what I type</Trans>
      </Checkbox>
    </div>
  );
}
