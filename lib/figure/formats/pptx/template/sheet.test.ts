import JSZip from 'jszip';
import { beforeAll, describe, expect, test } from 'vitest';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { LOCALES } from '@/lib/i18n/routing';
import type { FigureDocument } from '../../../model/document';
import type { SlideItem, SlideModel, Stage } from '../../../model/slide';
import { everyDocument, splitGenes } from '../../../testing/documents';
import { handTemplate } from '../../../testing/hand-template';
import { officeBreaches } from '../../../testing/office-rules';
import {
  DOT,
  expectPictures,
  expectPlaced,
  expectReadable,
  slidesIn,
  type MeasuredSlide,
} from '../../../testing/slide-rules';
import { slidePreview } from '../../slide-preview';
import { coverSlide } from '../cover';
import { figureSlides } from '../pptx';
import { slideWords } from '../words';
import { plainStage, textHeight } from '../measure';
import { writeSlides } from '../write';
import { forTemplate } from './into-template';
import { contrast } from './contrast';
import { grownStage, isRead, sheetsOf, sheetStage, showsSeries, standsOnSheet } from './sheet';
import { readTemplate, type Template } from './template';

// Templates like those that Impress brings along: honeycombs above and below that leave a third of the slide, a photograph,
// and a ground of a middle grey, on which neither the light nor the dark colours of the studies are seen.

/** EMU of a point, and a slide's 720 × 540 points (4 : 3) or 960 × 540 (16 : 9). */
const EMU = 12_700;
const shape = (y: number, h: number, fill: string): string =>
  `<p:sp><p:nvSpPr><p:cNvPr id="${10 + y}" name="Drawn ${y}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="${y * EMU}"/><a:ext cx="${960 * EMU}" cy="${h * EMU}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>${fill}</p:spPr></p:sp>`;
const solid = (colour: string): string => `<a:solidFill><a:srgbClr val="${colour}"/></a:solidFill>`;

const DRAWN = {
  honeycombs: shape(0, 170, solid('FFDD66')) + shape(360, 180, solid('FFDD66')),
  photograph: shape(0, 540, '<a:blipFill/>'),
  'middle grey': shape(0, 540, solid('666666')),
  'dark blue': shape(0, 540, solid('0B2545')),
} as const;

async function templateOf(drawn: string, wide: boolean): Promise<Template> {
  const zip = await JSZip.loadAsync(await handTemplate({ title: 'Arial', text: 'Arial' }));
  const change = async (name: string, how: (xml: string) => string): Promise<void> => {
    zip.file(name, how((await zip.file(name)?.async('string')) ?? ''));
  };
  await change('ppt/slideMasters/slideMaster1.xml', (xml) =>
    xml.replace(/(<p:sp>[\s\S]*?<\/p:sp>)[\s\S]*<\/p:sp>/u, (_, title: string) => drawn + title),
  );
  if (wide) await change('ppt/presentation.xml', (xml) => xml.replace('cx="9144000"', `cx="${960 * EMU}"`));
  const bytes = await zip.generateAsync({ type: 'uint8array' });
  const reading = await readTemplate('centre.pptx', bytes.length, async () => bytes);
  if (!reading.ok) throw new Error(reading.fault);
  return reading.template;
}

const KINDS = ['comparison', 'comparison-local', 'forest', 'calendar', 'trial'];
const documents = new Map<string, ReadonlyMap<string, readonly FigureDocument[]>>();
beforeAll(async () => {
  for (const locale of LOCALES) documents.set(locale, await everyDocument(locale));
}, 180_000);

