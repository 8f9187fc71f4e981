import { useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { HINTS } from '@/lib/patients/date-plausibility';
import { COURSE_RULES, type RuleCode } from '@/lib/patients/rules/quality-rules';
import classes from './patient.module.css';

/** A rule in words, with what it looks for; a rule that forms show too is said as there. */
export function RuleName({ rule }: Readonly<{ rule: RuleCode }>) {
  const [t, th] = [useTranslations('patientQuality'), useTranslations('patientErrors.hint')];
  const ofCourse = COURSE_RULES.find((code) => code === rule);
  const ofForm = HINTS.find((code) => code === rule);
  if (ofCourse === undefined)
    return ofForm === undefined ? null : (
      <span className={classes.ruleName}>
        <GeneText text={th(ofForm)} />
      </span>
    );
  return (
    <span className={classes.ruleName}>
      <GeneText text={t(`name.${ofCourse}`)} />.{' '}
      <span className={classes.ruleExplained}>
        <GeneText text={t(`explain.${ofCourse}`)} />
      </span>
    </span>
  );
}
