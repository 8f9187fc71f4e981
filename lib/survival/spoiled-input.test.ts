import { expect, test } from 'vitest';
import * as engine from './index';
import { soundCalls, untypedErrors } from './testing/spoiled-calls';

const calls = soundCalls();

test('every public function stands in the list of sound calls', () => {
  const functions = Object.entries(engine).filter(
    ([name, value]) => typeof value === 'function' && name !== 'SurvivalInputError',
  );
  expect(functions.map(([name]) => name).filter((name) => !calls.some((one) => one.name === name))).toEqual([]);
});

test.each(calls)('$name answers what is sound', ({ call, given }) => {
  expect(() => call(...(given as never[]))).not.toThrow();
});

test.each(calls)('$name refuses by name whatever its arguments become', (one) => {
  expect(untypedErrors(one)).toEqual([]);
});
