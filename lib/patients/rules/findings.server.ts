import type { Prisma, PrismaClient } from '@/prisma/generated/client';
import { visibleSites, type Viewer } from '@/lib/access/policy';
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
import { findDoubles } from './doubles.server';
import { findFindings } from './find-findings';
import { marksOf } from './marks';
import { countWithErrors, type ErrorCounts } from './patient-checks.server';
import { QUALITY_RULES, type Finding } from './quality-rules';

type Options = { database?: PrismaClient /** `YYYY-MM-DD` */; today?: string };

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

type Checked = { record: PatientRecord; findings: Finding[] };

/** What the rules find in each of these patients; whether one was perhaps entered twice, also where the other is not among them. */
export async function checkEvery(
  viewer: Viewer,
  where: Prisma.PatientWhereInput,
  today: string,
  options: { database?: PrismaClient },
): Promise<Checked[]> {
  const records = (await findInBatches(RECORD_SELECT, { viewer, where, ...options })).map(toRecord);
  const ids = records.map(({ id }) => id);
  const { acceptances, doubled } = await asViewer(
    viewer,
    async (tx) => ({
      acceptances: await readAcceptances(tx, { patientId: { in: ids } }),
      doubled: await tx.patientDoubled.findMany({ where: { patientId: { in: ids } }, select: { patientId: true } }),
    }),
    options,
  );
  const byPatient = new Map<string, Acceptance[]>();
  for (const one of acceptances) byPatient.set(one.patientId, [...(byPatient.get(one.patientId) ?? []), one]);
  const open = new Set(doubled.map(({ patientId }) => patientId));
  return records.map((record) => {
    const { open: findings } = splitFindings(record, findFindings(record, today), byPatient.get(record.id) ?? []);
    return { record, findings: withDouble(findings, open.has(record.id)) };
  });
}

function withDouble(findings: readonly Finding[], doubled: boolean): Finding[] {
  const double: Finding = { of: 'patient', id: null, field: 'pseudonym', rule: 'patient-doubled' };
  return doubled ? [double, ...findings] : [...findings];
}
