import JSZip from 'jszip';
import { beforeAll, expect, test } from 'vitest';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { slideWords } from '../formats/pptx/words';
import { figurePptx } from '../formats/pptx/pptx';
import { everyDocument, splitGenes } from './documents';
import { officeBreaches } from './office-rules';
import { DOT } from './slide-rules';

// Each fault for which PowerPoint repairs a file is planted into a sound one and found.

let sound: Uint8Array;
beforeAll(async () => {
  const documents = (await everyDocument('en')).get('comparison') ?? [];
  const words = slideWords(await messageLookup('en'));
  const options = { title: 'T', author: 'A', ratio: '16x9', native: true, split: splitGenes, words } as const;
  sound = await figurePptx(documents, { ...options, rasterise: async () => DOT });
});

/** What is found where a part is changed. */
async function foundWith(part: RegExp, change: (xml: string) => string): Promise<string[]> {
  const zip = await JSZip.loadAsync(sound);
  const name = Object.keys(zip.files).find((one) => part.test(one)) ?? '';
  const before = (await zip.file(name)?.async('string')) ?? '';
  const after = change(before);
  expect(after, name).not.toBe(before);
  zip.file(name, after);
  return officeBreaches(await zip.generateAsync({ type: 'uint8array' }));
}

const [SLIDE, CHART] = [/^ppt\/slides\/slide1\.xml$/u, /^ppt\/charts\/chart\d+\.xml$/u];

test('a sound file has no breach', async () => {
  expect(await officeBreaches(sound)).toEqual([]);
});

test.each<[string, RegExp, (xml: string) => string, RegExp]>([
  [
    'labels behind their values',
    CHART,
    (xml) => xml.replace(/(<c:dLbls>[\s\S]*?<\/c:dLbls>)([\s\S]*?<\/c:yVal>)/u, '$2$1'),
    /<c:dLbls> too late in <c:ser>/u,
  ],
  [
    'whiskers before labels',
    CHART,
    (xml) => xml.replace(/(<c:dLbls>[\s\S]*?<\/c:dLbls>)(<c:errBars>[\s\S]*?<\/c:errBars>)/u, '$2$1'),
    /<c:dLbls> too late in <c:ser>/u,
  ],
  [
    'another number in the chart than in its cell',
    CHART,
    (xml) => xml.replace(/(<c:yVal>[\s\S]*?<c:v>)[^<]*/u, '$199.9'),
    /is not what the chart keeps/u,
  ],
  ['an unknown element', CHART, (xml) => xml.replace('<c:smooth', '<c:smoothed'), /<c:smoothed> in <c:ser>/u],
  ['two shapes of one number', SLIDE, (xml) => xml.replace('<p:cNvPr id="3"', '<p:cNvPr id="2"'), /two shapes 2/u],
  [
    'a colour of five digits',
    SLIDE,
    (xml) => xml.replace(/srgbClr val="\w{6}"/u, 'srgbClr val="12345"'),
    /colour 12345/u,
  ],
  ['a length below nothing', SLIDE, (xml) => xml.replace(/<a:ext cx="\d+"/u, '<a:ext cx="-5"'), /length -5/u],
  ['a forbidden letter', SLIDE, (xml) => xml.replace('<a:t>', '<a:t>\u0001'), /a letter that XML forbids/u],
  [
    'a font without a name',
    SLIDE,
    (xml) => xml.replace(/latin typeface="[^"]*"/u, 'latin typeface=""'),
    /a font without/u,
  ],
  [
    'a relation that nothing names',
    SLIDE,
    (xml) => xml.replace(/ r:id="(\w+)"/u, ' r:id="rId99"'),
    /no relation rId99/u,
  ],
  [
    'a relation that leads nowhere',
    /^ppt\/slides\/_rels\/slide1/u,
    (xml) => xml.replace(/charts\/chart/u, 'charts/chart9'),
    /which is not there/u,
  ],
  [
    'a part without a type',
    /^\[Content_Types\]/u,
    (xml) =>
      xml
        .replace(/<Override PartName="\/ppt\/slides\/slide1\.xml"[^>]*>/u, '')
        .replace(/<Default Extension="xml"[^>]*>/u, ''),
    /no content type of ppt\/slides\/slide1\.xml/u,
  ],
  ['a paragraph that stays open', SLIDE, (xml) => xml.replace('</a:p>', ''), /closes/u],
])('%s', async (_, part, change, found) => {
  expect((await foundWith(part, change)).join('\n')).toMatch(found);
});
