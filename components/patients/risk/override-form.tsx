'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import entry from '@/components/ui/entry.module.css';
import type { EntryDraft } from '@/lib/patients/entry/draft';
import { REASON_LENGTH, type RiskOverrideFieldName } from '@/lib/patients/risk/override';
import type { DraftPlace } from '../entry/use-draft';
import { RecordFrame } from '../entry/record-frame';
import { RISK_OVERRIDE_FIELDS } from '../entry-fields';
import { useEntryForm, type EntryAction } from '../use-entry-form';

type Props = Readonly<{
  action: EntryAction;
  target: { patientId: string; version: number };
  /** What the page shows while the form is filled in: the protocol, and how many groups were assigned. */
  seen: { protocolSlug: string; overrides: string };
  protocolName: string;
  draft: DraftPlace;
  /** The form is closed, with what is typed and not saved. */
  onDone: (unsaved: EntryDraft | null) => void;
}>;

const EMPTY: Record<RiskOverrideFieldName, string> = {
  decisionPoint: '',
  assignedGroup: '',
  assignedOn: '',
  reason: '',
};

/** Records the group that was assigned and why; what is computed stays beside it. */
export function RiskOverrideForm({ action, target, seen, protocolName, draft, onDone }: Props) {
  const t = useTranslations();
  const formId = useId();
  const form = useEntryForm({
    action,
    fields: RISK_OVERRIDE_FIELDS,
    initial: { ...EMPTY, ...seen },
    draft,
    pageStays: true,
    hidden: { patientId: target.patientId, version: String(target.version) },
  });
  const typed = (form.values['reason'] ?? '').trim().length;
  return (
    <RecordFrame
      formId={formId}
      form={form}
      fields={RISK_OVERRIDE_FIELDS}
      title={t('patientRisk.formTitle', { protocol: protocolName })}
      onSaved={() => onDone(null)}
      onLeave={() => form.mayLeave() && onDone(form.unsaved())}
      besideField={({ name }) =>
        name === 'reason' ? { note: t('patientRisk.reasonLength', { typed, max: REASON_LENGTH.max }) } : {}
      }
    >
      <p className={`${entry.warning} ${entry.wide}`}>{t('patientRisk.noNames')}</p>
    </RecordFrame>
  );
}
