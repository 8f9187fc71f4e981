'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { useHydrated } from '@/components/ui/use-hydrated';

export type MarkSeen = (until: string) => Promise<Readonly<{ ok: boolean }>>;

/** Says of everything that the list shows that it was seen; `until` is the moment of the newest entry. */
export function MarkSeenButton({ until, mark }: Readonly<{ until: string; mark: MarkSeen }>) {
  const t = useTranslations('proposals');
  const ready = useHydrated();
  const [working, startTransition] = useTransition();
  const [failed, setFailed] = useState(false);
  return (
    <div className={entry.actions}>
      <Button
        type="button"
        look="small"
        disabled={!ready || working}
        onClick={() =>
          startTransition(async () => {
            const answer = await mark(until).catch(() => null);
            setFailed(answer?.ok !== true);
          })
        }
      >
        {t('forYou.markSeen')}
      </Button>
      {failed && (
        <span role="alert" className={entry.error}>
          {t('refusal.unanswered')}
        </span>
      )}
    </div>
  );
}
