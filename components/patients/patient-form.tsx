'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { Link, useRouter } from '@/lib/i18n/navigation';
import type { FormState, FormValues, HiddenValues } from '@/lib/patients/form-state';
import { hintsWhileTyping } from '@/lib/patients/date-plausibility';
import { readNumber } from '@/lib/numbers/read-number';
import type { PatientFieldName } from '@/lib/patients/schema';
import { DAYS_PER_MONTH } from '@/lib/risk/numbers/age-in-months';
import { DoublesNotice, type DoublesAction } from './entry/doubles-notice';
import { DraftNotice } from './entry/draft-notice';
import type { DraftPlace } from './entry/use-draft';
import { isGuarded } from './entry/use-leaving-asks';
import { EntryField, fieldId, type Choice } from './entry-field';
import { PATIENT_FIELDS, shownFields, type FieldDefinition } from './entry-fields';
import { nextPseudonym } from './next-pseudonym';
import { RefusalSummary } from './refusal-summary';
import { randomKey, useEntryForm, type EntryAction, type EntryForm } from './use-entry-form';

type Props = Readonly<{
  action: EntryAction;
  /** What the form starts with; of a stored patient, what is stored. */
  initial: FormValues;
  /** The stored patient that is changed, as which version; none: a new one. */
  target: { patientId: string; version: number } | null;
  sites: readonly Choice[];
  protocols: readonly Choice[];
  draft: DraftPlace;
  /** Looks for stored patients who may be the new one. */
  findDoubles?: DoublesAction;
}>;

/** Where saving leads to: the patient, the tables of the course, or the form of the next patient. */
const NEXT = ['patient', 'course', 'next'] as const;
type Next = (typeof NEXT)[number];

/** Ctrl+Enter, and with Shift, presses the button that says so, or the first one. */
function saveByKey(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  const form = event.currentTarget;
  const keys = event.shiftKey ? 'Control+Shift+Enter' : 'Control+Enter';
  form.requestSubmit(form.querySelector<HTMLElement>(`[aria-keyshortcuts="${keys}"]:enabled`));
}

const ALL_FIELDS = PATIENT_FIELDS.flatMap(({ fields }) => fields);

/** Identity, features and response in one form. `Save and add next` keeps site and protocol and suggests the next pseudonym. */
export function PatientForm({ action, initial, target, sites, protocols, draft, findDoubles }: Props) {
  const t = useTranslations('patientForm');
  const router = useRouter();
  const formId = useId();
  const next = useRef<Next>('patient');
  const [added, setAdded] = useState<{ id: string; pseudonym: string } | null>(null);
  const hidden: HiddenValues = target === null ? {} : { patientId: target.patientId, version: String(target.version) };
  const fields = target === null && sites.length > 1 ? ALL_FIELDS : ALL_FIELDS.filter(({ takes }) => takes !== 'site');
  const [draftName] = useState(
    () => draft.kept?.form ?? (target === null ? `${draft.form}:${randomKey()}` : draft.form),
  );
  const form = useEntryForm({ action, fields, initial, hidden, draft: { ...draft, form: draftName } });

  const onSaved = (state: FormState): void => {
    // The entry that guards the way back is replaced: from the patient, Back leads to the form and not to it twice.
    const path = `/patients/${state.patientId ?? ''}`;
    if (next.current !== 'next')
      return router[isGuarded() ? 'replace' : 'push'](next.current === 'course' ? `${path}/course` : path);
    const typed: Partial<Record<PatientFieldName, string>> = form.values;
    const { pseudonym = '', siteId = '', protocolSlug = '' } = typed;
    setAdded({ id: state.patientId ?? '', pseudonym });
    const kept: Partial<Record<PatientFieldName, string>> = {
      siteId,
      protocolSlug,
      pseudonym: nextPseudonym(pseudonym),
    };
    form.restart({ ...initial, ...kept });
    document.getElementById(fieldId(formId, 'pseudonym'))?.focus();
  };
  const [{ name: first = '' } = {}] = fields;
  const { ready } = form;
  useEffect(() => {
    if (ready) document.getElementById(fieldId(formId, first))?.focus();
  }, [ready, formId, first]);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    next.current = NEXT.find((one) => submitter instanceof HTMLButtonElement && submitter.value === one) ?? 'patient';
    setAdded(null);
    form.submit(onSaved);
  };
  return (
    <form data-on-paper className={entry.form} method="post" onSubmit={submit} onKeyDown={saveByKey} noValidate>
      <RefusalSummary formId={formId} form={form} fields={fields} onSave={(more) => form.submit(onSaved, more)} />
      <DraftNotice form={form} />
      <p className={entry.hint}>
        {t('hint.missingCodes')} {target === null && t('hint.saveKeys')}
      </p>
      {added !== null && (
        <p role="status" className={entry.done}>
          {t('savedNext', { pseudonym: added.pseudonym })} <Link href={`/patients/${added.id}`}>{t('open')}</Link>
        </p>
      )}
      <PatientFields formId={formId} form={form} fields={fields} choices={{ siteId: sites, protocolSlug: protocols }} />
      {findDoubles && <DoublesNotice values={form.values} find={findDoubles} />}
      <Actions form={form} patientId={target?.patientId ?? null} />
    </form>
  );
}

