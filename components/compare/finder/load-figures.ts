import { withQuery } from '@/lib/address/writing';
import { FIGURES_TO_ADD, FiguresToAddSchema, type FiguresToAdd } from '@/lib/comparison/selection/figures-to-add';
import type { Locale } from '@/lib/i18n/routing';
import type { SurvivalEndpoint } from '@/lib/registry/vocabulary';

const LONGEST_MS = 20_000;

/** The figures that can be added to a comparison of an endpoint. Throws where they do not come whole and in time. */
export async function loadFigures(endpoint: SurvivalEndpoint, locale: Locale): Promise<FiguresToAdd> {
  const address = withQuery(FIGURES_TO_ADD, new URLSearchParams({ endpoint, lang: locale }).toString());
  const answer = await fetch(address, { signal: AbortSignal.timeout(LONGEST_MS) });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return FiguresToAddSchema.parse(await answer.json());
}
