import { readFile } from 'node:fs/promises';
import JSZip from 'jszip';
import { address, expect, expectAccessible, LANGUAGES, signedInAs, test, texts } from '../support/fixtures';

const COMPARISON = 'endpoint=EFS&population=r&series=interfant-06-efs-6y-kmt2a-r,mll-10-efs-3y-kmt2a-r&local=0';

/** First bytes of a file of each format: PKZIP for office files, the signatures of PDF and PNG, text otherwise. */
const STARTS = {
  pptx: 'PK\u0003\u0004',
  xlsx: 'PK\u0003\u0004',
  pdf: '%PDF-1.',
  png: '\u0089PNG',
  svg: '<svg ',
  csv: '\u00ef\u00bb\u00bfmade_up,',
  json: '{\n  "schema"',
} as const;
const FORMATS = Object.keys(STARTS) as (keyof typeof STARTS)[];

for (const language of LANGUAGES) {
  const t = texts(language).exports.menu;

  test(`every format can be had from the one menu, with the keyboard too (${language})`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.goto(address(language, `/compare?${COMPARISON}`));
    await page.getByRole('button', { name: t.open, exact: true }).focus();
    await page.keyboard.press('Enter');
    const panel = page.getByRole('dialog', { name: t.open });
    for (const format of FORMATS) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        panel.getByRole('link', { name: t[format], exact: true }).press('Enter'),
      ]);
      const bytes = await readFile(await download.path());
      expect(bytes.subarray(0, 12).toString('latin1').startsWith(STARTS[format]), format).toBe(true);
      expect(bytes.length, format).toBeGreaterThan(500);
      expect(download.suggestedFilename()).toBe(
        `infant-all-efs-kmt2a-r${format === 'csv' ? '' : `-${language}`}.${format}`,
      );
      await expect(panel.getByRole('status')).toHaveText(t.done);
    }
    await page.keyboard.press('Escape');
    await expect(panel).toBeHidden();
  });

  test(`a figure that needs several pictures in the shape of a slide comes as all of them (${language})`, async ({
    page,
  }) => {
    await page.goto(address(language, '/disease'));
    await page.getByRole('button', { name: t.open, exact: true }).first().click();
    const panel = page.getByRole('dialog', { name: t.open });
    await panel.getByLabel(t.shows).selectOption('4x3');
    await expect(panel.getByLabel(t.shows)).toHaveAccessibleDescription(t.shapeHint);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      panel.getByRole('link', { name: t.svg, exact: true }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`infant-all-disease-${language}.zip`);
    const zip = await JSZip.loadAsync(await readFile(await download.path()));
    const names = Object.keys(zip.files);
    expect(names.length).toBeGreaterThan(3);
    for (const name of names)
      expect(await zip.file(name)?.async('string'), name).toMatch(/^<svg [^>]* width="720" height="540"/u);
  });

  test(`a list of comparisons becomes one presentation (${language})`, async ({ page }) => {
    test.setTimeout(120_000);
    const words = texts(language).deck;
    for (const query of [COMPARISON, 'endpoint=OS&population=r&local=0']) {
      await page.goto(address(language, `/compare?${query}`));
      await page.getByRole('button', { name: t.open, exact: true }).click();
      await page.getByRole('button', { name: t.addToDeck }).click();
    }
    await page
      .getByRole('dialog', { name: t.open })
      .getByRole('link', { name: t.toDeck.replace('{count}', '2') })
      .click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.title);
    await expect(page.getByRole('listitem').filter({ has: page.getByRole('textbox') })).toHaveCount(2);
    await page.getByRole('textbox', { name: words.cover.author }).fill('Prof. Жук, Centre 1');
    await expect(page.getByText(words.state.waiting)).toHaveCount(0, { timeout: 60_000 });
    // The slides stand as in the file: the title slide before the figures.
    await expect(page.getByRole('main').getByRole('img').first()).toHaveAttribute('alt', words.fileTitle);
    await page
      .getByRole('textbox', { name: words.slideNote.replace('{name}', '1.1') })
      .fill('Say that nothing is adjusted.');
    const first = page.getByRole('textbox', { name: words.name.replace('{position}', '1'), exact: true });
    await first.fill('Слайд & slide');
    await first.press('Enter');
    await page.getByRole('button', { name: words.down.replace('{title}', 'Слайд & slide') }).click();
    await expect(page.getByRole('textbox', { name: words.name.replace('{position}', '2'), exact: true })).toHaveValue(
      'Слайд & slide',
    );
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: words.write }).click(),
    ]);
    const zip = await JSZip.loadAsync(await readFile(await download.path()));
    const part = async (name: string): Promise<string> => (await zip.file(name)?.async('string')) ?? '';
    expect(await part('ppt/slides/slide1.xml')).toContain('Prof. Жук, Centre 1');
    const notes = await Promise.all(
      Object.keys(zip.files)
        .filter((name) => /notesSlides\/notesSlide\d+\.xml$/u.test(name))
        .map(part),
    );
    expect(notes.filter((one) => one.includes('Say that nothing is adjusted.'))).toHaveLength(1);
    // Where charts are to be edited, a figure that has none says so, and no other.
    await page.getByRole('checkbox', { name: words.native }).check();
    await expect(page.getByText(words.state.waiting)).toHaveCount(0, { timeout: 60_000 });
    await expect(page.getByText(words.asPictures)).toHaveCount(0);
    await page.goto(address(language, '/landscape'));
    await page.getByRole('button', { name: t.open, exact: true }).click();
    await page.getByRole('button', { name: t.addToDeck }).click();
    await page.goto(address(language, '/deck'));
    await expect(page.getByText(words.asPictures)).toHaveCount(1, { timeout: 60_000 });
    await page.reload();
    await expect(page.getByRole('textbox', { name: words.cover.author })).toHaveValue('Prof. Жук, Centre 1');
    await expectAccessible(page);
  });

  test(`one’s own analysis is exported by the browser alone (${language})`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.goto(address(language, '/analyse'));
    const sent: string[] = [];
    page.on('request', (request) => {
      const { origin } = new URL(request.url());
      if (
        request.method() !== 'GET' ||
        (origin !== new URL(page.url()).origin &&
          !request.url().startsWith('blob:') &&
          !request.url().startsWith('data:'))
      )
        sent.push(`${request.method()} ${request.url()}`);
    });
    await page.getByRole('button', { name: texts(language).analyse.input.example }).click();
    await page.getByRole('button', { name: t.open, exact: true }).click();
    for (const format of FORMATS) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('dialog', { name: t.open }).getByRole('button', { name: t[format], exact: true }).click(),
      ]);
      const start = format === 'csv' ? '\u00ef\u00bb\u00bfitem,' : STARTS[format];
      expect((await readFile(await download.path())).subarray(0, 12).toString('latin1').startsWith(start), format).toBe(
        true,
      );
    }
    expect(sent).toEqual([]);
  });

  test(`a figure in a frame has its chart, its notes and the way back, and nothing else (${language})`, async ({
    page,
  }) => {
    await page.goto(address(language, `/embed/comparison?${COMPARISON}`));
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('img').first()).toBeVisible();
    await expect(page.getByRole('navigation')).toHaveCount(0);
    await page.getByText(texts(language).exports.embed.notes).click();
    await expect(page.getByRole('heading', { name: texts(language).figure.heading.sources })).toBeVisible();
    await expect(page.getByRole('link', { name: texts(language).exports.embed.whole })).toHaveAttribute(
      'href',
      new RegExp(`${address(language, '/compare').replace('/', '\\/')}\\?endpoint=EFS`),
    );
    await expectAccessible(page);
  });
}

