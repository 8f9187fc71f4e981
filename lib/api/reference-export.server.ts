import { parametersOf } from '@/lib/address/parameters';
import { problemOf, type AddressProblem } from '@/lib/address/problem';
import { readAddress } from '@/lib/address/reading';
import { getReferenceCatalogue } from '@/lib/registry/references/catalogue.server';
import { CITATION_FORMATS, citationFile } from '@/lib/registry/references/citation-files';
import { referenceExportSchema, type ReferenceExport } from '@/lib/registry/references/reading';
import { filterReferences } from '@/lib/registry/references/search';
import { refuse, refuseQuery } from './refusal';
import { answerDownload } from './trial-download.server';

/**
 * A file of references. `format` is needed; `ids` (joined by commas, or repeated as checkboxes send it) names them, and
 * without it those are meant that fit the filter of the list. Refused with 400 that names every wrong part.
 */
export async function answerReferenceExport(request: Request): Promise<Response> {
  return answerDownload(request, async (query) => {
    const catalogue = await getReferenceCatalogue();
    const all = catalogue.references.map(({ reference }) => reference);
    const schema = referenceExportSchema(
      catalogue.trials.map(({ slug }) => slug),
      all.map(({ id }) => id),
    );
    const { values, problems: read } = readAddress(schema, parametersOf(query));
    const { format, ids, ...filter } = values;
    const problems = [...read, ...missingParts(values, read)];
    if (problems.length > 0 || format === undefined) return refuse(request, refuseQuery(problems));
    const references =
      ids === undefined
        ? filterReferences(catalogue, filter).found.map(({ reference }) => reference)
        : all.filter(({ id }) => ids.includes(id));
    const { body, type, extension } = citationFile(references, format);
    return {
      body,
      type,
      name: `${references.length === 1 ? references[0]?.id : 'infant-all-references'}.${extension}`,
    };
  });
}

/** What has to be there and is not, where nothing has been said of it yet. */
function missingParts({ format, ids }: ReferenceExport, read: readonly AddressProblem[]): AddressProblem[] {
  const isNew = ({ parameter }: AddressProblem): boolean => read.every((one) => one.parameter !== parameter);
  const missing = [
    ...(format === undefined ? [problemOf('format', '', { code: 'missing', allowed: CITATION_FORMATS })] : []),
    ...(ids?.length === 0 ? [problemOf('ids', '', { code: 'missing', expected: { kind: 'reference' } })] : []),
  ];
  return missing.filter(isNew);
}
