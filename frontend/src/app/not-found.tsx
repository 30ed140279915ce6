import { useLingui, Trans } from '@lingui/react/macro';
import { Screen } from '../shared/screen';
import { LinkButton } from '../shared/ui';

export function NotFound() {
  const { t } = useLingui();
  return (
    <Screen title={t`There is nothing at this address`}>
      <p>
        <Trans>The link may be old, or a letter is missing. A join code always works from the start.</Trans>
      </p>
      <p>
        <LinkButton to="/" kind="go">
          <Trans>To the start</Trans>
        </LinkButton>
      </p>
    </Screen>
  );
}
