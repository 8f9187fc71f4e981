import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import { estimateCalled } from '@/lib/registry/figure-names';
import { groupBy } from '@/lib/registry/grouping';
import { checkPlausibility } from '@/lib/registry/quality/figure-plausibility';
import { explanationOf } from '@/lib/registry/quality/explained-implausibilities';
import { findContradictions } from '@/lib/registry/quality/integrity/series';
import type { Row } from '@/lib/registry/rows/columns';
import { estimateOfColumns } from '@/lib/registry/rows/evidence.server';
import type { Bilingual, Estimate } from '@/lib/registry/schema';
import { QUESTION } from './sync';

/** Why an own figure is no longer the preferred one. */
const STEPPED: Bilingual = {
  en: 'the data set now prefers a figure of its own for these patients and this time',
  ru: 'набор данных теперь предпочитает собственное значение для этих пациентов и срока',
};

/** Under which name the data set holds an own figure, with both values. */
export function heldAsReason({ own, now }: Renamed): Bilingual & Readonly<{ heldAs: string }> {
  const id = String(now['id']);
  return {
    heldAs: id,
    en: `the data set holds this figure as ${id}, to which its links lead now (${valuesOf([own, now])})`,
    ru: `в наборе данных это значение хранится под именем ${id}, и ссылки ведут теперь к нему (${valuesOf([own, now], ',')})`,
  };
}

/** What a figure of this registry contradicts in the data set that is loaded, in words. */
export type Contradicted = Readonly<{ id: string; reasons: readonly Bilingual[] }>;
/** An own figure that the data set holds under another name: both rows. */
export type Renamed = Readonly<{ id: string; own: Row; now: Row }>;
/** Such figures by their ids here. */
export type HeldAs = ReadonlyMap<string, Renamed>;
type Own = Readonly<{ id: string; proposal: string; decidedAt: Date }>;
type Pair = Readonly<{ ids: readonly string[]; reason: Bilingual }>;

/**
 * The figures with those of this registry held back that contradict a figure of the data set which curators had not seen when
 * they decided: it came, or changed, later. A figure held back is not charted, so that two values of the same patients never
 * stand as two witnesses; it is charted again once a curator has decided on it since. Curators are told too of `stepped`,
 * own figures that are no longer the preferred ones, and of `heldAs`, those that the data set holds under another name.
 */
export async function withoutContradicted(
  client: pg.ClientBase,
  shipped: readonly Row[],
  all: readonly Row[],
  { stepped, heldAs }: Readonly<{ stepped: readonly string[]; heldAs: HeldAs }>,
): Promise<Readonly<{ estimates: readonly Row[]; contradicted: readonly Contradicted[] }>> {
  const owns = await latestDecisions(client, shipped, heldAs);
  if (owns.size === 0) return { estimates: all, contradicted: [] };
  const since = await changedSince(client, shipped);
  const found = new Map<string, Bilingual[]>();
  for (const pair of pairsOf(all, owns))
    for (const id of pair.ids) {
      const own = owns.get(id);
      const unseen = pair.ids.some(
        (other) => !owns.has(other) && (since.get(other) ?? 0) > (own?.decidedAt.getTime() ?? Infinity),
      );
      if (own !== undefined && unseen) found.set(id, [...(found.get(id) ?? []), pair.reason]);
    }
  const told = new Map(found);
  for (const id of stepped) told.set(id, [...(found.get(id) ?? []), STEPPED]);
  for (const one of heldAs.values()) told.set(one.id, [heldAsReason(one)]);
  await note(client, owns, told);
  return {
    estimates: all.map((row) => (found.has(String(row['id'])) ? { ...row, chartable: false } : row)),
    contradicted: [...found].map(([id, reasons]) => ({ id, reasons })),
  };
}

/** Whose figures are this registry's own, by the latest decision of its curators on each, whatever its name was then. */
async function latestDecisions(
  client: pg.ClientBase,
  shipped: readonly Row[],
  heldAs: HeldAs,
): Promise<ReadonlyMap<string, Own>> {
  const { rows } = await client.query<Readonly<{ id: string; proposal: string; at: Date }>>(
    `SELECT DISTINCT ON (figure) figure AS id, p.id AS proposal, p.decided_at AS at
     FROM evidence_proposal p, LATERAL (
       SELECT p.estimate_id AS figure WHERE p.kind = 'correction'
       UNION ALL SELECT e ->> 'id' FROM jsonb_array_elements(CASE p.kind WHEN 'report' THEN p.rows -> 'estimate' ELSE '[]' END) e) f
     WHERE p.status = 'approved' ORDER BY figure, p.decided_at DESC`,
  );
  const figures = rows.length === 0 ? [] : shipped.map(estimateOfColumns);
  const idOf = (name: string): string => (heldAs.has(name) ? name : (estimateCalled(name, figures)?.id ?? name));
  return new Map(
    rows
      .toSorted((a, b) => a.at.getTime() - b.at.getTime())
      .map(({ id: name, proposal, at }) => [idOf(name), { id: idOf(name), proposal, decidedAt: at }]),
  );
}

