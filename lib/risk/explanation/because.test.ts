import { describe, expect, test } from 'vitest';
import { classify, PREPARED_RULE_SETS } from '../classify';
import { explainRuleSet } from './explain';
import reasons from '../golden/reasons.json';
import type { PreparedRuleSet } from '../prepared-rule-set';
import { ruleSetKey } from '../rule-sets/rule-set-key';
import { parseFacts } from '../validate';
import type { Facts } from '../facts';

function preparedRuleSet(key: string): PreparedRuleSet {
  const found = PREPARED_RULE_SETS.find(({ ruleSet }) => ruleSetKey(ruleSet) === key);
  if (!found) throw new Error(`There is no rule set ${key}`);
  return found;
}

function checked(facts: unknown): Facts {
  const parsed = parseFacts(facts);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.facts;
}

describe('because', () => {
  test.each(reasons.map(({ ruleSet, facts, because }) => [ruleSet, facts, because] as const))(
    '%s %j',
    (key, facts, because) => {
      const [result] = classify(checked(facts), [preparedRuleSet(key)]).results;
      expect(result?.because.map((reason) => [reason.clause, ...reason.facts])).toEqual(because);
    },
  );

  test('names text and source', () => {
    const [result] = classify({ ageDays: 250, kmt2a: 'rearranged' }, [preparedRuleSet('interfant-21')]).results;
    expect(result?.because).toEqual([
      {
        clause: 'I21-IR',
        text: {
          en: 'No high-risk combination at diagnosis and day 8',
          ru: 'Нет сочетания признаков высокого риска при диагнозе и на 8-й день',
        },
        facts: ['ageDays'],
        source: { ref: 'gpoh-interfant21', locator: 'Therapy / study arms', level: 'registry' },
      },
    ]);
  });
});

describe('explainRuleSet', () => {
  test('gives every clause its value: true, false, or null while it is open', () => {
    const states = explainRuleSet(preparedRuleSet('interfant-06'), { ageDays: 60, kmt2a: 'rearranged', wbc: 20 });
    expect(states.map(({ clause, truth }) => [clause, truth])).toEqual([
      ['I06-E1', true],
      ['I06-LR', false],
      ['I06-HR', null],
      ['I06-IR', null],
      ['I06-IR-NE', false],
    ]);
  });

  test('treats contradictory facts as unknown', () => {
    const states = explainRuleSet(preparedRuleSet('mll-96'), { ageDays: 60, kmt2a: 'germline', kmt2aPartner: 'AFF1' });
    expect(states.map(({ clause, truth, facts }) => [clause, truth, facts])).toEqual([
      ['M96-E1', true, ['ageDays']],
      ['M96-HR', null, []],
      ['M96-LR', null, []],
    ]);
  });
});
