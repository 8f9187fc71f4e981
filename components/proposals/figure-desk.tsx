'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Choice } from '@/components/curate/typed-field';
import classes from '@/components/curate/curate.module.css';
import type { FigureFields } from '@/lib/registry/proposals/figure-schema';
import type { ProposalState, ReferenceAnswer } from '@/lib/registry/proposals/state';
import type { MappedFields } from '@/lib/registry/register-record/as-figure';
import type { Trial } from '@/lib/registry/schema';
import { NewFigureForm } from './new-figure-form';
import { RegisterComparison, type ReadRecord } from './register/comparison';
import type { DraftKeeping } from './use-draft';

type Props = Readonly<{
  trial: Trial;
  studies: readonly Choice[];
  draft: DraftKeeping & Readonly<{ values: Partial<FigureFields> | null }>;
  read: (text: string) => Promise<ReferenceAnswer>;
  readRecord: ReadRecord;
  fetchRecord: ReadRecord | null;
  propose: (trial: string, input: FigureFields) => Promise<ProposalState>;
}>;

/** A new figure of a study, and its register record, of which a posted result can be taken over into the form by a person. */
export function FigureDesk({ trial, studies, draft, read, readRecord, fetchRecord, propose }: Props) {
  const t = useTranslations('proposals');
  const [mapped, setMapped] = useState<MappedFields | null>(null);
  return (
    <>
      <section className={classes.section} aria-labelledby="new-figure">
        <h2 id="new-figure">{t('newTitle')}</h2>
        <p>{t('newIntro', { study: trial.acronym })}</p>
        {mapped !== null && <p role="status">{t('register.mapped', { place: mapped.sourceLocator ?? '' })}</p>}
        <NewFigureForm
          key={mapped === null ? trial.slug : JSON.stringify(mapped)}
          trial={trial}
          studies={studies}
          first={mapped ?? draft.values ?? {}}
          draft={draft}
          read={read}
          propose={propose}
        />
      </section>
      <RegisterComparison
        trial={trial}
        read={readRecord}
        fetch={fetchRecord}
        onMap={(fields) => {
          setMapped(fields);
          document.getElementById('new-figure')?.scrollIntoView();
        }}
      />
    </>
  );
}
