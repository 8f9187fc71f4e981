import type { PrismaClient } from '@/prisma/generated/client';
import { managedSites, visibleSites, type Viewer } from '@/lib/access/policy';
import { asViewer } from '@/lib/db.server';
import { fromDay, toDay } from '../calendar';
import { serverDay } from '../changes.server';
import { whereOf, type CourseFilter } from '../course-filter.server';
import { toCourse } from '../course.server';
import { findInBatches } from '../record-batches.server';
import type { PatientRecord } from '../record';
import { RECORD_SELECT, toRecord } from '../record.server';
import type { PatientCourse } from '../timeline';
import { DOUBLE_WITHIN_DAYS, doubledPatients, mayBeOneChild, type PatientMarks } from './doubled-patients';
import { findFindings } from './find-findings';
import { QUALITY_RULES, RULE_CODES, type Finding, type RuleCode, type Severity } from './quality-rules';

type Options = { database?: PrismaClient /** `YYYY-MM-DD` */; today?: string };

/** What one rule found, patient by patient. */
export type RuleFindings = {
  rule: RuleCode;
  severity: Severity;
  patients: { id: string; pseudonym: string; siteName: string; findings: Finding[] }[];
};
export type QualityReport = { patients: number; withErrors: number; rules: RuleFindings[] };

/** Every rule over every patient of the sites where the viewer is data manager; rules that found nothing stand there too. */
export async function findQuality(
  viewer: Viewer,
  { today = serverDay(), ...options }: Options = {},
): Promise<QualityReport> {
  const sites = managedSites(viewer).map((site) => site.siteId);
  const where = { siteId: { in: sites } };
  const rows = sites.length === 0 ? [] : await findInBatches(RECORD_SELECT, { viewerId: viewer.id, where, ...options });
  const checked = checkAll(rows.map(toRecord), today);
  const rules = RULE_CODES.map(
    (rule): RuleFindings => ({
      rule,
      severity: QUALITY_RULES[rule],
      patients: checked.flatMap(({ record, findings }) => {
        const found = findings.filter((one) => one.rule === rule);
        const { id, siteName, identity } = record;
        return found.length === 0 ? [] : [{ id, pseudonym: identity.pseudonym, siteName, findings: found }];
      }),
    }),
  );
  return { patients: checked.length, withErrors: checked.filter(hasError).length, rules };
}

/**
 * The courses of every patient whose curve this viewer may see, as data manager or researcher, oldest diagnosis first, and
 * how many of these patients have an open error. For curves only: what leaves the server must be aggregated. A site in the
 * filter that is not the viewer's adds nothing.
 */
export async function findCohort(
  viewer: Viewer,
  filter: CourseFilter = {},
  { today = serverDay(), ...options }: Options = {},
): Promise<{ courses: PatientCourse[]; withErrors: number }> {
  const reach = visibleSites(viewer).map((site) => site.siteId);
  const where = whereOf(filter, reach);
  if (where === null) return { courses: [], withErrors: 0 };
  const rows = await findInBatches(RECORD_SELECT, { viewerId: viewer.id, where, purpose: 'aggregate', ...options });
  rows.sort((a, b) => a.diagnosisDate.getTime() - b.diagnosisDate.getTime() || (a.id < b.id ? -1 : 1));
  return { courses: rows.map(toCourse), withErrors: checkAll(rows.map(toRecord), today).filter(hasError).length };
}

/** What the rules find in one patient, with the other patients of the site that may be the same child. */
export async function findPatientQuality(
  viewer: Viewer,
  record: PatientRecord,
  { today = serverDay(), ...options }: Options = {},
): Promise<{ findings: Finding[]; doubles: { id: string; pseudonym: string }[] }> {
  const day = toDay(record.identity.diagnosisDate).getTime();
  const at = (days: number): Date => new Date(day + days * 86_400_000);
  const { ageDays } = record.identity;
  const near = await asViewer(
    viewer.id,
    (tx) =>
      tx.patient.findMany({
        where: {
          siteId: record.siteId,
          id: { not: record.id },
          diagnosisDate: { gte: at(-DOUBLE_WITHIN_DAYS), lte: at(DOUBLE_WITHIN_DAYS) },
          ageDays: { gte: ageDays - DOUBLE_WITHIN_DAYS, lte: ageDays + DOUBLE_WITHIN_DAYS },
        },
        select: {
          id: true,
          pseudonym: true,
          siteId: true,
          diagnosisDate: true,
          ageDays: true,
          sex: true,
          features: { select: { kmt2a: true } },
        },
        orderBy: { pseudonym: 'asc' },
      }),
    options,
  );
  const doubles = near.filter((row) =>
    mayBeOneChild(marksOf(record), {
      ...row,
      diagnosisDate: fromDay(row.diagnosisDate),
      kmt2a: row.features?.kmt2a ?? null,
    }),
  );
  return { findings: withDouble(findFindings(record, today), doubles.length > 0), doubles };
}

function checkAll(records: readonly PatientRecord[], today: string): { record: PatientRecord; findings: Finding[] }[] {
  const doubled = doubledPatients(records.map(marksOf));
  return records.map((record) => ({
    record,
    findings: withDouble(findFindings(record, today), doubled.has(record.id)),
  }));
}

function withDouble(findings: readonly Finding[], doubled: boolean): Finding[] {
  const double: Finding = { of: 'patient', id: null, field: 'pseudonym', rule: 'patient-doubled' };
  return doubled ? [double, ...findings] : [...findings];
}

function hasError({ findings }: { findings: readonly Finding[] }): boolean {
  return findings.some(({ rule }) => QUALITY_RULES[rule] === 'error');
}

function marksOf({ id, siteId, identity, features }: PatientRecord): PatientMarks {
  const { diagnosisDate, ageDays, sex } = identity;
  return { id, siteId, diagnosisDate, ageDays, sex, kmt2a: features.kmt2a };
}
