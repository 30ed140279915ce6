import { useId } from 'react';
import { useLingui } from '@lingui/react/macro';
import { COLOURS } from '../../canvas/paint';
import type { Colour } from '../../sync';
import { useColourNames } from './colours';
import styles from './swatches.module.css';

interface SwatchesProps {
  value: Colour | null;
  onChange: (colour: Colour) => void;
  disabled?: boolean;
}

/** One of the colours of notes. A set of radio buttons, so that arrow keys choose. */
export function Swatches({ value, onChange, disabled = false }: SwatchesProps) {
  const { t } = useLingui();
  const names = useColourNames();
  const group = useId();
  return (
    <div className={styles.swatches} role="radiogroup" aria-label={t`Colour`}>
      {COLOURS.map((colour, i) => (
        <label key={colour} className={styles.swatch} data-colour={colour} title={`${names[colour]} (${i + 1})`}>
          <input
            type="radio"
            name={group}
            value={colour}
            aria-label={names[colour]}
            checked={colour === value}
            disabled={disabled}
            onChange={() => onChange(colour)}
          />
        </label>
      ))}
    </div>
  );
}
