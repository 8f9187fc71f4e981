import { expect, test } from 'vitest';
import { everyDocument } from '../../testing/documents';

test('of many groups in one part the title names the first and the last, of all of them none', async () => {
  const [document] = (await everyDocument('en')).get('landscape') ?? [];
  if (document === undefined) throw new Error('no landscape');
  const titles = (height: number): (string | null)[] =>
    document.slides.parts({ width: 1200, height }, 0).map(({ title }) => title);
  expect(titles(10_000)).toEqual([document.title]);
  const parts = titles(420);
  expect(parts.length).toBeGreaterThan(2);
  for (const title of parts) expect(title).toMatch(/^.+: .+$/u);
});
