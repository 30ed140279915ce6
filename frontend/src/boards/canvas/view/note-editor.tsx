import { useLayoutEffect, useRef } from 'react';
import { useLingui } from '@lingui/react/macro';
import { TEXT_LIMIT } from '../../model/wire';
import { useFit, type Room } from './measure';
import styles from './note-card.module.css';
import { useWorkspace } from './workspace';

/** Binds a textarea to a note's text as long as it is shown; the caret begins at the end. */
export function useBoundText(id: string): React.RefObject<HTMLTextAreaElement | null> {
  const { board } = useWorkspace();
  const area = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return undefined;
    const text = board.editText(id);
    const unbind = text.bind(element);
    element.focus({ preventScroll: true });
    element.setSelectionRange(element.value.length, element.value.length);
    return () => {
      unbind();
      text.close();
    };
  }, [board, id]);
  return area;
}

/** Keys that end writing: Escape, and Enter with Ctrl or ⌘. */
export function endsWriting(event: React.KeyboardEvent): boolean {
  if (event.nativeEvent.isComposing) return false;
  return event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey));
}

/** Writes on the note itself. */
export function NoteEditor({ id, text, room }: { id: string; text: string; room: Room | undefined }) {
  const { t } = useLingui();
  const { size } = useFit(text, room);
  return <ItemEditor id={id} className={styles.editor} size={size} label={t`Text of the note`} />;
}

interface ItemEditorProps {
  id: string;
  className: string | undefined;
  /** Of the letters, in pixels. */
  size: number;
  label: string;
}

/** Writes the text of an item where it lies. */
export function ItemEditor({ id, className, size, label }: ItemEditorProps) {
  const { engine } = useWorkspace();
  const area = useBoundText(id);
  return (
    <textarea
      ref={area}
      className={className}
      style={{ fontSize: size }}
      aria-label={label}
      dir="auto"
      maxLength={TEXT_LIMIT}
      onKeyDown={(event) => {
        if (!endsWriting(event)) return;
        event.preventDefault();
        event.stopPropagation();
        engine.leaveEditing();
      }}
      onBlur={() => {
        if (document.hasFocus() && engine.editing.get() === id) engine.leaveEditing(false);
      }}
    />
  );
}
