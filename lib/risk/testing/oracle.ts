import type { DecisionPoint, FactName, Facts, Group, Partner } from '../facts';

/*
 * The rules a second time, written as plain code from the protocols' descriptions, and the answer by brute force:
 * every completion of the facts is listed and looked at. Nothing here uses the engine; slow on purpose.
 */

type Case = {
  age: number;
  status: 'rearranged' | 'germline' | 'not-evaluable';
  partner: Partner | null;
  wbc: number;
  response: 'good' | 'poor' | 'not-evaluable';
  cns: string;
  cnsDay8: string;
  remission: boolean;
  mrdEoi: number;
  mrdBlina1: number;
  mrdHr1: string;
};
type Change = { point: DecisionPoint; from: Group; when: (c: Case) => boolean };
type Rules = {
  key: string;
  uses: FactName[];
  notEvaluable?: FactName[];
  baselinePoints: DecisionPoint[];
  eligible: (c: Case) => boolean;
  group?: (c: Case) => Group;
  changes?: Change[];
  subgroups?: true;
};

/** What the oracle answers for one rule set; the reasons are left out. */
export type OracleAnswer = {
  status: string;
  group: Group | null;
  possible: Group[];
  decidedAt: DecisionPoint | null;
  missing: FactName[];
  baselineGroup: Group | null;
  eligible: boolean | null;
  subgroup: string | null;
};

/** The part of an engine's result that the oracle answers too. */
export function oracleView({
  status,
  group,
  possible,
  decidedAt,
  missing,
  baselineGroup,
  eligible,
  subgroup,
}: OracleAnswer): OracleAnswer {
  return { status, group, possible, decidedAt, missing, baselineGroup, eligible, subgroup };
}

const rearranged = (c: Case): boolean => c.status === 'rearranged';
const infant = (c: Case): boolean => c.age < 366;
const youngHigh = (c: Case): boolean => c.age <= 182 && (c.wbc >= 300 || c.response === 'poor');

function interfant06Group(c: Case): Group {
  if (c.status === 'germline') return 'LR';
  if (c.status === 'not-evaluable') return 'IR';
  return youngHigh(c) ? 'HR' : 'IR';
}

const afterBlina1: Change = { point: 'after-blina-1', from: 'IR', when: (c) => c.mrdBlina1 > 0.01 };
const interfant21 = {
  baselinePoints: ['diagnosis', 'day-8'] as DecisionPoint[],
  eligible: (c: Case) => infant(c) && rearranged(c),
  group: (c: Case): Group => (youngHigh(c) ? 'HR' : 'IR'),
};
const responseOnly = (key: string): Rules => ({
  key,
  uses: ['ageDays', 'day8Blasts'],
  baselinePoints: ['day-8'],
  eligible: infant,
  group: (c) => (c.response === 'poor' ? 'HR' : 'LR'),
});
const notStratified = (key: string): Rules => ({ key, uses: ['ageDays'], baselinePoints: [], eligible: infant });
const pilot = {
  uses: ['ageDays', 'kmt2a', 'wbc', 'day8Blasts'] as FactName[],
  baselinePoints: ['diagnosis', 'day-8'] as DecisionPoint[],
  group: interfant06Group,
};
const mllBaby = {
  baselinePoints: ['diagnosis'] as DecisionPoint[],
  eligible: (c: Case) => c.age < 365,
  group: (c: Case): Group => (c.partner === 'AFF1' ? 'HR' : 'IR'),
};

function mll10Group(c: Case, cns: string): Group {
  if (c.status === 'germline') return 'LR';
  return c.age < 180 || cns === 'CNS3' ? 'HR' : 'IR';
}

function aall0631Group(c: Case): Group {
  if (c.status === 'germline') return 'LR';
  return c.age < 90 ? 'HR' : 'IR';
}

function allBabyGroup(c: Case): Group {
  if (c.status === 'germline') return 'LR';
  return c.cns === 'CNS3' ? 'HR' : 'IR';
}

