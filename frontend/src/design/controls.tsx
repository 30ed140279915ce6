import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { IconButton } from '../boards/panels/ui/icon-button';
import { FindIcon } from '../boards/panels/desk/icons';
import { Swatches } from '../boards/panels/ui/swatches';
import type { Colour } from '../boards/sync';
import { Link } from '../shared/routing/link';
import { Button, Checkbox, Choices, LinkButton, Select, TextField, type ButtonKind } from '../shared/ui';
import { OneOf } from '../shared/ui/one-of';
import { PlainSwitch } from '../shared/ui/plain-switch';
import styles from './design.module.css';
import { Group, Specimen, type Held } from './specimen';

/** What somebody presses, fills in and chooses. */
export function Controls() {
  return (
    <section className={styles.part} aria-labelledby="controls">
      <h2 id="controls">
        <Trans>To press, to fill in, to choose</Trans>
      </h2>
      <Buttons />
      <Signs />
      <Fields />
      <ToChoose />
    </section>
  );
}

function useHeldNames(): readonly (readonly [Held, string])[] {
  const { t } = useLingui();
  return [
    ['hovered', t`pointed at`],
    ['pressed', t`pressed`],
    ['focused', t`with the keyboard`],
  ];
}

/** Every kind in every state. */
function Buttons() {
  const { t } = useLingui();
  const kinds: Record<ButtonKind, string> = { go: t`What the screen is about`, calm: t`All the others`, bare: t`In a line`, danger: t`Cannot be taken back` };
  const held = useHeldNames();
  return Object.entries(kinds).map(([kind, name]) => {
    const look = { kind: kind as ButtonKind };
    return (
      <Group key={kind} title={name}>
        <Specimen name={t`at rest`}>
          <Button {...look}>{t`Make the board`}</Button>
        </Specimen>
        {held.map(([state, said]) => (
          <Specimen key={state} name={said} held={state}>
            <Button {...look}>{t`Make the board`}</Button>
          </Specimen>
        ))}
        <Specimen name={t`at work`}>
          <Button {...look} busy>{t`Make the board`}</Button>
        </Specimen>
        <Specimen name={t`not possible now`}>
          <Button {...look} isDisabled>{t`Make the board`}</Button>
        </Specimen>
      </Group>
    );
  });
}

function Signs() {
  const { t } = useLingui();
  const label = t`Find on the board`;
  return (
    <Group title={<Trans>Signs and links</Trans>}>
      <Specimen name={t`at rest`}>
        <IconButton label={label} icon={<FindIcon />} />
      </Specimen>
      <Specimen name={t`open`}>
        <IconButton label={label} icon={<FindIcon />} aria-expanded />
      </Specimen>
      <Specimen name={t`not possible now`}>
        <IconButton label={label} icon={<FindIcon />} disabled />
      </Specimen>
      <Specimen name={t`What the screen is about`}>
        <IconButton label={label} icon={<FindIcon />} strong>{t`Find`}</IconButton>
      </Specimen>
      <Specimen name={t`goes somewhere`}>
        <LinkButton to="/design">{t`All challenges`}</LinkButton>
      </Specimen>
      <Specimen name={t`in a sentence`}>
        <Link to="/design">{t`All challenges`}</Link>
      </Specimen>
      <Specimen name={t`for the whole device`}>
        <PlainSwitch className={styles.plain} />
      </Specimen>
    </Group>
  );
}

function Fields() {
  const { t } = useLingui();
  const [title, setTitle] = useState('');
  const [chosen, setChosen] = useState('glass');
  const label = t`Title`;
  const hint = t`The question people think about.`;
  const choices = [
    { value: 'glass', label: t`glass` },
    { value: 'cycling', label: t`cycling` },
  ];
  return (
    <Group title={<Trans>To fill in</Trans>}>
      <Specimen name={t`empty`}>
        <TextField label={label} hint={hint} value={title} onChange={setTitle} />
      </Specimen>
      <Specimen name={t`something is wrong`}>
        <TextField label={label} hint={hint} error={t`Give it a title first.`} value="" />
      </Specimen>
      <Specimen name={t`not possible now`}>
        <TextField label={label} value={t`Whole panes, a second life`} isDisabled />
      </Specimen>
      <Specimen name={t`several lines`}>
        <TextField label={label} lines={3} value={title} onChange={setTitle} />
      </Specimen>
      <Specimen name={t`a code`}>
        <TextField label={t`Join code`} code value="7KQ2M9XA" />
      </Specimen>
      <Specimen name={t`one of a list`}>
        <Select label={t`Sector`} choices={choices} value={chosen} onChange={setChosen} />
      </Specimen>
    </Group>
  );
}

function ToChoose() {
  const { t } = useLingui();
  const [several, setSeveral] = useState<string[]>(['nl']);
  const [colour, setColour] = useState<Colour>('yellow');
  const [way, setWay] = useState<'open' | 'silent'>('open');
  const languages = [
    { value: 'nl', label: 'Nederlands', lang: 'nl' },
    { value: 'en', label: 'English', lang: 'en' },
  ];
  const ways = [
    { value: 'open', label: t`Together`, hint: t`Everybody sees every note at once.` },
    { value: 'silent', label: t`In silence`, hint: t`Each writes alone.` },
  ] as const;
  return (
    <Group title={<Trans>To choose</Trans>}>
      <Specimen name={t`yes or no`}>
        <Checkbox defaultSelected>{t`I take part.`}</Checkbox>
      </Specimen>
      <Specimen name={t`not yet`}>
        <Checkbox>{t`I take part.`}</Checkbox>
      </Specimen>
      <Specimen name={t`several of a few`}>
        <Choices label={t`Languages`} choices={languages} value={several} onChange={setSeveral} />
      </Specimen>
      <Specimen name={t`something is wrong`}>
        <Choices label={t`Languages`} error={t`Choose one at least.`} choices={languages} value={[]} onChange={setSeveral} />
      </Specimen>
      <Specimen name={t`one of two`}>
        <OneOf label={t`How people begin`} choices={ways} value={way} onChange={setWay} />
      </Specimen>
      <Specimen name={t`a colour`}>
        <Swatches value={colour} onChange={setColour} />
      </Specimen>
    </Group>
  );
}
