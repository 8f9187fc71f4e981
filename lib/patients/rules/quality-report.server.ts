import { Prisma, type PrismaClient } from '@/prisma/generated/client';
import { readableSites, type Viewer } from '@/lib/access/policy';
import { asViewer, type Transaction } from '@/lib/db.server';
import { serverDay } from '../changes.server';
import { checkEvery } from './findings.server';
import { checkedSql, countWithErrors } from './patient-checks.server';
import { QUALITY_RULES, RULE_CODES, type Finding, type RuleCode, type Severity } from './quality-rules';

type Options = { database?: PrismaClient /** `YYYY-MM-DD` */; today?: string };

/** What one rule found. `count` and `sites` are of every patient, `patients` those of the page, diagnosed last first. */
export type RuleReport = {
  rule: RuleCode;
  severity: Severity;
  count: number;
  /** the most first; sites where it found nothing are left out */
  sites: { name: string; count: number }[];
  /** Findings that a person accepted. */
  accepted: number;
  patients: { id: string; pseudonym: string; siteName: string; findings: Finding[] }[];
};
/** Every count is of all `patients` but those `unchecked`, of whom nobody knows yet what the rules find. */
export type QualityReport = { patients: number; withErrors: number; unchecked: number; rules: RuleReport[] };

/** Patients whose whole records one page looks at to name the cells; the counts need none of them. */
const LOOKED_AT = 1000;
/** Patients of one rule on a page: more than anybody follows at a time. */
export const LISTED = 100;

/**
 * Every rule with its counts over all patients of the sites where the viewer reads patients, and the first patients of each;
 * rules that found nothing stand there too. Checks that lack are made first, as far as a request has the time.
 */
export async function findQuality(
  viewer: Viewer,
  { today = serverDay(), listed = LISTED, ...options }: Options & { listed?: number; withinMs?: number } = {},
): Promise<QualityReport> {
  const sites = readableSites(viewer);
  if (sites.length === 0) return { patients: 0, withErrors: 0, unchecked: 0, rules: RULE_CODES.map(nothing) };
  const ids = sites.map(({ siteId }) => siteId);
  const errors = await countWithErrors(viewer, ids, Prisma.sql`true`, { today, ...options });
  const { all, counts, first } = await asViewer(
    viewer,
    async (tx) => {
      const counts = await countByRule(tx, ids, today);
      const found = new Set(counts.flatMap(({ rule, open }) => (open > 0 ? [rule] : [])));
      const each = Math.min(listed, Math.floor(LOOKED_AT / Math.max(1, found.size)));
      return {
        all: await tx.patient.count({ where: { siteId: { in: ids } } }),
        counts,
        first: await findPlaced(tx, ids, today, { from: 0, to: each }),
      };
    },
    { ...options, snapshot: true },
  );
  const named = await namePatients(viewer, first, today, options);
  const names = new Map(sites.map(({ siteId, siteName }) => [siteId, siteName]));
  return {
    patients: all,
    ...errors,
    rules: RULE_CODES.map((rule) => reportOf(rule, counts, names, named)),
  };
}

/** One rule with one page of its patients. */
export async function findRule(
  viewer: Viewer,
  rule: RuleCode,
  page: number,
  { today = serverDay(), listed = LISTED, ...options }: Options & { listed?: number } = {},
): Promise<RuleReport & { page: number; pages: number }> {
  const sites = readableSites(viewer);
  if (sites.length === 0) return { ...nothing(rule), page: 1, pages: 1 };
  const ids = sites.map(({ siteId }) => siteId);
  const read = await asViewer(
    viewer,
    async (tx) => {
      const counts = (await countByRule(tx, ids, today)).filter((one) => one.rule === rule);
      const pages = Math.max(1, Math.ceil(counts.reduce((sum, { open }) => sum + open, 0) / listed));
      const at = Math.min(page, pages);
      const placed = await findPlaced(tx, ids, today, { rule, from: (at - 1) * listed, to: at * listed });
      return { counts, pages, at, placed };
    },
    { ...options, snapshot: true },
  );
  const named = await namePatients(viewer, read.placed, today, options);
  const names = new Map(sites.map(({ siteId, siteName }) => [siteId, siteName]));
  return { ...reportOf(rule, read.counts, names, named), page: read.at, pages: read.pages };
}

