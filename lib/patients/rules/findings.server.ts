import type { PrismaClient } from '@/prisma/generated/client';
import { readableSites, visibleSites, type Viewer } from '@/lib/access/policy';
import { asViewer, type Transaction } from '@/lib/db.server';
import { serverDay } from '../changes.server';
import { courseSql, sitesOf, whereOf, type CourseFilter } from '../course-filter.server';
import { COURSE_SELECT, toCourse } from '../course.server';
import { findInBatches } from '../records/batches.server';
import type { PatientRecord } from '../records/record';
import { RECORD_SELECT, toRecord } from '../records/record.server';
import type { PatientCourse } from '../timeline';
import { acceptedDouble, readAcceptances, splitFindings } from './standing-acceptances.server';
import type { Acceptance, PatientQuality } from './acceptance';
import { doubledPatients } from './doubled-patients';
import { findDoubles } from './doubles.server';
import { findFindings } from './find-findings';
import { marksOf } from './marks';
import { countWithErrors, type ErrorCounts } from './patient-checks.server';
import { QUALITY_RULES, RULE_CODES, type Finding, type RuleCode, type Severity } from './quality-rules';

type Options = { database?: PrismaClient /** `YYYY-MM-DD` */; today?: string };

/** What one rule found, patient by patient. */
export type RuleFindings = {
  rule: RuleCode;
  severity: Severity;
  patients: { id: string; pseudonym: string; siteName: string; findings: Finding[] }[];
  /** Findings that a person accepted. */
  accepted: number;
};
/** `unchecked`: patients beyond those that one page looks at; they are not among `patients`. */
export type QualityReport = { patients: number; withErrors: number; unchecked: number; rules: RuleFindings[] };

/** Patients whose whole records one page looks at: what a request has time for. */
const LOOKED_AT = 5000;

/**
 * Every rule over the patients of the sites where the viewer reads patients, as far as a page can look at; rules that found
 * nothing stand there too.
 */
export async function findQuality(
  viewer: Viewer,
  { today = serverDay(), most = LOOKED_AT, ...options }: Options & { most?: number } = {},
): Promise<QualityReport> {
  const sites = readableSites(viewer).map((site) => site.siteId);
  const where = { siteId: { in: sites } };
  const rows = sites.length === 0 ? [] : await findInBatches(RECORD_SELECT, { viewer, where, most, ...options });
  const all = rows.length < most ? rows.length : await asViewer(viewer, (tx) => tx.patient.count({ where }), options);
  const acceptances = await acceptancesOf(viewer, sites, options);
  const checked = checkAll(rows.map(toRecord), today, acceptances);
  const rules = RULE_CODES.map(
    (rule): RuleFindings => ({
      rule,
      severity: QUALITY_RULES[rule],
      accepted: checked.reduce((sum, { accepted }) => sum + accepted.filter((one) => one === rule).length, 0),
      patients: checked.flatMap(({ record, findings }) => {
        const found = findings.filter((one) => one.rule === rule);
        const { id, siteName, identity } = record;
        return found.length === 0 ? [] : [{ id, pseudonym: identity.pseudonym, siteName, findings: found }];
      }),
    }),
  );
  return {
    patients: checked.length,
    withErrors: checked.filter(hasError).length,
    unchecked: all - checked.length,
    rules,
  };
}

/**
 * The courses of every patient whose curve this viewer may see, in whichever role, oldest diagnosis first, and
 * how many of these patients have an open error, or are not checked yet. For curves only: what leaves the server must be
 * aggregated. A site in the filter that is not the viewer's adds nothing.
 */
export async function findCohort(
  viewer: Viewer,
  filter: CourseFilter = {},
  { today = serverDay(), ...options }: Options & { withinMs?: number } = {},
): Promise<{ courses: PatientCourse[] } & ErrorCounts> {
  const reach = visibleSites(viewer).map((site) => site.siteId);
  const where = whereOf(filter, reach);
  if (where === null) return { courses: [], withErrors: 0, unchecked: 0 };
  const asked = { purpose: 'aggregate', ...options } as const;
  const rows = await findInBatches(COURSE_SELECT, { viewer, where, ...asked });
  rows.sort((a, b) => a.diagnosisDate.getTime() - b.diagnosisDate.getTime() || (a.id < b.id ? -1 : 1));
  const counts = await findCohortErrors(viewer, filter, { today, ...options });
  return { courses: rows.map(toCourse), ...counts };
}

