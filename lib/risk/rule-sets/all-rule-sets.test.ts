import { describe, expect, test } from 'vitest';
import { comparisonsOf } from '../condition';
import { CONTRADICTIONS } from '../explanation/contradictions';
import { BASELINE_POINTS, FACT_DEFINITIONS, type DecisionPoint } from '../facts';
import clauseTexts from '../golden/clause-texts.json';
import structure from '../golden/structure.json';
import { comesAfter } from '../prepared-rule-set';
import { clausesOf, type Clause } from '../rule-set';
import { structureOf } from '../testing/structure';
import { ALL_RULE_SETS } from './all-rule-sets';
import { ruleSetKey } from './rule-set-key';

const clauses = ALL_RULE_SETS.flatMap(clausesOf);
const named = ALL_RULE_SETS.map((ruleSet) => [ruleSetKey(ruleSet), ruleSet] as const);

describe('all rule sets', () => {
  test('stand once each, the primary reading of a protocol first', () => {
    expect(new Set(named.map(([key]) => key)).size).toBe(ALL_RULE_SETS.length);
    expect(named.filter(([key]) => key.endsWith(':review')).map(([key]) => key)).toEqual([
      'interfant-blina-pilot:review',
      'interfant-21:review',
      'mll-baby:review',
      'mll-10:review',
    ]);
  });

  test('carry exactly the agreed texts in both languages, none left over', () => {
    const found = Object.fromEntries([
      ...clauses.map(({ id, text }) => [id, text]),
      ...CONTRADICTIONS.map(({ id, message }) => [id, message]),
    ]);
    expect(found).toEqual(clauseTexts);
  });

  test('have the points, final states and changes of group of their protocols', () => {
    expect(Object.fromEntries(named.map(([key, ruleSet]) => [key, structureOf(ruleSet)]))).toEqual(structure);
  });

  test('say where every clause comes from', () => {
    for (const { id, sources } of clauses) {
      for (const { ref, locator, level } of sources) {
        expect(locator, id).not.toBe('');
        expect(level === 'convention', id).toBe(ref === null);
      }
    }
  });

  test.each(named)('%s is a document without functions that survives JSON', (_key, ruleSet) => {
    expect(JSON.parse(JSON.stringify(ruleSet))).toEqual(ruleSet);
  });

  test.each(named)(
    '%s asks at each point only for what is available then, and changes groups in time order',
    (_key, ruleSet) => {
      const { stratification, points, eligibility } = ruleSet;
      const latest = (clause: Clause, point: DecisionPoint): void => {
        for (const { question } of comparisonsOf(clause.condition)) {
          expect(comesAfter(FACT_DEFINITIONS[question].at, point), `${clause.id} asks for ${question}`).toBe(false);
        }
      };
      for (const clause of eligibility) latest(clause, 'diagnosis');
      if (stratification.kind === 'none') return;
      const lastBaselinePoint = BASELINE_POINTS.findLast((point) => points.includes(point)) ?? 'diagnosis';
      for (const clause of stratification.baseline) latest(clause, lastBaselinePoint);
      for (const change of stratification.restratifications) {
        latest(change, change.point);
        expect(points).toContain(change.point);
        expect(change.to).toBe('HR');
      }
      const order = stratification.restratifications.map((change) => change.point);
      order.slice(1).forEach((point, i) => expect(comesAfter(point, order[i] ?? 'diagnosis')).toBe(true));
    },
  );
});
