import { afterEach, describe, expect, it, vi } from 'vitest';
import { copyText } from './copy';

afterEach(() => vi.unstubAllGlobals());

function clipboard(writeText: (text: string) => Promise<void>): void {
  vi.stubGlobal('navigator', { clipboard: { writeText } });
}

describe('copying', () => {
  it('uses the clipboard where the page may', async () => {
    const written: string[] = [];
    clipboard((text) => Promise.resolve(void written.push(text)));
    expect(await copyText('a thought')).toBe(true);
    expect(written).toEqual(['a thought']);
  });

  it('falls back to the browser’s own copy without it, and cleans up', async () => {
    clipboard(() => Promise.reject(new Error('not here')));
    const copy = vi.fn(() => true);
    Object.assign(document, { execCommand: copy });
    expect(await copyText('a thought')).toBe(true);
    expect(copy).toHaveBeenCalledWith('copy');
    expect(document.querySelector('textarea')).toBeNull();
  });

  it('says so where neither works', async () => {
    vi.stubGlobal('navigator', {});
    Object.assign(document, { execCommand: () => false });
    expect(await copyText('a thought')).toBe(false);
  });
});
