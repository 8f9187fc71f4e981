'use client';

import { Button, Checkbox, SegmentedControl, TextInput } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { EmptyState } from '@/components/ui/empty-state';
import { saveFile } from '@/components/ui/save-file';
import { useHydrated } from '@/components/ui/use-hydrated';
import { LONGEST_TITLE, MOST_FIGURES, moved, writeDeckQuery, type DeckEntry } from '@/lib/figure/model/deck';
import { getPathname, Link } from '@/lib/i18n/navigation';
import classes from './deck-list.module.css';
import { useDeck } from './use-deck';

/** Addresses longer than this are cut or refused on their way through mail and proxies. */
const LONGEST_ADDRESS = 8000;

/** Saved comparisons in the order of the slides: rename, move, remove, share, and write as one presentation. */
export function DeckList({ shared }: Readonly<{ shared: readonly DeckEntry[] }>) {
  const t = useTranslations('deck');
  const { entries, save } = useDeck();
  const ready = useHydrated();
  const [status, setStatus] = useState('');
  const change = (next: readonly DeckEntry[]): void => setStatus(save(next) ? '' : t('notKept'));
  const fresh = shared.filter(({ query }) => !entries.some((entry) => entry.query === query));
  return (
    <div className={classes.deck}>
      {ready && fresh.length > 0 && (
        <div className={classes.shared}>
          <p>{t('shared', { count: fresh.length })}</p>
          <Button
            size="sm"
            disabled={entries.length + fresh.length > MOST_FIGURES}
            onClick={() => change([...entries, ...fresh])}
          >
            {t('takeOver')}
          </Button>
          {entries.length + fresh.length > MOST_FIGURES && <p>{t('full')}</p>}
        </div>
      )}
      {ready && entries.length === 0 && (
        <EmptyState title={t('emptyTitle')} text={t('empty')}>
          <Link href="/compare">{t('toCompare')}</Link>
        </EmptyState>
      )}
      <ol className={classes.list}>
        {entries.map((entry, i) => (
          <Item
            key={entry.query}
            entry={entry}
            position={i}
            count={entries.length}
            onMove={(by) => change(moved(entries, i, by))}
            onRemove={() => change(entries.filter((_, other) => other !== i))}
            onRename={(title) =>
              change(entries.map((one, other) => (other === i ? { ...one, title, renamed: true } : one)))
            }
          />
        ))}
      </ol>
      {entries.length > 0 && <DeckActions entries={entries} setStatus={setStatus} />}
      <p className={classes.status} role="status">
        {status}
      </p>
    </div>
  );
}

type ItemProps = Readonly<{
  entry: DeckEntry;
  position: number;
  count: number;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
  onRename: (title: string) => void;
}>;

function Item({ entry: { query, title }, position, count, onMove, onRemove, onRename }: ItemProps) {
  const t = useTranslations('deck');
  const [text, setText] = useState(title);
  const keep = (): void => {
    const next = text.trim();
    if (next === '') setText(title);
    else if (next !== title) onRename(next);
  };
  return (
    <li className={classes.item}>
      <span className={classes.number} aria-hidden="true">
        {position + 1}
      </span>
      <TextInput
        className={classes.name}
        aria-label={t('name', { position: position + 1 })}
        value={text}
        maxLength={LONGEST_TITLE}
        onChange={({ currentTarget: { value } }) => setText(value)}
        onBlur={keep}
        onKeyDown={({ key }) => key === 'Enter' && keep()}
      />
      <span className={classes.buttons}>
        <Link href={`/compare?${query}`}>{t('open')}</Link>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('up', { title })}
          disabled={position === 0}
          onClick={() => onMove(-1)}
        >
          ↑
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('down', { title })}
          disabled={position === count - 1}
          onClick={() => onMove(1)}
        >
          ↓
        </Button>
        <Button size="compact-sm" variant="default" aria-label={t('remove', { title })} onClick={onRemove}>
          ×
        </Button>
      </span>
    </li>
  );
}

function DeckActions({
  entries,
  setStatus,
}: Readonly<{ entries: readonly DeckEntry[]; setStatus: (text: string) => void }>) {
  const t = useTranslations('deck');
  const lang = useLocale();
  const [ratio, setRatio] = useState<'16x9' | '4x3'>('16x9');
  const [native, setNative] = useState(false);
  const [working, setWorking] = useState(false);
  const write = async (): Promise<void> => {
    setWorking(true);
    setStatus(t('working'));
    try {
      const response = await fetch('/api/figures/deck.pptx', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ figures: entries, lang, ratio, native: native ? '1' : '0' }),
      });
      if (response.ok) saveFile(await response.blob(), `infant-all-figures-${lang}.pptx`);
      setStatus(response.ok ? t('done') : refusal(await problemsOf(response)));
    } catch {
      setStatus(t('failed'));
    }
    setWorking(false);
  };
  const refusal = (positions: readonly number[]): string =>
    positions.length === 0
      ? t('failed')
      : t('refused', { list: positions.map((at) => `${at + 1} (${entries[at]?.title ?? ''})`).join(', ') });
  return (
    <div className={classes.actions}>
      <SegmentedControl
        size="sm"
        aria-label={t('ratio')}
        data={[
          { value: '16x9', label: '16 : 9' },
          { value: '4x3', label: '4 : 3' },
        ]}
        value={ratio}
        onChange={(value) => setRatio(value === '4x3' ? '4x3' : '16x9')}
      />
      <Checkbox
        label={t('native')}
        checked={native}
        onChange={({ currentTarget: { checked } }) => setNative(checked)}
      />
      <Button loading={working} onClick={() => void write()}>
        {t('write')}
      </Button>
      <ShareButton entries={entries} setStatus={setStatus} />
    </div>
  );
}

/** Copies an address that holds the whole presentation. */
function ShareButton({
  entries,
  setStatus,
}: Readonly<{ entries: readonly DeckEntry[]; setStatus: (text: string) => void }>) {
  const t = useTranslations('deck');
  const lang = useLocale();
  const share = async (): Promise<void> => {
    const address = new URL(
      getPathname({ href: `/deck?${writeDeckQuery(entries)}`, locale: lang }),
      window.location.origin,
    ).toString();
    if (address.length > LONGEST_ADDRESS) return setStatus(t('tooLong'));
    await navigator.clipboard.writeText(address).then(
      () => setStatus(t('copied')),
      () => setStatus(t('copyFailed')),
    );
  };
  return (
    <Button variant="default" onClick={() => void share()}>
      {t('share')}
    </Button>
  );
}

/** Positions of the entries that the server could not draw. */
async function problemsOf(response: Response): Promise<number[]> {
  const { errors = [] } = (await response.json().catch(() => ({}))) as { errors?: { parameter: string }[] };
  const positions = errors.flatMap(({ parameter }) => /^figures\.(\d+)/u.exec(parameter)?.[1] ?? []);
  return [...new Set(positions)].map(Number);
}
