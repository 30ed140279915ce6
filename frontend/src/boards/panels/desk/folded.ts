import { useCallback, useEffect, useState } from 'react';

const KEY = 'livelab_minimap';

function read(): boolean {
  try {
    return localStorage.getItem(KEY) === 'folded';
  } catch {
    return false;
  }
}

function keep(folded: boolean): void {
  try {
    localStorage.setItem(KEY, folded ? 'folded' : 'open');
  } catch {
    // Then it is as it was when the page is loaded anew.
  }
}

/** Whether the small map is folded away: as it was left on this device. */
export function useFolded(): readonly [boolean, toggle: () => void] {
  const [folded, setFolded] = useState(read);
  const toggle = useCallback(() => setFolded((was) => !was), []);
  useEffect(() => keep(folded), [folded]);
  return [folded, toggle];
}
