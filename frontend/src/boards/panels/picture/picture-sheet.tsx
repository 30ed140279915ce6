import { useEffect, useRef, useState } from 'react';
import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Notice } from '../../../shared/ui';
import { ErrorSentence } from '../../../shared/error-notice';
import { TEXT_LIMIT } from '../../model/wire';
import { useRead } from '../../canvas/view/observe';
import { useWorkspace } from '../../canvas/view/workspace';
import { Sheet } from '../ui/sheet';
import styles from './picture.module.css';
import { cardSize } from './size';
import { useUpload, type Upload, type Uploaded } from './use-upload';

interface PictureSheetProps {
  picture: File;
  onClose: () => void;
}

/** The picture as this device has it, until the sheet closes. */
export function Chosen({ picture }: { picture: File }) {
  const { t } = useLingui();
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const address = URL.createObjectURL(picture);
    if (image.current) image.current.src = address;
    return () => URL.revokeObjectURL(address);
  }, [picture]);
  return <img ref={image} className={styles.preview} alt={t`The picture you chose`} />;
}

export function Progress({ upload, waits }: { upload: Upload; waits: boolean }) {
  const { t } = useLingui();
  const percent = Math.round(upload.part * 100);
  return (
    <div className={styles.progress}>
      <progress max={100} value={percent} aria-label={t`Sending the picture`} />
      <span role="status">
        {upload.done && <Trans>The picture is ready</Trans>}
        {!upload.done && waits && <Trans>It goes on the board as soon as it is sent</Trans>}
        {!upload.done && !waits && <Trans>Sending the picture…</Trans>}
      </span>
    </div>
  );
}

export function Failed({ error, onAgain }: { error: Error; onAgain: () => void }) {
  return (
    <Notice
      kind="error"
      action={
        <Button onPress={onAgain}>
          <Trans>Try again</Trans>
        </Button>
      }
    >
      <ErrorSentence error={error} />
    </Notice>
  );
}

/** Looks at a picture, says what it shows, puts it on the board. It is sent meanwhile. */
export default function PictureSheet({ picture, onClose }: PictureSheetProps) {
  const { t } = useLingui();
  const { board, engine } = useWorkspace();
  const boardId = useRead(board.about, (about) => about?.board.id ?? '');
  const live = useRead(board.link, ({ state }) => state === 'live');
  const [upload, again] = useUpload(boardId, picture);
  const [alt, setAlt] = useState('');
  const [waits, setWaits] = useState(false);
  const put = ({ file, width, height }: Uploaded): void => {
    engine.addImage({ file, alt: alt.trim(), ...cardSize(width, height) });
    onClose();
  };
  useEffect(() => {
    if (waits && upload.done) put(upload.done);
  });
  return (
    <Sheet
      title={t`Put a picture on the board`}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button kind="go" busy={waits && !upload.error} onPress={() => (upload.done ? put(upload.done) : setWaits(true))}>
            <Trans>Put on the board</Trans>
          </Button>
        </>
      }
    >
      <Chosen picture={picture} />
      <label className={styles.alt}>
        <span>
          <Trans>What does it show?</Trans>
        </span>
        <textarea value={alt} rows={2} dir="auto" maxLength={TEXT_LIMIT} onChange={(event) => setAlt(event.target.value)} />
        <small>
          <Trans>For whoever does not see it. It can be changed later.</Trans>
        </small>
      </label>
      {!live && !upload.done && (
        <Notice kind="offline">
          <Trans>A picture needs a connection to the lab. Notes can be written meanwhile.</Trans>
        </Notice>
      )}
      {upload.error ? <Failed error={upload.error} onAgain={again} /> : <Progress upload={upload} waits={waits} />}
    </Sheet>
  );
}
