import { useLingui } from '@lingui/react/macro';
import type { Part } from '../../canvas/commands';

/** What each command does, in words; by its id. */
export function useCommandNames(): Readonly<Record<string, string>> {
  const { t } = useLingui();
  return {
    note: t`New note`,
    edit: t`Write in the chosen note`,
    text: t`Text without a note`,
    zone: t`Zone, around what is chosen`,
    child: t`New note that builds on the chosen one; connects two`,
    discuss: t`Comments and reactions to the chosen note`,
    history: t`History of the chosen note`,
    flag: t`Flag the chosen note for the facilitator`,
    draw: t`Draw by hand`,
    duplicate: t`Duplicate what is chosen`,
    delete: t`Delete what is chosen`,
    colour: t`Colour of what is chosen and of the next note`,
    all: t`Choose all`,
    nothing: t`Choose nothing`,
    pointer: t`Choose and move again, after drawing`,
    step: t`Go to the next note in that direction`,
    nudge: t`Move what is chosen a little`,
    nudge_far: t`Move what is chosen further`,
    resize: t`Make what is chosen larger or smaller`,
    group: t`Put the chosen notes under a title`,
    front: t`Bring to the front`,
    back: t`Send to the back`,
    align_left: t`Line up on the left`,
    align_centre: t`Line up in the centre`,
    align_right: t`Line up on the right`,
    align_top: t`Line up at the top`,
    align_middle: t`Line up in the middle`,
    align_bottom: t`Line up at the bottom`,
    spread_across: t`Spread evenly across`,
    spread_down: t`Spread evenly downwards`,
    tidy: t`Tidy up into a grid`,
    undo: t`Undo what I did`,
    redo: t`Do it again`,
    zoom_in: t`Zoom in`,
    zoom_out: t`Zoom out`,
    zoom_whole: t`Back to 100%`,
    zoom_chosen: t`Show what is chosen`,
    fit: t`Show all notes`,
    structure: t`Begin with a structure`,
    find: t`Find on the board`,
    palette: t`All that can be done now, by name`,
    list: t`Show the notes as a list`,
    map: t`Small map: show it, or fold it away`,
    help: t`Keys and gestures`,
  };
}

export function usePartNames(): Readonly<Record<Part, string>> {
  const { t } = useLingui();
  return { write: t`Writing`, choose: t`Choosing`, arrange: t`Moving and arranging`, look: t`Looking around`, board: t`The board` };
}

const SIGNS: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc', '-': '−', PageUp: 'Page ↑', PageDown: 'Page ↓' };
const isMac = (): boolean => /Mac|iP(hone|ad)/.test(navigator.userAgent);

/** How one presses it, key by key, as keyboards name them. */
export function useKeyCaps(): (chord: string) => string[] {
  const { t } = useLingui();
  const [shift, control] = [t`Shift`, isMac() ? '⌘' : t`Ctrl`];
  const cap = (key: string): string => SIGNS[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  const held: Readonly<Record<string, string>> = { Mod: control, Shift: shift };
  // The plus key itself is written as `+`.
  return (chord) => (chord === '+' ? ['+'] : chord.split('+').map((key) => held[key] ?? cap(key)));
}