/** How many patients behind such a curve have an open error, or are not checked yet. */
export async function findCohortErrors(
  viewer: Viewer,
  filter: CourseFilter,
  { today = serverDay(), ...options }: Options & { withinMs?: number } = {},
): Promise<ErrorCounts> {
  const sites = sitesOf(
    filter,
    visibleSites(viewer).map((site) => site.siteId),
  );
  return countWithErrors(viewer, sites, courseSql(filter), { today, purpose: 'aggregate', ...options });
}

/** What the rules find in one patient, with the other patients of the site that may be the same child. */
export async function findPatientQuality(
  viewer: Viewer,
  record: PatientRecord,
  { today = serverDay(), ...options }: Options = {},
): Promise<PatientQuality> {
  return asViewer(viewer, (tx) => qualityOf(tx, record, today), options);
}

/** How many open errors the record has. */
export async function openErrors(tx: Transaction, record: PatientRecord, today: string): Promise<number> {
  const { findings } = await qualityOf(tx, record, today);
  return findings.filter(({ rule }) => QUALITY_RULES[rule] === 'error').length;
}

async function qualityOf(tx: Transaction, record: PatientRecord, today: string): Promise<PatientQuality> {
  const near = await findDoubles(tx, record);
  const acceptances = await readAcceptances(tx, { patientId: { in: [record.id, ...near.map(({ id }) => id)] } });
  const { open, accepted } = splitFindings(record, findFindings(record, today), acceptances);
  const judged = near.map((other) => ({ other, acceptance: acceptedDouble(marksOf(record), other, acceptances) }));
  const doubles = judged.filter(({ acceptance }) => acceptance === undefined).map(({ other }) => other);
  return {
    findings: withDouble(open, doubles.length > 0),
    doubles: doubles.map(({ id, pseudonym }) => ({ id, pseudonym })),
    accepted,
    acceptedDoubles: judged.flatMap(({ other: { id, pseudonym }, acceptance }) =>
      acceptance === undefined ? [] : [{ id, pseudonym, acceptance }],
    ),
  };
}

async function acceptancesOf(
  viewer: Viewer,
  sites: readonly string[],
  options: { database?: PrismaClient },
): Promise<Acceptance[]> {
  if (sites.length === 0) return [];
  return asViewer(viewer, (tx) => readAcceptances(tx, { siteId: { in: [...sites] } }), options);
}

type Checked = { record: PatientRecord; findings: Finding[]; accepted: RuleCode[] };

function checkAll(records: readonly PatientRecord[], today: string, acceptances: readonly Acceptance[]): Checked[] {
  const marks = new Map(records.map((record) => [record.id, marksOf(record)]));
  const doubled = doubledPatients([...marks.values()]);
  const byPatient = new Map<string, Acceptance[]>();
  for (const one of acceptances) byPatient.set(one.patientId, [...(byPatient.get(one.patientId) ?? []), one]);
  return records.map((record) => {
    const own = byPatient.get(record.id) ?? [];
    const { open, accepted } = splitFindings(record, findFindings(record, today), own);
    const others = (doubled.get(record.id) ?? []).flatMap((id) => marks.get(id) ?? []);
    const unsaid = others.filter((other) => {
      const said = [...own, ...(byPatient.get(other.id) ?? [])];
      return acceptedDouble(marksOf(record), other, said) === undefined;
    });
    return {
      record,
      findings: withDouble(open, unsaid.length > 0),
      accepted: [
        ...accepted.map(({ finding }) => finding.rule),
        ...(unsaid.length < others.length ? ['patient-doubled' as const] : []),
      ],
    };
  });
}

function withDouble(findings: readonly Finding[], doubled: boolean): Finding[] {
  const double: Finding = { of: 'patient', id: null, field: 'pseudonym', rule: 'patient-doubled' };
  return doubled ? [double, ...findings] : [...findings];
}

function hasError({ findings }: Pick<Checked, 'findings'>): boolean {
  return findings.some(({ rule }) => QUALITY_RULES[rule] === 'error');
}
