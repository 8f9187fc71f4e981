'use client';

import { FileButton } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { useHydrated } from '@/components/ui/use-hydrated';
import { formatLongDay, formatNumber, formatYears } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import type { BundleChange, BundleNumber } from '@/lib/comparison/bundle/changes';
import classes from '../compare.module.css';

type File = Readonly<{ name: string; text: string }>;
type Answer = Readonly<{ ok: true; files: readonly File[] }> | Readonly<{ ok: false }>;
type Props = Readonly<{ action: (form: FormData) => Promise<Answer> }>;
/** `choice`: the address of what the bundle is of. */
type Said = Readonly<{ text: string; lines: readonly string[]; choice: string | null }>;

const ITEMS = [
  ...(['n', 'events', 'median', 'median_low', 'median_high'] as const),
  ...(['survival', 'survival_low', 'survival_high', 'at_risk'] as const),
  ...(['log_rank', 'log_rank_p', 'pair_p', 'pair_adjusted_p', 'gray', 'gray_p'] as const),
  ...(['hazard_ratio', 'hazard_ratio_low', 'hazard_ratio_high', 'hazard_ratio_p', 'proportional_p'] as const),
  ...(['mean_difference', 'mean_difference_low', 'mean_difference_high'] as const),
  ...(['incidence', 'incidence_low', 'incidence_high'] as const),
  ...(['condition_ratio', 'condition_ratio_low', 'condition_ratio_high'] as const),
  ...(['condition_p', 'condition_proportional_p', 'mantel_byar'] as const),
  ...(['follow_up', 'follow_up_low', 'follow_up_high', 'completeness'] as const),
  ...(['published', 'published_low', 'published_high'] as const),
  ...(['difference', 'difference_low', 'difference_high', 'smallest_below', 'smallest_above'] as const),
  ...(['observed', 'expected', 'ratio', 'ratio_low', 'ratio_high', 'one_sample_p'] as const),
] as const;
const ADDRESSES = { groups: '/compare/groups', compare: '/compare' } as const;
const LARGEST = 20_000_000;

/** Opens a bundle that was saved before, and says what has changed since; the file is read by the browser alone. */
export function BundleOpener({ action }: Props) {
  const t = useTranslations('groups.bundle');
  const locale = useLocale();
  const ready = useHydrated();
  const lineOf = useChangeLine();
  const [pending, start] = useTransition();
  const [said, say] = useState<Said>({ text: '', lines: [], choice: null });
  const only = (text: string): void => say({ text, lines: [], choice: null });
  const open = (file: Blob | null): void =>
    start(async () => {
      if (file === null) return;
      const { readBundle, bundleChanges } = await import('@/lib/comparison/bundle/changes');
      const bundle = readBundle(file.size > LARGEST ? [] : await filesIn(file));
      if (bundle === null) return only(t('notABundle'));
      const damaged = await damagedFile(bundle.files);
      if (damaged !== null) return only(t('damaged', { name: damaged }));
      const form = new FormData();
      const choice = `${ADDRESSES[bundle.page]}?${bundle.query}`;
      form.set('page', bundle.page);
      form.set('query', bundle.query);
      form.set('lang', locale);
      const answer = await action(form);
      if (!answer.ok) return say({ text: t('refused'), lines: [], choice });
      const lines = bundleChanges(bundle.files, answer.files).map(lineOf);
      const day = formatLongDay(bundle.made, locale);
      say({ text: t(lines.length === 0 ? 'same' : 'changed', { day }), lines, choice });
    });
  return (
    <div>
      <FileButton onChange={open} accept=".zip,application/zip" disabled={!ready || pending}>
        {(props) => (
          <Button look="small" disabled={!ready || pending} {...props}>
            {t('open')}
          </Button>
        )}
      </FileButton>{' '}
      <span className="muted">{t('openHint')}</span>
      <p role="status">{said.text}</p>
      {said.lines.length > 0 && (
        <ul className={classes.lines}>
          {said.lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {said.choice !== null && <Link href={said.choice}>{t('toChoice')}</Link>}
    </div>
  );
}

/** The files of a ZIP as text; none where it is not one. */
async function filesIn(file: Blob): Promise<File[]> {
  const { default: Zip } = await import('jszip');
  try {
    const zip = await Zip.loadAsync(file);
    return await Promise.all(
      Object.values(zip.files)
        .filter(({ dir }) => !dir)
        .map(async (entry) => ({ name: entry.name, text: await entry.async('string') })),
    );
  } catch {
    return [];
  }
}

/** The first file whose hash is not the one that the manifest names; null: all are as they were. */
async function damagedFile(files: readonly File[]): Promise<string | null> {
  const { namedHashes } = await import('@/lib/comparison/bundle/changes');
  for (const [name, hash] of namedHashes(files)) {
    const text = files.find((file) => file.name === name)?.text ?? '';
    const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
    if (Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('') !== hash) return name;
  }
  return null;
}

/** A change in a sentence. */
function useChangeLine(): (change: BundleChange) => string {
  const t = useTranslations('groups.bundle');
  const causes = useTranslations('groups.cause');
  const locale = useLocale();
  const nameOf = ({ item, group, cause, years, against }: BundleNumber): string => {
    const known = ITEMS.find((one) => one === item);
    const kind = CAUSES.find((one) => one === cause);
    return [
      known === undefined ? item : t(`item.${known}`),
      kind === undefined ? cause : causes(kind),
      against === null ? group : `${group ?? ''} / ${against}`,
      years === null ? null : formatYears(years, locale),
    ]
      .filter((part) => part !== null)
      .join(', ');
  };
  const valueOf = (value: number | null): string =>
    value === null ? '–' : formatNumber(value, locale, Number.isInteger(value) ? 0 : 4);
  return (change) => {
    if (change.kind === 'definition') return t('change.definition');
    if (change.kind === 'rows') {
      const { before, now, gone, added } = change;
      return t('change.rows', { before, now, gone, added });
    }
    return t('change.number', { what: nameOf(change.of), before: valueOf(change.before), now: valueOf(change.now) });
  };
}

const CAUSES = [
  'relapse',
  'death-in-remission',
  'death-before-remission',
  'induction-failure',
  'second-malignancy',
  'death',
] as const;
