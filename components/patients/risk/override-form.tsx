'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useId } from 'react';
import entry from '@/components/ui/entry.module.css';
import type { EntryDraft } from '@/lib/patients/entry/draft';
import { REASON_LENGTH, type RiskOverrideFieldName } from '@/lib/patients/risk/override';
import { DraftNotice } from '../entry/draft-notice';
import type { DraftPlace } from '../entry/use-draft';
import { EntryField, fieldId } from '../entry-field';
import { FormActions } from '../form-actions';
import { RefusalSummary } from '../refusal-summary';
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
  useEffect(() => document.getElementById(fieldId(formId, 'decisionPoint'))?.focus(), [formId]);
  const title = t('patientRisk.formTitle', { protocol: protocolName });
  return (
    <form
      className={entry.form}
      aria-label={title}
      method="post"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        form.submit(() => onDone(null));
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !form.pending && form.mayLeave()) onDone(form.unsaved());
      }}
    >
      <RefusalSummary
        formId={formId}
        form={form}
        fields={RISK_OVERRIDE_FIELDS}
        onSave={(more) => form.submit(() => onDone(null), more)}
      />
      <DraftNotice form={form} />
      <fieldset className={`${entry.group} ${entry.compact}`} disabled={!form.ready}>
        <legend>{title}</legend>
        <p className={`${entry.warning} ${entry.wide}`}>{t('patientRisk.noNames')}</p>
        {RISK_OVERRIDE_FIELDS.map((field) => (
          <EntryField
            key={field.name}
            formId={formId}
            field={field}
            value={form.values[field.name] ?? ''}
            onChange={(value) => form.set(field.name, value)}
            error={form.state?.fieldErrors[field.name]}
            note={
              field.name === 'reason'
                ? t('patientRisk.reasonLength', {
                    typed: (form.values['reason'] ?? '').trim().length,
                    max: REASON_LENGTH.max,
                  })
                : undefined
            }
          />
        ))}
      </fieldset>
      <FormActions form={form} onCancel={() => form.mayLeave() && onDone(form.unsaved())} />
    </form>
  );
}
