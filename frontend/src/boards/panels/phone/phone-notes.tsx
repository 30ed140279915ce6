import styles from '../board-screen.module.css';
import { Outline } from '../outline';

/** Everybody's notes, in a hand. */
export function PhoneNotes({ onShow }: { onShow: (id: string) => void }) {
  return (
    <div className={styles.scroll}>
      <div className={styles.sheet}>
        <Outline onShow={onShow} />
      </div>
    </div>
  );
}
