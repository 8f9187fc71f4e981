import type { Prisma, PrismaClient } from '@/prisma/generated/client';
import { readableSites, visibleSites, type Viewer } from '@/lib/access/policy';
import { asViewer, type Transaction } from '@/lib/db.server';
import { serverDay } from '../changes.server';
import { courseSql, sitesOf, whereOf, type CourseFilter } from '../course-filter.server';
import { COURSE_SELECT, toCourse } from '../course.server';
import { findInBatches } from '../records/batches.server';
import type { PatientRecord } from '../records/record';
import { RECORD_SELECT, toRecord } from '../records/record.server';
import { patientQuerySchema } from '../filter';
import { findFirst } from '../list/patient-list.server';
import type { PatientCourse } from '../timeline';
import { acceptedDouble, readAcceptances, splitFindings } from './standing-acceptances.server';
import type { Acceptance, PatientQuality } from './acceptance';
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
/**
 * `patients`: those whose whole records were looked at, of whom the rules are told. `unchecked`: the others. `withErrors` are of
 * all, as far as their records are checked.
 */
export type QualityReport = { patients: number; withErrors: number; unchecked: number; rules: RuleFindings[] };

/** Patients whose whole records one page looks at: what a request has time for; of more than that, a part. */
const LOOKED_AT = 1000;
const LOOKED_AT_OF_MANY = 500;

/**
 * Every rule over the patients of the sites where the viewer reads patients, as far as a page can look at, those with open errors
 * first; rules that found nothing stand there too.
 */
export async function findQuality(
  viewer: Viewer,
  { today = serverDay(), most = LOOKED_AT, ...options }: Options & { most?: number } = {},
): Promise<QualityReport> {
  const sites = readableSites(viewer).map((site) => site.siteId);
  const where = { siteId: { in: sites } };
  const all = sites.length === 0 ? 0 : await asViewer(viewer, (tx) => tx.patient.count({ where }), options);
  const checked = all > most ? [] : await checkEvery(viewer, sites, where, today, options);
  if (all <= most)
    return {
      patients: checked.length,
      withErrors: checked.filter(hasError).length,
      unchecked: 0,
      rules: ruled(checked),
    };
  const { ids, found } = await findWorst(viewer, Math.min(most, LOOKED_AT_OF_MANY), today, options);
  const some = await checkEvery(viewer, sites, { id: { in: ids } }, today, options);
  return { patients: some.length, withErrors: found, unchecked: all - some.length, rules: ruled(some) };
}

/** The ids of so many patients, those with open errors first, and how many of these there are in all. */
async function findWorst(
  viewer: Viewer,
  most: number,
  today: string,
  options: { database?: PrismaClient },
): Promise<{ ids: string[]; found: number }> {
  const every = patientQuerySchema.parse({});
  const { ids, found } = await findFirst(viewer, { ...every, errors: 'open' }, most, { today, ...options });
  if (ids.length === most) return { ids, found };
  const others = await findFirst(viewer, every, most, { today, ...options });
  return { ids: [...new Set([...ids, ...others.ids])].slice(0, most), found };
}

function ruled(checked: readonly Checked[]): RuleFindings[] {
  return RULE_CODES.map((rule) => ({
    rule,
    severity: QUALITY_RULES[rule],
    accepted: checked.reduce((sum, { accepted }) => sum + accepted.filter((one) => one === rule).length, 0),
    patients: checked.flatMap(({ record, findings }) => {
      const found = findings.filter((one) => one.rule === rule);
      const { id, siteName, identity } = record;
      return found.length === 0 ? [] : [{ id, pseudonym: identity.pseudonym, siteName, findings: found }];
    }),
  }));
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

type Checked = { record: PatientRecord; findings: Finding[]; accepted: RuleCode[] };

/** What the rules find in each of these patients; whether one was perhaps entered twice, also where the other is not among them. */
async function checkEvery(
  viewer: Viewer,
  sites: readonly string[],
  where: Prisma.PatientWhereInput,
  today: string,
  options: { database?: PrismaClient },
): Promise<Checked[]> {
  const records = (await findInBatches(RECORD_SELECT, { viewer, where, ...options })).map(toRecord);
  const ids = records.map(({ id }) => id);
  const { acceptances, pairs } = await asViewer(
    viewer,
    async (tx) => ({
      acceptances: await readAcceptances(tx, { siteId: { in: [...sites] }, patientId: { in: ids } }),
      pairs: await tx.patientDouble.findMany({ where: { patientId: { in: ids } } }),
    }),
    options,
  );
  const byPatient = new Map<string, Acceptance[]>();
  for (const one of acceptances) byPatient.set(one.patientId, [...(byPatient.get(one.patientId) ?? []), one]);
  const [open, settled] = [false, true].map(
    (said) => new Set(pairs.flatMap(({ patientId, accepted }) => (accepted === said ? [patientId] : []))),
  );
  return records.map((record) => {
    const { open: findings, accepted } = splitFindings(
      record,
      findFindings(record, today),
      byPatient.get(record.id) ?? [],
    );
    return {
      record,
      findings: withDouble(findings, open?.has(record.id) === true),
      accepted: [
        ...accepted.map(({ finding }) => finding.rule),
        ...(settled?.has(record.id) === true ? ['patient-doubled' as const] : []),
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
