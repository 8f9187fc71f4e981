import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import * as engine from './index';
import { faultsOf } from './testing/answers';

/** What the examples take for granted. */
const given = {
  time: [100, 400, 900, 1200, 50, 800, 760, 1900, 1400, 300],
  event: [1, 0, 1, 0, 1, 2, 1, 0, 2, 1],
  group: [0, 1, 0, 1, 0, 1, 0, 1, 1, 0],
  age: [80, 200, 120, 300, 40, 90, 150, 330, 20, 260],
  transplantedAt: [null, 100, 200, null, null, 150, null, 170, null, null],
  studies: [
    { survival: 0.5, lower: 0.42, upper: 0.58 },
    { survival: 0.47, lower: 0.4, upper: 0.54 },
  ],
};

const docstring = /^\/\*\*[\s\S]*?\*\//.exec(readFileSync(new URL('index.ts', import.meta.url), 'utf8'))?.[0] ?? '';
/** Lines of code by the question above them. */
const examples = docstring
  .split(/^ \* (?! )/m)
  .map((part) => part.split('\n'))
  .flatMap(([question = '', ...lines]) => {
    const code = lines.filter((line) => line.startsWith(' *     '));
    return code.length > 0 ? [{ question, code: code.map((line) => line.slice(7)).join('\n') }] : [];
  });

test('the docstring of the front door has an example for each question', () => {
  expect(examples.length).toBeGreaterThanOrEqual(10);
  expect(examples.filter(({ question }) => !/[?:]$/.test(question))).toEqual([]);
});

test('the examples run one after the other, each statement with a number or a reason', () => {
  const answers: unknown[] = [];
  // Event codes above 1 are for the methods of competing risks; the others see them as the event.
  const single = { ...given, event: given.event.map((code) => Math.min(code, 1)) };
  const context = { ...engine, ...single };
  for (const { question, code } of examples) {
    const event = /competing|Relapse|incidence/.test(question) ? given.event : single.event;
    for (const statement of code.replaceAll('const ', 'var ').split(/;\s/)) {
      Object.assign(context, { event });
      answers.push(runInNewContext(statement, context));
    }
  }
  const told = answers.filter((answer) => answer !== undefined);
  expect(told.length).toBeGreaterThanOrEqual(15);
  expect(told.flatMap((answer) => faultsOf(answer))).toEqual([]);
});
