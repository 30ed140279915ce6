import { useCallback, useEffect, useState } from 'react';
import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Notice } from '../../../shared/ui';
import type { NewImage } from '../../canvas/desk';
import { putPictures } from '../../canvas/side-by-side';
import { useRead } from '../../canvas/view/observe';
import { useWorkspace } from '../../canvas/view/workspace';
import { TEXT_LIMIT } from '../../model/wire';
import messages from '../messages.module.css';
import { Chosen, Failed, Progress } from '../picture/picture-sheet';
import { cardSize } from '../picture/size';
import { useUpload, type Upload } from '../picture/use-upload';
import { CrossIcon } from '../ui/icons';
import { IconButton } from '../ui/icon-button';
import { Sheet } from '../ui/sheet';
import type { Incoming } from './incoming';
import styles from './pictures-sheet.module.css';

const SHOWN_MS = 9000;

/** A picture that comes onto the board: what it shows, how far it is sent. */
interface Coming {
  readonly picture: File;
  readonly alt: string;
  readonly upload: Upload | null;
}

interface PictureRowProps {
  coming: Coming;
  boardId: string;
  waits: boolean;
  onChange: (picture: File, news: Partial<Coming>) => void;
  /** Not among several, where there is nothing else. */
  onLeaveOut: (() => void) | null;
}

function PictureRow({ coming: { picture, alt }, boardId, waits, onChange, onLeaveOut }: PictureRowProps) {
  const { t } = useLingui();
  const [upload, again] = useUpload(boardId, picture);
  const { name } = picture;
  useEffect(() => onChange(picture, { upload }), [onChange, picture, upload]);
  return (
    <li className={styles.row}>
      <Chosen picture={picture} />
      <div className={styles.about}>
        <label>
          <span>
            <Trans>What does it show?</Trans>
          </span>
          <textarea value={alt} rows={2} dir="auto" maxLength={TEXT_LIMIT} onChange={(event) => onChange(picture, { alt: event.target.value })} />
        </label>
        {upload.error ? <Failed error={upload.error} onAgain={again} /> : <Progress upload={upload} waits={waits} />}
      </div>
      {onLeaveOut && <IconButton label={t`Leave out ${name}`} icon={<CrossIcon />} onClick={onLeaveOut} />}
    </li>
  );
}

function OthersLeftOut({ others }: { others: number }) {
  const { t } = useLingui();
  if (others === 0) return null;
  return <Notice kind="error">{t`${plural(others, { one: '# file is no picture and is left out.', other: '# files are no pictures and are left out.' })}`}</Notice>;
}

const toImage = ({ alt, upload }: Coming): NewImage[] =>
  upload?.done ? [{ file: upload.done.file, alt: alt.trim(), ...cardSize(upload.done.width, upload.done.height) }] : [];

interface PicturesSheetProps {
  incoming: Incoming;
  onClose: () => void;
}

/** Looks at pictures that were dropped or pasted, says what they show, puts them on the board. They are sent meanwhile. */
export function PicturesSheet(props: PicturesSheetProps) {
  return props.incoming.pictures.length > 0 ? <Pictures {...props} /> : <NoPictures onClose={props.onClose} />;
}

function Pictures({ incoming, onClose }: PicturesSheetProps) {
  const { t } = useLingui();
  const { board, engine } = useWorkspace();
  const boardId = useRead(board.about, (about) => about?.board.id ?? '');
  const live = useRead(board.link, ({ state }) => state === 'live');
  const [all, setAll] = useState(() => incoming.pictures.map((picture): Coming => ({ picture, alt: '', upload: null })));
  const [waits, setWaits] = useState(false);
  const count = all.length;
  const sent = all.every(({ upload }) => upload?.done);
  const failed = all.some(({ upload }) => upload?.error);
  const change = useCallback(
    (picture: File, news: Partial<Coming>): void => setAll((was) => was.map((each) => (each.picture === picture ? { ...each, ...news } : each))),
    [],
  );
  const put = (): void => {
    onClose();
    putPictures(engine, all.flatMap(toImage), incoming.at);
  };
  useEffect(() => {
    if (waits && sent) put();
  });
  // The keyboard goes back to the board; this is gone by then.
  useEffect(() => () => engine.focus([...engine.selection.get()][0] ?? null), [engine]);
  return (
    <Sheet
      title={t`${plural(count, { one: 'Put a picture on the board', other: 'Put # pictures on the board' })}`}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button kind="go" busy={waits && !failed} onPress={() => (sent ? put() : setWaits(true))}>
            <Trans>Put on the board</Trans>
          </Button>
        </>
      }
    >
      <OthersLeftOut others={incoming.others} />
      {!live && !sent && (
        <Notice kind="offline">
          <Trans>A picture needs a connection to the lab. Notes can be written meanwhile.</Trans>
        </Notice>
      )}
      <ul className={styles.rows} data-several={count > 1 || undefined}>
        {all.map((coming) => (
          <PictureRow
            key={incoming.pictures.indexOf(coming.picture)}
            coming={coming}
            boardId={boardId}
            waits={waits}
            onChange={change}
            onLeaveOut={count > 1 ? () => setAll((was) => was.filter((each) => each.picture !== coming.picture)) : null}
          />
        ))}
      </ul>
      <p className={styles.hint}>
        <Trans>For whoever does not see it. It can be changed later.</Trans>
      </p>
    </Sheet>
  );
}

/** Other files than pictures are not taken, and that is said. */
function NoPictures({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const { engine } = useWorkspace();
  useEffect(() => {
    const timer = setTimeout(onClose, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [onClose]);
  const close = (): void => {
    onClose();
    engine.focus(null);
  };
  return (
    <div className={messages.messages} role="alert">
      <div className={messages.message}>
        <span>
          <Trans>Only pictures come onto the board: JPEG, PNG, WebP or GIF.</Trans>
        </span>
        <IconButton label={t`Close this message`} icon={<CrossIcon />} onClick={close} />
      </div>
    </div>
  );
}
