/** What one kind of item has and another has not. */

import type { ClusterItem, Colour, CommentItem, ConnectorItem, ImageItem, Item, NoteItem, StrokeItem, TextItem, ZoneItem } from './wire';

/** Items that lie somewhere; the others hang on them. */
export type PlacedItem = NoteItem | ImageItem | TextItem | ZoneItem | ClusterItem | StrokeItem;
/** … that can be given another size. */
export type SizedItem = Exclude<PlacedItem, StrokeItem>;
export type ColouredItem = NoteItem | ZoneItem | StrokeItem;
export type Kind = Item['kind'];

export const isPlaced = (item: Item): item is PlacedItem => item.kind !== 'connector' && item.kind !== 'comment';
export const isSized = (item: Item): item is SizedItem => isPlaced(item) && item.kind !== 'stroke';
export const isColoured = (item: Item): item is ColouredItem => item.kind === 'note' || item.kind === 'zone' || item.kind === 'stroke';
export const isConnector = (item: Item): item is ConnectorItem => item.kind === 'connector';
export const isComment = (item: Item): item is CommentItem => item.kind === 'comment';

/** The colour of an item; `null` where its kind has none. */
export const colourOf = (item: Item): Colour | null => (isColoured(item) ? item.colour : null);
