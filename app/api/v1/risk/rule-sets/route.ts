import { answerRecord } from '@/lib/api/answer.server';
import { unknownRecord } from '@/lib/address/reading';
import { refuseQuery } from '@/lib/api/refusal';
import { RULE_SETS } from '@/lib/api/document/routes';
import { PROTOCOLS, ruleSetsAnswer } from '@/lib/api/risk/rule-set-records';

/** The rules of each protocol as data. */
export async function GET(request: Request): Promise<Response> {
  return answerRecord(request, RULE_SETS, async (values) => {
    const problems = unknownRecord('protocol', values.protocol, PROTOCOLS);
    return problems.length > 0 ? { refusal: refuseQuery(problems) } : { answer: ruleSetsAnswer(values) };
  });
}
