import { send, Unreachable } from './http';

const KNOCK_EVERY_MS = 4_000;
const RELOADED = 'livelab_reloaded';
const A_MINUTE = 60_000;

/** Until a while is over, or the device says that it has a network again. */
function aWhile(): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      window.clearTimeout(timer);
      window.removeEventListener('online', go);
      resolve();
    };
    const timer = window.setTimeout(go, KNOCK_EVERY_MS);
    window.addEventListener('online', go);
  });
}

async function answers(): Promise<boolean> {
  try {
    await send('GET', '/api/me');
  } catch (error) {
    return !(error instanceof Unreachable);
  }
  return true;
}

/** After an update the old page asks for files that are gone: fetch the new page, once a minute at most. */
function renew(error: unknown): never {
  const last = Number(sessionStorage.getItem(RELOADED) ?? 0);
  if (Date.now() - last >= A_MINUTE) {
    sessionStorage.setItem(RELOADED, String(Date.now()));
    window.location.reload();
  }
  throw error;
}

async function untilAnswered(): Promise<void> {
  while (!(await answers())) await aWhile();
}

/** Loads what belongs to a screen. Without a line it waits for the lab: a page that is reloaded then is gone. */
export async function patiently<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch {
    await untilAnswered();
  }
  return load().catch(renew);
}
