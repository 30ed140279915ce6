import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Button, Steps } from './ui';
import styles from './tour.module.css';

export interface Stop {
  title: string;
  words: ReactNode;
  /** The part of the page it tells of, as a selector; it is marked and brought into sight. */
  shows?: string;
}

interface TourProps {
  name: string;
  stops: readonly Stop[];
  /** “2 of 3”. */
  place: (at: number) => string;
  next: string;
  back: string;
  done: string;
  skip: string;
  onEnd: () => void;
}

/** Marks the part of the page that a stop tells of, while it does. */
function useMark(shows: string | undefined, moved: boolean): void {
  useEffect(() => {
    const part = shows === undefined ? null : document.querySelector(shows);
    part?.setAttribute('data-toured', '');
    if (moved) part?.scrollIntoView({ block: 'nearest' });
    return () => part?.removeAttribute('data-toured');
  }, [shows, moved]);
}

/**
 * A few words on where one is. It stands in the page and takes room, so it covers nothing; it takes
 * the keyboard only to its own next stop, and can be left at any moment (Escape as well).
 */
export function Tour({ name, stops, place, next, back, done, skip, onEnd }: TourProps) {
  const [at, setAt] = useState(0);
  const [moved, setMoved] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const stop = stops[at];
  useMark(stop?.shows, moved);
  useEffect(() => {
    if (moved) heading.current?.focus();
  }, [at, moved]);
  if (!stop) return null;
  const last = at === stops.length - 1;
  const go = (by: number) => (): void => {
    setMoved(true);
    setAt(at + by);
  };
  return (
    <section
      className={styles.tour}
      aria-label={name}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onEnd();
      }}
    >
      <div className={styles.said}>
        <Steps at={at + 1} of={stops.length} label={place(at + 1)} />
        <h2 ref={heading} tabIndex={-1}>
          {stop.title}
        </h2>
        <p>{stop.words}</p>
      </div>
      <div className={styles.ways}>
        {!last && (
          <Button kind="bare" onPress={onEnd}>
            {skip}
          </Button>
        )}
        {at > 0 && <Button onPress={go(-1)}>{back}</Button>}
        <Button kind="go" onPress={last ? onEnd : go(1)}>
          {last ? done : next}
        </Button>
      </div>
    </section>
  );
}
