/** Where a picture's bytes are. The server gives them to who may see its item. */

const address = (file: string): string => `/api/attachments/${file}`;

/** The whole picture, at most 2,048 pixels a side. */
export const wholeOf = address;

/** A small one, at most 512 pixels a side. */
export const previewOf = (file: string): string => `${address(file)}/preview`;

/** A preview drawn larger than this many pixels of the screen looks soft. */
export const PREVIEW_PX = 560;
