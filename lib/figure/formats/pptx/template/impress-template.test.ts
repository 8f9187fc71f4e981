import JSZip from 'jszip';
import { expect, test } from 'vitest';
import { handTemplate } from '../../../testing/hand-template';
import { readTemplate, type Template } from './template';

// What templates saved by Impress have and PowerPoint's own seldom: colours said of the words of a placeholder alone, a ground
// drawn as a shape or a picture over the whole slide, titles in a ribbon, and trees at the lower edge. 9,144,000 × 6,858,000
// EMU are 720 × 540 points.

const place = (x: number, y: number, cx: number, cy: number): string =>
  `<a:xfrm><a:off x="${x}" y="${y}"/><a:ext cx="${cx}" cy="${cy}"/></a:xfrm>`;
const shape = (frame: string, fill: string): string =>
  `<p:sp><p:nvSpPr><p:cNvPr id="9" name="9"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>${frame}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>${fill}</p:spPr></p:sp>`;
const WHOLE = place(0, 0, 9_144_000, 6_858_000);
const DARK = '<a:solidFill><a:srgbClr val="10243F"/></a:solidFill>';
const words = (type: string, frame: string, colour: string): string =>
  `<p:sp><p:nvSpPr><p:cNvPr id="8" name="8"/><p:cNvSpPr/><p:nvPr><p:ph type="${type}"/></p:nvPr></p:nvSpPr><p:spPr>${frame}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang="ru-RU"><a:solidFill><a:srgbClr val="${colour}"/></a:solidFill></a:rPr><a:t>T</a:t></a:r></a:p></p:txBody></p:sp>`;

/** The template by hand with other shapes: those of its master, and no title of the layout's own place. */
async function templateOf(drawn: string): Promise<Template> {
  const zip = await JSZip.loadAsync(await handTemplate({ title: 'Arial', text: 'Arial' }));
  const master = 'ppt/slideMasters/slideMaster1.xml';
  const layout = 'ppt/slideLayouts/slideLayout1.xml';
  const read = async (name: string): Promise<string> => (await zip.file(name)?.async('string')) ?? '';
  zip.file(master, (await read(master)).replace(/<p:sp>[\s\S]*<\/p:sp>/u, drawn));
  zip.file(layout, (await read(layout)).replace(/<a:xfrm>[\s\S]*?<\/a:xfrm>/u, ''));
  const bytes = await zip.generateAsync({ type: 'uint8array' });
  const reading = await readTemplate('impress.pptx', bytes.length, async () => bytes);
  if (!reading.ok) throw new Error(reading.fault);
  return reading.template;
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
