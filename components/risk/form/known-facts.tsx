import { GeneText } from '@/components/ui/gene-text';
import type { Facts } from '@/lib/risk/facts';
import { knownFacts } from '../facts-in-words';
import classes from '../risk-page.module.css';
import { useRiskWords } from '../use-risk-words';

/** What was entered, for paper, where the form is not printed. */
export function KnownFacts({ facts }: Readonly<{ facts: Facts }>) {
  return (
    <dl className={classes.known}>
      {knownFacts(facts, useRiskWords()).map(({ point, items }) => (
        <div key={point}>
          <dt>{point}</dt>
          {items.map(({ name, value }) => (
            <dd key={name}>
              <GeneText text={`${name}: `} />
              <strong>
                <GeneText text={value} />
              </strong>
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}