describe.each([
  { drawn: 'honeycombs', wide: true, locale: 'en', native: false },
  { drawn: 'honeycombs', wide: false, locale: 'ru', native: true },
  { drawn: 'honeycombs', wide: false, locale: 'en', native: true },
  { drawn: 'photograph', wide: false, locale: 'ru', native: false },
  { drawn: 'middle grey', wide: true, locale: 'ru', native: true },
] as const)('over $drawn ($locale, 16 : 9: $wide, editable: $native)', ({ drawn, wide, locale, native }) => {
  const ratio = wide ? '16x9' : '4x3';
  let template: Template;
  let slides: readonly SlideModel[] = [];
  let file: Uint8Array;
  let measured: MeasuredSlide[] = [];
  beforeAll(async () => {
    template = await templateOf(DRAWN[drawn], wide);
    const options = { ratio, native, split: splitGenes, words: slideWords(await messageLookup(locale)) } as const;
    const all = [...(documents.get(locale) ?? [])].filter(([kind]) => KINDS.includes(kind)).flatMap(([, own]) => own);
    const title = all[0]?.title ?? '';
    const cover = coverSlide(
      { title, subtitle: title, author: 'A', date: '2026', foot: 'F' },
      template.cover.stage,
      splitGenes,
    );
    const figures = await Promise.all(all.map((one) => figureSlides(one, { ...options, stage: template.stage })));
    slides = [cover, ...figures.flat()];
    file = await writeSlides(slides, {
      ...{ title, author: 'A', subject: 'S', locale, ratio, split: splitGenes, template },
      rasterise: async () => DOT,
    });
    measured = await slidesIn(file);
  });

  test('slides stand on a sheet, whole, in their type, in their own colours', async () => {
    expect(template.ground).toBe('sheet');
    expectPlaced(measured, ratio);
    const sources = [...(documents.get(locale)?.values() ?? [])].flat().map(({ headings }) => headings.sources);
    expectReadable(measured, sources);
    expectPictures(measured);
    expect(await officeBreaches(file)).toEqual([]);
    for (const { name, boxes } of measured.slice(1)) {
      const [sheet, ...others] = boxes;
      expect(sheet?.name, name).toBe('Sheet');
      // It holds everything but the band of made-up data.
      for (const box of others.filter((one) => one.name !== 'Made-up data')) {
        expect(box.x, `${name}: ${box.name}`).toBeGreaterThanOrEqual(sheet?.x ?? Infinity);
        expect(box.y + box.h, `${name}: ${box.name}`).toBeLessThanOrEqual((sheet?.y ?? 0) + (sheet?.h ?? 0));
      }
    }
    const xml = measured.slice(1).flatMap(({ boxes }) => boxes.map((box) => box.xml));
    expect(xml.join('')).not.toContain('<a:schemeClr');
  });

  test('and so does their preview', () => {
    const [, figure] = slides;
    if (figure === undefined) throw new Error('no slide');
    const svg = slidePreview(figure, template.stage, splitGenes, template.backdrop);
    const { left, top } = template.stage;
    // 12 points of white around the room, and no strip beside it that is narrower.
    const edge = (at: number): number => (at < 24 ? 0 : Number((at - 12).toFixed(2)));
    const sheet = svg.indexOf(`<rect x="${edge(left)}" y="${edge(top)}"`);
    expect(sheet).toBeGreaterThan(0);
    expect(sheet).toBeLessThan(svg.indexOf('<text'));
  });
});

test('a plain dark ground needs no sheet, and shows every colour', async () => {
  const template = await templateOf(DRAWN['dark blue'], true);
  expect(template.ground).toBe('dark');
  expect(contrast(template.backdrop.colour, template.backdrop.ink)).toBeGreaterThan(7);
  expect(showsSeries('#0b2545', true)).toBe(true);
  // By hand (WCAG 2.2): 666666 has a luminance of 0.133, so that 3 : 1 asks for one of 0.499, and most colours have less.
  expect(showsSeries('#666666', true)).toBe(false);
});

test('a room that is large enough stays as it is, a small one grows at its foot first', () => {
  const room = { width: 960, height: 540, left: 40, right: 900, top: 30, bottom: 500 };
  expect(grownStage(room, 'figure', '16x9')).toEqual(room);
  // 412 points from 30 on; from 179 on there are 347 to the margin of 14, so that the rest is taken above.
  expect(grownStage({ ...room, bottom: 330 }, 'figure', '16x9')).toMatchObject({ top: 30, bottom: 442 });
  expect(grownStage({ ...room, top: 179, bottom: 273 }, 'figure', '16x9')).toMatchObject({ top: 114, bottom: 526 });
});

test('a figure on a sheet has more than the least room beside and below it, and its sheet reaches the edge that is near', () => {
  const room = { width: 960, height: 540, left: 40, right: 640, top: 30, bottom: 442 };
  expect(sheetStage(room, '16x9')).toMatchObject({ left: 40, right: 820, top: 30, bottom: 470 });
  // Nothing is taken above, where a template has its title.
  expect(sheetStage({ ...room, top: 114, bottom: 526 }, '16x9')).toMatchObject({ top: 114, bottom: 526 });
  const slide = { kind: 'figure', key: 'k', title: { runs: [], frame: WORDS }, items: [], notes: '' } as const;
  // 14 points above the foot and 16 beside the left edge, of which a sheet would leave 2 and 4.
  expect(sheetsOf(slide, { ...room, left: 16, top: 65, bottom: 526 })).toEqual([{ x: 0, y: 53, w: 652, h: 487 }]);
});

test('on a sheet every name of an editable chart has its place', async () => {
  const template = await templateOf(DRAWN.photograph, true);
  const words = slideWords(await messageLookup('ru'));
  const options = { ratio: '16x9', native: true, split: splitGenes, words } as const;
  const own = ['progress', 'comparison-many'].flatMap((kind) => documents.get('ru')?.get(kind) ?? []);
  const charts = async (stage: Stage): Promise<SlideItem[]> => {
    const slides = await Promise.all(own.map((document) => figureSlides(document, { ...options, stage })));
    return slides.flat().flatMap(({ items }) => items.filter(({ kind }) => kind === 'chart'));
  };
  expect((await charts(template.stage)).length).toBeGreaterThan(3);
  // In 500 × 380 points they have not: then figures stand as pictures, which know other ways.
  expect(await charts({ ...plainStage('16x9'), left: 69, right: 569, top: 34, bottom: 414 })).toEqual([]);
});

