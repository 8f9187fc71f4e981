import { z } from 'zod';
import { problemOf, type AddressProblem } from '@/lib/address/problem';
import { refuse, refuseQuery } from '@/lib/api/refusal';
import { logUnexpected } from '@/lib/access/log.server';
import type { Viewer } from '@/lib/access/policy';
import { getViewer } from '@/lib/access/session.server';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { LOCALES, type Locale } from '@/lib/i18n/routing';
import { DeckEntries, type DeckEntry } from '../model/deck';
import type { FigureDocument } from '../model/document';
import { figureRequest } from './export.server';
import { FILE_OPTIONS } from '../model/formats';
import { FIGURE_KINDS } from '../kinds/all-kinds.server';
import { PPTX_TYPE, writePptx } from './writers.server';
import type { SplitGenes } from '../drawing/svg/text';

const Deck = z.object({
  figures: DeckEntries.min(1),
  lang: z.enum(LOCALES).default('en'),
  ratio: z.enum(FILE_OPTIONS.ratio).default('16x9'),
  native: z.enum(FILE_OPTIONS.native).default('0'),
});

/** A list of 30 addresses and titles is well below this. */
const MOST_BYTES = 200_000;

/**
 * Answers with a presentation of every comparison of a list, for whoever is signed in. Nothing is left out: an entry that
 * cannot be drawn refuses the whole, and every such entry is named.
 */
export async function answerDeck(request: Request, split: SplitGenes): Promise<Response> {
  try {
    const asked = Deck.safeParse(await readBody(request));
    if (!asked.success) return await refuse(request, refuseQuery(asked.error.issues.map(bodyProblem)));
    const { figures, lang, ratio, native } = asked.data;
    const viewer = await getViewer();
    const documents: FigureDocument[] = [];
    const problems: AddressProblem[] = [];
    for (const [i, entry] of figures.entries()) {
      const drawn = await drawEntry(entry, viewer, lang, split);
      if ('document' in drawn) documents.push(drawn.document);
      else
        problems.push(
          ...drawn.problems.map((problem) => ({ ...problem, parameter: `figures.${i}.${problem.parameter}` })),
        );
    }
    if (problems.length > 0) return await refuse(request, refuseQuery(problems), lang);
    const t = await messageLookup(lang);
    const body = await writePptx(documents, t('deck.fileTitle'), lang, { ratio, native }, split);
    return new Response(body, {
      headers: {
        'Content-Type': PPTX_TYPE,
        'Content-Disposition': `attachment; filename="infant-all-figures-${lang}.pptx"`,
        'Cache-Control': 'private, no-store',
      },
    });
  } catch (error) {
    logUnexpected('POST /api/figures/deck.pptx', error);
    return refuse(request, { status: 500, key: 'unexpected' });
  }
}

/** What is wrong with the body, where it stands in it. */
function bodyProblem(issue: z.core.$ZodIssue): AddressProblem {
  const parameter = issue.path.join('.') || 'body';
  return issue.code === 'invalid_value'
    ? problemOf(parameter, '', { code: 'not-in-list', allowed: issue.values.map(String) })
    : problemOf(parameter, '', { code: 'not-valid', expected: { kind: 'body' } });
}

/** The body as JSON; null where it is none or too long. */
async function readBody(request: Request): Promise<unknown> {
  const text = await request.text();
  if (text.length > MOST_BYTES) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

type Drawn = { document: FigureDocument } | { problems: readonly AddressProblem[] };

/** A figure of the list under its reader's title. */
async function drawEntry(
  { query, title, renamed }: DeckEntry,
  viewer: Viewer | null,
  locale: Locale,
  split: SplitGenes,
): Promise<Drawn> {
  const parameters = new URLSearchParams(query);
  const kind = FIGURE_KINDS.get(parameters.get('view') ?? '') ?? FIGURE_KINDS.get('comparison');
  if (kind === undefined)
    return {
      problems: [problemOf('view', 'comparison', { code: 'unknown-record', allowed: [...FIGURE_KINDS.keys()] })],
    };
  const answer = await kind(await figureRequest(parameters, viewer, locale, split));
  if (!answer.ok) return { problems: answer.problems };
  const { document } = answer;
  return { document: renamed ? { ...document, named: title } : document };
}
