import type { PrismaClient } from '@/prisma/generated/client';
import { readableSites, type Viewer } from '@/lib/access/policy';
import { findNames } from '@/lib/access/names.server';
import { asViewer, type Transaction } from '@/lib/db.server';
import type { DecisionPoint, Group } from '@/lib/risk/facts';
import { fromDay, toDay } from '../calendar';
import { answering, refuse, type ChangeOptions } from '../changes.server';
import { once } from '../entry/submission.server';
import { readBase } from '@/lib/merging/three-way-merge';
import { refused, saved, type FormState, type FormValues } from '../form-state';
import { lockPatient, raiseVersion } from '../locked-patient.server';
import type { PatientRecord } from '../records/record';
import { resultAt, ruleSetOf } from './course';
import { toFacts } from './facts';
import { RiskOverrideInput, standingOverrides, type RiskOverride } from './override';
import { fieldErrors, Target } from '../schema';

const SELECT = {
  id: true,
  protocolSlug: true,
  decisionPoint: true,
  computedGroup: true,
  ruleSetVersion: true,
  assignedGroup: true,
  assignedOn: true,
  reason: true,
  createdAt: true,
} as const;

/**
 * Records the group that was assigned at a decision point, beside the group computed now, or withdraws what is recorded
 * there. Always a new row: what was written before stays, and the audit names who wrote each.
 */
export async function addRiskOverride(
  viewer: Viewer,
  values: FormValues,
  options: ChangeOptions = {},
): Promise<FormState> {
  const target = Target.safeParse(values);
  if (!target.success) return refused(values, { formError: 'not-found' });
  const { patientId, version } = target.data;
  const input = RiskOverrideInput.safeParse(values);
  if (!input.success)
    return refused(values, { formError: 'invalid', fieldErrors: fieldErrors(input.error), patientId });
  const { decisionPoint, assignedGroup, assignedOn, reason } = input.data;

  return answering(values, () =>
    asViewer(
      viewer,
      (tx) =>
        once(tx, viewer, values, async () => {
          const stored = await lockPatient(tx, viewer, patientId);
          if (stored.version !== version && (await isChangedByOthers(tx, viewer, stored, values)))
            return refused(values, {
              formError: 'conflict',
              conflict: { stored: null, version: stored.version, fields: [] },
              patientId,
            });
          const { protocolSlug } = stored.identity;
          if (protocolSlug === null)
            return refused(values, {
              formError: 'invalid',
              fieldErrors: { assignedGroup: 'protocol-unset' },
              patientId,
            });
          if (assignedGroup === 'withdrawn') await refuseWithoutEntry(tx, stored, protocolSlug, decisionPoint);
          await tx.riskOverride.create({
            data: {
              patientId,
              siteId: stored.siteId,
              protocolSlug,
              decisionPoint,
              reason,
              ...computedAt(stored, decisionPoint),
              assignedGroup: assignedGroup === 'withdrawn' ? null : assignedGroup,
              assignedOn: toDay(assignedOn),
            },
            select: { id: true },
          });
          await raiseVersion(tx, stored);
          return saved(values, patientId);
        }),
      options,
    ),
  );
}

/** Every override of a patient of the viewer's sites, in the order in which they were written. */
export async function findRiskOverrides(
  viewer: Viewer,
  patientId: string,
  options: { database?: PrismaClient } = {},
): Promise<RiskOverride[]> {
  const sites = readableSites(viewer).map((site) => site.siteId);
  return asViewer(viewer, (tx) => readOverrides(tx, { patientId, siteId: { in: sites } }), options);
}

async function readOverrides(
  tx: Transaction,
  where: { patientId: string; siteId: string | { in: string[] } },
): Promise<RiskOverride[]> {
  const rows = await tx.riskOverride.findMany({
    where,
    select: SELECT,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  if (rows.length === 0) return [];
  const entries = await tx.auditEntry.findMany({
    where: { tableName: 'risk_override', action: 'insert', rowId: { in: rows.map(({ id }) => id) } },
    select: { rowId: true, actorId: true, at: true },
  });
  const people = await findNames(
    tx,
    entries.map(({ actorId }) => actorId),
  );
  return rows.map(({ createdAt, ...row }) => {
    const written = entries.find(({ rowId }) => rowId === row.id);
    return {
      ...row,
      // The stored words are those of the vocabularies: check constraints hold them.
      decisionPoint: row.decisionPoint as DecisionPoint,
      computedGroup: row.computedGroup as Group | null,
      assignedGroup: row.assignedGroup as Group | null,
      assignedOn: fromDay(row.assignedOn),
      writtenBy: people.get(written?.actorId ?? '') ?? null,
      writtenOn: fromDay(written?.at ?? createdAt),
    };
  });
}

/** Whether what the form was filled in beside is not so any more: another protocol, or a group that somebody else assigned. */
async function isChangedByOthers(
  tx: Transaction,
  viewer: Viewer,
  { id: patientId, siteId, identity }: PatientRecord,
  values: FormValues,
): Promise<boolean> {
  const seen = readBase(values['base']);
  if (seen?.['overrides'] === undefined || seen['protocolSlug'] !== (identity.protocolSlug ?? '')) return true;
  const since = (await readOverrides(tx, { patientId, siteId })).slice(Number(seen['overrides']));
  const own = await tx.auditEntry.count({
    where: {
      tableName: 'risk_override',
      action: 'insert',
      actorId: viewer.id,
      rowId: { in: since.map(({ id }) => id) },
    },
  });
  return own < since.length;
}

async function refuseWithoutEntry(
  tx: Transaction,
  { id, siteId }: PatientRecord,
  protocolSlug: string,
  point: DecisionPoint,
): Promise<void> {
  const standing = standingOverrides(await readOverrides(tx, { patientId: id, siteId }), protocolSlug);
  if (!standing.some(({ decisionPoint }) => decisionPoint === point)) refuse({ assignedGroup: 'nothing-to-withdraw' });
}

/** What the rules of the patient's protocol say at a decision point, from what is stored now. */
function computedAt(
  stored: PatientRecord,
  point: DecisionPoint,
): { computedGroup: Group | null; ruleSetVersion: string | null } {
  const prepared = ruleSetOf(stored.identity.protocolSlug);
  if (prepared === null) return { computedGroup: null, ruleSetVersion: null };
  const { group, version } = resultAt(prepared, toFacts(stored).facts, point).result;
  return { computedGroup: group, ruleSetVersion: version };
}
