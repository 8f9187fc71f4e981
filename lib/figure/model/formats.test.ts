import { describe, expect, test } from 'vitest';
import { parametersOf } from '@/lib/address/parameters';
import { readFileOptions } from '../formats/file-options';
import { figureOfParameter, moved, NO_DECK, readDeck, USUAL_SETTINGS, writeDeckQuery } from './deck';
import { readDeckQuery } from './deck-reading';
import { readFileName } from './formats';
import { onTransparent, svgDocument, withoutEdges } from '../drawing/svg/document';

const query = (text: string) => new URLSearchParams(text);

describe('the address of a file', () => {
  test('names kind and format', () => {
    expect(readFileName('comparison.pptx')).toEqual({ kind: 'comparison', format: 'pptx' });
    for (const wrong of ['comparison', 'comparison.gif', '.pptx', '../comparison.pptx', 'comparison.pptx.exe'])
      expect(readFileName(wrong)).toBeNull();
  });

  test('takes the options of its format and leaves the figure’s own query, whose scale is no size', () => {
    const { options, problems, rest } = readFileOptions(
      'png',
      query('endpoint=EFS&pixels=4&background=transparent&scale=logit'),
    );
    expect([options.pixels, options.background, problems, rest.toString()]).toEqual([
      '4',
      'transparent',
      [],
      'endpoint=EFS&scale=logit',
    ]);
  });

  test('leaves an option of another format to be refused, and refuses a wrong value and a second one, each by name', () => {
    expect(readFileOptions('csv', query('ratio=4x3')).rest.toString()).toBe('ratio=4x3');
    expect(readFileOptions('png', query('pixels=3')).problems[0]?.allowed).toEqual(['2', '4']);
    expect(readFileOptions('pptx', query('native=1&native=0')).problems[0]?.code).toBe('given-twice');
    expect(readFileOptions('pdf', query('lang=de')).problems[0]).toMatchObject({
      parameter: 'lang',
      code: 'not-in-list',
    });
    expect(readFileOptions('pdf', query('lang=ru')).language).toBe('ru');
  });
});

describe('the saved list', () => {
  const entries = [
    { kind: 'comparison', query: 'endpoint=EFS&series=a,b', title: 'Название & more', renamed: true, slides: {} },
    { kind: 'landscape', query: 'endpoint=OS', title: 'Overall survival', renamed: false, slides: {} },
  ];
  test('travels in an address; a title of the program’s own is made anew', () => {
    expect(readDeckQuery(parametersOf(query(writeDeckQuery(entries))), 'Comparison')).toEqual({
      entries: [entries[0], { ...entries[1], title: 'Comparison' }],
      problems: [],
    });
  });
  test('what of an address cannot be used is named and left out', () => {
    const figures = Array.from({ length: 31 }, () => 'figure=&title=').join('&');
    expect(readDeckQuery(parametersOf(query(figures)), 'C')).toMatchObject({
      entries: { length: 30 },
      problems: [{ parameter: 'figure', code: 'too-many', value: '31' }],
    });
    const wrong = query(`figure=a%20b&title=x&figure=endpoint=OS&title=${'y'.repeat(161)}&figur=1`);
    const { entries: read, problems } = readDeckQuery(parametersOf(wrong), 'C');
    expect(read).toEqual([{ kind: 'comparison', query: 'endpoint=OS', title: 'C', renamed: false, slides: {} }]);
    expect(problems.map(({ parameter, code, nearest }) => [parameter, code, nearest])).toEqual([
      ['figur', 'unknown-parameter', 'figure'],
      ['figure', 'not-valid', undefined],
      ['title', 'not-valid', undefined],
    ]);
  });
  test('a broken, foreign or overlong list is an empty one', () => {
    for (const text of [
      null,
      '{',
      '[1]',
      '[{"query":"a b","title":"x","renamed":false}]',
      JSON.stringify(Array.from({ length: 31 }, () => entries[0])),
    ])
      expect(readDeck(text)).toEqual(NO_DECK);
    const deck = { entries, settings: { ...USUAL_SETTINGS, title: 'Совет', lang: 'ru' as const } };
    expect(readDeck(JSON.stringify(deck))).toEqual(deck);
  });
  test('a list kept before it had kinds is read by the view that each query names', () => {
    const old = ['endpoint=EFS&view=table', 'view=forest', 'endpoint=OS'].map((own) => ({
      query: own,
      title: 'x',
      renamed: false,
    }));
    expect(readDeck(JSON.stringify(old)).entries.map(({ kind }) => kind)).toEqual([
      'attributes',
      'forest',
      'comparison',
    ]);
    expect(figureOfParameter('endpoint=EFS&view=table').kind).toBe('attributes');
  });
  test('an entry moves to another place and not over the ends', () => {
    expect(moved(entries, 0, 1).map(({ title }) => title)).toEqual(['Overall survival', 'Название & more']);
    expect(moved(entries, 0, -1)).toBe(entries);
    expect(moved(entries, 1, 2)).toBe(entries);
  });
});

test('a transparent picture has no ground, and one for a slide no edge over its letters', () => {
  const { svg } = svgDocument({
    width: 10,
    height: 10,
    title: 't',
    locale: 'en',
    body: '<text stroke="#ffffff" stroke-width="4" stroke-linejoin="round" paint-order="stroke" x="1">a</text>',
  });
  expect(onTransparent(svg)).not.toContain('<rect');
  expect(withoutEdges(svg)).toContain('<text x="1">a</text>');
});
