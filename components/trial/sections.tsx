import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { RulesLink } from '@/components/risk/rules/rules-link';
import { CitedFiles } from '@/components/ui/citation-files';
import { RiskChip } from '@/components/ui/risk-chip';
import { GeneText } from '@/components/ui/gene-text';
import type { CitedSources } from '@/lib/registry/references/cited-sources';
import { groupOutcomes } from '@/lib/registry/trials/outcome-groups';
import type { PostedRecord } from '@/lib/registry/register-record/posted-results';
import type { CoveredQuestion } from '@/lib/registry/review/schema';
import type { Trial } from '@/lib/registry/schema';
import { BaselineTable } from './baseline-table';
import { Appraisals } from '@/components/quality/appraisals';
import { StudyCertainty } from '@/components/quality/study-certainty';
import { DiscrepancyList } from '@/components/quality/discrepancy-list';
import { EndpointDefinitions } from './endpoint-definitions';
import { OutcomeSection } from './outcome/section';
import { ReferenceItem } from '@/components/references/item';
import references from '@/components/references/list.module.css';
import { PostedRegister } from './posted-register';
import { RiskGroupTable } from './risk-group-table';
import { TrialReports } from './reports';
import { TrialArms } from './arms';
import { TrialDesign } from './facts';
import classes from './page.module.css';

type Props = Readonly<{
  trial: Trial;
  cited: CitedSources;
  mostSeries: number;
  posted: readonly PostedRecord[];
  questions: readonly CoveredQuestion[];
}>;
type SectionKey =
  | 'design'
  | 'risk'
  | 'outcomes'
  | 'definitions'
  | 'bias'
  | 'baseline'
  | 'posted'
  | 'discrepancies'
  | 'reports'
  | 'references';
type Section = { key: SectionKey; hint?: string; content: ReactNode };

/** The body of a trial's page, with links to its sections; what a study has nothing of is left out, except what a reader would miss. */
export function TrialSections(props: Props) {
  const t = useTranslations('trial');
  const sections = useSections(props);
  return (
    <>
      <nav className={classes.jump} aria-label={t('sections')}>
        <ul>
          {sections.map(({ key }) => (
            <li key={key}>
              <a href={`#${key}`}>{t(`section.${key}`)}</a>
            </li>
          ))}
        </ul>
      </nav>
      {sections.map(({ key, hint, content }) => (
        <section key={key} id={key} className={classes.section} aria-labelledby={`heading-${key}`}>
          <h2 id={`heading-${key}`}>{t(`section.${key}`)}</h2>
          {hint !== undefined && (
            <p className={classes.hint}>
              <GeneText text={hint} />
            </p>
          )}
          {content}
        </section>
      ))}
    </>
  );
}

function useSections({ trial, cited, mostSeries, posted, questions }: Props): readonly Section[] {
  const t = useTranslations('trial');
  const source = useTranslations('source');
  const sections: Section[] = [
    {
      key: 'design',
      content: (
        <>
          <TrialDesign trial={trial} />
          <TrialArms trial={trial} />
        </>
      ),
    },
    {
      key: 'risk',
      ...(trial.strata.length > 0 && { hint: t('riskNote') }),
      content: (
        <>
          <RiskGroupTable strata={trial.strata} cited={cited} />
          <RulesLink protocol={trial.slug} />
        </>
      ),
    },
    {
      key: 'outcomes',
      ...(trial.estimates.length > 0 && { hint: `${t('outcomesIntro')} ${source('legend')}.` }),
      content: <Outcomes trial={trial} cited={cited} mostSeries={mostSeries} />,
    },
    { key: 'definitions', content: <EndpointDefinitions definitions={trial.endpointDefinitions} cited={cited} /> },
    {
      key: 'bias',
      content: (
        <>
          <Appraisals appraisals={trial.appraisals} />
          <StudyCertainty questions={questions} />
        </>
      ),
    },
  ];
  if (trial.baseline.length > 0)
    sections.push({ key: 'baseline', content: <BaselineTable facts={trial.baseline} cited={cited} /> });
  if (posted.length > 0)
    sections.push({ key: 'posted', hint: t('postedNote'), content: <PostedRegister records={posted} /> });
  if (trial.discrepancies.length > 0)
    sections.push({
      key: 'discrepancies',
      content: <DiscrepancyList discrepancies={trial.discrepancies} cited={cited} />,
    });
  if (trial.reports.length > 0)
    sections.push({ key: 'reports', content: <TrialReports trial={trial} cited={cited} /> });
  if (cited.size > 0) sections.push({ key: 'references', content: <CitedReferences cited={cited} /> });
  return sections;
}

/** The protocol's own risk groups of which no figure was found: their absence is a finding, not a gap of the page. */
function GroupsWithoutFigure({ strata, estimates }: Pick<Trial, 'strata' | 'estimates'>) {
  const t = useTranslations('trial');
  const vocabulary = useTranslations('vocabulary');
  const groups = [...new Set(strata.map(({ group }) => group))].filter(
    (group) => group !== 'not-stratified' && !estimates.some(({ stratum }) => stratum.risk === group),
  );
  if (groups.length === 0) return null;
  return (
    <ul className={classes.absent}>
      {groups.map((group) => (
        <li key={group}>
          <RiskChip group={group} /> {t('groupWithout', { group: vocabulary(`risk.${group}`) })}
        </li>
      ))}
    </ul>
  );
}

function Outcomes({ trial: { estimates, arms, strata }, cited, mostSeries }: Omit<Props, 'posted' | 'questions'>) {
  const t = useTranslations('trial');
  if (estimates.length === 0) return <p className="muted">{t('outcomesEmpty')}</p>;
  return (
    <>
      <GroupsWithoutFigure strata={strata} estimates={estimates} />
      {groupOutcomes(estimates).map((group) => (
        <OutcomeSection
          key={group.endpoint}
          group={group}
          estimates={estimates}
          arms={arms}
          cited={cited}
          mostSeries={mostSeries}
        />
      ))}
    </>
  );
}

function CitedReferences({ cited }: Readonly<{ cited: CitedSources }>) {
  return (
    <>
      <ol className={references.list}>
        {[...cited.values()].map(({ number, citation }) => (
          <ReferenceItem key={citation.id} number={number} citation={citation} />
        ))}
      </ol>
      <CitedFiles ids={[...cited.values()].map(({ citation }) => citation.id)} />
    </>
  );
}
