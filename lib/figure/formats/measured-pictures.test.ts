import { beforeAll, describe, expect, test } from 'vitest';
import { LOCALES, type Locale } from '@/lib/i18n/routing';
import type { FigureDocument } from '../model/document';
import { everyDocument, splitGenes } from '../testing/documents';
import { textsIn } from '../testing/measured-slide';
import { expectAlone, expectInside } from '../testing/slide-rules';
import { pictureSvgs } from './picture';

// Every kind of figure, drawn from the program's own evidence, measured in its picture files.

const documents = new Map<Locale, ReadonlyMap<string, readonly FigureDocument[]>>();
beforeAll(async () => {
  for (const locale of LOCALES) documents.set(locale, await everyDocument(locale));
}, 180_000);

describe.each(LOCALES)('%s', (locale) => {
  const everyOne = (): [string, FigureDocument][] => {
    const all = [...(documents.get(locale) ?? [])].flatMap(([kind, own]) =>
      own.map((document): [string, FigureDocument] => [kind, document]),
    );
    expect(all.length).toBeGreaterThan(20);
    return all;
  };

  test('in a picture of the whole document no word passes the edge or stands on a curve', () => {
    for (const [kind, document] of everyOne()) expectInside(document.svg.svg, kind, document);
  });

  test.each(['16x9', '4x3'] as const)(
    'alone in the shape of a slide (%s) a figure is read from a seat',
    async (shows) => {
      for (const [kind, document] of everyOne())
        expectAlone(await pictureSvgs(document, { shows, background: 'white' }, splitGenes), kind, shows, document);
    },
  );

  test('the incidences of every cause come with the curves of the same data, each headed by what it shows', async () => {
    const own = documents.get(locale)?.get('own-data') ?? [];
    const [curves, ...causes] = own;
    if (curves === undefined) throw new Error('no own data');
    expect(causes.length).toBeGreaterThan(0);
    const svgs = await pictureSvgs(curves, { shows: '16x9', background: 'white' }, splitGenes, causes);
    const joined = (text: string): string => text.replaceAll(/\s/gu, '');
    const words = svgs.map((svg) =>
      joined(
        textsIn(svg, 960)
          .texts.map(({ text }) => text)
          .join(''),
      ),
    );
    for (const { title } of own) expect(words.filter((said) => said.startsWith(joined(title)))).not.toEqual([]);
    for (const svg of svgs) expectAlone([svg], 'own-data', '16x9', curves);
  });

  test('two groups of patients have their whole names beside their curves, in the narrow shape too', async () => {
    for (const document of documents.get(locale)?.get('groups-kmt2a') ?? []) {
      const svgs = await pictureSvgs(document, { shows: '4x3', background: 'white' }, splitGenes);
      expect(svgs.flatMap((svg) => textsIn(svg, 720).texts.filter(({ text }) => text.includes('…')))).toEqual([]);
    }
  });

  test('studies without years, for which the landscape has no room, are not lost alone', async () => {
    const [landscape] = documents.get(locale)?.get('landscape') ?? [];
    if (landscape === undefined) throw new Error('no landscape');
    const svgs = await pictureSvgs(landscape, { shows: '16x9', background: 'white' }, splitGenes);
    const words = svgs.flatMap((svg) => textsIn(svg, 960).texts.map(({ text }) => text));
    const said = words.join('').replaceAll(/[\s\u2011-]/gu, '');
    const names = landscape.tables.flatMap(({ rows }) => rows.map(([name]) => name?.text ?? ''));
    expect(names.length).toBeGreaterThan(40);
    for (const name of names) expect(said).toContain(name.replaceAll(/[\s\u2011-]/gu, ''));
  });
});
