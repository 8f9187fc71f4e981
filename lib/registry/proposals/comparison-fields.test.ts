import { expect, test } from 'vitest';
import { makeEstimate, makeTrial } from '../testing/dataset';
import { checkFigure } from './checks';
import { emptyFigure, figureErrors, FigureInput, newFigure, type FigureFields } from './figure-schema';
import { corrected, correctionFields, CorrectionInput } from './schema';

const FIGURE: Partial<FigureFields> = {
  level: 'primary-abstract',
  sourceLocator: 'abstract',
  endpoint: 'OS',
  timeYears: '5',
  timeZero: 'diagnosis',
  estimate: '64,5',
  labelEn: 'All infants',
  labelRu: 'Все младенцы',
  againstEn: 'Earlier protocol',
  againstRu: 'Прежний протокол',
  hazardRatio: '0,7',
  hrLow: '0.5',
  hrHigh: '0.9',
  hrLevel: '95',
  p: '0.04',
  noteEn: 'Second report',
  noteRu: 'Второе сообщение',
  caveats: 'error-type-not-stated,one-curator',
  reason: 'printed in the abstract',
};
const read = (change: Partial<FigureFields> = {}) => FigureInput.safeParse({ ...emptyFigure(), ...FIGURE, ...change });

test('a new figure has its hazard ratio, its note and the caveats that a curator may say', () => {
  const parsed = read();
  if (!parsed.success) throw parsed.error;
  expect(newFigure(makeTrial(), parsed.data, { id: 'author-2020' }, 'one-os')).toMatchObject({
    estimate: 64.5,
    comparison: {
      against: { en: 'Earlier protocol', ru: 'Прежний протокол' },
      hazardRatio: 0.7,
      hrCi: { low: 0.5, high: 0.9, level: 95 },
      p: '0.04',
    },
    note: { en: 'Second report', ru: 'Второе сообщение' },
    caveats: ['error-type-not-stated'],
  });
});

test('a new figure says whom its source names of a group of another protocol, and nothing where it names none', () => {
  const stratumOf = (change: Partial<FigureFields>): object | undefined => {
    const { data } = read(change);
    return data === undefined ? undefined : newFigure(makeTrial(), data, { id: 'author-2020' }, 'one-os').stratum;
  };
  const alsoGroup = { protocol: 'interfant-06', risk: 'HR' };
  expect(stratumOf({ alsoProtocol: 'interfant-06', alsoRisk: 'HR' })).toMatchObject({ alsoGroup });
  expect(stratumOf({})).not.toHaveProperty('alsoGroup');
});

test.each<[string, Partial<FigureFields>, object]>([
  ['half an interval', { hrHigh: '' }, { hrLow: 'interval' }],
  ['a hazard ratio against nothing', { againstEn: '', againstRu: '' }, { againstEn: 'required' }],
  ['a p value in words', { p: 'significant' }, { p: 'p-value' }],
  ['a protocol without its group', { alsoProtocol: 'interfant-06' }, { alsoRisk: 'required' }],
  ['a group without its protocol', { alsoRisk: 'HR' }, { alsoProtocol: 'required' }],
  ['a protocol in words', { alsoProtocol: 'Interfant 06', alsoRisk: 'HR' }, { alsoProtocol: 'not-valid' }],
  ['a note in one language', { noteRu: '' }, { noteRu: 'both-languages' }],
  ['a note in the other language', { noteEn: 'Примечание' }, { noteEn: 'english' }],
])('is refused: %s', (_how, change, errors) => {
  const parsed = read(change);
  expect(parsed.success ? {} : figureErrors(parsed.error)).toMatchObject(errors);
});

test.each<[string, { years: number; n: number }[] | 'at-risk']>([
  [
    '0: 60; 1: 48; 2,5: 40',
    [
      { years: 0, n: 60 },
      { years: 1, n: 48 },
      { years: 2.5, n: 40 },
    ],
  ],
  [
    '1: 48\n0: 60',
    [
      { years: 0, n: 60 },
      { years: 1, n: 48 },
    ],
  ],
  ['', []],
  ['60; 48', 'at-risk'],
  ['0: 60; 0: 48', 'at-risk'],
  ['0: 60.5', 'at-risk'],
  ['0: -1', 'at-risk'],
  ['0: 60: 48', 'at-risk'],
])('printed numbers at risk typed as "%s"', (typed, expected) => {
  const parsed = read({ atRisk: typed });
  expect(parsed.success ? parsed.data.atRisk : figureErrors(parsed.error).atRisk).toEqual(expected);
});

test('numbers at risk that rise contradict themselves', () => {
  const parsed = read({ atRisk: '0: 48; 1: 60' });
  if (!parsed.success) throw parsed.error;
  const figure = newFigure(makeTrial(), parsed.data, { id: 'author-2020' }, 'one-os');
  expect(checkFigure(makeTrial(), figure).contradictions).toContain('atRisk');
});

test.each<[string, Partial<FigureFields>, object]>([
  ['an address without its protocol', { copyAddress: 'example.org/paper' }, { copyAddress: 'address' }],
  ['a day that is none', { copyAccessed: '29.11.2026' }, { copyAccessed: 'day' }],
  ['a hash of another length', { copySha256: 'abc' }, { copySha256: 'sha256' }],
])('the copy that was read is refused: %s', (_how, change, errors) => {
  const parsed = read(change);
  expect(parsed.success ? {} : figureErrors(parsed.error)).toEqual(errors);
});

test('an interval that does not hold its hazard ratio contradicts itself', () => {
  const parsed = read({ hazardRatio: '1.4' });
  if (!parsed.success) throw parsed.error;
  const figure = newFigure(makeTrial(), parsed.data, { id: 'author-2020' }, 'one-os');
  expect(checkFigure(makeTrial(), figure).contradictions).toContain('comparison');
});

test('a correction sent back as it was shown changes nothing but who read it', () => {
  const figure = makeEstimate({
    note: { en: 'Note', ru: 'Примечание' },
    nAnalysed: 120,
    atRisk: [
      { years: 0, n: 120 },
      { years: 2.5, n: 71 },
    ],
    caveats: ['probable-reading'],
  });
  const shown = CorrectionInput.parse({ ...correctionFields(figure), reason: 'shown and sent back' });
  const fields = { ...figure, comparison: figure.comparison, extraction: 'single', transcription: null };
  expect(corrected(figure, shown)).toEqual(fields);
});
