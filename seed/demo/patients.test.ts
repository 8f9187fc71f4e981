import { describe, expect, test } from 'vitest';
import { parseDecimal } from '@/lib/patients/fields';
import { resultAt, ruleSetOf } from '@/lib/patients/risk/course';
import { daysBetween } from '@/lib/patients/timeline';
import { makeDemoPatients, type DemoPatient } from './patients';

const patients = makeDemoPatients();
const rearranged = patients.filter(({ features }) => features.kmt2a === 'rearranged');
const germline = patients.filter(({ features }) => features.kmt2a === 'germline');
const median = (numbers: number[]): number =>
  numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
const lastSeen = ({ followUps, diagnosisDate }: DemoPatient): string => followUps.at(-1)?.date ?? diagnosisDate;

/** The share without an event at five years, by the product-limit method written out. */
function eventFree(group: DemoPatient[]): number {
  const observed = group
    .map((patient) => ({
      event: patient.events.length > 0,
      days: daysBetween(patient.diagnosisDate, patient.events[0]?.date ?? lastSeen(patient)),
    }))
    .sort((a, b) => a.days - b.days);
  return observed.reduce(
    (share, { event, days }, index) => (event && days <= 1826 ? share * (1 - 1 / (observed.length - index)) : share),
    1,
  );
}

describe('the made-up patients', () => {
  test('are forty, each under a pseudonym that says what they are, the same every time', () => {
    expect(patients).toHaveLength(40);
    expect(patients[0]?.pseudonym).toBe('DEMO-001');
    expect(new Set(patients.map(({ pseudonym }) => pseudonym)).size).toBe(40);
    expect(patients.every(({ pseudonym }) => /^DEMO-\d{3}$/.test(pseudonym))).toBe(true);
    expect(makeDemoPatients()).toEqual(patients);
    const another = makeDemoPatients({ prefix: 'DEMO2', patients: 30, seed: 1 });
    expect(another.map(({ pseudonym }) => pseudonym).slice(0, 2)).toEqual(['DEMO2-001', 'DEMO2-002']);
    expect(another.map(({ ageDays }) => ageDays)).not.toEqual(patients.slice(0, 30).map(({ ageDays }) => ageDays));
  });

  test('look like infant ALL: three quarters rearranged, AFF1 before MLLT1 before MLLT3, younger and with more white cells', () => {
    expect(rearranged.length / patients.length).toBeGreaterThanOrEqual(0.75);
    expect(rearranged.length / patients.length).toBeLessThanOrEqual(0.8);
    const with_ = (partner: string): number =>
      rearranged.filter(({ features }) => features.kmt2aPartner === partner).length;
    expect(with_('AFF1')).toBeGreaterThan(with_('MLLT1'));
    expect(with_('MLLT1')).toBeGreaterThan(with_('MLLT3'));
    expect(median(rearranged.map(({ ageDays }) => ageDays))).toBeLessThan(
      median(germline.map(({ ageDays }) => ageDays)),
    );
    expect(median(rearranged.map(({ features }) => features.wbc))).toBeGreaterThan(
      median(germline.map(({ features }) => features.wbc)),
    );
    expect(patients.every(({ ageDays }) => ageDays >= 0 && ageDays <= 365)).toBe(true);
  });

  test('have outcomes as published: about 40 % and 75 % event-free at five years, relapses early', () => {
    expect(eventFree(rearranged)).toBeGreaterThan(0.35);
    expect(eventFree(rearranged)).toBeLessThan(0.5);
    expect(eventFree(germline)).toBeGreaterThan(0.65);
    expect(eventFree(germline)).toBeLessThan(0.85);
    const relapses = patients.flatMap(({ diagnosisDate, events }) =>
      events.filter(({ kind }) => kind === 'relapse').map(({ date }) => daysBetween(diagnosisDate, date)),
    );
    expect(relapses.length).toBeGreaterThan(8);
    expect(median(relapses)).toBeLessThan(550);
  });

  test.each(patients.map((patient) => [patient.pseudonym, patient] as const))(
    '%s has a course without a contradiction',
    (_, patient) => {
      const death = patient.events.find(({ kind }) => kind === 'death')?.date ?? '2026-06-30';
      const dates = [
        ...patient.mrd.map(({ date }) => date),
        ...patient.transplants.map(({ date }) => date),
        ...patient.events.map(({ date }) => date),
        ...patient.followUps.map(({ date }) => date),
        ...patient.treatments.flatMap(({ startDate, endDate }) => [startDate, endDate ?? startDate]),
        ...(patient.response.remissionDate === null ? [] : [patient.response.remissionDate]),
      ];
      for (const date of dates) expect(date >= patient.diagnosisDate && date <= death, date).toBe(true);
      expect(patient.diagnosisDate >= '2016-01-01' && patient.diagnosisDate <= '2025-12-31').toBe(true);
      const { remissionDate, remissionEoi, day8Blasts, prednisoneResponse } = patient.response;
      expect(remissionEoi).toBe(remissionDate !== null);
      expect(prednisoneResponse).toBe(day8Blasts >= 1000 ? 'poor' : 'good');
      for (const { kind, date } of patient.events)
        if (kind === 'relapse') expect(remissionDate !== null && remissionDate < date).toBe(true);
      for (const { startDate, endDate } of patient.treatments)
        expect(endDate === null || endDate >= startDate).toBe(true);
      for (const { valuePercent } of patient.mrd)
        if (valuePercent !== null) expect(parseDecimal(String(valuePercent))).toEqual({ value: valuePercent });
    },
  );

  test('in Interfant-21 are of the arm that its rules give at the end of induction, with blinatumomab, from the day of remission', () => {
    const treated = rearranged.filter(
      ({ protocolSlug, response }) => protocolSlug === 'interfant-21' && response.remissionEoi,
    );
    expect(new Set(treated.map(({ protocolArm }) => protocolArm))).toEqual(new Set(['High risk', 'Medium risk']));
    const rules = ruleSetOf('interfant-21');
    for (const { pseudonym, protocolArm, protocolArmDate, response, ageDays, features } of treated) {
      const { day8Blasts, prednisoneResponse, remissionEoi } = response;
      const facts = { ageDays, kmt2a: features.kmt2a ?? undefined, wbc: features.wbc };
      const known = { ...facts, day8Blasts, prednisoneResponse, remissionEoi };
      const group = rules === null ? null : resultAt(rules, known, 'end-of-induction').result;
      expect(group, pseudonym).toMatchObject({ group: protocolArm === 'High risk' ? 'HR' : 'IR' });
      expect(protocolArmDate).toBe(response.remissionDate);
    }
    const given = treated.filter(({ treatments }) => treatments.length === 2).length;
    expect(given / treated.length).toBeGreaterThan(0.7);
    expect(patients.some(({ protocolArm }) => protocolArm === 'IB')).toBe(true);
    expect(patients.some(({ protocolArm }) => protocolArm === 'ADE + MAE')).toBe(true);
    for (const { protocolArm, protocolSlug } of germline.concat(patients))
      if (protocolSlug === 'mll-baby') expect(protocolArm).toBeNull();
  });

  test('were followed until mid 2026, the dead and the few lost aside', () => {
    const alive = patients.filter(
      ({ events, followUps }) => !events.some(({ kind }) => kind === 'death') && followUps.at(-1)?.status !== 'lost',
    );
    expect(alive.length).toBeGreaterThan(20);
    for (const patient of alive)
      expect(lastSeen(patient) >= '2025-11-15' && lastSeen(patient) <= '2026-06-30', patient.pseudonym).toBe(true);
  });
});
