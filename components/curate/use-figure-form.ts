'use client';

import { useState, useTransition } from 'react';
import type { FinishedFigure } from '@/components/figure-reader/figure-reader';
import { correctionCount, doubtfulShare } from '@/lib/figure-reading/person/corrected';
import { readCounts, rowsOfArm, type ReadArm } from '@/lib/figure-reading/person/finished';
import { READER_VERSION } from '@/lib/figure-reading/version';
import type { AtRiskCount, CurvePoint } from '@/lib/registry/curves/rules';
import {
  CurveInput,
  curveFieldErrors,
  type CurveField,
  type CurveFieldErrors,
  type CurveFields,
  type CurveReadingInput,
  type ReadFigureSubmission,
  type SecondReadingInput,
} from '@/lib/registry/curves/schema';
import type { CurveState } from '@/lib/registry/curves/state';
import { EMPTY_FIELDS } from './curve/use-curve-form';

export const SHARED_FIELDS = [
  'trialSlug',
  'endpoint',
  'timeZero',
  'sourceRef',
  'sourceLocator',
  'sourceLevel',
  'sourceUrl',
] as const satisfies readonly CurveField[];
export const ARM_FIELDS = [
  'stratumKmt2a',
  'stratumRisk',
  'stratumArm',
  'labelEn',
  'labelRu',
  'totalEvents',
] as const satisfies readonly CurveField[];
const SHARED: ReadonlySet<CurveField> = new Set(SHARED_FIELDS);

type ArmValues = Readonly<Partial<CurveFields>>;
type Refused = CurveState['refusal'] | 'tables' | 'unanswered';
type Judged = Readonly<{
  refused: Refused;
  shared: CurveFieldErrors;
  arms: Readonly<Record<number, CurveFieldErrors>>;
  saved: boolean;
}>;

const UNJUDGED: Judged = { refused: null, shared: {}, arms: {}, saved: false };

export type FigureForm = Readonly<{
  shared: CurveFields;
  sharedErrors: CurveFieldErrors;
  armErrors: Readonly<Record<number, CurveFieldErrors>>;
  refused: Refused;
  saved: boolean;
  pending: boolean;
  armValues: (arm: ReadArm) => Pick<CurveFields, (typeof ARM_FIELDS)[number]>;
  setShared: (name: CurveField, value: string) => void;
  setArm: (index: number, name: CurveField, value: string) => void;
  submit: () => void;
}>;

/** What is said of all curves and of each; the same schema judges here and on the server. */
export function useFigureForm(
  finished: FinishedFigure,
  propose: (input: ReadFigureSubmission) => Promise<CurveState>,
): FigureForm {
  const [shared, setShared] = useState(EMPTY_FIELDS);
  const [arms, setArms] = useState<Readonly<Record<number, ArmValues>>>({});
  const [judged, setJudged] = useState(UNJUDGED);
  const [pending, startTransition] = useTransition();
  const armValues = ({ index, arm }: ReadArm): ReturnType<FigureForm['armValues']> => ({
    stratumKmt2a: '',
    stratumRisk: 'all',
    stratumArm: '',
    labelEn: arm.label,
    labelRu: arm.label,
    totalEvents: '',
    ...arms[index],
  });
  const submit = (): void => {
    const curves = finished.arms.map((arm) => submissionOf(arm, finished, { ...shared, ...armValues(arm) }));
    const faults = judge(finished.arms, curves);
    if (faults !== null) {
      setJudged(faults);
      return;
    }
    startTransition(async () => {
      const answer = await propose(curves).catch(() => null);
      setJudged({ ...UNJUDGED, refused: answer === null ? 'unanswered' : answer.refusal, saved: answer?.ok === true });
    });
  };
  return {
    shared,
    sharedErrors: judged.shared,
    armErrors: judged.arms,
    refused: judged.refused,
    saved: judged.saved,
    pending,
    armValues,
    submit,
    setShared: (name, value) => {
      setShared((before) => ({ ...before, [name]: value }));
      setJudged((before) => ({ ...before, saved: false }));
      // An arm belongs to its trial.
      if (name === 'trialSlug')
        setArms((before) =>
          Object.fromEntries(Object.entries(before).map(([index, values]) => [index, { ...values, stratumArm: '' }])),
        );
    },
    setArm: (index, name, value) => {
      setArms((before) => ({ ...before, [index]: { ...before[index], [name]: value } }));
      setJudged((before) => ({ ...before, saved: false }));
    },
  };
}

