import { z } from 'zod';
import { problemOf, type AddressProblem } from '@/lib/address/problem';
import { refuse, refuseQuery } from '@/lib/api/refusal';
import { logUnexpected } from '@/lib/access/log.server';
import { recordFigure } from '@/lib/audit/record.server';
import { getViewer } from '@/lib/access/session/session.server';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { LOCALES } from '@/lib/i18n/routing';
import type { SplitGenes } from '../drawing/svg/text';
import { FIGURE_KINDS } from '../kinds/all-kinds.server';
import { LONGEST_TITLE } from '../model/deck';
import { FILE_OPTIONS } from '../model/formats';
import type { LaidOutFigure } from '../model/slide';
import { figureRequest } from './export.server';
import { figureSlides } from './pptx/pptx';
import { slideWords } from './pptx/words';

/** Points; a slide larger than this is a poster. */
const LARGEST = 4000;
const points = z.number().min(0).max(LARGEST);
const Asked = z.object({
  kind: z.string(),
  query: z.string().max(2000),
  /** in place of the figure's own; null: none */
  title: z.string().trim().min(1).max(LONGEST_TITLE).nullable(),
  lang: z.enum(LOCALES),
  ratio: z.enum(FILE_OPTIONS.ratio),
  native: z.boolean(),
  /** the room that a template leaves; null: all of the slide */
  stage: z
    .object({
      width: points,
      height: points,
      left: points,
      right: points,
      top: points,
      bottom: points,
      wide: z.number().min(1).max(2).optional(),
      wideTitle: z.number().min(1).max(2).optional(),
      title: z.object({ x: points, y: points, w: points, h: points }).optional(),
    })
    .refine(({ left, right, top, bottom }) => right - left >= 300 && bottom - top >= 200)
    .nullable(),
});

/** A query, a title and a room are well below this. */
const MOST_BYTES = 20_000;

/** Answers with one figure laid out as slides, from which a browser draws a preview and puts a presentation together. */
export async function answerSlides(request: Request, split: SplitGenes): Promise<Response> {
  try {
    const asked = Asked.safeParse(await readBody(request));
    if (!asked.success) return await refuse(request, refuseQuery(asked.error.issues.map(bodyProblem)));
    const { kind: name, query, title, lang, ratio, native, stage } = asked.data;
    const kind = FIGURE_KINDS.get(name);
    if (kind === undefined)
      return await refuse(
        request,
        refuseQuery([problemOf('kind', name, { code: 'unknown-record', allowed: [...FIGURE_KINDS.keys()] })]),
        lang,
      );
    const parameters = new URLSearchParams(query);
    const viewer = await getViewer();
    const answer = await kind(await figureRequest(parameters, viewer, lang, split));
    if (!answer.ok) return await refuse(request, refuseQuery(answer.problems), lang);
    if (answer.local && viewer !== null) await recordFigure(viewer, `${name}.slides`, parameters);
    const document = title === null ? answer.document : { ...answer.document, named: title };
    const layout = {
      ...{ ratio, native, split, words: slideWords(await messageLookup(lang)) },
      ...(stage === null ? {} : { stage }),
    };
    const first = await figureSlides(document, layout);
    const others = await Promise.all((answer.further ?? []).map((one) => figureSlides(one, layout)));
    // A reader changes and hides slides by their keys, which a figure beside another must not share with it.
    const beside = others.flatMap((own, i) => own.map((slide) => ({ ...slide, key: `${slide.key}-beside-${i + 1}` })));
    const slides = [...first, ...beside];
    const body: LaidOutFigure = { title: document.title, slides, summary: document.summary ?? [] };
    return Response.json(body, { headers: { 'Cache-Control': 'private, no-store' } });
  } catch (error) {
    logUnexpected('POST /api/figures/slides', error);
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
