import type { Locator, Page } from '@playwright/test';
import pg from 'pg';
import type { z } from 'zod';
import { readSettings } from '../../commands/setup/environment';
import { withDatabase } from '../../commands/setup/with-database';
import { Credentials } from '../../lib/access/credentials';
import { CurveInput, type CurveField } from '../../lib/registry/curves/schema';
import { landscapeQuerySchema } from '../../lib/registry/landscape/reading';
import { ledgerQuerySchema } from '../../lib/registry/quality/ledger';
import { referenceQuerySchema } from '../../lib/registry/references/reading';
import { trialQuerySchema } from '../../lib/registry/trials/search/reading';
import { FACT_NAMES, type FactName, type Facts } from '../../lib/risk/facts';
import { factsFromFragment } from '../../lib/risk/facts-fragment';
import { typedNumber } from '../../lib/numbers/read-number';
import { address, expect, LANGUAGES, signedInAs, test, texts, type Language } from '../support/fixtures';

// Every field of every form outside a patient's record is filled, sent, and compared with what comes back. The fields are
// those of the schema, so a field that a form does not show has no control to fill, and fails.

const decimal = (language: Language, text: string): string => (language === 'ru' ? text.replace('.', ',') : text);

/** The last choice of a list, which is never the one that stands there at first. */
async function chooseLast(field: Locator): Promise<string> {
  const values = await field
    .getByRole('option')
    .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
  const last = values.filter((value) => value !== '').at(-1) ?? '';
  await field.selectOption(last);
  return last;
}

/** The one row of a question to the database of the tests. */
async function storedRow(question: string, values: readonly string[]): Promise<Record<string, unknown>> {
  const dataDir = process.env['E2E_DATA_DIR'] ?? '.data-e2e';
  return withDatabase(readSettings({ ...process.env, DATABASE_URL: '', DATA_DIR: dataDir }), async ({ ownerUrl }) => {
    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    const { rows } = await owner.query<Record<string, unknown>>(question, [...values]).finally(() => owner.end());
    expect(rows).toHaveLength(1);
    return rows[0] ?? {};
  });
}

const CURVE_FIELDS = Object.keys(CurveInput.shape).filter(
  (name): name is CurveField => name !== 'points' && name !== 'counts',
);
/** What is typed; every other field is a list to choose from. */
const curveTexts = (language: Language, label: string): Partial<Record<CurveField, string>> => ({
  labelEn: `${label} <5 % & MRD`,
  labelRu: `${label} «МОБ» < 5 %`,
  totalEvents: language === 'ru' ? '8,0' : '+8',
  sourceLocator: 'Рис. 2б, p. 1243',
  sourceUrl: 'https://doi.org/10.1182/blood.2019004741?a=1&b=%D0%9C',
});

