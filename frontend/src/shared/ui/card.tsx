import { useId, type ReactNode } from 'react';
import styles from './card.module.css';
import { cx } from './cx';

interface CardProps {
  /** A region of the page needs a name: its heading. Without one it is a plain sheet. */
  title?: ReactNode;
  level?: 2 | 3;
  children: ReactNode;
  tight?: boolean;
}

/** A sheet of paper on the desk. */
export function Card({ title, level = 2, children, tight = false }: CardProps) {
  const id = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  const className = cx(styles.card, tight && styles.tight);
  if (title === undefined) return <div className={className}>{children}</div>;
  return (
    <section className={className} aria-labelledby={id}>
      <Heading id={id}>{title}</Heading>
      {children}
    </section>
  );
}
