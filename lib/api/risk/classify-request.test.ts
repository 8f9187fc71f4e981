import { describe, expect, test } from 'vitest';
import { messageLookup } from '@/lib/i18n/message-lookup';
import vignettes from '@/lib/risk/golden/vignettes.json';
import { parseFacts } from '@/lib/risk/validate';
import { classifyBody } from './classify-request';
import type { RequestError } from '../problem';
import { readJsonBody } from '../read-body';
import { ClassifyAnswerSchema, FactsSchema } from './risk-answers';

const lookup = await messageLookup('en');

/** Key and errors of a refused body. */
function refusalOf(body: unknown): { key: string; errors: RequestError[] } {
  const outcome = classifyBody(body);
  if (!('refusal' in outcome)) throw new Error('the body was not refused');
  expect(outcome.refusal.status).toBe(400);
  return { key: outcome.refusal.key, errors: outcome.refusal.errors?.(lookup) ?? [] };
}

describe('classifyBody', () => {
  test('answers one patient, or many in their order, as the specification’s worked cases', () => {
    const cases = vignettes.slice(0, 20);
    const outcome = classifyBody({ patients: cases.map(({ facts }, i) => ({ id: i, facts })) }, 'long');
    const answer = 'answer' in outcome ? ClassifyAnswerSchema.parse(outcome.answer) : null;
    const patients = answer !== null && 'patients' in answer && !('rules' in answer) ? answer.patients : [];
    expect(patients.map(({ id }) => id)).toEqual(cases.map((_, i) => i));
    cases.forEach(({ facts, expected }, i) => {
      const groups =
        patients[i]?.results
          .filter(({ variant, protocol }) => variant === 'primary' && protocol in expected)
          .map(({ protocol, group, status }) => [protocol, group, status]) ?? [];
      for (const [protocol, group, status] of groups)
        expect((expected as Record<string, unknown>)[String(protocol)]).toMatchObject({ group, status });
      expect(classifyBody({ facts })).toEqual({
        answer: { results: patients[i]?.results, conflicts: patients[i]?.conflicts, warnings: patients[i]?.warnings },
      });
    });
  });

  test('the short form says the same as the long one, each rule and each result once', () => {
    const asked = { patients: [...vignettes, ...vignettes].map(({ facts }, i) => ({ id: i, facts })) };
    const [long, outcome] = [classifyBody(asked, 'long'), classifyBody(asked)];
    const short = 'answer' in outcome ? ClassifyAnswerSchema.parse(outcome.answer) : null;
    if (short === null || !('rules' in short)) throw new Error('the short form is not the one that is given unasked');
    const patients = short.patients.map(({ results, ...patient }) => ({
      ...patient,
      results: results.map((place) => {
        const found = short.results[place];
        if (found === undefined) throw new Error(`there is no result ${place}`);
        const { because, ...result } = found;
        const ruleOf = (clause: string) =>
          short.rules.find(
            (rule) => rule.clause === clause && rule.protocol === result.protocol && rule.variant === result.variant,
          );
        const reasons = because.map(({ clause, facts }) => {
          const rule = ruleOf(clause);
          return { clause, text: rule?.text, facts, source: rule?.source };
        });
        return { ...result, because: reasons };
      }),
    }));
    expect(long).toEqual({ answer: { patients } });
    for (const list of [short.rules, short.results])
      expect(new Set(list.map((one) => JSON.stringify(one))).size).toBe(list.length);
  });

  test('1,000 patients fill a few hundred kB', () => {
    const patients = Array.from({ length: 1000 }, (_, id) => ({ id, facts: vignettes[id % vignettes.length]?.facts }));
    expect(JSON.stringify(classifyBody({ patients })).length).toBeLessThan(500_000);
  });

  test('asks about numbers that look like another unit, of one patient and of many', () => {
    const facts = { ageDays: 120, kmt2a: 'rearranged', wbc: 340_000 };
    const one = classifyBody({ facts });
    const warning = { fact: 'wbc', code: 'wbc-per-microlitre', value: 340_000, instead: 340 };
    expect('answer' in one && ClassifyAnswerSchema.parse(one.answer)).toMatchObject({ warnings: [warning] });
    const many = classifyBody({
      patients: [
        { id: 'P1', facts },
        { id: 'P2', facts: { ...facts, wbc: 20 } },
      ],
    });
    expect('answer' in many && many.answer).toMatchObject({
      patients: [
        { id: 'P1', warnings: [warning] },
        { id: 'P2', warnings: [] },
      ],
    });
  });

  test('names everything that is wrong with every patient at once', () => {
    const { key, errors } = refusalOf({
      patients: [
        { id: 'a', facts: { ageDays: -1.5, WBC: 3 } },
        { facts: {} },
        7,
        { id: 'b', facts: { kmt2a: 'no' }, 'x/~': 1 },
        { id: 'c', facts: { ageDays: 60 } },
        { id: '' },
      ],
    });
    expect(key).toBe('facts');
    expect(errors.map(({ patient, id, fact, code, pointer }) => [patient, id, fact, code, pointer])).toEqual([
      [0, 'a', 'ageDays', 'out-of-range', '/patients/0/facts/ageDays'],
      [0, 'a', 'ageDays', 'not-an-integer', '/patients/0/facts/ageDays'],
      [0, 'a', 'WBC', 'unknown-fact', '/patients/0/facts/WBC'],
      [1, null, undefined, 'missing', '/patients/1/id'],
      [2, undefined, undefined, 'wrong-type', '/patients/2'],
      [3, 'b', undefined, 'unknown-name', '/patients/3/x~1~0'],
      [3, 'b', 'kmt2a', 'not-in-list', '/patients/3/facts/kmt2a'],
      [5, null, undefined, 'not-valid', '/patients/5/id'],
      [5, null, null, 'facts-not-an-object', '/patients/5/facts'],
    ]);
    expect(errors[0]).toMatchObject({
      detail: 'ageDays must be a whole number (days), 0 or more.',
      range: { minimum: 0, maximum: null, integer: true, unit: 'days' },
    });
    expect(errors[6]).toMatchObject({
      detail: 'kmt2a must be one of rearranged, germline, spelled exactly so.',
      allowed: ['rearranged', 'germline'],
    });
  });

  test.each<[unknown, string]>([
    [null, 'bodyNotAnObject'],
    [[], 'bodyNotAnObject'],
    ['facts', 'bodyNotAnObject'],
    [{}, 'neitherFactsNorPatients'],
    [{ facts: {}, patients: [] }, 'bothFactsAndPatients'],
    [{ fact: {} }, 'unknownNames'],
    [{ facts: null }, 'facts'],
    [{ patients: {} }, 'patientsNotAList'],
    [{ patients: Array.from({ length: 1001 }, (_, id) => ({ id, facts: {} })) }, 'tooManyPatients'],
  ])('refuses %j', (body, key) => {
    expect(refusalOf(body).key).toBe(key);
  });

  test('takes 1,000 patients', () => {
    const outcome = classifyBody({ patients: Array.from({ length: 1000 }, (_, id) => ({ id, facts: {} })) });
    expect('answer' in outcome && 'patients' in outcome.answer ? outcome.answer.patients.length : 0).toBe(1000);
  });

  test('the document’s schema of the facts accepts what the engine accepts', () => {
    const values = [undefined, null, true, 0, 1.5, -1, 'rearranged', 'CNS1', 'good', 'positive', 'AFF1', '', {}];
    for (const name of [...Object.keys(FactsSchema.shape), 'WBC'])
      for (const value of values) {
        const facts = value === undefined ? {} : { [name]: value };
        expect([name, value, FactsSchema.safeParse(facts).success]).toEqual([name, value, parseFacts(facts).ok]);
      }
  });
});

