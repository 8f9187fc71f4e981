import { describe, expect, test } from 'vitest';
import type { Facts } from '../facts';
import { ruleSetKey } from '../rule-sets/rule-set-key';
import { whatWouldDecide, type DecidingPart } from './what-would-decide';

function partText({ part, answer }: DecidingPart): string {
  const to = answer.group ?? (answer.possible.join('|') || answer.status);
  if (part.kind === 'values') return `${part.values.map((value) => Object.values(value).join()).join('/')} → ${to}`;
  const { from } = part.interval;
  return `${from === null ? '0' : `${from.after ? '>' : '≥'}${from.value}`} → ${to}`;
}

/** For one rule set: the facts it waits for, in order, with the parts of each. */
function deciders(facts: Facts, key: string): string[] {
  return whatWouldDecide(facts).flatMap(({ fact, ruleSets }) => {
    const own = ruleSets.find(({ prepared }) => ruleSetKey(prepared.ruleSet) === key);
    return own === undefined ? [] : [`${fact}: ${own.parts.map(partText).join(', ')}`];
  });
}

// Worked by hand from the rules and the examples of rules.md, sections 4 and 8.
describe('whatWouldDecide', () => {
  const beforeDay8: Facts = { ageDays: 60, kmt2a: 'rearranged', wbc: 20 };

  test('example 1, before day 8: the count decides; a response that is not evaluable is not a poor one', () => {
    expect(deciders(beforeDay8, 'interfant-06')).toEqual(['day8Blasts: 0 → IR, ≥1000 → HR, not-evaluable → IR']);
    expect(deciders(beforeDay8, 'interfant-99')).toEqual(['day8Blasts: 0 → LR, ≥1000 → HR']);
    expect(deciders(beforeDay8, 'mll-10')).toEqual([]);
  });

  test('example 1, Interfant-21: the facts stand in the order of treatment, and a later one alone leaves the group open', () => {
    expect(deciders(beforeDay8, 'interfant-21')).toEqual([
      'day8Blasts: 0 → IR, ≥1000 → HR, not-evaluable → IR',
      'remissionEoi: true → HR|IR, false → HR',
      'mrdBlina1: 0 → HR|IR, >0.01 → HR',
    ]);
  });

  test('example 1, MLL-Baby: AFF1 or any other partner', () => {
    expect(deciders(beforeDay8, 'mll-baby')).toEqual([
      'kmt2aPartner: AFF1 → HR, MLLT1/MLLT3/MLLT10/AFDN/EPS15/other → IR',
      'remissionEoi: true → HR|IR, false → HR',
    ]);
  });

  test('example 2, ALL-Baby-2021 before the CNS status', () => {
    expect(deciders({ ageDays: 200, kmt2a: 'rearranged', remissionEoi: false }, 'all-baby-2021')).toEqual([
      'cns: CNS1/CNS2 → IR, CNS3 → HR',
      'mrdHr1: positive → HR, negative → HR|IR',
    ]);
  });

  test('example 4, KMT2A not evaluable: protocols that do not name the case still wait for the status', () => {
    const facts: Facts = { ageDays: 60, kmt2aEvaluable: false, wbc: 400 };
    expect(deciders(facts, 'aall0631')).toEqual(['kmt2a: rearranged → HR, germline → LR']);
    expect(deciders(facts, 'interfant-06')).toEqual([]);
  });

  test('nothing known: entry, status and response, each in parts', () => {
    expect(deciders({}, 'interfant-06')).toEqual([
      'ageDays: 0 → HR|IR|LR, ≥183 → IR|LR, ≥366 → not-eligible',
      'kmt2a: rearranged → HR|IR, germline → LR, false → IR',
      'wbc: 0 → HR|IR|LR',
      'day8Blasts: 0 → HR|IR|LR, not-evaluable → HR|IR|LR',
    ]);
  });

  test('example 11, contradictory facts are asked for again', () => {
    expect(deciders({ ageDays: 200, kmt2a: 'germline', kmt2aPartner: 'AFF1' }, 'mll-96')).toEqual([
      'kmt2a: rearranged → HR, germline → LR',
    ]);
  });

  test('a status that can be established is not offered as not evaluable', () => {
    expect(deciders({ ageDays: 250, kmt2aEvaluable: true }, 'interfant-06')).toEqual([
      'kmt2a: rearranged → IR, germline → LR',
    ]);
  });
});
