import JSZip from 'jszip';
import { expect, test } from 'vitest';
import { handTemplate } from '../../../testing/hand-template';
import { slidesIn } from '../../../testing/slide-rules';
import { coverSlide } from '../cover';
import { writeSlides } from '../write';
import { readTemplate, type Template } from './template';

// What templates saved by Impress have and PowerPoint's own seldom: colours said of the words of a placeholder alone, a ground
// drawn as a shape or a picture over the whole slide, titles in a ribbon, and trees at the lower edge. 9,144,000 × 6,858,000
// EMU are 720 × 540 points.

const split = (text: string) => [{ text, gene: false }];
const place = (x: number, y: number, cx: number, cy: number): string =>
  `<a:xfrm><a:off x="${x}" y="${y}"/><a:ext cx="${cx}" cy="${cy}"/></a:xfrm>`;
const shape = (frame: string, fill: string): string =>
  `<p:sp><p:nvSpPr><p:cNvPr id="9" name="9"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>${frame}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>${fill}</p:spPr></p:sp>`;
const WHOLE = place(0, 0, 9_144_000, 6_858_000);
const DARK = '<a:solidFill><a:srgbClr val="10243F"/></a:solidFill>';
const words = (type: string, frame: string, colour: string): string =>
  `<p:sp><p:nvSpPr><p:cNvPr id="8" name="8"/><p:cNvSpPr/><p:nvPr><p:ph type="${type}"/></p:nvPr></p:nvSpPr><p:spPr>${frame}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang="ru-RU"><a:solidFill><a:srgbClr val="${colour}"/></a:solidFill></a:rPr><a:t>T</a:t></a:r></a:p></p:txBody></p:sp>`;

/**
 * The template by hand with other shapes: those of its master, and no title of the layout's own place. `further`: the shapes
 * of a second master, whose layout is “Second”. `picture`: of the ground, by its bytes. `background`: of the master.
 */
async function templateOf(
  drawn: string,
  further: string | null = null,
  picture: string | null = null,
  background: string | null = null,
): Promise<Template> {
  const zip = await JSZip.loadAsync(await handTemplate({ title: 'Arial', text: 'Arial' }));
  const master = 'ppt/slideMasters/slideMaster1.xml';
  const layout = 'ppt/slideLayouts/slideLayout1.xml';
  const read = async (name: string): Promise<string> => (await zip.file(name)?.async('string')) ?? '';
  zip.file(master, (await read(master)).replace(/<p:sp>[\s\S]*<\/p:sp>/u, drawn));
  zip.file(layout, (await read(layout)).replace(/<a:xfrm>[\s\S]*?<\/a:xfrm>/u, ''));
  if (background !== null) zip.file(master, (await read(master)).replace(/<p:bg>[\s\S]*?<\/p:bg>/u, background));
  if (further !== null) await addMaster(zip, further);
  if (picture !== null) {
    const ground = '<p:bg><p:bgPr><a:blipFill><a:blip r:embed="rId7"/></a:blipFill></p:bgPr></p:bg>';
    zip.file(master, (await read(master)).replace(/<p:bg>[\s\S]*?<\/p:bg>/u, ground));
    zip.file('ppt/media/ground.png', picture);
    const file = 'ppt/slideMasters/_rels/slideMaster1.xml.rels';
    const relation = '<Relationship Id="rId7" Type="x/image" Target="../media/ground.png"/></Relationships>';
    zip.file(file, (await read(file)).replace('</Relationships>', relation));
  }
  const bytes = await zip.generateAsync({ type: 'uint8array' });
  const reading = await readTemplate('impress.pptx', bytes.length, async () => bytes);
  if (!reading.ok) throw new Error(reading.fault);
  return reading.template;
}

/** A second master with a layout of its own, as Impress writes one for each of its masters. */
async function addMaster(zip: JSZip, drawn: string): Promise<void> {
  const part = async (from: string, to: string, how: (xml: string) => string): Promise<void> => {
    zip.file(to, how((await zip.file(from)?.async('string')) ?? ''));
  };
  const second = (xml: string): string => xml.replaceAll(/(slideMaster|slideLayout)1\.xml/gu, '$12.xml');
  for (const [folder, name] of [
    ['slideMasters', 'slideMaster'],
    ['slideLayouts', 'slideLayout'],
  ] as const) {
    await part(`ppt/${folder}/${name}1.xml`, `ppt/${folder}/${name}2.xml`, (xml) =>
      name === 'slideMaster'
        ? xml.replace(/<p:sp>[\s\S]*<\/p:sp>/u, drawn)
        : xml.replace(/<p:cSld name="[^"]*"/u, '<p:cSld name="Second"'),
    );
    await part(`ppt/${folder}/_rels/${name}1.xml.rels`, `ppt/${folder}/_rels/${name}2.xml.rels`, second);
  }
  await part('ppt/presentation.xml', 'ppt/presentation.xml', (xml) =>
    xml.replace('</p:sldMasterIdLst>', '<p:sldMasterId id="2147483660" r:id="rId60"/></p:sldMasterIdLst>'),
  );
  await part('ppt/_rels/presentation.xml.rels', 'ppt/_rels/presentation.xml.rels', (xml) =>
    xml.replace(
      '</Relationships>',
      '<Relationship Id="rId60" Type="x/slideMaster" Target="slideMasters/slideMaster2.xml"/></Relationships>',
    ),
  );
}

