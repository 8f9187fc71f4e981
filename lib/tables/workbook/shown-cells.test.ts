import { expect, test } from 'vitest';
import { cellForms, shownCells } from './shown-cells';

// Forms as Excel writes them (ECMA-376 part 1, 18.8.30): 10 is 0.00%, 17 mmm-yy, 14 a whole date; own codes begin at 164.
const FORMS = cellForms(`<styleSheet><numFmts count="4">
  <numFmt numFmtId="164" formatCode="0.000%"/><numFmt numFmtId="165" formatCode="[$-419]mmmm\\ yyyy;@"/>
  <numFmt numFmtId="166" formatCode="yyyy"/><numFmt numFmtId="167" formatCode="0.0&quot; % of all&quot;"/></numFmts>
  <cellStyleXfs count="1"><xf numFmtId="10"/></cellStyleXfs>
  <cellXfs count="8"><xf/><xf numFmtId="10"/><xf numFmtId="17" xfId="0"/><xf numFmtId="14"/><xf numFmtId="164"/>
  <xf numFmtId="165"/><xf numFmtId="166"><alignment/></xf><xf numFmtId="167"/></cellXfs></styleSheet>`);
const shown = (cells: string, date1904 = false): object =>
  Object.fromEntries(shownCells(new TextEncoder().encode(`<sheetData>${cells}</sheetData>`), FORMS, date1904));

test('a form is a percentage, a month or a year; a sign in quotes and the forms of styles are none', () => {
  expect([...FORMS]).toEqual([
    [1, 'percent'],
    [2, 'month'],
    [4, 'percent'],
    [5, 'month'],
    [6, 'year'],
  ]);
});

test('a share that is shown as a percentage is one, whatever its digits', () => {
  expect(shown('<c r="B2" s="1"><v>0.0005</v></c><c r="C2" s="4"><v>7.0000000000000007E-2</v></c>')).toEqual({
    '2:1': '0.05%',
    '2:2': '7%',
  });
  expect(shown('<c r="B2" s="7"><v>5</v></c><c r="C2"><v>0.5</v></c>')).toEqual({});
});

// 44256 is 1 March 2021 counted from 1900, and 42794 the same day counted from 1904 (1462 days apart); 43831 is 1 January 2020.
test('a month without a day is its month alone, a whole date whose day is hidden stays whole', () => {
  expect(
    shown('<c r="A3" s="2"><v>44256</v></c><c s="5" r="B3"><v>44260</v></c><c r="C3" s="3"><v>44256</v></c>'),
  ).toEqual({ '3:0': '2021-03' });
  expect(shown('<c r="A3" s="5"><v>42794</v></c>', true)).toEqual({ '3:0': '2021-03' });
  expect(shown('<c r="A3" s="6"><v>43831</v></c><c r="B3" s="6"><v>44256</v></c>')).toEqual({ '3:0': '2020' });
});

test('an error is its name, and a formula that was never computed is a formula; a saved value says nothing', () => {
  expect(
    shown(
      '<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B1" t="e"><v>#N/A</v></c><x:c r="C1"><x:f>A1&amp;"x"</x:f></x:c>' +
        '<c r="D1"><f>B2*2</f><v>14</v></c><c r="E1" t="str"><f>""</f><v></v></c><c r="F1"><f t="shared" si="0"/></c><c r="G1"/>',
    ),
  ).toEqual({ '1:0': '#DIV/0!', '1:1': '#N/A', '1:2': '=A1&"x"', '1:5': '=' });
});

test('whatever bytes a sheet holds, there is an answer', () => {
  for (const cells of [
    '<c',
    '<c r=',
    '<c r="A1" s="1"><v>',
    '<c r="A1" t="e"',
    '<c><v>1</v></c>',
    '<c r="1" s="1"><v>x</v></c>',
  ])
    expect(shown(cells)).toEqual({});
});
