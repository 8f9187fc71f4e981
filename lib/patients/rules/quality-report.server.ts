import type { PrismaClient } from '@/prisma/generated/client';
import { readableSites, type Viewer } from '@/lib/access/policy';
import { asViewer, type Transaction } from '@/lib/db.server';
import { serverDay } from '../changes.server';
import { checkEvery } from './findings.server';
import { checkedSql, renewChecks } from './patient-checks.server';
import { QUALITY_RULES, RULE_CODES, type Finding, type RuleCode, type Severity } from './quality-rules';

type Options = { database?: PrismaClient /** `YYYY-MM-DD` */; today?: string };

/** What one rule found. `count` and `sites` are of every patient; `patients` those named here, diagnosed last first. */
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
const LISTED = 100;

/**
 * Every rule with its counts over all patients of the sites where the viewer reads patients; rules that found nothing stand
 * there too. Of a rule that found few, errors before warnings, all patients are named; of the others none, see `findRule`.
 * Checks that lack are made first, as far as a request has the time.
 */
export async function findQuality(
  viewer: Viewer,
  { today = serverDay(), listed = LISTED, withinMs, ...options }: Options & { listed?: number; withinMs?: number } = {},
): Promise<QualityReport> {
  const sites = readableSites(viewer);
  const ids = sites.map(({ siteId }) => siteId);
  const count = (): Promise<Alike[]> => asViewer(viewer, (tx) => countAlike(tx, ids, today), options);
  let alike = await count();
  if (alike.some(({ unchecked }) => unchecked)) {
    await renewChecks(viewer, ids, today, { withinMs, ...options });
    alike = await count();
  }
  const pairs = await asViewer(viewer, (tx) => countAcceptedPairs(tx, ids), options);
  const names = new Map(sites.map(({ siteId, siteName }) => [siteId, siteName]));
  const rules = RULE_CODES.map((rule) => countsOf(rule, { alike, pairs, names }));
  const few = namedHere(rules, listed);
  const placed = await asViewer(viewer, (tx) => findPlaced(tx, ids, few, today, { from: 0, rows: LOOKED_AT }), options);
  const named = await namePatients(viewer, placed, today, options);
  const sum = (wanted: (one: Alike) => boolean): number =>
    alike.filter(wanted).reduce((all, { patients }) => all + patients, 0);
  return {
    patients: sum(() => true),
    withErrors: sum(({ doubled, open }) => doubled || open.some((rule) => isError(rule))),
    unchecked: sum(({ unchecked }) => unchecked),
    rules: rules.map((one) => ({ ...one, patients: named.get(one.rule) ?? [] })),
  };
}

/** One rule with one page of its patients. */
export async function findRule(
  viewer: Viewer,
  rule: RuleCode,
  wanted: number,
  { today = serverDay(), listed = LISTED, ...options }: Options & { listed?: number } = {},
): Promise<RuleReport & { page: number; pages: number }> {
  const sites = readableSites(viewer);
  const ids = sites.map(({ siteId }) => siteId);
  const names = new Map(sites.map(({ siteId, siteName }) => [siteId, siteName]));
  const { counts, page, pages, placed } = await asViewer(
    viewer,
    async (tx) => {
      const [alike, pairs] = [await countAlike(tx, ids, today), await countAcceptedPairs(tx, ids)];
      const counts = countsOf(rule, { alike, pairs, names });
      const pages = Math.max(1, Math.ceil(counts.count / listed));
      const page = Math.min(wanted, pages);
      const stretch = { from: (page - 1) * listed, rows: listed };
      return { counts, page, pages, placed: await findPlaced(tx, ids, [rule], today, stretch) };
    },
    { ...options, snapshot: true },
  );
  const named = await namePatients(viewer, placed, today, options);
  return { ...counts, patients: named.get(rule) ?? [], page, pages };
}

