import { createHash } from 'node:crypto';
import { findNames } from '@/lib/access/names.server';
import type { Transaction } from '@/lib/db.server';
import type { Part } from '../keeping/words';
import type { PatientRecord } from '../records/record';
import type { Acceptance, AcceptedFinding } from './acceptance';
import type { PatientMarks } from './doubled-patients';
import { RULE_CODES, type Finding } from './quality-rules';
import { valuesSeen } from './values-seen';

export type At = Pick<Acceptance, 'rule' | 'part' | 'recordId' | 'field'>;

export function isAt(one: At, other: At): boolean {
  return (
    one.rule === other.rule && one.part === other.part && one.recordId === other.recordId && one.field === other.field
  );
}

/** The acceptances that stand, the last of each place; whether its values are still the same is for `splitFindings`. */
export async function readAcceptances(tx: Transaction, where: { patientId: { in: string[] } }): Promise<Acceptance[]> {
  const rows = await tx.findingException.findMany({ where, orderBy: [{ writtenAt: 'asc' }, { id: 'asc' }] });
  if (rows.length === 0) return [];
  const last = new Map(
    rows.map((row) => [[row.patientId, row.rule, row.part, row.recordId ?? '', row.field].join(' '), row]),
  );
  const standing = [...last.values()].filter(({ accepted }) => accepted);
  const names = await findNames(
    tx,
    standing.map(({ writtenBy }) => writtenBy),
  );
  return standing.flatMap(({ rule, part, recordId, field, seen, reason, patientId, writtenBy, writtenAt }) => {
    const known = RULE_CODES.find((code) => code === rule);
    return known === undefined
      ? []
      : [
          {
            ...{ patientId, rule: known, part: part as Part, recordId, field, seen, reason: reason ?? '' },
            ...{ by: names.get(writtenBy ?? '') ?? null, at: writtenAt.toISOString() },
          },
        ];
  });
}

/** Which findings are open, and which somebody accepted with the values as they are now. */
export function splitFindings(
  record: PatientRecord,
  findings: readonly Finding[],
  acceptances: readonly Acceptance[],
): { open: Finding[]; accepted: AcceptedFinding[] } {
  const own = acceptances.filter(({ patientId }) => patientId === record.id);
  if (own.length === 0) return { open: [...findings], accepted: [] };
  const [open, accepted]: [Finding[], AcceptedFinding[]] = [[], []];
  for (const finding of findings) {
    const { of, id, field, rule } = finding;
    const acceptance = own.find((one) => isAt(one, { rule, part: of, recordId: id, field }));
    if (acceptance?.seen === digest(valuesSeen(record, finding))) accepted.push({ finding, acceptance });
    else open.push(finding);
  }
  return { open, accepted };
}

/** The acceptance that two patients are not one child, whichever of them it was said at; undefined: not said of these marks. */
export function acceptedDouble(
  one: PatientMarks,
  other: PatientMarks,
  acceptances: readonly Acceptance[],
): Acceptance | undefined {
  if (!acceptances.some(({ rule }) => rule === 'patient-doubled')) return undefined;
  const seen = seenOfPair(one, other);
  return acceptances.find(
    ({ rule, patientId, recordId, seen: then }) =>
      rule === 'patient-doubled' &&
      then === seen &&
      ((patientId === one.id && recordId === other.id) || (patientId === other.id && recordId === one.id)),
  );
}

export function seenOfPair(one: PatientMarks, other: PatientMarks): string {
  const [first, second] = one.id < other.id ? [one, other] : [other, one];
  return digest(
    JSON.stringify(
      [first, second].map(({ id, diagnosisDate, ageDays, sex, kmt2a }) => [id, diagnosisDate, ageDays, sex, kmt2a]),
    ),
  );
}

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
