'use client';

import { useTranslations } from 'next-intl';
import { ErrorMessage } from '@/components/ui/error-message';

type Props = Readonly<{ error: Error & { digest?: string }; reset: () => void }>;

/** An unexpected failure. Its details are in the server's log under the digest, never on the page. */
export default function ErrorPage({ error, reset }: Props) {
  const t = useTranslations('errors');
  return (
    <ErrorMessage
      title={t('title')}
      text={t('unexpected')}
      code={error.digest ?? null}
      retryLabel={t('retry')}
      onRetry={reset}
    />
  );
}
