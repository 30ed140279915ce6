import { encode } from 'uqr';

/** Draws the dark squares of a QR code row by row, each run of them as one stroke of the pen. */
export function drawn(rows: readonly (readonly boolean[])[]): string {
  let path = '';
  for (const [y, row] of rows.entries()) {
    for (let x = 0; x < row.length; x += 1) {
      if (!row[x]) continue;
      const from = x;
      while (row[x + 1]) x += 1;
      path += `M${from} ${y}h${x + 1 - from}v1H${from}z`;
    }
  }
  return path;
}

interface QrCodeProps {
  text: string;
  label: string;
  className?: string | undefined;
}

/** A QR code in the page itself: nothing is asked of any server. */
export function QrCode({ text, label, className }: QrCodeProps) {
  const { data, size } = encode(text, { border: 0, ecc: 'M' });
  return (
    <svg className={className} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path d={drawn(data)} shapeRendering="crispEdges" fill="currentColor" />
    </svg>
  );
}