type Count = { siteId: string; rule: string; open: number; accepted: number };
type Placed = { rule: string; id: string };
type Named = Map<string, RuleReport['patients']>;

function reportOf(
  rule: RuleCode,
  counts: readonly Count[],
  names: ReadonlyMap<string, string>,
  named: Named,
): RuleReport {
  const own = counts.filter((one) => one.rule === rule);
  return {
    ...nothing(rule),
    count: own.reduce((sum, { open }) => sum + open, 0),
    accepted: own.reduce((sum, { accepted }) => sum + accepted, 0),
    sites: own
      .filter(({ open }) => open > 0)
      .map(({ siteId, open }) => ({ name: names.get(siteId) ?? '', count: open }))
      .sort((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1)),
    patients: named.get(rule) ?? [],
  };
}

function nothing(rule: RuleCode): RuleReport {
  return { rule, severity: QUALITY_RULES[rule], count: 0, sites: [], accepted: 0, patients: [] };
}

/** What rule found something in whom, from what is kept: pairs that may be one child by the database, the rest by the checks. */
function placedSql(sites: readonly string[], today: string): Prisma.Sql {
  const own = Prisma.sql`p.site_id = ANY (${[...sites]}::uuid[])`;
  return Prisma.sql`
    held AS (SELECT p.id, p.site_id, p.diagnosis_date, c.open_rules, c.accepted_rules FROM patient p ${checkedSql(today)} WHERE ${own}),
    placed AS (
      SELECT h.id, h.site_id, h.diagnosis_date, r.rule FROM held h, unnest(h.open_rules) AS r(rule)
      UNION ALL
      SELECT p.id, p.site_id, p.diagnosis_date, 'patient-doubled' FROM patient_doubled d JOIN patient p ON p.id = d.patient_id WHERE ${own})`;
}

async function countByRule(tx: Transaction, sites: readonly string[], today: string): Promise<Count[]> {
  return tx.$queryRaw<Count[]>`
    WITH ${placedSql(sites, today)}, counted AS (
      SELECT site_id, rule, count(*) AS open, 0 AS accepted FROM placed GROUP BY site_id, rule
      UNION ALL
      SELECT h.site_id, r.rule, 0, count(*) FROM held h, unnest(h.accepted_rules) AS r(rule) GROUP BY h.site_id, r.rule
      UNION ALL
      SELECT site_id, 'patient-doubled', 0, count(DISTINCT patient_id) FROM patient_double
      WHERE accepted AND site_id = ANY (${[...sites]}::uuid[]) GROUP BY site_id)
    SELECT site_id AS "siteId", rule, sum(open)::int AS open, sum(accepted)::int AS accepted
    FROM counted GROUP BY site_id, rule`;
}

/** The patients of each rule, or of one, from so many to so many of them. */
async function findPlaced(
  tx: Transaction,
  sites: readonly string[],
  today: string,
  { rule, from, to }: { rule?: RuleCode; from: number; to: number },
): Promise<Placed[]> {
  return tx.$queryRaw<Placed[]>`
    WITH ${placedSql(sites, today)}
    SELECT rule, id FROM (
      SELECT rule, id, row_number() OVER (PARTITION BY rule ORDER BY diagnosis_date DESC, id) AS place FROM placed
      WHERE ${rule ?? null}::text IS NULL OR rule = ${rule ?? null}) AS ordered
    WHERE place > ${from}::int AND place <= ${to}::int ORDER BY place`;
}

/** The same with the cells at which the rule found it, read from the whole records; who has changed since is left out. */
async function namePatients(
  viewer: Viewer,
  placed: readonly Placed[],
  today: string,
  options: { database?: PrismaClient },
): Promise<Named> {
  const ids = [...new Set(placed.map(({ id }) => id))];
  const checked = await checkEvery(viewer, { id: { in: ids } }, today, options);
  const byId = new Map(checked.map((one) => [one.record.id, one]));
  const named: Named = new Map();
  for (const { rule, id } of placed) {
    const one = byId.get(id);
    const findings = one?.findings.filter((finding) => finding.rule === rule) ?? [];
    if (one === undefined || findings.length === 0) continue;
    const { siteName, identity } = one.record;
    named.set(rule, [...(named.get(rule) ?? []), { id, pseudonym: identity.pseudonym, siteName, findings }]);
  }
  return named;
}
