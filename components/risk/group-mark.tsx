import { RiskChip } from '@/components/ui/risk-chip';
import type { RiskResult } from '@/lib/risk/classify';
import classes from './risk.module.css';
import { useRiskWords } from './use-risk-words';

/** The group of a result by letter and word; where there is none, the status and the groups still possible. */
export function GroupMark({ result }: Readonly<{ result: Pick<RiskResult, 'status' | 'group' | 'possible'> }>) {
  const words = useRiskWords();
  if (result.group !== null) {
    return (
      <span className={classes.mark}>
        <RiskChip group={result.group} /> <span className={classes.word}>{words.groupName(result.group)}</span>
      </span>
    );
  }
  return (
    <span className={classes.mark}>
      <span className={classes.status} data-status={result.status}>
        {words.statusName(result.status)}
      </span>
      {result.status === 'undetermined' && <GroupChips groups={result.possible} />}
    </span>
  );
}

/** Several groups as chips, joined by "or". */
export function GroupChips({ groups }: Readonly<{ groups: RiskResult['possible'] }>) {
  const words = useRiskWords();
  return (
    <span className={classes.chips}>
      {groups.map((group, i) => (
        <span key={group}>
          {i > 0 && words.or}
          <RiskChip group={group} />
        </span>
      ))}
    </span>
  );
}
