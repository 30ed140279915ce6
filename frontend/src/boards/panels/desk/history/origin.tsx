import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { send } from '../../../../api/http';
import type { components } from '../../../../api/rest.gen';
import { useRead } from '../../../canvas/view/observe';
import { useWorkspace } from '../../../canvas/view/workspace';
import styles from './history.module.css';

type Lineage = components['schemas']['LineageOut'];

/** For who runs the session: from how many ideas this one came, and who had a part in it. */
export function Origin({ id }: { id: string }) {
  const { t } = useLingui();
  const { board } = useWorkspace();
  const on = useRead(board.about, (about) => about?.board.id ?? '');
  const leads = useRead(board.about, (about) => about?.you.role === 'facilitator');
  const { data } = useQuery({
    queryKey: ['boards', on, 'lineage', id],
    queryFn: ({ signal }) => send<Lineage>('GET', `/api/boards/${on}/items/${id}/lineage`, { signal }),
    enabled: leads && on !== '',
    staleTime: 0,
    retry: false,
  });
  if (data === undefined || data.ancestors.length === 0) return null;
  const ideas = t`${plural(data.ancestors.length, { one: '# idea', other: '# ideas' })}`;
  const people = t`${plural(data.authors.length, { one: '# person', other: '# people' })}`;
  const disciplines = t`${plural(data.disciplines.length, { one: '# discipline', other: '# disciplines' })}`;
  return (
    <p className={styles.origin}>
      {data.disciplines.length === 0
        ? t`Came from ${ideas}, the work of ${people}.`
        : t`Came from ${ideas}, the work of ${people} from ${disciplines}.`}
    </p>
  );
}
