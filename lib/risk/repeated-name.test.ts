import { expect, test } from 'vitest';
import { repeatedName } from './repeated-name';

test.each([
  ['{"facts":{"ageDays":100,"ageDays":200}}', 'ageDays'],
  ['{"facts":{"ageDays":100},"facts":{"ageDays":200}}', 'facts'],
  ['[{"wbc":1},{"kmt2a":"germline","cns":null,"kmt2a":"rearranged"}]', 'kmt2a'],
  [String.raw`{"wbc":1,"\u0077bc":2}`, 'wbc'],
])('%s says one thing twice, of which JSON.parse drops the first', (json, name) => {
  expect(repeatedName(json)).toBe(name);
});

test.each([
  '[{"ageDays":1},{"ageDays":2}]',
  '{"id":"id","facts":{"id":1}}',
  String.raw`{"a":"\"a\":1,{\"a\":2","b":["a","a",{"a":1}],"c":{"a":{}}}`,
  '["a","a",1.5e3,true,null]',
  '7',
])('%s says nothing twice', (json) => {
  expect(repeatedName(json)).toBeNull();
});
