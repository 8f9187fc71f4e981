import { describe, expect, test } from 'vitest';
import { classify, type RiskResult } from '../classify';
import type { Facts } from '../facts';
import { ruleSetKey } from '../rule-sets/rule-set-key';

function resultFor(facts: Facts, key: string): RiskResult {
  const result = classify(facts).results.find((candidate) => ruleSetKey(candidate) === key);
  if (!result) throw new Error(`There is no rule set ${key}`);
  return result;
}

/** One line as the worked examples print it: status | group | possible | missing | pending | decidedAt | baselineGroup. */
function line(facts: Facts, key: string): string {
  const { status, group, possible, missing, pending, decidedAt, baselineGroup } = resultFor(facts, key);
  const listed = (values: string[], separator: string): string => values.join(separator) || '–';
  const waiting = pending.map(({ at, needs }) => `${at}: ${needs.join(', ')}`);
  return [
    status,
    group ?? '–',
    listed(possible, ' '),
    listed(missing, ', '),
    listed(waiting, '; '),
    decidedAt ?? '–',
    baselineGroup ?? '–',
  ].join(' | ');
}

const EXAMPLES: [title: string, facts: Facts, expected: Record<string, string>][] = [
  [
    'At diagnosis, before day 8',
    { ageDays: 60, kmt2a: 'rearranged', wbc: 20 },
    {
      'interfant-99': 'undetermined | – | HR LR | day8Blasts | day-8: day8Blasts | – | –',
      'interfant-06': 'undetermined | – | HR IR | day8Blasts | day-8: day8Blasts | – | –',
      'interfant-21':
        'undetermined | – | HR IR | day8Blasts, mrdBlina1, remissionEoi | day-8: day8Blasts; end-of-induction: remissionEoi; after-blina-1: mrdBlina1 | – | –',
      'mll-baby':
        'undetermined | – | HR IR | kmt2aPartner, remissionEoi | diagnosis: kmt2aPartner; end-of-induction: remissionEoi | – | –',
      'mll-10': 'classified | HR | HR | – | – | diagnosis | HR',
      aall0631: 'classified | HR | HR | – | – | diagnosis | HR',
    },
  ],
  [
    'High white count',
    { ageDays: 60, kmt2a: 'rearranged', wbc: 800 },
    {
      'interfant-99': 'undetermined | – | HR LR | day8Blasts | day-8: day8Blasts | – | –',
      'interfant-06': 'classified | HR | HR | – | – | diagnosis | HR',
      'interfant-21': 'classified | HR | HR | – | – | diagnosis | HR',
    },
  ],
  [
    'Exactly 183 days',
    { ageDays: 183, kmt2a: 'rearranged', wbc: 900, day8Blasts: 20000 },
    {
      'interfant-99': 'classified | HR | HR | – | – | day-8 | HR',
      'interfant-06': 'classified | IR | IR | – | – | diagnosis | IR',
      'interfant-21':
        'classified | IR | HR IR | mrdBlina1, remissionEoi | end-of-induction: remissionEoi; after-blina-1: mrdBlina1 | diagnosis | IR',
    },
  ],
  [
    'KMT2A could not be evaluated',
    { ageDays: 60, kmt2aEvaluable: false, wbc: 400 },
    {
      'interfant-06': 'classified | IR | IR | – | – | diagnosis | IR',
      'interfant-blina-pilot': 'classified | IR | IR | – | – | diagnosis | IR',
      'mll-10': 'undetermined | – | HR LR | kmt2a | diagnosis: kmt2a | – | –',
      aall0631: 'undetermined | – | HR LR | kmt2a | diagnosis: kmt2a | – | –',
    },
  ],
  [
    'An upgrade in Interfant-21, step by step',
    { ageDays: 250, kmt2a: 'rearranged', remissionEoi: true, mrdEoi: 0.02 },
    {
      'interfant-21': 'classified | IR | HR IR | mrdBlina1 | after-blina-1: mrdBlina1 | end-of-induction | IR',
      'interfant-21:review': 'classified | IR | HR IR | mrdBlina1 | after-blina-1: mrdBlina1 | end-of-induction | IR',
    },
  ],
  [
    'The variants disagree',
    { ageDays: 250, kmt2a: 'rearranged', remissionEoi: true, mrdEoi: 1 },
    {
      'interfant-21': 'classified | IR | HR IR | mrdBlina1 | after-blina-1: mrdBlina1 | end-of-induction | IR',
      'interfant-21:review': 'classified | HR | HR | – | – | end-of-induction | IR',
    },
  ],
  [
    'Baseline open, answer closed',
    { ageDays: 200, kmt2a: 'rearranged', remissionEoi: false },
    {
      'mll-baby': 'classified | HR | HR | – | – | end-of-induction | –',
      'mll-baby:review': 'classified | HR | HR | – | – | end-of-induction | –',
      'all-baby-2021': 'undetermined | – | HR IR | cns, mrdHr1 | diagnosis: cns; after-hr1: mrdHr1 | – | –',
    },
  ],
  [
    'Germline infant',
    { ageDays: 250, kmt2a: 'germline' },
    {
      'interfant-06': 'classified | LR | LR | – | – | diagnosis | LR',
      'interfant-blina-pilot': 'not-eligible | – | – | – | – | – | –',
      'interfant-blina-pilot:review': 'classified | LR | LR | – | – | diagnosis | LR',
      'interfant-21': 'not-eligible | – | – | – | – | – | –',
      'mll-baby': 'classified | IR | HR IR | remissionEoi | end-of-induction: remissionEoi | diagnosis | IR',
      'all-baby-2021': 'classified | LR | HR LR | mrdEoi | end-of-induction: mrdEoi | diagnosis | LR',
      'mll-03': 'not-eligible | – | – | – | – | – | –',
      aall0631: 'classified | LR | LR | – | – | diagnosis | LR',
    },
  ],
  [
    'A gap',
    { ageDays: 250, kmt2a: 'rearranged', mrdBlina1: 0.001 },
    {
      'interfant-21': 'classified | IR | HR IR | remissionEoi | end-of-induction: remissionEoi | after-blina-1 | IR',
    },
  ],
  [
    'A contradiction',
    { ageDays: 200, kmt2a: 'germline', kmt2aPartner: 'AFF1' },
    {
      'mll-baby':
        'undetermined | – | HR IR | kmt2a, kmt2aPartner, remissionEoi | diagnosis: kmt2a, kmt2aPartner; end-of-induction: remissionEoi | – | –',
      'interfant-06': 'undetermined | – | IR LR | kmt2a | diagnosis: kmt2a | – | –',
      'mll-96': 'undetermined | – | HR LR | kmt2a | diagnosis: kmt2a | – | –',
    },
  ],
];

