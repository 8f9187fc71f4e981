import type { Transaction } from '../../db.server';
import { toDay } from '../calendar';
import type { RecordInput } from '../schema';
import type { RecordKind } from '../vocabulary';

/** Whose record it is; a new one may bring its own id. */
type Key = { patientId: string; siteId: string; id?: string };

/** Writes a new record of the patient's course; returns its id. */
export async function insertRecord(tx: Transaction, key: Key, input: RecordInput): Promise<string> {
  const select = { id: true };
  const codes = { missingCodes: input.data.missingCodes ?? {} };
  switch (input.kind) {
    case 'mrd':
      return (
        await tx.mrdMeasurement.create({
          data: { ...input.data, date: toDay(input.data.date), ...codes, ...key },
          select,
        })
      ).id;
    case 'treatment':
      return (await tx.treatment.create({ data: { ...treatmentRow(input.data), ...codes, ...key }, select })).id;
    case 'transplant':
      return (
        await tx.transplant.create({ data: { ...input.data, date: toDay(input.data.date), ...codes, ...key }, select })
      ).id;
    case 'event':
      return (await tx.clinicalEvent.create({ data: { ...eventRow(input.data), ...codes, ...key }, select })).id;
    case 'follow-up':
      return (
        await tx.followUp.create({ data: { ...input.data, date: toDay(input.data.date), ...codes, ...key }, select })
      ).id;
  }
}

/** Changes the patient's record of this id; says whether there was one. */
export async function changeRecord(tx: Transaction, key: Key, id: string, input: RecordInput): Promise<boolean> {
  const where = { id, ...key };
  const codes = { missingCodes: input.data.missingCodes ?? {} };
  switch (input.kind) {
    case 'mrd':
      return one(
        tx.mrdMeasurement.updateMany({ where, data: { ...input.data, date: toDay(input.data.date), ...codes } }),
      );
    case 'treatment':
      return one(tx.treatment.updateMany({ where, data: { ...treatmentRow(input.data), ...codes } }));
    case 'transplant':
      return one(tx.transplant.updateMany({ where, data: { ...input.data, date: toDay(input.data.date), ...codes } }));
    case 'event':
      return one(tx.clinicalEvent.updateMany({ where, data: { ...eventRow(input.data), ...codes } }));
    case 'follow-up':
      return one(tx.followUp.updateMany({ where, data: { ...input.data, date: toDay(input.data.date), ...codes } }));
  }
}

/** Takes the patient's record of this id away; says whether there was one. The audit keeps what it said. */
export async function deleteRecord(tx: Transaction, key: Key, id: string, kind: RecordKind): Promise<boolean> {
  const where = { id, ...key };
  switch (kind) {
    case 'mrd':
      return one(tx.mrdMeasurement.deleteMany({ where }));
    case 'treatment':
      return one(tx.treatment.deleteMany({ where }));
    case 'transplant':
      return one(tx.transplant.deleteMany({ where }));
    case 'event':
      return one(tx.clinicalEvent.deleteMany({ where }));
    case 'follow-up':
      return one(tx.followUp.deleteMany({ where }));
  }
}

async function one(done: Promise<{ count: number }>): Promise<boolean> {
  return (await done).count === 1;
}

function treatmentRow(
  treatment: Extract<RecordInput, { kind: 'treatment' }>['data'],
): Omit<typeof treatment, 'startDate' | 'endDate'> & { startDate: Date; endDate: Date | null } {
  return {
    ...treatment,
    startDate: toDay(treatment.startDate),
    endDate: treatment.endDate === null ? null : toDay(treatment.endDate),
  };
}

function eventRow(
  event: Extract<RecordInput, { kind: 'event' }>['data'],
): Omit<typeof event, 'date' | 'remissionDate'> & { date: Date; remissionDate: Date | null } {
  const { date, remissionDate } = event;
  return { ...event, date: toDay(date), remissionDate: remissionDate === null ? null : toDay(remissionDate) };
}
