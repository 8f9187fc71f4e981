import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { ReferencesSchema, TrialSchema } from '@/lib/registry/schema';
import { evidenceTexts } from './estimate-evidence';

const read = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../seed/${file}`, import.meta.url), 'utf8'));

test('the source of a figure tells of the disagreements about its own quantity and patients alone', async () => {
  const { slug, acronym, estimates, discrepancies } = TrialSchema.parse(read('trials/interfant-06.json'));
  const [germline, rearranged] = ['interfant-06-efs-6y-kmt2a-g-lr', 'interfant-06-efs-6y-kmt2a-r'];
  const texts = evidenceTexts(
    [germline, rearranged],
    {
      estimates: estimates.map((one) => ({ ...one, trial: slug, acronym })),
      discrepancies: discrepancies.map((one) => ({ ...one, trial: slug })),
    },
    ReferencesSchema.parse(read('references.json')),
    'en',
    await messageLookup('en'),
  );
  expect(texts[rearranged]?.discrepancies).toEqual([]);
  expect(texts[germline]?.discrepancies).toHaveLength(1);
  // As the data set says it: seed/trials/interfant-06.json, "horizon of the KMT2A-germline EFS".
  expect(texts[germline]?.discrepancies[0]).toContain('4-year EFS 74.0%, jointly for Interfant-99 and Interfant-06');
  expect(texts[germline]?.discrepancies[0]).not.toContain('one curator');
});

test.each([
  ['en', 'Approved by one curator alone.'],
  ['ru', 'Утверждено одним куратором.'],
] as const)(
  'a disagreement and another value that one curator approved alone say so beside the figure (%s)',
  async (locale, words) => {
    const { slug, acronym, estimates, discrepancies } = TrialSchema.parse(read('trials/interfant-06.json'));
    const shown = 'interfant-06-dfs-4y-kmt2a-r-blina-control';
    const other = `${shown}-alt-targetedonc-2026`;
    const texts = evidenceTexts(
      ['interfant-06-efs-6y-kmt2a-g-lr', shown],
      {
        estimates: estimates.map((one) => ({
          ...one,
          caveats: one.id === other ? [...one.caveats, 'one-curator' as const] : one.caveats,
          ...{ trial: slug, acronym },
        })),
        discrepancies: discrepancies.map((one) => ({ ...one, oneCurator: true as const, trial: slug })),
      },
      ReferencesSchema.parse(read('references.json')),
      locale,
      await messageLookup(locale),
    );
    expect(texts['interfant-06-efs-6y-kmt2a-g-lr']?.discrepancies[0]).toContain(words);
    expect(texts[shown]?.others.filter((text) => text.endsWith(words))).toHaveLength(1);
  },
);