describe('the worked examples', () => {
  test.each(EXAMPLES)('%s', (_title, facts, expected) => {
    expect(Object.fromEntries(Object.keys(expected).map((key) => [key, line(facts, key)]))).toEqual(expected);
  });

  test('an upgrade in Interfant-21 raises the group and keeps the baseline group', () => {
    const inRemission: Facts = { ageDays: 250, kmt2a: 'rearranged', remissionEoi: true, mrdEoi: 0.02 };
    expect(line({ ageDays: 250, kmt2a: 'rearranged' }, 'interfant-21')).toMatch(
      /^classified \| IR \| HR IR \|.*\| diagnosis \| IR$/,
    );
    expect(resultFor(inRemission, 'interfant-21').subgroup).toBe('MR-low');
    expect(line({ ...inRemission, mrdBlina1: 0.5 }, 'interfant-21')).toBe(
      'classified | HR | HR | – | – | after-blina-1 | IR',
    );
    expect(line({ ...inRemission, mrdBlina1: 0.01 }, 'interfant-21')).toBe(
      'classified | IR | IR | – | – | after-blina-1 | IR',
    );
  });

  test('a contradiction is listed with its facts', () => {
    const { conflicts } = classify({ ageDays: 200, kmt2a: 'germline', kmt2aPartner: 'AFF1' });
    expect(conflicts).toEqual([
      {
        facts: ['kmt2a', 'kmt2aPartner'],
        message: {
          en: 'KMT2A is germline, yet a fusion partner is given',
          ru: 'KMT2A герминальный, но указан ген-партнёр',
        },
      },
    ]);
  });

  test('the subgroups of Interfant-21 are for the medium-risk group of the primary reading only', () => {
    const known: Facts = { ageDays: 250, kmt2a: 'rearranged' };
    expect(resultFor({ ...known, mrdEoi: 0.049 }, 'interfant-21').subgroup).toBe('MR-low');
    expect(resultFor({ ...known, mrdEoi: 0.05 }, 'interfant-21').subgroup).toBe('MR-high');
    expect(resultFor(known, 'interfant-21').subgroup).toBeNull();
    expect(resultFor({ ...known, mrdEoi: 0.05, remissionEoi: false }, 'interfant-21').subgroup).toBeNull();
    expect(resultFor({ ...known, mrdEoi: 0.05 }, 'interfant-21:review').subgroup).toBeNull();
  });

  test('every result says which version of the rules gave it', () => {
    for (const result of classify({}).results) expect(result.version).toMatch(/^\d+$/);
  });
});
