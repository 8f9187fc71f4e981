import { Buffer } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import JSZip from 'jszip';
import write from 'write-excel-file/universal';
import {
  address,
  expect,
  expectAccessible,
  LANGUAGES,
  signedInAs,
  test,
  texts,
  type Language,
} from '../support/fixtures';

// One after the other: the page shows who comes back the last work that the same person began.
test.describe.configure({ mode: 'default' });

const head = [
  'Код',
  'Пол',
  'Дата диагноза',
  'Age (days)',
  'Leuko',
  'MRD1 date',
  'MRD1 time point',
  'MRD1 value, %',
  'Shoe size',
];
const stamp = `IMP${Date.now().toString(36)}`;
const reason = `the sheet of the centre ${stamp}`;
const rows = [1, 2, 3, 4, 5].map((n) => [
  `${stamp}-${n}`,
  n % 2 ? 'ж' : 'м',
  `0${n}.02.2021`,
  `${20 * n}`,
  `${9 * n}`,
  '15.03.2021',
  'EOI',
  '0.02',
  '16',
]);

/** Each step is a process of its own, which a busy machine starts slowly. */
const WORK = { timeout: 180_000 };

test('a workbook with five infants is mapped, looked at, imported and undone', async ({ page }) => {
  test.setTimeout(600_000);
  const t = texts('en').import;
  const blob = await write([
    { sheet: 'Лист1', data: [head, ...rows].map((row) => row.map((value) => ({ value, type: String }))) },
  ]).toBlob();
  await signedInAs(page, 'data-manager');
  await page.goto('/patients/import');
  const file = {
    name: 'infants.xlsx',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(await blob.arrayBuffer()),
  };
  await page.getByLabel(t.file).setInputFiles(file);
  await expect(page.getByText(file.name, { exact: true })).toBeVisible();
  await page.getByRole('button', { name: t.read }).click();
  await page.getByLabel(`${t.goes}: Leuko`).selectOption('patient.wbc');
  await page.getByRole('button', { name: t.check }).click();
  await expect(page.getByText('5 new, 0 changed, 0 the same, 0 refused')).toBeVisible(WORK);
  await page.getByLabel(t.reason).fill(reason);
  // The page can be closed meanwhile: opened again it shows what was found.
  await page.reload();
  await expect(page.getByText('5 new, 0 changed, 0 the same, 0 refused')).toBeVisible(WORK);
  await expect(page.getByText(/is not imported.*: Shoe size/u)).toBeVisible();
  await expect(page.getByRole('rowheader', { name: `${stamp}-3` })).toBeVisible();
  await page.getByLabel(t.reason).fill(reason);
  await page.getByRole('button', { name: t.commit }).click();
  await expect(page.getByText('Imported: 5 new, 0 changed.')).toBeVisible(WORK);
  await undo(page, 'en', reason);
  await page.goto(`/patients?q=${stamp}`);
  await expect(page.getByText('No patient fits this choice')).toBeVisible();
});

for (const language of LANGUAGES) {
  test(`columns that say only of what they are go where their cells say, and what no column says is asked (${language})`, async ({
    page,
  }) => {
    const t = texts(language).import;
    await signedInAs(page, 'data-manager');
    await page.goto(address(language, '/patients/import'));
    const sheet = 'Код;Дата диагноза;МОБ1;МОБ2\nQ-1;05.03.2021;0,01;05.06.2021\nQ-2;06.03.2021;0,02;07.06.2021\n';
    await send(page, language, 'bare.csv', Buffer.from(sheet));
    await expect(page.getByLabel(`${t.goes}: МОБ1`)).toHaveValue('mrd#1.valuePercent', WORK);
    await expect(page.getByLabel(`${t.goes}: МОБ2`)).toHaveValue('mrd#2.date');
    const named = t.unsaid.timePoint.replace('{record}', '');
    const points = page.getByRole('combobox', { name: named });
    await expect(points).toHaveCount(2);
    await points.first().selectOption('end-of-induction');
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 900 });
    await expectAccessible(page, 'width');
  });
}

