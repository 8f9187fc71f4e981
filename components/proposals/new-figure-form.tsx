'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { useHydrated } from '@/components/ui/use-hydrated';
import { checkFigure } from '@/lib/registry/proposals/checks';
import {
  emptyFigure,
  figureErrors,
  FigureInput,
  newFigure,
  type FigureErrors,
  type FigureField,
  type FigureFields,
} from '@/lib/registry/proposals/figure-schema';
import type { ProposalState, ReferenceAnswer } from '@/lib/registry/proposals/state';
import type { Trial } from '@/lib/registry/schema';
import { FigureChecksNote } from './figure-checks-note';
import { PaperPaste } from './paper-paste';
import { TypedField } from './typed-field';
import { useFigureChoices } from './use-figure-choices';

const PAPER = ['doi', 'pmid', 'title', 'authors', 'journal', 'year', 'volume', 'issue', 'pages', 'level'] as const;
const PATIENTS = ['labelEn', 'labelRu', 'kmt2a', 'risk', 'arm', 'age', 'otherEn', 'otherRu', 'n', 'events'] as const;
const DETAIL = ['endpointDetailEn', 'endpointDetailRu'] as const;
const FIGURE = ['timeYears', 'timeZero', 'estimate', 'se', 'ciLow', 'ciHigh', 'ciLevel', 'sourceLocator'] as const;
const LAST = ['chartable', 'reason'] as const;
/** Until it is proposed, what is still empty is no fault. */
const WAITING = ['required', 'choose', 'reason-length', 'both-languages'];
const LOCATED = { sourceLocator: '-', labelEn: '-', labelRu: '-', reason: '-'.repeat(10), level: 'review' };

type Props = Readonly<{
  trial: Trial;
  read: (text: string) => Promise<ReferenceAnswer>;
  propose: (trial: string, input: FigureFields) => Promise<ProposalState>;
}>;

/** A new figure of a study with its paper; what the checks say of what is typed stands beside it all the time. */
export function NewFigureForm({ trial, read, propose }: Props) {
  const t = useTranslations('proposals');
  const ready = useHydrated();
  const [working, startTransition] = useTransition();
  const [values, setValues] = useState(emptyFigure);
  const [asked, setAsked] = useState(false);
  const [answer, setAnswer] = useState<ProposalState | 'unanswered' | null>(null);
  const fill = (more: Partial<FigureFields>): void => {
    setValues((before) => ({ ...before, ...more }));
    setAnswer(null);
  };
  const parsed = FigureInput.safeParse(values);
  const typed = FigureInput.safeParse({ ...values, ...LOCATED, otherEn: '', otherRu: '' });
  const said = answer === null || answer === 'unanswered' ? {} : answer.fieldErrors;
  const errors = { ...said, ...(parsed.success ? {} : shown(figureErrors(parsed.error), asked)) };
  const group = (legend: string, names: readonly FigureField[], before?: ReactNode): ReactNode => (
    <FieldGroup legend={legend} names={names} before={before} {...{ trial, values, errors, fill }} />
  );
  const submit = (): void => {
    setAsked(true);
    if (!parsed.success) return;
    startTransition(async () => {
      const state = await propose(trial.slug, values).catch(() => null);
      setAnswer(state ?? 'unanswered');
    });
  };
  return (
    <form
      className={entry.form}
      noValidate
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {group(t('paper'), PAPER, <PaperPaste ready={ready} read={read} onRead={fill} />)}
      {group(t('patients'), PATIENTS)}
      {group(t('newFigure'), ['endpoint', ...(values.endpoint === 'other' ? DETAIL : []), ...FIGURE, ...LAST])}
      {typed.success && <FigureChecksNote checks={checkFigure(trial, newFigure(trial, typed.data, { id: '' }, ''))} />}
      <div className={entry.actions}>
        <Button type="submit" look="primary" disabled={working || !ready}>
          {t('proposeFigure')}
        </Button>
        <span className={entry.hint}>{t('proposeHint')}</span>
      </div>
      <Answer answer={asked && !parsed.success ? 'invalid' : answer} />
    </form>
  );
}

function Answer({ answer }: Readonly<{ answer: ProposalState | 'unanswered' | 'invalid' | null }>) {
  const t = useTranslations('proposals');
  if (answer === null) return null;
  if (typeof answer === 'object' && answer.ok) return <p role="status">{t('figureSaved')}</p>;
  return (
    <p role="alert" className={entry.error}>
      {t(`refusal.${typeof answer === 'string' ? answer : (answer.refusal ?? 'invalid')}`)}
    </p>
  );
}

function shown(errors: FigureErrors, asked: boolean): FigureErrors {
  if (asked) return errors;
  return Object.fromEntries(Object.entries(errors).filter(([, error]) => !WAITING.includes(error)));
}

type GroupProps = Readonly<{
  legend: string;
  names: readonly FigureField[];
  before: ReactNode;
  trial: Trial;
  values: FigureFields;
  errors: FigureErrors;
  fill: (more: Partial<FigureFields>) => void;
}>;

function FieldGroup({ legend, names, before, trial, values, errors, fill }: GroupProps) {
  const t = useTranslations('proposals');
  const choices = useFigureChoices(trial);
  return (
    <fieldset className={entry.group}>
      <legend>{legend}</legend>
      {before}
      {names.map((name) => {
        const error = errors[name];
        return (
          <TypedField
            key={name}
            label={t(`label.${name}`)}
            value={values[name]}
            choices={choices[name]}
            wide={name === 'title' || name === 'authors' || name === 'reason'}
            hint={name === 'authors' ? t('authorsHint') : undefined}
            error={error === undefined ? undefined : t(`fieldError.${error}`)}
            onChange={(value) => fill({ [name]: value })}
          />
        );
      })}
    </fieldset>
  );
}
