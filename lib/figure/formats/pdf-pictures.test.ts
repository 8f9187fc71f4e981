import { expect, test } from 'vitest';
import { picturedDefinition, type Pictures } from './pdf-pictures';

/** Draws nothing: a picture names what would be drawn. */
const PICTURES: Pictures = {
  needed: (text) => text.includes('高'),
  text: (text, { size, bold, width }) => ({ image: `${text} ${size} ${bold} ${width}`, width: 1, height: 2 }),
  drawing: (svg) => Promise.resolve(`drawing of ${svg}`),
};

test('only what has letters that the font lacks becomes a picture', async () => {
  const { content } = await picturedDefinition(
    {
      content: [
        { stack: [{ text: [{ text: 'KMT2A', italics: true }, ' 高危'], fontSize: 16, bold: true }, { text: 'Arm A' }] },
        { svg: '<svg>高</svg>', fit: [700, 400] },
        { svg: '<svg>A</svg>' },
        { ul: ['高', 'A'] },
        { columns: [{ text: '[1]' }, { text: '高' }] },
        {
          table: {
            widths: ['*', '*'],
            body: [
              [{ text: '高', colSpan: 2 }, {}],
              [{ text: '高', bold: true, alignment: 'left' }, { text: '12' }],
            ],
          },
        },
      ],
    },
    PICTURES,
  );
  expect(content).toEqual([
    { stack: [{ image: 'KMT2A 高危 16 true 761.89', width: 1, height: 2 }, { text: 'Arm A' }] },
    { image: 'drawing of <svg>高</svg>', fit: [700, 400] },
    { svg: '<svg>A</svg>' },
    { ul: [{ image: '高 9 false 761.89', width: 1, height: 2 }, { text: 'A' }] },
    { columns: [{ text: '[1]' }, { image: '高 9 false 761.89', width: 1, height: 2 }] },
    {
      table: {
        widths: ['*', '*'],
        body: [
          [{ image: '高 9 false 761.89', width: 1, height: 2, colSpan: 2 }, {}],
          [{ image: '高 9 true 170', width: 1, height: 2, alignment: 'left' }, { text: '12' }],
        ],
      },
    },
  ]);
});
