import { expect, test } from 'vitest';
import type { Locale } from '@/lib/i18n/routing';
import { evidenceIn, answerOf } from './testing/report-model';
import { useFigureWords } from './use-figure-words';

function inWords(id: string, locale: Locale): string {
  const figure = evidenceIn(locale).estimates.find((one) => one.id === id);
  if (figure === undefined) throw new Error(`There is no figure ${id}`);
  return answerOf(() => useFigureWords()(figure), locale).replaceAll(/[\u00a0\u202f]/gu, ' ');
}

// As the publications print them: 36.4 ± 2.3 of 476 (36.4 ± 1.96 × 2.3 is 31.9 to 40.9); van der Sluis 2023, abstract: 81.6 % (60.8–92.0) of
// 30; 38.3 ± 7.1 % of MLL-Baby without a horizon.
test.each([
  ['interfant-06-efs-6y-kmt2a-r', 'en', 'EFS 36.4 % (31.9–40.9: ± 1.96 SE) · 6 y · n = 476'],
  ['interfant-06-efs-6y-kmt2a-r', 'ru', 'БСВ 36,4 % (31,9–40,9: ± 1,96 СО) · 6 лет · n = 476'],
  ['interfant-blina-pilot-dfs-2y-kmt2a-r', 'en', 'DFS 81.6 % (60.8–92.0) · 2 y · from remission · n = 30'],
  ['interfant-blina-pilot-dfs-2y-kmt2a-r', 'ru', 'ВБПЗ 81,6 % (60,8–92,0) · 2 года · от достижения ремиссии · n = 30'],
  ['mll-baby-efs-nh-kmt2a-r-hr', 'en', 'EFS 38.3 % (24.4–52.2: ± 1.96 SE) · time not stated · time zero not stated'],
] as const)('%s in one line, in %s, with its interval and number', (id, locale, expected) => {
  expect(inWords(id, locale)).toBe(expected);
});
