import { z } from 'zod';
import type { Viewer } from '@/lib/access/policy';
import type { Transaction } from '@/lib/db.server';
import { refuse, serverDay, type ChangeOptions } from '../changes.server';
import type { FormState, FormValues } from '../form-state';
import { PlaceInput, takeStep } from '../keeping/step.server';
import type { PatientRecord } from '../records/record';
import { Reason } from '../risk/override';
import { findDoubles } from './doubles.server';
import { marksOf } from './marks';
import { findFindings } from './find-findings';
import { NEVER_ACCEPTED } from './acceptance';
import { RULE_CODES } from './quality-rules';
import { digest, isAt, readAcceptances, seenOfPair, type At } from './standing-acceptances.server';
import { valuesSeen } from './values-seen';

const AcceptInput = PlaceInput.extend({
  rule: z.enum(RULE_CODES),
  accept: z.enum(['yes', 'no']),
  reason: z.string().default(''),
});

/**
 * Accepts one finding with a reason, as long as the values stay as they are, or withdraws that. Only what the rules find now
 * can be accepted. A lock does not stop it: nothing of the data changes.
 */
export async function acceptFinding(
  viewer: Viewer,
  values: FormValues,
  options: ChangeOptions = {},
): Promise<FormState> {
  return takeStep(
    viewer,
    values,
    { schema: AcceptInput, evenLocked: true },
    async (tx, stored, { rule, accept, part, recordId, field, reason: typed }) => {
      const { id: patientId, siteId } = stored;
      const place = { rule, part, recordId, field };
      const standing = (await readAcceptances(tx, { patientId: { in: [patientId] } })).find((one) => isAt(one, place));
      if (accept === 'no') {
        if (standing === undefined) return;
        await tx.findingException.createMany({
          data: { patientId, siteId, ...place, seen: standing.seen, accepted: false },
        });
        return;
      }
      const seen = await seenNow(tx, stored, place, options.today ?? serverDay());
      if (seen === null) return refuse({ reason: 'nothing-to-accept' });
      const reason = Reason.safeParse(typed);
      if (!reason.success) return refuse({ reason: reasonError(reason.error.issues[0]?.message) });
      if (standing?.seen === seen) return;
      await tx.findingException.createMany({
        data: { patientId, siteId, ...place, seen, accepted: true, reason: reason.data },
      });
    },
    options,
  );
}

function reasonError(message: string | undefined): 'required' | 'reason-length' | 'reason-identifies' {
  return message === 'required' || message === 'reason-identifies' ? message : 'reason-length';
}

/** The digest of what the rule sees at this place now; null: it finds nothing there. */
async function seenNow(tx: Transaction, stored: PatientRecord, at: At, today: string): Promise<string | null> {
  if (NEVER_ACCEPTED.includes(at.rule)) return null;
  if (at.rule === 'patient-doubled') {
    const other = (await findDoubles(tx, stored)).find(({ id }) => id === at.recordId);
    return other === undefined ? null : seenOfPair(marksOf(stored), other);
  }
  const found = findFindings(stored, today).find(({ of, id, field, rule }) =>
    isAt({ rule, part: of, recordId: id, field }, at),
  );
  return found === undefined ? null : digest(valuesSeen(stored, found));
}