/** All rule sets in the order of an answer. */
export const ORACLE: readonly Rules[] = [
  responseOnly('interfant-99'),
  {
    key: 'interfant-06',
    uses: ['ageDays', 'kmt2a', 'wbc', 'day8Blasts'],
    notEvaluable: ['kmt2a', 'day8Blasts'],
    baselinePoints: ['diagnosis', 'day-8'],
    eligible: infant,
    group: interfant06Group,
  },
  {
    key: 'interfant-blina-pilot',
    ...pilot,
    notEvaluable: ['kmt2a', 'day8Blasts'],
    eligible: (c) => c.age < 365 && c.status !== 'germline',
  },
  { key: 'interfant-blina-pilot:review', ...pilot, notEvaluable: ['kmt2a'], eligible: (c) => c.age < 365 },
  {
    key: 'interfant-21',
    ...interfant21,
    uses: ['ageDays', 'kmt2a', 'wbc', 'day8Blasts', 'remissionEoi', 'mrdBlina1'],
    notEvaluable: ['day8Blasts'],
    changes: [{ point: 'end-of-induction', from: 'IR', when: (c) => !c.remission }, afterBlina1],
    subgroups: true,
  },
  {
    key: 'interfant-21:review',
    ...interfant21,
    uses: ['ageDays', 'kmt2a', 'wbc', 'day8Blasts', 'mrdEoi', 'mrdBlina1'],
    changes: [{ point: 'end-of-induction', from: 'IR', when: (c) => c.mrdEoi >= 1 }, afterBlina1],
  },
  {
    key: 'mll-baby',
    ...mllBaby,
    uses: ['ageDays', 'kmt2a', 'kmt2aPartner', 'remissionEoi'],
    changes: [{ point: 'end-of-induction', from: 'IR', when: (c) => !c.remission }],
  },
  {
    key: 'mll-baby:review',
    ...mllBaby,
    uses: ['ageDays', 'kmt2a', 'kmt2aPartner', 'remissionEoi', 'mrdEoi'],
    changes: [{ point: 'end-of-induction', from: 'IR', when: (c) => !(c.remission && c.mrdEoi < 0.1) }],
  },
  {
    key: 'all-baby-2021',
    uses: ['ageDays', 'kmt2a', 'cns', 'mrdEoi', 'mrdHr1'],
    baselinePoints: ['diagnosis'],
    eligible: infant,
    group: allBabyGroup,
    changes: [
      { point: 'end-of-induction', from: 'LR', when: (c) => c.mrdEoi >= 0.1 },
      { point: 'after-hr1', from: 'IR', when: (c) => c.mrdHr1 === 'positive' },
    ],
  },
  {
    key: 'mll-96',
    uses: ['ageDays', 'kmt2a'],
    baselinePoints: ['diagnosis'],
    eligible: (c) => c.age < 396,
    group: (c) => (rearranged(c) ? 'HR' : 'LR'),
  },
  {
    key: 'mll-98',
    uses: ['ageDays', 'kmt2a'],
    baselinePoints: ['diagnosis'],
    eligible: infant,
    group: (c) => (rearranged(c) ? 'HR' : 'LR'),
  },
  { key: 'mll-03', uses: ['ageDays', 'kmt2a'], baselinePoints: [], eligible: (c) => infant(c) && rearranged(c) },
  {
    key: 'mll-10',
    uses: ['ageDays', 'kmt2a', 'cns'],
    baselinePoints: ['diagnosis'],
    eligible: (c) => c.age < 365,
    group: (c) => mll10Group(c, c.cns),
  },
  {
    key: 'mll-10:review',
    uses: ['ageDays', 'kmt2a', 'cnsDay8'],
    baselinePoints: ['diagnosis', 'day-8'],
    eligible: (c) => c.age < 365,
    group: (c) => mll10Group(c, c.cnsDay8),
  },
  notStratified('ccg-1953'),
  notStratified('p9407'),
  {
    key: 'aall0631',
    uses: ['ageDays', 'kmt2a'],
    baselinePoints: ['diagnosis'],
    eligible: infant,
    group: aall0631Group,
  },
  responseOnly('all-bfm-83-86-90-infants'),
  {
    key: 'total-xvi-infants',
    uses: ['ageDays', 'kmt2a'],
    baselinePoints: ['diagnosis'],
    eligible: (c) => infant(c) && rearranged(c),
    group: () => 'HR',
  },
];

const POINTS: readonly DecisionPoint[] = ['diagnosis', 'day-8', 'end-of-induction', 'after-blina-1', 'after-hr1'];
const POINT_OF: Partial<Record<FactName, DecisionPoint>> = {
  cnsDay8: 'day-8',
  day8Blasts: 'day-8',
  prednisoneResponse: 'day-8',
  remissionEoi: 'end-of-induction',
  mrdEoi: 'end-of-induction',
  mrdBlina1: 'after-blina-1',
  mrdHr1: 'after-hr1',
};
const ORDER = ['HR', 'IR', 'LR'] as const;