describe('readJsonBody', () => {
  const read = (
    body: BodyInit | null,
    headers: Record<string, string> = { 'Content-Type': 'application/json' },
  ): ReturnType<typeof readJsonBody> =>
    readJsonBody(new Request('http://localhost', { method: 'POST', body, headers }), 20);
  const refused = async (outcome: ReturnType<typeof readJsonBody>): Promise<unknown> => {
    const found = await outcome;
    return 'refusal' in found ? found.refusal.status : found.value;
  };

  test.each<[string, BodyInit | null, Record<string, string>, unknown]>([
    ['JSON', '{"a":"ё"}', { 'Content-Type': 'Application/JSON; charset=utf-8' }, { a: 'ё' }],
    ['a byte-order mark', '\uFEFF[1]', { 'Content-Type': 'application/json' }, [1]],
    ['another type', '{}', { 'Content-Type': 'text/plain' }, 415],
    ['no type', new Blob(['{}']), {}, 415],
    ['nothing', null, { 'Content-Type': 'application/json' }, 400],
    ['half of it', '{"a":', { 'Content-Type': 'application/json' }, 400],
    ['bytes that are no text', new Uint8Array([0x22, 0xff, 0x22]), { 'Content-Type': 'application/json' }, 400],
    ['20 bytes', `"${'a'.repeat(18)}"`, { 'Content-Type': 'application/json' }, 'a'.repeat(18)],
    ['21 bytes', `"${'a'.repeat(19)}"`, { 'Content-Type': 'application/json' }, 413],
    ['11 letters of 2 bytes', `"${'ё'.repeat(11)}"`, { 'Content-Type': 'application/json' }, 413],
    ['a length that is only said', '1', { 'Content-Type': 'application/json', 'Content-Length': '21' }, 413],
  ])('%s', async (_what, body, headers, expected) => {
    expect(await refused(read(body, headers))).toEqual(expected);
  });
});
