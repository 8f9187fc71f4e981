import type { Locator, Page } from '@playwright/test';
import {
  PATIENT_FIELDS,
  RECORD_FIELDS,
  RISK_OVERRIDE_FIELDS,
  shownFields,
  type FieldDefinition,
  // oxlint-disable-next-line house/direction -- the forms' own table is what is enumerated: a second list would miss a new field
} from '../../components/patients/entry-fields';
import { asTyped } from '../../lib/patients/entry/date-words';
import { RECORD_KINDS, VOCABULARY } from '../../lib/patients/vocabulary';
import { expect, signedInAs, test, texts } from '../support/fixtures';

const t = texts('en');
const DAYS = ['2021-03-05', '2021-04-12', '2021-05-20', '2021-06-21'];
const isSelect = ({ takes }: FieldDefinition): boolean =>
  takes === 'choice' || takes === 'site' || takes === 'protocol';

type Values = Record<string, string>;
let made = 0;

/** What is typed into a field, from its kind alone: a new field of a known kind is filled without a change here. */
function sample(field: FieldDefinition, place: number, names: readonly string[]): string {
  switch (field.takes) {
    case 'text':
      made += 1;
      return `E2E-F${made}-${Date.now().toString(36).toUpperCase()}`;
    case 'words':
      return 'Every field is filled in by a test of the forms';
    case 'day':
      // A date of diagnosis comes first, every other day of a form later than the one before it.
      return DAYS[names.includes('diagnosisDate') ? place : place + 1] ?? '';
    case 'decimal':
      // Distinct from field to field, so that two that are exchanged do not pass; within every range (percent is the smallest).
      return `${place + 1}.25`;
    case 'whole':
      return String(place + 1);
    case 'choice':
    case 'choices':
      // A fusion partner, which is filled in too, is of a rearranged gene. Else the last word, which no form starts with.
      return field.name === 'kmt2a' ? 'rearranged' : (wordsOf(field).at(-1) ?? '');
    case 'protocol':
      return 'interfant-06';
    case 'site':
      return '';
  }
}

function wordsOf({ vocabulary }: FieldDefinition): readonly string[] {
  return vocabulary === undefined ? [] : VOCABULARY[vocabulary];
}

function samples(fields: readonly FieldDefinition[]): Values {
  const names = fields.map(({ name }) => name);
  const place = new Map<FieldDefinition['takes'], number>();
  return Object.fromEntries(
    fields.map((field) => {
      const at = place.get(field.takes) ?? 0;
      place.set(field.takes, at + 1);
      return [field.name, sample(field, at, names)];
    }),
  );
}

/**
 * As few fillings of a form as show each of its fields once: what a choice hides is looked for under its other words,
 * one choice after the other and two together.
 */
function fillings(fields: readonly FieldDefinition[]): Values[] {
  const waiting = new Set(fields.map(({ name }) => name));
  const choices = fields.filter(({ takes }) => takes === 'choice');
  const changes: Values[] = [{}];
  for (const field of choices)
    for (const word of wordsOf(field)) {
      changes.push({ [field.name]: word });
      for (const other of choices.filter((one) => one !== field))
        for (const second of wordsOf(other)) changes.push({ [field.name]: word, [other.name]: second });
    }
  changes.sort((a, b) => Object.keys(a).length - Object.keys(b).length);
  const found: Values[] = [];
  for (const change of changes) {
    const values = { ...samples(fields), ...change };
    const shown = shownFields(fields, values).filter(({ name }) => waiting.has(name));
    if (shown.length === 0) continue;
    for (const { name } of shown) waiting.delete(name);
    found.push(values);
  }
  expect([...waiting], 'fields that no choice shows').toEqual([]);
  return found;
}

function optionText({ vocabulary = '' }: Pick<FieldDefinition, 'vocabulary'> | { vocabulary: '' }, word: string) {
  const options: Record<string, Record<string, string>> = t.patientForm.option;
  return options[vocabulary]?.[word] ?? '';
}

async function fill(form: Locator, field: FieldDefinition, value: string): Promise<void> {
  expect(value, `a value for ${field.name}`).not.toBe('');
  if (field.takes === 'choices') {
    const group = form.getByRole('group', { name: t.patientForm.label[field.label] });
    await group.getByLabel(optionText(field, value), { exact: true }).check();
    return;
  }
  const control = form.locator(`[name="${field.name}"]`);
  if (isSelect(field)) await control.selectOption(value);
  else await control.fill(value);
}