type ActionsProps = Readonly<{ form: EntryForm; patientId: string | null }>;

function Actions({ form, patientId }: ActionsProps) {
  const t = useTranslations('patientForm');
  return (
    <div className={entry.actions}>
      <Button type="submit" look="primary" disabled={form.pending}>
        {form.saving ? t('working') : t('save')}
      </Button>
      {patientId === null && (
        <>
          <Button type="submit" value="course" look="plain" disabled={form.pending} aria-keyshortcuts="Control+Enter">
            {t('saveCourse')}
          </Button>
          <Button
            type="submit"
            value="next"
            look="plain"
            disabled={form.pending}
            aria-keyshortcuts="Control+Shift+Enter"
          >
            {t('saveNext')}
          </Button>
        </>
      )}
      <Link className={entry.button} href={patientId === null ? '/patients' : `/patients/${patientId}`}>
        {t('cancel')}
      </Link>
    </div>
  );
}

type FieldsProps = Readonly<{
  formId: string;
  form: EntryForm;
  fields: readonly FieldDefinition<PatientFieldName>[];
  choices: Partial<Record<PatientFieldName, readonly Choice[]>>;
}>;

function PatientFields({ formId, form, fields, choices }: FieldsProps) {
  const t = useTranslations();
  const warnings = hintsWhileTyping(form.values);
  const values: Partial<Record<PatientFieldName, string>> = form.values;
  const set: (name: PatientFieldName, value: string) => void = form.set;
  const change = (name: PatientFieldName, value: string): void => {
    set(name, value);
    // A known fusion partner says that KMT2A is rearranged: the status follows, in sight.
    if (name === 'kmt2aPartner' && value !== '' && values.kmt2a === '') set('kmt2a', 'rearranged');
  };
  const [months = null, days = null] = [values.ageMonths, values.ageDays].map(ageIn);
  const ageNote =
    months !== null && months > 0 && days !== null
      ? t('patientForm.ageSum', { days: Math.round(months * DAYS_PER_MONTH) + days })
      : undefined;
  return PATIENT_FIELDS.map(({ title, fields: inGroup }) => (
    <fieldset key={title} className={entry.group} disabled={!form.ready}>
      <legend>{t(`patient.${title}`)}</legend>
      {inGroup
        .filter((field) => shownFields(fields, form.values).includes(field))
        .map((field) => (
          <EntryField
            key={field.name}
            formId={formId}
            field={field}
            value={form.values[field.name] ?? ''}
            onChange={(value) => change(field.name, value)}
            error={form.state?.fieldErrors[field.name]}
            warning={warnings[field.name]}
            note={field.name === 'ageDays' ? ageNote : undefined}
            choices={choices[field.name]}
            since={field.name === 'diagnosisDate' ? undefined : values.diagnosisDate}
          />
        ))}
    </fieldset>
  ));
}

/** A part of the age as the action will read it; an empty one counts as none. */
function ageIn(text: string = ''): number | null {
  const reading = readNumber(text, { decimal: 'either' });
  if ('value' in reading) return reading.value;
  return reading.problem === 'empty' ? 0 : null;
}
