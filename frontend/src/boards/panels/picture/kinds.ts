/** The kinds of pictures every browser can show. */
export const PICTURE_KINDS: readonly string[] = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'];
