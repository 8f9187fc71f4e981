import { beforeAll, describe, expect, test } from 'vitest';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { everyDocument, splitGenes } from '../../../testing/documents';
import { handTemplate } from '../../../testing/hand-template';
import { officeBreaches } from '../../../testing/office-rules';
import { DOT, expectPlaced, slidesIn } from '../../../testing/slide-rules';
import { deckWords } from '../../deck-words';
import { coverSlide } from '../cover';
import { figureSlides } from '../pptx';
import { summarySlides } from '../summary';
import { slideWords } from '../words';
import { writeSlides } from '../write';
import { readTemplate, type Template } from './template';

// Whole presentations in a template that no program of ours has made, with the longest Russian titles.

const KINDS = ['comparison-local', 'forest', 'calendar', 'attributes', 'trial', 'own-data'];
const FONTS = [
  { title: 'Georgia', text: 'Verdana', wide: 1.32, wideTitle: 1.18 },
  { title: 'Courier New', text: 'Arial', wide: 1, wideTitle: 1.66 },
] as const;

const made = everyDocument('ru');

async function deckIn(template: Template, native: boolean): Promise<Uint8Array> {
  const [t, documents] = await Promise.all([messageLookup('ru'), made]);
  const own = KINDS.flatMap((kind) => documents.get(kind) ?? []);
  const { ratio, stage } = template;
  const options = { ratio, native, split: splitGenes, words: slideWords(t), stage };
  const slides = await Promise.all(own.map((document) => figureSlides(document, options)));
  const words = deckWords('ru', '2026-07-02', t);
  const title = own[0]?.title ?? '';
  const cover = { ...words, title, subtitle: title, author: 'НМИЦ ДГОИ им. Дмитрия Рогачёва', date: words.today };
  const rows = own.flatMap(({ summary = [] }) => summary);
  return writeSlides(
    [
      coverSlide(cover, template.cover.stage, splitGenes),
      ...slides.flat(),
      ...(await summarySlides(rows, words.summary, 'ru', stage)),
    ],
    { title, author: 'A', subject: 'S', locale: 'ru', ratio, split: splitGenes, template, rasterise: async () => DOT },
  );
}

describe.each(FONTS)('a template in $title and $text', ({ title, text, wide, wideTitle }) => {
  let template: Template;
  beforeAll(async () => {
    const bytes = await handTemplate({ title, text });
    const reading = await readTemplate('centre.pptx', bytes.length, async () => bytes);
    if (!reading.ok) throw new Error(reading.fault);
    template = reading.template;
  });

  test('is read with the room beside its stripe and above its logo, and the widths of its fonts', () => {
    expect(template).toMatchObject({ ratio: '4x3', layout: 'Только заголовок', ground: 'light' });
    expect(template.stage).toMatchObject({ wide, wideTitle });
    // 300,000 and 6,300,000 EMU of 12,700 a point.
    expect(template.stage.left).toBeGreaterThanOrEqual(300_000 / 12_700);
    expect(template.stage.bottom).toBeLessThanOrEqual(6_300_000 / 12_700);
  });

  test.each([false, true])(
    'takes every kind of figure, on its slides and sound (editable charts: %s)',
    { timeout: 120_000 },
    async (native) => {
      const bytes = await deckIn(template, native);
      expect(await officeBreaches(bytes)).toEqual([]);
      const slides = await slidesIn(bytes);
      expect(slides.length).toBeGreaterThan(15);
      expect(slides.some(({ boxes }) => boxes.some(({ kind }) => kind === 'chart'))).toBe(native);
      expectPlaced(slides, '4x3');
    },
  );
});