test('exactly the figure in a frame may be framed', async ({ request }) => {
  for (const path of [`/embed/comparison?${COMPARISON}`, '/ru/embed/progress']) {
    const headers = (await request.get(path)).headers();
    expect(headers['x-frame-options']).toBeUndefined();
    expect(headers['content-security-policy']).toContain('frame-ancestors *');
  }
  for (const path of ['/', '/compare', '/embed', '/embed/comparison/more', '/ru/deck', '/patients', '/api/health'])
    expect((await request.get(path)).headers()['x-frame-options'], path).toBe('DENY');
  for (const path of ['/', '/compare', '/ru/deck'])
    expect((await request.get(path)).headers()['content-security-policy'], path).toContain("frame-ancestors 'none'");
});

test('a frame never shows local patients, whoever looks', async ({ page }) => {
  await signedInAs(page, 'data-manager');
  await page.goto('/compare?endpoint=EFS&local=1');
  await expect(page.getByText('Local cohort, n =').first()).toBeAttached();
  await page.goto('/embed/comparison?endpoint=EFS&local=1');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText('Local cohort');
  expect(await page.getByRole('img').first().getAttribute('aria-label')).not.toContain('Local cohort');
});

test('files with local patients are kept by nobody and carry the mark of made-up data; those of the evidence may be kept', async ({
  page,
  request,
}) => {
  expect((await request.get(`/api/figures/comparison.json?${COMPARISON}`)).headers()['cache-control']).toContain(
    'public',
  );
  await signedInAs(page, 'data-manager');
  for (const format of FORMATS) {
    const response = await page.request.get(`/api/figures/comparison.${format}?endpoint=EFS&local=1`);
    expect(response.headers()['cache-control'], format).toBe('private, no-store');
    expect(response.headers()['content-disposition'], format).toContain('made-up-');
  }
});

