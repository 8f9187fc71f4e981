import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import {
  DISEASE_FILE,
  formatPath,
  PROTOCOL_FILE,
  REFERENCES_FILE,
  type Dataset,
  type Problem,
} from '@/lib/registry/dataset';
import { findProblems, findWarnings } from '@/lib/registry/quality/integrity/integrity';
import { ProtocolSchema } from '@/lib/registry/review/schema';
import { DiseaseSchema, ReferencesSchema, TrialSchema } from '@/lib/registry/schema';
import { EvidenceError } from './evidence-error';

/**
 * Reads a data set: `trials/<slug>.json`, `references.json` and `disease.json` of a folder. Throws EvidenceError with
 * every problem of every file. The rules across files are asked only once each file is valid by itself.
 */
export async function readEvidence(folder: string): Promise<{ dataset: Dataset; warnings: Problem[] }> {
  const problems: Problem[] = [];
  const trialFiles = await listTrialFiles(folder, problems);
  const trials = await Promise.all(
    trialFiles.map(async (file) => ({ file, trial: await readAs(TrialSchema, folder, file, problems) })),
  );
  const references = await readAs(ReferencesSchema, folder, REFERENCES_FILE, problems);
  const disease = await readAs(DiseaseSchema, folder, DISEASE_FILE, problems);
  const protocol = await readAs(ProtocolSchema, folder, PROTOCOL_FILE, problems);
  if (problems.length > 0 || references === null || disease === null || protocol === null)
    throw new EvidenceError(problems);

  const dataset = {
    trials: trials.flatMap(({ file, trial }) => (trial === null ? [] : [{ file, trial }])),
    references,
    disease,
    protocol,
  };
  const contradictions = findProblems(dataset);
  if (contradictions.length > 0) throw new EvidenceError(contradictions);
  return { dataset, warnings: findWarnings(dataset) };
}

async function listTrialFiles(folder: string, problems: Problem[]): Promise<string[]> {
  try {
    const names = (await readdir(path.join(folder, 'trials'))).filter((name) => name.endsWith('.json')).sort();
    // An empty folder is a mistake of whoever copied it; loading it would delete every trial.
    if (names.length === 0) problems.push({ file: 'trials', path: '', reason: 'holds no trial' });
    return names.map((name) => `trials/${name}`);
  } catch (error) {
    problems.push({
      file: 'trials',
      path: '',
      reason: `cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    });
    return [];
  }
}

async function readAs<Content>(
  schema: z.ZodType<Content>,
  folder: string,
  file: string,
  problems: Problem[],
): Promise<Content | null> {
  try {
    const parsed = schema.safeParse(JSON.parse(await readFile(path.join(folder, file), 'utf8')));
    if (parsed.success) return parsed.data;
    problems.push(
      ...parsed.error.issues.map((issue) => ({ file, path: formatPath(issue.path), reason: issue.message })),
    );
  } catch (error) {
    problems.push({
      file,
      path: '',
      reason: `cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    });
  }
  return null;
}
