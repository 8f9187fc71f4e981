import type { CDPSession, Page } from '@playwright/test';
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

/** Presses keys and counts them, a Control or Shift held down as one more. */
type Keys = { count: () => number; press: (...keys: string[]) => Promise<void>; type: (text: string) => Promise<void> };

async function keysOf(page: Page): Promise<Keys> {
  let pressed = 0;
  const session: CDPSession = await page.context().newCDPSession(page);
  const letter = async (text: string): Promise<void> => {
    // A letter that is on no English keyboard, as a Russian one sends it.
    await session.send('Input.dispatchKeyEvent', { type: 'keyDown', key: text, text });
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: text });
  };
  return {
    count: () => pressed,
    press: async (...keys) => {
      for (const key of keys) {
        pressed += key.split('+').length;
        await page.keyboard.press(key);
      }
    },
    type: async (text) => {
      for (const one of text) {
        pressed += 1;
        await (/[\u0400-\u04ff]/.test(one) ? letter(one) : page.keyboard.press(one));
      }
    },
  };
}

/** The first letters by which a word is chosen in each language. */
const WORDS = {
  en: {
    girl: 'f',
    rearranged: 'r',
    no: 'n',
    yes: 'y',
    good: 'g',
    cns: 'c',
    proB: 'p',
    eoi: 'e',
    blina: 'after 1',
    hr1: 'after b',
    consolidation: 'end of c',
    before: 'b',
    quantified: 'q',
    negative: 'n',
    pcr: 'i',
    chemo: 'c',
    bispecific: 'b',
    sibling: 'm',
    busulfan: 'b',
    cr1: 'c',
    relapse: 'r',
    death: 'd',
    same: 's',
    leukaemia: 'l',
    alive: 'a',
  },
  ru: {
    girl: 'ж',
    rearranged: 'п',
    no: 'н',
    yes: 'д',
    good: 'х',
    cns: 'ц',
    proB: 'п',
    eoi: 'к',
    blina: 'п',
    hr1: 'после б',
    consolidation: 'конец к',
    before: 'пер',
    quantified: 'и',
    negative: 'о',
    pcr: 'п',
    chemo: 'х',
    bispecific: 'б',
    sibling: 'с',
    busulfan: 'на основе б',
    cr1: '1',
    relapse: 'р',
    death: 'с',
    same: 'п',
    leukaemia: 'л',
    alive: 'ж',
  },
} as const;

async function typePatient(keys: Keys, language: Language, pseudonym: string): Promise<void> {
  const w = WORDS[language];
  // After the protocol an arm and the day of allocation.
  const cells = [pseudonym, '5.3.24', '120', '', w.girl, 'i', '', '', w.rearranged, 'a', '250', w.cns, w.proB, w.no];
  // Lineage, CD10, congenital, Down syndrome, karyotype, other genetics, prephase; blasts of day 8, response, CNS, remission.
  const more = ['', '', '', '', '', '', '', '800', w.good, w.cns, w.yes];
  for (const cell of [...cells, ...more]) {
    await keys.type(cell);
    await keys.press('Tab');
  }
  await keys.type('8.4.24');
  await keys.press('Control+Enter');
}

/** One cell after the other, then the next row. */
async function typeRow(keys: Keys, cells: readonly string[]): Promise<void> {
  for (const [place, cell] of cells.entries()) {
    if (place > 0) await keys.press('Tab');
    if (cell === '=') await keys.press('Control+d');
    else if (cell === ' ') await keys.press('Space');
    else await keys.type(cell);
  }
  await keys.press('Enter');
}

async function typeCourse(keys: Keys, language: Language): Promise<void> {
  const w = WORDS[language];
  const day = language === 'en' ? 'd' : 'д';
  await typeRow(keys, ['8.4.24', w.eoi, w.quantified, '0.05', w.pcr, '0.001']);
  await typeRow(keys, [`${day}63`, w.blina, w.negative, '=', '=']);
  await typeRow(keys, [`${day}91`, w.hr1, w.negative, '=', '=']);
  await typeRow(keys, [`${day}120`, w.consolidation, w.negative, '=', '=']);
  await typeRow(keys, [`${day}180`, w.before, w.negative, '=', '=']);
  await keys.press('Enter');
  await typeRow(keys, [`${day}0`, w.chemo, '', '', `${day}34`]);
  await typeRow(keys, [`${day}35`, w.bispecific, '', '', `${day}63`]);
  await typeRow(keys, [`${day}64`, w.chemo, '', '', `${day}120`]);
  await typeRow(keys, [`${day}121`, w.chemo, '', '', `${day}180`]);
  await keys.press('Enter');
  await typeRow(keys, [`${day}190`, w.sibling, w.busulfan, w.cr1]);
  await keys.press('Enter');
  await typeRow(keys, [`${day}400`, w.relapse, ' ', '', '', '', w.same]);
  await typeRow(keys, [`${day}500`, w.death, w.leukaemia]);
  await keys.press('Enter');
  await typeRow(keys, [`${day}200`, w.alive]);
  await typeRow(keys, [`${day}300`, w.alive]);
  await typeRow(keys, [`${day}390`, w.alive]);
  await keys.press('Control+Enter');
}

