import { useEffect, type RefObject } from 'react';

/** Less height than this is gone: the keyboard is open. */
const KEYBOARD_PX = 140;

/**
 * Gives the page the height that the on-screen keyboard leaves (`--visible`, `--visible-top`) and says
 * with `data-keyboard` that it is open.
 */
export function useVisibleArea(page: RefObject<HTMLElement | null>, use: boolean): void {
  useEffect(() => {
    const area = window.visualViewport;
    const element = page.current;
    if (!use || !area || !element) return undefined;
    let tallest = area.height;
    const measure = (): void => {
      // Zoomed in by hand: then the area is a magnifier, not what the keyboard leaves.
      if (area.scale > 1.01) return;
      tallest = Math.max(tallest, area.height);
      element.style.setProperty('--visible', `${area.height}px`);
      element.style.setProperty('--visible-top', `${area.offsetTop}px`);
      element.toggleAttribute('data-keyboard', tallest - area.height > KEYBOARD_PX);
    };
    const turned = (): void => {
      tallest = 0;
      measure();
    };
    measure();
    area.addEventListener('resize', measure);
    area.addEventListener('scroll', measure);
    window.screen.orientation.addEventListener('change', turned);
    return () => {
      area.removeEventListener('resize', measure);
      area.removeEventListener('scroll', measure);
      window.screen.orientation.removeEventListener('change', turned);
    };
  }, [page, use]);
}