const TITLE = place(700_000, 300_000, 7_700_000, 1_000_000);

test('a shape over the whole slide is its ground', async () => {
  const template = await templateOf(shape(WHOLE, DARK) + words('title', TITLE, 'FFFFFF'));
  expect(template).toMatchObject({ ground: 'dark', ink: 'bg1' });
  expect(template.backdrop.colour).toBe('#10243f');
});

test('over a picture the ink is the one of the template’s own words', async () => {
  const picture = shape(WHOLE, '<a:blipFill><a:blip r:embed="rId9"/></a:blipFill>');
  expect(await templateOf(picture + words('title', TITLE, 'FFFFFF'))).toMatchObject({ ground: 'sheet', ink: 'bg1' });
  expect(await templateOf(picture + words('title', TITLE, '202020'))).toMatchObject({ ground: 'sheet', ink: 'tx1' });
});

test('a title in a ribbon leaves figures the width of the text under it', async () => {
  const ribbon = words('title', place(3_000_000, 300_000, 3_000_000, 700_000), '202020');
  const { stage } = await templateOf(ribbon + words('body', place(508_000, 1_524_000, 8_128_000, 4_000_000), '202020'));
  // 508,000 and 8,636,000 EMU of 12,700 a point.
  expect([stage.left, stage.right]).toEqual([40, 680]);
});

test('a tree at the lower edge is no room for a figure', async () => {
  // It begins at 5,700,000 EMU, 448.8 points from above, and ends on the grass.
  const tree = shape(place(6_000_000, 5_700_000, 1_000_000, 600_000), DARK);
  const grass = shape(place(0, 6_200_000, 9_144_000, 658_000), DARK);
  const { stage, ground } = await templateOf(words('title', TITLE, '202020') + grass + tree);
  expect(stage.bottom).toBeLessThanOrEqual(448.8);
  expect(ground).toBe('light');
  // A high one would leave a figure 409 points of width, too little for its type: it goes under a sheet.
  const higher = shape(place(6_000_000, 3_556_000, 1_000_000, 2_700_000), DARK);
  const beside = await templateOf(words('title', TITLE, '202020') + grass + higher);
  expect(beside.ground).toBe('sheet');
});

test('a room that has to grow does so without a sheet where nothing is drawn in what it grows by', async () => {
  // 412 points from the title's upper edge at 23.6 on are 435.6; a drawing from 440 on leaves figures 432 of its clearance.
  const wave = (y: number): string => shape(place(0, y * 12_700, 9_144_000, (540 - y) * 12_700), DARK);
  const over = async (y: number): Promise<Template> => templateOf(words('title', TITLE, '202020') + wave(y));
  expect(await over(440)).toMatchObject({ ground: 'light', stage: { bottom: expect.closeTo(435.6, 1) } });
  expect((await over(430)).ground).toBe('sheet');
});

test('a line across the room of a figure strikes no words: they stand on a sheet', async () => {
  const rule = `<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="7" name="7"/><p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr>${place(500_000, 3_000_000, 8_000_000, 0)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="12700">${DARK}</a:ln></p:spPr></p:cxnSp>`;
  expect((await templateOf(words('title', TITLE, '202020') + rule)).ground).toBe('sheet');
  // Neither does an edge of a shape that has no inside.
  const outlined = (frame: string): string => shape(frame, `<a:noFill/><a:ln w="12700">${DARK}</a:ln>`);
  expect(
    (await templateOf(words('title', TITLE, '202020') + outlined(place(4_000_000, 3_000_000, 600_000, 600_000))))
      .ground,
  ).toBe('sheet');
  expect(
    (await templateOf(words('title', TITLE, '202020') + outlined(place(90_000, 90_000, 8_964_000, 6_678_000)))).ground,
  ).toBe('light');
  // One below the foot of the slides strikes nothing.
  const low = rule.replace('y="3000000"', 'y="6400000"');
  expect((await templateOf(words('title', TITLE, '202020') + low)).ground).toBe('light');
});

