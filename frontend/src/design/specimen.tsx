import { useLayoutEffect, useRef, type ReactNode } from 'react';
import styles from './design.module.css';

/** What a control looks like when it is pointed at, pressed or has the keyboard. */
export type Held = 'hovered' | 'pressed' | 'focused';

interface SpecimenProps {
  name: ReactNode;
  /** Shows it as if somebody did this to it. */
  held?: Held;
  children: ReactNode;
}

/** One thing in one state, with the name of the state. */
export function Specimen({ name, held, children }: SpecimenProps) {
  const stand = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (held) stand.current?.firstElementChild?.setAttribute(`data-${held}`, 'true');
  });
  return (
    <div className={styles.specimen}>
      <div ref={stand} className={styles.stand}>
        {children}
      </div>
      <p className={styles.name}>{name}</p>
    </div>
  );
}

/** A heading and what belongs under it. */
export function Group({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.group}>
      <h3>{title}</h3>
      <div className={styles.specimens}>{children}</div>
    </div>
  );
}
