import { expect, test } from 'vitest';
import { readTarget } from '@/lib/patients/import/fields';
import { VOCABULARY } from '@/lib/patients/vocabulary';
import { projectWords } from '../codebook-label';
import { targetGroups } from './target-options';
import { wordFields } from './word-fields';

const groups = targetGroups({
  patient: 'patient',
  kind: (kind) => kind,
  group: (kind, place) => `${kind} ${place ?? ''}`.trim(),
  field: (label) => label,
  relapseSite: (site) => `<${site}>`,
  own: { site: 'site', ageMonths: 'age', rearrangement: 'rearrangement', record: 'record' },
});

test('every choice is a field that an import reads, and a checkbox of another project can tick each site of a relapse', () => {
  const values = groups.flatMap(({ options }) => options.map(({ value }) => value));
  expect(values.filter((value) => readTarget(value) === null)).toEqual([]);
  expect(new Set(values).size).toBe(values.length);
  const relapse = groups.find(({ label }) => label === 'event relapse')?.options ?? [];
  expect(relapse.filter(({ value }) => value.includes(':')).map(({ label }) => label.split(' = ')[1])).toEqual(
    VOCABULARY.relapseSite.map((site) => `<${site}>`),
  );
});

test('a word of a site names a field, and no site of a relapse', () => {
  const fields = wordFields(groups, projectWords('en'), 'died').map(({ scope, field }) => `${scope}.${field}`);
  expect(fields.filter((one) => one === 'event.relapseSites')).toEqual(['event.relapseSites']);
});
