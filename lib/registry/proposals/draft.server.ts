import { z } from 'zod';
import { mayCurate, type Viewer } from '@/lib/access/policy';
import { asViewer, db } from '@/lib/db.server';
import { AppError } from '@/lib/errors';
import type { PrismaClient } from '@/prisma/generated/client';

const KEPT_DAYS = 30;
const FormName = z.string().min(1).max(300);
/** Without the signs that PostgreSQL does not store: null and half of a surrogate pair. */
const Text = z
  .string()
  .max(5000)
  .transform((text) => text.replaceAll(/\0|\p{Cs}/gu, ''));
const Fields = z.record(z.string().max(100), Text);

/** What one curator typed into a form and has not proposed yet. */
type EvidenceDraft = Readonly<{ values: Readonly<Record<string, string>>; updatedAt: string }>;
type Options = { database?: PrismaClient };

/** Keeps what was typed, in place of what was kept before; null throws it away. Drafts untouched for 30 days go. */
export async function keepEvidenceDraft(
  viewer: Viewer,
  form: unknown,
  values: unknown,
  { database = db() }: Options = {},
): Promise<void> {
  if (!mayCurate(viewer)) throw new AppError('forbidden');
  const [name, content] = [FormName.safeParse(form), Fields.nullable().safeParse(values)];
  if (!name.success || !content.success) throw new AppError('invalid');
  await asViewer(
    viewer,
    async (tx) => {
      const old = new Date(Date.now() - KEPT_DAYS * 86_400_000);
      await tx.evidenceDraft.deleteMany({ where: { userId: viewer.id, updatedAt: { lt: old } } });
      const where = { userId: viewer.id, form: name.data };
      if (content.data === null) {
        await tx.evidenceDraft.deleteMany({ where });
        return;
      }
      await tx.evidenceDraft.upsert({
        where: { userId_form: where },
        create: { ...where, content: content.data },
        update: { content: content.data },
        select: { form: true },
      });
    },
    { database },
  );
}

/** What this curator typed into a form and has not proposed, or null. */
export async function findEvidenceDraft(
  viewer: Viewer,
  form: string,
  { database = db() }: Options = {},
): Promise<EvidenceDraft | null> {
  const row = await asViewer(
    viewer,
    (tx) => tx.evidenceDraft.findUnique({ where: { userId_form: { userId: viewer.id, form } } }),
    { database },
  );
  const values = Fields.safeParse(row?.content);
  return row === null || !values.success ? null : { values: values.data, updatedAt: row.updatedAt.toISOString() };
}
