import { lazy, Suspense, useId, useRef, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useRead } from '../../canvas/view/observe';
import { useWorkspace } from '../../canvas/view/workspace';
import { PICTURE_KINDS } from './kinds';
import styles from './picture.module.css';

/** Fetched when somebody has chosen a picture: writing notes does not need it. */
const PictureSheet = lazy(() => import('./picture-sheet'));

interface AddPictureProps {
  label: string;
  icon: ReactNode;
  /** The words beside the icon. */
  children?: ReactNode;
  /** Takes a photo at once, where there is a camera. */
  camera?: boolean;
}

/** Chooses a picture; then it is looked at, described and put on the board in a sheet. */
export function AddPicture({ label, icon, children, camera = false }: AddPictureProps) {
  const { board } = useWorkspace();
  const may = useRead(board.about, (about) => about?.may.includes('add_image') ?? false);
  const [picture, setPicture] = useState<File | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  if (!may) return null;
  const close = (): void => {
    setPicture(null);
    input.current?.focus({ preventScroll: true });
  };
  return (
    <>
      <span className={styles.choose} title={label}>
        <input
          ref={input}
          id={id}
          type="file"
          // Named one by one, so that a telephone hands over a picture every browser can show.
          accept={PICTURE_KINDS.join()}
          capture={camera ? 'environment' : undefined}
          aria-label={label}
          onChange={(event) => {
            setPicture(event.target.files?.[0] ?? null);
            event.target.value = '';
          }}
        />
        <label htmlFor={id}>
          {icon}
          {children}
        </label>
      </span>
      {picture &&
        createPortal(
          // Outside the canvas, whose keys are not meant while this is open.
          <Suspense>
            <PictureSheet picture={picture} onClose={close} />
          </Suspense>,
          document.body,
        )}
    </>
  );
}
