'use client';

import { useTranslations } from 'next-intl';
import { useId, useState, type KeyboardEvent } from 'react';
import type { TimeUnit } from '@/lib/analysis/choice';
import { nextStop } from '@/lib/analysis/curve-stops';
import type { OwnStep } from '@/lib/analysis/curves';
import { durationWithUnit } from '@/lib/analysis/duration-text';
import { formatInterval, formatPercent } from '@/lib/i18n/format';
import type { Locale } from '@/lib/i18n/routing';
import classes from './analyse.module.css';

type Curve = Readonly<{ name: string; steps: readonly OwnStep[] }>;
type Props = Readonly<{ curves: readonly Curve[]; unit: TimeUnit; locale: Locale; label: string }>;

/** Reads the curves by the arrow keys, corner by corner: a slider, whose value a screen reader says as it changes. */
export function CurveReader({ curves, unit, locale, label }: Props) {
  const [t, unitName] = [useTranslations('analyse.reader'), useTranslations('analyse.unitShort')];
  const id = useId();
  const [stop, go] = useState({ curve: 0, corner: 0 });
  const curve = curves[stop.curve] ?? curves[0];
  const step = curve?.steps[stop.corner] ?? curve?.steps[0];
  if (curve === undefined || step === undefined) return null;
  const { time, percent, low, high, atRisk } = step;
  const limits = low === null || high === null || low === high ? 'none' : formatInterval(low, high, locale);
  const said = t('said', {
    name: curve.name,
    time: durationWithUnit(time, unit, locale, unitName),
    percent: formatPercent(percent, locale, 1),
    limits,
    atRisk: atRisk ?? 'none',
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = nextStop(
      event.key,
      stop,
      curves.map(({ steps }) => steps),
    );
    if (next === null || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    go(next);
  };
  return (
    <div className={classes.reader}>
      <div
        role="slider"
        tabIndex={0}
        aria-label={t('label', { title: label })}
        aria-describedby={id}
        aria-valuemin={0}
        aria-valuemax={curve.steps.length - 1}
        aria-valuenow={Math.min(stop.corner, curve.steps.length - 1)}
        aria-valuetext={said}
        onKeyDown={onKeyDown}
      >
        {said}
      </div>
      <p id={id} className={classes.hint}>
        {t(curves.length > 1 ? 'keys' : 'keysOne')}
      </p>
    </div>
  );
}
