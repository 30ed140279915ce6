import { Trans, useLingui } from '@lingui/react/macro';
import type { Challenge, ChallengeFile } from '../api/types';
import { cx } from '../shared/ui';
import styles from './files.module.css';

export type CoverPicture = NonNullable<Challenge['cover']>;

/** Of a file that was brought: where it is read. */
export const fileAt = (challenge: string, file: string, part: '' | '/preview' = ''): string =>
  `/api/challenges/${challenge}/files/${file}${part}`;

/** The longer side of the small version. */
const SMALL = 512;

export function previewWidth({ width, height }: { width: number; height: number }): number {
  return Math.max(1, Math.round(width * Math.min(1, SMALL / Math.max(width, height, 1))));
}

interface CoverProps {
  challenge: string;
  cover: CoverPicture;
  language: string;
  /** On a card of the catalogue, or in a preview: the small version is enough. */
  small?: boolean;
}

/** A picture in a frame of one shape, which is there before the picture is. */
export function Cover({ challenge, cover, language, small = false }: CoverProps) {
  const { id, alt, width, height } = cover;
  const preview = fileAt(challenge, id, '/preview');
  return (
    <img
      className={cx(styles.cover, small && styles.small)}
      src={preview}
      {...(!small && {
        srcSet: `${preview} ${previewWidth(cover)}w, ${fileAt(challenge, id)} ${width}w`,
        sizes: '(max-width: 75rem) 100vw, 70rem',
      })}
      width={width}
      height={height}
      alt={alt}
      lang={language}
      loading="lazy"
      decoding="async"
    />
  );
}

export function useSize(): (bytes: number) => string {
  const { i18n } = useLingui();
  return (bytes) => {
    const [unit, part] = bytes < 1_000_000 ? ['kilobyte', 1_000] : ['megabyte', 1_000_000];
    const style = { style: 'unit', unit, maximumFractionDigits: unit === 'kilobyte' ? 0 : 1 } as const;
    return new Intl.NumberFormat(i18n.locale, style).format(Math.max(bytes / part, unit === 'kilobyte' ? 1 : 0));
  };
}

export function KindAndSize({ kind, size }: Pick<ChallengeFile, 'kind' | 'size'>) {
  const sized = useSize();
  return (
    <span className={styles.kind}>
      {kind === 'pdf' ? 'PDF' : <Trans>Picture</Trans>} · {sized(size)}
    </span>
  );
}

interface FilesProps {
  challenge: string;
  files: readonly ChallengeFile[];
  language: string;
}

/** What comes with a brief: pictures are seen, PDFs are kept. */
export function FileList({ challenge, files, language }: FilesProps) {
  return (
    <ul className={styles.files}>
      {files.map((file) => (
        <li key={file.id}>
          <FileLine challenge={challenge} file={file} language={language} />
        </li>
      ))}
    </ul>
  );
}

function FileLine({ challenge, file, language }: { challenge: string; file: ChallengeFile; language: string }) {
  const isPicture = file.kind === 'picture';
  const address = fileAt(challenge, file.id);
  const said = file.says === '' ? file.name.replace(/\.\w+$/, '') : file.says;
  return (
    <a className={styles.file} href={address} {...(isPicture ? { target: '_blank', rel: 'noopener' } : { download: file.name })}>
      {isPicture ? (
        <img src={fileAt(challenge, file.id, '/preview')} width={file.width} height={file.height} alt="" loading="lazy" decoding="async" />
      ) : (
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6" />
        </svg>
      )}
      <span className={styles.told}>
        <strong lang={language}>{said}</strong>
        <KindAndSize {...file} />
        {isPicture && (
          <span className="visually-hidden">
            <Trans>(opens in a new tab)</Trans>
          </span>
        )}
      </span>
    </a>
  );
}
