/** What one kind of item has and another has not. */

import type { Colour, Item } from './wire';

/** The colour of an item; `null` where its kind has none. */
export const colourOf = (item: Item): Colour | null => (item.kind === 'note' ? item.colour : null);
