'use server';

import { z } from 'zod';
import { changing, reviewing } from '../action.server';
import { refused, saved, type FormState } from '../form-state';
import { acceptFinding } from '../rules/accepted-findings.server';
import { askForErasure, binPatient, erasePatient, restorePatient } from './bin.server';
import { saveQueryEntry } from './field-queries.server';
import { findToMerge } from './find-to-merge.server';
import { mergePatients, undoMerge } from './merge.server';
import { putRecordBack } from './put-back.server';
import { setSiteSignatures, signPatient } from './signature.server';
import { changeState } from './state.server';
import { verifyPart } from './verification.server';

export async function changeStateAction(form: FormData): Promise<FormState> {
  return changing(form, changeState);
}

export async function queryAction(form: FormData): Promise<FormState> {
  return reviewing(form, saveQueryEntry);
}

export async function acceptFindingAction(form: FormData): Promise<FormState> {
  return changing(form, acceptFinding);
}

export async function verifyAction(form: FormData): Promise<FormState> {
  return reviewing(form, verifyPart);
}

export async function signAction(form: FormData): Promise<FormState> {
  return reviewing(form, signPatient);
}

export async function putBackAction(form: FormData): Promise<FormState> {
  return changing(form, putRecordBack);
}

export async function binAction(form: FormData): Promise<FormState> {
  return changing(form, binPatient);
}

export async function restoreAction(form: FormData): Promise<FormState> {
  return changing(form, restorePatient);
}

export async function askForErasureAction(form: FormData): Promise<FormState> {
  return changing(form, askForErasure);
}

export async function eraseAction(form: FormData): Promise<FormState> {
  return changing(form, erasePatient);
}

export async function mergeAction(form: FormData): Promise<FormState> {
  return changing(form, mergePatients);
}

export async function findToMergeAction(form: FormData): Promise<FormState> {
  return changing(form, findToMerge);
}

export async function undoMergeAction(form: FormData): Promise<FormState> {
  return changing(form, undoMerge);
}

/** Decides whether a site signs its records. */
export async function siteSignaturesAction(form: FormData): Promise<FormState> {
  return changing(form, async (viewer, values) => {
    const siteId = z.uuid().safeParse(values['siteId']).data;
    const done = siteId !== undefined && (await setSiteSignatures(viewer, siteId, values['asked'] === 'yes'));
    return done ? saved(values, siteId) : refused(values, { formError: 'forbidden' });
  });
}
