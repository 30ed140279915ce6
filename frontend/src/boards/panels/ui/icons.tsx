/** Signs beside words; never instead of them, so all are hidden from whoever listens. */

interface SignProps {
  /** The strokes, in a box of 24 by 24. */
  d: string;
  small?: boolean;
}

export function Sign({ d, small = false }: SignProps) {
  const size = small ? 14 : 22;
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={small ? 2.8 : 2.2}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={d} />
    </svg>
  );
}

export const LockMark = () => <Sign small d="M6 11h12v9H6zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11" />;
export const LockIcon = () => <Sign d="M5.5 11h13v9h-13zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11" />;
export const NoteIcon = () => <Sign d="M4.5 4.5h15v9.5l-5.5 5.5H4.5zM19.5 14H14v5.5M12 7.5v6M9 10.5h6" />;
export const DrawIcon = () => <Sign d="M4 18c3-9 5-12 7-12s-1 8 1 8 2-3 4-3 1 4 4 4" />;
export const UndoIcon = () => <Sign d="M8.5 5 4 9.5 8.5 14M4.5 9.5H14a5.5 5.5 0 0 1 0 11h-3" />;
export const RedoIcon = () => <Sign d="M15.5 5 20 9.5 15.5 14M19.5 9.5H10a5.5 5.5 0 0 0 0 11h3" />;
export const MoreIcon = () => <Sign d="M5.5 12h.1M12 12h.1M18.5 12h.1" />;
export const PictureIcon = () => <Sign d="M4 5h16v14H4zM4 16.5l4.5-4.5 4 4 3-3L20 16.5M15.5 9.2v.1" />;
export const CameraIcon = () => <Sign d="M4 7.5h3.5L9 5h6l1.5 2.5H20v11H4zM12 16a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7" />;
export const LargeIcon = () => <Sign d="M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7" />;
export const BinIcon = () => <Sign d="M4.5 6.5h15M9 6.5V4h6v2.5M6.5 6.5l.8 13h9.4l.8-13M10 10.5v5.5M14 10.5v5.5" />;
export const PlusIcon = () => <Sign d="M12 5v14M5 12h14" />;
export const MinusIcon = () => <Sign d="M5 12h14" />;
export const FitIcon = () => <Sign d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5M9.5 9.5h5v5h-5z" />;
export const CrossIcon = () => <Sign d="M6 6l12 12M18 6 6 18" />;
export const PenIcon = () => <Sign d="M4.5 19.5l1-4.5L16 4.5l3.5 3.5L9 18.5zM13.5 7l3.5 3.5" />;
export const ListIcon = () => <Sign d="M9 6h11M9 12h11M9 18h11M4.5 6h.1M4.5 12h.1M4.5 18h.1" />;
export const BoardIcon = () => <Sign d="M4 4.5h7v7H4zM14 7.5h6v6h-6zM6.5 15h6v5h-6z" />;
export const BriefIcon = () => <Sign d="M6 3.5h9l4 4v13H6zM14.5 3.5V8H19M9 12h7M9 16h5" />;
export const PeopleIcon = () => <Sign d="M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M2.5 20c.4-3.8 3-6 6.5-6s6.1 2.2 6.5 6M16 4.8a3.5 3.5 0 0 1 0 6.4M18 14.5c2 .8 3.2 2.7 3.5 5.5" />;
export const HomeIcon = () => <Sign d="M15 5l-7 7 7 7" />;
