import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCode, showCode, withoutKey } from './code';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const anyCode = fc
  .array(fc.constantFrom(...ALPHABET.split('')), { minLength: 8, maxLength: 8 })
  .map((symbols) => symbols.join(''));

describe('readCode', () => {
  it.each([
    ['7K3M9QXA', '7K3M9QXA'],
    ['7k3m-9qxa', '7K3M9QXA'],
    [' 7k3m 9q xa ', '7K3M9QXA'],
    ['7K3M–9QXA', '7K3M9QXA'],
    ['oOiI lLab', '001111AB'],
    ['https://lab.example:8000/join/7K3M-9QXA?step=you', '7K3M9QXA'],
    ['lab.local/join/7k3m9qxa', '7K3M9QXA'],
  ])('reads %j as %s', (typed, code) => {
    expect(readCode(typed)).toEqual({ code, complete: true, strange: [] });
  });

  it('keeps the key that an address from a QR code carries', () => {
    const invitation = '7K3M9QXAZZ0123456789ABCD';
    const read = readCode(`https://lab.example/join/${invitation.toLowerCase()}`);
    expect(read).toEqual({ code: invitation, complete: true, strange: [] });
    expect(withoutKey(read.code)).toBe('7K3M9QXA');
    expect(readCode(invitation.slice(0, -1)).complete).toBe(false);
  });

  it('names what is in no code, and is not complete', () => {
    expect(readCode('7K3M9QU!')).toEqual({ code: '7K3M9Q', complete: false, strange: ['U', '!'] });
  });

  it('is not complete when symbols are missing or too many', () => {
    expect(readCode('7K3M9QX').complete).toBe(false);
    expect(readCode('7K3M9QXAA').complete).toBe(false);
    expect(readCode('').complete).toBe(false);
  });

  it('reads what it shows, however it is capitalised', () => {
    fc.assert(
      fc.property(anyCode, (code) => {
        expect(readCode(showCode(code)).code).toBe(code);
        expect(readCode(code.toLowerCase()).code).toBe(code);
      }),
    );
  });
});

describe('showCode', () => {
  it('sets a dash after four', () => {
    expect(showCode('7K3M9QXA')).toBe('7K3M-9QXA');
    expect(showCode('7K3M9')).toBe('7K3M-9');
    expect(showCode('7K3M')).toBe('7K3M');
    expect(showCode('')).toBe('');
    expect(showCode('EE4A-7EPM-ZT6N')).toBe('EE4A-7EPM-ZT6N');
  });
});
