import JSZip from 'jszip';
import { beforeAll, describe, expect, test } from 'vitest';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { LOCALES, type Locale } from '@/lib/i18n/routing';
import type { FigureDocument } from '../../../model/document';
import type { SlideModel } from '../../../model/slide';
import { everyDocument, splitGenes } from '../../../testing/documents';
import { handTemplate } from '../../../testing/hand-template';
import { DOT, expectPlaced, expectReadable, slidesIn, type MeasuredSlide } from '../../../testing/slide-rules';
import { slidePreview } from '../../slide-preview';
import { figureSlides } from '../pptx';
import { slideWords } from '../words';
import { writeSlides } from '../write';
import type { Drawn } from './backdrop';
import { readTemplate, type Template } from './template';
import { isInPlace, titlePlace } from './title-place';

// A template of 4 : 3 whose titles stand on a dark bar above the room, white as its own words say. Its place for them is 55 to
// 661 points across and 23.6 to 102.4 down (700,000 … 8,400,000 and 300,000 … 1,300,000 EMU of 12,700 a point), the bar ends at 110.2.

const [PLACE, BAR] = [{ left: 55.1, right: 661.5, top: 23.6, bottom: 102.4 }, 110.2] as const;

async function templateWithBar(colour: string): Promise<Template> {
  const zip = await JSZip.loadAsync(await handTemplate({ title: 'Arial', text: 'Arial' }));
  const name = 'ppt/slideMasters/slideMaster1.xml';
  const xml = (await zip.file(name)?.async('string')) ?? '';
  const bar = `<p:sp><p:nvSpPr><p:cNvPr id="9" name="Bar"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9144000" cy="1400000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="${colour}"/></a:solidFill></p:spPr></p:sp>`;
  const title = /<p:sp>[\s\S]*?<\/p:sp>/u.exec(xml)?.[0] ?? '';
  zip.file(name, xml.replace(/<p:sp>[\s\S]*<\/p:sp>/u, bar + title));
  const bytes = await zip.generateAsync({ type: 'uint8array' });
  const reading = await readTemplate('bar.pptx', bytes.length, async () => bytes);
  if (!reading.ok) throw new Error(reading.fault);
  return reading.template;
}

const KINDS = ['comparison', 'comparison-local', 'groups', 'attributes', 'progress', 'disease'];
const documents = new Map<Locale, ReadonlyMap<string, readonly FigureDocument[]>>();
beforeAll(async () => {
  for (const locale of LOCALES) documents.set(locale, await everyDocument(locale));
}, 180_000);

describe.each(LOCALES)('a template with a bar for its titles (%s)', (locale) => {
  let template: Template;
  let slides: readonly SlideModel[] = [];
  let measured: MeasuredSlide[] = [];
  beforeAll(async () => {
    template = await templateWithBar('10243F');
    const { ratio, stage } = template;
    const options = { ratio, native: false, split: splitGenes, words: slideWords(await messageLookup(locale)), stage };
    const own = KINDS.flatMap((kind) => documents.get(locale)?.get(kind) ?? []);
    slides = (await Promise.all(own.map((document) => figureSlides(document, options)))).flat();
    const about = { title: 'T', author: 'A', subject: 'S', locale, ratio, split: splitGenes, template } as const;
    measured = await slidesIn(await writeSlides(slides, { ...about, rasterise: async () => DOT }));
  });

  test('has them there, white, and the figure under it', () => {
    expect(template).toMatchObject({ ground: 'light', backdrop: { placed: '#ffffff' } });
    const sources = [...(documents.get(locale)?.values() ?? [])].flat().map(({ headings }) => headings.sources);
    expectPlaced(measured, '4x3');
    expectReadable(measured, sources);
    const placed = measured.filter((_, i) => slides[i] !== undefined && isInPlace(slides[i], template.stage));
    expect(placed.length).toBeGreaterThan(measured.length / 2);
    for (const { name, boxes } of placed) {
      const [title] = boxes.filter((box) => box.name === 'title');
      if (title === undefined) throw new Error('no title');
      expect(title.x, name).toBeGreaterThanOrEqual(PLACE.left - 0.1);
      expect(title.x + title.w, name).toBeLessThanOrEqual(PLACE.right + 0.1);
      expect(title.y, name).toBeGreaterThanOrEqual(PLACE.top - 7);
      expect(title.y + title.h, name).toBeLessThanOrEqual(PLACE.bottom + 7);
      expect(title.xml.match(/<a:srgbClr val="FFFFFF"/gu)?.length, name).toBe(title.xml.match(/<a:rPr/gu)?.length);
      for (const box of boxes.filter((one) => one !== title && one.name !== 'Made-up data'))
        expect(box.y, `${name}: ${box.name}`).toBeGreaterThanOrEqual(BAR);
    }
  });

  test('has a title that is too long for it at the head of the room, in the ink of text', () => {
    for (const [i, { name, boxes }] of measured.entries()) {
      const [title] = boxes.filter((box) => box.name === 'title');
      if (slides[i] === undefined || isInPlace(slides[i], template.stage) || title === undefined) continue;
      expect(title.y, name).toBeGreaterThanOrEqual(BAR);
      expect(title.xml, name).not.toContain('FFFFFF');
    }
  });

  test('and shows both in the preview', () => {
    for (const slide of slides) {
      const svg = slidePreview(slide, template.stage, splitGenes, template.backdrop);
      const [, fill] = /<text[^>]* fill="([^"]+)"[^>]* font-weight="700"/u.exec(svg) ?? [];
      expect(fill, slide.key).toBe(isInPlace(slide, template.stage) ? '#ffffff' : '#1a1a1a');
    }
  });
});

test('the ink of a title is one that is read on its bar', async () => {
  // Contrasts by hand (WCAG 2.2): 1A1A1A, the ink of text, on B5E77D 12.4, on 10243F 1.1.
  expect((await templateWithBar('B5E77D')).backdrop.placed).toBe('#1a1a1a');
  expect((await templateWithBar('10243F')).backdrop.placed).toBe('#ffffff');
});

test('a bar on which something else is drawn, or is seen through in parts, is no place for titles', async () => {
  const frame = { x: 0, y: 0, w: 720, h: 110 };
  const stage = { width: 720, height: 540, left: 55, right: 661, top: 118, bottom: 526 };
  const at = (...drawn: readonly Drawn[]) =>
    titlePlace([{ x: 55, y: 24, w: 606, h: 79 }], stage, ['#ffffff', '#000000'], { drawn, colour: '#ffffff' });
  expect(at({ frame, colour: '#000000' })?.ink).toBe('#ffffff');
  // The ground of a slide is drawn too.
  expect(at({ frame: { ...frame, h: 540 }, colour: '#ffffffff' })?.ink).toBe('#000000');
  // 77 of 255 of white over black are 4D4D4D, on which white has 8.4 : 1.
  expect(at({ frame, colour: '#000000' }, { frame, colour: '#ffffff4d' })?.ink).toBe('#ffffff');
  // A logo from 500 on leaves 55 to 492, of which 437 are three fifths of 720; one from 440 on leaves less.
  const logo = (x: number) => ({ frame: { x, y: 20, w: 80, h: 70 }, colour: null });
  expect(at({ frame, colour: '#000000' }, logo(500))?.frame).toMatchObject({ x: 55, w: 437 });
  expect(at({ frame, colour: '#000000' }, logo(440))).toBeNull();
  for (const colour of ['#123456', '#ffffff4d', null])
    expect(at({ frame, colour: '#000000' }, { frame: { x: 300, y: 40, w: 30, h: 30 }, colour })).toBeNull();
});
