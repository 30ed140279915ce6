import { useState } from 'react';
import { Trans, useLingui } from '@lingui/react/macro';
import { LargeIcon } from '../../panels/ui/icons';
import type { ViewImage } from '../../sync';
import { UNITS } from '../geometry';
import { ItemEditor } from './note-editor';
import { useRead } from './observe';
import { PREVIEW_PX, previewOf, wholeOf } from './picture';
import styles from './picture-face.module.css';
import { useWorkspace } from './workspace';

const LETTERS = 14;

/** A picture and what it shows, on a card like a print on paper. */
export function PictureFace({ item, editing }: { item: ViewImage; editing: boolean }) {
  const { t } = useLingui();
  const words = item.text.trim();
  return (
    <div className={styles.face}>
      <div className={styles.frame}>
        <Print key={item.file} item={item} />
      </div>
      {editing ? (
        <ItemEditor id={item.id} className={styles.editor} size={LETTERS} label={t`What the picture shows`} />
      ) : (
        words !== '' && (
          <p className={styles.words} dir="auto">
            {words}
          </p>
        )
      )}
    </div>
  );
}

/** The picture itself: the small one from afar, the whole one where it is looked at closely. */
function Print({ item }: { item: ViewImage }) {
  const { t } = useLingui();
  const { engine } = useWorkspace();
  const [gone, setGone] = useState(false);
  const longest = Math.max(item.w, item.h) / UNITS;
  const near = useRead(engine.camera, ({ zoom }) => longest * zoom * devicePixelRatio > PREVIEW_PX);
  if (gone) {
    return (
      <span className={styles.gone}>
        <Trans>This picture is not there any more</Trans>
      </span>
    );
  }
  return (
    <>
      <img
        src={near ? wholeOf(item.file) : previewOf(item.file)}
        alt={item.text.trim()}
        draggable={false}
        decoding="async"
        onError={() => setGone(true)}
      />
      <a className={styles.large} href={wholeOf(item.file)} target="_blank" rel="noopener" aria-label={t`Open the picture in a tab of its own`}>
        <LargeIcon />
      </a>
    </>
  );
}
