import { Trans } from '@lingui/react/macro';
import type { LabPerson } from '../../api/types';
import { ErrorNotice } from '../../shared/error-notice';
import { Button, Card } from '../../shared/ui';
import { LinkSheet } from '../links/link-sheet';
import { useResetLink } from '../links/queries';

/** A way in for somebody who forgot her password. */
export function PasswordLink({ person }: { person: LabPerson }) {
  const link = useResetLink(person.id);
  return (
    <Card title={<Trans>Forgotten password</Trans>}>
      <p>
        <Trans>Make a link to a new password and hand it over. The old one works until the link is used.</Trans>
      </p>
      <ErrorNotice error={link.error} />
      <div>
        <Button busy={link.isPending} onPress={() => link.mutate({})}>
          <Trans>Make a link to a new password</Trans>
        </Button>
      </div>
      {link.data && <LinkSheet key={link.data.token} made={link.data} />}
    </Card>
  );
}
