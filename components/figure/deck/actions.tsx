'use client';

import { Button } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useMemo, useState } from 'react';
import { usePublicAddress } from '@/components/ui/public-address';
import { saveFile } from '@/components/ui/save-file';
import { splitGenes } from '@/components/ui/genes';
import type { DeckWords } from '@/lib/figure/formats/deck-words';
import { coverSlide } from '@/lib/figure/formats/pptx/cover';
import { summarySlides } from '@/lib/figure/formats/pptx/summary';
import type { Template } from '@/lib/figure/formats/pptx/template/template';
import { entrySlides } from '@/lib/figure/formats/deck-slides';
import { writeDeckQuery, type Deck } from '@/lib/figure/model/deck';
import type { SlideModel, Stage } from '@/lib/figure/model/slide';
import { getPathname } from '@/lib/i18n/navigation';
import classes from './deck.module.css';
import { SlidePicture } from './slide-card';
import type { Drawn, Layout } from './use-laid-out';

/** Addresses longer than this are cut or refused on their way through mail and proxies. */
const LONGEST_ADDRESS = 8000;

type Props = Readonly<{
  deck: Deck;
  layout: Layout;
  stage: Stage;
  template: Template | null;
  /** in the language of the presentation */
  words: DeckWords;
  drawn: readonly Drawn[];
  setStatus: (text: string) => void;
}>;

type CoverProps = Pick<Props, 'deck' | 'stage' | 'template' | 'words'>;

/** The first slide of the file, where it stands in it. */
export function DeckCover(props: CoverProps) {
  return useCover(props).map((slide) => (
    <div key={slide.key} className={classes.slides}>
      <SlidePicture slide={slide} stage={props.stage} backdrop={backdropOf(props.template, slide)} />
    </div>
  ));
}

/** The slides of every figure, which stand last, and what can be done with all of them. */
export function DeckActions(props: Props) {
  const { deck, stage, template, drawn, setStatus } = props;
  const t = useTranslations('deck');
  const cover = useCover(props);
  const summary = useSummary(props);
  const [working, setWorking] = useState(false);
  const waiting = drawn.some(({ state }) => state === 'waiting');
  const lacking = drawn.flatMap(({ state }, i) =>
    state === 'ready' || state === 'waiting' ? [] : [`${i + 1} (${deck.entries[i]?.title ?? ''})`],
  );
  const write = async (): Promise<void> => {
    if (lacking.length > 0) return setStatus(t('refused', { list: lacking.join(', ') }));
    setWorking(true);
    setStatus(t('working'));
    try {
      const own = deck.entries.flatMap((entry, i) => {
        const one = drawn[i];
        return one?.state === 'ready' ? entrySlides(entry, one.figure, splitGenes, stage.wideTitle) : [];
      });
      saveFile(await fileOf([...cover, ...own, ...summary], props), `infant-all-figures-${props.layout.lang}.pptx`);
      setStatus(t('done'));
    } catch {
      setStatus(t('failed'));
    }
    setWorking(false);
  };
  return (
    <>
      <div className={classes.slides}>
        {summary.map((slide) => (
          <SlidePicture key={slide.key} slide={slide} stage={stage} backdrop={backdropOf(template, slide)} />
        ))}
      </div>
      <div className={classes.actions}>
        <Button loading={working || waiting} onClick={() => void write()}>
          {t('write')}
        </Button>
        <ShareButton deck={deck} setStatus={setStatus} />
      </div>
    </>
  );
}

/** The first slide has a layout of its own. */
function backdropOf(template: Template | null, { kind }: SlideModel): Template['backdrop'] | null {
  return template === null ? null : kind === 'cover' ? template.cover.backdrop : template.backdrop;
}

async function fileOf(slides: readonly SlideModel[], { deck, layout, template, words }: Props): Promise<Blob> {
  const [{ writeSlides }, { rasterise }] = await Promise.all([
    import('@/lib/figure/formats/pptx/write'),
    import('../export/inter'),
  ]);
  const bytes = await writeSlides(slides, {
    title: deck.settings.title || (slides[0]?.title.runs.map(({ text }) => text).join('') ?? ''),
    author: deck.settings.author || words.author,
    subject: deck.entries.map(({ title }) => title).join('; '),
    locale: layout.lang,
    ratio: layout.ratio,
    split: splitGenes,
    rasterise,
    template,
  });
  return new Blob([bytes], { type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation' });
}

function useCover(props: CoverProps): readonly SlideModel[] {
  const {
    deck: { settings },
    template,
    words,
  } = props;
  // The first slide of a template has a layout of its own, and the room that it leaves.
  const stage = template?.cover.stage ?? props.stage;
  return useMemo(
    () =>
      settings.cover
        ? [
            coverSlide(
              {
                ...settings,
                title: settings.title.trim() || words.title,
                date: settings.date.trim() || words.today,
                foot: words.foot,
              },
              stage,
              splitGenes,
            ),
          ]
        : [],
    [settings, stage, words],
  );
}

function useSummary(props: Props): readonly SlideModel[] {
  const {
    deck: { settings },
    layout: { lang },
    stage,
    drawn,
  } = props;
  const words = props.words.summary;
  const [slides, setSlides] = useState<readonly SlideModel[]>([]);
  const rows = drawn.flatMap((one) => (one.state === 'ready' ? one.figure.summary : []));
  const key = JSON.stringify([settings.summary, lang, stage, rows]);
  useEffect(() => {
    let waiting = true;
    const made = settings.summary ? summarySlides(rows, words, lang, stage) : Promise.resolve([]);
    void made.then((found) => waiting && setSlides(found));
    return () => {
      waiting = false;
    };
    // The key says all that the slides depend on.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [key, words]);
  return slides;
}

/** Copies an address that holds the whole list. */
function ShareButton({ deck, setStatus }: Pick<Props, 'deck' | 'setStatus'>) {
  const t = useTranslations('deck');
  const lang = useLocale();
  const toPublic = usePublicAddress();
  const share = async (): Promise<void> => {
    const address = toPublic(getPathname({ href: `/deck?${writeDeckQuery(deck.entries)}`, locale: lang }));
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
