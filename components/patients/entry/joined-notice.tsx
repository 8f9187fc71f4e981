'use client';

import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import entry from '@/components/ui/entry.module.css';
import { Adopted } from '../refusal-summary';
import { lastJoined, onJoined } from './joined';

/** Tells who saved a form what somebody else had changed meanwhile: both are stored, and nobody was asked. */
export function JoinedNotice({ patientId }: Readonly<{ patientId: string }>) {
  const t = useTranslations('patientErrors');
  const joined = useSyncExternalStore(onJoined, lastJoined, () => null);
  if (joined === null || joined.patientId !== patientId) return null;
  return (
    <div role="status" className={entry.done}>
      <Adopted adopted={joined.adopted} fields={joined.fields} said={t('joined')} />
    </div>
  );
}
