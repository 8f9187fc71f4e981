import { expect, test } from 'vitest';
import { projectWords } from '../codebook-label';
import { targetGroups } from './target-options';
import { valueText, wordFields } from './word-fields';

const fields = (['en', 'ru'] as const).map((locale) =>
  wordFields(
    targetGroups({
      ...{ patient: '', kind: () => '', group: () => '', field: (label) => label, relapseSite: () => '' },
      own: { site: '', ageMonths: '', rearrangement: '', record: '' },
    }),
    projectWords(locale),
    'died',
  ),
);

test.each([
  ['patient', 'sex', 'female', 'female', 'женский'],
  ['patient', 'wbc', '385.9', '385.9', '385,9'],
  ['patient', 'karyotype', '46,XX,del(1.2)', '46,XX,del(1.2)', '46,XX,del(1.2)'],
  ['patient', 'wbc', 'UNK', 'UNK', 'UNK'],
  ['event', 'date', '2021-05', '2021-05', '2021-05'],
  ['event', 'relapseSites', 'bone-marrow,cns', 'bone marrow, CNS', 'костный мозг, ЦНС'],
])('what the field %s.%s holds is said in the words of its reader: %s', (of, field, value, en, ru) => {
  const said = (['en', 'ru'] as const).map((locale, at) => valueText(fields[at] ?? [], locale, { of, field, value }));
  expect(said.map((text) => text.toLowerCase())).toEqual([en.toLowerCase(), ru.toLowerCase()]);
});
