import { useTranslations } from 'next-intl';
import { conflictsOf } from '@/lib/patients/keeping/merge';
import { patientFormValues, type PatientRecord } from '@/lib/patients/records/record';
import type { EntryAction } from '../use-entry-form';
import { useEntryText } from '../use-words';
import { fieldOf } from './cells';
import { StepForm, type StepField } from './step-form';

type Props = Readonly<{ kept: PatientRecord; merged: PatientRecord; action: EntryAction }>;

/** Which of two values counts, for each field of which both patients say something else; nothing is chosen beforehand. */
export function MergeForm({ kept, merged, action }: Props) {
  const t = useTranslations();
  const text = useEntryText();
  const [own, other] = [patientFormValues(kept), patientFormValues(merged)];
  const fields = conflictsOf(own, other).map((name): StepField => {
    const field = fieldOf('patient', name);
    const shown = (value: string): string => (field === undefined ? value : text(field, value));
    return {
      name: `choose-${name}`,
      label: field === undefined ? name : t(`patientForm.label.${field.label}`),
      takes: [
        { value: '', label: t('recordKeeping.merge.choose') },
        { value: 'kept', label: `${shown(own[name] ?? '')} (${kept.identity.pseudonym})` },
        { value: 'merged', label: `${shown(other[name] ?? '')} (${merged.identity.pseudonym})` },
      ],
    };
  });
  return (
    <StepForm
      action={action}
      hidden={{ patientId: kept.id, mergedId: merged.id }}
      button={t('recordKeeping.merge.do')}
      leadsTo="/patients/:patient"
      fields={[...fields, { name: 'reason', label: t('recordKeeping.reason'), takes: 'text' }]}
    />
  );
}
