import type { PrismaClient } from '@/prisma/generated/client';
import { asViewer } from '../db.server';
import { proveBy, PASSWORD_LENGTH } from './password.server';
import type { Viewer } from './policy';

/** Whether this is the password of the person who is signed in; wrong ones count as they do wherever it is asked for. */
export async function confirmPassword(
  viewer: Viewer,
  password: string,
  options: { database?: PrismaClient } = {},
): Promise<boolean> {
  if (password === '' || password.length > PASSWORD_LENGTH.most) return false;
  return asViewer(
    viewer,
    async (tx) => {
      const account = await tx.user.findUnique({ where: { id: viewer.id }, select: { email: true } });
      if (account === null) return false;
      const [{ setting = '' } = {}] = await tx.$queryRaw<
        { setting?: string }[]
      >`SELECT password_setting(${account.email}) AS setting`;
      const proof = await proveBy(setting, password);
      const [row] = await tx.$queryRaw<{ right: boolean }[]>`SELECT confirm_own_password(${proof}) AS right`;
      return row?.right ?? false;
    },
    options,
  );
}
