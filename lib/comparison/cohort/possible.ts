import type { Kmt2aStratum } from '@/lib/registry/vocabulary';
import type { Facts } from '@/lib/risk/facts';
import type { GroupFacts } from '../groups/groupings';
import { judge, riskFilterParts, type CohortFilter, type CohortFilters } from './filters';
import { risksAtStart } from './risk-at-start';

/** Presenting features of made-up children on both sides of every threshold that the filters and the rules of day 8 use. */
const AGES = [10, 60, 85, 100, 140, 170, 200, 260, 300, 360];
const WHITE_CELLS = [20, 150, 400];
const CNS = ['CNS1', 'CNS2', 'CNS3'] as const;
const BLASTS = [100, 5000];
/** Blasts per µL of blood on day 8 from which the response is poor. */
const POOR = 1000;
const STATUSES = ['rearranged', 'germline'] as const;
const PARTNERS = { rearranged: ['AFF1', 'MLLT1', 'MLLT3', 'MLLT10', 'other'], germline: [null] } as const;

/** Filters whose answer follows from the presenting features and the response of day 8. */
const AT_START = ['age', 'wbc', 'cns', 'partner', 'day8', 'risk'] as const satisfies readonly CohortFilter[];

/**
 * Whether no child at all can be of a chosen risk group and of everything else that is chosen of the beginning: looked for
 * among children of every combination of features, so that an empty cohort is told from an impossible one.
 */
export function riskContradicts(filters: CohortFilters, kmt2a: Kmt2aStratum): boolean {
  if (filters.risk.length === 0) return false;
  const protocols = [...new Set(filters.risk.map((value) => riskFilterParts(value).protocol))];
  const chosen = AT_START.filter((filter) => filters[filter].length > 0);
  const statuses = STATUSES.filter((status) => kmt2a === 'all' || (kmt2a === 'r') === (status === 'rearranged'));
  return !childrenOf(statuses, protocols).some((child) =>
    chosen.every((filter) => judge(child, filter, filters[filter]).included),
  );
}

function childrenOf(statuses: readonly (typeof STATUSES)[number][], protocols: readonly string[]): GroupFacts[] {
  return statuses.flatMap((kmt2a) =>
    PARTNERS[kmt2a].flatMap((partner) =>
      AGES.flatMap((ageDays) =>
        WHITE_CELLS.flatMap((wbc) =>
          CNS.flatMap((cns) =>
            BLASTS.map((day8Blasts) => childOf({ kmt2a, partner, ageDays, wbc, cns, day8Blasts }, protocols)),
          ),
        ),
      ),
    ),
  );
}

type Start = Readonly<{
  kmt2a: (typeof STATUSES)[number];
  ageDays: number;
  wbc: number;
  cns: (typeof CNS)[number];
  day8Blasts: number;
  partner: (typeof PARTNERS)[(typeof STATUSES)[number]][number];
}>;

function childOf({ partner, ...start }: Start, protocols: readonly string[]): GroupFacts {
  const prednisoneResponse = start.day8Blasts >= POOR ? 'poor' : 'good';
  const facts: Facts = { ...start, prednisoneResponse, kmt2aEvaluable: true, kmt2aPartner: partner, cnsDay8: null };
  return {
    ...{
      patientId: '',
      siteName: '',
      protocol: null,
      protocolSlug: null,
      arm: null,
      armSince: null,
      sex: null,
      lineage: null,
    },
    ...{ mrd: [], blinatumomabSince: null, cohortSince: null },
    ...{ ...start, partner, prednisoneResponse },
    risks: risksAtStart(facts, protocols),
  };
}
