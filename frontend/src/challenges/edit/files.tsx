import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useId, useMemo, useRef, useState, useSyncExternalStore, type DragEvent, type ReactNode } from 'react';
import type { BroughtFile } from '../../api/types';
import { ErrorSentence } from '../../shared/error-notice';
import { Button, Card, cx, Notice, TextField } from '../../shared/ui';
import { fileAt, KindAndSize } from '../files';
import { languageName } from '../words';
import { MOST_FILES, moved, putBack, saying, takenAway, withCome, type Taken } from './attached';
import { Bringing, mayTryAgain, PICTURES, TAKEN, type OnItsWay, type Place } from './bringing';
import type { Attached, Content } from './content';
import styles from './files.module.css';
import type { Saving, Written } from './saving';

interface FilesProps {
  saving: Saving;
  written: Written;
}

type Known = ReadonlyMap<string, BroughtFile>;

/** Everything that is there of this challenge's files, those that came a moment ago too. */
function useKnown(brought: readonly BroughtFile[], fresh: readonly BroughtFile[]): Known {
  return useMemo(() => new Map([...brought, ...fresh].map((one) => [one.id, one])), [brought, fresh]);
}

/** Sends files while the editor is open; what has come stands in the brief at once. */
function useBringing({ saving, written }: FilesProps) {
  const [fresh, setFresh] = useState<readonly BroughtFile[]>([]);
  const [bringing] = useState(
    () =>
      new Bringing(written.draft.id, (place, come) => {
        setFresh((some) => [...some, come]);
        saving.change(withCome(saving.read().mine, place, come));
      }),
  );
  useEffect(() => () => bringing.close(), [bringing]);
  const all = useSyncExternalStore(bringing.subscribe, bringing.read);
  return { bringing, all, known: useKnown(written.draft.brought, fresh) };
}

/** Pictures and PDFs on the clipboard become files, wherever on the page somebody pastes. */
function usePasted(bring: (files: readonly File[]) => void): void {
  const last = useRef(bring);
  useEffect(() => {
    last.current = bring;
  });
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      last.current(files);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, []);
}

/** A cover and files: chosen, dropped or pasted; described in each language; put in order; taken away and put back. */
export function Files({ saving, written }: FilesProps) {
  const { bringing, all, known } = useBringing({ saving, written });
  const [taken, setTaken] = useState<Taken | null>(null);
  const { mine, draft } = written;
  const room = MOST_FILES - mine.files.length - all.filter((one) => one.place === 'files' && !one.error).length;
  const bring = (files: readonly File[]): void => bringing.bring('files', files.slice(0, Math.max(0, room)));
  usePasted(bring);
  const change = (next: Content): void => saving.change(next);
  const takeAway = (id: string): void => {
    const [left, away] = takenAway(saving.read().mine, id);
    setTaken(away);
    change(left);
  };
  const about = { draft: draft.id, languages: draft.languages, known, mine, onChange: change, onTake: takeAway };
  const back = taken && (
    <Back
      name={known.get(taken.file.id)?.name ?? ''}
      onBack={() => {
        change(putBack(saving.read().mine, taken));
        setTaken(null);
      }}
    />
  );
  return (
    <>
      <Card title={<Trans>Cover</Trans>}>
        <Drop onDrop={(files) => bringing.bring('cover', files.slice(0, 1))}>
          {mine.cover && <CoverOf {...about} file={mine.cover} />}
          {taken?.at === -1 && back}
          <Waiting all={all} place="cover" bringing={bringing} />
          <Choose kinds={PICTURES} onChoose={(files) => bringing.bring('cover', files)}>
            {mine.cover ? <Trans>Choose another picture</Trans> : <Trans>Choose a cover</Trans>}
          </Choose>
          <p className={styles.soft}>
            <Trans>A picture above the brief and in the list of challenges.</Trans>
          </p>
        </Drop>
      </Card>
      <Card title={<Trans>Files</Trans>}>
        <Drop onDrop={bring}>
          <p className={styles.soft}>
            <Trans>Pictures and PDFs of at most 12 MB. Choose them, drop them here or paste them.</Trans>
          </p>
          {mine.files.length > 0 && (
            <ol className={styles.list}>
              {mine.files.map((file, at) => (
                <li key={file.id}>
                  <FileOf {...about} file={file} at={at} />
                </li>
              ))}
            </ol>
          )}
          {taken && taken.at >= 0 && back}
          <Waiting all={all} place="files" bringing={bringing} />
          {room > 0 ? (
            <Choose kinds={TAKEN} several onChoose={bring}>
              <Trans>Add files</Trans>
            </Choose>
          ) : (
            <p>
              <Trans>That is all the room there is: 12 files.</Trans>
            </p>
          )}
        </Drop>
      </Card>
    </>
  );
}

interface DropProps {
  onDrop: (files: File[]) => void;
  children: ReactNode;
}

/** Takes what is let go over it. There is a button too: nobody has to drag. */
function Drop({ onDrop, children }: DropProps) {
  const [over, setOver] = useState(false);
  const enter = (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(true);
  };
  return (
    <div
      className={cx(styles.drop, over && styles.over)}
      onDragEnter={enter}
      onDragOver={enter}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onDrop([...event.dataTransfer.files]);
      }}
    >
      {children}
    </div>
  );
}

