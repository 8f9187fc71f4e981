import type { PrismaClient } from '@/prisma/generated/client';
import { managedSites, type Viewer } from '@/lib/access/policy';
import { asViewer } from '@/lib/db.server';
import { AppError } from '@/lib/errors';
import type { FormValues } from '../form-state';
import { DraftContent, patientOfForm, type EntryDraft } from './draft';
import { readBase } from '@/lib/merging/three-way-merge';

const KEPT_DAYS = 30;

type Options = { database?: PrismaClient };

/**
 * Keeps what this person typed into a form, in place of what was kept of it before; without `values` the draft is thrown
 * away. Drafts untouched for 30 days go. Throws AppError `not-found` where the form is about no patient of the viewer's.
 */
export async function keepDraft(viewer: Viewer, sent: FormValues, options: Options = {}): Promise<void> {
  const form = sent['form'] ?? '';
  const patientId = patientOfForm(form);
  if (patientId === undefined) throw new AppError('not-found');
  const content = DraftContent.safeParse({
    values: readBase(sent['values']) ?? {},
    base: readBase(sent['base']) ?? {},
    version: Number(sent['version'] ?? '1'),
  });
  if (!content.success) throw new AppError('invalid');
  await asViewer(
    viewer,
    async (tx) => {
      const old = new Date(Date.now() - KEPT_DAYS * 86_400_000);
      await tx.entryDraft.deleteMany({ where: { userId: viewer.id, updatedAt: { lt: old } } });
      if (sent['values'] === undefined) {
        await tx.entryDraft.deleteMany({ where: { userId: viewer.id, form } });
        return;
      }
      const sites = managedSites(viewer).map((site) => site.siteId);
      const patient =
        patientId === null
          ? null
          : await tx.patient.findFirst({ where: { id: patientId, siteId: { in: sites } }, select: { siteId: true } });
      if (patientId !== null && patient === null) throw new AppError('not-found');
      const row = { content: content.data, patientId, siteId: patient?.siteId ?? null };
      await tx.entryDraft.upsert({
        where: { userId_form: { userId: viewer.id, form } },
        create: { userId: viewer.id, form, ...row },
        update: row,
        select: { form: true },
      });
    },
    options,
  );
}

/** The drafts of this person about a patient, or about a new one (null). */
export async function findDrafts(
  viewer: Viewer,
  patientId: string | null,
  options: Options = {},
): Promise<EntryDraft[]> {
  const rows = await asViewer(
    viewer,
    (tx) => tx.entryDraft.findMany({ where: { userId: viewer.id, patientId }, orderBy: { updatedAt: 'desc' } }),
    options,
  );
  return rows.flatMap(({ form, content, updatedAt }) => {
    const read = DraftContent.safeParse(content);
    return read.success ? [{ form, ...read.data, updatedAt: updatedAt.toISOString() }] : [];
  });
}
