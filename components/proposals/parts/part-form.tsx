'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import classes from '@/components/curate/curate.module.css';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { GeneText } from '@/components/ui/gene-text';
import { useHydrated } from '@/components/ui/use-hydrated';
import { formatNumber, formatPercent, inLocale } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/link';
import { checkPart, type HeldShare, type HeldStatement } from '@/lib/registry/proposals/parts/live-checks';
import { mayRetire, PART_FIELDS, type Part, type PartValues } from '@/lib/registry/proposals/parts/fields';
import type { PartState } from '@/lib/registry/proposals/parts/state';
import type { ReferenceAnswer } from '@/lib/registry/proposals/state';
import { readTyped } from '@/lib/registry/proposals/parts/typed';
import { asDraft, type Typed } from '@/lib/merging/begun';
import { BrokenRules } from '../broken-rules';
import { DraftNote } from '../draft-note';
import { TypedField } from '@/components/curate/typed-field';
import { useBegun } from '../use-begun';
import { useDraft, type DraftKeeping } from '../use-draft';
import { FieldOf, type FieldRules, type Known } from './field-of';
import { ReferencePaste } from './reference-paste';

type Target = Readonly<{ trial: string | null; part: Part; item: string | null }>;
type Send = (target: Target, sent: Readonly<{ values: Typed; began: Typed }>) => Promise<PartState>;
export type PartActions = Readonly<{
  propose: Send;
  retire: Send;
  read: (text: string) => Promise<ReferenceAnswer>;
}>;
type Props = Readonly<{
  target: Target;
  /** the fields as they stand; empty for a new one */
  first: PartValues;
  draft: DraftKeeping & Readonly<{ values: PartValues | null }>;
  known: Known;
  actions: PartActions;
}>;

/** The fields of one part; what is wrong stands beside its field, what the rules refuse below. */
export function PartForm({ target, first, draft, known, actions }: Props) {
  const t = useTranslations('proposals');
  const ready = useHydrated();
  const form = usePartForm({ target, first, draft });
  const checks = checkPart(target.part, form.values, target.item, known.beside);
  const { values, answer, working } = form;
  const fill = (name: string, value: string): void => form.fill({ [name]: value });
  const cited: Cited = (ref) => known.references.find(({ value }) => value === ref)?.label ?? ref;
  return (
    <form
      className={entry.form}
      noValidate
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        form.submit(actions.propose);
      }}
    >
      {target.part === 'reference' && (
        <ReferencePaste ready={ready} item={target.item} values={values} read={actions.read} fill={form.fill} />
      )}
      {PART_FIELDS[target.part].map((field) => (
        <FieldOf
          key={field.name}
          field={field}
          fixed={field.key === true && (target.item !== null || (target.part === 'trial' && target.trial !== null))}
          known={known}
          values={values}
          errors={form.errors}
          rules={{ ...form.rules, ...checks.rules }}
          meanwhile={form.meanwhile}
          fill={fill}
        />
      ))}
      <Disagreeing shares={checks.disagree} cited={cited} />
      <OnTopic statements={checks.onTopic} cited={cited} />
      <TypedField
        wide
        label={t('label.reason')}
        value={values['reason'] ?? ''}
        error={form.reasonWrong ? t('refusal.reason-length') : undefined}
        onChange={(text) => fill('reason', text)}
      />
      <Propose
        disabled={working || !ready}
        retire={mayRetire(target.part) && isThere(target, first) ? () => form.retire(actions.retire) : null}
      />
      <DraftNote at={draft.at} kept={form.kept} onDiscard={form.discard} />
      <Answer answer={answer} />
    </form>
  );
}

type PartFormState = Readonly<{
  values: Typed;
  errors: PartState['errors'];
  /** what rules of the data set say of a field */
  rules: FieldRules;
  reasonWrong: boolean;
  meanwhile: Typed;
  kept: ReturnType<typeof useDraft>['kept'];
  working: boolean;
  answer: PartState | 'unanswered' | 'invalid' | null;
  fill: (fields: PartValues) => void;
  discard: () => void;
  submit: (propose: Send) => void;
  retire: (retire: Send) => void;
}>;

