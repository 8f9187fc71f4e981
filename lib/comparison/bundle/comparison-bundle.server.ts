import { afterColon, inLocale } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import type { ComparisonFigure } from '../figure/figure-model';
import type { Release } from '../saved/model';
import type { FigureTexts } from '../words/figure-texts';
import { pointName } from '../words/point-text';
import type { BundleFile } from './bundle';
import { comparisonFiles, type Compared } from './comparison-bundle';
import { withManifest } from './manifest.server';

type Shown = Readonly<{ figure: ComparisonFigure; texts: FigureTexts }>;
type Said = Readonly<{ key: string; release: Release; line: string }>;

/** The bundle of a local curve beside published figures, with a text to read first and the hash of each file. */
export function comparisonBundle(
  compared: Compared,
  { figure, texts }: Shown,
  { key, release, line }: Said,
  { locale, t }: Readonly<{ locale: Locale; t: MessageLookup }>,
): BundleFile[] {
  const { published } = compared.panel;
  const { description } = compared.cohort;
  const names = published.map((point) => `${pointName(point)}, ${afterColon(inLocale(point.population, locale))}`);
  const files = comparisonFiles(compared, {
    page: 'compare',
    query: key,
    endpoint: description.endpoint,
    timeZero: description.timeZero,
    events: description.countedEvents,
    by: null,
    groupCodes: published.map(({ estimateId }) => estimateId),
    groupNames: names,
    title: texts.title,
    madeUp: figure.madeUp,
    released: release.state === 'released',
    made: new Date().toISOString().slice(0, 10),
  });
  const readme = [
    texts.title,
    texts.subtitle,
    ...(texts.madeUp === null ? [] : [texts.madeUp]),
    line,
    '',
    t('groups.bundle.readmeCompare'),
    '',
    ...published.map(({ citation }, i) => `${i + 1}: ${names[i] ?? ''} [${citation}]`),
    '',
    ...texts.caveats.map(({ text }) => text),
    ...texts.method,
    '',
    ...texts.citations.map((one, i) => `[${figure.citations[i]?.number ?? i + 1}] ${one}`),
  ];
  return withManifest([{ name: 'README.txt', text: `${readme.join('\n')}\n` }, ...files]);
}