for (const language of LANGUAGES) {
  test(`every field of a curve is stored as it was entered (${language})`, async ({ page }) => {
    const words = texts(language).curate;
    const typed = curveTexts(language, `Every field ${language} ${Date.now().toString(36)}`);
    await signedInAs(page, 'curator');
    await page.goto(address(language, '/curate/curves'));
    const points = page.getByLabel(words.points.label, { exact: true });
    await points.fill(
      ['0;100', '0.25;90.5', '1;80', '2;50', '4;20'].map((row) => decimalRow(language, row)).join('\n'),
    );
    await page.getByLabel(words.counts.label, { exact: true }).fill(decimalRow(language, '0;10') + '\n2;8');
    const entered: Partial<Record<CurveField, string>> = {};
    for (const name of CURVE_FIELDS) {
      const label = words.label[name];
      expect(label, `a label of ${name}`).toBeTruthy();
      const field = page.getByRole(typed[name] === undefined ? 'combobox' : 'textbox', {
        name: new RegExp(`^${label}`, 'u'),
      });
      const text = typed[name];
      if (text === undefined)
        entered[name] = name === 'trialSlug' ? await choose(field, 'interfant-06') : await chooseLast(field);
      else {
        await field.fill(text);
        entered[name] = text;
      }
    }
    await page.getByRole('button', { name: words.propose, exact: true }).click();
    await expect(page.getByText(words.saved)).toBeVisible();

    const row = await storedRow(
      `SELECT c.*, (SELECT string_agg(time_years || ':' || survival, ' ' ORDER BY time_years) FROM curve_point WHERE curve_id = c.id) AS points,
         (SELECT string_agg(time_years || ':' || at_risk, ' ' ORDER BY time_years) FROM number_at_risk WHERE curve_id = c.id) AS counts
       FROM reconstructed_curve c WHERE label_en = $1`,
      [entered.labelEn ?? ''],
    );
    for (const name of CURVE_FIELDS) {
      const column = name.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
      const expected = name === 'totalEvents' ? '8' : entered[name];
      expect(String(row[column]), name).toBe(expected);
    }
    expect(row['points']).toBe('0:100 0.25:90.5 1:80 2:50 4:20');
    expect(row['counts']).toBe('0:10 2:8');
  });

  test(`every fact of the risk form comes back from its link (${language})`, async ({ page, context }) => {
    const texted: Partial<Record<FactName, string>> = {
      ageDays: '61',
      wbc: decimal(language, '312.5'),
      day8Blasts: decimal(language, '1 250.5'),
      mrdEoi: decimal(language, '0.05'),
      mrdBlina1: decimal(language, '0.0125'),
    };
    const numbers: Facts = { ageDays: 61, wbc: 312.5, day8Blasts: 1250.5, mrdEoi: 0.05, mrdBlina1: 0.0125 };
    await page.goto(address(language, '/risk'));
    await expect(page.locator('#fact-ageDays')).toBeEnabled();
    const chosen: Record<string, string> = {};
    for (const name of FACT_NAMES.filter((fact) => fact !== 'kmt2aEvaluable')) {
      const field = page.locator(`#fact-${name}`);
      const text = texted[name];
      if (text !== undefined) await field.fill(text);
      else chosen[name] = name === 'kmt2a' ? await choose(field, 'rearranged') : await chooseLast(field);
    }
    // The link to the report carries the facts, as does the one that is copied.
    const hashOf = async (at: Page): Promise<string> => {
      const report = at.getByRole('link', { name: texts(language).riskPage.report, exact: true });
      return new URL((await report.getAttribute('href')) ?? '', at.url()).hash;
    };
    const factsAt = async (at: Page): Promise<Facts> => factsFromFragment(await hashOf(at), typedNumber).facts;
    const shown = Object.fromEntries(
      Object.entries(chosen).map(([name, value]) => [
        name,
        value === 'true' || value === 'false' ? value === 'true' : value,
      ]),
    );
    await expect.poll(() => factsAt(page)).toEqual({ ...numbers, ...shown });

    const again = await context.newPage();
    await again.goto(`${address(language, '/risk')}${await hashOf(page)}`);
    await expect(again.locator('#fact-ageDays')).toBeEnabled();
    for (const name of FACT_NAMES.filter((fact) => fact !== 'kmt2aEvaluable')) {
      const field = again.locator(`#fact-${name}`);
      const text = texted[name];
      if (text === undefined) await expect(field, name).toHaveValue(chosen[name] ?? '');
      else expect(typedNumber(await field.inputValue()), name).toBe(numbers[name]);
    }
    // The one fact that shares its field with another.
    await choose(again.locator('#fact-kmt2a'), 'not-evaluable');
    await expect.poll(() => factsAt(again)).toMatchObject({ kmt2aEvaluable: false });
    const third = await context.newPage();
    await third.goto(`${address(language, '/risk')}${await hashOf(again)}`);
    await expect(third.locator('#fact-kmt2a')).toHaveValue('not-evaluable');
  });
}

function decimalRow(language: Language, row: string): string {
  return language === 'ru' ? row.replaceAll('.', ',') : row;
}

async function choose(field: Locator, value: string): Promise<string> {
  await field.selectOption(value);
  return value;
}

