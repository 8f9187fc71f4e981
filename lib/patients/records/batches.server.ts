import type { Prisma, PrismaClient } from '@/prisma/generated/client';
import type { Viewer } from '../../access/policy';
import { asViewer } from '../../db.server';

/** The parts of a patient are asked for by the patients' ids, of which one question to PostgreSQL holds 32,767. */
const BATCH = 5000;

type Asked = {
  viewer: Pick<Viewer, 'token'>;
  where: Prisma.PatientWhereInput;
  /** no more than so many */
  most?: number;
  purpose?: 'aggregate';
  database?: PrismaClient;
};

/** Every patient of a choice with the selected parts, in batches of one transaction each, in the order of their ids. */
export async function findInBatches<const Select extends Prisma.PatientSelect & { id: true }>(
  select: Select,
  { viewer, where, most = Infinity, ...options }: Asked,
): Promise<Prisma.PatientGetPayload<{ select: Select }>[]> {
  type Row = Prisma.PatientGetPayload<{ select: Select }>;
  const rows: Row[] = [];
  let last: string | null = null;
  do {
    const after: Prisma.PatientWhereInput = last === null ? {} : { id: { gt: last } };
    const batch: Row[] = await asViewer(
      viewer,
      async (tx) =>
        (await tx.patient.findMany({
          where: { AND: [where, after] },
          select,
          orderBy: { id: 'asc' },
          take: Math.min(BATCH, most - rows.length),
        })) as Row[],
      options,
    );
    rows.push(...batch);
    last =
      batch.length < BATCH || rows.length >= most ? null : ((batch.at(-1) as { id: string } | undefined)?.id ?? null);
  } while (last !== null);
  return rows;
}
