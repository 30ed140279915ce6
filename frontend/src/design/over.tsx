import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Sheet } from '../boards/panels/ui/sheet';
import { SidePanel } from '../boards/panels/side-panel';
import { Button, Card } from '../shared/ui';
import { Dialog } from '../shared/ui/dialog';
import styles from './design.module.css';
import { Group, Specimen } from './specimen';

type Opened = 'question' | 'dialog' | 'sheet' | null;

/** What lies over a page or beside a board; each keeps the keyboard and closes by Escape. */
export function Over() {
  const { t } = useLingui();
  const [opened, setOpened] = useState<Opened>(null);
  const close = (): void => setOpened(null);
  return (
    <section className={styles.part} aria-labelledby="over">
      <h2 id="over">
        <Trans>Over the page, beside the board</Trans>
      </h2>
      <Group title={<Trans>Open them</Trans>}>
        <Specimen name={t`must be answered`}>
          <Button onPress={() => setOpened('question')}>{t`A question`}</Button>
        </Specimen>
        <Specimen name={t`on a page`}>
          <Button onPress={() => setOpened('dialog')}>{t`A dialog`}</Button>
        </Specimen>
        <Specimen name={t`on a board`}>
          <Button onPress={() => setOpened('sheet')}>{t`A sheet over it`}</Button>
        </Specimen>
      </Group>
      <Beside />
      <Dialog
        role="alertdialog"
        title={<Trans>Leave this device?</Trans>}
        open={opened === 'question'}
        onClose={close}
        actions={
          <>
            <Button onPress={close}>{t`Stay`}</Button>
            <Button kind="danger" onPress={close}>{t`Leave`}</Button>
          </>
        }
      >
        <p>
          <Trans>What you wrote stays in the lab.</Trans>
        </p>
      </Dialog>
      <Dialog title={t`A dialog`} open={opened === 'dialog'} onClose={close} closer={<Trans>Close</Trans>}>
        <p>
          <Trans>It holds what needs a moment of its own.</Trans>
        </p>
      </Dialog>
      {opened === 'sheet' && (
        <Sheet title={t`A sheet over it`} onClose={close}>
          <p>
            <Trans>It holds what needs a moment of its own.</Trans>
          </p>
        </Sheet>
      )}
    </section>
  );
}

/** The panel takes the keyboard when it opens, so it is opened here too. */
function Beside() {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  const name = t`Beside the board`;
  return (
    <Card title={name} level={3}>
      <div>
        <Button aria-expanded={open} onPress={() => setOpen(!open)}>{t`Show the panel`}</Button>
      </div>
      {open && (
        <div className={styles.beside}>
          <SidePanel name={name} kicker={<Trans>The challenge</Trans>} title={t`Whole panes, a second life`} closer={t`Close`} onClose={() => setOpen(false)}>
            <p>
              <Trans>Brief, comments and history are read here while the board stays in sight.</Trans>
            </p>
          </SidePanel>
        </div>
      )}
    </Card>
  );
}