async function expectFilled(form: Locator, field: FieldDefinition, value: string): Promise<void> {
  if (field.takes === 'choices') {
    const group = form.getByRole('group', { name: t.patientForm.label[field.label] });
    await expect(group.getByLabel(optionText(field, value), { exact: true })).toBeChecked();
    return;
  }
  const shown = field.takes === 'day' ? asTyped(value, 'en') : value;
  await expect(form.locator(`[name="${field.name}"]`), field.name).toHaveValue(shown);
}

const save = (form: Locator): Promise<void> =>
  form.getByRole('button', { name: t.patientForm.save, exact: true }).click();

/** The fields of one's own site have no choice where a person belongs to one site only. */
const typedFields = PATIENT_FIELDS.flatMap(({ fields }) => fields).filter(({ takes }) => takes !== 'site');

async function addPatient(page: Page, values: Values): Promise<void> {
  await page.goto('/patients/new');
  const form = page.getByRole('main').locator('form');
  for (const field of shownFields(typedFields, values).filter(({ name }) => name in values))
    await fill(form, field, values[field.name] ?? '');
  await save(form);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(values['pseudonym'] ?? '');
}

test('every field of the patient form is stored and comes back', async ({ page }) => {
  await signedInAs(page, 'data-manager');
  for (const values of fillings(typedFields)) {
    await addPatient(page, values);
    await page.getByRole('link', { name: t.patient.edit }).click();
    const form = page.getByRole('main').locator('form');
    // By hand: an age of 1.25 months and 1 day is stored in days: 1.25 × 30.4375 = 38.05, rounded 38, and 1.
    expect([values['ageDays'], values['ageMonths']]).toEqual(['1', '1.25']);
    const stored: Values = { ...values, ageMonths: '', ageDays: '39' };
    for (const field of shownFields(typedFields, values)) await expectFilled(form, field, stored[field.name] ?? '');
  }
});

for (const kind of RECORD_KINDS)
  test(`every field of a record is stored and comes back (${kind})`, async ({ page }) => {
    await signedInAs(page, 'data-manager');
    await addPatient(page, samples(typedFields.filter(({ required }) => required === true)));
    const all = RECORD_FIELDS[kind];
    const label = new RegExp(`^${t.patient.changeLabel.split('{date}')[0] ?? ''}`);
    const section = page.getByRole('region', { name: t.patient.section[kind] });
    for (const values of fillings(all)) {
      const fields = shownFields(all, values);
      await page.getByRole('button', { name: t.patient.addRecord[kind], exact: true }).click();
      const form = page.getByRole('form', { name: t.patient.addRecord[kind] });
      for (const field of fields) await fill(form, field, values[field.name] ?? '');
      await save(form);
      await expect(form).toBeHidden();
      await section.getByRole('button', { name: label }).click();
      const again = page.getByRole('form', { name: t.patient.editRecord[kind] });
      for (const field of fields) await expectFilled(again, field, values[field.name] ?? '');
      await again.getByRole('button', { name: t.patientForm.cancel, exact: true }).click();
      // One record at a time: a death would forbid what the next filling dates after it.
      await section
        .getByRole('button', { name: new RegExp(`^${t.patient.removeLabel.split('{date}')[0] ?? ''}`) })
        .click();
      await section.getByRole('button', { name: t.patient.removeYes }).click();
      await expect(section.getByText(t.patient.empty[kind])).toBeVisible();
    }
  });

test('every field of a group assigned otherwise is stored and shown', async ({ page }) => {
  await signedInAs(page, 'data-manager');
  await addPatient(page, samples(typedFields));
  await page.getByRole('link', { name: t.patient.tab.risk, exact: true }).click();
  await page.getByRole('button', { name: t.patientRisk.overrideAdd }).click();
  const form = page.getByRole('form', { name: t.patientRisk.formTitle.replace('{protocol}', 'Interfant-06') });
  // The last word of the groups takes one back, and there is none yet.
  const values: Values = { ...samples(RISK_OVERRIDE_FIELDS), decisionPoint: 'end-of-induction', assignedGroup: 'HR' };
  for (const field of RISK_OVERRIDE_FIELDS) await fill(form, field, values[field.name] ?? '');
  await save(form);
  await expect(form).toBeHidden();
  const row = page.getByRole('row').filter({ hasText: values['reason'] ?? '' });
  await expect(row).toContainText('HR');
  await expect(row).toContainText('12 Apr 2021');
  await expect(row).toContainText(t.patientForm.option.decisionPoint['end-of-induction']);
});
