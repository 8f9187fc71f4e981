'use client';

import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { TypedField, type Choice } from '@/components/curate/typed-field';
import entry from '@/components/ui/entry.module.css';
import { checkFigure } from '@/lib/registry/proposals/checks';
import { COPY_NAMES } from '@/lib/registry/proposals/copy-fields';
import {
  corrected,
  correctionErrors,
  correctionFields,
  CorrectionInput,
  type CorrectionErrors,
  type CorrectionField,
  type CorrectionFields,
} from '@/lib/registry/proposals/schema';
import type { ProposalState } from '@/lib/registry/proposals/state';
import type { Estimate, Trial } from '@/lib/registry/schema';
import { TIME_ZEROS } from '@/lib/registry/vocabulary';
import { CaveatBoxes } from './caveat-boxes';
import { DraftNote } from './draft-note';
import { FigureChecksNote } from './figure-checks-note';
import { ProposalForm, useProposing } from './proposal-form';
import { useDraft, type DraftKeeping } from './use-draft';

const NUMBERS = ['estimate', 'timeYears', 'se', 'ciLow', 'ciHigh', 'ciLevel', 'n', 'nAnalysed', 'events'] as const;

const BESIDE = [
  'atRisk',
  'againstEn',
  'againstRu',
  'hazardRatio',
  'hrLow',
  'hrHigh',
  'hrLevel',
  'p',
  'noteEn',
  'noteRu',
  ...COPY_NAMES,
] as const;

type Props = Readonly<{
  trial: Trial;
  estimate: Estimate;
  draft: DraftKeeping & Readonly<{ values: Partial<CorrectionFields> | null }>;
  propose: (trial: string, estimate: string, input: CorrectionFields) => Promise<ProposalState>;
}>;
/** The fields as they are typed, with the draft that they began with; discarding goes back to the figure as it stands. */
function useCorrection(estimate: Estimate, draft: Props['draft']) {
  const [values, setValues] = useState<CorrectionFields>(() => ({ ...correctionFields(estimate), ...draft.values }));
  const { kept, forget } = useDraft(draft, values, correctionFields(estimate));
  const discard = (): void => {
    forget();
    setValues(correctionFields(estimate));
  };
  return { values, setValues, kept, forget, discard };
}

/** A figure as it stands, to be corrected; what the checks say of what is typed stands beside it all the time. */
export function CorrectionForm({ trial, estimate, draft, propose }: Props) {
  const t = useTranslations('proposals');
  const vocabulary = useTranslations('vocabulary');
  const { values, setValues, kept, forget, discard } = useCorrection(estimate, draft);
  const read = CorrectionInput.safeParse(values);
  const typed = CorrectionInput.safeParse({ ...values, reason: '-'.repeat(10) });
  const { asked, answer, disabled, submit } = useProposing(read.success, async () => {
    const state = await propose(trial.slug, estimate.id, values);
    if (state.ok) forget();
    return state;
  });
  const errors = read.success ? {} : correctionErrors(read.error);
  const shown: CorrectionErrors = asked ? errors : { ...errors, reason: undefined };
  const row = (name: CorrectionField, choices?: readonly Choice[]): ReactNode => {
    const error = shown[name];
    return (
      <TypedField
        key={name}
        label={t(`label.${name}`)}
        value={values[name]}
        choices={choices}
        error={error === undefined ? undefined : t(`fieldError.${error}`)}
        onChange={(value) => setValues((before) => ({ ...before, [name]: value }))}
      />
    );
  };
  return (
    <ProposalForm
      button={t('propose')}
      saved={t('saved')}
      answer={answer}
      disabled={disabled}
      submit={submit}
      below={<DraftNote at={draft.at} kept={kept} onDiscard={discard} />}
    >
      <fieldset className={entry.group}>
        <legend>{t('figure')}</legend>
        {NUMBERS.map((name) => row(name))}
        {row(
          'timeZero',
          TIME_ZEROS.map((value) => ({ value, label: vocabulary(`timeZero.${value}`) })),
        )}
        {row(
          'chartable',
          (['yes', 'no'] as const).map((value) => ({ value, label: t(value) })),
        )}
        {row('sourceLocator')}
        <CaveatBoxes value={values.caveats} onChange={(caveats) => setValues((before) => ({ ...before, caveats }))} />
      </fieldset>
      <fieldset className={entry.group}>
        <legend>{t('beside')}</legend>
        {BESIDE.map((name) => row(name))}
        {row('reason')}
      </fieldset>
      {typed.success && <FigureChecksNote checks={checkFigure(trial, corrected(estimate, typed.data))} />}
    </ProposalForm>
  );
}
