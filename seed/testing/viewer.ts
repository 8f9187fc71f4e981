import type { GlobalRole, Viewer } from '@/lib/access/policy';
import type { Person } from '@/prisma/testing/cases';

/** Somebody who has these roles at no site. */
export function asViewer({ id, token }: Person, globalRoles: GlobalRole[]): Viewer {
  return { id, displayName: 'x', sites: [], globalRoles, lacksSecondFactor: false, token };
}
