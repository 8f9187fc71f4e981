'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { useRiskWords } from '@/components/risk/use-risk-words';
import { Button } from '@/components/ui/button';
import { RiskChip } from '@/components/ui/risk-chip';
import { formatDay } from '@/lib/i18n/format';
import type { ShownOverride } from '@/lib/patients/risk/override';
import type { Group } from '@/lib/risk/facts';
import classes from '../patient.module.css';
import risk from './risk.module.css';
import { RiskOverrideForm } from './override-form';
import type { DraftPlace } from '../entry/use-draft';
import type { EntryAction } from '../use-entry-form';

export type OverrideWriting = Readonly<{ save: EntryAction; draft: DraftPlace }>;

type Props = Readonly<{
  overrides: readonly ShownOverride[];
  target: { patientId: string; version: number };
  protocolSlug: string | null;
  /** Null: without a protocol no group can be assigned under it. */
  protocolName: string | null;
  protocolNames: Readonly<Record<string, string>>;
  writing: OverrideWriting | null;
}>;

/** What people assigned, newest first, each beside the group computed when it was written; and the form for another. */
export function RiskOverrides({ overrides, protocolNames, writing, ...assigned }: Props) {
  const t = useTranslations('patientRisk');
  return (
    <section className={risk.part} aria-labelledby="risk-overrides">
      <h3 id="risk-overrides">{t('overrides')}</h3>
      {overrides.length === 0 ? (
        <p className="muted">{t('overridesNone')}</p>
      ) : (
        <OverrideTable overrides={overrides} protocolNames={protocolNames} />
      )}
      {writing !== null && <Assigning {...assigned} {...writing} written={overrides.length} />}
    </section>
  );
}

type AssigningProps = Omit<Props, 'overrides' | 'protocolNames' | 'writing'> & OverrideWriting & { written: number };

function Assigning({ target, protocolSlug, protocolName, save, draft, written }: AssigningProps) {
  const [t, tp] = [useTranslations('patientRisk'), useTranslations('patient')];
  const [open, setOpen] = useState(false);
  const [kept, setKept] = useState(draft.kept);
  const button = useRef<HTMLButtonElement>(null);
  const closed = useRef(false);
  useEffect(() => {
    if (!open && closed.current) button.current?.focus();
    closed.current = open;
  }, [open]);
  return (
    <>
      {protocolName !== null && !open && (
        <div>
          <Button ref={button} look="small" onClick={() => setOpen(true)}>
            {kept === null ? t('overrideAdd') : tp('continueDraft')}
          </Button>
        </div>
      )}
      {protocolName !== null && open && (
        <div className={classes.open}>
          <RiskOverrideForm
            action={save}
            target={target}
            seen={{ protocolSlug: protocolSlug ?? '', overrides: String(written) }}
            protocolName={protocolName}
            draft={{ ...draft, kept }}
            onDone={(unsaved) => {
              setKept(unsaved);
              setOpen(false);
            }}
          />
        </div>
      )}
    </>
  );
}

function OverrideTable({ overrides, protocolNames }: Pick<Props, 'overrides' | 'protocolNames'>) {
  const t = useTranslations('patientRisk');
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('column.point')}</th>
          <th scope="col">{t('computed')}</th>
          <th scope="col">{t('assigned')}</th>
          <th scope="col">{t('column.date')}</th>
          <th scope="col">{t('column.reason')}</th>
          <th scope="col">{t('column.written')}</th>
        </tr>
      </thead>
      <tbody>
        {overrides.toReversed().map((one) => (
          <OverrideRow key={one.id} one={one} protocol={protocolNames[one.protocolSlug] ?? one.protocolSlug} />
        ))}
      </tbody>
    </table>
  );
}

function OverrideRow({ one, protocol }: Readonly<{ one: ShownOverride; protocol: string }>) {
  const t = useTranslations('patientRisk');
  const words = useRiskWords();
  return (
    <tr data-state={one.state} className={one.state === 'standing' ? undefined : risk.past}>
      <th scope="row">
        {words.pointName(one.decisionPoint)}
        {one.state !== 'standing' && <span className={risk.aside}>{t(`state.${one.state}`, { protocol })}</span>}
      </th>
      <td data-label={t('computed')}>
        <GroupOrNone group={one.computedGroup} />
        {one.state === 'standing' && one.computedNow !== one.computedGroup && (
          <span className={risk.flag}>
            {t('computedThen', { before: groupText(one.computedGroup), now: groupText(one.computedNow) })}
          </span>
        )}
        <span className={risk.aside}>
          {one.ruleSetVersion === null ? t('noRulesThen') : t('rulesVersion', { version: one.ruleSetVersion })}
        </span>
      </td>
      <td data-label={t('assigned')}>
        {one.assignedGroup === null ? t('withdrawn') : <GroupOrNone group={one.assignedGroup} />}
      </td>
      <td data-label={t('column.date')} className={classes.whole}>
        {formatDay(one.assignedOn, words.locale)}
      </td>
      <td data-label={t('column.reason')} className={risk.reason}>
        {one.reason}
      </td>
      <td data-label={t('column.written')}>
        {one.writtenBy ?? t('byCommand')}
        <span className={risk.aside}>{formatDay(one.writtenOn, words.locale)}</span>
      </td>
    </tr>
  );

  function groupText(group: Group | null): string {
    return group ?? t('noGroup');
  }
}

function GroupOrNone({ group }: Readonly<{ group: Group | null }>) {
  const t = useTranslations('patientRisk');
  return group === null ? <span className="muted">{t('noGroup')}</span> : <RiskChip group={group} />;
}
