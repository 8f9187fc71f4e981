'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { AxisProposal, FoundLetters } from '@/lib/figure-reading/letters/read-letters';
import { formatNumber } from '@/lib/i18n/format';
import classes from '../figure-reader.module.css';
import type { LetterState } from '../use-figure';

type Props = Readonly<{ letters: LetterState; onRead: () => void }>;

/** Reading the numbers on the axes of a picture, and what came of it. */
export function AxisLetters({ letters, onRead }: Props) {
  const t = useTranslations('curveReader.letters');
  return (
    <>
      <div className={classes.row}>
        <ReadButton letters={letters} onRead={onRead} />
      </div>
      <p className={classes.hint}>{t('hint')}</p>
      <div role="status">
        {letters === 'reading' && <p className={classes.hint}>{t('reading')}</p>}
        {typeof letters === 'object' && <FoundAxes axes={letters.axes} />}
      </div>
      <FailedLetters letters={letters} />
    </>
  );
}

/** Loads what reads letters, and reads; nothing of it is loaded before. */
export function ReadButton({ letters, onRead }: Props) {
  const t = useTranslations('curveReader.letters');
  return (
    <Button look="plain" disabled={letters === 'reading'} onClick={onRead}>
      {t('read')}
    </Button>
  );
}

export function FailedLetters({ letters }: Readonly<{ letters: LetterState }>) {
  const t = useTranslations('curveReader.letters');
  return letters === 'failed' ? (
    <p role="alert" className={classes.refused}>
      {t('failed')}
    </p>
  ) : null;
}

function FoundAxes({ axes }: Pick<FoundLetters, 'axes'>) {
  const t = useTranslations('curveReader.letters');
  if (axes === null) return <p className={classes.hint}>{t('noAxes')}</p>;
  return (
    <>
      <ul className={classes.hint}>
        <FoundAxis name="time" axis={axes.x} />
        <FoundAxis name="level" axis={axes.y} />
        <li>{axes.ticks === 'differ' ? <strong>{t('ticks.differ')}</strong> : t(`ticks.${axes.ticks}`)}</li>
      </ul>
      <p className={classes.hint}>{t('proposal')}</p>
    </>
  );
}

function FoundAxis({ name, axis }: Readonly<{ name: 'time' | 'level'; axis: AxisProposal }>) {
  const t = useTranslations('curveReader.letters');
  const axes = useTranslations('curveReader.axes');
  const locale = useLocale();
  const open = [axis.first === null ? t('firstOpen') : null, axis.last === null ? t('lastOpen') : null];
  return (
    <li>
      {axes(name)}: {t('found', { count: axis.labels, step: formatNumber(axis.step, locale) })}
      {axis.misread.length > 0 && <> {t('misread', { texts: axis.misread.join('; ') })}</>}
      {axis.unread > 0 && <> {t('unread', { count: axis.unread })}</>}
      {open.map((said) => said !== null && <strong key={said}> {said}</strong>)}
    </li>
  );
}
