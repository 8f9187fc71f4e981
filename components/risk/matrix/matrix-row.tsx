import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { GeneText } from '@/components/ui/gene-text';
import { onDemand } from '@/components/ui/on-demand';
import { afterColon, inLocale } from '@/lib/i18n/format';
import { leading, outcomesOf, type RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import type { RiskAnswer, RiskResult } from '@/lib/risk/classify';
import type { FactName, Facts } from '@/lib/risk/facts';
import type { PreparedRuleSet } from '@/lib/risk/prepared-rule-set';
import { GroupChips, GroupMark } from '../group-mark';
import classes from '../risk.module.css';
import { stratumFacts } from './stratum-facts';
import { whyNoFigure } from './why-no-figure';
import { useRiskWords } from '../use-risk-words';

// Figures come with the first fact, what is behind a line when it is opened.
const OutcomeBrief = onDemand(async () => (await import('./stratum-outcomes')).OutcomeBrief);
const MatrixRowDetail = onDemand(async () => (await import('./matrix-row-detail')).MatrixRowDetail);

type Props = Readonly<{
  prepared: PreparedRuleSet;
  result: RiskResult;
  facts: Facts;
  conflicts: RiskAnswer['conflicts'];
  evidence: RiskEvidence;
}>;

/** What one rule set says in one line, and under it, when opened, everything behind it. */
export function MatrixRow(props: Props) {
  const { result, facts, evidence } = props;
  const t = useTranslations('risk.matrix');
  const words = useRiskWords();
  const [open, setOpen] = useState(false);
  const id = useId();
  const name = evidence.protocols[result.protocol]?.acronym ?? result.protocol;
  const figures = leading(outcomesOf(evidence, result, stratumFacts(facts)));
  return (
    <>
      <tr className={classes.row} data-open={open} data-variant={result.variant}>
        <th scope="row">
          <Button
            className={classes.opener}
            data-on-paper
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
          >
            <span aria-hidden="true" className={classes.arrow}>
              ▸
            </span>
            <span>
              {name}
              {result.variant === 'review' && <span className={classes.variant}>{words.variantName('review')}</span>}
            </span>
          </Button>
        </th>
        <td data-label={t('group')}>
          <GroupMark result={result} />
          {result.status === 'not-stratified' && result.eligible === null && (
            <span className={classes.aside}>{t('eligibilityOpen')}</span>
          )}
          {result.subgroup !== null && (
            <span className={classes.aside}>{t('subgroup', { name: result.subgroup })}</span>
          )}
        </td>
        <td data-label={t('because')}>
          <Because result={result} facts={facts} />
        </td>
        <td data-label={t('decided')}>{result.decidedAt === null ? <Dash /> : words.pointName(result.decidedAt)}</td>
        <td data-label={t('change')}>
          <StillOpen result={result} />
        </td>
        <td data-label={t('outcome')}>
          {figures.length === 0 ? (
            <span className="muted">{words.noFigure(whyNoFigure(result))}</span>
          ) : (
            <OutcomeBrief figures={figures} result={result} evidence={evidence} />
          )}
        </td>
      </tr>
      <tr id={id} className={classes.opened} hidden={!open}>
        <td colSpan={6}>{open && <MatrixRowDetail {...props} />}</td>
      </tr>
    </>
  );
}

function Dash() {
  return <span className="muted">–</span>;
}

/** The clauses that decided with the values they used; while the group is open, what is waited for. */
function Because({ result, facts }: Pick<Props, 'result' | 'facts'>) {
  const t = useTranslations('risk.matrix');
  const words = useRiskWords();
  const [next] = result.pending;
  if (result.status === 'undetermined')
    return next === undefined ? (
      <Dash />
    ) : (
      <span className="muted">
        <GeneText text={t('waits', { facts: namesOf(next.needs) })} />
      </span>
    );
  // An open eligibility clause is among the reasons of a protocol that is not stratified, but it has decided nothing yet.
  const reasons = result.status === 'not-stratified' ? result.because.slice(0, 1) : result.because;
  const used = [...new Set(reasons.flatMap((reason) => reason.facts))];
  return (
    <>
      {reasons.map((reason) => (
        <span key={reason.clause} className={classes.reason}>
          <GeneText text={inLocale(reason.text, words.locale)} />
        </span>
      ))}
      {used.length > 0 && (
        <span className={classes.aside}>
          <GeneText text={used.map(valueOf).join('\u00a0· ')} />
        </span>
      )}
    </>
  );

  function namesOf(needs: readonly FactName[]): string {
    return needs.map((fact) => afterColon(words.factName(fact, 'short'))).join(', ');
  }

  function valueOf(fact: FactName): string {
    return `${words.factName(fact, 'short')}: ${words.factValue(fact, facts[fact])}`;
  }
}

/** The facts that could still change the answer, point by point, and to which groups. */
function StillOpen({ result }: Pick<Props, 'result'>) {
  const words = useRiskWords();
  const others = result.possible.filter((group) => group !== result.group);
  if (result.pending.length === 0) return <Dash />;
  return (
    <>
      {result.pending.map(({ at, needs }) => (
        <span key={at} className={classes.reason}>
          <span className="muted">{words.pointName(at)}:</span>{' '}
          <GeneText text={needs.map((fact) => afterColon(words.factName(fact, 'short'))).join(', ')} />
        </span>
      ))}
      {result.group !== null && others.length > 0 && (
        <span className={classes.reason}>
          → <GroupChips groups={others} />
        </span>
      )}
    </>
  );
}