/** The answer for facts without contradictions, from the definition: list all completions and look. */
export function askOracle(rules: Rules, facts: Facts): OracleAnswer {
  const completions = completionsOf(rules, facts);
  const outcomes = new Set(completions.map((c) => outcomeOf(rules, c)));
  const eligible = !outcomes.has('NE') || (outcomes.size > 1 ? null : false);
  const possible = ORDER.filter((group) => outcomes.has(group));
  const open: OracleAnswer = {
    status: 'undetermined',
    group: null,
    possible,
    decidedAt: null,
    missing: missingOf(rules, completions),
    baselineGroup: null,
    eligible,
    subgroup: null,
  };
  if (eligible === false) return { ...open, status: 'not-eligible', missing: [] };
  const { group } = rules;
  if (!group) return { ...open, status: 'not-stratified' };
  const sameBaseline = new Set(completions.map(group)).size === 1;
  if (eligible !== true || !(sameBaseline || outcomes.size === 1)) return open;
  const walked = walk(rules, group, facts, completions);
  return {
    ...open,
    ...walked,
    status: 'classified',
    subgroup: rules.subgroups && walked.group === 'IR' ? subgroupFor(facts.mrdEoi) : null,
  };
}

function subgroupFor(mrd: number | null | undefined): string | null {
  if (mrd === null || mrd === undefined) return null;
  return mrd < 0.05 ? 'MR-low' : 'MR-high';
}

function walk(
  rules: Rules,
  groupOf: (c: Case) => Group,
  facts: Facts,
  completions: Case[],
): Pick<OracleAnswer, 'group' | 'decidedAt' | 'baselineGroup'> {
  let group: Group | null = null;
  let decidedAt: DecisionPoint | null = null;
  for (const point of rules.baselinePoints) {
    const cases = completionsOf(rules, upTo(facts, point));
    const groups = new Set(cases.map(groupOf));
    if (group === null && cases.every(rules.eligible) && groups.size === 1)
      [group, decidedAt] = [[...groups][0] ?? null, point];
  }
  const baselineGroup = group;
  for (const change of rules.changes ?? []) {
    if (group !== null) {
      if (group !== change.from) continue;
      const truths = new Set(completions.map(change.when));
      if (truths.size > 1) continue;
      if (truths.has(true)) group = 'HR';
      decidedAt = change.point;
      continue;
    }
    const outcomes = new Set(completionsOf(rules, upTo(facts, change.point)).map((c) => outcomeOf(rules, c)));
    const [only] = [...outcomes];
    if (outcomes.size === 1 && only !== undefined && only !== 'NE' && only !== 'NS')
      [group, decidedAt] = [only, change.point];
  }
  return { group, decidedAt, baselineGroup };
}

function outcomeOf(rules: Rules, c: Case): Group | 'NE' | 'NS' {
  if (!rules.eligible(c)) return 'NE';
  if (!rules.group) return 'NS';
  let group = rules.group(c);
  for (const change of rules.changes ?? []) if (group === change.from && change.when(c)) group = 'HR';
  return group;
}

function missingOf(rules: Rules, completions: Case[]): FactName[] {
  const missing = new Set<FactName>();
  const sameExcept = (facts: (keyof Case)[]): Case[][] => {
    const families = new Map<string, Case[]>();
    for (const c of completions) {
      const key = JSON.stringify(Object.entries(c).filter(([name]) => !facts.includes(name as keyof Case)));
      families.set(key, [...(families.get(key) ?? []), c]);
    }
    return [...families.values()];
  };
  const note = (fact: FactName, dimensions: (keyof Case)[], comparable: (a: Case, b: Case) => boolean): void => {
    for (const family of sameExcept(dimensions))
      for (const a of family)
        for (const b of family) if (comparable(a, b) && outcomeOf(rules, a) !== outcomeOf(rules, b)) missing.add(fact);
  };
  if (rules.uses.includes('kmt2a')) note('kmt2a', ['status', 'partner'], (a, b) => a.status !== b.status);
  if (rules.uses.includes('kmt2aPartner')) note('kmt2aPartner', ['partner'], (a, b) => rearranged(a) && rearranged(b));
  const single: [FactName, keyof Case][] = [
    ['ageDays', 'age'],
    ['wbc', 'wbc'],
    ['day8Blasts', 'response'],
    ['cns', 'cns'],
    ['cnsDay8', 'cnsDay8'],
    ['remissionEoi', 'remission'],
    ['mrdEoi', 'mrdEoi'],
    ['mrdBlina1', 'mrdBlina1'],
    ['mrdHr1', 'mrdHr1'],
  ];
  for (const [fact, dimension] of single) if (rules.uses.includes(fact)) note(fact, [dimension], () => true);
  return [...missing].sort();
}

