'use server';

import { revalidatePath } from 'next/cache';
import { mayCurate, type Viewer } from '../access/policy';
import { requireViewer } from '../access/session.server';
import { expectedCode } from '../errors';
import { approveCurve, proposeCurve, withdrawCurve } from './curve-curation.server';
import { curveRefused, type CurveState } from './curve-state';

export async function proposeCurveAction(input: unknown): Promise<CurveState> {
  return curating((viewer) => proposeCurve(viewer, input));
}

export async function approveCurveAction(id: string): Promise<CurveState> {
  return curating((viewer) => approveCurve(viewer, String(id)));
}

export async function withdrawCurveAction(id: string, reason: string): Promise<CurveState> {
  return curating((viewer) => withdrawCurve(viewer, String(id), String(reason)));
}

/** Who, then the change, then refresh. */
async function curating(change: (viewer: Viewer) => Promise<CurveState>): Promise<CurveState> {
  try {
    const viewer = await requireViewer(mayCurate);
    const state = await change(viewer);
    if (state.ok) revalidatePath('/[locale]', 'layout');
    return state;
  } catch (error) {
    const code = expectedCode(error);
    if (code !== null) return curveRefused(code);
    throw error;
  }
}