interface ChooseProps {
  kinds: readonly string[];
  several?: boolean;
  onChoose: (files: File[]) => void;
  children: ReactNode;
}

/** The browser's own chooser, in the dress of a button. */
function Choose({ kinds, several = false, onChoose, children }: ChooseProps) {
  const id = useId();
  return (
    <span className={styles.choose}>
      <input
        id={id}
        type="file"
        accept={kinds.join()}
        multiple={several}
        onChange={(event) => {
          onChoose([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <label htmlFor={id}>{children}</label>
    </span>
  );
}

interface OneProps {
  draft: string;
  languages: readonly string[];
  known: Known;
  mine: Content;
  onChange: (mine: Content) => void;
  onTake: (id: string) => void;
  file: Attached;
}

function CoverOf(props: OneProps) {
  const { draft, known, file, onTake } = props;
  const { t } = useLingui();
  const about = known.get(file.id);
  return (
    <div className={styles.one} role="group" aria-label={t`Cover`}>
      {about ? (
        <img className={styles.cover} src={fileAt(draft, file.id, '/preview')} width={about.width} height={about.height} alt="" />
      ) : (
        <Gone />
      )}
      <Says {...props} label={(language) => t`What it shows · ${language}`} />
      <Button kind="bare" onPress={() => onTake(file.id)}>
        <Trans>Take the cover away</Trans>
      </Button>
    </div>
  );
}

function FileOf(props: OneProps & { at: number }) {
  const { draft, known, mine, file, at, onChange, onTake } = props;
  const { t } = useLingui();
  const about = known.get(file.id);
  const name = about?.name ?? t`a file that is gone`;
  const ends = { up: at === 0, down: at === mine.files.length - 1 };
  return (
    <div className={styles.one} role="group" aria-label={name}>
      {about ? (
        <p className={styles.head}>
          {about.kind === 'picture' && (
            <img src={fileAt(draft, file.id, '/preview')} width={about.width} height={about.height} alt="" />
          )}
          <span>
            <strong>{name}</strong>
            <KindAndSize {...about} />
          </span>
        </p>
      ) : (
        <Gone />
      )}
      <Says {...props} label={(language) => t`What it is · ${language}`} />
      <div className={styles.row}>
        <Button aria-label={t`Up: ${name}`} isDisabled={ends.up} onPress={() => onChange(moved(mine, file.id, -1))}>
          ↑
        </Button>
        <Button aria-label={t`Down: ${name}`} isDisabled={ends.down} onPress={() => onChange(moved(mine, file.id, 1))}>
          ↓
        </Button>
        <Button kind="bare" onPress={() => onTake(file.id)}>
          <Trans>Take away</Trans>
          <span className="visually-hidden"> {name}</span>
        </Button>
      </div>
    </div>
  );
}

function Gone() {
  return (
    <p className={styles.soft}>
      <Trans>This file is not there any more. Readers see nothing of it.</Trans>
    </p>
  );
}

/** What a file shows or holds, in each language of the lab: for whoever does not see it, and for the list. */
function Says({ languages, mine, file, onChange, label }: OneProps & { label: (language: string) => string }) {
  return languages.map((language) => (
    <TextField
      key={language}
      label={label(languageName(language))}
      value={file.says[language] ?? ''}
      onChange={(text) => onChange(saying(mine, file.id, language, text))}
      maxLength={400}
    />
  ));
}

function Back({ name, onBack }: { name: string; onBack: () => void }) {
  return (
    <Notice
      kind="ok"
      action={
        <Button onPress={onBack}>
          <Trans>Put it back</Trans>
        </Button>
      }
    >
      <Trans>{name} was taken away.</Trans>
    </Notice>
  );
}

/** What is on its way, and what was refused, with what can be done about it. */
function Waiting({ all, place, bringing }: { all: readonly OnItsWay[]; place: Place; bringing: Bringing }) {
  return all.filter((one) => one.place === place).map((one) => <OnWay key={one.key} one={one} bringing={bringing} />);
}

function OnWay({ one: { key, file, part, error }, bringing }: { one: OnItsWay; bringing: Bringing }) {
  const { t } = useLingui();
  const { name } = file;
  if (error) {
    return (
      <Notice
        kind="error"
        title={name}
        action={
          <>
            {mayTryAgain(error) && (
              <Button onPress={() => bringing.again(key)}>
                <Trans>Try again</Trans>
              </Button>
            )}
            <Button onPress={() => bringing.drop(key)}>
              <Trans>Leave it out</Trans>
            </Button>
          </>
        }
      >
        <ErrorSentence error={error} />
      </Notice>
    );
  }
  return (
    <div className={styles.way}>
      <span role="status">{part < 1 ? <Trans>Sending {name}…</Trans> : <Trans>Looking at {name}…</Trans>}</span>
      <progress max={100} value={Math.round(part * 100)} aria-label={t`Sending ${name}`} />
      <Button kind="bare" onPress={() => bringing.drop(key)}>
        <Trans>Stop</Trans>
        <span className="visually-hidden"> {name}</span>
      </Button>
    </div>
  );
}