function usePartForm({ target, first, draft }: Pick<Props, 'target' | 'first' | 'draft'>): PartFormState {
  const [working, startTransition] = useTransition();
  const { values, began, meanwhile, ...form } = useBegun({ ...first, reason: '' }, draft.values);
  const { kept, forget } = useDraft(draft, asDraft({ values, began }), asDraft({ values: began, began }));
  const [asked, setAsked] = useState(false);
  const [answer, setAnswer] = useState<PartState | 'unanswered' | null>(null);
  const { errors: typedErrors } = readTyped(target.part, values);
  const faulty = Object.keys(typedErrors).length > 0;
  const said = answer === null || answer === 'unanswered' ? {} : answer.errors;
  const send = (step: Send): void =>
    startTransition(async () => {
      const state = await step(target, { values, began }).catch(() => null);
      setAnswer(state ?? 'unanswered');
      if (state !== null && state.now !== null) form.meet(state.now);
      if (state?.ok === true) forget();
    });
  return {
    values,
    errors: { ...said, ...(asked ? typedErrors : {}) },
    rules: rulesOf(answer),
    reasonWrong: typeof answer === 'object' && answer?.refusal === 'reason-length',
    meanwhile,
    kept,
    working,
    answer: asked && faulty ? 'invalid' : answer,
    fill: (fields) => {
      form.fill(fields);
      setAnswer(null);
    },
    discard: () => {
      forget();
      form.restart();
    },
    submit: (propose) => {
      setAsked(true);
      if (!faulty) send(propose);
    },
    retire: (retire) => {
      setAsked(false);
      send(retire);
    },
  };
}

function rulesOf(answer: PartState | 'unanswered' | null): FieldRules {
  if (answer === null || answer === 'unanswered') return {};
  return Object.fromEntries(answer.problems.flatMap(({ at }) => (at === undefined ? [] : [[at.field, at.said]])));
}

function Answer({ answer }: Readonly<{ answer: PartState | 'unanswered' | 'invalid' | null }>) {
  const t = useTranslations('proposals');
  if (answer === null) return null;
  if (typeof answer === 'object' && answer.ok) return <p role="status">{t('changeSaved')}</p>;
  const elsewhere = typeof answer === 'object' ? answer.problems.filter(({ at }) => at === undefined) : [];
  const ruled = typeof answer === 'object' && answer.refusal === 'contradiction';
  const refusal = typeof answer === 'string' ? answer : (answer.refusal ?? 'invalid');
  return (
    <div role="alert" className={entry.error}>
      {ruled ? (
        <p>{elsewhere.length === 0 ? t('refusal.invalid') : t('ruleSays')}</p>
      ) : (
        <p>{t(`refusal.${refusal}`)}</p>
      )}
      <BrokenRules problems={elsewhere} />
    </div>
  );
}

/** A publication as it is cited. */
type Cited = (ref: string) => string;

/** Why sources differ is said in a part of its own. */
function ToDisagreement() {
  const t = useTranslations('parts');
  return (
    <p>
      <Link href="/curate/study?part=disagreement">{t('writeDisagreement')}</Link>
    </p>
  );
}

/** Shares of the same patients that say something else; both stay, and why they differ is said in a part of its own. */
function Disagreeing({ shares, cited }: Readonly<{ shares: readonly HeldShare[]; cited: Cited }>) {
  const t = useTranslations('parts');
  const locale = useLocale();
  if (shares.length === 0) return null;
  const number = ({ percent, range }: HeldShare): string =>
    range === null
      ? formatPercent(percent ?? 0, locale)
      : `${formatNumber(range.low, locale)}–${formatPercent(range.high, locale)}`;
  return (
    <div role="status" className={classes.problems}>
      <p>{t('disagrees')}</p>
      <ul>
        {shares.map((share) => (
          <li key={share.id}>
            <GeneText text={`${inLocale(share.characteristic, locale)} (${inLocale(share.population, locale)})`} />:{' '}
            {number(share)}, {cited(share.ref)}
          </li>
        ))}
      </ul>
      <ToDisagreement />
    </div>
  );
}

/** What other sources say on the topic of a statement, so that a disagreement is seen while it is written. */
function OnTopic({ statements, cited }: Readonly<{ statements: readonly HeldStatement[]; cited: Cited }>) {
  const t = useTranslations('parts');
  const locale = useLocale();
  if (statements.length === 0) return null;
  return (
    <div role="status">
      <p>{t('onTopic')}</p>
      <ul>
        {statements.map(({ id, text, ref }) => (
          <li key={id}>
            <GeneText text={inLocale(text, locale)} /> ({cited(ref)})
          </li>
        ))}
      </ul>
      <ToDisagreement />
    </div>
  );
}

/** A judgement that nobody has made cannot be taken away. */
function isThere({ item, trial }: Target, first: PartValues): boolean {
  return (item !== null || trial !== null) && Object.values(first).some((text) => text !== '');
}

function Propose({ disabled, retire }: Readonly<{ disabled: boolean; retire: (() => void) | null }>) {
  const t = useTranslations('proposals');
  return (
    <>
      <div className={entry.actions}>
        <Button type="submit" look="primary" disabled={disabled}>
          {t('proposeChange')}
        </Button>
        <span className={entry.hint}>{t('proposeHint')}</span>
      </div>
      {retire !== null && (
        <div className={entry.actions}>
          <Button type="button" look="small" disabled={disabled} onClick={retire}>
            {t('retire')}
          </Button>
          <span className={entry.hint}>{t('retireHint')}</span>
        </div>
      )}
    </>
  );
}