/** The faults of all curves, each at its field; null where there are none. */
function judge(arms: readonly ReadArm[], curves: ReadFigureSubmission): Judged | null {
  let [shared, faulty, tables]: [CurveFieldErrors, boolean, boolean] = [{}, false, false];
  const own: Record<number, CurveFieldErrors> = {};
  curves.forEach(({ curve }, i) => {
    const read = CurveInput.safeParse(curve);
    if (read.success) return;
    const errors = Object.entries(curveFieldErrors(read.error)) as [CurveField, CurveFieldErrors[CurveField]][];
    faulty = true;
    tables ||= errors.length === 0;
    shared = { ...shared, ...Object.fromEntries(errors.filter(([name]) => SHARED.has(name))) };
    own[arms[i]?.index ?? i] = Object.fromEntries(errors.filter(([name]) => !SHARED.has(name)));
  });
  return faulty ? { refused: tables ? 'tables' : 'invalid', shared, arms: own, saved: false } : null;
}

/** Points and numbers at risk of a curve in years; null until its unit is said. */
export function rowsFor(
  arm: ReadArm,
  { sheet: { unit }, panel }: FinishedFigure,
): { points: CurvePoint[]; counts: AtRiskCount[]; marks: readonly number[] } | null {
  if (unit === null) return null;
  const { points, marks } = rowsOfArm(arm, unit, panel);
  return { points: [...points], counts: [...readCounts(arm, unit).counts], marks };
}

/** A reading of a curve that waits: its points and with what it was read, nothing of the file but its fingerprint. */
export function secondSubmissionOf(curveId: string, arm: ReadArm, finished: FinishedFigure): SecondReadingInput | null {
  const rows = rowsFor(arm, finished);
  if (rows === null || finished.open !== null) return null;
  const { method, reader, pdfjs, sha256 } = readingOf(arm, finished, rows.marks);
  return { curveId, points: rows.points, reading: { method, reader, pdfjs, sha256 } };
}

function submissionOf(arm: ReadArm, finished: FinishedFigure, values: CurveFields): ReadFigureSubmission[number] {
  const rows = rowsFor(arm, finished);
  return {
    curve: { ...values, points: rows?.points ?? [], counts: rows?.counts ?? [] },
    reading: readingOf(arm, finished, rows?.marks ?? []),
  };
}

function readingOf(
  { curve, read, arm }: ReadArm,
  finished: FinishedFigure,
  marks: readonly number[],
): CurveReadingInput {
  const { file, figure, panel, sheet, since } = finished;
  const { x, y } = panel;
  return {
    method: panel.method === 'vector' ? 'drawing' : 'image',
    reader: READER_VERSION,
    pdfjs: file.pdfjs,
    sha256: file.sha256,
    fileBytes: file.bytes,
    page: figure.page,
    width: figure.width,
    height: figure.height,
    affine: [...panel.affine],
    xTicks: [...x.ticks],
    yTicks: [...y.ticks],
    xResidual: x.residual,
    yResidual: y.residual,
    xFrom: x.from,
    yFrom: y.from,
    unit: sheet.unit ?? 'years',
    printedAs: sheet.as ?? y.as,
    shows: sheet.shows ?? y.shows,
    colour: read.colour.toLowerCase(),
    corrections: correctionCount(arm),
    waypoints: arm.waypoints.length,
    doubtfulShare: doubtfulShare(curve),
    marks: [...marks],
    seconds: Math.round((performance.now() - since) / 1000),
  };
}
