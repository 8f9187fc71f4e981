import { fromDay, toDay } from '../calendar';
import { hintsAcrossRecords, hintsWhileTyping } from '../date-plausibility';
import { isFailureUndecided } from '../entry/induction-failure';
import { datedEntries, findContradictions, type Place } from '../quality';
import { formValues, patientFormValues, type CourseRecord, type PatientRecord } from '../records/record';
import { resultAt, ruleSetOf } from '../risk/course';
import { toFacts } from '../risk/facts';
import { daysBetween } from '../timeline';
import { RECORD_KINDS } from '../vocabulary';
import { MISSING_FIELDS } from '../worklist/worklist';
import { QUALITY_RULES, type Finding, type RuleCode } from './quality-rules';

/** A child alive and not seen for longer is looked for: a year between visits and half a year of grace. */
export const STALE_AFTER_DAYS = 548;
/** After this day the end of induction is past: what is not recorded of it is missing. */
const INDUCTION_OVER_DAYS = 120;

/** What the rules find in one stored patient, errors first. `today` is the day on which one looks, `YYYY-MM-DD`. */
export function findFindings(patient: PatientRecord, today: string): Finding[] {
  const typed = Object.entries(hintsWhileTyping({ remissionDate: '', ...patientFormValues(patient) })).map(
    ([field, rule]): Finding => ({ of: 'patient', id: null, field, rule }),
  );
  const of = (rule: RuleCode, places: readonly Place[]): Finding[] =>
    places.map(({ of: part, id, field }) => ({ of: part, id, field, rule }));
  const found = [
    ...of('dates-contradict', findContradictions(patient, today)),
    ...typed,
    ...hintsAcrossRecords(patient).map(({ hint, ...place }): Finding => ({ ...place, rule: hint })),
    ...patient.records.mrd
      .filter((sample) => hintsWhileTyping(formValues(sample))['valuePercent'] !== undefined)
      .map(({ id }): Finding => ({ of: 'mrd', id, field: 'valuePercent', rule: 'mrd-unit' })),
    ...of('failure-without-event', undecidedFailure(patient)),
    ...of('remission-missing-before-hsct', transplantsWithoutRemission(patient)),
    ...of('remission-missing-alive', visitsWithoutRemission(patient)),
    ...of('mrd-below-sensitivity', belowSensitivity(patient)),
    ...of('mrd-two-results', twoResults(patient)),
    ...of('record-doubled', doubledRecords(patient)),
    ...of('not-eligible', notEligible(patient)),
    ...of('transplant-missing', saidToBeTransplanted(patient)),
    ...of('required-missing', missing(patient, today)),
    ...of('follow-up-stale', stale(patient, today)),
  ];
  return found.sort(
    (a, b) => Number(QUALITY_RULES[a.rule] === 'warning') - Number(QUALITY_RULES[b.rule] === 'warning'),
  );
}

const atPatient = (field: string): Place => ({ of: 'patient', id: null, field });

function undecidedFailure({ response, records }: PatientRecord): Place[] {
  const kinds = records.event.map(({ kind }) => kind);
  return isFailureUndecided(response, kinds) ? [atPatient('remissionEoi')] : [];
}

/** A transplant in first remission has a remission before it. */
function transplantsWithoutRemission({ response, records }: PatientRecord): Place[] {
  const { remissionDate } = response;
  return records.transplant
    .filter(({ remission, date }) => remission === 'CR1' && (remissionDate === null || remissionDate > date))
    .map(({ id }) => ({ of: 'transplant', id, field: 'remission' }));
}

/** A child alive in remission has reached one. */
function visitsWithoutRemission({ response, records }: PatientRecord): Place[] {
  const { remissionDate } = response;
  return records['follow-up']
    .filter(({ status, date }) => status === 'alive-in-remission' && (remissionDate === null || remissionDate > date))
    .map(({ id }) => ({ of: 'follow-up', id, field: 'status' }));
}

/** What lies below the sensitivity of its own test cannot have been quantified by it. */
function belowSensitivity({ records }: PatientRecord): Place[] {
  return records.mrd
    .filter(
      ({ valuePercent, sensitivityPercent }) =>
        valuePercent !== null && sensitivityPercent !== null && valuePercent < sensitivityPercent,
    )
    .map(({ id }) => ({ of: 'mrd', id, field: 'valuePercent' }));
}

