/** Puts text on the clipboard, also where the page may not use the clipboard's interface (no https). */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyThroughSelection(text);
  }
}

/** The old way: select it in a textarea and let the browser copy. Deprecated, and everywhere. */
function copyThroughSelection(text: string): boolean {
  const had = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.readOnly = true;
  area.className = 'visually-hidden';
  document.body.append(area);
  area.select();
  const done = attempt();
  area.remove();
  if (had instanceof HTMLElement) had.focus();
  return done;
}

function attempt(): boolean {
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way without a secure context
    return document.execCommand('copy');
  } catch {
    return false;
  }
}
