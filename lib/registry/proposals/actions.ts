'use server';

import { revalidatePath } from 'next/cache';
import { mayCurate, type Viewer } from '@/lib/access/policy';
import { requireViewer } from '@/lib/access/session/session.server';
import { expectedCode, type ErrorCode } from '@/lib/errors';
import { storeRegisterRecord, type StoredReading } from '../register-record/stored.server';
import { keepEvidenceDraft } from './draft.server';
import { readReference } from './figure-reference.server';
import { proposeFigure } from './figure.server';
import { proposePart } from './parts/part.server';
import { partRefused, type PartState } from './parts/state';
import type { ReadingState } from './second-reading';
import { proposeReading, storeReading } from './second-reading.server';
import { approveProposal, proposeCorrection, rejectProposal } from './proposals.server';
import { proposalRefused, type ProposalState, type ReferenceAnswer } from './state';

export async function proposeCorrectionAction(trial: string, estimate: string, input: unknown): Promise<ProposalState> {
  return curating((viewer) => proposeCorrection(viewer, { trial: String(trial), estimate: String(estimate) }, input));
}

export async function proposeFigureAction(trial: string, input: unknown): Promise<ProposalState> {
  return curating((viewer) => proposeFigure(viewer, String(trial), input));
}

/** What a pasted reference says and whether the registry holds it; nothing is stored. */
export async function readReferenceAction(text: string): Promise<ReferenceAnswer> {
  try {
    return await readReference(await requireViewer(mayCurate), String(text));
  } catch (error) {
    const code = expectedCode(error);
    if (code !== null) return { ok: false, refusal: code };
    throw error;
  }
}

export async function proposePartAction(target: unknown, values: unknown): Promise<PartState> {
  try {
    const state = await proposePart(await requireViewer(mayCurate), target, values);
    if (state.ok) revalidatePath('/[locale]', 'layout');
    return state;
  } catch (error) {
    const code = expectedCode(error);
    if (code !== null) return partRefused(code);
    throw error;
  }
}

/** Keeps what was typed into a form; null throws it away. */
export async function keepEvidenceDraftAction(
  form: unknown,
  values: unknown,
): Promise<Readonly<{ ok: boolean; refusal: ErrorCode | null }>> {
  try {
    await keepEvidenceDraft(await requireViewer(mayCurate), form, values);
    return { ok: true, refusal: null };
  } catch (error) {
    const refusal = expectedCode(error);
    if (refusal !== null) return { ok: false, refusal };
    throw error;
  }
}

export async function readRegisterRecordAction(
  trial: string,
  pasted: string,
): Promise<StoredReading | Readonly<{ ok: false; refusal: ErrorCode }>> {
  try {
    return await storeRegisterRecord(await requireViewer(mayCurate), String(trial), String(pasted));
  } catch (error) {
    const code = expectedCode(error);
    if (code !== null) return { ok: false, refusal: code };
    throw error;
  }
}

export async function approveProposalAction(id: string): Promise<ProposalState> {
  return curating((viewer) => approveProposal(viewer, String(id)));
}

export async function rejectProposalAction(id: string, reason: string): Promise<ProposalState> {
  return curating((viewer) => rejectProposal(viewer, String(id), String(reason)));
}

/** Who, then the change, then refresh. */
async function curating(change: (viewer: Viewer) => Promise<ProposalState>): Promise<ProposalState> {
  try {
    const viewer = await requireViewer(mayCurate);
    const state = await change(viewer);
    if (state.ok) revalidatePath('/[locale]', 'layout');
    return state;
  } catch (error) {
    const code = expectedCode(error);
    if (code !== null) return proposalRefused(code);
    throw error;
  }
}

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
