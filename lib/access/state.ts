import type { ErrorCode } from '../errors';

/** Why nobody should take a text as a password. */
export type PasswordFault = 'too-short' | 'too-long' | 'known' | 'own-name';

/** Why something with an account was not done; a key of the messages under `account.refused`. */
export type AccountRefusal =
  | ErrorCode
  | PasswordFault
  | 'passwords-differ'
  | 'password-wrong'
  | 'code-wrong'
  | 'link-over'
  | 'email'
  | 'email-taken'
  | 'name'
  | 'role'
  | 'role-there'
  | 'site'
  | 'site-taken'
  | 'expiry'
  | 'reason'
  | 'last-administrator';

/** What a form about an account answers. `link`: to hand over, shown once; `codes`: recovery codes, shown once. */
export type AccountState = Readonly<{
  ok: boolean;
  refused?: AccountRefusal;
  link?: Readonly<{ path: string; email: string }>;
  codes?: readonly string[];
}>;

export const DONE: AccountState = { ok: true };

export function accountRefused(refused: AccountRefusal): AccountState {
  return { ok: false, refused };
}
