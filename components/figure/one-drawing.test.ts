/* eslint max-lines: ['error', 400] -- the whole contract between page and file in one place */
import { readdirSync, readFileSync } from 'node:fs';
import { createElement } from 'react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { OwnChartOverlay } from '@/components/analyse/own/chart-overlay';
import { CalendarMarks } from '@/components/compare/calendar/marks';
import { ForestMarkSign } from '@/components/compare/forest/forest-mark';
import { DiseaseBar } from '@/components/disease/bar';
import { ProgressLayer } from '@/components/home/progress/layer';
import { LandscapePicture } from '@/components/landscape/picture';
import { MigrationFlow } from '@/components/risk/cohort/migration/flow';
import { analyseOwnData } from '@/lib/analysis/analysis';
import { guessChoice } from '@/lib/analysis/choice';
import { readObservations } from '@/lib/analysis/reading';
import { readTable } from '@/lib/tables/read-text';
import { ownTexts } from '@/lib/analysis/texts';
import { USUAL_PRESENTATION } from '@/lib/comparison/presentation';
import { estimate, figureOf, TEN_CHILDREN } from '@/lib/comparison/testing/figures';
import { calendarFigure } from '@/lib/comparison/views/calendar-figure';
import { forestFigure } from '@/lib/comparison/views/forest-figure';
import { calendarTexts } from '@/lib/comparison/words/calendar-texts';
import { figureTexts, type LegendEntry } from '@/lib/comparison/words/figure-texts';
import { forestTexts } from '@/lib/comparison/words/forest-texts';
import { progressTexts } from '@/lib/figure/documents/progress-texts';
import { calendarSvg } from '@/lib/figure/drawing/calendar-svg';
import { diseaseSvg } from '@/lib/figure/drawing/disease-svg';
import { forestSvg } from '@/lib/figure/drawing/forest-svg';
import { landscapeSvg } from '@/lib/figure/drawing/landscape-svg';
import { inkColour, inkVariable } from '@/lib/figure/drawing/marks/inks';
import { ownCurves } from '@/lib/figure/drawing/marks/own';
import { panelCurves } from '@/lib/figure/drawing/marks/panel';
import { ownFigureSvg } from '@/lib/figure/drawing/own-figure-svg';
import { progressSvg } from '@/lib/figure/drawing/progress-svg';
import { migrationSvg } from '@/lib/figure/drawing/risk-migration-svg';
import { onTransparent } from '@/lib/figure/drawing/svg/document';
import { legendSvg } from '@/lib/figure/drawing/svg/notes';
import { panelSvg } from '@/lib/figure/drawing/svg/panel';
import { textWidth, wrapText } from '@/lib/figure/drawing/text-width';
import { en as messages } from '@/lib/i18n/messages/en';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { diseaseSections, type ShareMark } from '@/lib/registry/disease/page';
import { diseaseWords } from '@/lib/registry/disease/words';
import { landscapeOf, type LandscapeTrial } from '@/lib/registry/landscape/landscape';
import { layoutLandscape } from '@/lib/registry/landscape/layout';
import { landscapeWords } from '@/lib/registry/landscape/words';
import { TrialSchema } from '@/lib/registry/schema';
import type { ProgressPoint } from '@/lib/registry/trials/progress';
import { flowPicture } from '@/lib/risk-cohort/picture';
import { ChartLegend } from './chart-legend';
import { curveLines } from './curve-lines';
import { PlotOverlay } from './plot-overlay';
import { curvesOf, expectSame, fluidIn, INKS, plotOf, render, type Plot } from './testing/drawn-elements';
import { splitGenes } from '../ui/genes';

/** The plot that the page's chart library would give to what stands over it. */
const chart = vi.hoisted((): { plot: Plot | null } => ({ plot: null }));
vi.mock('recharts', async (original) => ({
  ...(await original<object>()),
  useXAxisScale: () => chart.plot?.x,
  useYAxisScale: () => chart.plot?.y,
  usePlotArea: () =>
    chart.plot === null
      ? undefined
      : {
          x: chart.plot.left,
          y: chart.plot.top,
          width: chart.plot.right - chart.plot.left,
          height: chart.plot.bottom - chart.plot.top,
        },
  ZIndexLayer: ({ children }: { children: unknown }) => children,
}));
vi.mock('@/lib/i18n/navigation', () => ({
  Link: ({ prefetch: _, ...props }: Record<string, unknown>) => createElement('a', props),
}));

const split = (text: string) => splitGenes(text);
const nothing = (): void => undefined;