function upTo(facts: Facts, point: DecisionPoint): Facts {
  const last = POINTS.indexOf(point);
  return Object.fromEntries(
    Object.entries(facts).filter(([name]) => POINTS.indexOf(POINT_OF[name as FactName] ?? 'diagnosis') <= last),
  );
}

const AGES = [0, 90, 180, 183, 365, 366, 396];
const PARTNERS: Partner[] = ['AFF1', 'MLLT1', 'MLLT3', 'MLLT10', 'AFDN', 'EPS15', 'other'];

function completionsOf(rules: Rules, facts: Facts): Case[] {
  const values = <T>(fact: FactName, known: T | null | undefined, all: T[]): T[] => {
    if (known !== null && known !== undefined) return [known];
    return rules.uses.includes(fact) ? all : all.slice(0, 1);
  };
  const cases: Case[] = [];
  for (const age of values('ageDays', facts.ageDays, AGES))
    for (const [status, partner] of kmt2aValues(rules, facts))
      for (const wbc of values('wbc', facts.wbc, [10, 300]))
        for (const response of responseValues(rules, facts))
          for (const cns of values<string>('cns', facts.cns, ['CNS1', 'CNS2', 'CNS3']))
            for (const cnsDay8 of values<string>('cnsDay8', facts.cnsDay8, ['CNS1', 'CNS2', 'CNS3']))
              for (const remission of values('remissionEoi', facts.remissionEoi, [true, false]))
                for (const mrdEoi of values('mrdEoi', facts.mrdEoi, [0, 0.1, 1]))
                  for (const mrdBlina1 of values('mrdBlina1', facts.mrdBlina1, [0.01, 0.0101]))
                    for (const mrdHr1 of values<string>('mrdHr1', facts.mrdHr1, ['negative', 'positive']))
                      cases.push({
                        age,
                        status,
                        partner,
                        wbc,
                        response,
                        cns,
                        cnsDay8,
                        remission,
                        mrdEoi,
                        mrdBlina1,
                        mrdHr1,
                      });
  return cases;
}

function kmt2aValues(rules: Rules, facts: Facts): [Case['status'], Partner | null][] {
  const named = rules.notEvaluable?.includes('kmt2a') === true;
  if (!rules.uses.includes('kmt2a')) return [['germline', null]];
  if (facts.kmt2aPartner) return [['rearranged', facts.kmt2aPartner]];
  const partners = rules.uses.includes('kmt2aPartner') ? PARTNERS : PARTNERS.slice(1, 2);
  const withPartner = partners.map((partner): [Case['status'], Partner] => ['rearranged', partner]);
  if (facts.kmt2a === 'rearranged') return withPartner;
  if (facts.kmt2a === 'germline') return [['germline', null]];
  if (facts.kmt2aEvaluable === false && named) return [['not-evaluable', null]];
  return [
    ['germline', null],
    ...withPartner,
    ...(named && facts.kmt2aEvaluable !== true ? [['not-evaluable', null] as [Case['status'], null]] : []),
  ];
}

function responseValues(rules: Rules, facts: Facts): Case['response'][] {
  const named = rules.notEvaluable?.includes('day8Blasts') === true;
  if (!rules.uses.includes('day8Blasts')) return ['good'];
  if (facts.day8Blasts !== null && facts.day8Blasts !== undefined) return [facts.day8Blasts < 1000 ? 'good' : 'poor'];
  if (facts.prednisoneResponse === 'good' || facts.prednisoneResponse === 'poor') return [facts.prednisoneResponse];
  if (named)
    return facts.prednisoneResponse === 'not-evaluable' ? ['not-evaluable'] : ['good', 'poor', 'not-evaluable'];
  return ['good', 'poor'];
}
