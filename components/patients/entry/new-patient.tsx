'use client';

import { useTranslations } from 'next-intl';
import { useState, type ComponentProps } from 'react';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { PatientForm } from '../patient-form';
import { carriedEntry } from './carried';

type Props = Omit<ComponentProps<typeof PatientForm>, 'target'>;

/**
 * The form of a new patient. It starts empty, for the draft of another window is that window's; a draft is a click away. What this
 * window held before only the language changed goes on by itself.
 */
export function NewPatient({ draft, ...form }: Props) {
  const t = useTranslations('patient');
  const [kept, setKept] = useState(() => carriedEntry(draft.form));
  return (
    <>
      {kept === null && draft.kept !== null && (
        <p className={entry.actions}>
          <Button look="small" onClick={() => setKept(draft.kept)}>
            {t('continueDraft')}
          </Button>
        </p>
      )}
      <PatientForm key={kept?.form ?? draft.form} {...form} target={null} draft={{ ...draft, kept }} />
    </>
  );
}