for (const language of LANGUAGES)
  test(`a full patient is entered by the keys alone, in at most 300 and two savings (${language})`, async ({
    page,
  }) => {
    const t = texts(language);
    await signedInAs(page, 'data-manager');
    await page.goto(address(language, '/patients/new'));
    await expect(page.locator('[name="pseudonym"]')).toBeFocused();
    const keys = await keysOf(page);
    const name = `K-${Date.now().toString(36).slice(-5)}`;
    await typePatient(keys, language, name);
    await expect(page.locator('td[data-kind="mrd"] input').first()).toBeFocused();
    await typeCourse(keys, language);
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    expect(keys.count()).toBeLessThanOrEqual(300);
    const rows = (kind: 'mrd' | 'treatment' | 'transplant' | 'event' | 'follow-up') =>
      page.getByRole('region', { name: t.patient.section[kind], exact: true }).locator('tbody tr');
    await expect(rows('mrd')).toHaveCount(5);
    // 5 March 2024 and 63 days: 26 to the end of March, 30 in April, 7 in May.
    await expect(rows('mrd').nth(1)).toContainText(language === 'en' ? '7 May 2024' : '07.05.2024');
    await expect(rows('mrd').nth(1)).toContainText(t.patientForm.option.mrdTimePoint['after-blina-1']);
    await expect(rows('mrd').nth(4)).toContainText(t.patientForm.option.mrdMethod['ig-tr-pcr']);
    await expect(rows('treatment')).toHaveCount(4);
    await expect(rows('transplant')).toContainText(t.patientForm.option.conditioning.busulfan);
    await expect(rows('event').first()).toContainText(t.patientForm.option.lineage.same);
    await expect(rows('event').nth(1)).toContainText(t.patientForm.option.deathCause.leukaemia);
    await expect(rows('follow-up')).toHaveCount(3);
  });

test('a pasted block keeps what it cannot read in its cells, by name, and nothing is stored', async ({ page }) => {
  const t = texts('en');
  await signedInAs(page, 'data-manager');
  await page.goto('/patients/new');
  const keys = await keysOf(page);
  // The page puts the cursor there once it listens; a key pressed before goes nowhere, as a person sees.
  await expect(page.locator('[name="pseudonym"]')).toBeFocused();
  await typePatient(keys, 'en', `P-${Date.now().toString(36).slice(-5)}`);
  const first = page.locator('td[data-kind="mrd"] input').first();
  await expect(first).toBeFocused();
  const block =
    '8.4.24\tend of induction\tquantified\t0.05\tIg/TR PCR\r\n31.2.24\tend of induction\tperhaps\t\tflow\r\n';
  await first.evaluate((input, text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, block);
  const cell = (row: number, field: string) =>
    page
      .locator('tr', { has: page.locator('td[data-kind="mrd"]') })
      .nth(row)
      .locator(`[name$=".${field}"]`);
  await expect(cell(0, 'timePoint')).toHaveValue('end-of-induction');
  await expect(cell(1, 'date')).toHaveValue('31.2.24');
  await expect(cell(1, 'result')).toHaveValue('perhaps');
  await expect(cell(1, 'result')).toHaveAttribute('aria-invalid', 'true');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('alert').first()).toContainText(
    `${t.patientForm.inRow.replace('{label}', t.patientForm.label.mrdDate).replace('{row}', '2')}: ${t.patientErrors.field.day}`,
  );
  await expect(cell(1, 'result')).toHaveValue('perhaps');
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 800 });
  await expectAccessible(page, 'contrast');
});

test('a course opened by its address takes keys, a pasted block and links to errors in its empty row', async ({
  page,
}) => {
  await signedInAs(page, 'data-manager');
  await page.goto('/patients');
  const patient = await page.getByRole('rowheader').getByRole('link').last().getAttribute('href');
  await page.goto(`${patient ?? ''}/course`);
  const dates = page.locator('td[data-kind="mrd"][data-column="0"] input');
  // The script has taken the page over when a key does what it does.
  await expect(async () => {
    await page.keyboard.press('Alt+Shift+4');
    await expect(dates.last()).toBeFocused({ timeout: 500 });
  }).toPass();
  const stored = await dates.evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
  const empty = stored.length - 1;
  await dates.nth(empty).evaluate((input, text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, '8.4.24\tend of induction\r\n9.5.24\tend of induction\r\n');
  await expect(dates.nth(empty)).toHaveValue('8.4.24');
  await expect(dates.nth(empty + 1)).toHaveValue('9.5.24');
  for (const [row, value] of stored.slice(0, empty).entries()) await expect(dates.nth(row)).toHaveValue(value);
  await dates.nth(empty).focus();
  await page.keyboard.press('Enter');
  await expect(dates.nth(empty + 1)).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('alert').getByRole('link').first().click();
  await expect(page.locator('td[data-kind="mrd"] :is(input, select):focus')).toBeVisible();
});

test('a patient is saved and the next begun by one chord of keys', async ({ page }) => {
  const t = texts('en');
  await signedInAs(page, 'data-manager');
  await page.goto('/patients/new');
  const name = page.locator('[name="pseudonym"]');
  await expect(name).toBeFocused();
  const code = `K-${Date.now().toString(36).slice(-6)}`;
  await page.keyboard.type(code);
  await page.keyboard.press('Tab');
  await page.keyboard.type('5.3.24');
  await page.keyboard.press('Tab');
  await page.keyboard.type('100');
  await page.keyboard.press('Control+Shift+Enter');
  await expect(page.getByText(t.patientForm.savedNext.replace('{pseudonym}', code))).toBeVisible();
  await expect(name).toBeFocused();
  await expect(page.locator('[name="diagnosisDate"]')).toHaveValue('');
});