test.describe('signing in', () => {
  test.use({ allowedConsoleErrors: { patterns: [/401/u] } });
  test('every field of signing in is sent as it was typed', async ({ page }) => {
    await page.goto('/sign-in');
    const typed = { email: 'nobody@demo.example', password: ' päss +&=wörd% ' } satisfies Record<
      keyof Credentials,
      string
    >;
    for (const name of Object.keys(Credentials.shape) as (keyof Credentials)[])
      await page.locator(`[name="${name}"]`).fill(typed[name]);
    const [request] = await Promise.all([
      page.waitForRequest(/callback\/credentials/u),
      page
        .getByRole('main')
        .getByRole('button', { name: texts('en').signIn.submit, exact: true })
        .click(),
    ]);
    const sent = new URLSearchParams(request.postData() ?? '');
    for (const [name, text] of Object.entries(typed)) expect(sent.get(name), name).toBe(text);
    await expect(page.getByRole('alert').filter({ hasText: texts('en').signIn.wrong })).toBeVisible();
  });
});

type Search = Readonly<{
  schema: z.ZodObject;
  button: (t: ReturnType<typeof texts>) => string;
  typed: Record<string, string>;
  elsewhere?: readonly string[];
  start?: string;
}>;
/** Searches by their pages: what is typed, and the parameters that stand in links and not in the form. */
const SEARCHES: Readonly<Record<string, Search>> = {
  references: { schema: referenceQuerySchema([]), button: (t) => t.references.apply, typed: { q: 'infant MLL' } },
  discrepancies: { schema: ledgerQuerySchema([]), button: (t) => t.ledger.apply, typed: { q: 'infant' } },
  landscape: { schema: landscapeQuerySchema([]), button: (t) => t.landscape.apply, typed: {} },
  trials: {
    schema: trialQuerySchema([]),
    button: (t) => t.trials.apply,
    typed: { q: 'infant', from: '1998', to: '2012' },
    elsewhere: ['view', 'page'],
    // The table is put in order by its heads; cards have fields for it.
    start: '?view=cards',
  },
};

for (const language of LANGUAGES)
  for (const [name, { schema, button, typed, elsewhere = [], start = '' }] of Object.entries(SEARCHES))
    test(`every field of the search at /${name} stands in its address and comes back (${language})`, async ({
      page,
    }) => {
      const t = texts(language);
      await page.goto(address(language, `/${name}${start}`));
      const form = page
        .locator('main form')
        .filter({ has: page.getByRole('button', { name: button(t), exact: true }) });
      const open = () =>
        form.locator('details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
      await open();
      const entered: Record<string, string> = {};
      for (const parameter of Object.keys(schema.shape).filter((one) => !elsewhere.includes(one))) {
        const field = form.locator(`[name="${parameter}"]`).first();
        const text = typed[parameter];
        const kind = await field.evaluate((one) => `${one.tagName} ${one.getAttribute('type')}`);
        if (text !== undefined) await field.fill(text);
        if (kind.endsWith('checkbox')) {
          await field.click();
          await expect(field).toBeChecked();
          // The answer may move what lies below while the next choice is being pressed.
          await expect(form).not.toHaveAttribute('aria-busy', 'true');
          entered[parameter] = await field.evaluate((one) => (one as HTMLInputElement).value);
        } else entered[parameter] = text ?? (await chooseLast(field));
        await open();
      }
      await form.getByRole('button', { name: button(t), exact: true }).click();
      await page.waitForURL(({ searchParams }) =>
        Object.entries(entered).every(([one, value]) => searchParams.getAll(one).join(' ') === value),
      );
      await page.reload();
      await open();
      for (const [parameter, value] of Object.entries(entered)) {
        const field = form.locator(`[name="${parameter}"]`);
        if ((await field.first().getAttribute('type')) === 'checkbox')
          await expect(form.locator(`[name="${parameter}"][value="${value}"]`), parameter).toBeChecked();
        else await expect(field, parameter).toHaveValue(value);
      }
    });
