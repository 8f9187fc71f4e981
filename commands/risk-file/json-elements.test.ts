import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonElements, jsonLines } from './json-elements';

async function* inPieces(text: string, size: number): AsyncGenerator<string> {
  for (let i = 0; i < text.length; i += size) yield text.slice(i, i + size);
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe('jsonElements', () => {
  test('gives what JSON.parse gives, wherever the pieces are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue()),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        async (values, size, indented) => {
          const text = JSON.stringify(values, null, indented ? 2 : 0);
          expect(await all(jsonElements(inPieces(text, size)))).toEqual(JSON.parse(text));
        },
      ),
    );
  });

  test.each([
    ['', 'empty'],
    ['  \n', 'empty'],
    ['{"id":1}', 'does not begin with “[”'],
    ['{"id":1}\n{"id":2}', '.jsonl'],
    ['[{"id":1}', 'not closed'],
    ['[{"id":1},', 'not closed'],
    ['[{"id":1},]', 'Patient 2'],
    ['[,1]', 'Patient 1'],
    ['[{"id":1}}]', 'Patient 1'],
    ['[1}', 'not closed'],
    ['[{"id":1}] 2', 'behind the end'],
    ['[{id:1}]', 'not valid JSON'],
    [`["${'a'.repeat(1_100_000)}`, 'longer than 1 MB'],
  ])('refuses %.20s: %s', async (text, reason) => {
    await expect(all(jsonElements(inPieces(text, 4096)))).rejects.toThrow(reason);
  });
});

describe('jsonLines', () => {
  test('one value a line, empty lines passed over, whatever ends a line', async () => {
    expect(await all(jsonLines(inPieces('{"id":1}\r\n\n{"id":2}\n{"id":"a\\nb"}', 3)))).toEqual([
      { id: 1 },
      { id: 2 },
      { id: 'a\nb' },
    ]);
  });

  test('names the line that is not JSON', async () => {
    await expect(all(jsonLines(inPieces('{"id":1}\n\n{"id":\n', 5)))).rejects.toThrow('Line 3');
  });
});
