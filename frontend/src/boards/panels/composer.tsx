import { useId, useRef, useState } from 'react';
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../shared/ui';
import { TEXT_LIMIT } from '../model/wire';
import { useObservable, useRead } from '../canvas/view/observe';
import { useWorkspace } from '../canvas/view/workspace';
import styles from './composer.module.css';
import { AddPicture } from './picture/add-picture';
import { CameraIcon, PictureIcon } from './ui/icons';
import { Swatches } from './ui/swatches';

interface ComposerProps {
  /** The text of a note begun and not yet put on the board: kept by whoever shows the composer. */
  draft: string;
  onDraft: (draft: string) => void;
  /** As large as there is room: the phone's first screen. */
  large?: boolean;
}

/** Writes a note away from the canvas and puts it where there is room. */
export function Composer({ draft, onDraft, large = false }: ComposerProps) {
  const { t } = useLingui();
  const { board, engine } = useWorkspace();
  const colour = useObservable(engine.colour);
  const silent = useRead(board.about, (about) => about?.mode === 'silent');
  const [placed, setPlaced] = useState(0);
  const hint = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const put = (): void => {
    const text = draft.trim();
    if (text === '' || engine.desk.addAnywhere(colour, text) === null) return;
    onDraft('');
    setPlaced(placed + 1);
    // The next thought follows at once: the keyboard of a phone stays open.
    area.current?.focus();
  };
  return (
    <form
      className={styles.composer}
      data-large={large || undefined}
      onSubmit={(event) => {
        event.preventDefault();
        put();
      }}
    >
      <div className={styles.note} data-colour={colour}>
        <textarea
          ref={area}
          value={draft}
          rows={large ? 4 : 2}
          dir="auto"
          maxLength={TEXT_LIMIT}
          aria-label={t`Your note`}
          aria-describedby={hint}
          placeholder={t`One thought per note…`}
          onChange={(event) => onDraft(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
            event.preventDefault();
            put();
          }}
        />
      </div>
      <p id={hint} className="visually-hidden" aria-live="polite">
        {placed > 0 && draft === '' && (silent ? <Trans>Kept; only you see it</Trans> : <Trans>Put on the board</Trans>)}
      </p>
      <div className={styles.row}>
        <Swatches value={colour} onChange={(next) => engine.colour.set(next)} />
      </div>
      <div className={styles.row}>
        <AddPicture label={t`Put a picture on the board`} icon={<PictureIcon />}>
          <Trans>Picture</Trans>
        </AddPicture>
        {large && (
          <AddPicture label={t`Take a photo for the board`} icon={<CameraIcon />} camera>
            <Trans>Photo</Trans>
          </AddPicture>
        )}
      </div>
      <div className={styles.put}>
        <Button kind="go" type="submit" wide isDisabled={draft.trim() === ''}>
          <Trans>Put on the board</Trans>
        </Button>
      </div>
    </form>
  );
}
