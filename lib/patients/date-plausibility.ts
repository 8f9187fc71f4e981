import { withoutUnit, type RecordedUnit } from './entry/unit-words';
import { parseDecimal } from './fields';
import { looksLikeName } from './entry/looks-like-name';
import type { FormValues } from './form-state';
import type { PatientRecord } from './records/record';
import { daysBetween } from './timeline';
import type { RecordKind } from './vocabulary';

/** What looks wrong but may be right: said, never refused. A key of the messages under `patientErrors.hint`. */
export const HINTS = [
  'age-over-year',
  'wbc-high',
  'wbc-low',
  'blasts-unit',
  'partner-with-germline',
  'partner-not-evaluable',
  'testicular-in-girl',
  'prednisone-contradiction',
  'pseudonym-like-date',
  'pseudonym-like-name',
  'remission-date-missing',
  'remission-before-failure',
  'failure-late',
  'failure-twice',
  'failure-with-remission',
  'relapse-without-remission',
  'disease-without-event',
  'mrd-timing',
  'mrd-unit',
  'nothing-after-diagnosis',
] as const;
export type Hint = (typeof HINTS)[number];

/** Where a hint belongs; `id` is the record's, null for the patient. */
export type HintAt = { of: 'patient' | RecordKind; id: string | null; field: string; hint: Hint };

const LAST_DAY_OF_INFANCY = 365;
/** Induction ends about day 33–43; a failure is stated soon after, a sample is taken about then. */
const LATE_INDUCTION_DAYS = 120;
const EARLIEST_END_OF_INDUCTION = 21;
const LATEST_END_OF_INDUCTION = 90;
const POOR_RESPONSE_PER_MICROLITRE = 1000;

/** Hints that need nothing but the form's own fields, so a form can show them while one types. */
export function hintsWhileTyping(typed: FormValues): Record<string, Hint> {
  const hints: Record<string, Hint> = {};
  const wbc = numberIn(typed['wbc'], 'wbc');
  const blasts = numberIn(typed['day8Blasts'], 'blasts');
  const mrd = numberIn(typed['valuePercent'], 'percent');
  if (wbc !== null && wbc >= 1500) hints['wbc'] = 'wbc-high';
  if (wbc !== null && wbc < 0.5) hints['wbc'] = 'wbc-low';
  if (blasts !== null && blasts > 0 && blasts < 5) hints['day8Blasts'] = 'blasts-unit';
  if (mrd !== null && mrd > 50) hints['valuePercent'] = 'mrd-unit';
  if (typed['kmt2aPartner'] && typed['kmt2a'] === 'germline') hints['kmt2aPartner'] = 'partner-with-germline';
  if (typed['kmt2aPartner'] && typed['kmt2a'] === 'not-evaluable') hints['kmt2aPartner'] = 'partner-not-evaluable';
  if (typed['sex'] === 'female' && typed['testicular'] === 'yes') hints['testicular'] = 'testicular-in-girl';
  if ((numberIn(typed['ageDays']) ?? 0) > LAST_DAY_OF_INFANCY) hints['ageDays'] = 'age-over-year';
  if (/(19|20)\d{2}-?\d{2}-?\d{2}|\d{2}-\d{2}-\d{2}|\d{7}/.test(typed['pseudonym'] ?? ''))
    hints['pseudonym'] = 'pseudonym-like-date';
  if (looksLikeName(typed['pseudonym'] ?? '')) hints['pseudonym'] = 'pseudonym-like-name';
  if (typed['remissionEoi'] === 'yes' && typed['remissionDate'] === '')
    hints['remissionDate'] = 'remission-date-missing';
  if (contradictsBlasts(blasts, typed['prednisoneResponse'] ?? ''))
    hints['prednisoneResponse'] = 'prednisone-contradiction';
  return hints;
}

/** Hints that need more than one entry of a stored patient. */
export function hintsAcrossRecords(patient: PatientRecord): HintAt[] {
  return [...aroundEvents(patient), ...aroundSamples(patient), ...aroundFollowUp(patient)];
}

function aroundEvents({ identity, response, records }: PatientRecord): HintAt[] {
  const failures = records.event.filter(({ kind }) => kind === 'induction-failure');
  const relapses = records.event.filter(({ kind }) => kind === 'relapse');
  const at = (id: string, field: string, hint: Hint): HintAt => ({ of: 'event', id, field, hint });
  return [
    ...failures
      .filter(({ date }) => daysBetween(identity.diagnosisDate, date) > LATE_INDUCTION_DAYS)
      .map(({ id }) => at(id, 'date', 'failure-late')),
    ...failures.slice(1).map(({ id }) => at(id, 'kind', 'failure-twice')),
    ...failures.filter(() => response.remissionEoi === true).map(({ id }) => at(id, 'kind', 'failure-with-remission')),
    ...failures
      .filter(({ date }) => response.remissionDate !== null && response.remissionDate <= date)
      .map(({ id }) => at(id, 'date', 'remission-before-failure')),
    ...relapses
      .slice(0, 1)
      .filter(() => response.remissionDate === null)
      .map(({ id }) => at(id, 'kind', 'relapse-without-remission')),
  ];
}

function aroundSamples({ identity, records }: PatientRecord): HintAt[] {
  return records.mrd
    .filter(({ timePoint, date }) => {
      const days = daysBetween(identity.diagnosisDate, date);
      return timePoint === 'end-of-induction' && (days < EARLIEST_END_OF_INDUCTION || days > LATEST_END_OF_INDUCTION);
    })
    .map(({ id }) => ({ of: 'mrd', id, field: 'date', hint: 'mrd-timing' }));
}

function aroundFollowUp({ response, records }: PatientRecord): HintAt[] {
  const ill = records['follow-up'].filter(
    ({ status, date }) => status === 'alive-with-disease' && !records.event.some((event) => event.date <= date),
  );
  const nothing = response.remissionDate === null && Object.values(records).every((list) => list.length === 0);
  return [
    ...ill.map(({ id }) => ({ of: 'follow-up' as const, id, field: 'status', hint: 'disease-without-event' as const })),
    ...(nothing
      ? [{ of: 'patient' as const, id: null, field: 'diagnosisDate', hint: 'nothing-after-diagnosis' as const }]
      : []),
  ];
}

function contradictsBlasts(blasts: number | null, response: string): boolean {
  if (blasts === null || response === '') return false;
  return response !== (blasts >= POOR_RESPONSE_PER_MICROLITRE ? 'poor' : 'good');
}

function numberIn(text: string | undefined, unit?: RecordedUnit): number | null {
  const parsed = parseDecimal(withoutUnit(text ?? '', unit));
  return 'value' in parsed ? parsed.value : null;
}
