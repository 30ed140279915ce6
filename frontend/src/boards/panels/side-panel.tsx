import { useEffect, useRef, type ReactNode } from 'react';
import styles from './side-panel.module.css';
import { CrossIcon } from './ui/icons';
import { IconButton } from './ui/icon-button';

interface SidePanelProps {
  /** What the region is called by readers. */
  name: string;
  /** The same in a word or two over the heading. */
  kicker: ReactNode;
  /** What it is about: people's own words mostly. */
  title: string | undefined;
  /** What the cross says. */
  closer: string;
  onClose: () => void;
  children: ReactNode;
}

/**
 * Something to read beside the board, without leaving it. It takes the keyboard to its heading and
 * gives it back to what had it; Escape closes. Give it a `key` where it may turn to something else.
 */
export function SidePanel({ name, kicker, title, closer, onClose, children }: SidePanelProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    heading.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <aside
      className={styles.panel}
      aria-label={name}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <header className={styles.head}>
        <div>
          <p className={styles.kicker}>{kicker}</p>
          <h2 ref={heading} tabIndex={-1} dir="auto">
            {title}
          </h2>
        </div>
        <IconButton label={closer} icon={<CrossIcon />} onClick={onClose} />
      </header>
      <div className={styles.body}>{children}</div>
    </aside>
  );
}
