import { useEffect } from 'react';
import type { Command } from '../../canvas/commands';
import type { Engine } from '../../canvas/engine';
import { chords } from '../../canvas/tools/keyboard';

/** Heard all over the page: what looks for something on the board, whatever shows it. */
const EVERYWHERE = new Set(['find', 'palette']);

const isWritten = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('textarea, input:not([data-find]), select, [contenteditable], dialog') !== null;

/** Hears the keys of the search and of the palette also where the canvas is not, but not where one writes. */
export function useDeskKeys(engine: Engine, commands: readonly Command[]): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || isWritten(event.target)) return;
      const press = { key: event.key, code: event.code, control: event.ctrlKey || event.metaKey, alt: event.altKey, shift: event.shiftKey };
      const [chord = ''] = chords(press);
      const command = commands.find(({ id, keys }) => EVERYWHERE.has(id) && keys.includes(chord));
      if (!command) return;
      event.preventDefault();
      command.run(engine);
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [engine, commands]);
}
