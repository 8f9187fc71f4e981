'use server';

import { revalidatePath } from 'next/cache';
import { mayCurate, type Viewer } from '@/lib/access/policy';
import { requireViewer } from '@/lib/access/session/session.server';
import { expectedCode } from '@/lib/errors';
import { approveCurve, proposeCurve, proposeReadCurves, withdrawCurve } from './curation.server';
import { curveRefused, type CurveState } from './state';

export async function proposeCurveAction(input: unknown): Promise<CurveState> {
  return curating((viewer) => proposeCurve(viewer, input));
}

export async function proposeReadCurvesAction(input: unknown): Promise<CurveState> {
  return curating((viewer) => proposeReadCurves(viewer, input));
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
