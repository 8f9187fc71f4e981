import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import JSZip from 'jszip';
import Pptx from 'pptxgenjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { svgDocument } from '../../../drawing/svg/document';
import { line } from '../../../drawing/svg/text';
import type { SlideModel } from '../../../model/slide';
import { slidePreview } from '../../slide-preview';
import { coverSlide } from '../cover';
import { lineWidth, plainStage, SLIDES, TYPE } from '../measure';
import { reachableParts, relationsOf, textOf } from '../parts';
import { summarySlides } from '../summary';
import { CELL, tablePages } from '../table-pages';
import { readTemplate, type Template } from './template';
import { writeSlides } from '../write';

const run = promisify(execFile);
const office = await run('soffice', ['--version']).then(
  () => true,
  () => false,
);
const DOT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const dot = Uint8Array.from(atob(DOT), (letter) => letter.charCodeAt(0));
const split = (text: string) => [{ text, gene: false }];

/** A centre's file of 10 × 5.625 inches, dark blue, with a logo at the lower right, a slide of its own and notes. */
async function centreFile(layout: 'LAYOUT_16x9' | 'LAYOUT_16x10'): Promise<Uint8Array> {
  const pptx = new Pptx();
  pptx.layout = layout;
  pptx.theme = { headFontFace: 'Georgia', bodyFontFace: 'Verdana' };
  pptx.defineSlideMaster({
    title: 'CENTRE',
    background: { color: '0B2545' },
    objects: [
      { rect: { x: 0, y: 0, w: 10, h: 0.2, fill: { color: 'C8102E' } } },
      { line: { x: 0.5, y: 5.05, w: 9, h: 0, line: { color: 'FFFFFF', width: 1 } } },
      { image: { x: 9, y: 5.1, w: 0.8, h: 0.4, data: `image/png;base64,${DOT}` } },
      {
        placeholder: {
          options: { name: 'title', type: 'title', x: 0.5, y: 0.3, w: 9, h: 0.8, fontSize: 40, color: 'FFFFFF' },
          text: '',
        },
      },
    ],
  });
  const slide = pptx.addSlide({ masterName: 'CENTRE' });
  slide.addText('A slide of the centre', { placeholder: 'title' });
  slide.addImage({ data: `image/png;base64,${DOT}`, x: 1, y: 2, w: 1, h: 1 });
  slide.addNotes('notes of the centre');
  return (await pptx.write({ outputType: 'uint8array' })) as Uint8Array;
}

async function readCentre(layout: 'LAYOUT_16x9' | 'LAYOUT_16x10'): ReturnType<typeof readTemplate> {
  const bytes = await centreFile(layout);
  return readTemplate('centre.pptx', bytes.length, async () => bytes);
}