/** When each figure of the data set came or changed last, in milliseconds; with this load where it differs from what stands. */
async function changedSince(client: pg.ClientBase, shipped: readonly Row[]): Promise<ReadonlyMap<string, number>> {
  const held = await client.query<{ row: Row }>('SELECT to_jsonb(e) AS row FROM estimate e');
  const logged = await client.query<Readonly<{ id: string; at: Date }>>(
    `SELECT row_id AS id, max(at) AS at FROM audit_entry WHERE table_name = 'estimate' AND action IN ('insert', 'update')
       AND new_values - 'aliases' IS DISTINCT FROM '{}' GROUP BY row_id`,
  );
  const standing = new Map(held.rows.map(({ row }) => [row['id'], row]));
  const at = new Map(logged.rows.map(({ id, at: moment }) => [id, moment.getTime()]));
  for (const row of shipped) {
    const before = standing.get(row['id']);
    if (before === undefined || !saysSame(before, row)) at.set(String(row['id']), Infinity);
  }
  return at;
}

/** What is charted is no part of what a figure says, nor is what it was called. */
const SAYS_NOTHING = new Set(['position', 'aliases', 'trial_slug', 'preferred', 'chartable']);

function saysSame(held: Row, row: Row): boolean {
  const plain = JSON.parse(JSON.stringify(row)) as Row;
  return Object.entries(plain).every(
    ([column, value]) => SAYS_NOTHING.has(column) || isDeepStrictEqual(held[column] ?? null, value),
  );
}

/** Figures of one study that cannot all be true, at least one of them this registry's own. */
function pairsOf(all: readonly Row[], owns: ReadonlyMap<string, Own>): Pair[] {
  const studies = new Set(all.flatMap((row) => (owns.has(String(row['id'])) ? [String(row['trial_slug'])] : [])));
  return [...studies].flatMap((trial) => {
    const rows = all.filter((row) => row['trial_slug'] === trial);
    const estimates = rows.map(estimateOfColumns);
    const found = [...findContradictions(estimates), ...implausible(trial, estimates), ...sameQuestion(rows)];
    return found.filter(({ ids }) => ids.some((id) => owns.has(id)));
  });
}

function implausible(trial: string, estimates: readonly Estimate[]): Pair[] {
  return checkPlausibility(estimates.map((one) => ({ ...one, trial, acronym: trial })))
    .flatMap(({ found }) => found)
    .filter(({ estimates: ids }) => ids.length > 1 && explanationOf(ids) === null)
    .map(({ estimates: ids, values }) => {
      const said = ids.map((id, i) => (values[i] === undefined ? id : `${id}: ${values[i]}`)).join('; ');
      return {
        ids,
        reason: { en: `these hardly go together (${said})`, ru: `эти значения плохо согласуются (${said})` },
      };
    });
}

/** Other values of the same patients and time. */
function sameQuestion(rows: readonly Row[]): Pair[] {
  const groups = groupBy(rows, (row) => JSON.stringify(QUESTION.map((column) => row[column] ?? null)));
  return groups.flatMap((group) =>
    new Set(group.map(({ estimate }) => estimate)).size < 2
      ? []
      : [
          {
            ids: group.map(({ id }) => String(id)),
            reason: {
              en: `other values of the same patients and time (${valuesOf(group)})`,
              ru: `разные значения для тех же пациентов и срока (${valuesOf(group, ',')})`,
            },
          },
        ],
  );
}

function valuesOf(group: readonly Row[], point = '.'): string {
  return group
    .map(({ id, estimate }) => `${String(id)}: ${estimate === null ? '–' : `${String(estimate).replace('.', point)}%`}`)
    .join('; ');
}

/** Kept with the latest decision on each figure, for the curators' list; what no longer holds goes. */
async function note(
  client: pg.ClientBase,
  owns: ReadonlyMap<string, Own>,
  found: ReadonlyMap<string, readonly Bilingual[]>,
): Promise<void> {
  const by = [...owns.values()].flatMap(({ id, proposal }) => {
    const reasons = found.get(id);
    return reasons === undefined ? [] : [{ proposal, reasons }];
  });
  await client.query(
    `UPDATE evidence_proposal p SET contradicts = said.reasons, contradicted_at = CASE WHEN said.reasons IS NOT NULL THEN clock_timestamp() END
     FROM (SELECT p.id, w.reasons FROM evidence_proposal p
           LEFT JOIN (SELECT proposal, jsonb_agg(reason) AS reasons FROM jsonb_to_recordset($1::jsonb) AS s(proposal uuid, reasons jsonb), jsonb_array_elements(reasons) AS reason GROUP BY proposal) w ON w.proposal = p.id
           WHERE p.status = 'approved') said
     WHERE said.id = p.id AND p.contradicts IS DISTINCT FROM said.reasons`,
    [JSON.stringify(by)],
  );
}