const FORMULA = { en: 'A cell holds a formula (row 2)', ru: '1 ячейка содержит формулу (строка 2)' };
const LINK = {
  en: 'The workbook links to another file or address',
  ru: 'В книге есть ссылка на другой файл или адрес',
};

/** Chooses a file, once the page listens, and has it read. */
async function send(page: Page, language: Language, name: string, buffer: Buffer): Promise<void> {
  const t = texts(language).import;
  const read = page.getByRole('button', { name: t.read });
  await expect(async () => {
    await page.getByLabel(t.file, { exact: true }).setInputFiles([]);
    await page
      .getByLabel(t.file, { exact: true })
      .setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
    await expect(read).toBeEnabled({ timeout: 2000 });
  }).toPass();
  await read.click();
}

/** Undoes the import that was made for this reason, and says why. */
async function undo(page: Page, language: Language, reason: string): Promise<void> {
  const t = texts(language).import;
  const entry = page.getByRole('listitem').filter({ hasText: reason });
  await entry.getByRole('button', { name: t.undo, exact: true }).click();
  await expect(entry.getByLabel(t.undoReason)).toBeFocused();
  await entry.getByLabel(t.undoReason).fill(`sent by mistake: ${reason}`);
  await entry.getByRole('button', { name: t.undoAll }).click();
  await expect(entry.getByText(`: sent by mistake: ${reason}`)).toBeVisible(WORK);
}

/** The template with one infant in it, a formula, a macro, a link to another file and a sheet that is hidden. */
async function filledIn(template: Uint8Array, said: Readonly<Record<string, string>>): Promise<Buffer> {
  const zip = await JSZip.loadAsync(template);
  const part = async (path: string): Promise<string> => (await zip.file(path)?.async('string')) ?? '';
  const strings = [...(await part('xl/sharedStrings.xml')).matchAll(/<si><t[^>]*>([^<]*)<\/t><\/si>/gu)].map(
    ([, text = '']) => text,
  );
  const sheet = await part('xl/worksheets/sheet1.xml');
  const columns = [...sheet.matchAll(/<c r="([A-Z]+)1"[^>]*t="s"[^>]*><v>(\d+)<\/v>/gu)].map(
    ([, letters = '', text = '']) => [letters, strings[Number(text)] ?? ''] as const,
  );
  const cells = columns.map(([letters, name]) => {
    const value = said[name];
    if (value === undefined) return '';
    if (name === 'wbc') return `<c r="${letters}2"><f>2*151</f><v>${value}</v></c>`;
    return `<c r="${letters}2" t="inlineStr"><is><t>${value}</t></is></c>`;
  });
  zip.file(
    'xl/worksheets/sheet1.xml',
    sheet.replace(/<row r="2"[^>]*>.*?<\/row>/su, `<row r="2">${cells.join('')}</row>`),
  );
  zip.file('xl/vbaProject.bin', 'not carried out');
  zip.file('xl/externalLinks/externalLink1.xml', '<externalLink/>');
  const book = await part('xl/workbook.xml');
  zip.file('xl/workbook.xml', book.replace(/<sheet (?=[^>]*name="codebook")/u, '<sheet state="hidden" '));
  return Buffer.from(await zip.generateAsync({ type: 'uint8array' }));
}

/** A sheet of two megabytes, nearly all of it one column. */
const LONG_SHEET = `id,sex,age days,diagnosis date,remark\n${Array.from(
  { length: 300 },
  (_, row) => `L-${row},f,${row + 1},2021-03-07,${'a remark '.repeat(800)}\n`,
).join('')}`;

