import { Buffer } from 'node:buffer';
import write from 'write-excel-file/universal';
import { expect, signedInAs, test, texts } from './fixtures';

const t = texts('en').import;
const head = ['Код', 'Пол', 'Дата диагноза', 'Age (days)', 'Leuko', 'MRD1 date', 'MRD1 time point', 'MRD1 value, %'];
const rows = [1, 2, 3, 4, 5].map((n) => [
  `IMP-${n}`,
  n % 2 ? 'ж' : 'м',
  `0${n}.02.2021`,
  `${20 * n}`,
  `${9 * n}`,
  '15.03.2021',
  'EOI',
  '0.02',
]);

test('a workbook with five infants is mapped, looked at, imported and undone', async ({ page }) => {
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
  await page.getByRole('button', { name: t.read }).click();
  await page.getByLabel(`${t.goes}: Leuko`).selectOption('patient.wbc');
  await page.getByRole('button', { name: t.check }).click();
  await expect(page.getByText('5 new, 0 changed, 0 the same, 0 refused')).toBeVisible();
  await page.getByLabel(t.reason).fill('the sheet of the centre');
  // The page can be closed meanwhile: opened again it shows what was found.
  await page.reload();
  await expect(page.getByText('5 new, 0 changed, 0 the same, 0 refused')).toBeVisible();
  await expect(page.getByRole('rowheader', { name: 'IMP-3' })).toBeVisible();
  await page.getByLabel(t.reason).fill('the sheet of the centre');
  await page.getByRole('button', { name: t.commit }).click();
  await expect(page.getByText('Imported: 5 new, 0 changed.')).toBeVisible();
  await page.getByRole('button', { name: t.undo }).first().click();
  await expect(page.getByText(`the sheet of the centre ${t.undone}`)).toBeVisible();
  await page.goto('/patients?q=IMP-');
  await expect(page.getByText('No patient fits this choice')).toBeVisible();
});