describe('a template', () => {
  let template: Template;
  beforeAll(async () => {
    const reading = await readCentre('LAYOUT_16x9');
    if (!reading.ok) throw new Error(reading.fault);
    template = reading.template;
  });

  test('is read with its shape, its layout, its ground, and the room that its logo leaves', () => {
    expect(template).toMatchObject({ ratio: '16x9', layout: 'CENTRE', ground: 'dark' });
    // 10 inches are 720 points and become 960.
    expect(template.scale).toBeCloseTo(960 / 720, 6);
    expect(template.stage.wide).toBe(1.32);
    expect(template.backdrop.colour).toBe('#0b2545');
    // 96 of our points an inch: the bar, the line and the logo as they cover each other.
    const picture = { x: 864, y: expect.closeTo(489.6, 1), w: expect.closeTo(76.8, 1), h: expect.closeTo(38.4, 1) };
    expect(template.backdrop.items).toEqual([
      { kind: 'area', frame: { x: 0, y: 0, w: 960, h: expect.closeTo(19.2, 1) }, colour: '#c8102e', round: false },
      expect.objectContaining({
        kind: 'line',
        frame: expect.objectContaining({ x: 48, w: 864, h: 0 }),
        colour: '#ffffff',
      }),
      { kind: 'picture', frame: picture, address: `data:image/png;base64,${DOT}` },
    ]);
    const { left, right, top, bottom } = template.stage;
    // The title stands from 0.5 to 9.5 inches, 0.3 from the top; the logo begins at 5.1 inches.
    expect([left, right, top]).toEqual([48, 912, 28.8].map((value) => expect.closeTo(value, 1)));
    expect(bottom).toBeLessThanOrEqual(5.05 * 96);
    expect(bottom).toBeGreaterThan(0.8 * 540);
  });

  test('of another shape is refused', async () => {
    expect(await readCentre('LAYOUT_16x10')).toEqual({ ok: false, fault: 'shape' });
  });

  test.each([
    ['not-pptx', new TextEncoder().encode('no archive')],
    ['old-or-protected', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1])],
  ] as const)('that is none is refused by name (%s)', async (fault, bytes) => {
    expect(await readTemplate('x', bytes.length, async () => bytes)).toEqual({ ok: false, fault });
  });

  test('that is damaged, or whose copy ended too early, is refused as such', async () => {
    const zip = await JSZip.loadAsync(await centreFile('LAYOUT_16x9'));
    const whole = await zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
    const flaw = whole.slice();
    // The master cannot be unpacked from other bytes.
    const at = Buffer.from(whole).indexOf('ppt/slideMasters/slideMaster1.xml');
    flaw.fill(0x55, at + 40, at + 400);
    for (const bytes of [whole.slice(0, whole.length / 2), flaw])
      expect(await readTemplate('x', bytes.length, async () => bytes)).toEqual({ ok: false, fault: 'broken' });
  });

  test('that is a text under another name is refused as no presentation', async () => {
    const zip = new JSZip();
    zip.file('word/document.xml', '<w:document/>');
    const bytes = await zip.generateAsync({ type: 'uint8array' });
    expect(await readTemplate('report.pptx', bytes.length, async () => bytes)).toEqual({
      ok: false,
      fault: 'not-pptx',
    });
  });

  test('that is too large is refused before it is read', async () => {
    const reading = await readTemplate('x', 30_000_001, () => Promise.reject(new Error('read')));
    expect(reading).toEqual({ ok: false, fault: 'too-large' });
  });

  describe('with our slides', () => {
    let [bytes, zip]: [Uint8Array, JSZip] = [new Uint8Array(), new JSZip()];
    let slides: readonly SlideModel[] = [];
    beforeAll(async () => {
      const { stage } = template;
      const row = {
        trial: 'A',
        population: 'all',
        endpoint: 'EFS',
        n: '9',
        estimate: '40 %',
        interval: '–',
        source: 'B',
        mark: null,
      };
      const words = {
        title: 'Summary',
        caveat: 'Not adjusted.',
        foot: 'Registry',
        columns: { trial: 'a', population: 'b', endpoint: 'c', n: 'n', estimate: 'd', interval: 'e', source: 'f' },
      };
      const { svg } = svgDocument({
        width: 400,
        height: 200,
        title: 't',
        locale: 'en',
        body: line(9, 99, 'label', { size: 16 }),
      });
      const cover = coverSlide({ title: 'Title', subtitle: 'S', author: 'A', date: 'D', foot: 'F' }, stage, split);
      const [summary] = await summarySlides([row], words, 'en', stage);
      if (summary === undefined) throw new Error('no summary');
      const frame = { x: stage.left, y: 120, w: 400, h: 200 };
      slides = [
        cover,
        { ...summary, key: 'picture', items: [{ kind: 'picture', name: 'Chart', frame, svg, altText: 'a' }] },
        summary,
      ];
      bytes = await writeSlides(slides, {
        title: 'T',
        author: 'A',
        subject: 'S',
        locale: 'en',
        ratio: '16x9',
        split,
        rasterise: async () => dot,
        template,
      });
      zip = await JSZip.loadAsync(bytes);
    });

    test('has exactly our slides, on its own layout, in points of ours', async () => {
      const presentation = await textOf(zip, 'ppt/presentation.xml');
      expect([...presentation.matchAll(/<p:sldId /gu)]).toHaveLength(slides.length);
      expect(presentation).toContain(`<p:sldSz cx="${SLIDES['16x9'].width * 12_700}"`);
      const relations = await relationsOf(zip, 'ppt/presentation.xml');
      for (const { target } of relations.filter(({ type }) => type.endsWith('/slide'))) {
        const layout = (await relationsOf(zip, target)).find(({ type }) => type.endsWith('/slideLayout'));
        expect(await textOf(zip, layout?.target ?? '')).toContain('name="CENTRE"');
        expect(await textOf(zip, target)).not.toContain('A slide of the centre');
      }
      // 40 points of a slide of 10 inches are 53 of one of 13⅓.
      expect(await textOf(zip, template.layouts.figure)).toContain('sz="5333"');
    });

    test('has every part that is named, each with a content type, and nothing that is not reached', async () => {
      const names = Object.keys(zip.files).filter((name) => zip.files[name]?.dir === false);
      const reached = await reachableParts(zip);
      for (const part of reached) expect(names, part).toContain(part);
      const types = await textOf(zip, '[Content_Types].xml');
      const overrides = [...types.matchAll(/<Override PartName="\/([^"]+)"/gu)].map(([, part]) => part);
      expect(new Set(overrides).size).toBe(overrides.length);
      const defaults = [...types.matchAll(/Extension="([^"]+)"/gu)].map(([, extension]) => extension);
      for (const name of names.filter((one) => one !== '[Content_Types].xml')) {
        expect(overrides.includes(name) || defaults.includes(name.split('.').at(-1)), name).toBe(true);
        if (!name.endsWith('.rels')) expect(reached, name).toContain(name);
      }
      for (const part of overrides) expect(names).toContain(part);
    });

    test('takes its fonts and the colour of its text, and pictures are drawn for its ground', async () => {
      const all = await Promise.all(slides.map((_, i) => textOf(zip, `ppt/slides/registry-slide${i + 1}.xml`)));
      for (const xml of all) {
        expect(xml).not.toContain('Arial');
        expect(xml).not.toContain('16202A');
        expect(xml).toMatch(/type="(?:title|ctrTitle)"[\s\S]*<a:noAutofit\/>/u);
      }
      // The theme's text is black and its ground painted dark blue: text takes the theme's white.
      expect(all[2]).toContain('<a:schemeClr val="bg1"/>');
      expect(all[1]).toMatch(/<a:rPr[^>]* sz="2800"/u);
      const picture = Object.keys(zip.files).find((name) => name.endsWith('.svg'));
      const svg = await textOf(zip, picture ?? '');
      expect(svg).toContain('fill="#e8edf1"');
      expect(svg).not.toContain('id="ground"');
    });

    test('shows a picture in the preview as it will stand on its ground', () => {
      const { stage, backdrop } = template;
      const drawn = slides.map((slide) => slidePreview(slide, stage, split, backdrop)).join('');
      expect(drawn).toMatch(/fill="#e8edf1"[^>]*>label</u);
      expect(drawn).not.toContain('#16202a');
    });

    test.skipIf(!office)(
      'opens in LibreOffice, a page for each slide (needs soffice)',
      { timeout: 120_000 },
      async () => {
        const folder = await mkdtemp(path.join(tmpdir(), 'registry-template-'));
        try {
          const file = path.join(folder, 'deck.pptx');
          await writeFile(file, bytes);
          const profile = `-env:UserInstallation=file://${folder}/profile`;
          await run('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, file]);
          const { stdout } = await run('pdfinfo', [path.join(folder, 'deck.pdf')]);
          expect(stdout).toMatch(new RegExp(`Pages:\\s+${slides.length}\\n`, 'u'));
        } finally {
          await rm(folder, { recursive: true, force: true, maxRetries: 5 });
        }
      },
    );
  });
});

