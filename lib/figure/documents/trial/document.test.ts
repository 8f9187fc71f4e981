import { expect, test } from 'vitest';
import { judgementsOfStudy } from '@/lib/comparison/selection/comparability';
import { messageLookup } from '@/lib/i18n/message-lookup';
import type { PostedRecord } from '@/lib/registry/register-record/posted-results';
import { makeEstimate, makeTrial } from '@/lib/registry/testing/dataset';
import { everyDocument } from '../../testing/documents';
import { documentFooter } from '../document-footer';
import { trialDocument } from './document';

// Made up in the form that the register documents.
const POSTED: PostedRecord = {
  number: 'NCT99999999',
  readOn: '2026-11-29',
  updated: '2020-01-15',
  flow: [
    { period: 'Overall', moment: 'STARTED', leaving: false, group: 'IB', n: '81', comment: null },
    { period: 'Overall', moment: 'Death', leaving: true, group: 'IB', n: '4', comment: 'in remission' },
  ],
  baseline: [
    {
      measure: 'Age',
      population: null,
      group: 'IB',
      category: null,
      n: '81',
      value: '171',
      unit: 'MEDIAN (days)',
      spread: '2 – 364 (FULL_RANGE)',
    },
  ],
  adverse: {
    ...{ timeFrame: 'Induction', threshold: '5', description: null },
    entries: [
      {
        ...{ kind: 'serious', term: 'Sepsis', system: 'Infections', notes: null },
        ...{ group: 'IB', affected: 7, atRisk: 81, events: 9 },
      },
    ],
  },
};

test.each(['en', 'ru'] as const)(
  'the files of a study hold what the register posts, as posted (%s)',
  async (locale) => {
    const t = await messageLookup(locale);
    const address = 'https://registry.example/trials/one';
    const split = (text: string) => [{ text, gene: false }];
    const frame = { t, split, address, footer: documentFooter('2026-11-29', address, locale, t) };
    const trial = makeTrial();
    const judged = judgementsOfStudy(trial, {}, []);
    const document = trialDocument(trial, [], [], locale, frame, { posted: [POSTED], partsAlone: ['arm'], judged });
    // Nothing of it is drawn, so that no picture says it: nobody has judged its risk of bias.
    const bias = document.caveats.find(({ code }) => code === 'risk-of-bias');
    expect(bias?.text).toContain(trial.acronym);
    const rowsOf = (id: string) =>
      document.tables.find((table) => table.id === id)?.rows.map((row) => row.map(({ text }) => text));
    expect(rowsOf('posted-flow-nct99999999')).toEqual([
      ['Overall', 'STARTED', 'IB', '81'],
      ['Overall', `${t('trial.posted.left')}: Death`, 'IB', '4; in remission'],
    ]);
    expect(rowsOf('posted-baseline-nct99999999')).toEqual([
      ['Age, MEDIAN (days)', '', 'IB', '171; 2 – 364 (FULL_RANGE); n = 81'],
    ]);
    expect(rowsOf('posted-adverse-serious-nct99999999')).toEqual([['Sepsis', 'Infections', 'IB', '7 / 81 (9)']]);
    expect(rowsOf('posted-adverse-other-nct99999999')).toBeUndefined();
    expect(document.caveats.map(({ text }) => text)).toContain(
      t('trial.partsAlone', { parts: t('changes.table.arm') }),
    );
    const bare = trialDocument(makeTrial(), [], [], locale, frame);
    expect([bare.tables.length, bare.caveats]).toEqual([2, []]);
  },
);

test('the files of a study name every figure that one curator approved alone, drawn or not', async () => {
  const t = await messageLookup('en');
  const address = 'https://registry.example/trials/one';
  const frame = { t, split: (text: string) => [{ text, gene: false }], address };
  const footer = documentFooter('2026-11-30', address, 'en', t);
  const alone = makeEstimate({
    id: 'alone',
    endpoint: 'CIR',
    chartable: false,
    label: { en: 'All infants', ru: 'Все младенцы' },
    caveats: ['one-curator'],
  });
  const trial = makeTrial({ estimates: [makeEstimate(), alone] });
  const { caveats, tables } = trialDocument(trial, [], [], 'en', { ...frame, footer });
  expect(caveats.map(({ code }) => code)).toEqual(['one-curator']);
  expect(caveats[0]?.text).toMatch(/^Approved by one curator alone: CIR, All infants, 5.y\.$/u);
  const outcomes = tables.find(({ id }) => id === 'outcomes');
  const column = outcomes?.columns.findIndex(({ key }) => key === 'caveats') ?? -1;
  expect(outcomes?.rows.map((row) => row[column]?.value)).toEqual([null, 'Approved by one curator alone.']);
});

test.each(['en', 'ru'] as const)(
  'what the page of a study draws stands in its picture and on its slides (%s)',
  { timeout: 60_000 },
  async (locale) => {
    // The blinatumomab pilot: two-year disease-free survival 81.6 %, overall survival 93.3 % (van der Sluis, NEJM 2023;388:1572).
    const pilot = ((await everyDocument(locale)).get('trial') ?? []).find(({ fileName }) =>
      fileName.endsWith('blina-pilot'),
    );
    const t = await messageLookup(locale);
    const dfs = locale === 'ru' ? ['ВБПЗ', '81,6'] : ['DFS', '81.6'];
    const os = locale === 'ru' ? ['ОВ', '93,3'] : ['OS', '93.3'];
    const size = { width: 656, height: 380 };
    const slides = pilot?.slides.parts(size, 0).map(({ title, picture }) => `${title} ${picture.svg}`) ?? [];
    const words = (svg: string): string => svg.replaceAll(/<[^>]+>/gu, ' ');
    const sheet = words(pilot?.svg.svg ?? '');
    for (const short of [dfs[0], os[0]]) expect(sheet).toContain(`${short}: `);
    for (const drawn of [sheet, words(slides.join(' '))])
      for (const text of [dfs[1], os[1]]) expect(drawn).toContain(text);
    for (const endpoint of ['DFS', 'OS'] as const)
      expect(
        slides.some(
          (slide) =>
            slide.includes(t(`vocabulary.endpoint.${endpoint}.long`)) ||
            slide.includes(t(`vocabulary.endpoint.${endpoint}.short`)),
        ),
      ).toBe(true);
    const [table] = pilot?.slides.tables ?? [];
    const cells = table?.rows.flatMap((row) => row.map(({ text }) => text.replaceAll(/\s/gu, ' '))) ?? [];
    for (const text of [dfs[0], os[0], `${dfs[1]} %`, `${os[1]} %`]) expect(cells).toContain(text);
  },
);
