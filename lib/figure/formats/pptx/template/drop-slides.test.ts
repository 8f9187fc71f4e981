import JSZip from 'jszip';
import { beforeAll, describe, expect, test } from 'vitest';
import { handTemplate } from '../../../testing/hand-template';
import { officeBreaches } from '../../../testing/office-rules';
import { DOT } from '../../../testing/slide-rules';
import { coverSlide } from '../cover';
import { reachableParts, textOf } from '../parts';
import { writeSlides } from '../write';
import { readTemplate } from './template';

// Files as centres have them: a presentation of sixty slides with macros, a small picture of its first slide, its author's
// name, a button of the layout that leads to a slide, and the slides that were open when it was last seen.

const [OFFICE, MICROSOFT, PACKAGE] = [
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  'http://schemas.microsoft.com/office/2006/relationships',
  'http://schemas.openxmlformats.org/package/2006/relationships',
];
const MAIN = 'application/vnd.openxmlformats-officedocument.presentationml';
const splitNothing = (text: string) => [{ text, gene: false }];
const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`;
const relations = (...all: readonly string[]): string =>
  `<?xml version="1.0"?><Relationships xmlns="${PACKAGE}">${all.join('')}</Relationships>`;
const SLIDE = `<p:sld xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name="Ivanov"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/></p:spTree></p:cSld></p:sld>`;
const TYPES = {
  '.pptm': 'application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml',
  '.potm': 'application/vnd.ms-powerpoint.template.macroEnabled.main+xml',
  '.potx': `${MAIN}.template.main+xml`,
  '.ppsx': `${MAIN}.slideshow.main+xml`,
} as const;

async function usedFile(type: string): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(await handTemplate({ title: 'Arial', text: 'Arial' }));
  const change = async (name: string, how: (xml: string) => string): Promise<void> => {
    zip.file(name, how(await textOf(zip, name)));
  };
  const numbers = Array.from({ length: 60 }, (_, i) => i + 1);
  for (const number of numbers) {
    zip.file(`ppt/slides/slide${number}.xml`, SLIDE);
    zip.file(
      `ppt/slides/_rels/slide${number}.xml.rels`,
      relations(relation('rId1', `${OFFICE}/slideLayout`, '../slideLayouts/slideLayout1.xml')),
    );
  }
  zip.file('ppt/vbaProject.bin', 'macro');
  zip.file('ppt/commentAuthors.xml', '<p:cmAuthorLst name="Ivanov"/>');
  zip.file('ppt/viewProps.xml', '<p:viewPr/>');
  zip.file('ppt/_rels/viewProps.xml.rels', relations(relation('rId1', `${OFFICE}/slide`, 'slides/slide7.xml')));
  zip.file('docProps/core.xml', '<cp:coreProperties>Ivanov</cp:coreProperties>');
  zip.file('docProps/thumbnail.jpeg', 'Ivanov');
  await change('[Content_Types].xml', (xml) =>
    xml
      .replace(`${MAIN}.presentation.main+xml`, type)
      .replace(
        '</Types>',
        `<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Default Extension="jpeg" ContentType="image/jpeg"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
      ),
  );
  await change('_rels/.rels', (xml) =>
    xml.replace(
      '</Relationships>',
      `${relation('rId8', `${PACKAGE}/metadata/thumbnail`, 'docProps/thumbnail.jpeg')}${relation('rId9', `${PACKAGE}/metadata/core-properties`, 'docProps/core.xml')}</Relationships>`,
    ),
  );
  await change('ppt/_rels/presentation.xml.rels', (xml) =>
    xml.replace(
      '</Relationships>',
      `${numbers.map((number) => relation(`rId${100 + number}`, `${OFFICE}/slide`, `slides/slide${number}.xml`)).join('')}${relation('rId7', `${MICROSOFT}/vbaProject`, 'vbaProject.bin')}${relation('rId8', `${OFFICE}/commentAuthors`, 'commentAuthors.xml')}${relation('rId9', `${OFFICE}/viewProps`, 'viewProps.xml')}</Relationships>`,
    ),
  );
  await change('ppt/presentation.xml', (xml) =>
    xml.replace(
      '<p:sldSz',
      `<p:sldIdLst>${numbers.map((number) => `<p:sldId id="${255 + number}" r:id="rId${100 + number}"/>`).join('')}</p:sldIdLst><p:sldSz`,
    ),
  );
  await change('ppt/slideLayouts/slideLayout1.xml', (xml) =>
    xml.replace(
      '<p:cNvPr id="2" name="Title"/>',
      '<p:cNvPr id="2" name="Title"><a:hlinkClick r:id="rId5" action="ppaction://hlinksldjump"/></p:cNvPr>',
    ),
  );
  await change('ppt/slideLayouts/_rels/slideLayout1.xml.rels', (xml) =>
    xml.replace('</Relationships>', `${relation('rId5', `${OFFICE}/slide`, '../slides/slide3.xml')}</Relationships>`),
  );
  return zip.generateAsync({ type: 'uint8array' });
}

describe.each(Object.entries(TYPES))('a file of a centre in the format %s', (extension, type) => {
  let zip = new JSZip();
  let bytes = new Uint8Array();
  beforeAll(async () => {
    const own = await usedFile(type);
    const reading = await readTemplate(`centre${extension}`, own.length, async () => own);
    if (!reading.ok) throw new Error(reading.fault);
    const { template } = reading;
    const words = { title: 'Title', subtitle: '', author: '', date: '', foot: '' };
    bytes = await writeSlides([coverSlide(words, template.cover.stage, splitNothing)], {
      ...{ title: 'Our title', author: 'Our author', subject: 'S', locale: 'en', ratio: '4x3' },
      ...{ split: splitNothing, template, rasterise: async () => DOT },
    });
    zip = await JSZip.loadAsync(bytes);
  });

  test('becomes a presentation without macros, which PowerPoint opens under the name .pptx', async () => {
    const types = await textOf(zip, '[Content_Types].xml');
    expect(types).toContain(`PartName="/ppt/presentation.xml" ContentType="${MAIN}.presentation.main+xml"`);
    expect(types).not.toContain('macroEnabled');
    expect(zip.file('ppt/vbaProject.bin')).toBeNull();
    expect(await officeBreaches(bytes)).toEqual([]);
  });

  test('says nothing of the slides that it had, and its title and author are ours', async () => {
    const names = Object.keys(zip.files).filter((name) => zip.files[name]?.dir === false);
    expect(names.filter((name) => name.startsWith('ppt/slides/') && name.endsWith('.xml'))).toHaveLength(1);
    for (const name of names) expect(await textOf(zip, name), name).not.toContain('Ivanov');
    const core = await textOf(zip, 'docProps/core.xml');
    expect(core).toContain('<dc:title>Our title</dc:title>');
    expect(core).toContain('<dc:creator>Our author</dc:creator>');
    for (const part of await reachableParts(zip)) expect(names, part).toContain(part);
    expect(await textOf(zip, 'ppt/slideLayouts/slideLayout1.xml')).not.toContain('hlinkClick');
  });
});
