import { alsoKnown } from '@/lib/address/reading';
import { logUnexpected } from '@/lib/access/log.server';
import { getViewer } from '@/lib/access/session/session.server';
import type { Viewer } from '@/lib/access/policy';
import { recordFigure } from '@/lib/audit/record.server';
import { env } from '@/lib/env.server';
import { refuse, refuseQuery } from '@/lib/api/refusal';
import { messageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { FIGURE_FORMATS, readFileName } from '../model/formats';
import { readFileOptions } from './file-options';
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
    if (name === null || kind === undefined) return await unknownFile(request, file);
    const {
      options,
      language: asked,
      problems,
      names,
      rest,
    } = readFileOptions(name.format, new URL(request.url).searchParams);
    const viewer = await getViewer();
    const locale = asked ?? 'en';
    const answer = await kind(await figureRequest(rest, viewer, locale, split));
    const refused = [...problems, ...(answer.ok ? [] : answer.problems.map((one) => alsoKnown(one, names)))];
    if (!answer.ok || refused.length > 0) return await refuse(request, refuseQuery(refused), asked);
    if (answer.local && viewer !== null) await recordFigure(viewer, file, rest);
    const { body, type, extension = name.format } = await WRITERS[name.format](answer.document, options, split);
    const language = name.format === 'csv' ? '' : `-${locale}`;
    return new Response(body, {
      headers: {
        'Content-Type': type,
        'Content-Disposition': `attachment; filename="${answer.document.fileName}${language}.${extension}"`,
        'Cache-Control': viewer === null && !answer.local ? 'public, max-age=300' : 'private, no-store',
        Vary: 'Cookie',
      },
    });
  } catch (error) {
    logUnexpected(`${request.method} ${new URL(request.url).pathname}`, error);
    return refuse(request, { status: 500, key: 'unexpected' });
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

function unknownFile(request: Request, file: string): Promise<Response> {
  const values = {
    file: file.slice(0, 80),
    kinds: [...FIGURE_KINDS.keys()].join(', '),
    formats: FIGURE_FORMATS.join(', '),
  };
  return refuse(request, { status: 404, key: 'notFoundFigure', values });
}
