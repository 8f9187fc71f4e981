'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { useHydrated } from '@/components/ui/use-hydrated';
import { MOST_SERIES, type CompareSelection } from '@/lib/comparison/selection/selection';
import { SeriesFinder } from './series-finder';
import { useFigures } from './use-figures';

type Props = Readonly<{
  /** ids of what is chosen, and of which endpoint and patients */
  chosen: readonly string[];
  asked: Pick<CompareSelection, 'endpoint' | 'population'>;
  onAdd: (id: string) => void;
}>;

/** Opens the list of the figures that can be added, which is asked for as soon as the reader reaches for the button. */
export function AddFigures({ chosen, asked, onAdd }: Props) {
  const t = useTranslations('compare');
  const [finding, setFinding] = useState(false);
  const hydrated = useHydrated();
  const figures = useFigures(asked.endpoint, finding);
  return (
    <>
      <Button
        look="plain"
        disabled={chosen.length >= MOST_SERIES}
        onPointerEnter={figures.prepare}
        onFocus={figures.prepare}
        onClick={() => setFinding(true)}
      >
        {t('add')}
      </Button>
      {hydrated && (
        <SeriesFinder
          opened={finding}
          onClose={() => setFinding(false)}
          figures={figures}
          chosen={chosen}
          asked={asked}
          onAdd={onAdd}
        />
      )}
    </>
  );
}
