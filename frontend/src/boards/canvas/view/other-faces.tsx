import { useLingui } from '@lingui/react/macro';
import type { ViewItem } from '../../sync';
import { UNITS } from '../geometry';
import { useFit } from './measure';
import { ItemEditor } from './note-editor';
import styles from './other-faces.module.css';

type Of<K extends ViewItem['kind']> = Extract<ViewItem, { kind: K }>;

interface FaceProps<K extends ViewItem['kind']> {
  item: Of<K>;
  editing: boolean;
}

const PAD = 6;
const TITLE_LETTERS = 20;

/** Letters without paper, as large as their box lets them be. */
export function TextFace({ item, editing }: FaceProps<'text'>) {
  const { t } = useLingui();
  const room = { width: item.w / UNITS - 2 * PAD, height: item.h / UNITS - 2 * PAD };
  const { size } = useFit(item.text, room);
  if (editing) return <ItemEditor id={item.id} className={styles.freeEditor} size={size} label={t`Text`} />;
  return (
    <div className={styles.free} style={{ fontSize: size }} dir="auto" lang={item.lang} data-empty={item.text.trim() === '' || undefined}>
      {item.text.trim() === '' ? t`Text` : item.text}
    </div>
  );
}

/** A zone's title, and below it what goes there. The ground of the zone is painted behind everything. */
export function ZoneFace({ item, editing }: FaceProps<'zone'>) {
  const { t } = useLingui();
  if (editing) {
    return <ItemEditor id={item.id} className={styles.zoneEditor} size={TITLE_LETTERS} label={t`Title of the zone; below it, what goes there`} />;
  }
  const [title = '', ...rest] = item.text.split('\n');
  return (
    <div className={styles.zone}>
      <h3 className={styles.title} dir="auto">
        {title.trim() === '' ? t`Zone` : title}
      </h3>
      {rest.length > 0 && (
        <p className={styles.hint} dir="auto">
          {rest.join(' ')}
        </p>
      )}
    </div>
  );
}

/** The title of a group. */
export function ClusterFace({ item, editing }: FaceProps<'cluster'>) {
  const { t } = useLingui();
  if (editing) return <ItemEditor id={item.id} className={styles.clusterEditor} size={TITLE_LETTERS} label={t`Title of the group`} />;
  return (
    <h3 className={styles.cluster} dir="auto" data-empty={item.text.trim() === '' || undefined}>
      {item.text.trim() === '' ? t`Group` : item.text}
    </h3>
  );
}
