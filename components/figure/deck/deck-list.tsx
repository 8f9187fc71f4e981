'use client';

import { Button } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { EmptyState } from '@/components/ui/empty-state';
import { useHydrated } from '@/components/ui/use-hydrated';
import type { DeckWords } from '@/lib/figure/formats/deck-words';
import type { Template } from '@/lib/figure/formats/pptx/template/template';
import { plainStage } from '@/lib/figure/formats/pptx/measure';
import { isSameFigure, MOST_FIGURES, moved, OWN_KIND, type DeckEntry } from '@/lib/figure/model/deck';
import type { Stage } from '@/lib/figure/model/slide';
import type { Locale } from '@/lib/i18n/routing';
import { Link } from '@/lib/i18n/navigation';
import { DeckActions, DeckCover } from './actions';
import classes from './deck.module.css';
import { DeckFigure } from './figure';
import { forgetOwnSlides } from './own-slides';
import { DeckSettingsForm } from './settings';
import { useDeck } from './use-deck';
import { useLaidOut, type Drawn } from './use-laid-out';

type Props = Readonly<{ shared: readonly DeckEntry[]; words: Readonly<Record<Locale, DeckWords>> }>;

/** A presentation of saved figures: its first slide, every figure with all its slides as they will be, and the file. */
export function DeckList({ shared, words }: Props) {
  const t = useTranslations('deck');
  const locale = useLocale();
  const { deck, save } = useDeck();
  const { entries, settings } = deck;
  const ready = useHydrated();
  const [status, setStatus] = useState('');
  const [template, setTemplate] = useState<Template | null>(null);
  const keep = (next: Partial<typeof deck>): void => setStatus(save({ ...deck, ...next }) ? '' : t('notKept'));
  const change = (next: readonly DeckEntry[]): void => keep({ entries: next });
  const ratio = template?.ratio ?? settings.ratio;
  const layout = { lang: settings.lang ?? locale, ratio, native: settings.native, stage: template?.stage ?? null };
  const drawn = useLaidOut(entries, layout);
  const stage = template?.stage ?? plainStage(ratio);
  return (
    <div className={classes.deck}>
      {ready && <SharedFigures shared={shared} entries={entries} change={change} />}
      {ready && entries.length === 0 && (
        <EmptyState title={t('emptyTitle')} text={t('empty')}>
          <Link href="/compare">{t('toCompare')}</Link>
        </EmptyState>
      )}
      {entries.length > 0 && (
        <DeckSettingsForm
          settings={settings}
          change={(part) => keep({ settings: { ...settings, ...part } })}
          template={template}
          setTemplate={setTemplate}
        />
      )}
      {entries.length > 0 && <DeckCover deck={deck} stage={stage} template={template} words={words[layout.lang]} />}
      <FigureList
        entries={entries}
        drawn={drawn}
        stage={stage}
        template={template}
        native={settings.native}
        change={change}
      />
      {entries.length > 0 && (
        <DeckActions
          deck={deck}
          layout={layout}
          stage={stage}
          template={template}
          words={words[layout.lang]}
          drawn={drawn}
          setStatus={setStatus}
        />
      )}
      <p className={classes.status} role="status">
        {status}
      </p>
    </div>
  );
}

type ListProps = Readonly<{
  entries: readonly DeckEntry[];
  drawn: readonly Drawn[];
  stage: Stage;
  template: Template | null;
  native: boolean;
  change: (next: readonly DeckEntry[]) => void;
}>;

/** The figures in the order of their slides. */
function FigureList({ entries, drawn, stage, template, native, change }: ListProps) {
  const [dragged, setDragged] = useState<number | null>(null);
  const move = (from: number, to: number): void => change(moved(entries, from, to));
  const remove = (at: number): void => {
    const gone = entries[at];
    if (gone?.kind === OWN_KIND) forgetOwnSlides(gone.query);
    change(entries.filter((_, other) => other !== at));
  };
  return (
    <ol className={classes.list}>
      {entries.map((entry, i) => (
        <DeckFigure
          key={`${entry.kind}?${entry.query}`}
          entry={entry}
          drawn={drawn[i] ?? { state: 'waiting' }}
          stage={stage}
          backdrop={template?.backdrop ?? null}
          native={native}
          position={i}
          count={entries.length}
          dragged={dragged === i}
          onDrag={() => setDragged(i)}
          onDrop={() => {
            if (dragged !== null) move(dragged, i);
            setDragged(null);
          }}
          onMove={(by) => move(i, i + by)}
          onRemove={() => remove(i)}
          onChange={(next) => change(entries.map((one, other) => (other === i ? next : one)))}
        />
      ))}
    </ol>
  );
}

type SharedProps = Readonly<{
  shared: readonly DeckEntry[];
  entries: readonly DeckEntry[];
  change: (next: readonly DeckEntry[]) => void;
}>;

/** The figures that the address brings and the list has not. */
function SharedFigures({ shared, entries, change }: SharedProps) {
  const t = useTranslations('deck');
  const fresh = shared.filter((one) => !entries.some((entry) => isSameFigure(entry, one)));
  if (fresh.length === 0) return null;
  const tooMany = entries.length + fresh.length > MOST_FIGURES;
  return (
    <div className={classes.shared}>
      <p>{t('shared', { count: fresh.length })}</p>
      <Button size="sm" disabled={tooMany} onClick={() => change([...entries, ...fresh])}>
        {t('takeOver')}
      </Button>
      {tooMany && <p>{t('full')}</p>}
    </div>
  );
}
