'use server';

import type { ErrorCode } from '@/lib/errors';
import { curating, isOk } from '../curating.server';
import { fetchRegisterRecord } from '../register-record/fetch.server';
import { storeRegisterRecord, type StoredReading } from '../register-record/stored.server';
import { keepEvidenceDraft } from './draft.server';
import { readReference } from './figure-reference.server';
import { proposeFigure } from './figure.server';
import { proposePart, proposeRetirement } from './parts/part.server';
import { partRefused, type PartState } from './parts/state';
import type { ReadingState } from './second-reading';
import { proposeReading, storeReading } from './second-reading.server';
import { approveProposal, proposeCorrection, rejectProposal } from './proposals.server';
import { markSeen } from './seen.server';
import { proposalRefused, type ProposalState, type ReferenceAnswer } from './state';

type Refusal = Readonly<{ ok: false; refusal: ErrorCode }>;
type RecordAnswer = StoredReading | Refusal;
type Kept = Readonly<{ ok: boolean; refusal: ErrorCode | null }>;

const PROPOSAL = { refused: (code: ErrorCode) => proposalRefused(code), changes: isOk };
const refused = (refusal: ErrorCode): Refusal => ({ ok: false, refusal });
const never = (): boolean => false;
// What a record posts of participants stands on the study's page.
const RECORD = { refused, changes: (answer: RecordAnswer) => 'record' in answer };
const READING = {
  refused: (refusal: ErrorCode): ReadingState => ({ ok: false, refusal, errors: {} }),
  changes: (state: ReadingState) => 'ok' in state && state.ok,
};

export async function proposeCorrectionAction(trial: string, estimate: string, input: unknown): Promise<ProposalState> {
  const target = { trial: String(trial), estimate: String(estimate) };
  return curating((viewer) => proposeCorrection(viewer, target, input), PROPOSAL);
}

export async function proposeFigureAction(trial: string, input: unknown): Promise<ProposalState> {
  return curating((viewer) => proposeFigure(viewer, String(trial), input), PROPOSAL);
}

/** What a pasted reference says and whether the registry holds it; nothing is stored. */
export async function readReferenceAction(text: string): Promise<ReferenceAnswer> {
  return curating<ReferenceAnswer>((viewer) => readReference(viewer, String(text)), { refused, changes: never });
}

export async function proposePartAction(target: unknown, values: unknown): Promise<PartState> {
  return curating((viewer) => proposePart(viewer, target, values), {
    refused: (code) => partRefused(code),
    changes: isOk,
  });
}

/** Proposes that an item is taken away. */
export async function proposeRetirementAction(target: unknown, values: unknown): Promise<PartState> {
  return curating((viewer) => proposeRetirement(viewer, target, values), {
    refused: (code) => partRefused(code),
    changes: isOk,
  });
}

/** Keeps what was typed into a form; null throws it away. */
export async function keepEvidenceDraftAction(form: unknown, values: unknown): Promise<Kept> {
  return curating<Kept>(
    async (viewer) => {
      await keepEvidenceDraft(viewer, form, values);
      return { ok: true, refusal: null };
    },
    { refused, changes: never },
  );
}

/** Keeps that what the page showed was seen. */
export async function markSeenAction(until: unknown): Promise<Kept> {
  return curating<Kept>(
    async (viewer) => {
      await markSeen(viewer, until);
      return { ok: true, refusal: null };
    },
    { refused, changes: isOk },
  );
}

export async function readRegisterRecordAction(trial: string, pasted: string): Promise<RecordAnswer> {
  return curating<RecordAnswer>((viewer) => storeRegisterRecord(viewer, String(trial), String(pasted)), RECORD);
}

/** Asks ClinicalTrials.gov for a number's record, where the server is let out. */
export async function fetchRegisterRecordAction(trial: string, number: string): Promise<RecordAnswer> {
  return curating<RecordAnswer>((viewer) => fetchRegisterRecord(viewer, String(trial), String(number)), RECORD);
}

export async function approveProposalAction(id: string): Promise<ProposalState> {
  return curating((viewer) => approveProposal(viewer, String(id)), PROPOSAL);
}

export async function rejectProposalAction(id: string, reason: string): Promise<ProposalState> {
  return curating((viewer) => rejectProposal(viewer, String(id), String(reason)), PROPOSAL);
}

export async function storeReadingAction(trial: string, estimate: string, input: unknown): Promise<ReadingState> {
  return curating(
    (viewer) => storeReading(viewer, { trial: String(trial), estimate: String(estimate) }, input),
    READING,
  );
}

export async function proposeReadingAction(id: string, input: unknown, reason: string): Promise<ReadingState> {
  return curating((viewer) => proposeReading(viewer, String(id), input, String(reason)), READING);
}
