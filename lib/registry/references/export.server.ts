import { refuseParameters } from '@/lib/access/api.server';
import type { ParameterProblem } from '@/lib/access/parameters';
import { CITATION_FORMATS, citationFile } from './citation-files';
import { getReferenceCatalogue } from './catalogue.server';
import { readReferenceFilter } from './reading';
import { filterReferences } from './search';
import type { Reference } from '../schema';
import { answerDownload, describeProblem, parametersOf } from '../trials/search/download.server';
import { nearestOf } from '../trials/search/reading';

/**
 * A file of references. `format` is needed; `ids` (joined by commas, or repeated as checkboxes send it) names them, and
 * without it those are meant that fit the filter of the list. Refused with 400 that names every wrong part.
 */
export async function answerReferenceExport(request: Request): Promise<Response> {
  return answerDownload(request, async (query) => {
    const format = CITATION_FORMATS.find((known) => known === query.get('format'));
    const catalogue = await getReferenceCatalogue();
    const problems: ParameterProblem[] = format === undefined || query.getAll('format').length > 1 ? [badFormat] : [];
    const chosen = query.has('ids')
      ? byIds(
          query.getAll('ids'),
          catalogue.references.map(({ reference }) => reference),
        )
      : null;
    const { filter, problems: inFilter } = readReferenceFilter(
      parametersOf(query),
      catalogue.trials.map(({ slug }) => slug),
      ['format', 'ids'],
    );
    problems.push(...inFilter.map(describeProblem), ...(chosen?.problems ?? []));
    if (problems.length > 0 || format === undefined) return refuseParameters(problems);
    const references =
      chosen?.references ?? filterReferences(catalogue, filter).found.map(({ reference }) => reference);
    const { body, type, extension } = citationFile(references, format);
    return {
      body,
      type,
      name: `${references.length === 1 ? references[0]?.id : 'infant-all-references'}.${extension}`,
    };
  });
}

const badFormat: ParameterProblem = {
  parameter: 'format',
  detail: `The value must be one of: ${CITATION_FORMATS.join(', ')}.`,
  allowed: CITATION_FORMATS,
};

/** The references of these ids in the order of the list, each once. */
function byIds(
  given: readonly string[],
  all: readonly Reference[],
): { references: Reference[]; problems: ParameterProblem[] } {
  const ids = new Set(
    given
      .flatMap((text) => text.split(','))
      .map((id) => id.trim())
      .filter((id) => id !== ''),
  );
  const known = all.map(({ id }) => id);
  const unknown = [...ids].filter((id) => !known.includes(id));
  const problems = unknown.map((id): ParameterProblem => {
    const nearest = nearestOf(id, known);
    return {
      parameter: 'ids',
      detail: `There is no reference “${id.slice(0, 80)}”.${nearest === null ? '' : ` The nearest is “${nearest}”.`}`,
    };
  });
  if (ids.size === 0)
    problems.push({
      parameter: 'ids',
      detail: 'Choose at least one reference, or leave this parameter out for all that fit the filter.',
    });
  return { references: all.filter(({ id }) => ids.has(id)), problems };
}
