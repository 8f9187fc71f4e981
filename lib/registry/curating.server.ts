import { revalidatePath } from 'next/cache';
import { mayCurate, type Viewer } from '@/lib/access/policy';
import { requireViewer } from '@/lib/access/session/session.server';
import { expectedCode, type ErrorCode } from '@/lib/errors';

/** A step of a curator: who, then the change, then the pages anew where `changes` says that it changed something. */
export async function curating<State>(
  change: (viewer: Viewer) => Promise<State>,
  { refused, changes }: Readonly<{ refused: (code: ErrorCode) => State; changes: (state: State) => boolean }>,
): Promise<State> {
  try {
    const state = await change(await requireViewer(mayCurate));
    if (changes(state)) revalidatePath('/[locale]', 'layout');
    return state;
  } catch (error) {
    const code = expectedCode(error);
    if (code !== null) return refused(code);
    throw error;
  }
}

/** Of a state with `ok`. */
export function isOk({ ok }: Readonly<{ ok: boolean }>): boolean {
  return ok;
}
