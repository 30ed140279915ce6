import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import '../shared/tokens.css';
import '../shared/base.css';
import '../shared/print.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { preferred, speak } from '../shared/language';
import { App } from './app';
import { keepInlineStylesOut } from './page';

async function start(): Promise<void> {
  keepInlineStylesOut();
  // On paper a link says where it leads.
  document.documentElement.style.setProperty('--origin', `'${window.location.origin}'`);
  // Without its catalogue the application still opens, in English.
  await speak(preferred()).catch(() => undefined);
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no #root.');
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

void start();
