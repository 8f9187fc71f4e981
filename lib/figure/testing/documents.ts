import { readdirSync, readFileSync } from 'node:fs';
import { analyseOwnData } from '@/lib/analysis/analysis';
import { guessChoice } from '@/lib/analysis/choice';
import { readObservations } from '@/lib/analysis/reading';
import { ownTexts } from '@/lib/analysis/texts';
import { comparisonFigure, type FigureInput } from '@/lib/comparison/figure/figure';
import { localCohort } from '@/lib/comparison/testing/local-cohort';
import { isChartable, type ChartableEstimate } from '@/lib/comparison/figure/published-point';
import { USUAL_PRESENTATION, type Presentation, type ShownPresentation } from '@/lib/comparison/presentation';
import { localDefinition } from '@/lib/comparison/selection/local-definition';
import { TEN_CHILDREN } from '@/lib/comparison/testing/figures';
import { comparisonView } from '@/lib/comparison/views/view';
import { forestFigure } from '@/lib/comparison/views/forest-figure';
import { figureTexts } from '@/lib/comparison/words/figure-texts';
import { forestTexts } from '@/lib/comparison/words/forest-texts';
import { messageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { diseaseSections, diseaseSources } from '@/lib/registry/disease/page';
import { diseaseWords } from '@/lib/registry/disease/words';
import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import { landscapeOf } from '@/lib/registry/landscape/landscape';
import { landscapeWords } from '@/lib/registry/landscape/words';
import { toCitation } from '@/lib/registry/references/citation';
import { notesIn } from '@/lib/registry/references/notes-in';
import { citeSources } from '@/lib/registry/references/cited-sources';
import { DiseaseSchema, ReferencesSchema, TrialSchema, type Trial } from '@/lib/registry/schema';
import { picturedFigures } from '@/lib/registry/trials/outcome-groups';
import { SURVIVAL_ENDPOINTS } from '@/lib/registry/vocabulary';
import { selectProgress } from '@/lib/registry/trials/progress';
import { inShortNames } from '@/lib/registry/trials/short-name';
import type { TrialSummary } from '@/lib/registry/trials/summary';
import { readTable } from '@/lib/tables/read-text';
import { comparisonDocument } from '../documents/comparison-document';
import { diseaseDocument } from '../documents/disease-document';
import { documentFooter } from '../documents/document-footer';
import type { SplitGenes } from '../drawing/svg/text';
import { landscapeDocument } from '../documents/landscape-document';
import { ownDocuments } from '../documents/own-document';
import { trialDocument } from '../documents/trial/document';
import type { EndpointPlot } from '../documents/trial/plots';
import { progressDocument } from '../documents/progress-document';
import { attributesDocument, calendarDocument, forestDocument } from '../documents/view-documents';
import type { FigureDocument } from '../model/document';
import { curvesThrough, expectedDocument, groupDocuments } from './local-documents';

const TODAY = '2026-07-02';
const ADDRESS = 'https://registry.example/compare?endpoint=EFS';

/** A text with its gene symbols apart, as pages and files cut it. */
export const splitGenes: SplitGenes = (text) =>
  text
    .split(/(KMT2A|AFF1|MLLT\d+)/u)
    .filter((part) => part !== '')
    .map((part) => ({ text: part, gene: /^(KMT2A|AFF1|MLLT\d+)$/u.test(part) }));

const seed = new URL('../../../seed/', import.meta.url);
const readJson = (name: string): unknown => JSON.parse(readFileSync(new URL(name, seed), 'utf8'));
const trials = (): Trial[] =>
  readdirSync(new URL('trials/', seed)).map((file) => TrialSchema.parse(readJson(`trials/${file}`)));

function summaryOf(trial: Trial): TrialSummary {
  const {
    slug,
    acronym,
    title,
    kind,
    group,
    phase,
    status,
    enrolment,
    countries,
    countriesFrom,
    registrations,
    interventions,
  } = trial;
  return {
    slug,
    acronym,
    title,
    kind,
    group,
    phase,
    status,
    enrolment,
    countries,
    countriesFrom,
    registrations,
    interventions,
    kmt2aStrata: [],
    riskStrata: [],
    endpoints: [],
    estimates: trial.estimates.length,
    chartable: trial.estimates.filter(({ chartable }) => chartable).length,
    hasEfs: true,
    hasOs: true,
    hasRiskRules: false,
  };
}

/** What every figure is made from: the evidence of the program, in one language. */
async function evidenceIn(locale: Locale) {
  const records = inShortNames(trials(), locale);
  const estimates = records.flatMap(({ slug, acronym, estimates: own }) =>
    own.map((one): PublishedEstimate => ({ trial: slug, acronym, ...one })),
  );
  const t = await messageLookup(locale);
  return {
    locale,
    t,
    records,
    estimates,
    summaries: records.map(summaryOf),
    references: notesIn(ReferencesSchema.parse(readJson('references.json')), locale),
    disease: DiseaseSchema.parse(readJson('disease.json')),
    frame: { t, split: splitGenes, address: ADDRESS, footer: documentFooter(TODAY, ADDRESS, locale, t) },
  };
}
type Evidence = Awaited<ReturnType<typeof evidenceIn>>;

function inputOf(
  { records, estimates, references }: Evidence,
  chosen: readonly ChartableEstimate[],
  shown: Presentation,
  local: boolean,
): FigureInput {
  const starts = new Map(
    records.map(({ slug, enrolment }) => [slug, enrolment.start === null ? null : Number(enrolment.start.slice(0, 4))]),
  );
  return {
    endpoint: 'EFS',
    chosen,
    catalogue: estimates.filter(({ chartable }) => chartable),
    curves: [],
    references,
    local: local
      ? localCohort(TEN_CHILDREN, localDefinition('EFS', []), { siteNames: ['Site'], kmt2a: 'r', guarded: false })
      : null,
    displayYears: null,
    confirmed: false,
    eraOf: (slug) => starts.get(slug) ?? null,
    definitions: null,
    appraisals: null,
    shown,
  };
}

/** The EFS figures of rearranged infants, one for each trial. */
function rearranged(
  { estimates }: Evidence,
  most: number,
  zeros: readonly string[] = ['diagnosis'],
): ChartableEstimate[] {
  const drawable = estimates
    .filter(isChartable)
    .filter(
      ({ endpoint, stratum, timeZero }) => endpoint === 'EFS' && stratum.kmt2a === 'r' && zeros.includes(timeZero),
    );
  return drawable.filter(({ trial }, i) => drawable.findIndex((other) => other.trial === trial) === i).slice(0, most);
}

function view(evidence: Evidence, chosen: readonly ChartableEstimate[], shown: ShownPresentation): FigureDocument {
  const { locale, t, frame, summaries, records } = evidence;
  const input = inputOf(evidence, chosen, shown, false);
  const figure = comparisonFigure(input);
  const own = records.filter(({ slug }) => chosen.some(({ trial }) => trial === slug));
  const drawn = comparisonView({ figure, input, trials: summaries, records: own }, shown, locale, t);
  switch (drawn.view) {
    case 'survival':
      return comparisonDocument(figure, figureTexts(figure, locale, t), frame);
    case 'forest':
      return forestDocument(forestFigure(figure, shown, input.eraOf), drawn.forest, frame);
    case 'calendar':
      return calendarDocument(drawn.calendar, drawn.words, frame);
    case 'table':
      return attributesDocument(drawn.table, drawn.words, frame);
  }
}

function comparison(evidence: Evidence, chosen: readonly ChartableEstimate[], local: boolean): FigureDocument {
  const { locale, t, frame } = evidence;
  const figure = comparisonFigure(inputOf(evidence, chosen, USUAL_PRESENTATION, local));
  return comparisonDocument(figure, figureTexts(figure, locale, t), frame);
}

/** Published figures with curves read off their papers, beside local patients. */
function withCurves(evidence: Evidence, chosen: readonly ChartableEstimate[]): FigureDocument {
  const { locale, t, frame } = evidence;
  const curves = curvesThrough(chosen.slice(0, 3), 24);
  const figure = comparisonFigure({ ...inputOf(evidence, chosen, USUAL_PRESENTATION, true), curves });
  return comparisonDocument(figure, figureTexts(figure, locale, t), frame);
}

/** Local patients against the control of the blinatumomab pilot at two and four years. */
function againstControl(evidence: Evidence): FigureDocument {
  const ids = ['interfant-06-dfs-2y-kmt2a-r-blina-control', 'interfant-06-dfs-4y-kmt2a-r-blina-control'];
  const chosen = evidence.estimates.filter(isChartable).filter(({ id }) => ids.includes(id));
  return expectedDocument({ ...inputOf(evidence, chosen, USUAL_PRESENTATION, false), endpoint: 'DFS' }, evidence);
}

/** The blinatumomab pilot against its historical control at two and four years from remission, as the program offers it. */
function pilot(evidence: Evidence, endpoint: 'DFS' | 'OS'): FigureDocument {
  const { locale, t, frame } = evidence;
  const stem = endpoint.toLowerCase();
  const ids = [2, 4].flatMap((years) => [
    `interfant-blina-pilot-${stem}-${years}y-kmt2a-r`,
    `interfant-06-${stem}-${years}y-kmt2a-r-blina-control`,
  ]);
  const chosen = evidence.estimates.filter(isChartable).filter(({ id }) => ids.includes(id));
  const figure = comparisonFigure({ ...inputOf(evidence, chosen, USUAL_PRESENTATION, false), endpoint });
  return comparisonDocument(figure, figureTexts(figure, locale, t), frame);
}

/** The six published figures with an interval, which the first page leads to. */
function withIntervals(evidence: Evidence): ChartableEstimate[] {
  const six = ['mll-96', 'mll-98', 'interfant-99', 'mll-03', 'interfant-06', 'mll-10'];
  return rearranged(evidence, 99).filter(({ trial }) => six.includes(trial));
}

/** Several figures of the same studies, which letters tell apart. */
function lettered({ estimates }: Evidence): ChartableEstimate[] {
  const studies = ['interfant-06', 'interfant-99', 'p9407'];
  const drawable = estimates.filter(isChartable).filter((one) => one.endpoint === 'EFS' && studies.includes(one.trial));
  const usual = drawable.filter(({ timeZero }) => timeZero === 'diagnosis');
  return studies.flatMap((study) => usual.filter(({ trial: own }) => own === study).slice(0, 3));
}

function letterDocuments(evidence: Evidence): readonly FigureDocument[] {
  const all = lettered(evidence);
  const responders = evidence.estimates
    .filter(isChartable)
    .filter(({ trial: own, stratum }) => own === 'all-bfm-83-86-90-infants' && stratum.kmt2a === 'r');
  const two = all.filter(({ trial: own }) => own === 'interfant-06').slice(1);
  return [
    comparison(evidence, all, false),
    comparison(evidence, two, false),
    comparison(evidence, two, true),
    view(evidence, responders, { ...USUAL_PRESENTATION, horizon: 6, view: 'calendar' }),
  ];
}

/** A study's page, with the forest plots of its endpoints. */
function trial(evidence: Evidence, slug: string): FigureDocument {
  const { estimates, references, locale, frame, t } = evidence;
  const record = evidence.records.find((one) => one.slug === slug);
  if (record === undefined) throw new Error(`no trial ${slug}`);
  const shown = { ...USUAL_PRESENTATION, view: 'forest' } as const;
  const pictured = picturedFigures(record.estimates).map(({ id }) => id);
  const plots = SURVIVAL_ENDPOINTS.flatMap((endpoint): EndpointPlot[] => {
    const own = estimates.filter(isChartable).filter((one) => one.endpoint === endpoint && pictured.includes(one.id));
    if (own.length === 0) return [];
    const input = { ...inputOf(evidence, own, shown, false), endpoint };
    const figure = comparisonFigure(input);
    const forest = forestFigure(figure, shown, input.eraOf);
    const texts = forestTexts(forest, figureTexts(figure, locale, t), t);
    return [{ endpoint, texts, document: forestDocument(forest, texts, frame) }];
  });
  return trialDocument(record, references, plots, locale, frame);
}

/** Groups of patients whose times are spread evenly, every third censored. */
function ownData({ locale, t, frame }: Evidence, groups: readonly string[]): readonly FigureDocument[] {
  const rows = groups.flatMap((group, g) =>
    Array.from(
      { length: 24 },
      (_, i) => `${(i * 2.5 + 1 + g / 3).toFixed(1)},${i % 3 === 0 ? 0 : i % 7 === 0 ? 2 : 1},${group}`,
    ),
  );
  const table = readTable(['months,status,arm', ...rows].join('\n'));
  const { observations } = readObservations(table, { ...guessChoice(table.view), roles: { 2: 'competing' } });
  if (observations === null) throw new Error('the table was refused');
  const analysis = analyseOwnData(observations, 'months', null);
  return ownDocuments(analysis, ownTexts(analysis, 'arm', { locale, t }), {
    t,
    footer: frame.footer,
    address: ADDRESS,
  });
}

const LONG = 'Interfant-99 high-risk arm with early intensification and allogeneic transplantation';

const letters = (count: number): string[] => [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.slice(0, count)];

type Kinds = ReadonlyMap<string, readonly FigureDocument[]>;
const known = new Map<Locale, Promise<Kinds>>();

/** Documents of every kind, drawn from the evidence of the program, in small and in large; made once for all files of tests. */
export function everyDocument(locale: Locale): Promise<Kinds> {
  const kinds = known.get(locale) ?? drawEvery(locale);
  known.set(locale, kinds);
  return kinds;
}

async function drawEvery(locale: Locale): Promise<Kinds> {
  const evidence = await evidenceIn(locale);
  const { t, frame, disease, references, records, summaries, estimates } = evidence;
  const few = rearranged(evidence, 5);
  const sections = diseaseSections({ ...disease, statements: [] });
  const sources = diseaseSources(sections, []);
  const filter = { kind: null, group: null };
  const landscape = landscapeOf(records, TODAY, filter);
  const progress = selectProgress(estimates, summaries);
  const all = { ...USUAL_PRESENTATION, horizon: 5 };
  return new Map<string, readonly FigureDocument[]>([
    ['comparison', [comparison(evidence, few, false)]],
    ['comparison-local', [comparison(evidence, few.slice(0, 3), true)]],
    ['comparison-many', [comparison(evidence, rearranged(evidence, 14), false)]],
    ['comparison-letters', letterDocuments(evidence)],
    ['comparison-curves', [withCurves(evidence, few)]],
    ['expected', [againstControl(evidence)]],
    ['pilot', [pilot(evidence, 'DFS'), pilot(evidence, 'OS')]],
    ['groups', groupDocuments(evidence)],
    ['groups-kmt2a', groupDocuments(evidence, 'kmt2a')],
    ['comparison-panels', [comparison(evidence, rearranged(evidence, 6, ['diagnosis', 'remission', 'unknown']), true)]],
    ['forest', [view(evidence, few, { ...all, view: 'forest' })]],
    ['forest-six', [view(evidence, withIntervals(evidence), { ...all, view: 'forest' })]],
    [
      'forest-pooled',
      [
        view(
          evidence,
          // Those of four years have intervals, without which nothing is pooled.
          rearranged(evidence, 14).filter(({ timeYears }) => timeYears === 4),
          { ...all, view: 'forest', pool: 'reml', horizon: 4 },
        ),
      ],
    ],
    ['calendar', [view(evidence, few, { ...all, view: 'calendar' })]],
    ['attributes', [view(evidence, few.slice(0, 4), { ...all, view: 'table' })]],
    ['progress', [progressDocument(progress, references.map(toCitation), locale, frame)]],
    ['landscape', [landscapeDocument(landscape, landscapeWords(landscape, filter, TODAY, locale, t), locale, frame)]],
    ['disease', [diseaseDocument(sections, citeSources(sources, references), diseaseWords(locale, t), locale, frame)]],
    ['trial', [trial(evidence, 'interfant-06'), trial(evidence, 'interfant-blina-pilot')]],
    ['own-data', ownData(evidence, ['Arm A', 'Arm B'])],
    [
      'own-data-seven',
      ownData(
        evidence,
        letters(7).map((letter) => `${LONG} ${letter}`),
      ),
    ],
    [
      'own-data-twenty',
      ownData(
        evidence,
        letters(20).map((letter) => `Centre ${letter}`),
      ).slice(0, 1),
    ],
  ]);
}
