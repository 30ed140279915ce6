import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { useLingui } from '@lingui/react/macro';
import { CrossIcon } from './icons';
import { IconButton } from './icon-button';
import styles from './sheet.module.css';

interface SheetProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** The buttons, the one that goes ahead last. Without them a cross closes. */
  actions?: ReactNode;
  question?: boolean;
}

/** A sheet over everything, in the platform's own dialog: it keeps the keyboard, Escape closes it. */
export function Sheet({ title, onClose, children, actions, question = false }: SheetProps) {
  const { t } = useLingui();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  // Closed while it is still on the page: then the platform gives the keyboard back to what had it.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={styles.sheet}
      role={question ? 'alertdialog' : undefined}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className={styles.inside}>
        <header className={styles.head}>
          <h2 id={heading}>{title}</h2>
          {actions === undefined && <IconButton label={t`Close`} icon={<CrossIcon />} onClick={onClose} />}
        </header>
        {children}
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
    </dialog>
  );
}
