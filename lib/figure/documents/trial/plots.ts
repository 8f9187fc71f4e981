import type { ForestGroupTexts, ForestTexts } from '@/lib/comparison/words/forest-texts';
import { afterColon, asBeginning, inLocale } from '@/lib/i18n/format';
import type { Locale } from '@/lib/i18n/routing';
import type { SurvivalEndpoint } from '@/lib/registry/vocabulary';
import { forestSvg } from '../../drawing/forest-svg';
import { forestParts } from '../../drawing/slides/forest';
import type { DocumentCaveat, FigureDocument } from '../../model/document';
import type { DocumentFrame } from '../comparison-document';

/** The forest plot of a study's figures of one endpoint. */
export type EndpointPlot = Readonly<{
  endpoint: SurvivalEndpoint;
  texts: ForestTexts;
  document: Pick<FigureDocument, 'caveats' | 'method'>;
}>;

/** What the plots of a study's endpoints are together: one plot, endpoint by endpoint, as on the study's page. */
type TrialPlots = Pick<FigureDocument, 'caveats' | 'method'> &
  Readonly<{ draw: FigureDocument['chart']; parts: FigureDocument['slides']['parts'] }>;

/** Null without a plot. */
export function trialPlots(
  plots: readonly EndpointPlot[],
  acronym: string,
  { t, split }: Pick<DocumentFrame, 't' | 'split'>,
): TrialPlots | null {
  const [first] = plots;
  if (first === undefined) return null;
  const several = plots.length > 1;
  const axis = several ? t('trial.survivalAxis') : first.texts.axis;
  const short = (endpoint: SurvivalEndpoint): string => t(`vocabulary.endpoint.${endpoint}.short`);
  const groups = plots.flatMap(({ endpoint, texts }) =>
    texts.groups.map((group) => ({
      endpoint,
      own: group.heading,
      group: {
        ...byPopulation(group, texts.locale, t),
        heading: several ? `${short(endpoint)}: ${afterColon(group.heading)}` : group.heading,
      },
    })),
  );
  const value = several ? axis : first.texts.columns.value;
  const texts: ForestTexts = {
    ...first.texts,
    axis,
    columns: { ...first.texts.columns, value },
    groups: groups.map(({ group }) => group),
  };
  const titleOf = (shown: readonly ForestGroupTexts[]): string => {
    const of = groups.filter(({ group }) => shown.some(({ heading }) => heading === group.heading));
    const endpoints = [...new Set(of.map(({ endpoint }) => endpoint))];
    const [only] = of;
    const named =
      endpoints.length === 1 && only !== undefined
        ? t(`vocabulary.endpoint.${only.endpoint}.long`)
        : endpoints.map(short).join(', ');
    return `${acronym}, ${of.length === 1 && only !== undefined ? `${named}: ${afterColon(only.own)}` : named}`;
  };
  return {
    draw: (size) => forestSvg(texts, size, split),
    parts: (size) => forestParts(texts, size, titleOf, split).map((part) => ({ ...part, citations: null })),
    caveats: joinedCaveats(plots, short),
    method: [...new Set(plots.flatMap(({ document }) => document.method))],
  };
}

/**
 * The study is named over its plots: a row is named by its patients, as on the page, in the words that its heading does not
 * have, with the letter that caveats call it by.
 */
function byPopulation(group: ForestGroupTexts, locale: Locale, t: DocumentFrame['t']): ForestGroupTexts {
  return {
    ...group,
    rows: group.rows.map((row) => {
      if (row.point === null) return row;
      const { population, suffix, kmt2a } = row.point;
      const [whole, known] = [inLocale(population, locale), `${t(`vocabulary.kmt2a.${kmt2a}`)}, `];
      const name = whole.startsWith(known) ? asBeginning(whole.slice(known.length)) : whole;
      return { ...row, name: suffix === null ? name : `${name} (${suffix})`, detail: '' };
    }),
  };
}

/** What is said of every plot once, and what is said of some with their endpoint. */
function joinedCaveats(
  plots: readonly EndpointPlot[],
  short: (endpoint: SurvivalEndpoint) => string,
): readonly DocumentCaveat[] {
  const texts = [...new Set(plots.flatMap(({ document }) => document.caveats.map(({ text }) => text)))];
  return texts.flatMap((text) => {
    const of = plots.filter(({ document }) => document.caveats.some((one) => one.text === text));
    const caveat = of[0]?.document.caveats.find((one) => one.text === text);
    if (caveat === undefined) return [];
    const named = of.map(({ endpoint }) => short(endpoint)).join(', ');
    return [of.length === plots.length ? caveat : { ...caveat, text: `${named}: ${afterColon(text)}` }];
  });
}
