'use client';

import { useState, useTransition } from 'react';
import { useHydrated } from '@/components/ui/use-hydrated';
import type { CurveReading } from '@/lib/comparison/figure/reconstructed-reading';
import {
  CurveInput,
  curveFieldErrors,
  type CurveField,
  type CurveFieldErrors,
  type CurveFields,
  type CurveSubmission,
} from '@/lib/registry/curves/schema';
import { curveRefused, type CurveState } from '@/lib/registry/curves/state';

export const EMPTY_FIELDS: CurveFields = {
  trialSlug: '',
  endpoint: '',
  timeZero: '',
  stratumKmt2a: '',
  stratumRisk: 'all',
  stratumArm: '',
  labelEn: '',
  labelRu: '',
  sourceRef: '',
  sourceLocator: '',
  sourceUrl: '',
  sourceLevel: '',
  totalEvents: '',
};

export function isCurveField(name: string): name is CurveField {
  return name in EMPTY_FIELDS;
}

/** Why nothing was saved: what the action said, that the tables have faults, or that no answer came. */
export type Refused = CurveState['refusal'] | 'tables' | 'unanswered';

export type CurveForm = Readonly<{
  values: CurveFields;
  errors: CurveFieldErrors;
  refused: Refused;
  /** Counts the refusals, so that each one moves the focus to the summary. */
  refusals: number;
  saved: boolean;
  ready: boolean;
  pending: boolean;
  set: (name: CurveField, value: string) => void;
  submit: () => void;
}>;

type Settings = Readonly<{
  reading: CurveReading /** both tables are without a fault */;
  readable: boolean;
  propose: (input: CurveSubmission) => Promise<CurveState>;
  onSaved: () => void;
}>;

/** The typed fields and their sending. Whatever is refused, everything typed stays; the same schema judges here and on the server. */
export function useCurveForm({ reading, readable, propose, onSaved }: Settings): CurveForm {
  const [values, setValues] = useState(EMPTY_FIELDS);
  const [state, setState] = useState<
    Readonly<{ refused: Refused; errors: CurveFieldErrors; saved: boolean; refusals: number }>
  >({ refused: null, errors: {}, saved: false, refusals: 0 });
  const [saving, startTransition] = useTransition();
  const ready = useHydrated();
  const settle = (refused: Refused, errors: CurveFieldErrors = {}): void =>
    setState(({ refusals }) => ({
      refused,
      errors,
      saved: refused === null,
      refusals: refused === null ? refusals : refusals + 1,
    }));
  const submit = (): void => {
    const input: CurveSubmission = {
      ...values,
      points: reading.points.map(({ years, percent }) => ({ years, percent })),
      counts: reading.counts.map(({ years, atRisk }) => ({ years, atRisk })),
    };
    const read = CurveInput.safeParse(input);
    if (!read.success || !readable) {
      const errors = read.success ? {} : curveFieldErrors(read.error);
      settle(Object.keys(errors).length > 0 ? 'invalid' : 'tables', errors);
      return;
    }
    startTransition(async () => {
      const answer = await propose(input).catch(() => null);
      const next = answer ?? curveRefused('invalid');
      settle(answer === null ? 'unanswered' : next.refusal, next.fieldErrors);
      if (!next.ok) return;
      setValues(({ trialSlug, endpoint, sourceRef, sourceLevel }) => ({
        ...EMPTY_FIELDS,
        trialSlug,
        endpoint,
        sourceRef,
        sourceLevel,
      }));
      onSaved();
    });
  };
  return {
    values,
    ready,
    submit,
    ...state,
    pending: saving || !ready,
    set: (name, value) => {
      setValues((before) => ({ ...before, [name]: value, ...(name === 'trialSlug' ? { stratumArm: '' } : {}) }));
      setState((before) => ({ ...before, saved: false }));
    },
  };
}
