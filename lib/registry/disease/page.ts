import { groupBy } from '../grouping';
import type { Bilingual, Disease, DiseaseFact, DiseaseStatement, Source } from '../schema';

/** Topics in the order in which a reader meets them, from the patient to the leukaemia and its treatment; others follow. */
export const DISEASE_TOPICS = [
  'epidemiology',
  'presenting features',
  'diagnosis',
  'adverse factors',
  'immunophenotype',
  'KMT2A gene',
  'KMT2A rearrangement',
  'KMT2A partners',
  'KMT2A breakpoints',
  'KMT2A germline',
  'congenital ALL',
  'early response',
  'MRD methods',
  'lineage switch',
  'targeted therapy',
] as const;

/** Topics that ask one question of several populations; in the others one population gives several answers. */
const BY_CHARACTERISTIC: readonly string[] = ['immunophenotype', 'KMT2A rearrangement', 'congenital ALL'];

/** How a share is drawn. A bound or a range is no point; what is not given is not drawn. */
export type ShareMark =
  | Readonly<{ kind: 'exact' | 'approximate' | 'at-least' | 'at-most' | 'as-printed'; at: number }>
  | Readonly<{ kind: 'range'; low: number; high: number }>
  | Readonly<{ kind: 'not-given' }>;

export type DiseaseRow = Readonly<{ fact: DiseaseFact; mark: ShareMark; label: Bilingual }>;
/** Shares of one population, or one share of several populations. They are never parts of one whole. */
export type DiseaseGroup = Readonly<{
  by: 'population' | 'characteristic';
  heading: Bilingual;
  rows: readonly DiseaseRow[];
}>;
export type DiseaseSection = Readonly<{
  /** as readers see it */
  name: Bilingual;
  /** as in an address */
  key: string;
  groups: readonly DiseaseGroup[];
  statements: readonly DiseaseStatement[];
  /** end of its axis in percent: small shares would vanish on a whole one */
  scale: 10 | 100;
}>;

/** Facts and statements in sections by topic; each appears exactly once. */
export function diseaseSections({ facts, statements }: Pick<Disease, 'facts' | 'statements'>): DiseaseSection[] {
  const named: readonly string[] = DISEASE_TOPICS;
  const topics = [...new Set([...facts, ...statements].map(({ topic }) => topic))];
  const order = [
    ...named.filter((topic) => topics.includes(topic)),
    ...topics.filter((topic) => !named.includes(topic)),
  ];
  return order.map((topic) => {
    const own = facts.filter((fact) => fact.topic === topic);
    const told = statements.filter((statement) => statement.topic === topic);
    return {
      name: [...own, ...told][0]?.topicName ?? { en: topic, ru: topic },
      key: topicKey(topic),
      groups: groupFacts(topic, own),
      statements: told,
      scale: own.every((fact) => highestOf(fact) <= 10) ? 10 : 100,
    };
  });
}

/** `KMT2A partners` → `kmt2a-partners`. */
export function topicKey(topic: string): string {
  return topic
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-|-$/gu, '');
}

/** Every source from the top of the page to its end. */
export function diseaseSources(sections: readonly DiseaseSection[], discrepancies: Disease['discrepancies']): Source[] {
  return [
    ...sections.flatMap(({ groups, statements }) => [
      ...groups.flatMap(({ rows }) => rows.map(({ fact }) => fact)),
      ...statements,
    ]),
    ...discrepancies,
  ].map(({ source }) => source);
}

/** What a reader should look at before the number: it may be a bound, a range or a printing that contradicts itself. */
export function shareMark({
  percent,
  qualifier,
  range,
}: Pick<DiseaseFact, 'percent' | 'qualifier' | 'range'>): ShareMark {
  if (percent === null) return range === null ? { kind: 'not-given' } : { kind: 'range', ...range };
  switch (qualifier) {
    case 'approximate':
      return { kind: 'approximate', at: percent };
    case 'lower-bound':
      return { kind: 'at-least', at: percent };
    case 'upper-bound':
      return { kind: 'at-most', at: percent };
    case 'as-printed':
      return { kind: 'as-printed', at: percent };
    case 'range':
      return range === null ? { kind: 'exact', at: percent } : { kind: 'range', ...range };
    case 'exact':
    case 'not-given':
      return { kind: 'exact', at: percent };
  }
}

function groupFacts(topic: string, facts: readonly DiseaseFact[]): DiseaseGroup[] {
  const by = BY_CHARACTERISTIC.includes(topic) ? 'characteristic' : 'population';
  const other = by === 'population' ? 'characteristic' : 'population';
  return groupBy(facts, (fact) => fact[by].en).flatMap((rows): DiseaseGroup[] => {
    const [first] = rows;
    return first === undefined
      ? []
      : [{ by, heading: first[by], rows: rows.map((fact) => ({ fact, mark: shareMark(fact), label: fact[other] })) }];
  });
}

function highestOf({ percent, range }: DiseaseFact): number {
  return Math.max(percent ?? 0, range?.high ?? 0);
}