/** Two results of one day by one method that say different things; a day known in part is no one day. */
function twoResults({ records }: PatientRecord): Place[] {
  const whole = records.mrd.filter(({ datePrecision }) => (datePrecision ?? null) === null);
  return whole
    .filter((one) =>
      whole.some(
        (other) =>
          other.id !== one.id &&
          other.date === one.date &&
          other.method === one.method &&
          (other.result !== one.result || other.valuePercent !== one.valuePercent),
      ),
    )
    .map(({ id }) => ({ of: 'mrd', id, field: 'result' }));
}

/** The second and every further of records that say the same. */
function doubledRecords({ records }: PatientRecord): Place[] {
  return RECORD_KINDS.flatMap((of) => {
    const seen = new Set<string>();
    const list: readonly CourseRecord[] = records[of];
    return list.flatMap(({ id, ...content }): Place[] => {
      const said = JSON.stringify(Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1)));
      if (seen.has(said)) return [{ of, id, field: of === 'treatment' ? 'startDate' : 'date' }];
      seen.add(said);
      return [];
    });
  });
}

/** Not one of those whom the protocol recorded takes, by its own rules; where they leave it open nothing is said. */
function notEligible(patient: PatientRecord): Place[] {
  const prepared = ruleSetOf(patient.identity.protocolSlug);
  if (prepared === null) return [];
  const { eligible } = resultAt(prepared, toFacts(patient).facts, 'diagnosis').result;
  return eligible === false ? [atPatient('protocolSlug')] : [];
}

/** A child said to have been transplanted, without a record of it: no curve knows when. */
function saidToBeTransplanted({ identity, records }: PatientRecord): Place[] {
  return identity.transplanted === true && records.transplant.length === 0 ? [atPatient('transplanted')] : [];
}

/** What every report needs and no code says why it is empty; of the response only where its time is past. */
function missing(patient: PatientRecord, today: string): Place[] {
  const { identity, features, response, records, missingCodes } = patient;
  const over = daysBetween(identity.diagnosisDate, today) > INDUCTION_OVER_DAYS;
  const early = records.event.some(({ kind }) => kind === 'death' || kind === 'induction-failure');
  const empty = {
    sex: identity.sex === null,
    protocolSlug: identity.protocolSlug === null,
    kmt2a: features.kmt2a === null && features.kmt2aEvaluable === null,
    wbc: features.wbc === null,
    cns: features.cns === null,
    remissionEoi: over && !early && response.remissionEoi === null,
  };
  return MISSING_FIELDS.filter((field) => empty[field] && missingCodes?.[field] === undefined).map((field) =>
    atPatient(field),
  );
}

/** A living child of whom nothing is recorded for long. */
function stale(patient: PatientRecord, today: string): Place[] {
  const { records } = patient;
  if (records.event.some(({ kind }) => kind === 'death')) return [];
  const lost = records['follow-up'].some(({ status }) => status === 'lost');
  const since = daysBetween(lastDay(patient), today);
  return !lost && since > STALE_AFTER_DAYS ? [{ of: 'follow-up', id: null, field: 'date' }] : [];
}

/** The last day of which anything is recorded. */
function lastDay({ identity, response, records }: PatientRecord): string {
  const days = [
    identity.diagnosisDate,
    response.remissionDate ?? '',
    ...records.mrd.map(({ date }) => date),
    ...records.treatment.map(({ startDate, endDate }) => endDate ?? startDate),
    ...records.transplant.map(({ date }) => date),
    ...records.event.map(({ date }) => date),
    ...records['follow-up'].map(({ date }) => date),
  ];
  return days.reduce((latest, day) => (day > latest ? day : latest));
}

/**
 * The days, `YYYY-MM-DD`, on which the calendar alone may change what `findFindings` finds in a record: a date stops being one of
 * the future (see `findContradictions`, which allows one day), the end of induction is past, nothing is recorded for too long.
 */
export function daysOfChange(patient: PatientRecord): string[] {
  const { diagnosisDate } = patient.identity;
  const dates = [diagnosisDate, ...datedEntries(patient).map(({ date }) => date)];
  return [
    ...dates.map((date) => dayAfter(date, -1)),
    dayAfter(diagnosisDate, INDUCTION_OVER_DAYS + 1),
    dayAfter(lastDay(patient), STALE_AFTER_DAYS + 1),
  ];
}

function dayAfter(day: string, days: number): string {
  return fromDay(new Date(toDay(day).getTime() + days * 86_400_000));
}
