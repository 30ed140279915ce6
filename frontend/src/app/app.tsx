import { i18n } from '@lingui/core';
import { I18nProvider, useLingui } from '@lingui/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { I18nProvider as AriaLanguage } from 'react-aria-components';
import { retry } from '../api/queries';
import { Failure } from './failure';
import { Outlet } from './routes';

const makeClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      // A lab on a laptop has no internet, and its browser may believe it is offline.
      queries: { networkMode: 'always', retry, staleTime: 10_000 },
      mutations: { networkMode: 'always' },
    },
  });

function Spoken({ children }: { children: ReactNode }) {
  const language = useLingui().i18n.locale;
  return <AriaLanguage locale={language}>{children}</AriaLanguage>;
}

export function App() {
  const [client] = useState(makeClient);
  return (
    <I18nProvider i18n={i18n}>
      <Spoken>
        <QueryClientProvider client={client}>
          <Failure>
            <Outlet />
          </Failure>
        </QueryClientProvider>
      </Spoken>
    </I18nProvider>
  );
}