for (const language of LANGUAGES) {
  test(`how far the sending of a file is, is said on a slow line, and it can be stopped (${language})`, async ({
    page,
  }) => {
    test.setTimeout(600_000);
    const t = texts(language).import;
    await signedInAs(page, 'data-manager');
    await page.goto(address(language, '/patients/import'));
    const line = await page.context().newCDPSession(page);
    const slow = async (bytesASecond: number): Promise<void> => {
      const conditions = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: bytesASecond };
      await line.send('Network.emulateNetworkConditions', conditions);
    };
    await line.send('Network.enable');
    await slow(100 * 1024);
    await send(page, language, 'long.csv', Buffer.from(LONG_SHEET));
    await expect(page.getByText(t.phase.sending)).toBeVisible();
    const far = page.getByRole('progressbar');
    await expect(async () => expect(Number(await far.getAttribute('value'))).toBeGreaterThan(200_000)).toPass();
    expect(Number(await far.getAttribute('max'))).toBe(Buffer.byteLength(LONG_SHEET));
    await expectAccessible(page);
    await page.getByRole('button', { name: t.stop }).click();
    await expect(page.getByText(t.fault.stopped)).toBeVisible();
    await expect(far).toBeHidden();
    await expect(page.getByLabel(`${t.goes}: remark`)).toBeHidden();
    await slow(-1);
    await send(page, language, 'long.csv', Buffer.from(LONG_SHEET));
    await expect(page.getByLabel(`${t.goes}: remark`)).toBeVisible(WORK);
  });
}

test('a piece of a file that is lost on the way is sent again', async ({ page, allowedConsoleErrors }) => {
  allowedConsoleErrors.patterns = [/net::ERR_CONNECTION_RESET/u];
  const t = texts('en').import;
  await signedInAs(page, 'data-manager');
  await page.goto('/patients/import');
  let lost = 0;
  await page.route('**/api/patients/import/piece*', async (route) => {
    lost += 1;
    await (lost <= 2 ? route.abort('connectionreset') : route.continue());
  });
  await send(page, 'en', 'lost.csv', Buffer.from('id,sex\nL-1,f\n'));
  await expect(page.getByLabel(`${t.goes}: sex`)).toBeVisible(WORK);
  expect(lost).toBe(3);
});

