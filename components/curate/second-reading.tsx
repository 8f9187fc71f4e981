'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useId, useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { Select } from '@/components/ui/field';
import type { FinishedFigure } from '@/components/figure-reader/figure-reader';
import { secondReadingValues } from '@/lib/comparison/words/reconstructed-text';
import type { ReadArm } from '@/lib/figure-reading/person/finished';
import type { SecondReadingInput } from '@/lib/registry/curves/schema';
import type { CurveRefusal, SecondReadingState } from '@/lib/registry/curves/state';
import { secondSubmissionOf } from './use-figure-form';

/** A curve that waits for a second curator. What the first one read stays with the server. */
export type WaitingName = Readonly<{ id: string; name: string }>;

type Props = Readonly<{
  arm: ReadArm;
  finished: FinishedFigure;
  waiting: readonly WaitingName[];
  readAgain: (input: SecondReadingInput) => Promise<SecondReadingState>;
}>;
type Told = Readonly<{ name: string; reading: NonNullable<SecondReadingState['reading']> }>;

/** An own reading, finished without seeing the first one, laid beside the curve that waits: compared and stored once. */
export function SecondReading({ arm, finished, waiting, readAgain }: Props) {
  const t = useTranslations('curveReader.second');
  const words = useTranslations();
  const locale = useLocale();
  const [chosen, setChosen] = useState('');
  const { told, refused, pending, store } = useStoring(readAgain);
  if (told !== null)
    return (
      <p className={entry.done} role="status">
        {t('stored', { name: told.name })} {words('reconstructed.second', secondReadingValues(told.reading, locale))}
      </p>
    );
  if (waiting.length === 0 || finished.open !== null) return null;
  const curve = waiting.find((one) => one.id === chosen);
  const input = curve === undefined ? null : secondSubmissionOf(curve.id, arm, finished);
  return (
    <div className={entry.field}>
      <ChooseWaiting waiting={waiting} chosen={chosen} choose={setChosen} />
      {refused !== null && (
        <p role="alert" className={entry.error}>
          {words(`curate.refusal.${refused}`)}
        </p>
      )}
      {input !== null && curve !== undefined && (
        <div className={entry.actions}>
          <Button look="small" disabled={pending} onClick={() => store(input, curve.name)}>
            {t('store')}
          </Button>
        </div>
      )}
    </div>
  );
}

function useStoring(readAgain: Props['readAgain']) {
  const [told, setTold] = useState<Told | null>(null);
  const [refused, setRefused] = useState<CurveRefusal | 'unanswered' | null>(null);
  const [pending, startTransition] = useTransition();
  const store = (input: SecondReadingInput, name: string): void =>
    startTransition(async () => {
      const answer = await readAgain(input).catch(() => null);
      setRefused(answer === null ? 'unanswered' : answer.refusal);
      if (answer?.reading != null) setTold({ name, reading: answer.reading });
    });
  return { told, refused, pending, store };
}

type ChooseProps = Pick<Props, 'waiting'> & Readonly<{ chosen: string; choose: (id: string) => void }>;

function ChooseWaiting({ waiting, chosen, choose }: ChooseProps) {
  const t = useTranslations('curveReader.second');
  const id = useId();
  return (
    <>
      <label htmlFor={id} className={entry.label}>
        {t('choose')}
      </label>
      <Select
        look="form"
        id={id}
        value={chosen}
        aria-describedby={`${id}-hint`}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      >
        <option value="">{t('none')}</option>
        {waiting.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </Select>
      <p className={entry.hint} id={`${id}-hint`}>
        {t('hint')}
      </p>
    </>
  );
}
