'use server';

import { revalidatePath } from 'next/cache';
import { mayCurate, type Viewer } from '@/lib/access/policy';
import { requireViewer } from '@/lib/access/session.server';
import { expectedCode } from '@/lib/errors';
import type { ReadingState } from './second-reading';
import { proposeReading, storeReading } from './second-reading.server';

export async function storeReadingAction(trial: string, estimate: string, input: unknown): Promise<ReadingState> {
  return reading((viewer) => storeReading(viewer, { trial: String(trial), estimate: String(estimate) }, input));
}

export async function proposeReadingAction(id: string, input: unknown, reason: string): Promise<ReadingState> {
  return reading(async (viewer) => {
    const state = await proposeReading(viewer, String(id), input, String(reason));
    if ('ok' in state && state.ok) revalidatePath('/[locale]', 'layout');
    return state;
  });
}

async function reading(work: (viewer: Viewer) => Promise<ReadingState>): Promise<ReadingState> {
  try {
    return await work(await requireViewer(mayCurate));
  } catch (error) {
    const refusal = expectedCode(error);
    if (refusal !== null) return { ok: false, refusal, errors: {} };
    throw error;
  }
}
