import { describe, expect, test } from 'vitest';
import { LOCALES, type Locale } from '@/lib/i18n/routing';
import type { Facts } from '@/lib/risk/facts';
import { pdfFile } from '../testing/pdf-file';
import { evidenceIn, reportOf } from '../testing/report-model';
import { REPORT_SIZES, reportDocument } from './document';
import type { ReportModel } from './model';

/** As much as is known of an infant after induction, so that most protocols give a group and their reasons. */
const USUAL: Facts = {
  ageDays: 142,
  kmt2a: 'rearranged',
  kmt2aPartner: 'AFF1',
  wbc: 286,
  cns: 'CNS1',
  day8Blasts: 640,
};
const INFANTS: Readonly<Record<string, Facts>> = {
  usual: USUAL,
  'of whom nothing is known': {},
  germline: {
    ageDays: 301,
    kmt2a: 'germline',
    wbc: 41,
    cns: 'CNS2',
    day8Blasts: 120,
    remissionEoi: true,
    mrdEoi: 0.02,
  },
  // Every fact, beside the thresholds, and two that contradict each other.
  'of whom everything is known': {
    ...USUAL,
    ageDays: 182,
    kmt2aEvaluable: true,
    wbc: 299,
    cnsDay8: 'CNS3',
    day8Blasts: 1000,
    prednisoneResponse: 'good',
    remissionEoi: true,
    mrdEoi: 0.05,
    mrdBlina1: 0.01,
    mrdHr1: 'positive',
  },
};

async function pagesIn(size: number, model: ReportModel): Promise<number> {
  let pages = 0;
  await pdfFile(reportDocument(model, size, (count) => (pages = count)));
  return pages;
}

describe.each(LOCALES)('the report of an infant (%s)', (locale: Locale) => {
  const evidence = evidenceIn(locale);

  test('has the outcome of exactly its group', () => {
    // CCG-1953 has a figure of exactly its rearranged infants: 33.6 % at 5 years.
    const ccg = reportOf(USUAL, evidence, locale).rows.find(({ protocol }) => protocol === 'CCG-1953');
    expect(ccg?.outcome?.value.replace(',', '.')).toContain('33.6');
  });

  test.each(Object.entries(INFANTS))(
    'names each source under one number, and each number that it uses: %s',
    (_, facts) => {
      const { sources, rows } = reportOf(facts, evidence, locale);
      const name = ({ text }: { text: string }): string => text.replace(/ \([^()]*\)$/u, '');
      expect(new Set(sources.map(name)).size).toBe(sources.length);
      const used = rows.flatMap(({ because, outcome }) => [...because.map(({ source }) => source), outcome?.source]);
      const numbers = new Set(used.flatMap((number) => number ?? []));
      expect([...numbers].toSorted((a, b) => a - b)).toEqual(sources.map(({ number }) => number));
    },
  );

  test.each(Object.entries(INFANTS))('stands on one page: %s', { timeout: 60_000 }, async (_, facts) => {
    expect(await pagesIn(REPORT_SIZES[REPORT_SIZES.length - 1] ?? 0, reportOf(facts, evidence, locale))).toBe(1);
  });
});