test('what its master and its layout draw stands in the preview, under the title', async () => {
  const reading = await readCentre('LAYOUT_16x9');
  if (!reading.ok) throw new Error(reading.fault);
  const { stage, backdrop } = reading.template;
  const cover = coverSlide({ title: 'Title', subtitle: '', author: '', date: '', foot: '' }, stage, split);
  const drawn = slidePreview(cover, stage, split, backdrop);
  const places = ['fill="#c8102e"', 'stroke="#ffffff"', '<image ', '>Title<'].map((part) => drawn.indexOf(part));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places[0]).toBeGreaterThan(0);
});

/** The centre's file with shapes that its library cannot draw, in the master of its only layout. */
async function withShapes(shapes: string, titleColour: string | null): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(await centreFile('LAYOUT_16x9'));
  for (const name of Object.keys(zip.files).filter((one) => /^ppt\/slideLayouts\/slideLayout\d+\.xml$/u.test(one))) {
    const xml = (await zip.file(name)?.async('string')) ?? '';
    const own =
      titleColour === null ? xml : xml.replace(/(<p:ph\b[^>]*type="title"[\s\S]*?)FFFFFF/u, `$1${titleColour}`);
    zip.file(name, own.replace('</p:spTree>', `${shapes}</p:spTree>`));
  }
  return zip.generateAsync({ type: 'uint8array' });
}

const shape = (frame: string, geometry: string, more = ''): string =>
  `<p:sp><p:nvSpPr><p:cNvPr id="99" name="x"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>${frame}${geometry}<a:solidFill><a:srgbClr val="00AA55"/></a:solidFill></p:spPr>${more}</p:sp>`;
/** 1 × 1 inch at 2 inches from the left and 3 from the top: 96 of our points an inch. */
const FRAME = '<a:off x="1828800" y="2743200"/><a:ext cx="914400" cy="914400"/></a:xfrm>';

async function previewWith(shapes: string, titleColour: string | null = null): Promise<string> {
  const bytes = await withShapes(shapes, titleColour);
  const reading = await readTemplate('centre.pptx', bytes.length, async () => bytes);
  if (!reading.ok) throw new Error(reading.fault);
  const { stage, backdrop } = reading.template;
  const cover = coverSlide({ title: 'Title', subtitle: '', author: '', date: '', foot: '' }, stage, split);
  return slidePreview(cover, stage, split, backdrop);
}

