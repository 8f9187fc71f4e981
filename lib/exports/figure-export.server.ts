import { refuseParameters } from '@/lib/access/api.server';
import { logUnexpected } from '@/lib/access/log.server';
import type { ParameterProblem } from '@/lib/access/parameters';
import { getViewer } from '@/lib/access/session.server';
import { localSeries, type ComparisonFigure } from '@/lib/cohort/comparison-figure';
import { figureTexts, type FigureTexts } from '@/lib/cohort/figure-texts';
import { getComparison } from '@/lib/cohort/queries.server';
import { PARAMETER_NAMES, parametersOf, readSelection, writeSelection, type SelectionProblem } from '@/lib/cohort/selection';
import { env } from '@/lib/env.server';
import { formatDay } from '@/lib/i18n/format';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { LOCALES, type Locale } from '@/lib/i18n/routing';

/** A figure ready to be written in some format. */
export type ExportedFigure = Readonly<{ figure: ComparisonFigure; texts: FigureTexts; footer: string }>;
export type WrittenFigure = Readonly<{ body: BodyInit; type: string; extension: string }>;

/**
 * Answers a request for a file: the same selection as the page's address, plus `lang`, built for whoever is signed in. A
 * selection that cannot be drawn exactly as asked is refused with 400 (a file has no place for a remark). Files with
 * local patients are never stored by anything in between.
 */
export async function answerFigure(request: Request, write: (exported: ExportedFigure) => WrittenFigure): Promise<Response> {
  try {
    const query = new URL(request.url).searchParams;
    const reading = readSelection(parametersOf(query), ['lang']);
    const lang = query.get('lang') ?? 'en';
    const locale = LOCALES.find((known) => known === lang);
    if (locale === undefined || reading.problems.length > 0) return refuseParameters([...reading.problems.map(describe), ...(locale === undefined ? [badLanguage] : [])]);
    const viewer = await getViewer();
    const [comparison, lookup] = await Promise.all([getComparison(viewer, reading.selection), messageLookup(locale)]);
    if (comparison.problems.length > 0) return refuseParameters(comparison.problems.map(describe));
    const address = `${env().PUBLIC_URL.replace(/\/$/, '')}${locale === 'en' ? '' : `/${locale}`}/compare?${writeSelection(comparison.selection)}`;
    const footer = lookup('figure.footer', { date: formatDay(new Date().toISOString().slice(0, 10), locale), address });
    const { body, type, extension } = write({ figure: comparison.figure, texts: figureTexts(comparison.figure, locale, lookup), footer });
    return new Response(body, {
      headers: {
        'Content-Type': type,
        'Content-Disposition': `attachment; filename="${fileName(comparison.figure, locale, extension)}"`,
        'Cache-Control': viewer === null && localSeries(comparison.figure) === null ? 'public, max-age=300' : 'no-store',
        Vary: 'Cookie',
      },
    });
  } catch (error) {
    logUnexpected(`${request.method} ${new URL(request.url).pathname}`, error);
    return Response.json({ type: 'about:blank', status: 500, title: 'Internal Server Error' }, { status: 500, headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' } });
  }
}

const badLanguage: ParameterProblem = { parameter: 'lang', detail: 'The value must be one of: en, ru.', allowed: LOCALES };

const REASONS: Record<SelectionProblem['code'], string> = {
  'unknown-parameter': 'This parameter is not known here.',
  'given-twice': 'This parameter may be given only once.',
  'not-valid': 'This is not a possible value.',
  'too-many-series': 'At most twelve figures fit on one chart.',
  'unknown-series': 'There is no published figure of this id.',
  'not-drawable': 'The figure has no value, horizon or population that a chart may draw.',
  'other-endpoint': 'The figure is of another endpoint.',
  'years-reversed': 'The years of diagnosis run backwards.',
  'unknown-site': 'The site does not exist or is not yours.',
};

function describe({ parameter, code, value }: SelectionProblem): ParameterProblem {
  return { parameter, detail: `${REASONS[code]} (${value})`, ...(code === 'unknown-parameter' ? { allowed: [...PARAMETER_NAMES, 'lang'] } : {}) };
}

function fileName({ subject, madeUp }: ComparisonFigure, locale: Locale, extension: string): string {
  const parts = [madeUp ? 'made-up' : null, 'infant-all', subject.endpoint.toLowerCase(), subject.kmt2a === null ? null : `kmt2a-${subject.kmt2a}`, extension === 'csv' ? null : locale];
  return `${parts.filter((part) => part !== null).join('-')}.${extension}`;
}
