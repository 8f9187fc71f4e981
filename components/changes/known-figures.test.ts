import { expect, test, vi } from 'vitest';
import { rendered, textsIn } from '@/components/ui/testing/rendered';
import { readTrials } from '@/lib/registry/testing/catalogue';
import { KnownFigures } from './known-figures';

vi.mock('@/lib/i18n/navigation', async () => ({ Link: (await import('@/components/ui/testing/rendered')).PlainLink }));

const pooled = readTrials().flatMap(({ slug, acronym, estimates }) =>
  estimates.map((one) => ({ ...one, trial: slug, acronym })),
);

function figure(id: string): (typeof pooled)[number] {
  const found = pooled.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no figure ${id}`);
  return found;
}

// EFS at 5 years of 22 germline infants of MLL96/98: 95.5 % in the abstract of 2006, and 95.5 % (86.9–100) in Nagayama 2006.
const first = figure('mll-96-98-pooled-efs-5y-kmt2a-g-lr-alt-mll9698-ash-2006');
const later = figure('mll-96-98-pooled-efs-5y-kmt2a-g-lr');

test.each([
  ['en', 'the same value was printed again, with 95% CI 86.9–100'],
  ['ru', 'то же значение опубликовано ещё раз: 95 % ДИ 86,9–100'],
] as const)('a value that is printed again is told by what is new in it (%s)', (locale, expected) => {
  const standing = (by: typeof later): string => {
    const figures = [{ estimate: first, since: '2006-11', supersededBy: by }];
    return (textsIn(rendered(KnownFigures, { figures }, locale), 'td').at(-1) ?? '').replaceAll(
      /[\u00a0\u202f]/gu,
      ' ',
    );
  };
  expect(standing(later)).toMatch(new RegExp(`^${expected}`, 'u'));
  expect(standing({ ...first })).not.toContain('95');
  expect(standing({ ...later, estimate: 96 })).toContain('96');
});
