'use server';

import { revalidatePath } from 'next/cache';
import { expectedCode } from '../errors';
import { administer } from './administration.server';
import { logUnexpected } from './log.server';
import { changeOwnAccount, openLink } from './own-account.server';
import { mayAdminister } from './policy';
import { requireViewer } from './session/session.server';
import { accountRefused, type AccountState } from './state';

/** Changes people, sites and roles, for administrators. */
export async function administerAction(form: FormData): Promise<AccountState> {
  return answering(async () => administer(await requireViewer(mayAdminister), readFields(form)));
}

/** Changes the viewer's own account. */
export async function ownAccountAction(form: FormData): Promise<AccountState> {
  return answering(async () => changeOwnAccount(await requireViewer(() => true), readFields(form)));
}

/** Sets the password that a one-time link is for; who has the link needs no session. */
export async function openLinkAction(form: FormData): Promise<AccountState> {
  return answering(() => openLink(readFields(form)));
}

function readFields(form: FormData): Record<string, string> {
  // An action can be sent anything: what is no form has no fields, and is refused as an empty one.
  if (!(form instanceof FormData)) return {};
  return Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.replaceAll('\0', '')]] : [])),
  );
}

async function answering(work: () => Promise<AccountState>): Promise<AccountState> {
  try {
    const state = await work();
    if (state.ok) revalidatePath('/[locale]', 'layout');
    return state;
  } catch (error) {
    const code = expectedCode(error);
    if (code !== null) return accountRefused(code);
    logUnexpected('a change of an account', error);
    throw new Error('A change of an account failed.', { cause: undefined });
  }
}
