import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { GeneText } from '../gene-text';
import { geneHtml, htmlText } from './gene-html';
import { written } from './written';

const TEXTS = [
  'KMT2A-rearranged & MLL-10',
  'BCR::ABL1 <b>"x"</b>',
  'БСВ при KMT2A::AFF1',
  'KMT2A-r, 5 y & KMT2A-PTD',
  '',
];

test.each(TEXTS)('%j reads as it does from a component', (text) => {
  // The signs that have two spellings are read alike.
  const spelled = renderToStaticMarkup(createElement(GeneText, { text }));
  expect(geneHtml(text).replaceAll('&#x27;', "'")).toBe(spelled.replaceAll('&#x27;', "'"));
});

test('nothing in a text ends an attribute or begins an element', () => {
  // By hand, after the HTML standard, 13.1.2.3 and 13.5.
  expect(htmlText('"><img src=x onerror=a>&quot;')).toBe('&quot;&gt;&lt;img src=x onerror=a&gt;&amp;quot;');
});

test('a record comes back as it was, without what has no value', () => {
  const record = { steps: [{ years: 1.5, low: null }], title: 'МОБ "x"\u2028', left: undefined };
  expect(JSON.parse(written(record))).toEqual({ steps: [{ years: 1.5, low: null }], title: 'МОБ "x"\u2028' });
});