test('a form drawn by hand stands in the preview as it was drawn, lines, curves and arcs', async () => {
  // By hand: units of 100 in a frame of 96 points; the quarter of a circle around (50, 50) goes from (100, 50) to (50, 100).
  const drawn = await previewWith(
    shape(
      `<a:xfrm>${FRAME}`,
      '<a:custGeom><a:avLst/><a:pathLst><a:path w="100" h="100"><a:moveTo><a:pt x="100" y="50"/></a:moveTo><a:arcTo wR="50" hR="50" stAng="0" swAng="5400000"/><a:lnTo><a:pt x="0" y="100"/></a:lnTo><a:cubicBezTo><a:pt x="0" y="75"/><a:pt x="25" y="50"/><a:pt x="50" y="0"/></a:cubicBezTo><a:close/></a:path></a:pathLst></a:custGeom>',
    ),
  );
  const [, place = '', path = ''] =
    /<path transform="translate\(([^)]*)\)" d="([^"]*)" fill="#00aa55"\/>/u.exec(drawn) ?? [];
  expect(place).toBe('192 288');
  const halfway = (48 + 48 * Math.SQRT1_2).toFixed(1);
  expect(path.replaceAll(/\d+\.\d+/gu, (number) => Number(number).toFixed(1))).toBe(
    `M96,48A48,48 0 0 1 ${halfway},${halfway}A48,48 0 0 1 48,96L0,96C0,72 24,48 48,0Z`,
  );
});

test('a shape that is turned or mirrored is turned in the preview', async () => {
  const drawn = await previewWith(
    shape(`<a:xfrm rot="2700000" flipH="1">${FRAME}`, '<a:prstGeom prst="triangle"><a:avLst/></a:prstGeom>'),
  );
  // 2 700 000 sixty-thousandths of a degree are 45; the middle is half a frame from its corner.
  expect(drawn).toContain('<g transform="translate(240 336) rotate(45) scale(-1 1) translate(-240 -336)">');
  expect(drawn).toContain('d="M48,0L96,96L0,96Z"');
});

test('words of a template stand in the preview, its numbers of slides do not', async () => {
  const drawn = await previewWith(
    shape(
      `<a:xfrm>${FRAME}`,
      '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>',
      '<p:txBody><a:bodyPr lIns="0" tIns="0"/><a:lstStyle/><a:p><a:pPr algn="r"/><a:r><a:rPr sz="900" b="1"><a:solidFill><a:srgbClr val="FFEE00"/></a:solidFill></a:rPr><a:t>A &amp; B</a:t></a:r><a:fld id="{1}" type="slidenum"><a:rPr/><a:t>7</a:t></a:fld></a:p></p:txBody>',
    ),
  );
  // 9 points of a slide of 10 inches are 12 of one of 13⅓; the right edge is at 3 inches of 96 points.
  expect(drawn).toMatch(
    /<text x="288" y="[\d.]+" font-size="12" fill="#ffee00" font-weight="700" text-anchor="end"[^>]*>A &amp; B<\/text>/u,
  );
  expect(drawn).not.toContain('>7<');
});

test('a title in the preview has the colour and the font that the layout gives it', async () => {
  const drawn = await previewWith('', 'FFD100');
  expect(drawn).toMatch(/<g font-family="'Georgia', [^"]*"><text [^>]*fill="#ffd100"/u);
});

test('a colour of the theme is made lighter as the shape says', async () => {
  // By hand, in HSL: 000000 has lightness 0; 50 % of it and 50 % more are 0.5, a grey of 80 hexadecimal.
  const drawn = await previewWith(
    shape(`<a:xfrm>${FRAME}`, '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>').replace(
      '<a:srgbClr val="00AA55"/>',
      '<a:srgbClr val="000000"><a:lumMod val="50000"/><a:lumOff val="50000"/></a:srgbClr>',
    ),
  );
  expect(drawn).toMatch(/<rect x="192"[^>]*fill="#808080"/u);
});

test('a wide font of a template keeps the words of a table whole', () => {
  const words = ['Population', 'Endpoint', 'Percentage', 'Confidence'];
  const table = {
    id: 't',
    caption: 'T',
    columns: words.map((label) => ({ key: label, label, type: 'text' as const })),
    rows: [words.map((text) => ({ value: text, text }))],
  };
  // The theme has Georgia in titles and Verdana in text.
  const wide = 1.32;
  for (const page of tablePages(table, { width: 380, height: 400, wide }, (word) => [word])) {
    expect(page.columns.reduce((sum, { width }) => sum + width, 0)).toBeLessThanOrEqual(380.01);
    for (const { label, width } of page.columns)
      expect(wide * lineWidth(label, TYPE.text, 600)).toBeLessThanOrEqual(width - 2 * CELL.side);
  }
});

test('without a template a figure has the whole slide but its margins', () => {
  expect(plainStage('4x3')).toEqual({ width: 720, height: 540, left: 32, right: 688, top: 30, bottom: 526 });
});
