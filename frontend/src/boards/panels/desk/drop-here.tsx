import { useEffect, useRef, useState } from 'react';
import { Trans } from '@lingui/react/macro';
import { useRead } from '../../canvas/view/observe';
import { useWorkspace } from '../../canvas/view/workspace';
import styles from './drop-here.module.css';
import { incoming, isPicture, type Incoming } from './incoming';

/** Firefox tells what files are only when they are let go. */
const UNTOLD = 'application/x-moz-file';

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** Whether a picture may be among them; Safari tells nothing of files that are not let go yet. */
function mayBePicture(event: DragEvent): boolean {
  const items = [...(event.dataTransfer?.items ?? [])];
  return items.length === 0 || items.some((item) => isPicture(item) || item.type === UNTOLD);
}

type Over = 'pictures' | 'others' | null;

interface DropHereProps {
  onFiles: (incoming: Incoming) => void;
}

/** Takes files that are dragged over the canvas and let go there. Elsewhere they would take the page's place: nothing comes of it. */
function useDrop(onFiles: DropHereProps['onFiles']) {
  const { board, engine } = useWorkspace();
  const may = useRead(board.about, (about) => about?.may.includes('add_image') ?? false);
  const here = useRef<HTMLDivElement>(null);
  const [over, setOver] = useState<Over>(null);
  useEffect(() => {
    const isHere = ({ target }: DragEvent): boolean => may && target instanceof Node && (here.current?.parentElement?.contains(target) ?? false);
    const dragged = (event: DragEvent): void => {
      if (!carriesFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = isHere(event) ? 'copy' : 'none';
      setOver(isHere(event) ? (mayBePicture(event) ? 'pictures' : 'others') : null);
    };
    const left = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(null);
    };
    const dropped = (event: DragEvent): void => {
      setOver(null);
      if (!carriesFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      if (isHere(event)) onFiles(incoming(event.dataTransfer.files, engine.boardPoint({ x: event.clientX, y: event.clientY })));
    };
    window.addEventListener('dragover', dragged);
    window.addEventListener('dragleave', left);
    window.addEventListener('drop', dropped);
    return () => {
      window.removeEventListener('dragover', dragged);
      window.removeEventListener('dragleave', left);
      window.removeEventListener('drop', dropped);
    };
  }, [engine, may, onFiles]);
  return { here, over };
}

/** Says over the canvas what comes of the files one drags over it. For the hand that drags; there is a button for all. */
export function DropHere({ onFiles }: DropHereProps) {
  const { here, over } = useDrop(onFiles);
  return (
    <div ref={here} className={styles.over} hidden={over === null} aria-hidden="true" data-over={over}>
      <p className={styles.words}>{over === 'others' ? <Trans>Only pictures come onto the board</Trans> : <Trans>Let go where the pictures should lie</Trans>}</p>
    </div>
  );
}
