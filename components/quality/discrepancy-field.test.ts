import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TrialSchema } from '@/lib/registry/schema';
import { discrepancyFieldKey, isKnownField } from './discrepancy-field';

const folder = new URL('../../seed/trials/', import.meta.url);

test('every disagreement of the data set has a name in both languages', () => {
  const fields = readdirSync(folder).flatMap((file) =>
    TrialSchema.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))).discrepancies.map(({ field }) => field),
  );
  expect(fields.length).toBeGreaterThan(0);
  expect(fields.filter((field) => !isKnownField(discrepancyFieldKey(field)))).toEqual([]);
});
