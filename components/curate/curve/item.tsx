'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { GeneText } from '@/components/ui/gene-text';
import { SourceChip } from '@/components/ui/source/chip';
import type { Reconstruction } from '@/lib/comparison/figure/reconstructed-curve';
import { secondReadingValues } from '@/lib/comparison/words/reconstructed-text';
import { formatDay, formatPercent, inLocale } from '@/lib/i18n/format';
import type { Citation } from '@/lib/registry/references/citation';
import type { CuratedCurve, CurationStep } from '@/lib/registry/curves/records';
import classes from '../curate.module.css';
import { CurveFit, FitVerdict } from './fit';
import { BlindCurve } from '../blind-curve';
import { CurveSteps, type CurveActions } from './steps';

/** A stored curve with its reconstruction (null: the engine refuses it) and its source. */
export type ListedCurve = Readonly<{
  curve: CuratedCurve;
  rebuilt: Reconstruction | null;
  citation: Citation | null;
  armName: string | null;
}>;

/** One curve of the list: what it is, who did what, how well it fits, and what may be done now. */
export function CurveItem({
  listed: { curve, rebuilt, citation, armName },
  actions,
}: Readonly<{ listed: ListedCurve; actions: CurveActions }>) {
  const t = useTranslations();
  const locale = useLocale();
  const [opened, setOpened] = useState(false);
  const { endpoint, timeZero, stratum, status } = curve;
  const name = `${curve.acronym}: ${inLocale(curve.label, locale)}`;
  const patients = [
    t(`vocabulary.kmt2a.${stratum.kmt2a}`),
    ...(stratum.risk === 'all' ? [] : [t(`vocabulary.risk.${stratum.risk}`)]),
    ...(armName === null ? [] : [armName]),
  ].join(' · ');
  return (
    <li className={classes.item}>
      <h3>
        <GeneText text={name} />
        {citation !== null && (
          <>
            {' '}
            <SourceChip source={curve.source} citation={citation} />
          </>
        )}
      </h3>
      <p className={classes.meta}>
        <span className={classes.status}>{t(`curate.status.${status}`)}</span> ·{' '}
        {t(`vocabulary.endpoint.${endpoint}.short`)} {t(`vocabulary.fromTimeZero.${timeZero}`)} ·{' '}
        <GeneText text={patients} />
        <br />
        <History curve={curve} />
      </p>
      <ReadNote curve={curve} />
      <SecondReadingNote curve={curve} />
      {curve.hidden && <BlindCurve id={curve.id} name={name} show={actions.show} />}
      {rebuilt === null
        ? !curve.hidden && <p className="muted">{t('curate.notRebuilt')}</p>
        : status !== 'withdrawn' && <FitVerdict rebuilt={rebuilt} />}
      {rebuilt !== null && (
        <details onToggle={({ currentTarget }) => setOpened(currentTarget.open)}>
          <summary>{t('curate.details')}</summary>
          {opened && (
            <div>
              <CurveFit points={curve.points} rebuilt={rebuilt} />
            </div>
          )}
        </details>
      )}
      {status !== 'withdrawn' && (
        <CurveSteps
          id={curve.id}
          approvable={status === 'proposed' && !curve.hidden}
          own={curve.own}
          name={name}
          actions={actions}
        />
      )}
    </li>
  );
}

/** How the program's reader read the curve, and the fingerprint of the file that the second curator can compare. */
function ReadNote({ curve: { readFrom, reading } }: Readonly<{ curve: CuratedCurve }>) {
  const t = useTranslations('curate.read');
  const locale = useLocale();
  if (readFrom === null || reading === null) return null;
  const { page, marks, corrections, waypoints, doubtfulShare, sha256 } = reading;
  const share = formatPercent(100 * doubtfulShare, locale, 0);
  return (
    <p className={classes.meta}>
      {t(readFrom)}
      {t('note', { page: page === null ? 'none' : String(page), marks, corrections, waypoints, share })}
      {sha256 !== null && (
        <>
          <br />
          <span className={classes.fingerprint}>{t('file', { sha256 })}</span>
        </>
      )}
    </p>
  );
}

/** What a second reading came to, or that there is none: the approver and the reader are told the same. */
function SecondReadingNote({ curve: { secondReading, secondRead, status } }: Readonly<{ curve: CuratedCurve }>) {
  const t = useTranslations();
  const locale = useLocale();
  if (secondReading === null && status === 'withdrawn') return null;
  const by = secondRead?.by ?? t('curate.nobody');
  return (
    <p className={classes.meta}>
      {t('reconstructed.second', secondReadingValues(secondReading, locale, { waits: status === 'proposed' }))}
      {secondRead !== null &&
        ` · ${t('curate.read.again', { by, on: formatDay(secondRead.on, locale), how: secondRead.method })}`}
    </p>
  );
}

/** Who proposed, approved and withdrew the curve, and when. */
function History({ curve: { proposed, approved, withdrawn } }: Readonly<{ curve: CuratedCurve }>) {
  const t = useTranslations('curate');
  const locale = useLocale();
  const step = (key: 'proposed' | 'approved' | 'withdrawn', { by, on }: CurationStep): string =>
    t(`step.${key}`, { by: by ?? t('nobody'), on: formatDay(on, locale) });
  return [
    step('proposed', proposed),
    ...(approved === null ? [] : [step('approved', approved)]),
    ...(withdrawn === null ? [] : [`${step('withdrawn', withdrawn)}: ${withdrawn.reason}`]),
  ].join(' · ');
}
