import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Card, EmptyState, LinkButton, Notice, Spinner, Steps, Waiting, Wordmark, type NoticeKind } from '../shared/ui';
import { PictureCards } from '../shared/ui/picture-cards';
import styles from './design.module.css';
import { Group, Specimen } from './specimen';

/** What the page says: that it waits, that it is empty, what went wrong, what went well. */
export function Messages() {
  const { t } = useLingui();
  return (
    <section className={styles.part} aria-labelledby="messages">
      <h2 id="messages">
        <Trans>To say something</Trans>
      </h2>
      <Notices />
      <Group title={<Trans>Sheets and empty places</Trans>}>
        <Specimen name={t`a sheet`}>
          <Card title={t`Whole panes, a second life`} level={3}>
            <p>
              <Trans>What belongs together lies on one sheet.</Trans>
            </p>
          </Card>
        </Specimen>
        <Specimen name={t`in a list`}>
          <Card title={t`Whole panes, a second life`} level={3} tight>
            <p>
              <Trans>What belongs together lies on one sheet.</Trans>
            </p>
          </Card>
        </Specimen>
        <Specimen name={t`empty`}>
          <EmptyState title={t`There is no challenge yet.`} action={<LinkButton to="/design">{t`Begin one`}</LinkButton>}>
            <Trans>Begin with a title; the rest can be written later.</Trans>
          </EmptyState>
        </Specimen>
      </Group>
      <Group title={<Trans>Waiting, and how far one is</Trans>}>
        <Specimen name={t`on its way`}>
          <Waiting>
            <Trans>Fetching the boards…</Trans>
          </Waiting>
        </Specimen>
        <Specimen name={t`beside words`}>
          <Spinner small />
        </Specimen>
        <Specimen name={t`steps`}>
          <Steps at={2} of={3} label={t`Step 2 of 3`} />
        </Specimen>
        <Specimen name={t`our name`}>
          <Wordmark label="LiveLab" />
        </Specimen>
        <Specimen name={t`steps in pictures`}>
          <PictureCards
            label={t`What happens`}
            steps={[
              { picture: 'read', words: t`You read a question.` },
              { picture: 'write', words: t`You write what you think.` },
            ]}
          />
        </Specimen>
      </Group>
    </section>
  );
}

function Notices() {
  const { t } = useLingui();
  const said: Record<NoticeKind, readonly [name: string, title: string, words: string]> = {
    error: [t`something went wrong`, t`This code does not work.`, t`Check it, or ask for a new one.`],
    offline: [t`no line`, t`No connection to the lab.`, t`What you typed stays here. We keep trying.`],
    info: [t`good to know`, t`People come in with this code.`, t`It works for a day.`],
    ok: [t`went well`, t`The board is ready.`, t`Put its code on the screen.`],
  };
  return (
    <Group title={<Trans>Messages</Trans>}>
      {(Object.keys(said) as NoticeKind[]).map((kind) => {
        const [name, title, words] = said[kind];
        return (
          <Specimen key={kind} name={name}>
            <Notice kind={kind} title={title} action={kind === 'error' && <Button>{t`Try again`}</Button>}>
              {words}
            </Notice>
          </Specimen>
        );
      })}
    </Group>
  );
}