const point = (id: string, changes: Partial<ProgressPoint>): ProgressPoint => ({
  id,
  trial: id,
  acronym: id,
  kmt2a: 'r',
  enrolment: { start: '2000', end: '2004', planned: null, actual: null },
  status: 'completed',
  position: { year: 2002, basis: 'middle' },
  horizon: 4,
  efs: 40,
  interval: { low: 31.5, high: 48.5, level: 95, clipped: false, how: 'from-se' },
  n: 90,
  timeZeroStated: true,
  errorNamed: true,
  readingProbable: false,
  oneCurator: false,
  source: { ref: id, locator: 'abstract', url: null, level: 'primary-abstract' },
  ...changes,
});
const POINTS = [
  point('one', {}),
  point('two', {
    kmt2a: 'g',
    efs: 72,
    errorNamed: false,
    interval: { low: 60, high: 84, level: 95, clipped: false, how: 'from-se' },
  }),
  point('three', { kmt2a: 'all', position: { year: 2003, basis: 'start-only' }, interval: null, efs: 45 }),
  point('four', { position: { year: 2003, basis: 'end-only' }, efs: 38, timeZeroStated: false }),
  point('five of a long name', { position: { year: 2011, basis: 'middle' }, efs: 41 }),
];

beforeEach(() => {
  chart.plot = null;
});

const CHOSEN = [
  estimate('a', { se: 3, estimate: 47, timeYears: 5 }),
  estimate('b', { ci: { low: 30.5, high: 50, level: 95 }, estimate: 40, timeYears: 5 }),
  estimate('c', { acronym: 'Third', estimate: 42, timeYears: 5, caveats: ['time-zero-not-stated'] }),
  estimate('d', { acronym: 'A long name of a KMT2A study', se: 4, estimate: 33, timeYears: 2 }),
];

