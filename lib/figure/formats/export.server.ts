import { problem, refuseParameters } from '@/lib/access/api.server';
import { logUnexpected } from '@/lib/access/log.server';
import { getViewer } from '@/lib/access/session.server';
import type { Viewer } from '@/lib/access/policy';
import { env } from '@/lib/env.server';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { LOCALES, type Locale } from '@/lib/i18n/routing';
import { FIGURE_FORMATS, readFileName, readFileOptions } from '../model/formats';
import type { FigureRequest } from '../model/kind';
import { FIGURE_KINDS } from '../kinds/all-kinds.server';
import { WRITERS } from './writers.server';
import type { SplitGenes } from '../drawing/svg/text';

/**
 * Answers a request for a file such as `comparison.pptx`: the query of the figure's page, plus `lang` and the options of
 * the format, built for whoever is signed in. What cannot be drawn exactly as asked is refused with 400, an unknown kind or
 * format with 404, each named. Files with local patients are never stored by anything in between.
 */
export async function answerFigure(request: Request, file: string, split: SplitGenes): Promise<Response> {
  try {
    const name = readFileName(file);
    const kind = name === null ? undefined : FIGURE_KINDS.get(name.kind);
    if (name === null || kind === undefined) return unknownFile(file);
    const { options, problems, rest } = readFileOptions(name.format, new URL(request.url).searchParams);
    const locale = readLanguage(rest);
    const refused = [...problems, ...(locale === null ? [badLanguage] : [])];
    if (locale === null || refused.length > 0) return refuseParameters(refused);
    const viewer = await getViewer();
    const answer = await kind(await figureRequest(rest, viewer, locale, split));
    if (!answer.ok) return refuseParameters(answer.problems);
    const { body, type } = await WRITERS[name.format](answer.document, options, split);
    const language = name.format === 'csv' ? '' : `-${locale}`;
    return new Response(body, {
      headers: {
        'Content-Type': type,
        'Content-Disposition': `attachment; filename="${answer.document.fileName}${language}.${name.format}"`,
        'Cache-Control': viewer === null && !answer.local ? 'public, max-age=300' : 'private, no-store',
        Vary: 'Cookie',
      },
    });
  } catch (error) {
    logUnexpected(`${request.method} ${new URL(request.url).pathname}`, error);
    return problem({
      status: 500,
      title: 'Internal Server Error',
      detail: 'The file could not be made for a reason that is not yours. It has been logged.',
    });
  }
}

/** What a kind is asked with: takes the language out of the query and adds what every figure needs. */
export async function figureRequest(
  query: URLSearchParams,
  viewer: Viewer | null,
  locale: Locale,
  split: SplitGenes,
): Promise<FigureRequest> {
  const own = new URLSearchParams(query);
  own.delete('lang');
  const site = `${env().PUBLIC_URL.replace(/\/$/, '')}${locale === 'en' ? '' : `/${locale}`}`;
  return {
    query: own,
    viewer,
    locale,
    t: await messageLookup(locale),
    split,
    today: new Date().toISOString().slice(0, 10),
    site,
  };
}

const badLanguage = { parameter: 'lang', detail: `The value must be one of: ${LOCALES.join(', ')}.`, allowed: LOCALES };

function readLanguage(query: URLSearchParams): Locale | null {
  const values = query.getAll('lang');
  if (values.length > 1) return null;
  return LOCALES.find((known) => known === (values[0] ?? 'en')) ?? null;
}

function unknownFile(file: string): Response {
  const [kinds, formats] = [[...FIGURE_KINDS.keys()].join(', '), FIGURE_FORMATS.join(', ')];
  return problem({
    status: 404,
    title: 'Not Found',
    detail: `There is no figure file “${file.slice(0, 80)}”. Kinds: ${kinds}; formats: ${formats}.`,
    errors: [
      { parameter: 'file', detail: 'A kind and a format, such as comparison.pptx.', allowed: [...FIGURE_KINDS.keys()] },
    ],
  });
}