/** So many patients of one site of whom the rules say the same; `open` and `accepted` as the checks keep them. */
type Alike = {
  siteId: string;
  open: string[];
  accepted: string[];
  unchecked: boolean;
  doubled: boolean;
  patients: number;
};
type PairCount = { siteId: string; patients: number };
type Placed = { rule: string; id: string };
type Named = Map<string, RuleReport['patients']>;

/** Every patient of the sites, counted by what is known of it: a few hundred rows, however many patients there are. */
async function countAlike(tx: Transaction, sites: readonly string[], today: string): Promise<Alike[]> {
  return tx.$queryRaw<Alike[]>`
    SELECT p.site_id AS "siteId", coalesce(c.open_rules, '{}') AS open, coalesce(c.accepted_rules, '{}') AS accepted,
           c.patient_id IS NULL AS unchecked, d.patient_id IS NOT NULL AS doubled, count(*)::int AS patients
    FROM patient p ${checkedSql(today)} LEFT JOIN patient_doubled d ON d.patient_id = p.id
    WHERE p.site_id = ANY (${[...sites]}::uuid[]) GROUP BY 1, 2, 3, 4, 5`;
}

/** How many patients of each site have a pair of which somebody said that they are two children. */
async function countAcceptedPairs(tx: Transaction, sites: readonly string[]): Promise<PairCount[]> {
  return tx.$queryRaw<PairCount[]>`
    SELECT site_id AS "siteId", count(DISTINCT patient_id)::int AS patients FROM patient_double
    WHERE accepted AND site_id = ANY (${[...sites]}::uuid[]) GROUP BY site_id`;
}

type Counted = { alike: readonly Alike[]; pairs: readonly PairCount[]; names: ReadonlyMap<string, string> };

function countsOf(rule: RuleCode, { alike, pairs, names }: Counted): RuleReport {
  const isPair = rule === 'patient-doubled';
  const bySite = new Map<string, number>();
  let accepted = isPair ? pairs.reduce((sum, { patients }) => sum + patients, 0) : 0;
  for (const one of alike) {
    accepted += one.accepted.filter((other) => other === rule).length * one.patients;
    if (isPair ? one.doubled : one.open.includes(rule))
      bySite.set(one.siteId, (bySite.get(one.siteId) ?? 0) + one.patients);
  }
  const sites = [...bySite].map(([id, count]) => ({ name: names.get(id) ?? '', count }));
  return {
    rule,
    severity: QUALITY_RULES[rule],
    count: sites.reduce((sum, { count }) => sum + count, 0),
    sites: sites.sort((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1)),
    accepted,
    patients: [],
  };
}

function isError(rule: string): boolean {
  return RULE_CODES.some((code) => code === rule && QUALITY_RULES[code] === 'error');
}

/** The rules whose patients are all named on the page of every rule: errors first, and those that found few first. */
function namedHere(rules: readonly RuleReport[], listed: number): RuleCode[] {
  const found = rules.filter(({ count }) => count > 0 && count <= listed);
  found.sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning') || a.count - b.count);
  let looked = 0;
  return found.flatMap(({ rule, count }) => ((looked += count) <= LOOKED_AT ? [rule] : []));
}

/** In whom these rules found something, from what is kept: pairs that may be one child by the database, the rest by the checks. */
async function findPlaced(
  tx: Transaction,
  sites: readonly string[],
  rules: readonly RuleCode[],
  today: string,
  { from, rows }: { from: number; rows: number },
): Promise<Placed[]> {
  if (rules.length === 0) return [];
  return tx.$queryRaw<Placed[]>`
    SELECT r.rule, p.id FROM patient p ${checkedSql(today)} LEFT JOIN patient_doubled d ON d.patient_id = p.id,
      unnest(CASE WHEN d.patient_id IS NULL THEN c.open_rules ELSE coalesce(c.open_rules, '{}') || 'patient-doubled'::text END) AS r(rule)
    WHERE p.site_id = ANY (${[...sites]}::uuid[]) AND r.rule = ANY (${[...rules]})
    ORDER BY p.diagnosis_date DESC, p.id LIMIT ${rows}::int OFFSET ${from}::int`;
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
