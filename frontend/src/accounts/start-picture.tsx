import styles from './start-picture.module.css';

interface Note {
  x: number;
  y: number;
  turn: number;
  colour: string;
  lines: readonly number[];
}

const NOTES: readonly Note[] = [
  { x: 26, y: 40, turn: -5, colour: 'yellow', lines: [64, 78, 40] },
  { x: 210, y: 14, turn: 3, colour: 'blue', lines: [70, 52] },
  { x: 128, y: 168, turn: -2, colour: 'green', lines: [58, 80, 66] },
  { x: 316, y: 146, turn: 4, colour: 'orange', lines: [76, 44] },
  { x: 252, y: 292, turn: -3, colour: 'pink', lines: [80, 62, 30] },
];
const LINKS = ['M110 130 C130 160 140 160 172 182', 'M296 122 C330 130 344 138 362 158', 'M234 262 C250 280 262 286 290 304', 'M376 248 C378 276 366 286 346 306'];

function Sheet({ x, y, turn, colour, lines }: Note) {
  return (
    <g transform={`translate(${x} ${y}) rotate(${turn} 58 54)`}>
      <path className={styles.shade} d="M3 5h114v82L97 108H3z" />
      <path className={styles[colour]} d="M0 0h116v84l-22 22H0z" />
      <path className={styles.fold} d="M116 84H94v22z" />
      {lines.map((width, i) => (
        <path key={width} className={styles.line} d={`M16 ${26 + i * 19}h${width}`} />
      ))}
    </g>
  );
}

/** What happens here, drawn: notes that build on one another, and a clock that runs. */
export function StartPicture({ className }: { className?: string | undefined }) {
  return (
    <svg className={className} viewBox="0 0 460 420" aria-hidden="true">
      {LINKS.map((d) => (
        <path key={d} className={styles.link} d={d} />
      ))}
      {NOTES.map((note) => (
        <Sheet key={note.colour} {...note} />
      ))}
      <circle className={styles.track} cx="74" cy="338" r="34" />
      <circle className={styles.time} cx="74" cy="338" r="34" pathLength="100" />
      <path className={styles.hand} d="M74 338V318" />
    </svg>
  );
}
