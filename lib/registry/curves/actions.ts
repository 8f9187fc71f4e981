'use server';

import { curating, isOk } from '../curating.server';
import { approveCurve, proposeCurve, proposeReadCurves, showWaitingCurve, withdrawCurve } from './curation.server';
import { readCurveAgain } from './second-reading.server';
import { curveRefused, secondReadingRefused, type CurveState, type SecondReadingState } from './state';

const STEP = { refused: (code: Parameters<typeof curveRefused>[0]) => curveRefused(code), changes: isOk };

export async function proposeCurveAction(input: unknown): Promise<CurveState> {
  return curating((viewer) => proposeCurve(viewer, input), STEP);
}

export async function proposeReadCurvesAction(input: unknown): Promise<CurveState> {
  return curating((viewer) => proposeReadCurves(viewer, input), STEP);
}

export async function readCurveAgainAction(input: unknown): Promise<SecondReadingState> {
  return curating((viewer) => readCurveAgain(viewer, input), { refused: secondReadingRefused, changes: isOk });
}

export async function showWaitingCurveAction(id: string): Promise<CurveState> {
  return curating((viewer) => showWaitingCurve(viewer, String(id)), STEP);
}

export async function approveCurveAction(id: string): Promise<CurveState> {
  return curating((viewer) => approveCurve(viewer, String(id)), STEP);
}

export async function withdrawCurveAction(id: string, reason: string): Promise<CurveState> {
  return curating((viewer) => withdrawCurve(viewer, String(id), String(reason)), STEP);
}