const WORDS = { x: 100, y: 100, w: 400, h: 60 };
const over = (x: number, w: number, colour: string | null) => ({ frame: { x, y: 0, w, h: 540 }, colour });

// Contrasts by hand (WCAG 2.2): white on 10243F 15.6, on F2F2F2 1.1, black on F2F2F2 18.8, on 666666 3.7.
test.each([
  ['a plain ground', [], '#10243f', '#ffffff', true],
  ['paper of nearly the ink’s colour drawn over a dark ground', [over(0, 960, '#f2f2f2')], '#10243f', '#ffffff', false],
  ['that paper, in dark ink', [over(0, 960, '#f2f2f2')], '#10243f', '#000000', true],
  ['several colours under them', [over(0, 960, null)], '#ffffff', '#000000', false],
  ['several colours beside them', [over(510, 400, null)], '#ffffff', '#000000', true],
  ['a grey block under a part of them', [over(300, 60, '#666666')], '#ffffff', '#000000', false],
  ['a photograph under opaque paper', [over(0, 960, null), over(0, 960, '#f2f2f2')], '#10243f', '#000000', true],
  [
    'a photograph under paper that is seen through',
    [over(0, 960, null), over(0, 960, '#f2f2f280')],
    '#10243f',
    '#000000',
    false,
  ],
] as const)('words on %s', (_, drawn, ground, ink, read) => {
  expect(isRead([WORDS], drawn, ground, ink)).toBe(read);
});

test('the first slide of a template that draws white paper over a dark ground stands on a sheet, in dark words', async () => {
  const template = await templateOf(shape(0, 540, solid('10243F')) + shape(20, 500, solid('FFFFFF')), true);
  expect(template.cover.backdrop).toMatchObject({ colour: '#10243f', ink: '#ffffff' });
  const words = { title: 'Outcomes of infant ALL', subtitle: '', author: 'A', date: '2026', foot: 'F' };
  const cover = coverSlide(words, template.cover.stage, splitGenes);
  expect(standsOnSheet(cover, template.cover.backdrop)).toBe(true);
  expect(slidePreview(cover, template.cover.stage, splitGenes, template.cover.backdrop)).not.toMatch(
    /<text[^>]*fill="#ffffff"/iu,
  );
  const about = {
    title: 'T',
    author: 'A',
    subject: 'S',
    locale: 'en',
    ratio: '16x9',
    split: splitGenes,
    template,
  } as const;
  const [slide] = await slidesIn(await writeSlides([cover], { ...about, rasterise: async () => DOT }));
  expect(slide?.boxes[0]?.name).toBe('Sheet');
  expect(slide?.boxes.map(({ xml }) => xml).join('')).not.toContain('<a:schemeClr val="bg1"');
});

test('the area of a curve’s limits under an editable chart is dark on a dark ground, in the file and in the preview', async () => {
  const template = await templateOf(DRAWN['dark blue'], true);
  const [t, own] = await Promise.all([messageLookup('en'), documents.get('en')?.get('comparison-local') ?? []]);
  const options = {
    ratio: '16x9',
    native: true,
    split: splitGenes,
    words: slideWords(t),
    stage: template.stage,
  } as const;
  const slides = (await Promise.all(own.map((document) => figureSlides(document, options)))).flat();
  const areas = slides.flatMap((slide) =>
    forTemplate(slide, template).items.flatMap((item) => (item.kind === 'area' ? [item.colour] : [])),
  );
  expect(areas.length).toBeGreaterThan(0);
  // White is the curve on it: the area is as dark as leaves it 4.5 : 1.
  for (const colour of areas) {
    expect(contrast(colour, '#ffffff'), colour).toBeGreaterThanOrEqual(4.5);
    const drawn = slides.map((slide) => slidePreview(slide, template.stage, splitGenes, template.backdrop)).join('');
    expect(drawn).toContain(`Z" fill="${colour}"/>`);
  }
});

test('the words of the band over made-up patients fit it whatever a template draws on one side', async () => {
  const stage = { ...plainStage('16x9'), left: 243, right: 912 };
  for (const locale of LOCALES) {
    const own = documents.get(locale)?.get('comparison-local') ?? [];
    const words = slideWords(await messageLookup(locale));
    const options = { ratio: '16x9', native: false, split: splitGenes, words, stage } as const;
    for (const document of own)
      for (const { items } of await figureSlides(document, options)) {
        const band = items.find(({ name }) => name === 'Made-up data');
        if (band?.kind !== 'text') throw new Error('no band');
        const text = band.runs.map((run) => run.text).join('');
        const room = band.frame.w - 2 * (band.inset ?? 0);
        expect(textHeight(text, room, band.size, 600)).toBeLessThanOrEqual(band.frame.h);
      }
  }
});
