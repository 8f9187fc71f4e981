import { answerEvidence, refuseParameters } from '@/lib/access/api.server';
import { EstimateParameters } from '@/lib/registry/estimate-filter';
import { findEstimates, findTrialSlugs } from '@/lib/registry/queries.server';

/** The published figures that fit the address; each names its trial. */
export async function GET(request: Request): Promise<Response> {
  return answerEvidence(request, EstimateParameters, async (filter) => {
    if (filter.trial !== undefined) {
      const slugs = await findTrialSlugs();
      if (!slugs.includes(filter.trial)) return refuseParameters([{ parameter: 'trial', detail: 'There is no trial of this slug.', allowed: slugs }]);
    }
    return { estimates: await findEstimates(filter) };
  });
}
