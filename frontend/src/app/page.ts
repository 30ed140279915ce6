/**
 * react-aria writes a style element of its own unless one with this id is there. The page allows no
 * inline style, and base.css holds the rule.
 */
export function keepInlineStylesOut(): void {
  const marker = document.createElement('meta');
  marker.id = 'react-aria-pressable-style';
  document.head.append(marker);
}

const RELOADED = 'livelab_reloaded';
const A_MINUTE = 60_000;

/** After an update the old page asks for files that are gone: fetch the new page, once a minute at most. */
export function reloadWhenRenewed(): void {
  window.addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem(RELOADED) ?? 0);
    if (Date.now() - last < A_MINUTE) return;
    event.preventDefault();
    sessionStorage.setItem(RELOADED, String(Date.now()));
    window.location.reload();
  });
}
