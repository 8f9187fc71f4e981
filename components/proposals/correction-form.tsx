'use client';

import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { TypedField, type Choice } from '@/components/curate/typed-field';
import entry from '@/components/ui/entry.module.css';
import { checkFigure } from '@/lib/registry/proposals/checks';
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
import { FigureChecksNote } from './figure-checks-note';
import { ProposalForm, useProposing } from './proposal-form';

const NUMBERS = ['estimate', 'timeYears', 'se', 'ciLow', 'ciHigh', 'ciLevel', 'n', 'nAnalysed', 'events'] as const;

const BESIDE = [
  'againstEn',
  'againstRu',
  'hazardRatio',
  'hrLow',
  'hrHigh',
  'hrLevel',
  'p',
  'noteEn',
  'noteRu',
] as const;

type Props = Readonly<{
  trial: Trial;
  estimate: Estimate;
  propose: (trial: string, estimate: string, input: CorrectionFields) => Promise<ProposalState>;
}>;
/** A figure as it stands, to be corrected; what the checks say of what is typed stands beside it all the time. */
export function CorrectionForm({ trial, estimate, propose }: Props) {
  const t = useTranslations('proposals');
  const vocabulary = useTranslations('vocabulary');
  const [values, setValues] = useState(() => correctionFields(estimate));
  const read = CorrectionInput.safeParse(values);
  const typed = CorrectionInput.safeParse({ ...values, reason: '-'.repeat(10) });
  const { asked, answer, disabled, submit } = useProposing(read.success, () =>
    propose(trial.slug, estimate.id, values),
  );
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
    <ProposalForm button={t('propose')} saved={t('saved')} answer={answer} disabled={disabled} submit={submit}>
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