describe('page and file draw the same marks', () => {
  test('comparison: curve, band, ticks, joins, markers, whiskers, leaders, labels and risk table', async () => {
    const figure = figureOf(CHOSEN, TEN_CHILDREN);
    const texts = figureTexts(figure, 'en', await messageLookup('en'));
    const [panel, words] = [figure.panels[0], texts.panels[0]];
    if (panel === undefined || words === undefined) throw new Error('no panel');
    const place = { left: 0, top: 0, width: 800, plotHeight: 400, riskTable: 'drawn' } as const;
    const { svg } = panelSvg(panel, words, texts, place, split);
    const plot = plotOf(svg, [panel.axis.ticks[0] ?? 0, panel.axis.ticks.at(-1) ?? 1]);
    chart.plot = plot;
    const labels = Object.fromEntries(Object.entries(words.points).map(([id, { label }]) => [id, label]));
    const page = render(PlotOverlay, {
      panel,
      texts: words,
      risk: texts.risk,
      labels,
      narrow: false,
      onPoint: nothing,
      onOpen: nothing,
    });
    expect(page).toContain('stroke-opacity');
    expectSame(page, svg, curvesOf(curveLines(panelCurves(panel)), plot));
  });

  test('calendar: bars of enrolment, markers, whiskers, leaders and labels', async () => {
    const t = await messageLookup('en');
    const enrolment = { start: '1999', end: '2005', planned: null, actual: null };
    const trials = CHOSEN.map(({ trial }) => ({ slug: trial, enrolment }));
    const comparison = figureOf(CHOSEN);
    const input = { chosen: CHOSEN.slice(0, 2), catalogue: CHOSEN, comparison };
    const calendar = calendarFigure(
      {
        endpoint: 'EFS',
        curves: [],
        references: CHOSEN.map(({ source }) => ({
          id: source.ref,
          type: 'article-journal' as const,
          title: source.ref,
        })),
        local: null,
        displayYears: null,
        confirmed: false,
        eraOf: () => null,
        definitions: null,
        appraisals: null,
        shown: USUAL_PRESENTATION,
        chosen: input.chosen,
        catalogue: input.catalogue,
      },
      trials,
      null,
    );
    const texts = calendarTexts(calendar, 'en', t);
    const [panel, words] = [calendar.panels[0], texts.panels[0]];
    if (panel === undefined || words === undefined) throw new Error('no panel');
    expect(panel.points.some(({ field }) => field)).toBe(true);
    const { svg } = calendarSvg(
      { panels: [panel], axis: calendar.axis },
      { ...texts, legend: [] },
      { width: 900, height: 500 },
      split,
    );
    const years = [...svg.matchAll(/text-anchor="middle" xml:space="preserve">((?:19|20)\d\d)</gu)].map(([, year]) =>
      Number(year),
    );
    chart.plot = plotOf(svg, [years[0] ?? 0, years.at(-1) ?? 1]);
    const labels = Object.fromEntries(Object.entries(words.points).map(([id, { label }]) => [id, label]));
    const page = render(CalendarMarks, {
      points: panel.points,
      words,
      labels,
      yAxis: texts.yAxis,
      onPoint: nothing,
      onOpen: nothing,
    });
    expectSame(page, svg);
  });

  test('progress: markers, whiskers, arrows, leaders and names', async () => {
    const points = POINTS;
    const t = await messageLookup('en');
    const texts = progressTexts({ points, omissions: [] }, 'en', t);
    const { svg } = progressSvg(points, { ...texts, legend: [] }, { width: 900, height: 500 }, split);
    const years = [...svg.matchAll(/text-anchor="middle" xml:space="preserve">((?:19|20)\d\d)</gu)].map(([, year]) =>
      Number(year),
    );
    chart.plot = plotOf(svg, [years[0] ?? 0, years.at(-1) ?? 1]);
    const page = render(ProgressLayer, {
      points,
      numbers: null,
      sentenceOf: ({ id }: ProgressPoint) => id,
      onActive: nothing,
    });
    expect(page).toContain('data-mark="arrow"');
    expectSame(page, svg);
  });

  test('own data: curves, bands, ticks, names and risk tables of several groups', async () => {
    const table = readTable('months,status,arm\n1,1,A\n2,2,A\n3,0,A\n4,1,A\n2,2,B\n5,1,B\n6,0,B\n9,2,B');
    const { observations } = readObservations(table, { ...guessChoice(table.view), roles: { 2: 'competing' } });
    if (observations === null) throw new Error('the table was refused');
    const analysis = analyseOwnData(observations, 'months', null);
    const texts = ownTexts(analysis, 'arm', { locale: 'en', t: await messageLookup('en') });
    const alone = { ...analysis, causes: [] };
    const { svg } = ownFigureSvg(alone, texts, 'footer');
    const { ticks, end } = analysis.axis;
    const plot = plotOf(svg, [ticks[0] ?? 0, ticks.at(-1) ?? 1]);
    chart.plot = plot;
    const series = analysis.curves.map(({ steps, marks, risk }, i) => ({
      name: texts.names[i] ?? '',
      steps,
      marks,
      risk,
    }));
    const page = render(OwnChartOverlay, { series, end, texts, yAxis: texts.yAxis, narrow: false });
    expectSame(page, svg, curvesOf(curveLines(ownCurves(series, end)), plot));
  });

  test('landscape: bars, patterns, open ends, connections and words', async () => {
    const folder = new URL('../../seed/trials/', import.meta.url);
    const trials = readdirSync(folder).map(
      (file): LandscapeTrial => TrialSchema.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))),
    );
    const landscape = landscapeOf(trials, '2026-07-02', { kind: null, group: null });
    const words = landscapeWords(landscape, { kind: null, group: null }, '2026-07-02', 'en', await messageLookup('en'));
    const layout = layoutLandscape(landscape, 1232, { width: textWidth, wrap: wrapText }, words);
    const { today, noYears } = messages.landscape;
    const key = { cohort: '', open: '', goesOn: '', succession: '' };
    const { svg } = landscapeSvg(landscape, words, { title: '', locale: 'en', today, noYears, key }, 1232, split);
    const drawn = svg.slice(svg.lastIndexOf('<g transform="translate(0 '));
    const page = render(LandscapePicture, { layout, words });
    expectSame(page, drawn);
  });

  test('migration: bands, bars and words', () => {
    const migration = {
      rows: ['HR', 'open'],
      columns: ['HR', 'IR', 'not-stratified'],
      counts: [
        [6, 3, 1],
        [0, 2, 2],
      ],
      n: 14,
      agreement: { n: 9, same: 6, kappa: null },
    } as const;
    const picture = flowPicture(migration, {
      title: 'T',
      subtitle: 's',
      footer: 'f',
      first: '1',
      second: '2',
      bar: (category, n) => `${category} ${n}`,
      band: (from, to, n) => `${from} to ${to}: ${n}`,
      count: String,
    });
    const file = onTransparent(migrationSvg(picture, 1, 'en').svg);
    expectSame(render(MigrationFlow, { picture }), file);
  });

  test('forest plot: markers, whiskers, diamonds, predictions and local patients, at the same per cent', async () => {
    const t = await messageLookup('en');
    const comparison = figureOf(
      CHOSEN.map((one) => ({ ...one, timeYears: 5 })),
      TEN_CHILDREN,
    );
    const forest = forestFigure(comparison, { ...USUAL_PRESENTATION, pool: 'reml' }, () => null);
    const texts = forestTexts(forest, figureTexts(comparison, 'en', t), t);
    const kinds = new Set<string>();
    for (const group of texts.groups)
      for (const row of group.rows) {
        if (row.mark === null) continue;
        kinds.add(row.mark.kind);
        const file = forestSvg(
          { ...texts, groups: [{ ...group, rows: [{ ...row, point: null }] }] },
          { width: 1200, height: 0 },
          split,
        ).svg;
        const plot = /<g transform="translate\(0 0\) scale[\s\S]*?<\/g>/u.exec(file)?.[0] ?? '';
        const grid = [...plot.matchAll(/<line x1="([\d.]+)"[^>]*stroke="#dfe5ea"/gu)].map(([, x]) => Number(x));
        const page = render(ForestMarkSign, { mark: row.mark, description: '' });
        const drawn = fluidIn(plot, [grid[0] ?? 0, grid.at(-1) ?? 1]);
        expect(drawn.length).toBeGreaterThan(0);
        expect(fluidIn(page, [0, 100])).toEqual(drawn);
      }
    expect([...kinds].sort()).toEqual(['diamond', 'local', 'marker', 'prediction']);
  });

  test.each<ShareMark>([
    { kind: 'exact', at: 70 },
    { kind: 'approximate', at: 40 },
    { kind: 'at-least', at: 60 },
    { kind: 'at-most', at: 20 },
    { kind: 'as-printed', at: 87.5 },
    { kind: 'range', low: 30, high: 80 },
    { kind: 'not-given' },
  ])('disease: a share that is $kind, at the same per cent', async (mark) => {
    const t = await messageLookup('en');
    const disease = JSON.parse(readFileSync(new URL('../../seed/disease.json', import.meta.url), 'utf8')) as Parameters<
      typeof diseaseSections
    >[0];
    const section = diseaseSections(disease).find(({ groups, scale }) => groups.length > 0 && scale === 100);
    const [group] = section?.groups ?? [];
    const [row] = group?.rows ?? [];
    if (section === undefined || group === undefined || row === undefined) throw new Error('no share');
    const drawing = {
      title: '',
      locale: 'en',
      axis: '',
      by: { population: '', characteristic: '' },
      words: diseaseWords('en', t),
      source: () => '',
      split,
    } as const;
    const one = { ...section, groups: [{ ...group, rows: [{ ...row, mark }] }] };
    const { svg } = diseaseSvg([one], drawing, 1, 900);
    const grid = [...svg.matchAll(/<line x1="([\d.]+)"[^>]*stroke="#(?:dfe5ea|b8c2cc)"/gu)].map(([, x]) => Number(x));
    const drawn = fluidIn(svg.slice(svg.indexOf('<line')), [grid[0] ?? 0, grid[4] ?? 1]).filter(
      (element) => !/^path stroke=/u.test(element),
    );
    expect(fluidIn(render(DiseaseBar, { mark, scale: 100 }), [0, 100])).toEqual(drawn);
  });

  test('the signs of the legend', () => {
    const kinds = [
      'local',
      'thin',
      'published',
      'from-se',
      'field',
      'enrolment',
      'joined',
      'reconstructed',
      'hollow',
    ] as const;
    const legend = kinds.map((kind): LegendEntry => ({ kind, text: kind }));
    expectSame(render(ChartLegend, { legend, letters: '' }), legendSvg({ legend }, 0, 0, 2000).svg);
  });
});

test('the inks of the files are those of the pages in light', () => {
  const sheets = [
    'app/globals.css',
    ...['figure/figure', 'home/progress/progress', 'landscape/landscape', 'disease/disease', 'risk/cohort/cohort'].map(
      (name) => `components/${name}.module.css`,
    ),
  ].map((file) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'));
  const said = new Map<string, string>();
  // The first rule that sets a variable is the light one.
  for (const [, name = '', value = ''] of sheets.join('\n').matchAll(/(--[\w-]+): (#[0-9a-f]{6}|var\(--[\w-]+\));/gu))
    if (!said.has(name)) said.set(name, value);
  const valueOf = (variable: string): string | undefined => {
    const value = said.get(variable.slice('var('.length, -1));
    return value?.startsWith('var(') ? valueOf(value) : value;
  };
  // Tints are mixed by the browser.
  const inks = INKS.filter((ink) => !ink.startsWith('status-tint'));
  expect(inks.map((ink) => [ink, valueOf(inkVariable(ink))])).toEqual(inks.map((ink) => [ink, inkColour(ink)]));
});