test('a title begins where its frame does in a layout that centres blocks of words', async () => {
  const centred = words('title', TITLE, '202020').replace('<a:bodyPr/>', '<a:bodyPr anchor="ctr" anchorCtr="1"/>');
  const template = await templateOf(centred);
  const cover = coverSlide(
    { title: 'T', subtitle: 'S', author: 'A', date: '2026', foot: 'F' },
    template.cover.stage,
    split,
  );
  const about = { title: 'T', author: 'A', subject: 'S', locale: 'en', ratio: '4x3', split, template } as const;
  const file = await writeSlides([cover], { ...about, rasterise: async () => new Uint8Array() });
  const [slide] = await slidesIn(file);
  const title = slide?.boxes.find(({ name }) => name === 'title')?.xml ?? '';
  expect(/<a:bodyPr\b[^>]*>/u.exec(title)?.[0]).toMatch(/ anchor="t".* anchorCtr="0"/u);
});

test('of several masters the first that leaves a figure its room carries the figures, the first of all the first slide', async () => {
  const full = shape(WHOLE, '<a:blipFill/>') + words('title', TITLE, '202020');
  const free = words('title', TITLE, '202020');
  const template = await templateOf(full, free);
  expect(template).toMatchObject({ layout: 'Second', ground: 'light', cover: { backdrop: { sheet: true } } });
  expect(template.layouts.cover).toBe('ppt/slideLayouts/slideLayout1.xml');
  // Where none leaves it, or the first does, it is the first.
  expect((await templateOf(full, full)).layouts.figure).toBe('ppt/slideLayouts/slideLayout1.xml');
  expect((await templateOf(free, free)).layouts.figure).toBe('ppt/slideLayouts/slideLayout1.xml');
});

test('squares under a figure on which the colours of the studies are not seen are no ground for it', async () => {
  // Orange has 9.4 : 1 under black words and about 1 : 1 under the orange of a study; it begins above the middle of the slide.
  const square = shape(
    place(2_000_000, 2_200_000, 2_000_000, 2_000_000),
    '<a:solidFill><a:srgbClr val="FFA500"/></a:solidFill>',
  );
  expect((await templateOf(words('title', TITLE, '000000') + square)).ground).toBe('sheet');
});

test('what stands on a ribbon takes no width beside it', async () => {
  // It ends at 1,683,000 EMU, 132.5 points, 11 below the ribbon; beside it 71 points of width would go.
  const tab = shape(place(7_600_000, 413_000, 1_270_000, 1_270_000), DARK);
  const ribbon = shape(place(100_000, 540_000, 8_900_000, 1_000_000), DARK);
  const { stage } = await templateOf(words('title', TITLE, '202020') + tab + ribbon);
  // 8,400,000 EMU of 12,700 a point.
  expect(stage.right).toBeCloseTo(8_400_000 / 12_700, 6);
});

test('a picture that is the ground of a master stands in the preview', async () => {
  const { backdrop } = await templateOf(words('title', TITLE, '202020'), null, 'dots');
  const address = `data:image/png;base64,${btoa('dots')}`;
  expect(backdrop.items[0]).toEqual({ kind: 'picture', frame: { x: 0, y: 0, w: 720, h: 540 }, address });
});

const gradient = (...colours: readonly string[]): string =>
  shape(
    WHOLE,
    `<a:gradFill><a:gsLst>${colours.map((colour, i) => `<a:gs pos="${i * 100_000}"><a:srgbClr val="${colour}"/></a:gs>`).join('')}</a:gsLst><a:lin ang="5400000"/></a:gradFill>`,
  );

test('a gradient is a ground where it is dark or light enough all over', async () => {
  const title = words('title', TITLE, 'FFFFFF');
  expect(await templateOf(gradient('0B2545', '10243F') + title)).toMatchObject({ ground: 'dark', ink: 'bg1' });
  // White words on the light blue at its other end would have 1.2 : 1.
  expect((await templateOf(gradient('0B2545', 'DCE9F7') + title)).ground).toBe('sheet');
});

test('a ground has the colour of the theme as it is made darker, also through a fill of the theme', async () => {
  // By hand: 10 % of white’s lightness are 0.1, 25.5 of 255: a dark grey, hexadecimal 1a.
  const dark = '<a:schemeClr val="bg1"><a:lumMod val="10000"/></a:schemeClr>';
  for (const ground of [
    `<p:bg><p:bgPr><a:solidFill>${dark}</a:solidFill><a:effectLst/></p:bgPr></p:bg>`,
    `<p:bg><p:bgRef idx="1001">${dark}</p:bgRef></p:bg>`,
  ]) {
    const template = await templateOf(words('title', TITLE, 'FFFFFF'), null, null, ground);
    expect(template).toMatchObject({ ground: 'dark', ink: 'bg1', backdrop: { colour: '#1a1a1a' } });
  }
});
