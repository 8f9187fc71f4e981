import type { Prisma } from '@/prisma/generated/client';

/** Rows as the database keeps them in a proposal. */
export function asJson(row: Readonly<Record<string, unknown>>): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(row)) as Prisma.InputJsonObject;
}
