import { useEffect, useRef, type ReactNode } from 'react';
import { hasMoved } from './routing/place';
import styles from './screen.module.css';
import { cx } from './ui/cx';
import { ReadAloud } from './ui/read-aloud';

interface ScreenProps {
  /** Heading of the screen and title of the window. */
  title: string;
  /** Above the heading: where this belongs. */
  over?: ReactNode;
  /** One sentence under the heading. */
  lead?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}

/** One screen: names the window, and takes the focus to its heading when somebody moves to it. */
export function Screen({ title, over, lead, wide = false, children }: ScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const screen = useRef<HTMLDivElement>(null);
  useEffect(() => {
    document.title = `${title} · LiveLab`;
  }, [title]);
  useEffect(() => {
    if (hasMoved()) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div ref={screen} className={cx(styles.screen, wide && styles.wide)}>
      <header className={styles.head}>
        {over !== undefined && <div className={styles.over}>{over}</div>}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead !== undefined && <p className={styles.lead}>{lead}</p>}
        <ReadAloud words={() => screen.current?.innerText ?? title} />
      </header>
      {children}
    </div>
  );
}
