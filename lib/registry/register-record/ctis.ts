import { z } from 'zod';
import type { RegisterRecord } from './clinicaltrials';
import { identityRecord } from './identity';
import { listed } from './posted-results';

const text = z.string();
const organisation = z.object({ organisation: z.object({ name: text.nullish() }).nullish() });
/** The parts of a record of the public interface of CTIS that identify a study; all but the number may be missing. */
const CtisSchema = z.object({
  ctNumber: z.string().regex(/^20\d{2}-5\d{5}-\d{2}-\d{2}$/u),
  ctStatus: z.union([text, z.number()]).nullish(),
  authorizedApplication: z
    .object({
      authorizedPartI: z
        .object({
          trialDetails: z
            .object({
              clinicalTrialIdentifiers: z.object({ fullTitle: text.nullish(), publicTitle: text.nullish() }).nullish(),
            })
            .nullish(),
          sponsors: z.array(organisation.extend({ publicContacts: z.array(organisation).nullish() })).nullish(),
        })
        .nullish(),
      memberStatesConcerned: z.array(z.object({ mscName: text.nullish() })).nullish(),
      eudraCt: z.object({ eudraCtCode: text.nullish() }).nullish(),
    })
    .nullish(),
});

/** What identifies a study in a record of CTIS as JSON; null where it is none. */
export function readCtisRecord(json: unknown): RegisterRecord | null {
  const read = CtisSchema.safeParse(json);
  if (!read.success) return null;
  const { ctNumber, ctStatus, authorizedApplication: application } = read.data;
  const part = application?.authorizedPartI;
  const identifiers = part?.trialDetails?.clinicalTrialIdentifiers;
  const [sponsor] = part?.sponsors ?? [];
  return identityRecord(ctNumber, {
    title: identifiers?.fullTitle ?? identifiers?.publicTitle ?? null,
    // A number is a code of the interface, which nobody wrote down: it is left out.
    status: typeof ctStatus === 'string' ? ctStatus : null,
    otherIds: application?.eudraCt?.eudraCtCode ?? null,
    sponsor: sponsor?.organisation?.name ?? sponsor?.publicContacts?.[0]?.organisation?.name ?? null,
    countries: listed((application?.memberStatesConcerned ?? []).map(({ mscName }) => mscName ?? '').sort()),
  });
}