for (const language of LANGUAGES) {
  const { import: t, tables } = texts(language);
  const page = address(language, '/patients/import');

  test(`the template is taken away, filled in and imported; what the workbook would do is said (${language})`, async ({
    page: browser,
  }) => {
    test.setTimeout(600_000);
    const pseudonym = `T-${language}-${Date.now().toString(36)}`;
    await signedInAs(browser, 'data-manager');
    await browser.goto(page);
    const words = new RegExp(`<${language}>(.*?)</${language}>`, 'u').exec(t.template)?.[1] ?? '';
    const [download] = await Promise.all([
      browser.waitForEvent('download'),
      browser.getByRole('link', { name: words, exact: true }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`template-${language}.xlsx`);
    const template = await readFile(await download.path());
    // Without rows it is no table: its codebook is no patient.
    await send(browser, language, 'template.xlsx', template);
    await expect(browser.getByText(t.fault['no-rows'])).toBeVisible(WORK);
    await send(browser, language, 'empty.csv', Buffer.from(''));
    await expect(browser.getByText(tables.refused.empty.replace('{file}', 'empty.csv'))).toBeVisible();

    const said = {
      pseudonym,
      sex: texts(language).patientForm.option.sex.female,
      ageDays: '61',
      diagnosisDate: '2025-03-07',
      wbc: '300',
    };
    await send(browser, language, 'template.xlsm', await filledIn(template, said));
    const notes = browser.getByRole('list', { name: tables.note.title });
    for (const note of [FORMULA[language], LINK[language], tables.note.macros, 'codebook'])
      await expect(notes.filter({ hasText: note }).first()).toBeVisible(WORK);
    await expectAccessible(browser);
    await browser.getByRole('button', { name: t.check }).click();
    const counts = t.counts.replace('{added}', '1').replace(/\{\w+\}/gu, '0');
    await expect(browser.getByText(counts)).toBeVisible(WORK);
    await expect(browser.getByRole('rowheader', { name: pseudonym })).toBeVisible();
    const [list] = await Promise.all([
      browser.waitForEvent('download'),
      browser.getByRole('button', { name: t.download }).click(),
    ]);
    const listed = (await readFile(await list.path())).toString('utf8');
    expect(listed.split('\n').slice(0, 2).join(' ')).toContain(`${t.patient},${t.rows},${t.status},${t.what}`);
    expect(listed).toContain(`${pseudonym},2,${t.state.new}`);
    // The saved value of the formula, and nothing of what it would compute.
    expect(listed).toContain('→ 300');
    const reason = `the centre filled the template in: ${pseudonym}`;
    await browser.getByLabel(t.reason).fill(reason);
    await browser.getByRole('button', { name: t.commit }).click();
    await expect(browser.getByText(t.done.replace('{added}', '1').replace('{changed}', '0'))).toBeVisible(WORK);
    await undo(browser, language, reason);
  });

  test(`a site gives a column and a value words of its own (${language})`, async ({ page: browser }) => {
    test.setTimeout(600_000);
    const stamp = `${language}${Date.now().toString(36)}`;
    const w = t.words;
    const { patientForm } = texts(language);
    await signedInAs(browser, 'data-manager');
    await browser.goto(page);
    const add = browser.getByRole('button', { name: w.add });
    const kept = browser.getByRole('table', { name: w.title });
    const field = browser.getByLabel(w.field);
    const option = (label: string): string => `${t.ofPatient}: ${label}`;
    await expect(async () => {
      await field.selectOption({ label: option(patientForm.label.wbc) });
      await browser.getByLabel(w.newWord).fill(stamp);
      await expect(add).toBeEnabled({ timeout: 2000 });
    }).toPass();
    await add.click();
    await expect(kept.getByRole('rowheader', { name: stamp, exact: true })).toBeVisible();
    // A word says one thing.
    await field.selectOption({ label: option(patientForm.label.cns) });
    await browser.getByLabel(w.newWord).fill(stamp.toUpperCase());
    await add.click();
    await expect(
      browser.getByText(w.fault.taken.split('{means}')[0]?.replace('{word}', stamp.toUpperCase()) ?? ''),
    ).toBeVisible();
    await field.selectOption({ label: option(patientForm.label.sex) });
    await browser.getByLabel(w.standsFor).selectOption('female');
    await browser.getByLabel(w.newWord).fill(`${stamp}-f`);
    await add.click();
    await expect(kept.getByRole('rowheader', { name: `${stamp}-f` })).toBeVisible();
    await expectAccessible(browser);

    const sheet = `id,sex,age days,diagnosis date,${stamp},cns,testes\nW-${stamp},${stamp}-f,61,2025-03-07,300,?,${stamp}-t\n`;
    await send(browser, language, 'words.csv', Buffer.from(sheet));
    await expect(browser.getByLabel(`${t.goes}: ${stamp}`)).toHaveValue('patient.wbc', WORK);
    // A sign that centres mean differently, and a word that a column does not have, is to be said before anything is read.
    await browser.getByRole('button', { name: t.check }).click();
    const open = `? (cns), ${stamp}-t (testes)`;
    await expect(browser.getByText(t.fault.open.replace('{what}', open))).toBeVisible();
    await browser.getByLabel(`${t.signs.means}: ?`).selectOption('UNK');
    await browser.getByLabel(`${t.signs.means}: ${stamp}-t (testes)`).selectOption('no');
    await expectAccessible(browser);
    await browser.getByRole('button', { name: t.check }).click();
    await expect(browser.getByText(t.counts.replace('{added}', '1').replace(/\{\w+\}/gu, '0'))).toBeVisible(WORK);
    for (const word of [stamp, `${stamp}-f`]) {
      await browser.getByRole('button', { name: w.removeWord.replace('{word}', word), exact: true }).click();
      await expect(kept.getByRole('rowheader', { name: word, exact: true })).toBeHidden();
    }
  });
}