test('files say the numbers of the registry', async ({ request }) => {
  // Interfant-06, KMT2A-r: 36.4 % (SE 2.3) of 476 at 6 years, so 36.4 ± 1.96 × 2.3 = 31.892 to 40.908. MLL-10, KMT2A-r: Tomizawa 2020, 3-year EFS 66.2 %, n = 75.
  const { data } = await (await request.get(`/api/figures/comparison.json?${COMPARISON}`)).json();
  const points = data.panels.flatMap(
    ({ published }: { published: { estimateId: string; percent: number; n: number }[] }) => published,
  );
  expect(
    points.map(({ estimateId, percent, n }: { estimateId: string; percent: number; n: number }) => [
      estimateId,
      percent,
      n,
    ]),
  ).toEqual([
    ['interfant-06-efs-6y-kmt2a-r', 36.4, 476],
    ['mll-10-efs-3y-kmt2a-r', 66.2, 75],
  ]);
  const csv = await (await request.get(`/api/figures/comparison.csv?${COMPARISON}`)).text();
  expect(csv).toContain(',6,36.4,31.892,40.908,95,');
});

test('what cannot be made is refused by name', async ({ request }) => {
  const refused = async (path: string): Promise<[number, string[]]> => {
    const response = await request.get(path);
    expect(response.headers()['content-type']).toContain('application/problem+json');
    const { errors = [] }: { errors?: { parameter: string }[] } = await response.json();
    return [response.status(), errors.map(({ parameter }) => parameter).sort()];
  };
  for (const file of ['nothing.pptx', 'comparison.gif']) {
    const answer = await request.get(`/api/figures/${file}`);
    expect(answer.status()).toBe(404);
    expect((await answer.json()).detail).toContain(`“${file}”`);
  }
  expect(await refused('/api/figures/comparison.png?pixels=3&ratio=4x3&lang=de')).toEqual([
    400,
    ['lang', 'pixels', 'ratio'],
  ]);
  expect(await refused('/api/figures/comparison.pptx?series=nope')).toEqual([400, ['series']]);
  // No RFS of germline infants is in the evidence: a file of it would be an empty slide.
  for (const file of ['comparison.pptx', 'comparison.pdf', 'forest.pdf', 'attributes.png'])
    expect(await refused(`/api/figures/${file}?endpoint=RFS&population=g`), file).toEqual([400, ['endpoint']]);
  const slides = { kind: 'comparison', title: null, lang: 'en', ratio: '16x9', native: false, stage: null };
  for (const [wrong, parameter] of [
    [{ query: 'endpoint=XXX' }, 'endpoint'],
    [{ query: '', kind: 'nothing' }, 'kind'],
    [{ query: '', ratio: '2x1' }, 'ratio'],
  ] as const) {
    const answer = await request.post('/api/figures/slides', { data: { ...slides, ...wrong } });
    expect(answer.status()).toBe(400);
    expect((await answer.json()).errors.map((one: { parameter: string }) => one.parameter)).toEqual([parameter]);
  }
});
